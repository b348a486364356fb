/**
 * A table of many rows that sorts by any column and draws only the rows in sight; its scrollbar is that of the whole table.
 *
 * A column is `{key, title, value(item), fill(cell, item), isNumber, isHead}`: `value` sorts, null last in both directions;
 * `fill` is called again only when the item is another object, so that what has the focus stays. Rows are as high as
 * `--row` says.
 */

import {el, say, soft} from "./dom.js";

const BEYOND = 8;
const PRINTED = 1000;

const ORDER = new Intl.Collator("en", {numeric: true, sensitivity: "base"});

/** Numbers by size, texts by letters with the numbers in them by size. */
export function compare(a, b) {
    return typeof a === "number" && typeof b === "number" ? a - b : ORDER.compare(String(a), String(b));
}

/** Sorted by a column; equal ones keep their order. */
export function sorted(items, value, isDown) {
    const keyed = items.map(item => [value(item) ?? null, item]);
    keyed.sort(([a], [b]) =>
        a === null || b === null ? (a === null) - (b === null) : (isDown ? -1 : 1) * compare(a, b));
    return keyed.map(([, item]) => item);
}

export class LongTable {
    /** On paper all rows stand, as far as anybody prints them. */
    #print = event => {
        if (this.node.isConnected) {
            this.#draw(event.type === "beforeprint" ? PRINTED : 0);
        } else {
            removeEventListener("beforeprint", this.#print);
            removeEventListener("afterprint", this.#print);
        }
    };
    #rows = new Map();
    #items = [];
    #shown = [];

    /** @param onsort called with the column's key and whether it goes down, when somebody sorts */
    constructor({label, columns, key, sort, isDown = false, isSlim = false, onsort = () => {}}) {
        this.columns = columns;
        this.key = key;
        this.sort = sort;
        this.isDown = isDown;
        this.onsort = onsort;
        this.heads = columns.map(column => this.#head(column));
        this.top = el("tr", {class: "space", "aria-hidden": "true"}, el("td", {colspan: columns.length}));
        this.bottom = el("tr", {class: "space", "aria-hidden": "true"}, el("td", {colspan: columns.length}));
        this.body = el("tbody", null, this.top, this.bottom);
        this.table = el("table", {class: isSlim ? "long slim" : "long"}, el("caption", {class: "unseen"}, label),
            el("thead", null, el("tr", null, this.heads)), this.body);
        this.node = el("div", {class: "scroll window", tabindex: "0", role: "region", "aria-label": label}, this.table);
        this.node.addEventListener("scroll", () => this.#draw(), {passive: true});
        new ResizeObserver(() => this.#draw()).observe(this.node);
        addEventListener("beforeprint", this.#print);
        addEventListener("afterprint", this.#print);
        this.#mark();
    }

    #head(column) {
        const inside = column.isFixed
            ? el("span", {class: "unseen"}, column.title)
            : el("button", {type: "button", onclick: () => this.#sortBy(column)}, soft(column.title), el("span", {class: "arrow", "aria-hidden": "true"}));
        return el("th", {scope: "col", class: column.isNumber ? "number" : null}, inside);
    }

    #sortBy(column) {
        this.isDown = this.sort === column.key ? !this.isDown : Boolean(column.startsDown);
        this.sort = column.key;
        this.#mark();
        this.#order();
        this.node.scrollTop = 0;
        this.#draw();
        this.onsort(this.sort, this.isDown);
    }

    #mark() {
        this.columns.forEach((column, c) => {
            const isSorted = column.key === this.sort;
            if (!column.isFixed) {
                this.heads[c].setAttribute("aria-sort", isSorted ? (this.isDown ? "descending" : "ascending") : "none");
                say(this.heads[c].querySelector(".arrow"), isSorted ? (this.isDown ? " ▼" : " ▲") : "");
            }
        });
    }

    /** Shows these items; the row at the top that did not change stays where it is. */
    update(items) {
        const known = new Set(items);
        const anchor = this.#shown.find(({item, row}) => known.has(item) && this.#offset(row) >= 0);
        const before = anchor ? this.#offset(anchor.row) : 0;
        this.#items = items;
        this.#order();
        if (this.node.scrollTop > 0 && anchor && anchor.item !== this.#items[anchor.row.at]) {
            this.node.scrollTop = this.#items.indexOf(anchor.item) * this.#height() - before;
        }
        this.#draw();
    }

    #offset(row) {
        return row.at * this.#height() - this.node.scrollTop;
    }

    #order() {
        const column = this.columns.find(each => each.key === this.sort);
        this.#items = column ? sorted(this.#items, column.value, this.isDown) : this.#items;
    }

    #height() {
        return parseFloat(getComputedStyle(this.table).getPropertyValue("--row")) * parseFloat(getComputedStyle(document.documentElement).fontSize);
    }

    #draw(printed = 0) {
        const height = this.#height();
        const count = this.#items.length;
        const inSight = Math.ceil((this.node.clientHeight || 800) / height);
        const first = printed ? 0 : Math.max(0, Math.min(count, Math.floor(this.node.scrollTop / height)) - BEYOND);
        const last = Math.min(count, printed || first + inSight + 2 * BEYOND);
        this.table.setAttribute("aria-rowcount", count + 1);
        this.top.firstChild.style.height = first * height + "px";
        this.bottom.firstChild.style.height = (printed ? 0 : count - last) * height + "px";
        const rows = new Map();
        this.#shown = this.#items.slice(first, last).map((item, k) => {
            const row = this.#row(item, first + k);
            rows.set(this.key(item), row);
            return {item, row};
        });
        this.#rows = rows;
        this.#place(this.#shown.map(({row}) => row.node));
    }

    #row(item, at) {
        const row = this.#rows.get(this.key(item)) ?? this.#newRow();
        row.at = at;
        row.node.setAttribute("aria-rowindex", at + 2);
        if (row.item !== item) {
            row.item = item;
            this.columns.forEach((column, c) => column.fill(row.node.children[c], item));
        }
        return row;
    }

    #newRow() {
        const cells = this.columns.map(column => (column.isHead ? el("th", {scope: "row"}) : el("td", {class: column.isNumber ? "number" : null})));
        return {node: el("tr", null, cells), item: null, at: 0};
    }

    /** Puts the rows between the two spaces; moves none that stands right, and gives the focus back to what had it. */
    #place(nodes) {
        const focused = document.activeElement;
        const isInside = this.body.contains(focused);
        const wanted = new Set(nodes);
        [...this.body.children].filter(node => node !== this.top && node !== this.bottom && !wanted.has(node)).forEach(node => node.remove());
        let at = this.top;
        for (const node of nodes) {
            if (at.nextSibling !== node) {
                at.after(node);
            }
            at = node;
        }
        if (isInside && document.activeElement !== focused) {
            (this.body.contains(focused) ? focused : this.node).focus({preventScroll: true});
        }
    }
}
