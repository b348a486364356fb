/** A heat map of a sweep over any two of its keys; the number stands in each cell. */

import {choice, el, labelled, svg} from "./dom.js";
import {ink, isNarrow, label, line, paper, shortened} from "./figure.js";
import * as numbers from "./numbers.js";
import {range} from "./scale.js";
import {numbersOf, valuesOf, worded} from "./sweep.js";

const BEST = "";
/** The strongest colour still leaves text on it a contrast above 4.5. */
const [WEAKEST, STRONGEST] = [0.05, 0.5];

const better = (sweep, a, b) => (sweep.isMinimized ? a < b : a > b);

/** The cell shown at a place: the best of those that the other keys' choices leave. */
function cellAt(sweep, at) {
    return sweep.cells.filter(cell => at.every(([key, text]) => text === BEST || worded(cell.values[key]) === text))
        .reduce((a, b) => (a === null || (typeof b.mean === "number" && (typeof a.mean !== "number" || better(sweep, b.mean, a.mean))) ? b : a), null);
}

function square(x, y, width, height, cell, strength, isBest, text) {
    const name = cell === null ? "no such cell" : cell.name + ": " + (typeof cell.mean === "number" ? numbers.estimate(cell.mean, cell.standardError) : cell.status);
    return svg("g", null, svg("title", null, name),
        svg("rect", {x: x + 1, y: y + 1, width: width - 2, height: height - 2, rx: 2, "fill-opacity": strength ?? 1, style: `fill: ${ink(strength === null ? "panel" : "rise")}`}),
        isBest ? svg("rect", {x: x + 2, y: y + 2, width: width - 4, height: height - 4, rx: 2, fill: "none", "stroke-width": 2, style: `stroke: ${ink("text")}`}) : null,
        label(x + width / 2, y + height / 2 + 4, text, {anchor: "middle", fill: "text", ...(isBest ? {"font-weight": 700} : {})}));
}

function draw(sweep, [across, up], others) {
    const [columns, rows] = [valuesOf(sweep.cells, across), valuesOf(sweep.cells, up)];
    const fixed = Object.entries(others).filter(([key]) => key !== across && key !== up);
    const cells = rows.map(row => columns.map(column => cellAt(sweep, [[across, column], [up, row], ...fixed])));
    const known = cells.flat().filter(cell => typeof cell?.mean === "number");
    const span = range(known.map(cell => cell.mean)) ?? [0, 0];
    const largest = Math.max(...span.map(Math.abs));
    const best = known.reduce((a, b) => (a === null || better(sweep, b.mean, a.mean) ? b : a), null);
    const texts = cells.map(row => row.map(cell => (typeof cell?.mean === "number" ? numbers.inColumn(cell.mean, largest, 4) : cell === null ? "" : cell.status)));
    const left = 20 + 7.4 * Math.min(18, Math.max(3, ...rows.map(row => row.length)));
    const least = 18 + 8 * Math.max(4, ...texts.flat().map(text => text.length));
    const cellWidth = Math.max(least, Math.min(150, ((isNarrow() ? 358 : 880) - left) / columns.length));
    const height = 40;
    const root = paper(Math.ceil(left + cellWidth * columns.length + 2), 74 + height * rows.length, "Heat map of " + (sweep.quantity ?? "the result"),
        columns.length + " values of " + across + " across, " + rows.length + " values of " + up + " down; the best cell has a frame");
    root.setAttribute("style", "max-width: none");
    root.append(label(left, 14, across + " →", {fill: "text", "font-weight": 600}), label(2, 42, "↓ " + shortened(up, Math.floor((left + cellWidth) / 8)), {fill: "text", "font-weight": 600}),
        ...columns.map((column, k) => label(left + (k + 0.5) * cellWidth, 62, shortened(column, Math.floor(cellWidth / 8)), {anchor: "middle"})),
        ...rows.map((row, k) => label(left - 8, 74 + (k + 0.5) * height + 0, shortened(row, 18), {anchor: "end"})));
    cells.forEach((row, r) => row.forEach((cell, c) => {
        const part = typeof cell?.mean === "number" ? (span[1] > span[0] ? (cell.mean - span[0]) / (span[1] - span[0]) : 1) : null;
        root.append(square(left + c * cellWidth, 70 + r * height, cellWidth, height, cell, part === null ? null : WEAKEST + (STRONGEST - WEAKEST) * part, cell !== null && cell === best, texts[r][c]));
    }));
    root.append(line(left, 69, left + cellWidth * columns.length, 69, "line"));
    return root;
}

/** The figure with its choices: two keys, and what the other keys are. */
export function heatMap(subject, sweep, keys, frame) {
    const axes = [keys[0], keys[1]];
    const others = Object.fromEntries(keys.map(key => [key, BEST]));
    const places = el("span", {class: "controls"});
    const figure = frame({title: "Heat map", file: subject + "-heat-map", controls: places, draw: () => draw(sweep(), axes, others), table: () => numbersOf(sweep())});

    function turn(k, key) {
        if (axes[1 - k] === key) {
            axes[1 - k] = axes[k];
        }
        axes[k] = key;
        controls();
        figure.redraw();
    }
    function controls() {
        const focused = document.activeElement?.getAttribute("data-of");
        const boxes = [
            ["Across", axes[0], keys.map(key => [key, key]), key => turn(0, key)],
            ["Down", axes[1], keys.map(key => [key, key]), key => turn(1, key)],
            ...keys.filter(key => !axes.includes(key)).map(key => [key, others[key], [[BEST, "the best"], ...valuesOf(sweep().cells, key).map(text => [text, text])], value => {
                others[key] = value;
                figure.redraw();
            }])];
        places.replaceChildren(...boxes.map(([words, value, options, act]) => {
            const box = choice(options, value, act);
            box.dataset.of = words;
            return labelled(words, box);
        }));
        [...places.querySelectorAll("select")].find(box => box.dataset.of === focused)?.focus();
    }
    controls();
    return figure;
}
