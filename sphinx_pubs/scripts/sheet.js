// @ts-check
"use strict";

/** What a phone has no room for above the list: facets, order and downloads, in a sheet at the foot of the window. */
class PubsSheet {
  /** @param {Record<string, string>} words */
  constructor(words) {
    this.words = words;
    this.number = pubsElement("span", { className: "pubs-facet-chosen" });
    this.opener = pubsElement(
      "button",
      { type: "button", className: "pubs-filters", "aria-haspopup": "dialog", onclick: () => this.open() },
      pubsIcon("filter"),
      words.filters,
      this.number,
    );
    this.body = pubsElement("div", { className: "pubs-sheet-body" });
    this.done = pubsElement("button", { type: "button", className: "pubs-done", onclick: () => this.element.close() });
    const close = pubsElement("button", { type: "button", "aria-label": words.close, onclick: () => this.element.close() });
    close.append(pubsIcon("x", "×"));
    const head = pubsElement("p", { className: "pubs-sheet-head" }, pubsElement("strong", {}, words.filters), close);
    this.element = pubsElement("dialog", { className: "pubs-sheet", "aria-label": words.filters }, head, this.body, this.done);
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close(); // beside it
    });
    this.element.addEventListener("keydown", (event) => event.stopPropagation()); // themes have other uses for Esc
  }

  open() {
    PubsMenu.ground(this.opener);
    this.element.showModal();
  }

  /**
   * @param {number} active how many filters there are
   * @param {string} shown how many entries are left, in words
   */
  update(active, shown) {
    this.number.textContent = active ? ` (${active})` : "";
    this.done.textContent = this.words.show.replace("{papers}", shown);
  }
}
