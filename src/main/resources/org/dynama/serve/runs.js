/** How a run is said: its state in words and shape, its progress, its result. */

import {el, runAddress, say, svg} from "./dom.js";
import * as numbers from "./numbers.js";

/** Words and a shape for each state; the shapes differ without colour. */
export const STATES = {
    running: ["at work", "M5 3 13 8 5 13Z"],
    stopped: ["stopped", "M4 4H12V12H4Z"],
    done: ["done", "M3 8 7 12 13 4 M3 8 7 12 13 4"],
    failed: ["failed", "M4 4 12 12 M12 4 4 12"],
    damaged: ["damaged", "M8 2 14 13H2Z M8 6V9 M8 11V11.5"],
    pruned: ["pruned", "M3 8H13"],
    waiting: ["waiting", "M8 3A5 5 0 1 0 8 13 A5 5 0 1 0 8 3"],
};
const FILLED = new Set(["running", "stopped"]);

/** A state's shape and word. */
export function stateMark(state) {
    const [words, path] = STATES[state] ?? [state ?? "unknown", "M3 8H13"];
    return el("span", {class: "state " + state}, svg("svg", {viewBox: "0 0 16 16", "aria-hidden": "true", class: FILLED.has(state) ? "filled" : "drawn"}, svg("path", {d: path})), words);
}

/** The share that is done, with its number beside it; a moving bar where nobody knows. */
export function progress(run) {
    const words = [run.phase, typeof run.done === "number" ? numbers.percent(run.done) : null, run.text].filter(Boolean).join(", ");
    const bar = typeof run.done === "number"
        ? el("progress", {max: "1", value: String(run.done), "aria-label": "Share done"})
        : null;
    return el("span", {class: "progress"}, bar, el("small", {title: words}, words));
}

/** The state of a run, and how far it is. */
export function fillState(cell, run) {
    cell.replaceChildren(stateMark(run.state), ...(run.state === "running" ? [progress(run)] : []));
}

/** A link to the run's page, made once and kept. */
export function fillName(cell, run) {
    const link = cell.querySelector("a") ?? cell.appendChild(el("a"));
    const path = cell.querySelector("small") ?? cell.appendChild(el("small"));
    link.href = runAddress(run.path);
    say(link, run.name ?? run.path);
    link.title = say(path, run.path === run.name ? "" : run.path).textContent || link.textContent;
}

/** What was reached, with its error. */
export const result = run => numbers.estimate(run.mean, run.standardError);

/** The other numbers beside the result: VCG, bounds. */
export const marks = run =>
    Object.entries(run.marks ?? {}).map(([name, value]) => name + " " + numbers.estimate(value, null)).join(", ");

/** When it changed, in the reader's own time. */
export function when(instant) {
    const date = new Date(instant ?? NaN);
    return Number.isNaN(date.getTime()) ? "–" : date.toLocaleString("sv-SE", {dateStyle: "short", timeStyle: "short"});
}

export const duration = run => (typeof run.seconds === "number" ? numbers.seconds(run.seconds) : "–");
export const size = run => (typeof run.bytes === "number" ? numbers.bytes(run.bytes) : "–");
