/** From numbers to places along an axis, and the numbers that stand there. */

import * as numbers from "./numbers.js";

const EVEN = [1, 2, 2.5, 5, 10];
const LARGE = 1e7;
const SMALL = 1e-4;

/** The least and the largest finite number; null where there is none. */
export function range(values) {
    let low = Infinity;
    let high = -Infinity;
    for (const value of values) {
        if (typeof value === "number" && Number.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }
    return low <= high ? [low, high] : null;
}

/** A range with room above and below, relative to its numbers; never empty. */
export function roomy([low, high]) {
    const length = high - low;
    const room = length > 0 ? 0.06 * length : 0.05 * Math.abs(high) || 1;
    return [low - room, high + room];
}

/** Round numbers in a range, about as many as asked for. */
export function ticks([low, high], wanted) {
    const rough = (high - low) / wanted;
    const unit = 10 ** Math.floor(Math.log10(rough));
    const step = unit * EVEN.find(each => each * unit >= rough * (1 - 1e-9));
    const marks = [];
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step && marks.length < 50; k++) {
        marks.push(k * step);
    }
    return {marks, step};
}

/** The tick's number with the digits that tell it from its neighbours. */
export function tickLabel(value, step, largest) {
    const at = Math.floor(Math.log10(step) + 1e-9);
    const isHalf = Math.abs(step / 10 ** at - 2.5) < 1e-6;
    if (largest < LARGE && largest >= SMALL) {
        return numbers.fixed(value, Math.max(0, -at + (isHalf ? 1 : 0)));
    }
    if (Math.abs(value) < step / 2) {
        return "0";
    }
    const digits = Math.floor(Math.log10(Math.abs(value))) - at + (isHalf ? 1 : 0);
    return (value < 0 ? "−" : "") + Math.abs(value).toExponential(Math.max(0, Math.min(15, digits))).replace("+", "");
}

/** A linear axis from `from` to `to` on the paper. */
export function linear(domain, from, to, wanted) {
    const [low, high] = domain;
    const place = value => from + ((value - low) / (high - low)) * (to - from);
    const {marks, step} = ticks(domain, wanted);
    const largest = Math.max(Math.abs(low), Math.abs(high));
    return {place, marks: marks.map(value => ({at: place(value), label: tickLabel(value, step, largest)}))};
}

/** A logarithmic axis with a tick at powers of ten. */
export function logarithmic([low, high], from, to, wanted) {
    const [least, most] = [Math.floor(Math.log10(low)), Math.max(Math.ceil(Math.log10(high)), Math.floor(Math.log10(low)) + 1)];
    const place = value => (value > 0 ? from + ((Math.log10(value) - least) / (most - least)) * (to - from) : NaN);
    const every = Math.ceil((most - least + 1) / wanted);
    const marks = [];
    for (let power = least; power <= most; power += every) {
        marks.push({at: place(10 ** power), label: power >= -3 && power < 5 ? String(Number("1e" + power)) : "1e" + power});
    }
    return {place, marks};
}
