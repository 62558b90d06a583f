// Every block that the bot may use, each drawn by one small function.
import { h, newId } from "./dom.js";
import { drawElement, image } from "./elements.js";
import { markdown } from "./markdown.js";
import { plainText, textObject } from "./mrkdwn.js";
import { richText } from "./rich_text.js";
import { drawTable } from "./table.js";

const GROUPS = ["radio_buttons", "checkboxes"];

/** All blocks of a message or view; `errors` are sentences by block_id. */
export const drawBlocks = (blocks, surface, errors = {}) => blocks.map((block) => drawBlock(block, surface, errors[block.block_id]));

function drawBlock(block, surface, error) {
  const draw = BLOCKS[block.type];
  const node = draw ? draw(block, surface, error) : h("p", { class: "unknown" }, `This page does not show the block “${block.type}”.`);
  node.classList.add("block", `block-${block.type}`);
  if (block.block_id) node.dataset.blockId = block.block_id;
  return node;
}

const BLOCKS = {
  header: (block) => h("h3", {}, plainText(block.text.text)),
  divider: () => h("hr"),
  section,
  context: (block, surface) => h("div", {}, block.elements.map((element) => (
    element.type === "image" ? image(element, "context-image") : h("span", { class: "context-text" }, textObject(element, surface.world))
  ))),
  actions: (block, surface) => h("div", {}, block.elements.map((element) => drawElement({ element, block, surface }))),
  context_actions: (block, surface) => BLOCKS.actions(block, surface),
  input,
  image: (block) => h("figure", {}, block.title ? h("figcaption", {}, plainText(block.title.text)) : null, image(block, "block-picture")),
  rich_text: (block, surface) => richText(block, surface.world),
  markdown: (block) => h("div", {}, markdown(block.text)),
  alert: (block, surface) => h("div", { class: `alert ${block.level || "default"}`, role: "note" }, textObject(block.text, surface.world)),
  table: (block, surface) => drawTable(block, surface.world),
  data_table: (block, surface) => drawTable(block, surface.world),
  card,
  container: (block, surface) => h("details", { open: !block.default_collapsed },
    h("summary", {}, plainText(block.title.text)), drawBlocks(block.child_blocks, surface)),
};

function section(block, surface) {
  const { world } = surface;
  return h("div", {},
    h("div", { class: "section-text" },
      block.text ? h("div", {}, textObject(block.text, world)) : null,
      block.fields ? h("div", { class: "fields" }, block.fields.map((field) => h("div", {}, textObject(field, world)))) : null),
    block.accessory ? h("div", { class: "accessory" }, drawElement({ element: block.accessory, block, surface })) : null);
}

function input(block, surface, error) {
  const { element } = block;
  const field = { id: newId("field") };
  const described = [];
  const words = [plainText(block.label.text), block.optional ? h("span", { class: "optional" }, " (optional)") : null];
  const control = drawElement({ element, block, surface, field });
  const hint = block.hint ? h("p", { class: "hint", id: `${field.id}-hint` }, plainText(block.hint.text)) : null;
  const wrong = error ? h("p", { class: "field-error", id: `${field.id}-error`, role: "alert" }, plainText(error)) : null;
  for (const part of [wrong, hint]) if (part) described.push(part.id);
  const node = GROUPS.includes(element.type)
    ? h("fieldset", { "aria-describedby": described.join(" ") || null }, h("legend", { class: "label" }, words), control, wrong, hint)
    : h("div", {}, h("label", { class: "label", for: field.id }, words), control, wrong, hint);
  const focusable = node.querySelector(`#${field.id}`);
  if (described.length) focusable?.setAttribute("aria-describedby", described.join(" "));
  if (wrong) { node.classList.add("wrong"); focusable?.setAttribute("aria-invalid", "true"); }
  if (!block.optional && !GROUPS.includes(element.type)) focusable?.setAttribute("aria-required", "true");
  if (element.focus_on_load) focusable?.setAttribute("autofocus", "");
  return node;
}

function card(block, surface) {
  const { world } = surface;
  return h("div", { class: "card" },
    ["title", "subtitle", "body", "subtext"].map((part) => (block[part] ? h("div", { class: `card-${part}` }, textObject(block[part], world)) : null)),
    block.actions ? BLOCKS.actions({ ...block, elements: block.actions }, surface) : null);
}
