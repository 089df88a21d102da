// @ts-check
"use strict";

/** The values of a facet, in a menu. What is closed costs nothing. */
class PubsFacetPanel {
  static STEP = 20;
  /** How many values fit beside the menu. */
  static QUICK = 3;

  /**
   * @param {PubsFacet} facet
   * @param {Record<string, string>} words
   * @param {PubsActions} actions
   * @param {string} label
   */
  constructor(facet, words, actions, label = words[facet.name]) {
    this.facet = facet;
    this.words = words;
    this.actions = actions;
    this.limit = PubsFacetPanel.STEP;
    this.most = 1;
    /** @type {HTMLButtonElement[]} */
    this.quick = [];
    /** @type {number[]} */
    this.counts = [];
    /** @type {number[]} */
    this.chosen = [];
    /** @type {Map<number, {item: HTMLElement, box: HTMLInputElement, count: HTMLElement, bar: HTMLElement}>} */
    this.rows = new Map();
    this.number = pubsElement("span", { className: "pubs-facet-chosen" });
    this.list = pubsElement("ul", { role: "list", "aria-label": label });
    this.more = pubsElement("button", { type: "button", hidden: true, onclick: () => this.showMore() }, words.more);
    this.find = pubsElement("input", { type: "search", autocomplete: "off", oninput: () => this.render() });
    this.from = this.yearInput();
    this.to = this.yearInput();
    const panel = pubsElement("div", { className: "pubs-facet-panel" }, ...this.inputs(), this.list, this.more);
    this.menu = new PubsMenu("pubs-facet", [label, this.number], panel, { onopen: () => this.render() });
    this.element = this.menu.element;
    this.element.dataset.facet = facet.name;
  }

  /** Buttons of the most frequent values, for the place beside the menu. */
  quickButtons() {
    this.quick = [...this.facet.values.keys()].slice(0, PubsFacetPanel.QUICK).map((place) => {
      const onclick = () => this.actions.choose(this.facet.name, place, !this.chosen.includes(place));
      const button = pubsElement("button", { type: "button", className: "pubs-quick pubs-toggle pubs-stop", onclick });
      button.append(pubsElement("bdi", {}, this.label(place)));
      return button;
    });
    return this.quick;
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
    this.quick.forEach((button, place) => button.setAttribute("aria-pressed", String(this.chosen.includes(place))));
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
    this.most = Math.max(1, ...this.counts);
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
    row.bar.style.setProperty("--n", String(this.counts[place] / this.most));
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
    const bar = pubsElement("i", { className: "pubs-facet-bar" });
    const label = pubsElement("label", {}, box, " ", pubsElement("bdi", {}, this.label(place)), " ", count, bar);
    const row = { item: pubsElement("li", {}, label), box, count, bar };
    this.rows.set(place, row);
    return row;
  }

  /**
   * What is chosen here, each with what takes it back.
   * @param {PubsState} state
   */
  chips(state) {
    const { name } = this.facet;
    const places = (state.chosen[name] ?? []).filter((place) => !this.quick[place]);
    const found = places.map((place) => ({
      name: `${this.words[name]}: ${this.label(place)}`,
      label: this.label(place),
      remove: () => this.actions.choose(name, place, false),
    }));
    if (name === "year" && (state.from || state.to)) {
      const label = state.from === state.to ? state.from : `${state.from}–${state.to}`;
      found.push({ name: `${this.words.year}: ${label}`, label, remove: () => this.actions.range("", "") });
    }
    return found;
  }
}
