// @ts-check
"use strict";

/**
 * What the form tells the list of.
 * @typedef {object} PubsActions
 * @property {(query: string) => void} search
 * @property {(name: string, place: number, on: boolean) => void} choose
 * @property {(from: string, to: string) => void} range
 * @property {(places: number[], from: string, to: string) => void} years
 * @property {(sort: string) => void} sort
 * @property {(on: boolean) => void} selected
 * @property {(on: boolean) => void} dense
 * @property {() => void} clear
 * @property {(format: string) => void} download
 * @property {() => void} copy
 *
 * What a list knows of itself before anything is chosen.
 * @typedef {object} PubsFacts
 * @property {number} total how many entries it has
 * @property {number[][]} counts of them by facet and value
 * @property {string} order the one that the page has, nothing if it is none of those to choose
 * @property {boolean} hasDetails whether entries have something to leave out
 *
 * @typedef {{name: string, label: string, remove: () => void}} PubsChip
 */

/** The controls of a list. They say what a reader chose, and show what is chosen; they decide nothing. */
class PubsForm {
  /** From which width of the list on, in pixels, all controls are above it. */
  static WIDE = 640;
  static ORDER = ["year", "venue", "author", "tag", "kind", "award"];

  /**
   * @param {PubsData} data
   * @param {string} prefix
   * @param {PubsActions} actions
   * @param {PubsFacts} facts
   */
  constructor(data, prefix, actions, facts) {
    this.data = data;
    this.words = data.words;
    this.prefix = prefix;
    this.actions = actions;
    this.facts = facts;
    this.years = this.makeYears();
    this.facets = data.facets.map((facet) => new PubsFacetPanel(facet, this.words, actions, this.facetLabel(facet)));
    const quick = this.facets.filter(({ facet }) => data.quick.includes(facet.name));
    this.quick = quick.flatMap((panel) => panel.quickButtons());
    this.total = pubsElement("p", { className: "pubs-total" });
    this.status = pubsElement("p", { className: "pubs-status pubs-unseen", role: "status" });
    this.chips = pubsElement("ul", { className: "pubs-chips", role: "list", "aria-label": this.words.active });
    this.chipNames = "";
    this.chips.hidden = true;
    this.clear = this.clearButton();
    this.search = this.searchBox();
    this.tools = new PubsTools(data, actions, facts);
    this.sheet = new PubsSheet(this.words);
    this.bar = pubsElement("div", { className: "pubs-bar" }, ...this.searchParts(), this.sheet.opener);
    this.row = pubsElement("div", { className: "pubs-facets", role: "toolbar", "aria-label": this.words.filters });
    this.roving = new PubsRoving(this.row, ".pubs-stop");
    this.element = pubsElement(
      "form",
      {
        className: "pubs-controls",
        role: "search",
        "aria-label": this.words.label,
        onsubmit: (event) => event.preventDefault(),
        onkeydown: (event) => this.onKey(/** @type {KeyboardEvent} */ (event)),
      },
      this.bar,
      ...(this.years ? [this.years.element] : []),
      this.row,
      this.sheet.element,
      this.status,
    );
    if (data.sticky) {
      this.element.classList.add("pubs-sticky");
      addEventListener("scroll", () => PubsMenu.ground(this.element), { passive: true });
    }
    this.place(false);
    new ResizeObserver(([{ contentRect }]) => this.fit(contentRect.width)).observe(this.row);
  }

  /** @param {string} control */
  has(control) {
    return this.data.controls.includes(control);
  }

  makeYears() {
    const at = this.data.facets.findIndex((facet) => facet.name === "year");
    if (at < 0 || PubsYears.years(this.data.facets[at]).length < 2) return null;
    return new PubsYears(this.data.facets[at], this.facts.counts[at], this.words, this.actions);
  }

  /** @param {PubsFacet} facet */
  facetLabel(facet) {
    return this.years && facet.name === "year" ? this.words.years : this.words[facet.name];
  }

  searchBox() {
    return pubsElement("input", {
      type: "search",
      id: `${this.prefix}-q`,
      autocomplete: "off",
      placeholder: this.words.placeholder.replace("{papers}", pubsPapers(this.words, this.facts.total)),
      "aria-describedby": `${this.prefix}-hint`,
      oninput: () => this.actions.search(this.search.value),
    });
  }

  searchParts() {
    if (!this.has("search")) return [];
    const hint = pubsElement("span", { id: `${this.prefix}-hint`, className: "pubs-unseen" }, this.words.hint);
    const label = pubsElement("label", { className: "pubs-unseen", htmlFor: `${this.prefix}-q` }, this.words.search);
    return [pubsElement("div", { className: "pubs-search" }, label, pubsIcon("search"), this.search, hint)];
  }

  /** The facets with a menu, in the order in which readers want them: years with a chart have one only if they are many. */
  get menus() {
    const place = (/** @type {PubsFacetPanel} */ { facet }) => PubsForm.ORDER.indexOf(facet.name);
    const menus = this.facets.filter(({ facet }) => !this.years || facet.name !== "year" || this.years.isLong);
    return menus.sort((a, b) => place(a) - place(b));
  }

  /**
   * Put the controls where they belong: above the list, or in a sheet where there is no room.
   * @param {boolean} isNarrow
   */
  place(isNarrow) {
    const menus = this.menus;
    const elements = menus.map(({ element }) => element);
    for (const { menu } of menus) menu.float(!isNarrow);
    this.tools.download?.float(!isNarrow);
    this.element.classList.toggle("pubs-narrow", isNarrow);
    const end = [this.chips, this.clear, this.total];
    if (isNarrow) {
      const switches = [...this.tools.order, ...this.tools.switches, ...this.quick];
      this.sheet.body.append(...switches, ...elements, ...this.tools.exports);
      this.row.replaceChildren(...end);
    } else {
      if (this.sheet.element.open) this.sheet.element.close();
      this.sheet.opener.before(...this.tools.order, ...this.tools.exports);
      this.row.replaceChildren(...elements, ...this.quick, ...this.tools.switches, ...end);
    }
    this.sheet.opener.hidden = !isNarrow || !this.sheet.body.childElementCount;
    for (const stop of this.sheet.body.querySelectorAll(/** @type {"button"} */ (".pubs-stop"))) stop.tabIndex = 0;
    this.isNarrow = isNarrow;
    this.roving.refresh();
  }

  /** @param {number} width of the list */
  fit(width) {
    const isNarrow = width < PubsForm.WIDE;
    if (width && isNarrow !== this.isNarrow) this.place(isNarrow);
  }

  clearButton() {
    const onclick = () => {
      this.actions.clear();
      this.focus();
    };
    return pubsElement("button", { type: "button", className: "pubs-clear pubs-stop", onclick }, this.words.clear);
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
   * @param {number[][]} counts by facet and value
   */
  update(state, shown, counts) {
    if (this.search.value !== state.query) this.search.value = state.query;
    this.facets.forEach((panel, at) => panel.update(state, counts[at]));
    const chips = this.facets.flatMap((panel) => panel.chips(state));
    const isChosen = Object.values(state.chosen).some((places) => places.length);
    const isFiltered = Boolean(state.query.trim() || chips.length || isChosen || state.selected);
    this.years?.update(state, counts[this.data.facets.indexOf(this.years.facet)], isFiltered);
    this.tools.update(state, shown);
    this.updateChips(chips);
    this.clear.hidden = !(isFiltered || state.sort);
    this.sheet.update(chips.length + (state.selected ? 1 : 0), pubsPapers(this.words, shown));
    this.say(shown, isFiltered);
    this.roving.refresh();
  }

  /**
   * A button that takes back one choice.
   * @param {PubsChip} chip
   */
  chip({ name, label, remove }) {
    const button = pubsElement("button", { type: "button", className: "pubs-chip pubs-stop", onclick: remove });
    button.append(pubsElement("bdi", {}, label), pubsIcon("x", "×"));
    button.setAttribute("aria-label", this.words.remove.replace("{filter}", name));
    return button;
  }

  /** @param {PubsChip[]} chips */
  updateChips(chips) {
    const names = chips.map(({ name }) => name).join("\n");
    if (names === this.chipNames) return;
    this.chipNames = names;
    const focused = [...this.chips.children].findIndex((item) => item.contains(document.activeElement));
    const items = chips.map((chip) => pubsElement("li", {}, this.chip(chip)));
    this.chips.replaceChildren(...items);
    this.chips.hidden = !items.length;
    // Who removes one goes on with the next.
    if (focused < 0) return;
    const next = items[Math.min(focused, items.length - 1)]?.querySelector("button");
    if (next) next.focus();
    else this.focus();
  }

  /**
   * What is chosen, each with what takes it back: what is searched too.
   * @param {PubsState} state
   * @returns {PubsChip[]}
   */
  chosen(state) {
    const query = state.query.trim();
    const remove = () => {
      this.actions.search("");
      this.focus();
    };
    const searched = query ? [{ name: `${this.words.search}: ${query}`, label: `“${query}”`, remove }] : [];
    const isSelected = { name: this.words.only, label: this.words.only, remove: () => this.actions.selected(false) };
    return [...searched, ...this.facets.flatMap((panel) => panel.chips(state)), ...(state.selected ? [isSelected] : [])];
  }

  /**
   * Say at once how many there are, and to those who do not see it when typing is over.
   * @param {number} shown
   * @param {boolean} isFiltered
   */
  say(shown, isFiltered) {
    const some = this.words.total.replace("{shown}", String(shown)).replace("{total}", String(this.facts.total));
    const words = isFiltered ? some : pubsPapers(this.words, this.facts.total);
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
