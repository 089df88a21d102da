// @ts-check
"use strict";

/** A list with controls: what is chosen, and all that follows from it. */
class PubsList {
  /** How many entries are marked up with what was found in them, and how many at a time. */
  static HIGHLIGHTED = 500;
  static SLICE = 25;
  /** The list in which the reader is typing. @type {PubsList | undefined} */
  static typing = undefined;

  /**
   * @param {HTMLElement} root the outer element
   * @param {PubsData} data
   * @param {string} prefix of its parameters in the URL
   */
  constructor(root, data, prefix) {
    this.root = root;
    this.data = data;
    /** @type {HTMLElement[]} */
    this.entries = [...root.querySelectorAll(/** @type {"li"} */ (".pubs-entry"))];
    this.filter = new PubsFilter(data, this.entries);
    this.view = new PubsView(root, this.entries, data.words);
    this.url = new PubsUrl(data, prefix);
    this.form = new PubsForm(data, prefix, {
      search: (query) => this.type(query),
      choose: (name, place, on) => this.choose(name, place, on),
      range: (from, to) => this.change({ ...this.state, from: PubsUrl.year(from), to: PubsUrl.year(to) }),
      sort: (sort) => this.change({ ...this.state, sort }),
      clear: () => this.change(PubsUrl.nothing()),
      download: (format) => this.download(format),
    });
    this.empty = pubsElement("p", { className: "pubs-empty", hidden: true }, `${data.words.nothing} `, this.form.clearButton());
    root.prepend(this.form.element, this.empty);
    this.state = this.url.read();
    /** @type {number | undefined} */
    this.soon = undefined;
    /** @type {number | undefined} */
    this.writing = undefined;
    /** @type {number | undefined} */
    this.filling = undefined;
    /** @type {Range[]} */
    this.found = [];
    this.update();
    this.filter.prepare();
    this.view.more.onclick = () => this.showMore(PubsView.STEP);
    this.view.all.onclick = () => this.showMore(Infinity);
    addEventListener("beforeprint", () => this.print());
  }

  /**
   * Take over a choice, which the browser's history then knows of.
   * @param {PubsState} state
   */
  change(state) {
    PubsList.typing = undefined;
    this.flush();
    this.state = state;
    history.pushState(null, "", this.url.write(state).href);
    this.update();
  }

  /**
   * @param {string} name
   * @param {number} place
   * @param {boolean} on
   */
  choose(name, place, on) {
    const rest = (this.state.chosen[name] ?? []).filter((one) => one !== place);
    this.change({ ...this.state, chosen: { ...this.state.chosen, [name]: on ? [...rest, place].sort((a, b) => a - b) : rest } });
  }

  /**
   * Take over what is typed: the letters typed in a row are one step of the history.
   * @param {string} query
   */
  type(query) {
    if (PubsList.typing !== this) history.pushState(null, "", location.href);
    PubsList.typing = this;
    this.state = { ...this.state, query };
    clearTimeout(this.writing);
    this.writing = setTimeout(() => this.write(), 300);
    this.soon ??= requestAnimationFrame(() => this.filter.whenPrepared(() => this.update()));
  }

  /** Write what is still to be written. */
  flush() {
    if (this.writing) this.write();
  }

  write(hash = "") {
    clearTimeout(this.writing);
    this.writing = undefined;
    history.replaceState(null, "", this.url.write(this.state, hash).href);
  }

  /** Go back to what the URL says, if that is not what is shown: a link within the page changes nothing. */
  restore() {
    PubsList.typing = undefined;
    clearTimeout(this.writing);
    this.writing = undefined;
    const state = this.url.read();
    if (this.url.write(state).search === this.url.write(this.state).search) return;
    this.state = state;
    this.update();
  }

  /** Show everything, as something is to be seen that the filter hides. */
  reset() {
    this.state = PubsUrl.nothing();
    this.write(location.hash);
    this.update();
  }

  update() {
    if (this.soon) cancelAnimationFrame(this.soon);
    this.soon = undefined;
    this.view.limit = this.view.screen;
    this.result = this.filter.apply(this.state);
    this.show();
    clearTimeout(this.filling);
    this.filling = setTimeout(() => this.fill(), 150);
  }

  /** Show the entries below those of the first screen, once no other key is pressed. */
  fill() {
    if (this.view.limit >= this.view.first || this.view.results.hidden) return;
    this.view.limit = this.view.first;
    this.show();
  }

  show() {
    if (!this.result) return;
    const { matches, number, counts } = this.result;
    this.view.show(matches, this.state.sort !== "");
    this.empty.hidden = matches.length > 0;
    this.form.update(this.state, number, this.filter.total, counts);
    this.highlight();
  }

  /** @param {number} more */
  showMore(more) {
    const next = this.result?.matches[this.view.limit];
    this.view.limit += more;
    this.show();
    const entry = next === undefined ? undefined : this.entries[next];
    entry?.querySelector(/** @type {"a"} */ ("a, summary"))?.focus();
  }

  /** Show all that match while the page is printed. */
  print() {
    const { limit } = this.view;
    const show = (/** @type {number} */ most) => {
      this.view.limit = most;
      this.show();
    };
    addEventListener("afterprint", () => show(limit), { once: true });
    show(Infinity);
  }

  /**
   * Show an entry, or all entries where the filter hides it.
   * @param {Element} target
   */
  uncover(target) {
    const at = this.entries.findIndex((entry) => entry === target.closest(".pubs-entry"));
    const place = this.result?.matches.indexOf(at) ?? -1;
    if (at < 0 || place < 0) return this.reset();
    this.view.limit = Math.max(this.view.limit, place + 1);
    this.show();
  }

  /** Mark what was found, some entries at a time, in pauses. */
  highlight() {
    if (!("highlights" in CSS)) return;
    cancelAnimationFrame(this.marking ?? 0);
    const highlight = PubsList.marks();
    for (const range of this.found) highlight.delete(range);
    this.found = [];
    if (!this.result?.terms.length) return;
    const { matches, terms } = this.result;
    const shown = this.view.shown(matches).slice(0, PubsList.HIGHLIGHTED);
    const work = (/** @type {number} */ from) => {
      for (const at of shown.slice(from, from + PubsList.SLICE)) {
        for (const range of PubsSearch.ranges(this.entries[at], terms)) {
          this.found.push(range);
          highlight.add(range);
        }
      }
      const next = from + PubsList.SLICE;
      if (next < shown.length) this.marking = requestAnimationFrame(() => work(next));
    };
    this.marking = requestAnimationFrame(() => work(0));
  }

  /** What was found, in all lists of the page. */
  static marks() {
    const known = CSS.highlights.get("pubs-match") ?? new Highlight();
    CSS.highlights.set("pubs-match", known);
    return known;
  }

  /** @param {string} format */
  async download(format) {
    try {
      await SphinxPubs.save(this.data.file ?? "", format, this.result?.matches ?? []);
    } catch {
      this.form.status.textContent = this.data.words.failed;
    }
  }
}
