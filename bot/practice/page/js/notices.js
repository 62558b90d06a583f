// Short sentences at the edge of the page, read aloud by screen readers too.
import { h } from "./dom.js";

const SHOWN_MS = 6000;

export function notice(words, kind = "") {
  const place = document.querySelector("#notices");
  const shown = h("p", { class: `notice ${kind}` }, words);
  place.append(shown);
  setTimeout(() => shown.remove(), SHOWN_MS);
}
