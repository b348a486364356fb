/** The page: which view the address asks for, the connection in words, and what changed handed to the view. */

import {el, say} from "./dom.js";
import {connect, store} from "./store.js";
import {listView} from "./list.js";
import {runView} from "./run.js";
import {compareView} from "./compare.js";

const VIEWS = {"": listView, run: runView, compare: compareView};
const main = document.getElementById("content");
let view = null;
let shownAt = null;

/** `#/run?path=a` is the view run with its parameters. */
function route() {
    const [name, query] = location.hash.replace(/^#\/?/, "").split("?", 2);
    return {name, parameters: new URLSearchParams(query)};
}

function unknown(name) {
    return {title: "No such page", node: el("div", null, el("h1", {tabindex: "-1"}, "No such page"),
        el("p", null, "Nothing is called " + name + " here. ", el("a", {href: "#/"}, "All runs"))), update() {}};
}

function open() {
    if (location.hash === "#content") {
        main.focus();
        return;
    }
    if (location.hash === shownAt) {
        return;
    }
    const isFirst = shownAt === null;
    shownAt = location.hash;
    view?.close?.();
    const {name, parameters} = route();
    view = VIEWS[name]?.(parameters) ?? unknown(name);
    document.title = view.title + " – Dynama";
    main.replaceChildren(view.node);
    view.opened?.();
    view.update(new Set(store.runs.keys()));
    if (!isFirst) {
        main.querySelector("h1")?.focus();
    }
}

const WORDS = {
    connecting: "Connecting.",
    live: "Live: changes show by themselves.",
    lost: "Connection lost: what you see is the last known. Trying again.",
};

function status() {
    const line = document.getElementById("connection");
    line.className = store.connection;
    say(line, store.fault && store.connection !== "live" ? WORDS.lost + " " + store.fault : store.fault ?? WORDS[store.connection]);
    say(document.getElementById("folder"), store.folder);
}

store.listeners.add(changed => {
    status();
    view.update(changed);
});
addEventListener("hashchange", open);
open();
connect();
