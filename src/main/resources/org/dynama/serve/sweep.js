/** A sweep: its cells as a table, as a heat map over two keys, as parallel coordinates. */

import {chooser, chosenLinks} from "./chosen.js";
import {el, runAddress, say, soft} from "./dom.js";
import {frame} from "./figure.js";
import {heatMap} from "./heat.js";
import * as numbers from "./numbers.js";
import {parallel} from "./parallel.js";
import {stateMark, STATES} from "./runs.js";
import {compare, LongTable} from "./table.js";

/** A key's value as text; lists and maps as JSON. */
export const worded = value => (value !== null && typeof value === "object" ? JSON.stringify(value) : String(value ?? "–"));

/** The values of a key, each once, in order. */
export function valuesOf(cells, key) {
    const known = new Map(cells.map(cell => [worded(cell.values[key]), cell.values[key]]));
    return [...known.entries()].sort(([, a], [, b]) => compare(a ?? "", b ?? "")).map(([text]) => text);
}

/** The numbers of a sweep, one row a cell. */
export const numbersOf = sweep => [["cell", "status", ...sweep.keys, sweep.quantity ?? "mean", "standardError"],
    ...sweep.cells.map(cell => [cell.name, cell.status, ...sweep.keys.map(key => worded(cell.values[key])), cell.mean, cell.standardError])];

function columns(sweep, onchoose) {
    return [
        chooser(cell => (cell.status === "done" ? cell.path : null), onchoose),
        {key: "name", title: "Cell", isHead: true, value: cell => cell.name, fill: (box, cell) => {
            box.replaceChildren(cell.path && cell.status !== "waiting" ? el("a", {href: runAddress(cell.path), title: cell.name}, cell.name) : el("span", {title: cell.name}, cell.name));
        }},
        {key: "status", title: "State", value: cell => cell.status, fill: (box, cell) => box.replaceChildren(stateMark(cell.status))},
        {key: "mean", title: sweep.quantity ?? "Result", isNumber: true, startsDown: !sweep.isMinimized, value: cell => cell.mean,
            fill: (box, cell) => say(box, numbers.estimate(cell.mean, cell.standardError))},
        ...sweep.keys.map(key => ({key: "key " + key, title: key, isNumber: sweep.cells.every(cell => typeof cell.values[key] === "number"),
            value: cell => (typeof cell.values[key] === "number" ? cell.values[key] : worded(cell.values[key])), fill: (box, cell) => say(box, worded(cell.values[key]))})),
    ];
}

function counted(cells) {
    const counts = new Map();
    cells.forEach(cell => counts.set(cell.status, (counts.get(cell.status) ?? 0) + 1));
    const parts = [...counts].map(([status, count]) => count + " " + (STATES[status]?.[0] ?? status));
    return cells.length + (cells.length === 1 ? " cell: " : " cells: ") + parts.join(", ") + ".";
}

/** The section; `update(sweep)` shows a newer one and keeps what the reader chose. */
export function sweepSection(subject) {
    const words = el("p");
    const best = el("p");
    const tablePlace = el("div", null);
    const links = chosenLinks(() => table.node.querySelectorAll("input").forEach(box => (box.checked = false)));
    let sweep = null;
    let keys = "";
    let table = null;
    let [heat, lines] = [null, null];
    const node = el("div", null, words, best);

    function build() {
        heat?.close();
        lines?.close();
        table = new LongTable({label: "Cells of the sweep", isSlim: true, columns: columns(sweep, links.update), key: cell => cell.name, sort: "mean", isDown: !sweep.isMinimized});
        const varied = sweep.keys.filter(key => valuesOf(sweep.cells, key).length > 1);
        heat = varied.length > 1 ? heatMap(subject, () => sweep, varied, frame) : null;
        lines = varied.length > 1 ? parallel(subject, () => sweep, varied, frame, () => show()) : null;
        tablePlace.replaceChildren(el("h3", null, "Cells"), el("div", {class: "controls"}, el("span", {class: "push"}), links.nodes), table.node);
        node.replaceChildren(words, best, ...[heat?.node, lines?.node, tablePlace].filter(Boolean));
    }

    function show() {
        table.update(sweep.cells.filter(cell => lines?.holds(cell) ?? true));
    }

    function sayBest() {
        const known = sweep.cells.filter(cell => typeof cell.mean === "number");
        const first = known.reduce((a, b) => (a === null || (sweep.isMinimized ? b.mean < a.mean : b.mean > a.mean) ? b : a), null);
        best.replaceChildren(...(first ? soft("Best so far: " + first.name + ", " + (sweep.quantity ?? "result") + " " + numbers.estimate(first.mean, first.standardError) + ".") : []));
    }

    return {node, close() {
        heat?.close();
        lines?.close();
    }, update(newer) {
        sweep = newer;
        say(words, counted(sweep.cells));
        sayBest();
        const now = JSON.stringify(sweep.keys.map(key => [key, valuesOf(sweep.cells, key)]));
        if (now !== keys) {
            keys = now;
            build();
        }
        heat?.redraw();
        lines?.redraw();
        links.update();
        show();
    }};
}
