// @ts-check
"use strict";

/** The buttons above an entry's BibTeX: copy it, save it, copy the link of the entry. */
class PubsCopy {
  /**
   * Make the buttons when a block is first opened.
   * @param {HTMLElement} root the outer element of a list
   * @param {Record<string, string>} words
   */
  static watch(root, words) {
    const make = (/** @type {EventTarget | null} */ block) => {
      if (!(block instanceof HTMLElement) || !block.matches("details.pubs-bibtex[open]")) return;
      if (!block.querySelector(".pubs-copy")) new PubsCopy(block, words);
      PubsCopy.dropFaint(/** @type {HTMLElement} */ (block.querySelector("pre")));
    };
    root.addEventListener("toggle", ({ target }) => make(target), true); // it does not bubble
    root.querySelectorAll("details.pubs-bibtex[open]").forEach(make);
  }

  /**
   * Leave out the colours of code that are not clear on their ground (WCAG 2.2, 1.4.3): some themes' are faint.
   * @param {HTMLElement} text
   */
  static dropFaint(text) {
    for (const part of text.querySelectorAll("span")) {
      part.classList.remove("pubs-faint");
      const [one, other] = [getComputedStyle(part).color, PubsMenu.colour(part)].map(PubsCopy.luminance);
      const isClear = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) >= 4.5;
      part.classList.toggle("pubs-faint", !isClear);
    }
  }

  /**
   * How light a colour is, from 0 to 1 (WCAG 2.2, relative luminance); not a number if that is not known.
   * @param {string} colour
   */
  static luminance(colour) {
    const parts = colour.match(/^rgb\((\d+), (\d+), (\d+)\)$/) ?? [];
    const [red, green, blue] = parts.slice(1).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /**
   * Copy a text that is not on the page.
   * @param {string} text
   */
  static async text(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = pubsElement("textarea", { value: text, className: "pubs-unseen" });
      document.body.append(field);
      field.select();
      const isCopied = document.execCommand("copy");
      field.remove();
      if (!isCopied) throw new Error("the page may not copy");
    }
  }

  /**
   * @param {HTMLElement} block
   * @param {Record<string, string>} words
   */
  constructor(block, words) {
    this.words = words;
    this.text = /** @type {HTMLElement} */ (block.querySelector("pre"));
    this.text.tabIndex = 0; // to be scrolled by keys
    this.text.setAttribute("role", "group");
    this.text.setAttribute("aria-label", "BibTeX");
    this.status = pubsElement("span", { className: "pubs-status pubs-unseen", role: "status" });
    this.link = PubsCopy.address(block);
    const buttons = [
      this.button("pubs-copy", "copy", words.copy, (label) => this.copy(label)),
      this.button("pubs-save", "download", ".bib", () => this.save()),
      ...(this.link ? [this.button("pubs-copy-link", "link", words.link, (label) => this.copyLink(label))] : []),
    ];
    buttons[1].title = words.bib;
    buttons[1].setAttribute("aria-label", words.bib);
    const code = this.text.closest("[class*=highlight-]") ?? this.text;
    code.before(pubsElement("p", { className: "pubs-copying" }, ...buttons, this.status));
  }

  /**
   * The address of an entry, without what is chosen on the page; empty if it has none.
   * @param {HTMLElement} block
   */
  static address(block) {
    const entry = block.closest(".pubs-entry");
    const link = entry?.querySelector(/** @type {"a"} */ ("a.pubs-permalink"));
    if (!entry || !(link || entry.id)) return "";
    const url = new URL(link?.href ?? `#${entry.id}`, document.baseURI);
    url.search = "";
    return url.href;
  }

  /**
   * @param {string} className
   * @param {string} icon
   * @param {string} label
   * @param {(label: HTMLElement) => void} action
   */
  button(className, icon, label, action) {
    const text = pubsElement("span", {}, label);
    return pubsElement("button", { type: "button", className, onclick: () => action(text) }, pubsIcon(icon), text);
  }

  get bibtex() {
    return this.text.textContent ?? "";
  }

  /** @param {HTMLElement} label */
  async copy(label) {
    try {
      await navigator.clipboard.writeText(this.bibtex);
      this.copied(label);
    } catch {
      this.select(label, this.text);
    }
  }

  /** @param {HTMLElement} label */
  async copyLink(label) {
    try {
      await PubsCopy.text(this.link);
      this.copied(label);
    } catch {
      const address = pubsElement("span", {}, this.link);
      this.select(label, address, address, " ");
    }
  }

  save() {
    const [, key = "publication"] = this.bibtex.match(/^@\w+[{(]([^,\s]+)/) ?? [];
    SphinxPubs.offer(this.bibtex, "text/plain", `${key}.bib`);
  }

  /**
   * Select a text, so that the reader can copy it where the page may not.
   * @param {HTMLElement} label of the button
   * @param {HTMLElement} text
   * @param {(Node | string)[]} before what the reader sees before being told so
   */
  select(label, text, ...before) {
    this.say(...before, this.words.selected);
    getSelection()?.selectAllChildren(text);
    if (document.execCommand("copy")) this.copied(label);
  }

  /** @param {HTMLElement} label */
  copied(label) {
    const { textContent } = label;
    if (textContent === this.words.copied) return;
    label.textContent = this.words.copied;
    this.say(this.words.copied);
    this.status.classList.add("pubs-unseen");
    setTimeout(() => label.replaceChildren(textContent ?? ""), 2500);
  }

  /** @param {(Node | string)[]} words */
  say(...words) {
    this.status.replaceChildren(...words);
    this.status.classList.remove("pubs-unseen");
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.status.replaceChildren(), 10_000);
  }
}
