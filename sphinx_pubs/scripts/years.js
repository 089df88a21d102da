// @ts-check
"use strict";

/**
 * A bar of the chart: a year, some years where there is no room for each, or all that is no year.
 * @typedef {object} PubsBar
 * @property {number} from
 * @property {number} to
 * @property {string} label
 * @property {number[]} places of its values in the facet
 * @property {number} total how many entries it has
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} text under it
 */

/** The years of a list as a chart, which filters: a click is a year, a drag or a click with Shift a range. */
class PubsYears {
  /** The width of a bar in pixels: what a finger needs. */
  static WIDTH = 24;
  /** How wide a year is that is written in full, or with two digits. */
  static LABEL = 36;
  /** How many years a bar covers. */
  static STEPS = [1, 5, 10, 20, 50, 100];
  /** From so many years on, there is a menu of them too. */
  static LONG = 40;

  /**
   * @param {PubsFacet} facet
   * @param {number[]} totals of the entries of each value
   * @param {Record<string, string>} words
   * @param {PubsActions} actions
   */
  constructor(facet, totals, words, actions) {
    this.facet = facet;
    this.totals = totals;
    this.words = words;
    this.actions = actions;
    /** @type {PubsBar[]} */
    this.bars = [];
    /** The bar from which a range starts. @type {PubsBar | undefined} */
    this.start = undefined;
    const years = PubsYears.years(facet);
    this.first = Math.min(...years);
    this.last = Math.max(...years);
    /** What is chosen, and what follows from it. @type {{state: PubsState, counts: number[], filtered: boolean} | undefined} */
    this.now = undefined;
    this.others = [...facet.values.keys()].filter((place) => !PubsYears.year(facet, place));
    this.element = pubsElement("div", { className: "pubs-years", role: "group", "aria-label": words.year });
    this.roving = new PubsRoving(this.element, "button");
    this.element.addEventListener("pointerdown", (event) => this.drag(event));
    this.build(PubsYears.STEPS[0]);
    new ResizeObserver(([{ contentRect }]) => this.fit(contentRect.width)).observe(this.element);
  }

  /**
   * The year that a value is; 0 for what is none.
   * @param {PubsFacet} facet
   * @param {number} place
   */
  static year(facet, place) {
    return Number(facet.values[place][0]) || 0;
  }

  /** @param {PubsFacet} facet */
  static years(facet) {
    return [...facet.values.keys()].map((place) => PubsYears.year(facet, place)).filter(Boolean);
  }

  get isLong() {
    return this.last - this.first >= PubsYears.LONG;
  }

  /** @param {number} width of the chart */
  fit(width) {
    if (!width) return;
    const others = this.others.length ? 1 : 0;
    const count = (/** @type {number} */ step) => Math.floor(this.last / step) - Math.floor(this.first / step) + 1 + others;
    const step = PubsYears.STEPS.find((step) => count(step) * PubsYears.WIDTH <= width) ?? 100;
    if (step !== this.step) this.build(step);
    const room = width / count(step);
    const every = room < PubsYears.LABEL * 0.8 && step === 1 ? 5 : 1;
    const isShort = room * every < PubsYears.LABEL;
    const isLong = step > 1 && room > 2 * PubsYears.LABEL;
    for (const { from, label, text } of this.bars) {
      const year = isShort ? `’${String(from).slice(-2)}` : isLong ? label : String(from);
      if (from) text.textContent = from % (every * step) ? "" : year;
    }
  }

  /** @param {number} step how many years a bar covers */
  build(step) {
    this.step = step;
    this.bars = [];
    for (let from = Math.floor(this.first / step) * step; from <= this.last; from += step) {
      const to = from + step - 1;
      const places = [...this.facet.values.keys()].filter((place) => {
        const year = PubsYears.year(this.facet, place);
        return year && from <= year && year <= to;
      });
      this.bars.push(this.bar(from, to, step === 1 ? `${from}` : `${from}–${to}`, places));
    }
    if (this.others.length) {
      const label = this.others.map((place) => this.facet.values[place][1]).join(", ");
      this.bars.push(this.bar(0, 0, label, this.others));
    }
    const most = Math.max(...this.bars.map(({ total }) => total));
    for (const { button, total } of this.bars) button.style.setProperty("--n", String(total / most));
    this.most = most;
    this.element.replaceChildren(...this.bars.map(({ button }) => button));
    if (this.now) this.update(this.now.state, this.now.counts, this.now.filtered);
    this.roving.refresh();
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {string} label
   * @param {number[]} places
   * @returns {PubsBar}
   */
  bar(from, to, label, places) {
    const text = pubsElement("span", { className: "pubs-year-label" }, from ? "" : "…");
    const onclick = (/** @type {Event} */ event) => this.choose(bar, /** @type {MouseEvent} */ (event).shiftKey);
    const button = pubsElement("button", { type: "button", onclick, title: label }, pubsElement("i", { className: "pubs-year-bar" }), text);
    const total = places.reduce((sum, place) => sum + this.totals[place], 0);
    if (!total) button.setAttribute("aria-disabled", "true");
    const bar = { from, to, label, places, total, button, text };
    return bar;
  }

  /**
   * @param {PubsBar} bar
   * @param {boolean} isRange up to here, from the one chosen before
   */
  choose(bar, isRange) {
    const { from, to, chosen } = this.now?.state ?? PubsUrl.nothing();
    if (isRange && this.start && this.start.from && bar.from) return this.range(this.start, bar);
    this.start = bar;
    if (!bar.total) return;
    if (this.step !== 1 && bar.from) {
      const isChosen = from === String(bar.from) && to === String(bar.to);
      return isChosen ? this.actions.years([], "", "") : this.range(bar, bar);
    }
    const before = from || to ? [] : chosen.year ?? [];
    const rest = before.filter((place) => !bar.places.includes(place));
    const isChosen = rest.length < before.length;
    this.actions.years(isChosen ? rest : [...rest, ...bar.places].sort((a, b) => a - b), "", "");
  }

  /**
   * @param {PubsBar} one
   * @param {PubsBar} other
   */
  range(one, other) {
    this.actions.years([], String(Math.min(one.from, other.from)), String(Math.max(one.to, other.to)));
  }

  /**
   * Choose the years over which the pointer is moved.
   * @param {PointerEvent} event
   */
  drag(event) {
    const start = this.barAt(event);
    if (!start || !start.from || event.button || event.shiftKey) return;
    let end = start;
    const stop = new AbortController();
    const { signal } = stop;
    const show = () => {
      const [first, last] = [Math.min(start.from, end.from), Math.max(start.to, end.to)];
      for (const { from, to, button } of this.bars) {
        button.classList.toggle("pubs-dragged", start !== end && !signal.aborted && first <= from && to <= last);
      }
    };
    const onmove = (/** @type {PointerEvent} */ event) => {
      const bar = this.barAt(event);
      if (bar?.from) end = bar;
      show();
    };
    const onend = (/** @type {PointerEvent} */ event) => {
      stop.abort();
      show();
      if (event.type === "pointerup" && start !== end) this.range(start, end);
    };
    document.addEventListener("pointermove", onmove, { signal });
    document.addEventListener("pointerup", onend, { signal });
    document.addEventListener("pointercancel", onend, { signal });
  }

  /** The bar above or below which the pointer is. @param {PointerEvent} event */
  barAt({ clientX }) {
    return this.bars.find(({ button }) => {
      const { left, right } = button.getBoundingClientRect();
      return left <= clientX && clientX <= right + 2;
    });
  }

  /**
   * @param {PubsState} state
   * @param {number[]} counts of each value
   * @param {boolean} filtered whether anything is chosen
   */
  update(state, counts, filtered) {
    this.now = { state, counts, filtered };
    const chosen = state.chosen.year ?? [];
    const ranged = Boolean(state.from || state.to);
    const [from, to] = [Number(state.from) || -Infinity, Number(state.to) || Infinity];
    for (const bar of this.bars) {
      const isInRange = ranged && bar.from > 0 && from <= bar.from && bar.to <= to;
      const isPressed = isInRange || bar.places.some((place) => chosen.includes(place));
      const number = bar.places.reduce((sum, place) => sum + (counts[place] ?? 0), 0);
      const isLeft = isPressed || !(chosen.length || ranged);
      bar.button.setAttribute("aria-pressed", String(isPressed));
      bar.button.setAttribute("aria-label", `${bar.label}: ${pubsPapers(this.words, number)}`);
      bar.button.style.setProperty("--m", String(filtered && isLeft ? number / (this.most || 1) : 0));
    }
  }
}
