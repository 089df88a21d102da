// @ts-check
"use strict";

/** The button that copies an entry's BibTeX. It is made when the block is first opened. */
class PubsCopy {
  /**
   * @param {HTMLElement} root the outer element of a list
   * @param {Record<string, string>} words
   */
  static watch(root, words) {
    const onToggle = (/** @type {Event} */ event) => {
      const block = event.target;
      if (!(block instanceof HTMLElement) || !block.matches("details.pubs-bibtex[open]")) return;
      if (!block.querySelector(".pubs-copy")) new PubsCopy(block, words);
    };
    root.addEventListener("toggle", onToggle, true); // it does not bubble
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
    this.button = pubsElement("button", { type: "button", className: "pubs-copy", onclick: () => this.copy() }, words.copy);
    this.status = pubsElement("span", { className: "pubs-status pubs-unseen", role: "status" });
    block.querySelector("summary")?.after(pubsElement("p", { className: "pubs-copying" }, this.button, " ", this.status));
  }

  async copy() {
    const text = this.text.textContent ?? "";
    try {
      await navigator.clipboard.writeText(text);
      this.say(this.words.copied);
    } catch {
      this.say(this.copySelected() ? this.words.copied : this.words.selected);
    }
  }

  /** Select the text, so that the reader can copy it where the page may not. */
  copySelected() {
    getSelection()?.selectAllChildren(this.text);
    return document.execCommand("copy");
  }

  /** @param {string} words */
  say(words) {
    const copied = words === this.words.copied;
    if (copied) this.button.textContent = words;
    this.status.textContent = words;
    this.status.classList.toggle("pubs-unseen", copied);
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      this.button.textContent = this.words.copy;
      this.status.textContent = "";
    }, copied ? 2500 : 10_000);
  }
}
