// @ts-check
"use strict";

/**
 * An element with its properties and children; a property with a hyphen, or `role`, is an attribute.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | EventListener | undefined>} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function pubsElement(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "string" && (name.includes("-") || name === "role")) element.setAttribute(name, value);
    else if (value !== undefined) Object.assign(element, { [name]: value });
  }
  element.append(...children);
  return element;
}

/**
 * One of the icons of the page, which say nothing to screen readers; where the page has none, a text.
 * @param {string} name
 * @param {string} text
 * @returns {Node | string}
 */
function pubsIcon(name, text = "") {
  const symbol = document.getElementById(`pubs-i-${name}`);
  if (!symbol) return text && pubsElement("span", { "aria-hidden": "true" }, text);
  const icon = document.createElementNS(symbol.namespaceURI, "svg");
  icon.setAttribute("class", "pubs-icon");
  icon.setAttribute("aria-hidden", "true");
  // Without a stylesheet, an image without a size is as wide as the page.
  icon.setAttribute("width", "16");
  icon.setAttribute("height", "16");
  const use = document.createElementNS(symbol.namespaceURI, "use");
  use.setAttribute("href", `#pubs-i-${name}`);
  icon.append(use);
  return icon;
}

/**
 * So many papers, in words.
 * @param {Record<string, string>} words
 * @param {number} number
 */
function pubsPapers(words, number) {
  return (number === 1 ? words.paper : words.papers).replace("{total}", String(number));
}
