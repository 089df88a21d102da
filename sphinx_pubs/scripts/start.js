// @ts-check
"use strict";

/** Starts what a page has: the lists with controls, the buttons that copy, and links to entries. */
(() => {
  /** @type {PubsList[]} */
  const lists = [];

  const blocks = [...document.querySelectorAll(".pubs > .pubs-data")].map((block) => ({
    root: /** @type {HTMLElement} */ (block.parentElement),
    data: PubsFilter.parse(block.textContent ?? ""),
  }));
  const names = new Set(blocks.map(({ data }) => data.name));

  /** `pubs` for the first list without a name, `pubs2` for the second, and so on; a name of another is left out. */
  function unnamed() {
    for (let number = lists.length + 1; ; number++) {
      const prefix = number > 1 ? `pubs${number}` : "pubs";
      if (names.has(prefix)) continue;
      names.add(prefix);
      return prefix;
    }
  }

  for (const root of document.querySelectorAll(".pubs-long")) {
    const entries = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".pubs-entry"))];
    PubsView.estimate(entries, PubsView.height(entries));
  }
  for (const { root, data } of blocks) {
    PubsCopy.watch(root, data.words);
    if (!data.controls.length) continue;
    const prefix = data.name || unnamed();
    // No two landmarks of a page have one name.
    if (lists.length) data.words.label += ` (${lists.length + 1})`;
    lists.push(new PubsList(root, data, prefix));
  }

  /** What the URL's fragment names; nothing where it is not well formed. */
  function fragment() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  }

  /** Show what the fragment of the URL names, whatever is chosen: an entry, or the heading of a group. */
  function reveal() {
    const target = document.getElementById(fragment());
    for (const marked of document.querySelectorAll(".pubs-marked")) marked.classList.remove("pubs-marked");
    const root = target?.closest(".pubs");
    if (!target || !root) return;
    const list = lists.find((one) => one.root === root);
    if (list && target.closest("[hidden]")) list.uncover(target);
    const entry = target.closest(".pubs-entry");
    if (entry) {
      entry.classList.add("pubs-marked");
      for (const block of entry.querySelectorAll(/** @type {"details"} */ (".pubs-abstract"))) block.open = true;
    }
    scrollTo(target);
  }

  /**
   * Scroll until the element stays where it is: what is laid out on the way moves it.
   * @param {Element} target
   */
  function scrollTo(target) {
    let last = NaN;
    let still = 0;
    let frames = 0;
    const stop = new AbortController();
    for (const type of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      addEventListener(type, () => stop.abort(), { signal: stop.signal, passive: true });
    }
    const step = () => {
      if (stop.signal.aborted) return;
      target.scrollIntoView({ block: "start", behavior: "instant" });
      const { top } = target.getBoundingClientRect();
      still = Math.abs(top - last) < 1 ? still + 1 : 0;
      last = top;
      if (still < 5 && ++frames < 120) requestAnimationFrame(step);
      else stop.abort();
    };
    step();
  }

  /** Whether a key pressed here is text. @param {EventTarget | null} target */
  function isTyped(target) {
    return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
  }

  // Where the theme has no use for the key, it leads to the search of the first list.
  addEventListener("keydown", (event) => {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    if (key !== "/" || event.defaultPrevented || altKey || ctrlKey || metaKey || isTyped(target)) return;
    const search = lists.find((list) => list.form.has("search"))?.form.search;
    if (!search || isTyped(document.activeElement)) return;
    event.preventDefault();
    search.focus();
  });

  // A link to an entry takes the URL along, which is to say by then what was typed last.
  addEventListener("click", () => lists.forEach((list) => list.flush()), true);
  addEventListener("popstate", () => lists.forEach((list) => list.restore()));
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
})();
