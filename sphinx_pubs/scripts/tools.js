// @ts-check
"use strict";

/** The order of a list, its downloads, and the switches of how it looks. */
class PubsTools {
  /**
   * @param {PubsData} data
   * @param {PubsActions} actions
   * @param {PubsFacts} facts
   */
  constructor(data, actions, facts) {
    this.data = data;
    this.words = data.words;
    this.actions = actions;
    this.facts = facts;
    this.sort = pubsElement("select", { className: "pubs-sort", onchange: () => actions.sort(this.sort.value) });
    this.sort.setAttribute("aria-label", this.words.sort);
    this.sort.append(...this.options());
    this.sorting = pubsElement("span", { className: "pubs-sorting" }, this.sort, pubsElement("i", { className: "pubs-chevron" }));
    /** @type {HTMLButtonElement[]} */
    this.formats = [];
    this.number = pubsElement("span", { className: "pubs-export-number" });
    this.said = pubsElement("span", { className: "pubs-export-said", role: "status" });
    this.download = data.controls.includes("download") ? this.downloadMenu() : undefined;
    this.selected = this.toggle(this.words.only, (on) => actions.selected(on));
    this.dense = this.toggle(this.words.dense, (on) => actions.dense(on));
  }

  /** The parts that choose an order. */
  get order() {
    return this.sort.options.length > 1 ? [this.sorting] : [];
  }

  get exports() {
    return this.download ? [this.download.element] : [];
  }

  get switches() {
    const { chosen, controls } = this.data;
    const hasDensity = controls.includes("density") && this.facts.hasDetails;
    return [...(chosen.length ? [this.selected] : []), ...(hasDensity ? [this.dense] : [])];
  }

  options() {
    const names = Object.keys(this.data.orders).flatMap((name) => (name === "date" ? ["-date", "date"] : [name]));
    if (!names.length) return [];
    const { order } = this.facts;
    const others = names.filter((name) => name !== order);
    return [new Option(order ? this.orderName(order) : this.words.page, ""), ...others.map((name) => this.option(name))];
  }

  /** @param {string} sort */
  option(sort) {
    return new Option(this.orderName(sort), sort);
  }

  /** @param {string} sort */
  orderName(sort) {
    if (sort === "-date") return this.words.newest;
    if (sort === "date") return this.words.oldest;
    const name = this.words[sort.replace("-", "")];
    return sort.startsWith("-") ? `${name} (${this.words.descending})` : name;
  }

  downloadMenu() {
    const formats = Object.entries({ bib: "BibTeX", json: "CSL-JSON", ris: "RIS" });
    this.formats = formats.map(([format, label]) => {
      const onclick = () => this.actions.download(format);
      return pubsElement("button", { type: "button", className: "pubs-format", "data-format": format, onclick }, label);
    });
    const copy = pubsElement("button", { type: "button", className: "pubs-copy-all", onclick: () => this.actions.copy() });
    copy.append(pubsIcon("copy"), this.words.copyall);
    this.formats.push(copy);
    const panel = pubsElement("div", { className: "pubs-export-panel" }, this.number, ...this.formats, this.said);
    return new PubsMenu("pubs-download", [pubsIcon("download"), this.words.export], panel, { atEnd: true });
  }

  /**
   * @param {string} label
   * @param {(on: boolean) => void} turn
   */
  toggle(label, turn) {
    const onclick = () => turn(button.getAttribute("aria-pressed") !== "true");
    const button = pubsElement("button", { type: "button", className: "pubs-toggle pubs-stop", onclick }, label);
    return button;
  }

  /**
   * Say how a download or a copy went.
   * @param {string} words
   */
  say(words) {
    this.said.textContent = words;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.said.replaceChildren(), 5000);
  }

  /**
   * @param {PubsState} state
   * @param {number} shown
   */
  update(state, shown) {
    const sort = state.sort === this.facts.order ? "" : state.sort;
    // An order that only a link has chosen has a name too.
    if (![...this.sort.options].some(({ value }) => value === sort)) this.sort.append(this.option(sort));
    this.sort.value = sort;
    for (const button of this.formats) button.disabled = !shown;
    const words = this.words.total.replace("{shown}", String(shown)).replace("{total}", String(this.facts.total));
    this.number.textContent = words;
    this.selected.setAttribute("aria-pressed", String(state.selected));
    this.dense.setAttribute("aria-pressed", String(state.dense));
  }
}
