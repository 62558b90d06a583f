// Modals: the top view of this person's stack in one dialog; fields, errors under them, waiting and trouble.
import { h, iconButton, newId, replace } from "./dom.js";
import { Refusal } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { focusPath, refocus } from "./conversation.js";
import { plainText } from "./mrkdwn.js";
import { Surface, forget } from "./surface.js";

const TROUBLE = "We had some trouble connecting. Try again?";

export class Modals {
  constructor(session) {
    this.session = session;
    this.shown = null;
    this.errors = {};
    this.title = newId("modal");
    this.node = h("dialog", { class: "modal", "aria-labelledby": this.title });
    this.node.addEventListener("cancel", (event) => { event.preventDefault(); this.close(false); });
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) this.submit();
    });
    document.body.append(this.node);
    session.on("views", () => this.draw());
  }

  leave() {
    this.node.close();
    this.node.remove();
  }

  get view() {
    return this.session.state.modals.at(-1);
  }

  draw() {
    const { view } = this;
    if (!view) return this.vanish();
    if (this.shown?.id !== view.id) this.errors = {};
    const before = this.shown && JSON.stringify([this.shown.id, this.shown.hash]);
    if (before === JSON.stringify([view.id, view.hash])) return;
    this.paint(view, this.shown?.id === view.id);
  }

  paint(view, again) {
    const focused = again ? focusPath(this.node) : null;
    const scrolled = again ? this.body.scrollTop : 0;
    this.shown = view;
    this.trouble = h("p", { class: "modal-trouble", role: "alert" });
    this.surface = new Surface({ where: { view_id: view.id }, session: this.session, values: view.state.values, tell: (words) => { this.trouble.textContent = words; } });
    this.body = h("div", { class: "modal-body" }, this.trouble, this.stray(view), drawBlocks(view.blocks, this.surface, this.errors));
    this.send = view.submit ? h("button", { type: "submit", class: "button primary" }, plainText(view.submit.text)) : null;
    replace(this.node, h("form", { class: "modal-form", novalidate: true, onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      this.head(view), this.body, h("div", { class: "dialog-foot" },
        h("button", { type: "button", class: "button", onclick: () => this.close(false) }, plainText(view.close?.text || (view.submit ? "Cancel" : "Close"))),
        this.send)));
    if (!this.node.open) this.node.showModal();
    this.body.scrollTop = scrolled;
    refocus(this.node, focused);
    if (!focused) this.firstField()?.focus();
  }

  head(view) {
    const depth = this.session.state.modals.length;
    return h("header", { class: "modal-head" },
      depth > 1 ? h("span", { class: "depth", title: "Closing it brings the one below back" }, `${depth} of 3`) : null,
      h("h2", { id: this.title }, plainText(view.title?.text || "")),
      iconButton("close", depth > 1 ? "Close all" : "Close", () => this.close(true)));
  }

  /** Errors for a block that this view does not have are still said. */
  stray(view) {
    const known = new Set(view.blocks.map((block) => block.block_id));
    return Object.entries(this.errors).filter(([id]) => !known.has(id)).map(([, words]) => h("p", { class: "field-error", role: "alert" }, words));
  }

  firstField() {
    return this.node.querySelector("[autofocus]") || this.body.querySelector("input:not([type=hidden]), textarea") || this.node.querySelector(".dialog-foot .button:last-child");
  }

  async submit() {
    if (!this.send || this.waiting) return;
    const { view } = this;
    const answer = await this.during(async () => {
      await this.surface.flush();
      return this.session.person.submit(view.id);
    });
    if (!answer) return;
    this.errors = answer.errors || {};
    if (answer.modals) this.session.state.modals = answer.modals;
    const wrong = Object.keys(this.errors).length;
    if (wrong && this.view?.id === view.id) this.showErrors();
    else this.draw();
    if (!answer.ok && !wrong) this.trouble.textContent = answer.message || TROUBLE;
  }

  showErrors() {
    this.paint(this.view, true);
    const first = this.body.querySelector(".wrong");
    first?.scrollIntoView({ block: "nearest" });
    first?.querySelector("input, textarea, button")?.focus();
  }

  /** `all` is the X, which leaves the whole stack; Cancel and Escape leave the top one. */
  async close(all) {
    const { view } = this;
    const answer = await this.during(() => this.session.person.close(all ? { all: true } : { view_id: view.id }));
    if (!answer) return;
    forget(view.id);
    this.session.state.modals = answer.modals || [];
    this.draw();
  }

  async during(deed) {
    this.waiting = true;
    this.send?.setAttribute("aria-busy", "true");
    this.trouble.textContent = "";
    try {
      return await deed();
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      this.trouble.textContent = problem.message;
      this.session.refreshSoon();
      return null;
    } finally {
      this.waiting = false;
      this.send?.removeAttribute("aria-busy");
    }
  }

  vanish() {
    if (this.shown) forget(this.shown.id);
    this.shown = null;
    this.errors = {};
    if (this.node.open) this.node.close();
    replace(this.node);
  }
}
