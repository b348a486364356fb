/** The runs that are chosen to be compared: a box in each row, and the way to the comparison. */

import {el, say, shown} from "./dom.js";
import {store} from "./store.js";

const FEWEST = 2;
const MOST = 50;

/** Their paths, in the order in which they were chosen: the first is what the others are compared with. */
const chosen = new Set();

/** A column of boxes; `onchoose` is called when one changes, `path(item)` is null where there is nothing to compare. */
export function chooser(path, onchoose) {
    return {key: "chosen", title: "Compare", isFixed: true, fill: (cell, item) => {
        const box = cell.firstChild ?? cell.appendChild(el("input", {type: "checkbox"}));
        const of = path(item);
        box.setAttribute("aria-label", shown("Compare " + (item.name ?? of)));
        box.hidden = of === null;
        box.checked = chosen.has(of);
        box.onchange = () => {
            chosen[box.checked ? "add" : "delete"](of);
            onchoose();
        };
    }};
}

/** Whether the run, or the sweep that it is a cell of, is still there. */
const isThere = path => store.runs.has(path) || path.split("/").some((part, k, parts) => store.runs.has(parts.slice(0, k).join("/")));

/** The link to the comparison and the way to choose none; `update()` says how many are chosen. */
export function chosenLinks(onnone) {
    const compare = el("a", {class: "button", href: "#/"});
    const clear = el("button", {type: "button", onclick: () => {
        chosen.clear();
        update();
        onnone();
    }}, "Choose none");

    function update() {
        [...chosen].filter(path => store.isLoaded && !isThere(path)).forEach(path => chosen.delete(path));
        const isReady = chosen.size >= FEWEST && chosen.size <= MOST;
        const query = [...chosen].map(path => "path=" + encodeURIComponent(path)).join("&");
        say(compare, isReady ? "Compare " + chosen.size + " runs" : chosen.size > MOST ? "At most " + MOST + " runs can be compared"
            : chosen.size === 1 ? "Check one more run to compare" : "Check two runs to compare them");
        compare.setAttribute("href", isReady ? "#/compare?" + query : location.hash || "#/");
        compare.setAttribute("aria-disabled", String(!isReady));
        compare.onclick = event => isReady || event.preventDefault();
        clear.hidden = chosen.size === 0;
    }
    return {nodes: [clear, compare], update};
}
