// The small dialog that asks before something happens; also used by the practice desk.
import { h, newId } from "./dom.js";
import { plainText, textObject } from "./mrkdwn.js";

/** Resolves to true when the person agrees; Escape means no. */
export function askFirst(confirm, world) {
  return new Promise((answer) => {
    const title = newId("title");
    const dialog = h("dialog", { class: "confirm", "aria-labelledby": title });
    const end = (agreed) => { dialog.close(); dialog.remove(); answer(agreed); };
    dialog.append(
      h("h2", { id: title }, plainText(confirm.title.text)),
      h("div", { class: "confirm-text" }, textObject(confirm.text, world)),
      h("div", { class: "dialog-foot" },
        h("button", { type: "button", class: "button", onclick: () => end(false) }, plainText(confirm.deny.text)),
        h("button", { type: "button", class: `button ${confirm.style === "danger" ? "danger" : "primary"}`, autofocus: true, onclick: () => end(true) }, plainText(confirm.confirm.text))),
    );
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); end(false); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const plain = (text) => ({ type: "plain_text", text });

export const ask = (title, text, yes, no = "Not now") => askFirst(
  { title: plain(title), text: plain(text), confirm: plain(yes), deny: plain(no) }, {},
);
