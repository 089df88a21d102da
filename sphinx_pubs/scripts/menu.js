// @ts-check
"use strict";

/**
 * A button with a panel below it, which covers the list: a `details` element, whose panel is a popover
 * where browsers have them. Esc and a click elsewhere close it. In the sheet of a phone it opens in place.
 */
class PubsMenu {
  /**
   * @param {string} className
   * @param {(Node | string)[]} label
   * @param {HTMLElement} panel
   * @param {{onopen?: () => void, atEnd?: boolean}} options whether the panel ends where the button does
   */
  constructor(className, label, panel, { onopen, atEnd = false } = {}) {
    this.panel = panel;
    this.onopen = onopen;
    this.atEnd = atEnd;
    this.floats = true;
    /** Ends the listening while the menu is open. @type {AbortController | undefined} */
    this.listening = undefined;
    panel.classList.add("pubs-panel");
    this.summary = pubsElement("summary", { className: "pubs-stop" }, ...label, pubsElement("i", { className: "pubs-chevron" }));
    this.element = pubsElement("details", { className, ontoggle: () => this.toggled() }, this.summary, panel);
    this.element.addEventListener("keydown", (event) => this.onKey(event));
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      if (this.floats && relatedTarget && !this.element.contains(/** @type {Node} */ (relatedTarget))) this.close();
    });
    this.float(true);
  }

  /** @param {boolean} floats whether the panel covers the list */
  float(floats) {
    this.close();
    this.floats = floats;
    this.element.classList.toggle("pubs-floats", floats);
    if (floats) this.panel.setAttribute("popover", "manual");
    else this.panel.removeAttribute("popover");
    for (const name of ["left", "top"]) this.panel.style.removeProperty(name);
  }

  get isPopover() {
    return this.floats && "showPopover" in this.panel;
  }

  close() {
    this.element.open = false;
    this.ended();
  }

  ended() {
    this.listening?.abort();
    if (this.isPopover && this.panel.matches(":popover-open")) this.panel.hidePopover();
  }

  toggled() {
    this.ended();
    if (!this.element.open) return;
    this.onopen?.();
    if (!this.floats) return;
    this.listening = new AbortController();
    const { signal } = this.listening;
    document.addEventListener("pointerdown", (event) => this.onPress(event), { capture: true, signal });
    PubsMenu.ground(this.element);
    if (!this.isPopover) return;
    this.panel.showPopover();
    this.follow(signal);
  }

  /**
   * Keep the panel at its button: pages scroll, windows change, and sidebars of themes slide.
   * @param {AbortSignal} signal ends it
   */
  follow(signal) {
    if (signal.aborted) return;
    this.place();
    requestAnimationFrame(() => this.follow(signal));
  }

  /**
   * Let what covers the list know the colour behind it: no theme says it to others.
   * @param {Element} element in a list
   */
  static ground(element) {
    const form = /** @type {HTMLElement | null} */ (element.closest(".pubs-controls")); // not the list: that is slow
    const colour = form && PubsMenu.colour(form);
    if (colour) form?.style.setProperty("--pubs-page", colour);
    else form?.style.removeProperty("--pubs-page");
  }

  /**
   * The colour behind an element; empty where nothing has one.
   * @param {Element} element
   */
  static colour(element) {
    for (let part = /** @type {Element | null} */ (element); part; part = part.parentElement) {
      const colour = getComputedStyle(part).backgroundColor;
      if (!/^rgba\(.*, 0(\.\d+)?\)$|\/ 0|transparent/.test(colour)) return colour;
    }
    return "";
  }

  /** Put the panel under its button, and within the window. */
  place() {
    const button = this.summary.getBoundingClientRect();
    const { width, height } = this.panel.getBoundingClientRect();
    const isRight = (getComputedStyle(this.element).direction === "rtl") !== this.atEnd;
    const start = isRight ? button.right - width : button.left;
    const left = Math.max(8, Math.min(start, document.documentElement.clientWidth - width - 8));
    const isBelow = button.bottom + height + 8 < innerHeight || button.top < height + 8;
    const top = isBelow ? button.bottom + 4 : button.top - height - 4;
    this.panel.style.setProperty("left", `${left + scrollX}px`);
    this.panel.style.setProperty("top", `${top + scrollY}px`);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key !== "Escape" || !this.floats || !this.element.open) return;
    event.preventDefault();
    event.stopPropagation(); // Sphinx and themes have other uses for it
    this.close();
    this.summary.focus();
  }

  /** @param {PointerEvent} event */
  onPress(event) {
    if (this.element.contains(/** @type {Node} */ (event.target))) return;
    const focused = this.element.contains(document.activeElement);
    this.close();
    const back = () => {
      if (document.activeElement === document.body) this.summary.focus({ preventScroll: true });
    };
    if (focused) document.addEventListener("click", back, { once: true });
  }
}
