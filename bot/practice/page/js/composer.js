// Where a person writes: messages, slash commands with suggestions, mentions, files, global shortcuts.
import { h, icon, iconButton, newId, replace } from "./dom.js";
import { Refusal, workspace } from "./api.js";
import { uploaded } from "./fields.js";
import { menuButton } from "./menu.js";
import { Suggestions } from "./suggestions.js";

/** What was typed but not sent, by place; coming back finds it again. */
const drafts = new Map();

export class Composer {
  /** `channel()` is where it goes; `aside(words)` shows what Slack's client would say. */
  constructor({ session, channel, thread, placeholder, aside }) {
    Object.assign(this, { session, channel, thread, aside });
    this.files = [];
    this.mentions = new Map();
    const id = newId("composer");
    this.text = h("textarea", {
      id, rows: 1, placeholder, "aria-label": placeholder, role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": `${id}-list`,
      value: drafts.get(this.key) || "", oninput: () => this.typed(), onkeydown: (event) => this.pressed(event),
    });
    this.suggestions = new Suggestions(this.text, `${id}-list`);
    this.fileList = h("ul", { class: "file-list" });
    this.picker = h("input", { type: "file", multiple: true, hidden: true, onchange: () => this.attach() });
    this.sendButton = h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
    this.node = h("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.send(); } },
      this.suggestions.node, this.fileList, this.text,
      h("div", { class: "composer-tools" },
        menuButton("bolt", "Shortcuts", () => this.shortcuts()),
        iconButton("clip", "Attach a file", () => this.picker.click()), this.picker,
        h("span", { class: "composer-help" }, "Enter sends, Shift+Enter makes a new line"), this.sendButton));
  }

  get key() { return `${this.session.id}/${this.channel()}/${this.thread || ""}`; }

  typed() {
    drafts.set(this.key, this.text.value);
    this.grow();
    this.suggestions.show(this.text.value.startsWith("/") ? this.commands() : this.people());
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 200)}px`;
  }

  commands() {
    const [word, ...rest] = this.text.value.split(" ");
    const found = this.session.app.commands.filter((one) => (rest.length ? one.command === word : one.command.startsWith(word)));
    return found.map((one) => ({
      label: one.command, note: [one.usage_hint, one.description].filter(Boolean).join(" — "),
      // Once the command itself is there, the row is help and takes nothing from Enter.
      chosen: rest.length ? null : () => this.put(`${one.command} `),
    }));
  }

  people() {
    const before = this.text.value.slice(0, this.text.selectionStart);
    const asked = before.match(/(?:^|\s)@([\p{L}\p{N} .'-]{0,30})$/u);
    if (!asked) return [];
    const found = this.session.users.filter((user) => !user.deleted && user.real_name.toLowerCase().startsWith(asked[1].toLowerCase()));
    return found.slice(0, 8).map((user) => ({
      label: user.real_name, note: user.is_bot ? "app" : "",
      chosen: () => {
        this.mentions.set(`@${user.real_name}`, `<@${user.id}>`);
        this.put(`${before.slice(0, before.length - asked[1].length)}${user.real_name} ${this.text.value.slice(before.length)}`);
      },
    }));
  }

  put(text) {
    this.text.value = text;
    this.text.focus();
    this.typed();
  }

  pressed(event) {
    if (this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
  }

  async send() {
    const text = this.text.value;
    if ((!text.trim() && !this.files.length) || this.sending) return;
    this.sending = true;
    this.sendButton.setAttribute("aria-busy", "true");
    this.aside("");
    this.suggestions.hide();
    try {
      const answer = await this.deliver(text);
      // Whatever was not taken stays here to be mended or sent again.
      if (answer.ok) this.clear();
      else this.aside(answer.message || "That did not work. Try again?");
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      this.aside(problem.message);
    } finally {
      this.sending = false;
      this.sendButton.removeAttribute("aria-busy");
    }
  }

  deliver(text) {
    const { person } = this.session;
    const invited = text.match(/^\/invite\s+@?(.+)$/);
    if (invited && !this.thread) return this.invite(invited[1].trim());
    if (/^\/\w/.test(text) && !this.files.length) return person.command(this.channel(), text, this.thread);
    const extra = { ...(this.thread ? { thread_ts: this.thread } : {}), ...(this.files.length ? { files: this.files.map((file) => file.id) } : {}) };
    return person.say(this.channel(), this.written(text), extra);
  }

  /** Slack's own command: bring somebody, also the app, into this channel. */
  async invite(name) {
    const wanted = this.session.users.find((user) => user.real_name.toLowerCase() === name.toLowerCase() || user.name === name.toLowerCase());
    if (!wanted) return { ok: false, message: `There is nobody called ${name} here. Type /invite and a name, such as /invite @Roundtable.` };
    return workspace.invite(this.channel(), this.session.id, wanted.id);
  }

  /** Mentions that were picked from the list travel as ids. */
  written(text) {
    const names = [...this.mentions].sort(([one], [other]) => other.length - one.length);
    return names.reduce((so, [name, mention]) => so.replaceAll(name, mention), text);
  }

  clear() {
    drafts.delete(this.key);
    this.text.value = "";
    this.files = [];
    replace(this.fileList);
    this.grow();
    this.suggestions.hide();
  }

  async attach() {
    for (const file of this.picker.files) this.files.push(await uploaded(this.session.person, file));
    this.picker.value = "";
    replace(this.fileList, this.files.map((file) => h("li", {}, icon("file"), file.name)));
  }

  shortcuts() {
    const mine = this.session.app.shortcuts.filter((shortcut) => (shortcut.type || shortcut.kind) === "global");
    return mine.map((shortcut) => ({
      label: shortcut.name, note: shortcut.description,
      chosen: async () => {
        const answer = await this.session.person.shortcut(shortcut.callback_id, {});
        this.aside(answer.ok ? "" : answer.message || "That did not work. Try again?");
      },
    }));
  }
}
