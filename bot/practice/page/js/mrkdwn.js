// Slack's mrkdwn as nodes: bold, italic, strike, code, quotes, bullets, links, mentions, dates, emoji.
import { h } from "./dom.js";
import { slackDate } from "./dates.js";
import { emoji, withEmoji } from "./emoji.js";

/** Undo Slack's three escapes; the last one last, so that "&amp;lt;" stays "&lt;". */
export const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const EDGE = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";
const mark = (sign) => `${EDGE}[${sign}](?![\\s${sign}])([^\\n${sign}]*[^\\s${sign}])[${sign}]${END}`;
const INLINE = new RegExp(
  ["`([^`\\n]+)`", "<([^<>\\n]+)>", mark("*"), mark("_"), mark("~"), ":([a-z0-9_+-]+):"].join("|"),
  "gu",
);

/** `world` knows names, the reader's zone and the time: {userName, channelName, zone, now}. */
export function mrkdwn(text, world) {
  return text.split(/```\n?([\s\S]+?)\n?```/).flatMap((piece, index) => (
    index % 2 ? [h("pre", { class: "code-block" }, unescape(piece))] : lines(piece, world)
  ));
}

function lines(text, world) {
  if (!text) return [];
  return grouped(text.split("\n")).map(({ kind, lines: held }) => {
    const inner = held.flatMap((line, index) => [index ? h("br") : null, ...inline(line, world)]);
    return kind === "quote" ? h("blockquote", {}, inner) : h("span", { class: `line ${kind}` }, inner);
  });
}

function grouped(all) {
  const groups = [];
  for (const line of all) {
    const quoted = line.match(/^(?:&gt;|>) ?(.*)$/);
    const kind = quoted ? "quote" : /^\s*[•◦▪–-] /.test(line) ? "bullet" : "plain";
    const last = groups[groups.length - 1];
    // Bullets hang one by one; other lines of a kind flow together.
    if (last && last.kind === kind && kind !== "bullet") last.lines.push(quoted ? quoted[1] : line);
    else groups.push({ kind, lines: [quoted ? quoted[1] : line] });
  }
  return groups;
}

function inline(text, world) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > from) nodes.push(unescape(text.slice(from, match.index)));
    nodes.push(...marked(match, world));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(unescape(text.slice(from)));
  return nodes;
}

function marked([whole, code, angle, bold, italic, strike, name], world) {
  if (code) return [h("code", {}, unescape(code))];
  if (angle) return [entity(angle, world)];
  if (bold) return [h("strong", {}, inline(bold, world))];
  if (italic) return [h("em", {}, inline(italic, world))];
  if (strike) return [h("s", {}, inline(strike, world))];
  return [emoji(name) || whole];
}

/** What stands between < and >. */
function entity(text, world) {
  const bar = text.indexOf("|");
  const [target, label] = bar < 0 ? [text, ""] : [text.slice(0, bar), text.slice(bar + 1)];
  if (target.startsWith("@")) return mention(`@${world.userName(target.slice(1)) || label || target.slice(1)}`);
  if (target.startsWith("#")) return mention(`#${world.channelName(target.slice(1)) || label || "private-channel"}`);
  if (target.startsWith("!date^")) return date(target, label, world);
  if (target.startsWith("!")) return mention(label || `@${target.slice(1).split("^")[0]}`);
  return link(target, label ? inline(label, world) : [unescape(target.replace(/^mailto:/, ""))]);
}

const mention = (words) => h("span", { class: "mention" }, unescape(words));

function date(target, fallback, world) {
  const [, unix, template, address] = target.split("^");
  const stamp = Number(unix);
  if (!Number.isFinite(stamp) || !template) return document.createTextNode(unescape(fallback));
  const words = slackDate(template, stamp, world.zone, world.now());
  const time = h("time", { datetime: new Date(stamp * 1000).toISOString(), title: unescape(fallback) }, unescape(words));
  return address ? link(address, [time]) : time;
}

/** Only addresses that a browser may safely follow become links. */
export function link(address, children) {
  const target = unescape(address);
  if (!/^(https?:|mailto:|slack:)/i.test(target)) return h("span", {}, children);
  return h("a", { href: target, target: "_blank", rel: "noreferrer noopener" }, children);
}

/** A text object, or nothing. */
export function textObject(object, world) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, world) : [plainText(object.text)];
}

export const plainText = (text) => withEmoji(unescape(text));
