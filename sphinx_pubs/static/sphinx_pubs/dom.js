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
