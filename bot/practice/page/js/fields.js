// Elements in which a person writes, or gives a date, a time or a file.
import { h, icon, iconButton, replace } from "./dom.js";
import { fromWall, toWall } from "./dates.js";
import { plainText } from "./mrkdwn.js";

const NEAR = 200;

export const FIELDS = {
  plain_text_input: (at) => written(at, at.element.multiline ? "textarea" : "text"),
  rich_text_input: (at) => written(at, "textarea"),
  email_text_input: (at) => written(at, "email"),
  url_text_input: (at) => written(at, "url"),
  number_input: (at) => written(at, "number"),
  datepicker: (at) => picked(at, "date"),
  timepicker: (at) => picked(at, "time"),
  datetimepicker: (at) => moment(at),
  file_input: (at) => files(at),
};

const placeholder = (element) => (element.placeholder ? plainText(element.placeholder.text) : "");

const named = ({ element, field }) => (field ? { id: field.id } : { "aria-label": placeholder(element) || element.type.replace("picker", "") });

function written(at, kind) {
  const { element, block, surface } = at;
  const held = surface.value(block, element);
  const tag = kind === "textarea" ? "textarea" : "input";
  const type = kind === "number" ? { type: "text", inputmode: "decimal" } : tag === "input" ? { type: kind } : { rows: 4 };
  const input = h(tag, { ...type, ...named(at), class: "field", autocomplete: "off", placeholder: placeholder(element), value: typeof held === "string" ? held : richWords(held) });
  const left = h("small", { class: "left", "aria-live": "polite" });
  const how = element.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
  input.addEventListener("input", () => {
    surface.keep(block, element, input.value || null);
    counted(left, input.value, element.max_length);
    if (block.dispatch_action && how.includes("on_character_entered")) surface.changed(block, element, input.value || null, input);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !block.dispatch_action || !how.includes("on_enter_pressed") || tag === "textarea") return;
    event.preventDefault();
    surface.changed(block, element, input.value || null, input);
  });
  return h("div", { class: "written" }, input, left);
}

/** The words of a rich text value, for the plain box in which this page edits it. */
function richWords(value) {
  if (!value) return "";
  if (value.text !== undefined) return value.text;
  return (value.elements || []).map(richWords).join(value.type === "rich_text" ? "\n" : "");
}

function counted(left, text, most) {
  const rest = most === undefined ? Infinity : most - text.length;
  left.textContent = rest > NEAR ? "" : rest >= 0 ? `${rest} characters left` : `${-rest} characters too many`;
  left.classList.toggle("over", rest < 0);
}

function picked(at, type) {
  const { element, block, surface } = at;
  const input = h("input", { type, ...named(at), class: "field short", value: surface.value(block, element) || "" });
  input.addEventListener("change", () => surface.changed(block, element, input.value || null, input));
  return input;
}

function moment(at) {
  const { element, block, surface } = at;
  const { zone } = surface.world;
  const held = surface.value(block, element);
  const input = h("input", { type: "datetime-local", ...named(at), class: "field short", value: held ? toWall(held, zone) : "" });
  input.addEventListener("change", () => surface.changed(block, element, input.value ? fromWall(input.value, zone) : null, input));
  return h("div", {}, input, h("small", { class: "left" }, `Time zone: ${zone}`));
}

function files(at) {
  const { element, block, surface } = at;
  const kept = [...(surface.value(block, element) || [])];
  const list = h("ul", { class: "file-list" });
  const tell = () => surface.changed(block, element, [...kept], list);
  const draw = () => replace(list, kept.map((file, index) => h("li", {}, icon("file"), file.name,
    iconButton("close", `Remove ${file.name}`, () => { kept.splice(index, 1); draw(); tell(); }))));
  const input = h("input", { type: "file", ...named(at), class: "field", multiple: (element.max_files || 10) > 1, accept: (element.filetypes || []).map((type) => `.${type}`).join(",") || null });
  input.addEventListener("change", async () => {
    for (const file of input.files) kept.push(await uploaded(surface.session.person, file));
    input.value = "";
    draw();
    tell();
  });
  draw();
  return h("div", { class: "files" }, list, input);
}

/** Send one file from this computer to the practice workspace. */
export async function uploaded(person, file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return person.upload(file.name, btoa(binary));
}
