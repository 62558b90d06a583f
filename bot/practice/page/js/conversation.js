// A channel, the direct messages with the bot, or a thread: its messages and where one writes.
import { h, replace } from "./dom.js";
import { Refusal } from "./api.js";
import { Composer } from "./composer.js";
import { dayDivider, isoDay } from "./dates.js";
import { drawMessage } from "./message.js";

const SAME_AUTHOR_SECONDS = 300;
const NEAR_END = 80;

export class Conversation {
  /** `channel` is an id, or null for direct messages that nobody has begun; `openThread(ts)` shows a thread beside this. */
  constructor({ session, channel, thread = null, openThread = null, placeholder }) {
    Object.assign(this, { session, channel, thread, openThread });
    this.nodes = new Map();
    this.list = h("div", { class: "messages", role: "log", "aria-label": thread ? "Thread" : "Messages", tabindex: "0" });
    this.aside = h("div", { class: "slackbot", hidden: true });
    this.composer = new Composer({ session, channel: () => this.channel || "bot", thread, placeholder, aside: (words) => this.say(words) });
    this.node = h("div", { class: "conversation" }, this.list, this.aside, this.composer.node);
    // Whatever this person hears about this channel is read again as a whole: the workspace decides what they see.
    this.hear = (event) => { if (event.detail.channel === this.channel) this.loadSoon(); };
    session.addEventListener("messages", this.hear);
  }

  leave() {
    this.session.removeEventListener("messages", this.hear);
  }

  loadSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.load(), 15);
  }

  async load() {
    if (!this.channel) return replace(this.list, h("p", { class: "empty" }, "No messages yet. Write the first one below."));
    this.turn = (this.turn || 0) + 1;
    const turn = this.turn;
    const messages = await this.session.person.messages(this.channel, this.thread);
    if (turn === this.turn) this.draw(messages);
  }

  draw(messages) {
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_END || !this.nodes.size;
    const before = this.nodes;
    this.nodes = new Map();
    const shown = [];
    let last = null;
    for (const message of messages) {
      shown.push(this.divider(message, last), this.kept(message, this.follows(message, last), before));
      last = message;
    }
    const focused = focusPath(this.list);
    settle(this.list, shown.filter(Boolean));
    if (!messages.length) replace(this.list, h("p", { class: "empty" }, this.thread ? "No replies yet." : "Nothing has been said here yet."));
    refocus(this.list, focused);
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  /** A message that has not changed keeps its node, and with it the focus and what was typed. */
  kept(message, follows, before) {
    const key = JSON.stringify([message, follows]);
    const old = before.get(message.ts);
    const node = old && old.key === key ? old.node : drawMessage(message, { session: this.session, channel: this.channel, follows, deeds: this.deeds() });
    this.nodes.set(message.ts, { key, node });
    return node;
  }

  follows(message, last) {
    return Boolean(last && last.user === message.user && Boolean(last.ephemeral) === Boolean(message.ephemeral)
      && message.ts - last.ts < SAME_AUTHOR_SECONDS && !message.ephemeral && this.day(message) === this.day(last));
  }

  day(message) {
    return isoDay(Number(message.ts), this.session.world.zone);
  }

  divider(message, last) {
    if (last && this.day(message) === this.day(last)) return null;
    const { zone, now } = this.session.world;
    return h("p", { class: "day", role: "separator" }, h("span", {}, dayDivider(Number(message.ts), zone, now())));
  }

  deeds() {
    const { person } = this.session;
    return {
      reply: this.openThread ? (message) => this.openThread(message.thread_ts || message.ts) : null,
      shortcut: (id, message) => this.doing(() => person.shortcut(id, { channel: this.channel, ts: message.ts })),
      react: (message, name) => this.doing(() => person.react(this.channel, message.ts, name)),
      remove: (message) => this.doing(() => person.remove(this.channel, message.ts)),
    };
  }

  async doing(deed) {
    try {
      const answer = await deed();
      this.say(answer.ok ? "" : answer.message || "That did not work. Try again?");
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      this.say(problem.message);
    }
  }

  /** What Slack's own client would say here, to this person alone. */
  say(words) {
    this.aside.hidden = !words;
    replace(this.aside, words ? [h("p", { class: "only-you" }, "Slack · Only visible to you"), h("p", { role: "alert" }, words)] : []);
  }
}

/** Put these nodes, in this order, into the list without touching those already in place. */
function settle(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => { if (list.childNodes[index] !== node) list.insertBefore(node, list.childNodes[index] || null); });
}

/** Where the focus is, in words that survive a redraw: block and action of the element. */
export function focusPath(root) {
  const active = document.activeElement;
  if (!active || !root.contains(active)) return null;
  const held = active.closest("[data-action]");
  return held && {
    ts: active.closest("[data-ts]")?.dataset.ts, block: held.dataset.block, action: held.dataset.action,
    value: active.type === "radio" || active.type === "checkbox" ? active.value : null,
    caret: active.selectionStart ?? null, end: active.selectionEnd ?? null,
  };
}

export function refocus(root, path) {
  if (!path || root.contains(document.activeElement)) return;
  const scope = path.ts ? root.querySelector(`[data-ts="${path.ts}"]`) : root;
  const held = [...(scope?.querySelectorAll("[data-action]") || [])].find((one) => one.dataset.block === path.block && one.dataset.action === path.action);
  const inside = held && (path.value !== null ? [...held.querySelectorAll("input")].find((input) => input.value === path.value) : held.querySelector("input, textarea, select, button"));
  const target = held?.matches("input, textarea, button, a") ? held : inside;
  target?.focus();
  if (target?.setSelectionRange && path.caret !== null && ["text", "textarea", "url"].includes(target.type)) target.setSelectionRange(path.caret, path.end);
}
