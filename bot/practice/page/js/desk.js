// The practice desk: the clock, the faults, the sample case, the breaches, and starting over.
import { h, icon, iconButton, replace } from "./dom.js";
import { Refusal, workspace } from "./api.js";
import { ask } from "./confirm.js";
import { clockTime, fromWall, longMoment, toWall } from "./dates.js";
import { FAULTS } from "./faults.js";
import { notice } from "./notices.js";
import { nextDate } from "./next_date.js";
import { zoneOf } from "./top.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

export class Desk {
  constructor(node, common, session) {
    Object.assign(this, { node, common, session });
    this.breaches = [];
    this.seen = 0;
    this.parts = { clock: h("section"), sample: h("section"), faults: h("section"), breaches: h("section"), over: h("section") };
    this.titled(node);
    this.makeClock();
    this.makeFaults();
    this.makeOver();
    this.lookForBreaches();
  }

  titled(node) {
    replace(node, h("header", { class: "pane-head" }, h("h2", {}, "Practice desk"),
      iconButton("close", "Close the practice desk", () => document.getElementById("app").classList.toggle("show-desk"))),
    h("div", { class: "desk-parts" }, Object.values(this.parts)));
  }

  draw() {
    this.drawClock();
    this.drawSample();
    this.drawBreaches();
  }

  get zone() {
    return zoneOf(this.common, this.session());
  }

  /** Made once: whoever is about to type a moment must not lose it to the next tick. */
  makeClock() {
    const step = (words, how) => h("button", { type: "button", class: "button", onclick: (event) => this.busy(event.currentTarget, async () => this.move(await how())) }, words);
    const to = h("input", { type: "datetime-local", class: "field", "aria-label": "Move the clock to", required: true, value: toWall(this.now, this.zone) });
    const go = (event) => {
      event.preventDefault();
      this.busy(event.submitter, () => this.move({ offset: fromWall(to.value, this.zone) - Date.now() / 1000 }));
    };
    this.shownTime = h("p", { class: "desk-now" });
    replace(this.parts.clock, h("h3", {}, icon("clock"), "Clock"), this.shownTime,
      h("div", { class: "desk-row" }, step("+ 1 hour", () => ({ forward: HOUR })), step("+ 1 day", () => ({ forward: DAY })), step("To the next date", () => this.next())),
      h("form", { class: "desk-row", onsubmit: go }, to, h("button", { type: "submit", class: "button" }, "Go there")),
      h("p", { class: "hint" }, "Reminders arrive a few seconds after the clock has moved past them."));
  }

  get now() {
    return Date.now() / 1000 + this.common.clock.offset;
  }

  drawClock() {
    replace(this.shownTime, h("strong", {}, clockTime(this.now, this.zone)), h("span", {}, longMoment(this.now, this.zone)), h("small", {}, this.zone.replace("_", " ")));
  }

  /** The nearest date that this person's own screens name, and a day at most when there is none. */
  async next() {
    const session = this.session();
    const found = session && await nextDate(session);
    if (!found) notice("No date ahead is shown to this person, so the clock moves one day.");
    return found ? { offset: found - Date.now() / 1000 } : { forward: DAY };
  }

  async move(how) {
    this.common.clock = await workspace.moveClock(how);
    this.draw();
    notice(`It is now ${longMoment(this.common.clock.now, this.zone)}, ${clockTime(this.common.clock.now, this.zone)}.`);
  }

  /** Drawn anew when it says something else: a button replaced under a finger would lose the press. */
  drawSample() {
    const sample = this.common.desk?.sample;
    if (!sample) return;
    const says = JSON.stringify(sample);
    if (says === this.sampleSays) return;
    this.sampleSays = says;
    replace(this.parts.sample, h("h3", {}, icon("thread"), "Sample case"),
      h("p", {}, sample.words),
      sample.done
        ? h("a", { class: "button", href: `#/${sample.user}/${sample.channel}` }, "Go to the sample case")
        : h("button", { type: "button", class: "button primary", onclick: (event) => this.startSample(event.currentTarget) }, "Start the sample case"));
  }

  async startSample(button) {
    await this.busy(button, async () => {
      notice("Preparing the team. This takes a moment.");
      const answer = await workspace.doAtDesk("sample");
      notice(answer.message, answer.ok ? "" : "bad");
      this.common.desk = await workspace.desk();
      if (answer.ok) window.location.hash = `#/${answer.user}/${answer.channel}`;
    });
    this.drawSample();
  }

  async makeFaults() {
    const now = await workspace.faults();
    const rows = FAULTS.map((fault) => {
      const input = h("input", { type: "checkbox", role: "switch", checked: fault.isOn(now), onchange: () => this.busy(input, () => this.setFault(fault, input)) });
      return h("label", { class: "switch" }, input, h("span", {}, fault.words));
    });
    replace(this.parts.faults, h("h3", {}, icon("bolt"), "A bad day for Slack"), rows,
      h("p", { class: "hint" }, "The bot should carry on as if nothing had happened: nothing lost, nothing twice."));
  }

  async setFault(fault, input) {
    input.checked = fault.isOn(await workspace.setFaults(input.checked ? fault.on : fault.off));
  }

  async lookForBreaches() {
    const { breaches, next } = await workspace.breaches(this.seen);
    const later = breaches.filter((breach) => breach.seq > this.seen);
    this.breaches.push(...later);
    this.seen = Math.max(next ?? 0, this.breaches.at(-1)?.seq ?? 0);
    this.drawBreaches();
  }

  drawBreaches() {
    const serious = this.breaches.filter((breach) => breach.serious).length;
    replace(this.parts.breaches, h("h3", {}, icon(serious ? "warn" : "check"), "Slack’s rules"),
      this.breaches.length
        ? [h("p", {}, serious ? `${serious} ${serious === 1 ? "rule was" : "rules were"} broken.` : "No rule was broken. What Slack refused:"),
          h("ul", { class: "breaches" }, this.breaches.slice(-50).reverse().map((breach) => h("li", { class: breach.serious ? "serious" : "" },
            h("strong", {}, breach.rule), h("span", {}, breach.where), breach.detail ? h("small", {}, breach.detail) : null)))]
        : h("p", {}, "No rule has been broken."));
  }

  makeOver() {
    if (!this.common.desk) return;
    replace(this.parts.over, h("h3", {}, "Start over"),
      h("button", { type: "button", class: "button", onclick: (event) => this.startOver(event.currentTarget) }, "Forget everything practised"));
  }

  async startOver(button) {
    const sure = await ask("Start over?", "Every practice case, message and file is forgotten. Nothing outside practice is touched.", "Start over");
    if (!sure) return;
    await this.busy(button, async () => {
      await workspace.doAtDesk("reset");
      window.location.hash = "";
      window.location.reload();
    });
  }

  async busy(control, deed) {
    if (control.hasAttribute("aria-busy")) return;
    control.setAttribute("aria-busy", "true");
    try {
      await deed();
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      notice(problem.message, "bad");
    } finally {
      control.removeAttribute("aria-busy");
    }
  }
}
