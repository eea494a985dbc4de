// Builds parts of the page out of text alone: nothing that an article says ever becomes markup.

/** An element with attributes, properties for on… handlers, and children (texts or elements). */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** The same for pictures drawn in the page. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

/** A link that leaves this page, or plain text where the address is not one of the web. */
export function outside(address, text) {
  if (!/^https?:\/\//i.test(address || "")) return document.createTextNode(text);
  return el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);
}

/** The JSON at this address; throws an Error whose message is the server's own sentence. */
export async function fetchJson(address, signal) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, signal });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error || `The server answered ${answer.status}.`);
  return body;
}
