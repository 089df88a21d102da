// @ts-check
"use strict";

/**
 * A row of controls that is one stop of the Tab key: the arrows move between them.
 * See the WAI-ARIA Authoring Practices, *Toolbar*.
 */
class PubsRoving {
  /**
   * @param {HTMLElement} row
   * @param {string} selector of the controls in it
   */
  constructor(row, selector) {
    this.row = row;
    this.selector = selector;
    /** @type {HTMLElement | undefined} */
    this.current = undefined;
    row.addEventListener("keydown", (event) => this.onKey(event));
    row.addEventListener("focusin", (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      if (!target.matches(selector)) return;
      this.current = target;
      this.refresh();
    });
  }

  items() {
    const all = /** @type {NodeListOf<HTMLElement>} */ (this.row.querySelectorAll(this.selector));
    return [...all].filter((item) => !item.closest("[hidden]"));
  }

  /** Let Tab reach the control that was used last, or the first one. */
  refresh() {
    const items = this.items();
    const at = items.indexOf(/** @type {HTMLElement} */ (this.current));
    items.forEach((item, index) => {
      item.tabIndex = index === Math.max(at, 0) ? 0 : -1;
    });
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const items = this.items();
    const at = items.indexOf(/** @type {HTMLElement} */ (event.target));
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const forward = getComputedStyle(this.row).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const next = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // some themes turn the page
    items[Math.min(Math.max(next, 0), items.length - 1)].focus();
  }
}
