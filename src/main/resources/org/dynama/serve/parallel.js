/** Parallel coordinates of a sweep: an axis a key and one for the number; ranges on the axes leave some of the lines. */

import {el, labelled, say, svg} from "./dom.js";
import {ink, isNarrow, label, line, paper, shortened} from "./figure.js";
import * as numbers from "./numbers.js";
import {linear, range, roomy} from "./scale.js";
import {numbersOf, valuesOf, worded} from "./sweep.js";

const TOP = 46;
const HEIGHT = 300;

/** More values than these on an axis: not each is written. */
const WRITTEN = 14;

/** An axis of values, lowest first, evenly apart. */
function steps(values) {
    const every = Math.ceil(values.length / WRITTEN);
    const place = k => (values.length === 1 ? TOP + HEIGHT / 2 : TOP + HEIGHT - (k / (values.length - 1)) * HEIGHT);
    return {place: text => place(values.indexOf(text)), marks: values.map((text, k) => ({at: place(k), label: k % every === 0 ? text : ""}))};
}

function drawLine(points, part, isIn) {
    const d = "M" + points.map(([x, y]) => x.toFixed(1) + " " + y.toFixed(1)).join("L");
    const stroke = (name, opacity, width) => svg("path", {d, fill: "none", "stroke-width": width, "stroke-opacity": opacity, style: `stroke: ${ink(name)}`});
    return isIn ? [stroke("fall", 1, 1.8), stroke("rise", part, 1.8)] : [stroke("line", 0.6, 1)];
}

function draw(sweep, keys, holds, pick) {
    const known = sweep.cells.filter(cell => typeof cell.mean === "number");
    const gap = isNarrow() ? 76 : Math.max(110, 760 / keys.length);
    const left = isNarrow() ? 30 : 60;
    const width = Math.max(isNarrow() ? 358 : 880, left + keys.length * gap + 70);
    const xs = [...keys, null].map((key, k) => left + k * ((width - left - 70) / keys.length));
    const span = range(known.map(cell => cell.mean)) ?? [0, 1];
    const scales = [...keys.map(key => steps(valuesOf(sweep.cells, key))), linear(roomy(span), TOP + HEIGHT, TOP, 6)];
    const root = paper(width, TOP + HEIGHT + 34, "Parallel coordinates of " + (sweep.quantity ?? "the result"),
        "An axis for each of " + keys.join(", ") + " and one for the number; " + known.filter(holds).length + " of " + known.length + " lines are in the ranges");
    root.setAttribute("style", "max-width: none");
    const lines = known.map(cell => [holds(cell), cell]).sort(([a], [b]) => a - b).map(([isIn, cell]) => {
        const part = span[1] > span[0] ? (cell.mean - span[0]) / (span[1] - span[0]) : 1;
        const points = [...keys.map((key, k) => [xs[k], scales[k].place(worded(cell.values[key]))]), [xs.at(-1), scales.at(-1).place(cell.mean)]];
        return svg("g", {class: isIn ? "in" : "out"}, svg("title", null, cell.name + ": " + numbers.estimate(cell.mean, cell.standardError)), drawLine(points, part, isIn));
    });
    root.append(...lines);
    [...keys, sweep.quantity ?? "result"].forEach((name, k) => {
        const letters = Math.floor(gap / 8.2);
        root.append(line(xs[k], TOP, xs[k], TOP + HEIGHT, "faint"),
            svg("g", null, svg("title", null, name), label(k === 0 ? xs[0] - 28 : xs[k], TOP - 20, shortened(name.replace(/^.*\./, ""), letters), {anchor: k === 0 ? "start" : "middle", fill: "text", "font-weight": 600})));
        scales[k].marks.forEach(({at, label: text}) => root.append(halo(xs[k] + 6, at + 4, shortened(text, letters - 1), k < keys.length ? () => pick(keys[k], text) : null), line(xs[k] - 3, at, xs[k] + 3, at, "faint")));
    });
    return root;
}

/** A text that lines behind it do not cross. */
function halo(x, y, text, onclick) {
    const node = label(x, y, text, {fill: "text", "paint-order": "stroke", "stroke-width": 4, "stroke-linejoin": "round"});
    node.style.stroke = ink("page");
    if (onclick && text) {
        node.style.cursor = "pointer";
        node.addEventListener("click", onclick);
    }
    return node;
}

/** The figure; `holds(cell)` is whether a cell is in all ranges, and `onbrush` is called when they change. */
export function parallel(subject, sweep, keys, frame, onbrush) {
    const ranges = new Map();
    const words = el("p", {class: "note", role: "status"});
    const holds = cell => [...ranges].every(([key, [low, high]]) => {
        const at = valuesOf(sweep().cells, key).indexOf(worded(cell.values[key]));
        return at >= low && at <= high;
    });
    const places = el("div", {class: "ranges"});
    const figure = frame({title: "Parallel coordinates", file: subject + "-parallel", draw: () => draw(sweep(), keys, holds, pick), table: () => numbersOf(sweep())});

    function brush(key, low, high) {
        const most = valuesOf(sweep().cells, key).length - 1;
        if (low === 0 && high === most) {
            ranges.delete(key);
        } else {
            ranges.set(key, [low, high]);
        }
        redraw();
        onbrush();
    }
    /** A click on a value leaves it alone on its axis, another click all of them. */
    function pick(key, text) {
        const values = valuesOf(sweep().cells, key);
        const at = values.indexOf(text);
        const [low, high] = ranges.get(key) ?? [0, values.length - 1];
        brush(key, low === at && high === at ? 0 : at, low === at && high === at ? values.length - 1 : at);
        controls();
    }
    function slider(key, values, k) {
        const at = () => (ranges.get(key) ?? [0, values.length - 1])[k];
        const output = el("output", null, values[at()]);
        const input = el("input", {type: "range", min: 0, max: values.length - 1, step: 1, value: at(), "aria-valuetext": values[at()], oninput: () => {
            const now = ranges.get(key) ?? [0, values.length - 1];
            const low = k === 0 ? Math.min(Number(input.value), now[1]) : now[0];
            const high = k === 1 ? Math.max(Number(input.value), now[0]) : now[1];
            brush(key, low, high);
            input.value = at();
            input.setAttribute("aria-valuetext", values[at()]);
            say(output, values[at()]);
        }});
        return el("span", {class: "slider"}, labelled(k === 0 ? "from" : "to", input), output);
    }
    function controls() {
        places.replaceChildren(...keys.map(key => {
            const values = valuesOf(sweep().cells, key);
            return el("fieldset", null, el("legend", null, key), slider(key, values, 0), slider(key, values, 1));
        }));
    }
    function redraw() {
        const known = sweep().cells.filter(cell => typeof cell.mean === "number");
        const inside = known.filter(holds).length;
        say(words, inside + " of " + known.length + " lines are in the ranges. From orange, the least, to blue, the most. A click on a value leaves only its lines.");
        figure.redraw();
    }
    controls();
    figure.node.insertBefore(el("details", null, el("summary", null, "Ranges"), places), figure.node.querySelector(".drawing"));
    figure.node.insertBefore(words, figure.node.querySelector(".saves"));
    return {...figure, redraw, holds};
}
