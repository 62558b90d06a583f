// One message as its reader sees it: who, when, what, its files, its thread and its menu.
import { h, icon, iconButton } from "./dom.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks.js";
import { clockTime } from "./dates.js";
import { emoji } from "./emoji.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { Surface } from "./surface.js";

/** `deeds` is {reply(message), shortcut(id, message), remove(message), react(message, name)}; `follows` says that the author stays the same. */
export function drawMessage(message, { session, channel, follows, deeds }) {
  const { world } = session;
  const trouble = h("p", { class: "trouble", role: "alert" });
  const tell = (words) => { trouble.textContent = words; };
  const surface = new Surface({ where: { channel, ts: message.ts }, session, values: message.state?.values, tell });
  const name = world.userName(message.user) || message.username || "Somebody";
  const unix = Number(message.ts);
  const time = h("time", { class: "stamp", datetime: new Date(unix * 1000).toISOString(), title: clockTime(unix, world.zone) }, clockTime(unix, world.zone));
  return h("article", {
    class: `message${follows ? " follows" : ""}${message.ephemeral ? " ephemeral" : ""}`, tabindex: "-1", "data-ts": message.ts, "aria-label": `${name}, ${clockTime(unix, world.zone)}`,
  },
  h("div", { class: "gutter" }, follows ? time : avatar(message.user || "?", name, { bot: Boolean(message.bot_id) })),
  h("div", { class: "said" },
    message.ephemeral ? h("p", { class: "only-you" }, icon("eye"), "Only visible to you", h("button", { type: "button", class: "link", onclick: () => deeds.remove(message) }, "Dismiss")) : null,
    follows ? null : h("p", { class: "who" }, h("strong", {}, name), message.bot_id ? h("span", { class: "badge" }, "APP") : null, time),
    h("div", { class: "content" }, content(message, surface)),
    message.edited && !message.bot_id ? h("span", { class: "edited" }, "(edited)") : null,
    files(message, session),
    reactions(message, deeds),
    thread(message, deeds),
    trouble),
  toolbar(message, session, deeds));
}

function content(message, surface) {
  const { world } = surface;
  // People's own words are plain text here; their blocks only repeat them without mentions.
  const own = message.bot_id && message.blocks?.length ? drawBlocks(message.blocks, surface) : message.text ? h("div", { class: "plain" }, mrkdwn(message.text, world)) : null;
  const attached = (message.attachments || []).map((part) => h("div", { class: "attachment", style: part.color ? `border-color:#${part.color.replace("#", "")}` : null },
    part.blocks ? drawBlocks(part.blocks, surface) : mrkdwn(part.text || part.fallback || "", world)));
  return [own, attached];
}

function files(message, session) {
  if (!message.files?.length) return null;
  const gone = () => h("li", {}, h("em", {}, "This file was taken out."));
  return h("ul", { class: "message-files" }, message.files.map((file) => file.mode === "tombstone" ? gone() : h("li", {},
    h("a", { class: "file", href: session.person.fileAddress(file.id), download: file.name }, icon("file"),
      h("span", {}, h("strong", {}, file.title || file.name), h("small", {}, `${size(file.size)} · Download`))))));
}

const size = (bytes) => (bytes < 1024 ? `${bytes} bytes` : bytes < 1048576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`);

const reactions = (message, deeds) => (message.reactions?.length
  ? h("p", { class: "reactions" }, message.reactions.map((one) => h("button", { type: "button", "aria-label": `${one.name}, ${one.count}`, onclick: () => deeds.react(message, one.name) },
    emoji(one.name) || `:${one.name}:`, " ", one.count)))
  : null);

function thread(message, deeds) {
  if (!message.reply_count || !deeds.reply) return null;
  const words = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  return h("button", { type: "button", class: "replies", onclick: () => deeds.reply(message) }, icon("thread"), words);
}

function toolbar(message, session, deeds) {
  if (message.ephemeral) return null;
  const shortcuts = session.app.shortcuts.filter((shortcut) => (shortcut.type || shortcut.kind) === "message");
  const items = shortcuts.map((shortcut) => ({ label: shortcut.name, note: shortcut.description, chosen: () => deeds.shortcut(shortcut.callback_id, message) }));
  if (message.user === session.id) items.push({ label: "Delete message", danger: true, chosen: () => deeds.remove(message) });
  return h("div", { class: "message-tools" },
    deeds.reply ? iconButton("thread", "Reply in thread", () => deeds.reply(message)) : null,
    menuButton("more", "More actions", items));
}
