// @ts-check
"use strict";

/** What a reader has chosen, and how a URL says it: `pubs-q`, `pubs-venue`, …, behind the prefix of the list. */
class PubsUrl {
  /**
   * @param {PubsData} data
   * @param {string} prefix
   */
  constructor(data, prefix) {
    this.data = data;
    this.prefix = prefix;
    this.names = ["q", "from", "to", "sort", "selected", "dense", ...data.facets.map(({ name }) => name)].map((name) => `${prefix}-${name}`);
  }

  /** @returns {PubsState} */
  static nothing() {
    return { query: "", chosen: {}, from: "", to: "", sort: "", selected: false, dense: false };
  }

  /** A year, or nothing where it is none. @param {string} text */
  static year(text) {
    return /^\d{1,4}$/.test(text) ? text : "";
  }

  /** What the page's URL says; values that the list does not have are left out. @returns {PubsState} */
  read() {
    const parameters = new URLSearchParams(location.search);
    const text = (/** @type {string} */ name) => parameters.get(`${this.prefix}-${name}`) ?? "";
    const state = PubsUrl.nothing();
    if (this.data.controls.includes("search")) state.query = text("q");
    if (Object.hasOwn(this.data.orders, text("sort").replace(/^-/, ""))) state.sort = text("sort");
    state.selected = Boolean(text("selected")) && this.data.chosen.length > 0;
    state.dense = Boolean(text("dense"));
    for (const { name, values } of this.data.facets) {
      const wanted = parameters.getAll(`${this.prefix}-${name}`);
      const places = [...values.keys()].filter((place) => wanted.includes(values[place][0]));
      if (places.length) state.chosen[name] = places;
      if (name === "year") [state.from, state.to] = [PubsUrl.year(text("from")), PubsUrl.year(text("to"))];
    }
    return state;
  }

  /**
   * The page's URL with `state`; what other parameters it has stay.
   * @param {PubsState} state
   * @param {string} hash
   */
  write(state, hash = "") {
    const url = new URL(location.href);
    url.hash = hash; // what was linked to may be hidden now
    for (const name of this.names) url.searchParams.delete(name);
    const add = (/** @type {string} */ name, /** @type {string} */ value) => {
      if (value) url.searchParams.append(`${this.prefix}-${name}`, value);
    };
    add("q", state.query);
    for (const { name, values } of this.data.facets) {
      for (const place of state.chosen[name] ?? []) add(name, values[place][0]);
    }
    add("from", state.from);
    add("to", state.to);
    add("sort", state.sort);
    add("selected", state.selected ? "1" : "");
    add("dense", state.dense ? "1" : "");
    return url;
  }
}
