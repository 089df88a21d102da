// @ts-check
"use strict";

/**
 * What the form tells the list of.
 * @typedef {object} PubsActions
 * @property {(query: string) => void} search
 * @property {(name: string, place: number, on: boolean) => void} choose
 * @property {(from: string, to: string) => void} range
 * @property {(sort: string) => void} sort
 * @property {() => void} clear
 * @property {(format: string) => void} download
 */

/** The controls of a list. They say what a reader chose, and show what is chosen; they decide nothing. */
class PubsForm {
  /**
   * @param {PubsData} data
   * @param {string} prefix
   * @param {PubsActions} actions
   */
  constructor(data, prefix, actions) {
    this.data = data;
    this.words = data.words;
    this.prefix = prefix;
    this.actions = actions;
    this.facets = data.facets.map((facet) => new PubsFacetPanel(facet, this.words, prefix, actions));
    this.total = pubsElement("p", { className: "pubs-total" });
    this.status = pubsElement("p", { className: "pubs-status pubs-unseen", role: "status" });
    this.chips = pubsElement("ul", { className: "pubs-chips", role: "list", "aria-label": this.words.active });
    this.clear = this.clearButton();
    this.search = pubsElement("input", {
      type: "search",
      id: `${prefix}-q`,
      autocomplete: "off",
      "aria-describedby": `${prefix}-hint`,
      oninput: () => actions.search(this.search.value),
    });
    this.sorts = this.sortButtons();
    this.downloads = this.has("download") ? this.downloadButtons() : [];
    this.element = pubsElement(
      "form",
      {
        className: "pubs-controls",
        role: "search",
        "aria-label": this.words.label,
        onsubmit: (event) => event.preventDefault(),
        onkeydown: (event) => this.onKey(/** @type {KeyboardEvent} */ (event)),
      },
      ...this.rows(),
    );
  }

  /** @param {string} control */
  has(control) {
    return this.data.controls.includes(control);
  }

  rows() {
    const rows = [];
    if (this.has("search")) {
      const hint = pubsElement("span", { id: `${this.prefix}-hint`, className: "pubs-unseen" }, this.words.hint);
      const label = pubsElement("label", { htmlFor: `${this.prefix}-q` }, this.words.search);
      rows.push(pubsElement("div", { className: "pubs-search" }, label, this.search, hint));
    }
    if (this.facets.length) {
      rows.push(pubsElement("div", { className: "pubs-facets" }, ...this.facets.map((panel) => panel.element)));
    }
    const tools = pubsElement("div", { className: "pubs-tools" });
    if (this.sorts.length) tools.append(this.group("sort", this.sorts));
    if (this.downloads.length) tools.append(this.group("download", this.downloads));
    const shown = pubsElement("div", { className: "pubs-shown" }, this.total, this.clear);
    return [...rows, tools, this.chips, shown, this.status];
  }

  /**
   * @param {string} name of a word and of a class
   * @param {HTMLElement[]} buttons
   */
  group(name, buttons) {
    const label = pubsElement("span", { id: `${this.prefix}-${name}` }, this.words[name]);
    return pubsElement("div", { className: `pubs-${name}`, role: "group", "aria-labelledby": label.id }, label, ...buttons);
  }

  clearButton() {
    const onclick = () => {
      this.actions.clear();
      this.focus();
    };
    return pubsElement("button", { type: "button", className: "pubs-clear", onclick }, this.words.clear);
  }

  sortButtons() {
    return Object.keys(this.data.orders).map((name) =>
      pubsElement("button", { type: "button", className: "pubs-sort-key", value: name, onclick: () => this.turn(name) }),
    );
  }

  /**
   * Sort by a name; if it is so already, the other way round; and then no longer.
   * @param {string} name
   */
  turn(name) {
    const order = name === "date" ? ["-date", "date", ""] : [name, `-${name}`, ""];
    this.actions.sort(order[(order.indexOf(this.sort ?? "") + 1) % 3]);
  }

  downloadButtons() {
    return Object.entries({ bib: "BibTeX", json: "CSL-JSON", ris: "RIS" }).map(([format, label]) => {
      const onclick = () => this.actions.download(format);
      return pubsElement("button", { type: "button", className: "pubs-format", "data-format": format, onclick }, label);
    });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key !== "Escape" || event.target !== this.search || !this.search.value) return;
    event.preventDefault();
    event.stopPropagation(); // Sphinx and themes have other uses for it
    this.search.value = "";
    this.actions.search("");
  }

  /**
   * Show what is chosen.
   * @param {PubsState} state
   * @param {number} shown how many entries match
   * @param {number} total
   * @param {number[][]} counts by facet and value
   */
  update(state, shown, total, counts) {
    this.sort = state.sort;
    if (this.search.value !== state.query) this.search.value = state.query;
    this.facets.forEach((panel, at) => panel.update(state, counts[at]));
    for (const button of this.sorts) this.updateSort(button, state.sort);
    for (const button of this.downloads) button.disabled = !shown;
    const chips = this.facets.flatMap((panel) => panel.chips(state));
    this.updateChips(chips);
    this.clear.hidden = !(state.query || state.sort || chips.length);
    this.say(shown, total);
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {string} sort
   */
  updateSort(button, sort) {
    const name = button.value;
    const up = sort === name;
    const down = sort === `-${name}`;
    const way = name === "date" ? [this.words.oldest, this.words.newest] : [this.words.ascending, this.words.descending];
    button.setAttribute("aria-pressed", String(up || down));
    button.textContent = up || down ? `${this.words[name]}: ${way[up ? 0 : 1]}` : this.words[name];
  }

  /** @param {{label: string, remove: () => void}[]} chips */
  updateChips(chips) {
    const focused = [...this.chips.children].findIndex((item) => item.contains(document.activeElement));
    const items = chips.map(({ label, remove }) => {
      const button = pubsElement("button", { type: "button", className: "pubs-chip", onclick: remove }, pubsElement("bdi", {}, label));
      button.setAttribute("aria-label", this.words.remove.replace("{filter}", label));
      return pubsElement("li", {}, button);
    });
    this.chips.replaceChildren(...items);
    this.chips.hidden = !items.length;
    // Who removes one goes on with the next.
    if (focused < 0) return;
    const next = items[Math.min(focused, items.length - 1)]?.querySelector("button");
    if (next) next.focus();
    else this.focus();
  }

  /**
   * Say at once how many there are, and to those who do not see it when typing is over.
   * @param {number} shown
   * @param {number} total
   */
  say(shown, total) {
    const words = this.words.total.replace("{shown}", String(shown)).replace("{total}", String(total));
    if (this.total.textContent === words) return;
    const first = !this.total.textContent;
    this.total.textContent = words;
    clearTimeout(this.saying);
    const said = shown ? words : this.words.nothing;
    if (!first) this.saying = setTimeout(() => this.status.replaceChildren(said), shown ? 700 : 0);
  }

  focus() {
    const first = this.element.querySelector(/** @type {"button"} */ ("summary, button"));
    (this.has("search") ? this.search : first)?.focus();
  }
}
