// Rich text blocks: sections, lists, quotes and preformatted text.
import { h } from "./dom.js";
import { slackDate } from "./dates.js";
import { emoji } from "./emoji.js";
import { link } from "./mrkdwn.js";

export const richText = (block, world) => h("div", { class: "rich-text" }, block.elements.map((part) => PARTS[part.type]?.(part, world)));

const PARTS = {
  rich_text_section: (part, world) => h("div", { class: "rich-section" }, pieces(part, world)),
  rich_text_quote: (part, world) => h("blockquote", {}, pieces(part, world)),
  rich_text_preformatted: (part, world) => h("pre", { class: "code-block" }, pieces(part, world)),
  rich_text_list: (part, world) => h(
    part.style === "ordered" ? "ol" : "ul",
    { style: part.indent ? `margin-inline-start:${part.indent * 1.5}rem` : null, start: part.offset ? part.offset + 1 : null },
    part.elements.map((item) => h("li", {}, pieces(item, world))),
  ),
};

const pieces = (part, world) => part.elements.map((piece) => styled(PIECES[piece.type]?.(piece, world) ?? "", piece.style));

const PIECES = {
  text: (piece) => piece.text,
  link: (piece) => link(piece.url, [piece.text || piece.url]),
  user: (piece, world) => h("span", { class: "mention" }, `@${world.userName(piece.user_id) || piece.user_id}`),
  channel: (piece, world) => h("span", { class: "mention" }, `#${world.channelName(piece.channel_id) || "private-channel"}`),
  broadcast: (piece) => h("span", { class: "mention" }, `@${piece.range}`),
  usergroup: (piece) => h("span", { class: "mention" }, `@${piece.usergroup_id}`),
  emoji: (piece) => emoji(piece.name) || `:${piece.name}:`,
  date: (piece, world) => slackDate(piece.format || "{date_short}", piece.timestamp, world.zone, world.now()),
  color: (piece) => piece.value,
};

const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code" };

function styled(content, style = {}) {
  return Object.entries(TAGS).reduce((inner, [name, tag]) => (style[name] ? h(tag, {}, inner) : inner), content);
}
