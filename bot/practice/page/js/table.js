// Tables in messages and home tabs; the first row names the columns.
import { h } from "./dom.js";
import { richText } from "./rich_text.js";

export function drawTable(block, world) {
  const [head, ...rows] = block.rows;
  const align = (index) => block.column_settings?.[index]?.align;
  const cell = (tag) => (content, index) => h(tag, { style: align(index) ? `text-align:${align(index)}` : null, scope: tag === "th" ? "col" : null }, words(content, world));
  return h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": block.caption || "Table" }, h("table", {},
    block.caption ? h("caption", {}, block.caption) : null,
    h("thead", {}, h("tr", {}, head.map(cell("th")))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell("td")))))));
}

function words(cell, world) {
  if (cell.type === "rich_text") return richText(cell, world);
  return cell.text ?? String(cell.value ?? "");
}
