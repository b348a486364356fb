/** A drawing in its frame: heading, controls, the drawing, and its downloads as SVG and as numbers. */

import {el, newId, svg} from "./dom.js";

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
export const ink = name => "rgb(var(--" + name + "))";
const NARROW = matchMedia("(max-width: 620px)");

/** Whether drawings are for a narrow screen; a frame draws again when that changes. */
export const isNarrow = () => NARROW.matches;

/** An empty drawing of a size, with a title and a description that are read aloud. */
export function paper(width, height, title, description) {
    const [titleId, descriptionId] = [newId(), newId()];
    return svg("svg", {viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-labelledby": titleId + " " + descriptionId,
        "font-family": FONT, "font-size": 13, style: "max-width: 100%; height: auto"},
    svg("title", {id: titleId}, title), svg("desc", {id: descriptionId}, description));
}

/** A text on a drawing. */
export function label(x, y, text, {anchor = "start", fill = "faint", ...more} = {}) {
    return svg("text", {x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor, style: `fill: ${ink(fill)}`, ...more}, text);
}

/** A line from place to place. */
export function line(x1, y1, x2, y2, name, width = 1, more = {}) {
    return svg("line", {x1: x1.toFixed(1), y1: y1.toFixed(1), x2: x2.toFixed(1), y2: y2.toFixed(1), "stroke-width": width, style: `stroke: ${ink(name)}`, ...more});
}

/** A text that fits so many letters. */
export const shortened = (text, letters) => (text.length > letters ? text.slice(0, letters - 1) + "…" : text);

/** The colours on paper, as the style sheet's first rule says them. */
function paperColours() {
    const sheet = [...document.styleSheets].find(each => each.href?.endsWith("/app.css"));
    const style = [...sheet.cssRules].find(rule => rule.selectorText === ":root").style;
    return name => style.getPropertyValue(name).trim().replace(/\s+/g, ",");
}

/** A drawing as a file that stands alone: its colours are in it, its ground is white. */
export function standalone(drawing) {
    const copy = drawing.cloneNode(true);
    copy.querySelectorAll("[tabindex]").forEach(node => node.removeAttribute("tabindex"));
    copy.removeAttribute("class");
    const [, , width, height] = copy.getAttribute("viewBox").split(" ");
    copy.insertBefore(svg("rect", {width, height, style: `fill: ${ink("page")}`}), copy.querySelector("desc").nextSibling);
    const colour = paperColours();
    const text = new XMLSerializer().serializeToString(copy).replace(/rgb\(var\((--[\w-]+)\)\)/g, (all, name) => `rgb(${colour(name)})`);
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text + "\n";
}

/** Rows as CSV: quotes where a text needs them, numbers with all their digits, nothing for unknown. */
export function csv(rows) {
    const cell = value => {
        const text = value === null || value === undefined ? "" : String(value);
        return /[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    };
    return rows.map(row => row.map(cell).join(",") + "\n").join("");
}

/** Hands the reader a file made here. */
export function save(name, kind, text) {
    const address = URL.createObjectURL(new Blob([text], {type: kind}));
    el("a", {href: address, download: name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * A frame around a drawing.
 *
 * @param title what it shows; also the files' names
 * @param draw makes the drawing anew
 * @param table makes its numbers, rows of cells, the first one with their names
 */
export function frame({title, draw, table, legend = null, controls = [], level = "h3", file = title}) {
    const place = el("div", {class: "drawing", tabindex: "0", role: "region", "aria-label": title});
    const name = file.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "figure";
    const saves = el("p", {class: "saves"},
        el("button", {type: "button", class: "save-svg", "aria-label": "Save as SVG: " + title, onclick: () =>
            save(name + ".svg", "image/svg+xml", standalone(place.querySelector("svg")))}, "Save as SVG"),
        el("button", {type: "button", class: "save-csv", "aria-label": "Save numbers as CSV: " + title, onclick: () =>
            save(name + ".csv", "text/csv", csv(table()))}, "Save numbers (CSV)"));
    const redraw = () => {
        const {scrollLeft} = place;
        place.replaceChildren(draw());
        place.scrollLeft = scrollLeft;
    };
    NARROW.addEventListener("change", redraw);
    const node = el("figure", null, el("figcaption", null, el(level, null, title)),
        el("div", {class: "controls"}, controls), legend, place, saves);
    return {node, redraw, close: () => NARROW.removeEventListener("change", redraw)};
}
