/** All runs: filter, sort, choose; live. The filter and the sort stand in the address, the choice in the page. */

import {chooser, chosenLinks} from "./chosen.js";
import {choice, el, labelled, say} from "./dom.js";
import * as numbers from "./numbers.js";
import {duration, fillName, fillState, marks, result, size, STATES, when} from "./runs.js";
import {store} from "./store.js";
import {LongTable} from "./table.js";

const last = {text: "", state: "", sort: "changed", isDown: true, top: 0};

const twoLines = (cell, first, second) => cell.replaceChildren(el("span", {title: first}, first), el("small", {title: second}, second));

const columns = onchoose => [
    chooser(run => run.path, onchoose),
    {key: "name", title: "Name", isHead: true, value: run => run.name ?? run.path, fill: fillName},
    {key: "state", title: "State", value: run => STATES[run.state]?.[0] ?? run.state, fill: fillState},
    {key: "mean", title: "Result", isNumber: true, startsDown: true, value: run => run.mean,
        fill: (cell, run) => twoLines(cell, result(run), run.quantity ?? "")},
    {key: "command", title: "Command", value: run => run.command, fill: (cell, run) => say(cell, run.command ?? "–")},
    {key: "says", title: "Says", value: run => run.says, fill: (cell, run) => twoLines(cell, (run.says ?? "").replace(store.folder + "/", ""), marks(run))},
    {key: "seconds", title: "Time", isNumber: true, startsDown: true, value: run => run.seconds, fill: (cell, run) => say(cell, duration(run))},
    {key: "bytes", title: "Size", isNumber: true, startsDown: true, value: run => run.bytes, fill: (cell, run) => say(cell, size(run))},
    {key: "changed", title: "Changed", startsDown: true, value: run => run.changed, fill: (cell, run) => say(cell, when(run.changed))},
];

/** Every word of the filter is somewhere in the run's names. */
function fits(run, words) {
    const text = [run.path, run.name, run.command, run.quantity, run.says].filter(Boolean).join(" ").toLowerCase();
    return words.every(word => text.includes(word));
}

function summary(inView) {
    const all = store.runs.size;
    if (!store.isLoaded) {
        return store.fault ?? "Reading the folder.";
    }
    if (all === 0) {
        return "No run in this folder yet. A run that begins shows here by itself.";
    }
    return inView === all ? numbers.count(all) + (all === 1 ? " run" : " runs") : numbers.count(inView) + " of " + numbers.count(all) + " runs";
}

function remember() {
    const query = new URLSearchParams();
    Object.entries({text: last.text, state: last.state, sort: last.sort, down: last.isDown ? "" : "no"})
        .filter(([name, value]) => value && !(name === "sort" && value === "changed"))
        .forEach(([name, value]) => query.set(name, value));
    history.replaceState(null, "", "#/" + (query.size ? "?" + query : ""));
}

/** The view of all runs. */
export function listView(parameters) {
    if ([...parameters.keys()].length > 0) {
        Object.assign(last, {text: parameters.get("text") ?? "", state: parameters.get("state") ?? "",
            sort: parameters.get("sort") ?? "changed", isDown: parameters.get("down") !== "no"});
    }
    const count = el("p", {class: "count", role: "status"});
    const links = chosenLinks(() => table.node.querySelectorAll("input").forEach(box => (box.checked = false)));
    const table = new LongTable({label: "Runs", columns: columns(links.update), key: run => run.path, sort: last.sort,
        isDown: last.isDown, onsort: (sort, isDown) => {
            Object.assign(last, {sort, isDown});
            remember();
        }});
    table.node.addEventListener("scroll", () => (last.top = table.node.scrollTop), {passive: true});

    const text = el("input", {type: "search", value: last.text, autocomplete: "off", spellcheck: "false", oninput: () => {
        last.text = text.value;
        filter();
    }});
    const states = [["", "every state"], ...Object.entries(STATES).filter(([key]) => !["waiting", "pruned"].includes(key)).map(([key, [words]]) => [key, words])];
    const state = choice(states, last.state, value => {
        last.state = value;
        filter();
    });

    function filter() {
        remember();
        update();
    }
    function update() {
        const words = last.text.toLowerCase().split(/\s+/).filter(Boolean);
        const runs = [...store.runs.values()].filter(run => (!last.state || run.state === last.state) && fits(run, words));
        table.update(runs);
        say(count, summary(runs.length));
        links.update();
    }
    const node = el("div", null, el("h1", {tabindex: "-1"}, "Runs"),
        el("div", {class: "controls"}, labelled("Filter", text), labelled("State", state), el("span", {class: "push"}), links.nodes), count, table.node);
    return {title: "Runs", node, update, opened: () => {
        update();
        table.node.scrollTop = last.top;
    }};
}
