// A face for everybody: initials on a quiet colour that stays the same for one person.
import { h } from "./dom.js";

const COLOURS = ["#2f6f73", "#8a5a2b", "#5b5f97", "#7a4b6b", "#3f7048", "#a0522d", "#4a6a8a", "#6d6a2f"];

export function avatar(id, name, { bot = false } = {}) {
  const sum = [...id].reduce((total, letter) => total * 31 + letter.codePointAt(0), 7);
  const letters = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word)).map((word) => [...word][0]);
  const initials = [letters[0], letters.length > 1 ? letters[letters.length - 1] : ""].join("").toUpperCase();
  const colour = bot ? "#1f6f68" : COLOURS[Math.abs(sum) % COLOURS.length];
  return h("span", { class: `avatar${bot ? " bot" : ""}`, style: `background:${colour}`, "aria-hidden": "true" }, bot ? h("img", { src: "/page/bot.svg", alt: "" }) : initials || "?");
}
