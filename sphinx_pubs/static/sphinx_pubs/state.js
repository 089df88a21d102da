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
    this.names = ["q", "from", "to", "sort", ...data.facets.map(({ name }) => name)].map((name) => `${prefix}-${name}`);
  }

  /** @returns {PubsState} */
  static nothing() {
    return { query: "", chosen: {}, from: "", to: "", sort: "" };
  }

  /** What the page's URL says; values that the list does not have are left out. @returns {PubsState} */
  read() {
    const parameters = new URLSearchParams(location.search);
    const text = (/** @type {string} */ name) => parameters.get(`${this.prefix}-${name}`) ?? "";
    const year = (/** @type {string} */ name) => (/^\d{1,4}$/.test(text(name)) ? text(name) : "");
    const state = PubsUrl.nothing();
    if (this.data.controls.includes("search")) state.query = text("q");
    if (text("sort").replace("-", "") in this.data.orders) state.sort = text("sort");
    for (const { name, values } of this.data.facets) {
      const wanted = parameters.getAll(`${this.prefix}-${name}`);
      const places = [...values.keys()].filter((place) => wanted.includes(values[place][0]));
      if (places.length) state.chosen[name] = places;
      if (name === "year") [state.from, state.to] = [year("from"), year("to")];
    }
    return state;
  }

  /**
   * The page's URL with `state`; what else it says stays.
   * @param {PubsState} state
   */
  write(state) {
    const url = new URL(location.href);
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
    return url;
  }
}
