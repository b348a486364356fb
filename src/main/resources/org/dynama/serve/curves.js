/** Curves that share axes: all of them drawn, told apart by colour and dash, with bands; a legend that finds one of many. */

import {el, say, svg, toggle} from "./dom.js";
import {frame, ink, isNarrow, label, line, paper} from "./figure.js";
import {linear, logarithmic, range, roomy} from "./scale.js";

const INKS = ["mechanism", "vcg", "bound", "published", "action-5", "action-6", "action-7", "action-0"];
const DASHES = ["", "9 4", "2 3", "12 4 2 4", "5 3 5 8"];
/** A flat curve squeezes the others where they need less than this part of the axis. */
const SQUEEZED = 0.3;
/** Curves over so many powers of ten are offered a logarithmic axis. */
const WIDE = 100;
const POINTS = 1500;

/** Curves that have the same colour on every page: the first of each kind. */
const MEANT = [[/\bvcg\b/i, {ink: "vcg", dash: "9 4"}], [/\bbound\b/i, {ink: "bound", dash: "2 3"}]];

/** One style a name, so that a legend says each once. */
function styles(names) {
    const known = new Map();
    const all = [...new Set(names)];
    const meant = MEANT.map(([word, style]) => [all.find(name => word.test(name)), style]).filter(([name]) => name !== undefined);
    const inks = INKS.filter(each => !meant.some(([, style]) => style.ink === each));
    let free = 0;
    for (const name of all) {
        const own = meant.find(([first]) => first === name)?.[1];
        known.set(name, {...(own ?? {ink: inks[free % inks.length], dash: DASHES[free % DASHES.length]}), key: "c" + known.size});
        free += own ? 0 : 1;
    }
    return known;
}

const isFinite = Number.isFinite;
const flat = curve => {
    const span = range(curve.y);
    return span !== null && span[0] === span[1];
};

/** What a vertical axis must hold; without the flat curves where zoomed. */
function vertical(curves, isZoomed) {
    const drawn = isZoomed ? curves.filter(curve => !flat(curve)) : curves;
    return range(drawn.flatMap(curve => [...curve.y, ...(curve.low ?? []), ...(curve.high ?? [])]));
}

function isSqueezed(curves) {
    const all = vertical(curves, false);
    const moving = vertical(curves, true);
    return all !== null && moving !== null && curves.some(flat) && moving[1] - moving[0] < SQUEEZED * (all[1] - all[0]);
}

function isWide(curves) {
    const values = curves.flatMap(curve => curve.y).filter(isFinite);
    const span = range(values);
    return span !== null && span[0] > 0 && span[1] > WIDE * span[0];
}

/** The curve's points on the paper, in pieces where a number is missing; of many, the extremes of each small step. */
function pieces(curve, x, y, values) {
    const all = [];
    let piece = [];
    const every = Math.max(1, Math.ceil(values.length / POINTS));
    for (let k = 0; k < values.length; k += every) {
        let [least, most] = [k, k];
        for (let j = k; j < Math.min(values.length, k + every); j++) {
            least = values[j] < values[least] ? j : least;
            most = values[j] > values[most] ? j : most;
        }
        for (const j of least === most ? [least] : [Math.min(least, most), Math.max(least, most)]) {
            const [across, up] = [x(curve.x[j]), values[j] === null ? NaN : y(values[j])];
            if (isFinite(across) && isFinite(up)) {
                piece.push(across.toFixed(1) + " " + up.toFixed(1));
            } else if (piece.length > 0) {
                all.push(piece);
                piece = [];
            }
        }
    }
    return piece.length > 0 ? [...all, piece] : all;
}

function path(parts) {
    return parts.map(part => "M" + part.join("L") + (part.length === 1 ? "h.1" : "")).join("");
}

function band(curve, x, y, style) {
    const [low, high] = [pieces(curve, x, y, curve.low), pieces(curve, x, y, curve.high)];
    const outline = high.map((part, k) => "M" + [...part, ...(low[k] ?? []).slice().reverse()].join("L") + "Z").join("");
    return svg("path", {d: outline, "fill-opacity": ".16", style: `fill: ${ink(style.ink)}`});
}

function drawCurve(curve, x, y, style) {
    const stroke = svg("path", {d: path(pieces(curve, x, y, curve.y)), fill: "none", "stroke-width": 2, "stroke-linejoin": "round",
        "stroke-linecap": style.dash ? null : "round", "stroke-dasharray": style.dash || null, style: `stroke: ${ink(style.ink)}`});
    return svg("g", {class: "curve " + style.key}, svg("title", null, curve.name), curve.low && curve.high ? band(curve, x, y, style) : null, stroke);
}

function axes(width, height, box, x, y, first) {
    return [
        ...y.marks.map(({at, label: text}) => [line(box.left, at, width - box.right, at, "line"), label(box.left - 7, at + 4, text, {anchor: "end"})]),
        ...x.marks.map(({at, label: text}) => label(at, height - box.bottom + 19, text, {anchor: "middle"})),
        line(box.left, height - box.bottom, width - box.right, height - box.bottom, "faint"),
        label(box.left, 14, first.yTitle ?? ""),
        label(width - box.right, height - 5, first.xTitle ?? "", {anchor: "end"}),
    ];
}

function drawing(curves, known, {isZoomed, isLog, title}) {
    const [width, height] = isNarrow() ? [358, 290] : [880, 340];
    const box = {left: 70, right: 14, top: 26, bottom: 42};
    const across = range(curves.flatMap(curve => curve.x)) ?? [0, 1];
    const up = vertical(curves, isZoomed) ?? vertical(curves, false) ?? [0, 1];
    const x = linear(across[0] < across[1] ? across : roomy(across), box.left, width - box.right, isNarrow() ? 4 : 8);
    const y = (isLog ? logarithmic : linear)(isLog ? up : roomy(up), height - box.bottom, box.top, 6);
    const clip = "clip-" + title.replace(/[^A-Za-z0-9]+/g, "-");
    const root = paper(width, height, title, [...known.keys()].join(", ") + " over " + (curves[0].xTitle ?? "x"));
    root.append(svg("defs", null, svg("clipPath", {id: clip}, svg("rect", {x: box.left, y: box.top - 3, width: width - box.left - box.right, height: height - box.top - box.bottom + 6}))),
        ...axes(width, height, box, x, y, curves[0]).flat(),
        svg("g", {"clip-path": `url(#${clip})`}, curves.map(curve => drawCurve(curve, x.place, y.place, known.get(curve.name)))));
    return root;
}

/** The sample of a curve's line beside its name. */
const sample = style => svg("svg", {viewBox: "0 0 30 10", width: 30, height: 10, "aria-hidden": "true"},
    svg("line", {x1: 0, y1: 5, x2: 30, y2: 5, "stroke-width": 2.5, "stroke-dasharray": style.dash || null, style: `stroke: ${ink(style.ink)}`}));

/** One figure for the curves of a group; `update(curves)` draws newer ones and keeps what the reader chose. */
export function curveFigure(title, subject) {
    let curves = [];
    let known = new Map();
    let names = "";
    const state = {isZoomed: false, isLog: false, title};
    let pinned = null;
    const legend = el("ul", {class: "legend"});
    const flip = (button, name) => {
        state[name] = !state[name];
        button.setAttribute("aria-pressed", String(state[name]));
        figure.redraw();
    };
    const zoom = toggle("Zoom to what moves", false, () => flip(zoom, "isZoomed"));
    const log = toggle("Logarithmic", false, () => flip(log, "isLog"));
    const figure = frame({title, legend, controls: [zoom, log], file: subject + "-" + title, draw: () => {
        const root = drawing(curves, known, state);
        light(root, pinned);
        return root;
    }, table: () => [["curve", curves[0]?.xTitle ?? "x", curves[0]?.yTitle ?? "y", "low", "high"],
        ...curves.flatMap(curve => curve.x.map((x, k) => [curve.name, x, curve.y[k], curve.low?.[k], curve.high?.[k]]))]});

    function light(root, key) {
        root?.querySelectorAll(".curve").forEach(node => (node.style.opacity = key && !node.classList.contains(key) ? ".12" : ""));
    }
    function entry([name, style]) {
        const now = () => figure.node.querySelector(".drawing svg");
        const button = el("button", {type: "button", "aria-pressed": "false", onclick: () => {
            pinned = pinned === style.key ? null : style.key;
            legend.querySelectorAll("button").forEach(each => each.setAttribute("aria-pressed", String(each === button && pinned !== null)));
            light(now(), pinned);
        }, onmouseenter: () => light(now(), style.key), onfocus: () => light(now(), style.key),
        onmouseleave: () => light(now(), pinned), onblur: () => light(now(), pinned)}, sample(style), say(el("bdi"), name));
        return el("li", null, button);
    }
    return {node: figure.node, close: figure.close, update(newer) {
        curves = newer;
        known = styles(curves.map(curve => curve.name));
        if (names !== JSON.stringify([...known.keys()])) {
            names = JSON.stringify([...known.keys()]);
            legend.replaceChildren(...[...known].map(entry));
        }
        zoom.hidden = !isSqueezed(curves);
        log.hidden = !isWide(curves);
        state.isZoomed &&= !zoom.hidden;
        state.isLog &&= !log.hidden;
        figure.redraw();
    }};
}
