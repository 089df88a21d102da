// @ts-check
"use strict";

/**
 * What of a list is on the page.
 *
 * Up to `IN_PLACE` entries in the order of the page stay where they are, and those that
 * do not match are hidden, with the groups that they leave empty. Otherwise the
 * first entries that match are moved to a place of their own, which costs the same
 * however long the list is, and go home when they are no longer wanted.
 */
class PubsView {
  static IN_PLACE = 2000;
  static AT_ONCE = 300;
  static STEP = 50;
  /** How many fill a screen: the others may come after the next key. */
  static SCREEN = 15;

  /**
   * The mean height of entries, with the space below them.
   * @param {HTMLElement[]} entries
   */
  static height(entries) {
    const sample = entries.slice(0, 20);
    const height = (/** @type {HTMLElement} */ entry) => entry.offsetHeight + parseFloat(getComputedStyle(entry).marginBlockEnd);
    return sample.reduce((sum, entry) => sum + height(entry), 0) / sample.length;
  }

  /**
   * Let the browser lay out a few entries at once; otherwise tell it how high a list is that it has not laid out.
   * Without this, the scroll bar is wrong, and what a reader is about to click moves away.
   * @param {HTMLElement[]} entries those that are shown
   * @param {number} height of an entry
   */
  static estimate(entries, height) {
    /** @type {Map<HTMLElement, number>} */
    const lists = new Map();
    for (const { parentElement } of entries) if (parentElement) lists.set(parentElement, (lists.get(parentElement) ?? 0) + 1);
    const isShort = entries.length <= PubsView.AT_ONCE;
    for (const [list, number] of lists) {
      list.style.contentVisibility = isShort ? "visible" : "";
      // The browser prefers the height that it remembers, and forgets it without "auto".
      list.style.containIntrinsicBlockSize = isShort ? "none" : `auto ${Math.round(height * number)}px`;
    }
  }

  /**
   * @param {HTMLElement} root the outer element of a list
   * @param {HTMLElement[]} entries
   * @param {Record<string, string>} words
   */
  constructor(root, entries, words) {
    this.root = root;
    this.entries = entries;
    this.homes = entries.map((entry) => /** @type {HTMLElement} */ (entry.parentElement));
    /** @type {Map<Element, number>} */
    const counts = new Map();
    this.places = this.homes.map((home) => {
      const place = counts.get(home) ?? 0;
      counts.set(home, place + 1);
      return place;
    });
    /** The list and the groups that the entries with this home are in. */
    this.around = new Map([...counts.keys()].map((home) => [home, this.partsAround(home)]));
    this.words = words;
    /** What says how many entries a group has. */
    this.counters = [...root.querySelectorAll(".pubs-group-count")].map((element) => ({ element, text: element.textContent ?? "" }));
    /** How many entries are in a group. @type {((element: Element) => number) | undefined} */
    this.totalOf = undefined;
    this.parts = [...root.children].filter((part) => !part.matches("script"));
    /** @type {Set<Element>} */
    this.hidden = new Set();
    /** @type {number[]} */
    this.moved = [];
    this.sorted = false;
    const isLong = entries.length > PubsView.AT_ONCE;
    this.first = isLong ? PubsView.STEP : Infinity;
    this.screen = isLong ? PubsView.SCREEN : Infinity;
    this.limit = this.first;
    /** The mean height of entries in a long list. */
    this.height = isLong ? PubsView.height(entries) : 0;
    this.results = pubsElement("div", { className: "pubs-results", hidden: true });
    this.more = pubsElement("button", { type: "button", className: "pubs-more" }, words.more);
    this.all = pubsElement("button", { type: "button", className: "pubs-all" }, words.all);
    this.rest = pubsElement("p", { className: "pubs-rest", hidden: true }, this.more, " ", this.all);
    root.append(this.results, this.rest);
  }

  /**
   * Show the entries that match, and no others.
   * @param {number[]} matches in the order in which they are shown
   * @param {boolean} sorted whether that order is not the page's
   */
  show(matches, sorted) {
    const whole = !sorted && matches.length === this.entries.length;
    const picked = sorted || (!whole && this.entries.length > PubsView.IN_PLACE);
    const shown = picked ? matches.slice(0, this.limit) : matches;
    this.goHome(picked ? shown : [], sorted);
    this.hide(picked ? new Set(this.parts) : this.unwanted(matches));
    if (picked) this.pick(shown, sorted);
    if (!picked) this.count(matches, whole);
    if (this.height) PubsView.estimate(shown.map((at) => this.entries[at]), this.height);
    this.results.hidden = !picked;
    this.rest.hidden = !picked || matches.length <= Math.max(this.limit, this.first);
  }

  /**
   * Say of each group how many of its entries there are.
   * @param {number[]} matches
   * @param {boolean} whole whether these are all
   */
  count(matches, whole) {
    if (whole) for (const { element, text } of this.counters) element.textContent = text;
    if (whole || !this.counters.length) return;
    const numberOf = (/** @type {Iterable<number>} */ entries) => {
      /** @type {Map<Element, number>} */
      const numbers = new Map();
      for (const at of entries) for (const part of this.partsOf(at)) numbers.set(part, (numbers.get(part) ?? 0) + 1);
      return (/** @type {Element} */ element) => numbers.get(/** @type {Element} */ (element.parentElement)) ?? 0;
    };
    this.totalOf ??= numberOf(this.entries.keys());
    const shownOf = numberOf(matches);
    for (const { element, text } of this.counters) {
      const [shown, total] = [shownOf(element), this.totalOf(element)];
      const words = this.words.part.replace("{shown}", String(shown)).replace("{total}", String(total));
      element.textContent = shown === total ? text : words;
    }
  }

  /**
   * The entries that are on the page now, in its order.
   * @param {number[]} matches
   */
  shown(matches) {
    return this.results.hidden ? matches : matches.slice(0, this.limit);
  }

  /**
   * What is to be hidden in place: entries, and lists and groups in which none is left.
   * @param {number[]} matches
   */
  unwanted(matches) {
    /** @type {Set<Element>} */
    const found = new Set();
    if (matches.length === this.entries.length) return found;
    const wanted = new Set(matches);
    for (const parts of this.around.values()) for (const part of parts) found.add(part);
    this.entries.forEach((entry, at) => {
      if (!wanted.has(at)) found.add(entry);
      else for (const part of this.partsOf(at)) found.delete(part);
    });
    return found;
  }

  /** @param {number} at an entry */
  partsOf(at) {
    return this.around.get(this.homes[at]) ?? [];
  }

  /** @param {Element} home */
  partsAround(home) {
    const found = [];
    for (let part = home; part !== this.root; part = /** @type {Element} */ (part.parentElement)) {
      if (part.matches(".pubs-group, .pubs-list")) found.push(part);
    }
    return found;
  }

  /** @param {Set<Element>} unwanted */
  hide(unwanted) {
    for (const element of this.hidden) if (!unwanted.has(element)) element.removeAttribute("hidden");
    for (const element of unwanted) if (!this.hidden.has(element)) element.setAttribute("hidden", "");
    this.hidden = unwanted;
  }

  /**
   * Move entries to the results, under the headings of their groups unless they are sorted, below those that are there.
   * @param {number[]} picked
   * @param {boolean} sorted
   */
  pick(picked, sorted) {
    const groupOf = (/** @type {number} */ at) => this.homes[at].closest(".pubs-group") ?? this.root;
    /** @type {Node[]} */
    const made = [];
    const last = this.moved.at(-1);
    let group = last === undefined ? undefined : groupOf(last);
    let list = last === undefined ? null : /** @type {Element} */ (this.entries[last].parentElement);
    for (const at of picked.slice(this.moved.length)) {
      const home = groupOf(at);
      if (!list || (!sorted && home !== group)) {
        if (!sorted && home !== this.root) made.push(...this.headings(at, group));
        const copy = this.emptyList(at);
        made.push(copy);
        list = copy.querySelector("tbody") ?? copy;
        group = home;
      }
      list.append(this.entries[at]);
    }
    this.results.append(...made);
    this.moved = picked;
    this.sorted = sorted;
  }

  /**
   * Copies of the headings over an entry that are not over `before` as well.
   * @param {number} at
   * @param {Element | undefined} before a group
   */
  headings(at, before) {
    const groups = this.partsOf(at).filter((part) => part.matches(".pubs-group") && !(before && part.contains(before)));
    return groups.reverse().flatMap((group) => {
      const heading = group.querySelector("h1, h2, h3, h4, h5, h6, .rubric");
      if (!heading) return [];
      const copy = /** @type {Element} */ (heading.cloneNode(true));
      copy.removeAttribute("id");
      copy.querySelectorAll(".headerlink, [id]").forEach((part) => part.remove());
      return [copy];
    });
  }

  /**
   * A list like the one that an entry is in, without its entries.
   * @param {number} at
   */
  emptyList(at) {
    const list = /** @type {Element} */ (this.homes[at].closest(".pubs-list"));
    const copy = /** @type {Element} */ (list.cloneNode(false));
    copy.removeAttribute("hidden");
    const head = list.querySelector("thead");
    if (head) copy.append(head.cloneNode(true), document.createElement("tbody"));
    return copy;
  }

  /**
   * Send entries back to where they came from, unless they are to be shown again, alone or with others below them.
   * @param {number[]} wanted
   * @param {boolean} sorted
   */
  goHome(wanted, sorted) {
    if (wanted.length && sorted === this.sorted && this.moved.every((at, index) => at === wanted[index])) return;
    // In the order of the page: then all that belong before an entry are there.
    for (const at of [...this.moved].sort((a, b) => a - b)) {
      this.homes[at].insertBefore(this.entries[at], this.homes[at].children[this.places[at]] ?? null);
    }
    this.results.replaceChildren();
    this.moved = [];
  }
}
