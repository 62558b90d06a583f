// The app's own place: its Home tab and the direct messages with it.
import { h, replace } from "./dom.js";
import { Refusal } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { focusPath, refocus } from "./conversation.js";
import { Surface } from "./surface.js";

export class Home {
  constructor(session) {
    this.session = session;
    this.trouble = h("p", { class: "modal-trouble", role: "alert" });
    this.content = h("div", { class: "home-blocks" });
    this.node = h("div", { class: "home", tabindex: "0", role: "region", "aria-label": "Home tab" }, this.trouble, this.content);
    this.hear = () => this.draw();
    session.addEventListener("views", this.hear);
  }

  leave() {
    this.session.removeEventListener("views", this.hear);
  }

  async load() {
    this.draw();
    try {
      const answer = await this.session.person.openHome("home");
      if (!answer.ok) this.trouble.textContent = answer.message || "";
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      this.trouble.textContent = problem.message;
    }
  }

  draw() {
    const view = this.session.state.home;
    if (!view) return replace(this.content, h("p", { class: "empty" }, "The app has not shown its Home tab yet."));
    if (this.shown === view.hash) return;
    this.shown = view.hash;
    const focused = focusPath(this.content);
    const surface = new Surface({ where: { view_id: view.id }, session: this.session, values: view.state.values, tell: (words) => { this.trouble.textContent = words; } });
    replace(this.content, drawBlocks(view.blocks, surface));
    refocus(this.content, focused);
  }
}
