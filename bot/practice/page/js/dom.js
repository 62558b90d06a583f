// Builds elements. Text always becomes a text node, so nothing anybody wrote can act as markup.

export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(element, name, value);
  append(element, children);
  return element;
}

function set(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "value" || name === "checked") element[name] = value;
  else if (name === "style") element.style.cssText = value;
  else element.setAttribute(name, value === true ? "" : value);
}

export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Like `replace`, but whoever was here by keyboard stays at the thing of the same name. */
export function redraw(element, ...children) {
  const name = nameOf(element.contains(document.activeElement) ? document.activeElement : null);
  replace(element, ...children);
  if (name) [...element.querySelectorAll("a, button, input")].find((one) => nameOf(one) === name)?.focus();
}

const nameOf = (one) => one && [one.tagName, one.getAttribute("href"), one.getAttribute("aria-label") ?? one.textContent].join(" ");

let made = 0;

/** An id for tying a label to its field; unique on this page. */
export function newId(prefix = "f") {
  made += 1;
  return `${prefix}-${made}`;
}

const PATHS = {
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  thread: "M4 5h16v11H9l-5 4z",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  lock: "M6 11h12v9H6zM9 11V8a3 3 0 016 0v3",
  hash: "M9 4L7 20M17 4l-2 16M4 9h16M3 15h16",
  send: "M4 12l16-8-6 16-3-7z",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  clip: "M8 12l6-6a3 3 0 014 4l-8 8a5 5 0 01-7-7l8-8",
  menu: "M4 7h16M4 12h16M4 17h16",
  desk: "M5 5h14v14H5zM14 5v14",
  clock: "M12 4a8 8 0 100 16 8 8 0 000-16zM12 8v4l3 2",
  down: "M6 9l6 6 6-6",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  warn: "M12 4l9 16H3zM12 10v4M12 17h.01",
  check: "M5 12l5 5 9-10",
  eye: "M2 12s4-6 10-6 10 6 10 6-4 6-10 6-10-6-10-6zM12 10a2 2 0 100 4 2 2 0 000-4z",
};

/** A small line drawing; decoration only, so screen readers skip it. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, props = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...props }, icon(name));
}
