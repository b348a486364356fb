/** Elements made one by one: text is only ever text, whatever a name holds. */

const SVG = "http://www.w3.org/2000/svg";
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]/gu;
const JOINERS = /[\u200C\u200D]/;

/** Text that is what it looks like: characters that are drawn as nothing, or turn others around, stand as escapes. */
export function shown(text) {
    return String(text).replace(HIDDEN, (c, at, whole) => {
        const isLayout = c === "\n" || c === "\t";
        const joins = JOINERS.test(c) && at > 0 && whole.charCodeAt(at - 1) >= 0x80;
        if (isLayout || joins) {
            return c;
        }
        const code = c.codePointAt(0).toString(16).toUpperCase();
        return code.length > 4 ? "\\U" + code.padStart(8, "0") : "\\u" + code.padStart(4, "0");
    });
}

function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
        if (name.startsWith("on")) {
            node.addEventListener(name.slice(2), value);
        } else if (value === true) {
            node.setAttribute(name, "");
        } else if (value !== null && value !== undefined && value !== false) {
            node.setAttribute(name, typeof value === "string" ? shown(value) : value);
        }
    }
    node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined)
        .map(child => (child instanceof Node ? child : shown(child))));
    return node;
}

/** An HTML element; attributes that begin with "on" are listeners; null attributes and children are left out. */
export const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

/** An SVG element. */
export const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/** Sets a text, and touches the page only where it differs, so that a reader aloud does not repeat it. */
export function say(node, text) {
    const words = shown(text ?? "");
    if (node.textContent !== words) {
        node.textContent = words;
    }
    return node;
}

/** Text that may break after a comma, a slash or a point before a letter, and so not within its words. */
export const soft = text => shown(text).split(/(?<=[,/])|(?<=\.)(?=[A-Za-z])/).flatMap((part, k) => (k > 0 ? [el("wbr"), part] : [part]));

let lastId = 0;
export const newId = () => "id" + ++lastId;

/** A labelled control; the label stands before it. */
export function labelled(text, control) {
    control.id ||= newId();
    return el("span", {class: "labelled"}, el("label", {for: control.id}, text), control);
}

/** A list to choose from: `[value, words]` pairs. */
export function choice(options, chosen, onchange) {
    const box = el("select", {onchange: () => onchange(box.value)});
    box.append(...options.map(([value, words]) => el("option", {value}, words)));
    box.value = chosen;
    return box;
}

/** A button that is in or out. */
export function toggle(words, isIn, onclick) {
    return el("button", {type: "button", "aria-pressed": String(isIn), onclick}, words);
}

/** A scroll box that the keyboard reaches. */
export const scrollBox = (label, ...children) =>
    el("div", {class: "scroll", tabindex: "0", role: "region", "aria-label": label}, ...children);

/** Where a run's page is. */
export const runAddress = path => "#/run?path=" + encodeURIComponent(path);

/** Where a file of the folder is: every part of its path encoded, so that no name ends the address. */
export const fileAddress = path => "/files/" + path.split("/").map(encodeURIComponent).join("/");
