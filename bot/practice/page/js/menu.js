// A button with a menu, as the ARIA practices describe it: arrows move, Escape closes, the focus comes back.
import { h, iconButton } from "./dom.js";

let opened = null;

function shut() {
  opened?.remove();
  opened = null;
}

/** `items` is a list of {label, note, chosen, danger}, or a function that makes one when the menu opens. */
export function menuButton(iconName, label, items) {
  const button = iconButton(iconName, label, (event) => {
    event.stopPropagation();
    const again = opened?.dataset.owner === button.id && button.getAttribute("aria-expanded") === "true";
    shut();
    document.querySelectorAll('[aria-haspopup="menu"]').forEach((other) => other.setAttribute("aria-expanded", "false"));
    if (!again) open(button, typeof items === "function" ? items() : items, label);
  }, { "aria-haspopup": "menu", "aria-expanded": "false" });
  return button;
}

function open(button, items, label) {
  const close = (back = true) => {
    shut();
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  };
  const rows = items.map((item) => h("button", {
    type: "button", role: "menuitem", tabindex: "-1", class: item.danger ? "danger-item" : "",
    onclick: () => { close(); item.chosen(); },
  }, item.label, item.note ? h("small", {}, item.note) : null));
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label, onkeydown: (event) => keys(event, rows, close) },
    rows.length ? rows : h("p", { class: "menu-empty" }, "Nothing here yet."));
  // Inside a dialog only what the dialog holds can be reached.
  (button.closest("dialog") || document.body).append(menu);
  opened = menu;
  button.setAttribute("aria-expanded", "true");
  place(menu, button);
  rows[0]?.focus();
  setTimeout(() => document.addEventListener("click", (event) => { if (opened === menu && !menu.contains(event.target)) close(false); }, { once: true }));
}

function keys(event, rows, close) {
  const here = rows.indexOf(document.activeElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1 + rows.length, Home: 0, End: rows.length - 1 }[event.key];
  if (to !== undefined && rows.length) { event.preventDefault(); rows[to % rows.length].focus(); }
  else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
  else if (event.key === "Tab") close(false);
}

function place(menu, button) {
  const near = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = near.bottom + height + 8 < window.innerHeight;
  menu.style.left = `${Math.max(8, Math.min(near.right - width, window.innerWidth - width - 8))}px`;
  menu.style.top = `${below ? near.bottom + 4 : Math.max(8, near.top - height - 4)}px`;
}
