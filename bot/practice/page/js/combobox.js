// A field with a list to choose from, for every kind of select; one or several choices, by keyboard or pointer.
import { append, h, icon, newId, replace } from "./dom.js";

/**
 * `search(typed)` resolves to groups [{label, options: [{key, text, note, raw}]}];
 * `chosen` is a list of such options; `changed(options)` hears each change.
 */
export class Combobox {
  constructor({ id = newId(), label, many = false, chosen = [], placeholder = "", search, changed, clearable = true, fewest = 0 }) {
    Object.assign(this, { many, chosen, search, changed, clearable, fewest });
    this.listId = `${id}-list`;
    this.options = [];
    this.at = -1;
    this.input = h("input", {
      id, type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": this.listId, "aria-label": label, placeholder,
      oninput: () => this.show(this.input.value), onkeydown: (event) => this.key(event),
      onclick: () => this.show(""), onblur: () => this.hide(),
    });
    this.placeholder = placeholder;
    this.list = h("ul", { id: this.listId, role: "listbox", class: "options", hidden: true, "aria-label": label || placeholder || "Choices", "aria-multiselectable": many || null });
    this.tokens = h("span", { class: "tokens" });
    this.clear = h("button", { type: "button", class: "clear", "aria-label": "Clear", onclick: () => this.choose([]) }, icon("close"));
    this.node = h("div", { class: "combobox" }, h("div", { class: "combobox-field" }, this.tokens, this.input, this.clear, icon("down")), this.list);
    // A press on the list must not take the focus from the field before the click arrives.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.draw();
  }

  draw() {
    const one = !this.many && this.chosen[0];
    this.input.value = one ? one.text : "";
    this.input.placeholder = this.many && this.chosen.length ? "" : this.placeholder;
    this.clear.hidden = !(one && this.clearable);
    replace(this.tokens, this.many ? this.chosen.map((option) => this.token(option)) : []);
  }

  token(option) {
    const gone = () => this.choose(this.chosen.filter((other) => other.key !== option.key));
    return h("span", { class: "token" }, option.text, h("button", { type: "button", "aria-label": `Remove ${option.text}`, onclick: gone }, icon("close")));
  }

  async show(typed) {
    this.asked = (this.asked || 0) + 1;
    const turn = this.asked;
    this.open();
    if (typed.length < this.fewest) return this.say(`Type at least ${this.fewest} character${this.fewest === 1 ? "" : "s"} to search.`);
    this.say("Loading…");
    const groups = await this.search(typed);
    // An older search that comes back late must not replace a newer one.
    if (turn === this.asked && !this.list.hidden) this.fill(groups);
  }

  open() {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  say(words) {
    this.options = [];
    replace(this.list, h("li", { class: "no-option", role: "presentation" }, words));
  }

  fill(groups) {
    this.options = groups.flatMap((group) => group.options);
    if (!this.options.length) return this.say("Nothing found.");
    replace(this.list);
    let index = 0;
    for (const group of groups) {
      if (group.label) append(this.list, [h("li", { class: "option-group", role: "presentation" }, group.label)]);
      for (const option of group.options) append(this.list, [this.row(option, index++)]);
    }
    const current = this.options.findIndex((option) => this.isChosen(option));
    this.move(Math.max(0, current));
    this.list.scrollIntoView({ block: "nearest" });
  }

  row(option, index) {
    return h("li", {
      id: `${this.listId}-${index}`, role: "option", class: "option", "aria-selected": String(this.isChosen(option)), onclick: () => this.pick(option),
    }, h("span", {}, option.text), option.note ? h("small", {}, option.note) : null);
  }

  isChosen(option) {
    return this.chosen.some((other) => other.key === option.key);
  }

  move(to) {
    this.list.querySelector(".at")?.classList.remove("at");
    this.at = to;
    const row = this.list.querySelectorAll('[role="option"]')[to];
    row?.classList.add("at");
    row?.scrollIntoView({ block: "nearest" });
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
  }

  key(event) {
    const closed = this.list.hidden;
    if (event.key === "Escape" && !closed) { event.preventDefault(); this.hide(); }
    else if (event.key === "Enter" && !closed && this.options[this.at]) { event.preventDefault(); this.pick(this.options[this.at]); }
    else if (event.key === "Enter") event.preventDefault();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.arrow(event, closed);
    else if (event.key === "Backspace" && this.many && !this.input.value && this.chosen.length) this.choose(this.chosen.slice(0, -1));
  }

  arrow(event, closed) {
    event.preventDefault();
    if (closed) this.show("");
    else if (this.options.length) this.move((this.at + (event.key === "ArrowDown" ? 1 : -1) + this.options.length) % this.options.length);
  }

  pick(option) {
    if (!this.many) return this.choose([option]);
    this.choose(this.isChosen(option) ? this.chosen.filter((other) => other.key !== option.key) : [...this.chosen, option]);
  }

  choose(options) {
    this.chosen = options;
    this.hide();
    this.changed(options);
  }

  hide() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.draw();
  }
}
