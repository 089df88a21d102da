// @ts-check
"use strict";

/** The values of a facet, in a block that opens. What is closed costs nothing. */
class PubsFacetPanel {
  static STEP = 20;

  /**
   * @param {PubsFacet} facet
   * @param {Record<string, string>} words
   * @param {string} prefix
   * @param {PubsActions} actions
   */
  constructor(facet, words, prefix, actions) {
    this.facet = facet;
    this.words = words;
    this.actions = actions;
    this.limit = PubsFacetPanel.STEP;
    /** @type {number[]} */
    this.counts = [];
    /** @type {number[]} */
    this.chosen = [];
    /** @type {Map<number, {item: HTMLElement, box: HTMLInputElement, count: HTMLElement}>} */
    this.rows = new Map();
    this.number = pubsElement("span", { className: "pubs-facet-chosen" });
    this.list = pubsElement("ul", { role: "list", "aria-label": words[facet.name] });
    this.more = pubsElement("button", { type: "button", hidden: true, onclick: () => this.showMore() }, words.more);
    this.find = pubsElement("input", { type: "search", autocomplete: "off", oninput: () => this.render() });
    this.from = this.yearInput();
    this.to = this.yearInput();
    this.element = pubsElement(
      "details",
      { className: "pubs-facet", "data-facet": facet.name, name: `${prefix}-facets`, ontoggle: () => this.render() },
      pubsElement("summary", {}, words[facet.name], this.number),
      pubsElement("div", { className: "pubs-facet-panel" }, ...this.inputs(), this.list, this.more),
    );
  }

  inputs() {
    const inputs = [];
    if (this.facet.name === "year") {
      const labels = [
        pubsElement("label", {}, `${this.words.from} `, this.from),
        pubsElement("label", {}, `${this.words.to} `, this.to),
      ];
      inputs.push(pubsElement("div", { className: "pubs-range" }, ...labels));
    }
    if (this.facet.values.length > PubsFacetPanel.STEP) {
      inputs.push(pubsElement("label", { className: "pubs-find" }, `${this.words.find} `, this.find));
    }
    return inputs;
  }

  yearInput() {
    const years = this.facet.values.map(([year]) => Number(year)).filter((year) => year > 0);
    const [first, last] = [String(Math.min(...years)), String(Math.max(...years))];
    const onchange = () => this.actions.range(this.from.value, this.to.value);
    return pubsElement("input", { type: "number", min: first, max: last, step: "1", onchange });
  }

  /**
   * @param {PubsState} state
   * @param {number[]} counts of each value
   */
  update(state, counts) {
    this.counts = counts;
    this.chosen = state.chosen[this.facet.name] ?? [];
    const [from, to] = this.facet.name === "year" ? [state.from, state.to] : ["", ""];
    [this.from.value, this.to.value] = [from, to];
    const active = this.chosen.length + (from || to ? 1 : 0);
    this.number.textContent = active ? ` ${active}` : "";
    this.render();
  }

  showMore() {
    const before = new Set(this.list.children);
    this.limit += PubsFacetPanel.STEP * 5;
    this.render();
    [...this.list.children].find((item) => !before.has(item))?.querySelector("input")?.focus();
  }

  render() {
    if (!this.element.open) return;
    const wanted = PubsSearch.fold(this.find.value).trim();
    const places = [...this.facet.values.keys()].filter(
      (place) =>
        this.chosen.includes(place) ||
        this.rows.get(place)?.box === document.activeElement ||
        (this.counts[place] > 0 && (!wanted || PubsSearch.fold(this.label(place)).includes(wanted))),
    );
    const shown = places.filter((place, at) => at < this.limit || this.chosen.includes(place));
    const rows = shown.map((place) => this.row(place));
    this.more.hidden = shown.length === places.length;
    const items = rows.map(({ item }) => item);
    if (items.length === this.list.children.length && items.every((item, at) => item === this.list.children[at])) return;
    const focused = rows.find(({ box }) => box === document.activeElement)?.box;
    this.list.replaceChildren(...items);
    focused?.focus();
  }

  /**
   * The line of a value, with what is true of it now.
   * @param {number} place
   */
  row(place) {
    const row = this.rows.get(place) ?? this.makeRow(place);
    row.box.checked = this.chosen.includes(place);
    row.count.textContent = String(this.counts[place]);
    return row;
  }

  /** @param {number} place */
  label(place) {
    return this.facet.values[place][1];
  }

  /** @param {number} place */
  makeRow(place) {
    const onchange = () => this.actions.choose(this.facet.name, place, box.checked);
    const box = pubsElement("input", { type: "checkbox", value: this.facet.values[place][0], onchange });
    const count = pubsElement("span", { className: "pubs-facet-count" });
    const label = pubsElement("label", {}, box, " ", pubsElement("bdi", {}, this.label(place)), " ", count);
    const row = { item: pubsElement("li", {}, label), box, count };
    this.rows.set(place, row);
    return row;
  }

  /**
   * What is chosen here, each with what takes it back.
   * @param {PubsState} state
   */
  chips(state) {
    const { name } = this.facet;
    const found = (state.chosen[name] ?? []).map((place) => ({
      label: `${this.words[name]}: ${this.label(place)}`,
      remove: () => this.actions.choose(name, place, false),
    }));
    if (name === "year" && (state.from || state.to)) {
      const label = `${this.words.year}: ${state.from}–${state.to}`;
      found.push({ label, remove: () => this.actions.range("", "") });
    }
    return found;
  }
}
