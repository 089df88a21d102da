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
    const actions = {
      search: (/** @type {string} */ query) => this.type(query),
      choose: (/** @type {string} */ name, /** @type {number} */ place, /** @type {boolean} */ on) => this.choose(name, place, on),
      range: (/** @type {string} */ from, /** @type {string} */ to) =>
        this.change({ ...this.state, from: PubsUrl.year(from), to: PubsUrl.year(to) }),
      years: (/** @type {number[]} */ year, /** @type {string} */ from, /** @type {string} */ to) =>
        this.change({ ...this.state, chosen: { ...this.state.chosen, year }, from, to }),
      sort: (/** @type {string} */ sort) => this.change({ ...this.state, sort }),
      selected: (/** @type {boolean} */ selected) => this.change({ ...this.state, selected }),
      dense: (/** @type {boolean} */ dense) => this.change({ ...this.state, dense }),
      clear: () => this.change({ ...PubsUrl.nothing(), dense: this.state.dense }),
      download: (/** @type {string} */ format) => this.download(format),
      copy: () => this.copy(),
    };
    /** The order in which entries stand on the page; empty if it has no name. */
    this.pageOrder = this.filter.pageOrder;
    this.form = new PubsForm(data, prefix, actions, {
      total: this.filter.total,
      counts: this.filter.apply(PubsUrl.nothing()).counts,
      order: this.pageOrder,
      hasDetails: Boolean(root.querySelector(".pubs-media, .pubs-image, .pubs-tags")),
    });
    this.columns = new PubsColumns(root, Object.keys(data.orders), (sort) =>
      this.change({ ...this.state, sort: sort === this.pageOrder ? "" : sort }),
    );
    this.empty = pubsElement("p", { className: "pubs-empty", hidden: true });
    // Before it is on the page, so that nothing below it moves twice.
    this.form.fit(root.clientWidth);
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
    /** What says that something was found in an abstract. @type {Element[]} */
    this.notes = [];
    /** An entry that is shown whatever is chosen, as a link leads to it. */
    this.pinned = -1;
    this.update();
    this.filter.prepare();
    this.links = new PubsLinks(this);
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
    this.pinned = -1;
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
    this.pinned = -1;
    clearTimeout(this.writing);
    this.writing = setTimeout(() => this.write(), 300);
    // Unless a choice has updated the list in the meantime.
    this.soon ??= requestAnimationFrame(() => this.filter.whenPrepared(() => this.soon && this.update()));
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
    this.pinned = -1;
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

  /** The entries that match, and the one that a link leads to. */
  get shown() {
    const matches = this.result?.matches ?? [];
    if (this.pinned < 0 || matches.includes(this.pinned)) return matches;
    const wanted = new Set(matches).add(this.pinned);
    return this.filter.order(this.state.sort).filter((entry) => wanted.has(entry));
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
    this.view.show(this.shown, this.state.sort !== "");
    this.root.classList.toggle("pubs-dense", this.state.dense);
    this.columns.update(this.state.sort || this.pageOrder);
    this.form.update(this.state, number, counts);
    this.showEmpty(matches.length > 0);
    this.highlight();
  }

  /**
   * Where nothing is left, say which choices there are to take back.
   * @param {boolean} hidden
   */
  showEmpty(hidden) {
    const isFocused = this.empty.contains(document.activeElement);
    this.empty.hidden = hidden;
    if (hidden && isFocused) this.form.focus();
    if (hidden) return;
    const chips = this.form.chosen(this.state);
    const words = this.data.words.none.replace("{filters}", chips.map(({ label }) => label).join(", "));
    this.empty.replaceChildren(`${words} ${this.data.words.drop} `, ...chips.flatMap((chip) => [this.form.chip(chip), " "]));
    if (isFocused) this.empty.querySelector("button")?.focus();
  }

  /** @param {number} more */
  showMore(more) {
    const next = this.shown[this.view.limit];
    this.view.limit += more;
    this.show();
    const entry = next === undefined ? undefined : this.entries[next];
    entry?.querySelector(/** @type {"a"} */ ("a:not([tabindex]), summary"))?.focus();
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
   * Show an entry among those that match, or all entries for a heading that the filter hides.
   * @param {Element} target
   */
  uncover(target) {
    const at = this.entries.findIndex((entry) => entry === target.closest(".pubs-entry"));
    if (at < 0) return this.reset();
    this.pinned = at;
    this.view.limit = Math.max(this.view.limit, this.shown.indexOf(at) + 1);
    this.show();
  }

  /** Mark what was found, some entries at a time, in pauses. */
  highlight() {
    cancelAnimationFrame(this.marking ?? 0);
    const highlight = PubsList.marks();
    for (const range of this.found) highlight?.delete(range);
    for (const note of this.notes) note.remove();
    this.found = [];
    this.notes = [];
    if (!this.result?.terms.length) return;
    const { matches, terms } = this.result;
    const shown = this.view.shown(matches).slice(0, PubsList.HIGHLIGHTED);
    const work = (/** @type {number} */ from) => {
      for (const at of shown.slice(from, from + PubsList.SLICE)) {
        if (this.filter.needsAbstract(at, terms)) this.note(this.entries[at]);
        if (!highlight) continue;
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

  /**
   * Say on the abstract of an entry that something was found in it.
   * @param {Element} entry
   */
  note(entry) {
    const note = pubsElement("span", { className: "pubs-found" }, ` ${this.data.words.found}`);
    entry.querySelector(".pubs-abstract > summary")?.append(note);
    this.notes.push(note);
  }

  /** What was found, in all lists of the page. */
  static marks() {
    if (!("highlights" in CSS)) return undefined;
    const known = CSS.highlights.get("pubs-match") ?? new Highlight();
    CSS.highlights.set("pubs-match", known);
    return known;
  }

  /** @param {string} format */
  async download(format) {
    try {
      await SphinxPubs.save(this.data.file ?? "", format, this.result?.matches ?? []);
    } catch {
      this.form.tools.say(this.data.words.failed);
    }
  }

  async copy() {
    const { copied, failed } = this.data.words;
    try {
      await PubsCopy.text(await SphinxPubs.text(this.data.file ?? "", "bib", this.result?.matches ?? []));
      this.form.tools.say(copied);
    } catch {
      this.form.tools.say(failed);
    }
  }
}
