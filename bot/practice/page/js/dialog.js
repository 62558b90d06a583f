// A dialog of the page's own, with a title and a way out.
import { append, h, iconButton, newId } from "./dom.js";

/** Shows it and gives {close}; `content` is a node or a list of nodes. */
export function openDialog(title, content) {
  const id = newId("dialog");
  const dialog = h("dialog", { class: "modal small", "aria-labelledby": id });
  const close = () => { dialog.close(); dialog.remove(); };
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  append(dialog, [
    h("header", { class: "modal-head" }, h("h2", { id }, title), iconButton("close", "Close", close)),
    h("div", { class: "modal-body" }, content),
  ]);
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("[autofocus]")?.focus();
  return { close, dialog };
}
