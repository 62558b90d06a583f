// The basics of a markdown block: headings, lists, bold, italic, code and links.
import { h } from "./dom.js";
import { link } from "./mrkdwn.js";

const INLINE = /`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|_([^_\s][^_]*)_/g;

export function markdown(text) {
  const nodes = [];
  for (const part of text.split(/\n{2,}|\n(?=[#>-])|(?<=^#.*)\n/m)) nodes.push(paragraph(part.trim()));
  return nodes;
}

function paragraph(text) {
  const heading = text.match(/^(#{1,6}) +(.*)$/);
  if (heading) return h(`h${Math.min(6, heading[1].length + 2)}`, {}, inline(heading[2]));
  if (/^[-*] /.test(text)) return h("ul", {}, text.split(/\n(?=[-*] )/).map((line) => h("li", {}, inline(line.slice(2)))));
  if (text.startsWith("> ")) return h("blockquote", {}, inline(text.replace(/^> ?/gm, "")));
  if (/^-{3,}$/.test(text)) return h("hr");
  return h("p", {}, inline(text));
}

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, label, address, bold, starred, underlined] = match;
    nodes.push(text.slice(from, match.index));
    if (code) nodes.push(h("code", {}, code));
    else if (label) nodes.push(link(address, [label]));
    else if (bold) nodes.push(h("strong", {}, inline(bold)));
    else nodes.push(h("em", {}, inline(starred || underlined)));
    from = match.index + whole.length;
  }
  return [...nodes, text.slice(from)];
}
