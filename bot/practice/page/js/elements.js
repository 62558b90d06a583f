// Every element of Block Kit that the bot may use, each drawn by one small function.
import { h } from "./dom.js";
import { CHOICES } from "./choices.js";
import { FIELDS } from "./fields.js";
import { menuButton } from "./menu.js";
import { plainText } from "./mrkdwn.js";

const PRESSED = {
  button: (at) => button(at, at.element.text),
  workflow_button: (at) => button(at, at.element.text),
  overflow: (at) => overflow(at),
  image: (at) => image(at.element),
  feedback_buttons: (at) => [at.element.positive_button, at.element.negative_button].map((one) => button(at, one.text, one.value)),
  icon_button: (at) => button(at, at.element.text),
};

const DRAWN = { ...PRESSED, ...CHOICES, ...FIELDS };

/** `at` is {element, block, surface, field}. */
export function drawElement(at) {
  const draw = DRAWN[at.element.type];
  if (!draw) return h("span", { class: "unknown" }, `This page does not show “${at.element.type}”.`);
  const node = draw(at);
  for (const part of [node].flat()) {
    part.dataset.block = at.block.block_id || "";
    part.dataset.action = at.element.action_id || "";
  }
  return node;
}

function button({ element, block, surface }, text, value) {
  const label = plainText(text.text);
  const style = { primary: "primary", danger: "danger" }[element.style] || "";
  const press = () => surface.act(block, element, value, node);
  const props = { class: `button ${style}`, "aria-label": element.accessibility_label };
  const node = element.url
    ? h("a", { ...props, href: element.url, target: "_blank", rel: "noreferrer noopener", role: "button", onclick: press }, label)
    : h("button", { ...props, type: "button", onclick: press }, label);
  return node;
}

function overflow({ element, block, surface }) {
  const items = element.options.map((option) => ({
    label: plainText(option.text.text),
    note: option.description ? plainText(option.description.text) : "",
    chosen: () => {
      if (option.url) window.open(option.url, "_blank", "noreferrer");
      return surface.act(block, element, option.value, node);
    },
  }));
  const node = menuButton("more", "More choices", items);
  return node;
}

/** Nothing is fetched from outside: only pictures that this workspace serves are shown as pictures. */
export function image(element, className = "accessory-image") {
  const address = element.image_url || "";
  const local = address.startsWith("/") || address.startsWith(window.location.origin) || address.startsWith("data:image/");
  if (local) return h("img", { class: className, src: address, alt: element.alt_text });
  return h("span", { class: `${className} no-picture`, role: "img", "aria-label": element.alt_text }, element.alt_text);
}
