/** One run: what it is, how far it is, its curves, its sweep, its figures and files; read again when it changes. */

import {el, fileAddress, say, scrollBox, soft} from "./dom.js";
import {curveFigure} from "./curves.js";
import {duration, marks, progress, result, size, stateMark, when} from "./runs.js";
import {range} from "./scale.js";
import {read, store} from "./store.js";
import {sweepSection} from "./sweep.js";

/** A run that changes all the time is read this often, in milliseconds. */
const PAUSE = 1000;

/** A table of two columns. */
function facts(pairs) {
    return el("table", {class: "facts"}, el("tbody", null, pairs.filter(([, value]) => value).map(([name, value]) =>
        el("tr", null, el("th", {scope: "row"}, name), el("td", null, value)))));
}

function head(run) {
    return [
        el("p", {class: "subtitle"}, stateMark(run.state), run.state === "running" ? progress(run) : null),
        run.says ? el("p", {class: run.state === "failed" || run.state === "damaged" ? "warning" : "lead"}, soft(run.says)) : null,
        scrollBox("Facts", facts([
            ["Command", run.command],
            [run.quantity ?? "Result", typeof run.mean === "number" ? result(run) + (run.isMinimized ? " (less is better)" : "") : ""],
            ["Beside it", marks(run)],
            ["Time", typeof run.seconds === "number" ? duration(run) : ""],
            ["Size", size(run)],
            ["Changed", when(run.changed)],
            ["Folder", soft(run.path)]])),
    ];
}

/** A link that saves a file of the run. */
function saving(run, file) {
    const name = file.replace(/^.*\//, "");
    return el("a", {class: "button", href: fileAddress(run.path + "/" + file) + "?download", download: name}, "Save " + name);
}

/** A figure that the run wrote, on white as on paper, with its numbers where they stand beside it. */
function image(run, file, files) {
    const address = fileAddress(run.path + "/" + file);
    const name = file.replace(/^.*\//, "");
    const numbers = file.replace(/\.svg$/, ".csv");
    return el("figure", null, el("figcaption", null, el("h3", null, name)), scrollBox("Figure " + name, el("img", {src: address, alt: "Figure " + name + " of the run", loading: "lazy"})),
        el("p", {class: "saves"}, saving(run, file), files.includes(numbers) ? saving(run, numbers) : null));
}

function files(run, names) {
    return el("ul", {class: "files"}, names.map(name =>
        el("li", null, el("a", {href: fileAddress(run.path + "/" + name)}, name === "report.html" ? "Report (report.html)" : name))));
}

/** Parts of the page that are made once and then brought up to date. */
class Parts {
    constructor(place) {
        this.place = place;
        this.known = new Map();
    }

    /** Shows a heading with what `make` gives for each key; those no longer wanted go. */
    update(heading, wanted, make) {
        for (const [key, part] of this.known) {
            if (!wanted.has(key)) {
                this.drop(key, part);
            }
        }
        if (wanted.size > 0 && !this.place.hasChildNodes()) {
            this.place.append(el("h2", null, heading));
        }
        for (const [key, value] of wanted) {
            if (!this.known.has(key)) {
                const part = make(key);
                this.known.set(key, part);
                this.place.append(part.node);
            }
            this.known.get(key).update(value);
        }
        if (wanted.size === 0) {
            this.place.replaceChildren();
        }
    }

    drop(key, part) {
        part.close?.();
        part.node.remove();
        this.known.delete(key);
    }

    close() {
        this.known.forEach(part => part.close?.());
    }
}

/** The curves by the axes that they share; beside those of the run's own quantity what it is measured against, as flat lines. */
function grouped(run, curves) {
    const groups = new Map();
    for (const curve of curves.filter(each => each.x.length > 0)) {
        const group = curve.group ?? curve.yTitle;
        groups.set(group, [...(groups.get(group) ?? []), curve]);
    }
    for (const [group, members] of groups) {
        const [across, {xTitle, yTitle}] = [range(members.flatMap(curve => curve.x)), members[0]];
        const marked = yTitle === "objective" || yTitle === run.quantity ? Object.entries(run.marks ?? {}) : [];
        groups.set(group, [...members, ...marked.filter(([, value]) => across !== null && typeof value === "number")
            .map(([name, value]) => ({name, x: across, y: [value, value], low: null, high: null, xTitle, yTitle, group}))]);
    }
    return groups;
}

/** The view of one run. */
export function runView(parameters) {
    const path = parameters.get("path") ?? "";
    const title = el("h1", {tabindex: "-1"}, path.replace(/^.*\//, ""));
    const fault = el("p", {class: "warning", role: "alert", hidden: true});
    const top = el("div");
    const summary = el("pre");
    const summaryPart = el("section", {hidden: true}, el("h2", null, "Summary"), scrollBox("Summary", summary));
    const [curvesPart, sweepPart, figuresPart, filesPart] = [el("section"), el("section"), el("section"), el("section")];
    const curves = new Parts(curvesPart);
    const sweep = new Parts(sweepPart);
    const node = el("div", null, el("p", {class: "back"}, el("a", {href: "#/"}, "All runs")), title, fault, top, curvesPart, sweepPart, summaryPart, figuresPart, filesPart);
    let state = "idle";
    let timer = null;
    let filesShown = "";

    function show(answer) {
        const {run} = answer;
        title.replaceChildren(...soft(run.name ?? path));
        top.replaceChildren(...head(run).filter(Boolean));
        curves.update("Curves", grouped(run, answer.curves ?? []), name => curveFigure(name, run.name ?? "run"));
        sweep.update("Sweep", new Map(answer.sweep ? [["sweep", answer.sweep]] : []), () => sweepSection(run.name ?? "sweep"));
        say(summary, answer.summary ?? "");
        summaryPart.hidden = !answer.summary || answer.summary === run.says || answer.summary === run.text;
        const names = JSON.stringify([answer.figures, answer.files, run.state]);
        if (names !== filesShown) {
            filesShown = names;
            figuresPart.replaceChildren(...(answer.figures?.length ? [el("h2", null, "Figures"), ...answer.figures.map(file => image(run, file, answer.files ?? []))] : []));
            filesPart.replaceChildren(...(answer.files?.length ? [el("h2", null, "Files"), files(run, answer.files)] : []));
        }
    }

    async function load() {
        if (state !== "idle") {
            state = "again";
            return;
        }
        state = "reading";
        try {
            show(await read("/api/run?path=" + encodeURIComponent(path)));
            fault.hidden = true;
        } catch (problem) {
            say(fault, problem.message + (filesShown ? " What stands below is the last known." : ""));
            fault.hidden = false;
        }
        timer = setTimeout(() => {
            const isMissed = state === "again";
            state = state === "closed" ? state : "idle";
            if (isMissed) {
                load();
            }
        }, PAUSE);
    }

    let isFirst = true;
    let wasListed = false;
    /** The run itself, its sweep, or a cell of it. */
    const isNear = each => each === path || each.startsWith(path + "/") || path.startsWith(each + "/");
    return {title: path, node, close() {
        state = "closed";
        clearTimeout(timer);
        curves.close();
        sweep.close();
    }, update(changed) {
        if (!store.isLoaded && store.fault === null) {
            return;
        }
        const isListed = store.runs.has(path);
        if (wasListed && !isListed) {
            say(fault, "This run was removed from the folder. What stands below is the last known.");
            fault.hidden = false;
        } else if (isFirst || [...changed].some(isNear)) {
            isFirst = false;
            load();
        }
        wasListed ||= isListed;
    }};
}
