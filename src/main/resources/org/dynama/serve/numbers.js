/** Numbers as people read them, by the same rules as org.dynama.page.Numbers: as many digits as their error lets them have. */

const MOST_DECIMALS = 8;
const SMALL = 1e-4;
const UNITS = "kMGTPE";

const exponent = value => Math.floor(Math.log10(Math.abs(value)));
const hasError = error => typeof error === "number" && error > 0 && Number.isFinite(error);
const isTiny = error => hasError(error) && 1 - exponent(error) > MOST_DECIMALS;

/** The decimals that show so many digits of the largest number of a table. */
export function decimals(largest, digits) {
    return largest > 0 ? Math.max(0, Math.min(MOST_DECIMALS, digits - 1 - exponent(largest))) : 0;
}

/** The shortest decimal digits of a positive number and its power of ten, rounded half up after `kept(power)` digits. */
function rounded(size, kept) {
    const [mantissa, power] = size.toExponential().split("e");
    let digits = mantissa.replace(".", "");
    let at = Number(power);
    const count = kept(at);
    if (count < 0) {
        return ["0", at];
    }
    if (count < digits.length) {
        const up = digits[count] >= "5" ? 1n : 0n;
        const whole = String(BigInt(digits.slice(0, count) || "0") + up);
        at += whole.length > count ? 1 : 0;
        digits = whole;
    }
    return [digits, at];
}

/** With so many decimals, and commas between thousands. */
export function fixed(value, places) {
    if (!Number.isFinite(value)) {
        return typeof value !== "number" || Number.isNaN(value) ? "unknown" : value > 0 ? "infinite" : "−infinite";
    }
    const [digits, at] = rounded(Math.abs(value), power => power + 1 + places);
    const isZero = /^0*$/.test(digits);
    const long = isZero ? "" : at >= 0 ? digits.padEnd(at + 1, "0") : "0".repeat(-at) + digits;
    const whole = at >= 0 ? long.slice(0, at + 1) : long.slice(0, 1);
    const part = (at >= 0 ? long.slice(at + 1) : long.slice(1)).padEnd(places, "0").slice(0, places);
    const grouped = (whole || "0").replace(/\B(?=(\d{3})+$)/g, ",");
    return (value < 0 && !isZero ? "−" : "") + grouped + (places > 0 ? "." + part : "");
}

function power(value, places) {
    if (value === 0 || !Number.isFinite(value)) {
        return fixed(value, 0);
    }
    const [digits, at] = rounded(Math.abs(value), () => places + 1);
    const all = digits.padEnd(places + 1, "0");
    const sign = at < 0 ? "-" : "+";
    return (value < 0 ? "−" : "") + all[0] + (places > 0 ? "." + all.slice(1, places + 1) : "") + "e" + sign
        + String(Math.abs(at)).padStart(2, "0");
}

/** A number whose size is the message. */
export const scientific = value => power(value, 1);

/** At most four digits. */
export function plain(value) {
    const size = Math.abs(value);
    if (size > 0 && !(size >= SMALL && size < 1e7)) {
        return scientific(value);
    }
    const digits = fixed(value, decimals(size, 4));
    return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

/** A mean down to the second digit of its error; at most four digits where there is no error. */
export function mean(value, error) {
    if (isTiny(error) && Math.abs(value) < SMALL) {
        const digits = value === 0 ? 0 : exponent(value) - exponent(error) + 1;
        return power(value, Math.max(1, Math.min(15, digits)));
    }
    return hasError(error) ? fixed(value, decimals(error, 2)) : plain(value);
}

/** An error's first two digits. */
export function error(value) {
    if (typeof value !== "number" || Number.isNaN(value)) {
        return "unknown";
    }
    return isTiny(value) ? scientific(value) : hasError(value) ? fixed(value, decimals(value, 2)) : "0";
}

/** A mean and its error; a dash where there is none. */
export function estimate(value, standardError) {
    return typeof value !== "number" ? "–" : mean(value, standardError) + (hasError(standardError) ? " ± " + error(standardError) : "");
}

/** A share in percent, to two or three digits. */
export function percent(share) {
    const size = Math.abs(100 * share);
    return fixed(100 * share, size >= 9.95 || size === 0 ? 0 : size >= 0.995 ? 1 : 2) + "%";
}

/** A number of a column, with so many digits of the largest one. */
export function inColumn(value, largest, digits) {
    return largest > 0 && largest < SMALL ? power(value, digits - 1) : fixed(value, decimals(largest, digits));
}

export const count = value => fixed(value, 0);

/** Wall-clock time. */
export function seconds(value) {
    if (value < 120) {
        return fixed(value, value < 10 ? 1 : 0) + " s";
    }
    return value < 7200 ? fixed(value / 60, 0) + " min" : fixed(value / 3600, 1) + " h";
}

/** A size on disk. */
export function bytes(value) {
    if (value < 1000) {
        return value + " B";
    }
    const unit = Math.min(UNITS.length, Math.floor(Math.log10(value) / 3));
    const size = value / 1000 ** unit;
    return fixed(size, size < 10 ? 1 : 0) + " " + UNITS[unit - 1] + "B";
}
