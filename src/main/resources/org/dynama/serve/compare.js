/** Chosen runs side by side: differences to the first with their errors, as a table and as dots. */

import {el, runAddress, say, scrollBox, soft, svg} from "./dom.js";
import {frame, ink, isNarrow, label, line, paper, shortened} from "./figure.js";
import * as numbers from "./numbers.js";
import {linear, range, roomy} from "./scale.js";
import {read} from "./store.js";

const PAUSE = 1000;
/** Standard errors to each side of a dot: 95 % of a normal distribution. */
const WIDTH = 1.96;

const known = value => typeof value === "number";

function difference(row, isFirst) {
    if (isFirst) {
        return "–";
    }
    return known(row.differenceToFirst) ? (row.differenceToFirst > 0 ? "+" : "") + numbers.estimate(row.differenceToFirst, row.differenceStandardError) : "unknown";
}

function how(row, isFirst) {
    if (isFirst) {
        return "the first";
    }
    return known(row.differenceStandardError) ? row.pairing : "error unknown";
}

/** An error never stands on a line without its sign. */
const whole = text => text.replace("± ", "±\u00A0");

function table(rows) {
    const names = [...new Set(rows.flatMap(row => Object.keys(row.marks ?? {})))];
    const numeric = (tag, text) => el(tag, {class: "number", scope: tag === "th" ? "col" : null}, text);
    return scrollBox("Comparison", el("table", {class: "compared"},
        el("thead", null, el("tr", null, el("th", {scope: "col"}, "Run"), numeric("th", "Result"), numeric("th", "Difference to the first"),
            el("th", {scope: "col"}, "Quantity"), names.map(name => numeric("th", name)))),
        el("tbody", null, rows.map((row, k) => el("tr", null,
            el("th", {scope: "row"}, el("a", {href: runAddress(row.path), title: row.path}, soft(row.name ?? row.path))),
            numeric("td", whole(numbers.estimate(row.mean, row.standardError))), numeric("td", [whole(difference(row, k === 0)), " ", el("small", null, how(row, k === 0))]),
            el("td", null, row.quantity ?? ""),
            names.map(name => numeric("td", numbers.estimate(row.marks?.[name], null))))))));
}

function draw(rows, quantity) {
    const narrow = isNarrow();
    const [width, each] = [narrow ? 358 : 880, narrow ? 44 : 30];
    const [left, right, top] = [narrow ? 16 : 250, 16, 10];
    const height = top + each * rows.length + 46;
    const ends = rows.flatMap(row => [row.mean - WIDTH * (row.standardError ?? 0), row.mean + WIDTH * (row.standardError ?? 0)]);
    const x = linear(roomy(range(ends) ?? [0, 1]), left, width - right, narrow ? 4 : 7);
    const floor = height - 46;
    const root = paper(width, height, quantity + " of the chosen runs", "A dot is a run's mean, its bar 1.96 standard errors to each side");
    root.append(...x.marks.flatMap(({at, label: text}) => [line(at, top, at, floor, "line"), label(at, floor + 18, text, {anchor: "middle"})]),
        line(left, floor, width - right, floor, "faint"), label(width - right, height - 6, quantity, {anchor: "end"}));
    rows.forEach((row, k) => {
        const y = top + each * (k + (narrow ? 0.75 : 0.5));
        const reach = WIDTH * (row.standardError ?? 0);
        const [low, high, at] = [x.place(row.mean - reach), x.place(row.mean + reach), x.place(row.mean)];
        root.append(svg("g", null, svg("title", null, row.path + ": " + numbers.estimate(row.mean, row.standardError)),
            narrow ? label(left, y - 13, shortened(row.name ?? row.path, 44), {fill: "text"}) : label(left - 12, y + 4, shortened(row.name ?? row.path, 32), {anchor: "end", fill: "text"}),
            reach > 0 ? [line(low, y, high, y, "mechanism", 2), line(low, y - 5, low, y + 5, "mechanism", 2), line(high, y - 5, high, y + 5, "mechanism", 2)] : null,
            svg("circle", {cx: at.toFixed(1), cy: y, r: 5, style: `fill: ${ink("mechanism")}`})));
    });
    return root;
}

function dots(rows) {
    const quantities = [...new Set(rows.map(row => row.quantity ?? "result"))];
    return quantities.map(quantity => {
        const of = rows.filter(row => (row.quantity ?? "result") === quantity && known(row.mean));
        return of.length === 0 ? null : frame({title: quantity + " with 95% bars", file: "comparison-" + quantity, draw: () => draw(of, quantity), table: () =>
            [["run", "quantity", "mean", "standardError"], ...of.map(row => [row.path, row.quantity, row.mean, row.standardError])]});
    }).filter(Boolean);
}

const left = skipped => skipped.map(each => (typeof each === "string" ? each : [each.path, each.why ?? each.error].filter(Boolean).join(": ")));

/** The view of a comparison. */
export function compareView(parameters) {
    const paths = parameters.getAll("path");
    const fault = el("p", {class: "warning", role: "alert", hidden: true});
    const content = el("div");
    const node = el("div", null, el("p", {class: "back"}, el("a", {href: "#/"}, "All runs")), el("h1", {tabindex: "-1"}, "Comparison"), fault, content);
    let figures = [];
    let shown = "";
    let timer = null;

    function show(answer) {
        figures.forEach(figure => figure.close());
        figures = dots(answer.rows);
        figures.forEach(figure => figure.redraw());
        content.replaceChildren(...[
            answer.rows.length > 0 ? table(answer.rows) : el("p", null, "None of the chosen runs has a result yet."),
            answer.skipped?.length ? el("section", null, el("h2", null, "Left out"), el("ul", null, left(answer.skipped).map(text => el("li", null, text)))) : null,
            figures.length > 0 ? el("section", null, el("h2", null, "Figures"), figures.map(figure => figure.node)) : null].filter(Boolean));
    }
    async function load() {
        timer = null;
        try {
            const answer = await read("/api/compare?" + paths.map(path => "path=" + encodeURIComponent(path)).join("&"));
            fault.hidden = true;
            if (JSON.stringify(answer) !== shown) {
                shown = JSON.stringify(answer);
                show(answer);
            }
        } catch (problem) {
            say(fault, problem.message + (shown ? " What stands below is the last known." : ""));
            fault.hidden = false;
        }
    }
    let isFirst = true;
    return {title: "Comparison", node, close: () => {
        clearTimeout(timer);
        figures.forEach(figure => figure.close());
    }, update(changed) {
        if (isFirst) {
            isFirst = false;
            load();
        } else if (paths.some(path => changed.has(path))) {
            timer ??= setTimeout(load, PAUSE);
        }
    }};
}
