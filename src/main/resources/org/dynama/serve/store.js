/** What the server knows of the folder's runs, kept up to date; says when the connection is lost and found again. */

const AGAIN = 3000;
const TOGETHER = 150;

/** Reads one answer; an error's message is the server's own sentence. */
export async function read(address) {
    let answer;
    try {
        answer = await fetch(address, {headers: {Accept: "application/json"}});
    } catch {
        throw new Error("The server does not answer. Is `dynama serve` still running?");
    }
    const body = await answer.json().catch(() => null);
    if (!answer.ok || body === null) {
        throw new Error(body?.error ?? "The server answered with status " + answer.status + ".");
    }
    return body;
}

export const store = {
    runs: new Map(),
    folder: "",
    isLoaded: false,
    /** connecting, live or lost. */
    connection: "connecting",
    fault: null,
    listeners: new Set(),
};

let generation = -1;
let waiting = null;
let early = null;

/** Tells all listeners which runs changed; changes that come close together are told once. */
let changed = new Set();
function tell(paths) {
    paths.forEach(path => changed.add(path));
    waiting ??= setTimeout(() => {
        const all = changed;
        changed = new Set();
        waiting = null;
        store.listeners.forEach(listener => listener(all));
    }, TOGETHER);
}

function apply(news) {
    if (news.generation <= generation) {
        return;
    }
    generation = news.generation;
    const removed = news.removed ?? [];
    removed.forEach(path => store.runs.delete(path));
    news.runs.forEach(run => store.runs.set(run.path, run));
    tell([...removed, ...news.runs.map(run => run.path)]);
}

async function load() {
    early = [];
    try {
        const all = await read("/api/runs");
        const before = store.runs;
        store.runs = new Map(all.runs.map(run => [run.path, same(before.get(run.path), run)]));
        store.folder = all.folder;
        store.isLoaded = true;
        store.fault = null;
        generation = all.generation;
        tell([...before.keys(), ...store.runs.keys()].filter(path => before.get(path) !== store.runs.get(path)));
    } catch (fault) {
        store.fault = fault.message;
        tell([]);
    }
    const missed = early;
    early = null;
    missed.forEach(apply);
}

/** The old object where nothing changed, so that its row stays as it is. */
function same(before, now) {
    return before && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}

/** Listens to the server for as long as the page is open. */
export function connect() {
    const events = new EventSource("/api/events");
    events.addEventListener("open", () => {
        store.connection = "live";
        load();
    });
    events.addEventListener("runs", event => {
        const news = JSON.parse(event.data);
        if (early) {
            early.push(news);
        } else {
            apply(news);
        }
    });
    events.addEventListener("error", () => {
        store.connection = "lost";
        if (!store.isLoaded && !early) {
            load();
        }
        tell([]);
        if (events.readyState === EventSource.CLOSED) {
            setTimeout(connect, AGAIN);
        }
    });
}
