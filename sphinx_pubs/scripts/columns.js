// @ts-check
"use strict";

/** The headings of tables, as buttons that sort by their column. */
class PubsColumns {
  /** The orders that a column can give, with what marks its cells. */
  static MARKS = Object.entries({ title: ".pubs-title", date: ".pubs-date, .pubs-rail", author: ".pubs-authors" });

  /**
   * @param {HTMLElement} root the outer element of a list
   * @param {string[]} orders those that the list has
   * @param {(sort: string) => void} sort
   */
  constructor(root, orders, sort) {
    this.root = root;
    this.orders = orders;
    this.sort = sort;
    /** The present order. */
    this.now = "";
    for (const table of root.querySelectorAll("table.pubs-table")) this.build(table);
    // Headings are copied where entries are sorted, and copies have no listeners.
    root.addEventListener("click", (event) => {
      const button = /** @type {Element} */ (event.target).closest?.("th button");
      const name = button?.closest("th")?.dataset.order;
      if (name) this.turn(name);
    });
  }

  /** @param {Element} table */
  build(table) {
    const known = new Set();
    table.querySelectorAll("thead th").forEach((heading, at) => {
      const cells = `tbody td:nth-child(${at + 1}) `;
      const order = PubsColumns.MARKS.find(
        ([name, mark]) => this.orders.includes(name) && !known.has(name) && table.querySelector(`${cells} :is(${mark})`),
      );
      if (!order) return;
      known.add(order[0]);
      const button = pubsElement("button", { type: "button" }, (heading.textContent ?? "").trim(), pubsElement("span", { "aria-hidden": "true" }));
      heading.setAttribute("data-order", order[0]);
      heading.replaceChildren(button);
    });
  }

  /**
   * Sort by a column; if the list is already, the other way round. New works come first.
   * @param {string} name
   */
  turn(name) {
    const first = name === "date" ? "-date" : name;
    this.sort(this.now === first ? (name === "date" ? "date" : `-${name}`) : first);
    // The button is on the page no more if another table is shown.
    if (document.activeElement?.checkVisibility?.() && document.activeElement !== document.body) return;
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll(`th[data-order="${name}"] button`));
    [...buttons].find((button) => button.offsetParent)?.focus();
  }

  /** @param {string} order the present one */
  update(order) {
    this.now = order;
    for (const heading of /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll("th[data-order]"))) {
      const isSorted = heading.dataset.order === order.replace("-", "");
      const isReversed = order.startsWith("-");
      if (isSorted) heading.setAttribute("aria-sort", isReversed ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
      const sign = heading.querySelector("span");
      if (sign) sign.textContent = !isSorted ? " ⇅" : isReversed ? " ↓" : " ↑";
    }
  }
}
