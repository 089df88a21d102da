// @ts-check
"use strict";

/**
 * @typedef {object} PubsTerm
 * @property {boolean} not
 * @property {string[]} needles any of which is to be found
 */

/**
 * What a reader types, and where it is in an entry.
 *
 * Text is compared without case, marks, punctuation and TeX.
 */
const PubsSearch = (() => {
  /** Letters that Unicode does not take apart. @type {Record<string, string>} */
  const LETTERS = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i", þ: "th", ð: "d" };

  /** How German and the Nordic languages write letters without their marks. @type {Record<string, string>} */
  const WRITTEN_OUT = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };

  /** TeX's letters with names of their own. @type {Record<string, string>} */
  const TEX = { ss: "ß", o: "ø", l: "ł", ae: "æ", oe: "œ", aa: "å", i: "i", j: "j" };

  const NOT_PARTED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

  /** @param {string} text */
  function fold(text) {
    return text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .replace(/[łøđßæœıþð]/g, (letter) => LETTERS[letter])
      .replace(/[^\p{L}\p{N}]+/gu, " ");
  }

  /**
   * The form of a text that is searched: its words with a blank on either side, and
   * those that can be written in another way in that way too.
   * @param {string} text
   */
  function searchable(text) {
    // Few words are either: to look at each more closely would take most of the time of a long list.
    const words = text.split(/\s+/);
    const joined = words.flatMap((word) =>
      /[-‐‑'’]/.test(word) ? (word.match(/[\p{L}\p{N}]+(?:[-‐‑'’][\p{L}\p{N}]+)*/gu) ?? []).filter((part) => /[-‐‑'’]/.test(part)) : [],
    );
    const written = words.flatMap((word) => {
      const lower = word.normalize("NFC").toLowerCase();
      return /[äöüåø]/.test(lower) ? (lower.match(/\p{L}+/gu) ?? []).filter((part) => /[äöüåø]/.test(part)) : [];
    });
    const unparted = NOT_PARTED.test(text) ? [text.replace(/\s+/g, "")] : [];
    const more = [
      ...unparted,
      ...joined.map((word) => word.replace(/[-‐‑'’]/g, "")),
      ...written.map((word) => word.replace(/[äöüåø]/g, (letter) => WRITTEN_OUT[letter])),
    ];
    return fold(` ${text} ${more.join(" ")} `);
  }

  /**
   * The initials before a family name as one word, which is how some write them (*Smith JP*); nothing for only one.
   * @param {string} name
   */
  function initials(name) {
    const given = name.slice(0, Math.max(name.lastIndexOf(" "), 0)).match(/\p{Lu}\p{L}*/gu) ?? [];
    return given.length > 1 ? given.map((word) => word[0]).join("") : "";
  }

  /**
   * What is typed, with straight quotes and without TeX.
   * @param {string} text
   */
  function plain(text) {
    return text
      .replace(/[“”„«»]/g, '"')
      .replace(/\\[cvHkurdbt]\s*\{\s*\\?(\p{L})\s*\}/gu, "$1")
      .replace(/\\["'`^~=.]\s*/g, "")
      .replace(/\\(ss|o|l|ae|oe|aa|i|j)(?![a-z])\s*/gi, (_, name) => TEX[name.toLowerCase()])
      .replace(/\\[a-z]+\s*(?=\{)/gi, " ")
      .replace(/[\\{}$]/g, "");
  }

  /**
   * Words and "phrases", all of which must be found, and those with a minus, none of which may be.
   * @param {string} query
   * @returns {PubsTerm[]}
   */
  function terms(query) {
    /** @type {PubsTerm[]} */
    const found = [];
    for (const [, minus, phrase, end, word] of plain(query).matchAll(/(-?)(?:"([^"]*)("?)|([^\s"]+))/g)) {
      const folded = fold(phrase ?? word).trim();
      if (folded) found.push({ not: minus === "-", needles: needles(folded, phrase !== undefined, end === '"') });
    }
    return found;
  }

  /**
   * @param {string} words
   * @param {boolean} quoted
   * @param {boolean} closed whether the phrase has its second quote: then its last word is whole
   */
  function needles(words, quoted, closed) {
    if (NOT_PARTED.test(words)) return [words];
    if (quoted) return [` ${words}${closed ? " " : ""}`];
    // A letter or two are initials or the beginning of a name.
    if (words.length <= 2) return [` ${words}`];
    const start = words.split(" ")[0].length <= 2 ? " " : "";
    return words.includes(" ") ? [start + words, start + words.replaceAll(" ", "")] : [words];
  }

  /**
   * @param {string} text a searchable one
   * @param {PubsTerm[]} wanted
   */
  function matches(text, wanted) {
    return wanted.every((term) => term.needles.some((needle) => text.includes(needle)) !== term.not);
  }

  /** @type {Map<string, string>} */
  const folded = new Map();

  /** @param {string} char */
  function foldChar(char) {
    const known = folded.get(char);
    if (known !== undefined) return known;
    const now = fold(char);
    folded.set(char, now);
    return now;
  }

  /** The ways to read a letter of the page, as `searchable` knows its words; the first is nearly always enough. */
  const READINGS = [
    foldChar,
    (/** @type {string} */ char) => WRITTEN_OUT[char.toLowerCase()] ?? foldChar(char),
    (/** @type {string} */ char) => (/[-‐‑'’]/.test(char) ? "" : foldChar(char)),
  ];
  const READINGS_NOT_PARTED = [foldChar, (/** @type {string} */ char) => foldChar(char).trim()];

  /**
   * Where the terms are in an element.
   * @param {Element} element
   * @param {PubsTerm[]} wanted
   */
  function ranges(element, wanted) {
    /** @type {Map<(char: string) => string, PubsLetters>} */
    const read = new Map();
    return wanted.flatMap(({ not, needles }) => {
      if (not) return [];
      for (const reading of NOT_PARTED.test(needles[0]) ? READINGS_NOT_PARTED : READINGS) {
        const letters = read.get(reading) ?? lettersOf(element, reading);
        read.set(reading, letters);
        const found = rangesIn(letters, needles);
        if (found.length) return found;
      }
      return [];
    });
  }

  /**
   * @param {PubsLetters} letters
   * @param {string[]} needles
   */
  function rangesIn({ text, nodes, offsets }, needles) {
    const found = [];
    for (const needle of needles) {
      const word = needle.trim();
      const before = needle.startsWith(" ") ? 1 : 0;
      for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
        const first = at + before;
        const last = first + word.length - 1;
        const range = document.createRange();
        range.setStart(nodes[first], offsets[first]);
        range.setEnd(nodes[last], offsets[last] + 1);
        found.push(range);
      }
    }
    return found;
  }

  /**
   * @typedef {object} PubsLetters
   * @property {string} text
   * @property {Node[]} nodes
   * @property {number[]} offsets
   */

  /** What is no part of an entry's text: it is neither found nor marked. */
  const SKIPPED = ".pubs-bibtex, .pubs-permalink, details:not(.pubs-more) > summary";

  /**
   * The text of an entry, and that of its abstract.
   * @param {Element} entry
   */
  function parts(entry) {
    /** @type {string[]} */
    const lines = [];
    let abstract = "";
    /** @param {Element} element */
    const read = (element) => {
      for (const child of element.children) {
        if (child.matches(SKIPPED)) continue;
        if (child.matches(".pubs-abstract")) abstract += [...child.children].slice(1).map((part) => part.textContent).join(" ");
        else if (child.querySelector(".pubs-abstract, .pubs-bibtex")) read(child);
        else lines.push(child.textContent ?? "");
      }
    };
    read(entry);
    return { lines, abstract };
  }

  /**
   * The letters of an element as they are read, each with the place it comes from.
   * @param {Element} element
   * @param {(char: string) => string} reading
   * @returns {PubsLetters}
   */
  function lettersOf(element, reading) {
    let text = " ";
    /** @type {Node[]} */
    const nodes = [element];
    const offsets = [0];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest(SKIPPED)) continue;
      const content = node.nodeValue ?? "";
      for (let offset = 0; offset < content.length; offset++) {
        for (const letter of reading(content[offset])) {
          if (letter === " " && text.endsWith(" ")) continue;
          text += letter;
          nodes.push(node);
          offsets.push(offset);
        }
      }
    }
    return { text: `${text} `, nodes, offsets };
  }

  return { fold, searchable, initials, terms, matches, parts, ranges };
})();
