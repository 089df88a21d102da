// @ts-check
"use strict";

/**
 * Makes links of the tags, venues and authors of entries that choose them, if the list has that facet.
 *
 * Tab passes them by, as there would be hundreds: the facets above the list have the same values.
 */
class PubsLinks {
  /** What stands for a value, by facet. @type {Record<string, string>} */
  static PARTS = { tag: ".pubs-tag", venue: ".pubs-badge-venue", author: ".pubs-author" };
  /** In how many entries links are made at once; in others when the pointer is over them. */
  static AT_ONCE = 300;

  /** @param {PubsList} list */
  constructor(list) {
    this.list = list;
    this.facets = list.data.facets.filter(({ name }) => name in PubsLinks.PARTS);
    if (!this.facets.length) return;
    /** @type {Set<Element>} */
    this.done = new Set();
    this.places = new Map(list.entries.map((entry, at) => [/** @type {Element} */ (entry), at]));
    setTimeout(() => list.entries.slice(0, PubsLinks.AT_ONCE).forEach((entry) => this.link(entry)));
    const onover = (/** @type {Event} */ { target }) => this.link(/** @type {Element} */ (target).closest(".pubs-entry"));
    list.root.addEventListener("pointerover", onover, { passive: true });
  }

  /** @param {Element | null} entry */
  link(entry) {
    const at = entry && this.places?.get(entry);
    if (!entry || at === null || at === undefined || this.done?.has(entry)) return;
    this.done?.add(entry);
    for (const facet of this.facets) {
      for (const part of entry.querySelectorAll(PubsLinks.PARTS[facet.name])) {
        if (part.closest("a, details:not(.pubs-more)") || part.querySelector("a")) continue;
        const place = PubsLinks.place(facet, at, part.textContent ?? "");
        if (place >= 0) this.wrap(part, facet, place);
      }
    }
  }

  /**
   * Which value of an entry a text on the page stands for: the venue of *CVPR 2025*, the author of *K. He*; -1 for none.
   * @param {PubsFacet} facet
   * @param {number} at an entry
   * @param {string} text
   */
  static place(facet, at, text) {
    const words = PubsSearch.fold(text).trim().split(" ");
    const isNamed = (/** @type {number} */ place) => {
      const label = PubsSearch.fold(facet.values[place][1]).trim().split(" ");
      if (facet.name !== "author") return label.every((word, index) => word === words[index]);
      return words.every((word) => label.some((other) => other.startsWith(word)));
    };
    const found = facet.of[at].filter(isNamed);
    const whole = found.filter((place) => PubsSearch.fold(facet.values[place][1]).trim() === words.join(" "));
    return whole[0] ?? (found.length === 1 || facet.name === "venue" ? found[0] ?? -1 : -1);
  }

  /**
   * @param {Element} part
   * @param {PubsFacet} facet
   * @param {number} place
   */
  wrap(part, facet, place) {
    const { list } = this;
    const state = { ...PubsUrl.nothing(), chosen: { [facet.name]: [place] } };
    const onclick = (/** @type {Event} */ event) => {
      const { ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (event);
      if (ctrlKey || metaKey || shiftKey) return; // in another tab
      event.preventDefault();
      list.choose(facet.name, place, !list.state.chosen[facet.name]?.includes(place));
    };
    const href = list.url.write(state).search;
    const link = pubsElement("a", { className: "pubs-filter", href, tabIndex: -1, onclick }, ...part.childNodes);
    part.append(link);
  }
}
