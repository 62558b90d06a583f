// The list above the composer: commands after a slash, people after an at sign.
import { h, replace } from "./dom.js";

export class Suggestions {
  constructor(input, id) {
    this.input = input;
    this.items = [];
    this.at = 0;
    this.node = h("ul", { id, class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
    this.node.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("blur", () => this.hide());
  }

  /** `items` is a list of {label, note, chosen}; an item without `chosen` is help only. */
  show(items) {
    this.items = items;
    this.at = 0;
    this.node.hidden = !items.length;
    this.input.setAttribute("aria-expanded", String(Boolean(items.length)));
    replace(this.node, items.map((item, index) => h("li", {
      id: `${this.node.id}-${index}`, role: "option", "aria-selected": String(index === 0), onclick: () => item.chosen?.(),
    }, h("strong", {}, item.label), item.note ? h("small", {}, item.note) : null)));
    this.point();
  }

  point() {
    const rows = [...this.node.children];
    rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === this.at)));
    if (rows[this.at]) this.input.setAttribute("aria-activedescendant", rows[this.at].id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** Whether this key was for the list. */
  key(event) {
    if (this.node.hidden) return false;
    const item = this.items[this.at];
    if (event.key === "Escape") this.hide();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && item?.chosen) this.move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Tab" && item?.chosen) item.chosen();
    else if (event.key === "Enter" && item?.chosen && !this.complete(item)) item.chosen();
    else return false;
    event.preventDefault();
    return true;
  }

  /** A command that is already written in full is sent by Enter, not suggested again. */
  complete(item) {
    return this.input.value.trim() === item.label;
  }

  move(by) {
    this.at = (this.at + by + this.items.length) % this.items.length;
    this.point();
  }

  hide() {
    this.node.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
