// @ts-check
"use strict";

/**
 * What the page says of a list (see `controls.py`).
 * @typedef {object} PubsFacet
 * @property {string} name
 * @property {[value: string, label: string, aliases?: string][]} values a value is what the URL has
 * @property {number[][]} of for each entry the places of its values
 *
 * @typedef {object} PubsData
 * @property {string} [name] of the list
 * @property {string} [file] where its downloads are
 * @property {string[]} controls
 * @property {boolean} [sticky] whether the first row of the controls stays in sight
 * @property {string[]} quick facets whose first values are beside it
 * @property {number[]} chosen entries that the author has selected
 * @property {Record<string, string>} words
 * @property {PubsFacet[]} facets
 * @property {PubsFacet[]} searched those and others, of which a search finds the values
 * @property {number[]} again entries that are in an earlier group already
 * @property {Record<string, number[]>} orders the rank of each entry; 0 without one
 * @property {Record<string, string>} more what a search finds besides the text of an entry
 *
 * What a reader has chosen.
 * @typedef {object} PubsState
 * @property {string} query
 * @property {Record<string, number[]>} chosen the places of the values chosen, by facet
 * @property {string} from a year or nothing
 * @property {string} to
 * @property {string} sort a name of an order, with `-` before it for the opposite one; nothing for the page's
 * @property {boolean} selected only those that the author has selected
 * @property {boolean} dense without pictures, tags and the like
 */

/** Which entries of a list are chosen, and how many each further choice would leave. */
class PubsFilter {
  /** How many milliseconds of work are short enough for typing. */
  static PIECE = 20;

  /**
   * What a page says, without its abbreviations.
   * @param {string} text
   * @returns {PubsData}
   */
  static parse(text) {
    const data = JSON.parse(text);
    for (const facet of data.facets ?? []) {
      facet.values = facet.values.map((/** @type {any} */ value) => (Array.isArray(value) ? value : [value, value]));
      facet.of = facet.of.map((/** @type {any} */ places) => (Array.isArray(places) ? places : [places]));
    }
    data.searched = data.facets;
    data.quick ??= [];
    data.chosen ??= [];
    data.facets = (data.facets ?? []).filter(
      (/** @type {PubsFacet} */ { name, values }) => data.controls.includes(name) && values.length > 1,
    );
    return data;
  }

  /**
   * @param {PubsData} data
   * @param {Element[]} entries
   */
  constructor(data, entries) {
    this.data = data;
    this.entries = entries;
    this.again = new Set(data.again);
    this.selected = new Set(data.chosen);
    this.total = entries.length - this.again.size;
    /** What is searched of each entry: its lines, and behind them its abstract. @type {string[]} */
    this.texts = [];
    /** Where the abstract begins in each. @type {number[]} */
    this.ends = [];
    /** @type {Map<string, number[]>} */
    this.sorted = new Map([["", [...entries.keys()]]]);
    this.years = this.data.facets.find((facet) => facet.name === "year")?.values.map(([year]) => Number(year)) ?? [];
  }

  get isPrepared() {
    return this.texts.length === this.entries.length;
  }

  /** Prepare the search while nothing else is to be done. */
  prepare() {
    /** @param {IdleDeadline} deadline */
    const work = (deadline) => {
      while (!this.isPrepared && deadline.timeRemaining() > 1) this.addText();
      if (!this.isPrepared) requestIdleCallback(work);
    };
    if ("requestIdleCallback" in window) requestIdleCallback(work);
  }

  /**
   * Do something as soon as the search is prepared, for which a reader who types at once can go on typing.
   * @param {() => void} then
   */
  whenPrepared(then) {
    const end = performance.now() + PubsFilter.PIECE;
    while (!this.isPrepared && performance.now() < end) this.addText();
    if (this.isPrepared) then();
    else setTimeout(() => this.whenPrepared(then));
  }

  addText() {
    const at = this.texts.length;
    const { lines, abstract } = PubsSearch.parts(this.entries[at]);
    const values = this.data.searched.flatMap(({ of, values }) => of[at].flatMap((place) => values[place].slice(1)));
    const authors = this.data.searched.find(({ name }) => name === "author");
    const initials = authors?.of[at].map((place) => PubsSearch.initials(authors.values[place][1])) ?? [];
    const text = PubsSearch.searchable([...lines, ...values, ...initials, this.data.more[at] ?? ""].join(" "));
    this.ends.push(text.length);
    this.texts.push(abstract ? text + PubsSearch.searchable(abstract) : text);
  }

  /**
   * Whether something searched is only in the abstract of an entry.
   * @param {number} entry
   * @param {PubsTerm[]} terms
   */
  needsAbstract(entry, terms) {
    return !PubsSearch.matches(this.texts[entry].slice(0, this.ends[entry]), terms);
  }

  /**
   * The entries in an order; equal ones, and those without a rank at the end, in that of the page.
   * Only the page's order has groups, and an entry may be in several.
   * @param {string} sort
   */
  order(sort) {
    let found = this.sorted.get(sort);
    if (!found) {
      const place = this.placeIn(sort);
      const once = [...this.entries.keys()].filter((entry) => !this.again.has(entry));
      found = once.sort((a, b) => (place(a) === place(b) ? a - b : place(a) - place(b)));
      this.sorted.set(sort, found);
    }
    return found;
  }

  /**
   * The place of an entry in an order; those without a rank are last.
   * @param {string} sort
   */
  placeIn(sort) {
    const ranks = this.data.orders[sort.replace("-", "")];
    const sign = sort.startsWith("-") ? -1 : 1;
    return (/** @type {number} */ entry) => (ranks[entry] ? sign * ranks[entry] : Infinity);
  }

  /** The name of the order that the page has; nothing if it is none of those to choose. */
  get pageOrder() {
    if (this.again.size) return "";
    const isOrder = (/** @type {string} */ sort) => {
      const place = this.placeIn(sort);
      return this.entries.every((_, entry) => !entry || place(entry - 1) <= place(entry));
    };
    return Object.keys(this.data.orders).flatMap((name) => [`-${name}`, name]).find(isOrder) ?? "";
  }

  /**
   * The values of one facet are alternatives; all facets, the years and the search must hold.
   * A value's count is of the entries that have it, were nothing else chosen in its facet.
   * An entry that is in several groups is shown in each, and counted once.
   * @param {PubsState} state
   */
  apply(state) {
    const { facets } = this.data;
    const terms = PubsSearch.terms(state.query);
    while (terms.length && !this.isPrepared) this.addText();
    const accepted = facets.map((facet) => this.accepted(facet, state));
    const counts = facets.map((facet) => facet.values.map(() => 0));
    /** @type {number[]} */
    const matches = [];
    let number = 0;
    for (const entry of this.order(state.sort)) {
      if (terms.length && !PubsSearch.matches(this.texts[entry], terms)) continue;
      if (state.selected && !this.selected.has(entry)) continue;
      let refused = 0;
      let by = -1;
      for (let at = 0; at < facets.length && refused < 2; at++) {
        const values = accepted[at];
        if (values && !facets[at].of[entry].some((place) => values[place])) {
          refused++;
          by = at;
        }
      }
      if (refused === 0) matches.push(entry);
      if (this.again.has(entry)) continue;
      if (refused === 0) number++;
      // One that only its venue keeps out is what another venue would add.
      for (let at = 0; at < facets.length && refused < 2; at++) {
        if (refused === 0 || at === by) for (const place of facets[at].of[entry]) counts[at][place]++;
      }
    }
    return { matches, number, counts, terms };
  }

  /**
   * Which values of a facet an entry may have; null where all will do.
   * @param {PubsFacet} facet
   * @param {PubsState} state
   */
  accepted(facet, state) {
    const chosen = state.chosen[facet.name] ?? [];
    const ranged = facet.name === "year" && Boolean(state.from || state.to);
    if (!chosen.length && !ranged) return null;
    const [from, to] = [Number(state.from) || -Infinity, Number(state.to) || Infinity];
    return facet.values.map(
      (_, place) =>
        (!chosen.length || chosen.includes(place)) &&
        (!ranged || (this.years[place] >= from && this.years[place] <= to)),
    );
  }
}
