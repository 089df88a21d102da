// @ts-check
"use strict";

/** What a list's files hold, once they are there; a file calls `loaded` (see `downloads.py`). */
const SphinxPubs = (() => {
  /** Lets a page load our own files where it may load none by itself. @type {any} */
  const policy = /** @type {any} */ (window).trustedTypes?.createPolicy("sphinx-pubs", {
    createScriptURL: (/** @type {string} */ url) => url,
  });

  /** @type {Map<string, (records: unknown[]) => void>} */
  const waiting = new Map();
  /** @type {Map<string, Promise<unknown[]>>} */
  const files = new Map();

  /**
   * The records of a list in one format. A script, as a page opened from a folder may fetch nothing.
   * @param {string} file where the downloads of the list are
   * @param {string} format
   */
  function load(file, format) {
    const url = `${file}.${format}.js`;
    const found =
      files.get(url) ??
      new Promise((resolve, reject) => {
        waiting.set(new URL(url, location.href).href, resolve);
        const src = policy?.createScriptURL(url) ?? url;
        document.head.append(pubsElement("script", { src, onerror: reject }));
      });
    files.set(url, found);
    found.catch(() => files.delete(url));
    return found;
  }

  /** @param {unknown[]} records */
  function loaded(records) {
    const script = /** @type {HTMLScriptElement} */ (document.currentScript);
    waiting.get(script.src)?.(records);
  }

  /**
   * Some of a list's records as one text.
   * @param {string} file
   * @param {string} format
   * @param {number[]} places
   */
  async function text(file, format, places) {
    const records = await load(file, format);
    // A record that is in several groups is saved once.
    const chosen = [...new Map(places.map((place) => [JSON.stringify(records[place]), records[place]])).values()];
    return format === "json" ? `${JSON.stringify(chosen, null, 2)}\n` : chosen.join("\n");
  }

  /**
   * Let the reader save some of a list's records.
   * @param {string} file
   * @param {string} format
   * @param {number[]} places
   */
  async function save(file, format, places) {
    const type = format === "json" ? "application/vnd.citationstyles.csl+json" : "text/plain";
    offer(await text(file, format, places), type, `publications.${format}`);
  }

  /**
   * Let the reader save a text.
   * @param {string} content
   * @param {string} type
   * @param {string} download the name of the file
   */
  function offer(content, type, download) {
    const href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
    const link = pubsElement("a", { href, download, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  }

  return { loaded, offer, save, text };
})();
