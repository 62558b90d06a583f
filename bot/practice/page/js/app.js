// Puts the page together: reads the address, shows the person and the place that it names.
import { Refusal, workspace } from "./api.js";
import { h, replace } from "./dom.js";
import { appView, channelView, threadView } from "./channel_view.js";
import { Conversation } from "./conversation.js";
import { Desk } from "./desk.js";
import { Home } from "./home.js";
import { Modals } from "./modal.js";
import { notice } from "./notices.js";
import { drawPeople } from "./people.js";
import { Session, loadCommon } from "./session.js";
import { drawSide } from "./side.js";
import { drawTop } from "./top.js";

const at = (id) => document.getElementById(id);
const frame = at("app");
const LOOK_MS = 4000;

class Page {
  constructor(common) {
    this.common = common;
    this.session = null;
    this.shown = null;
    this.side = null;
    this.desk = new Desk(at("desk"), common, () => this.session);
    this.toggles = {
      side: () => frame.classList.toggle("show-side"),
      desk: () => { frame.classList.toggle("show-desk"); this.desk.draw(); },
    };
    setInterval(() => this.lookUp(), LOOK_MS);
    window.addEventListener("hashchange", () => this.follow());
  }

  /** #/person/place/thread */
  async follow() {
    const [, user, place, thread] = window.location.hash.split("/");
    frame.classList.remove("show-side");
    if (!user || !this.common.users.some((one) => one.id === user && !one.deleted)) return this.choose();
    if (this.session?.id !== user) await this.become(user);
    this.show(place || this.firstPlace(), thread);
  }

  async choose() {
    this.leave();
    await loadCommon(this.common);
    drawPeople(at("main"), this.common, (user) => { window.location.hash = `#/${user}`; });
    frame.classList.add("choosing");
    this.top();
    this.desk.draw();
  }

  async become(user) {
    this.leave();
    frame.classList.remove("choosing");
    this.session = new Session(user, this.common);
    await this.session.start();
    this.modals = new Modals(this.session);
    this.session.on("places", () => { this.redrawSide(); this.part?.onPlaces?.(); });
    this.session.on("clock", () => { this.top(); this.desk.draw(); });
    this.session.on("breach", () => this.desk.lookForBreaches());
    this.modals.draw();
    this.desk.draw();
  }

  leave() {
    this.clear();
    this.modals?.leave();
    this.session?.stop();
    this.session = this.modals = this.shown = null;
    replace(at("side"));
  }

  /** The channel that is new, else the first, else the app. */
  firstPlace() {
    const { channels } = this.session;
    return channels.find((channel) => channel.is_member && channel.is_private)?.id || (this.session.app.home_tab ? "app" : channels[0]?.id || "messages");
  }

  show(place, thread) {
    if (this.shown !== place) this.showPlace(place);
    this.showThread(place, thread);
    this.redrawSide();
    this.top();
  }

  showPlace(place) {
    this.clear();
    this.shown = place;
    const { session } = this;
    if (place === "app") this.use(new Home(session), (home) => appView(session, "app", home.node));
    else if (place === "messages") this.use(this.direct(), (talk) => appView(session, "messages", talk.node));
    else this.use(null, () => {
      const { node, conversation } = channelView(session, place, (ts) => { window.location.hash = `#/${session.id}/${place}/${ts}`; });
      this.part = conversation;
      return node;
    });
    session.look(place === "messages" ? session.dm : place);
    this.part?.load();
  }

  use(part, view) {
    this.part = part;
    replace(at("main"), view(part));
  }

  direct() {
    const { session } = this;
    session.person.openHome("messages");
    const talk = new Conversation({ session, channel: session.dm || null, placeholder: `Message ${session.app.name}`, openThread: (ts) => { window.location.hash = `#/${session.id}/messages/${ts}`; } });
    // The first message in either direction begins this conversation.
    talk.onPlaces = () => {
      if (talk.channel || !session.dm) return;
      talk.channel = session.dm;
      session.look(session.dm);
      talk.load();
    };
    return talk;
  }

  showThread(place, thread) {
    this.threadPart?.leave();
    this.threadPart = null;
    frame.classList.toggle("show-thread", Boolean(thread));
    at("thread").hidden = !thread;
    if (!thread) return replace(at("thread"));
    const channel = place === "messages" ? this.session.dm : place;
    const { node, conversation } = threadView(this.session, channel, thread, () => { window.location.hash = `#/${this.session.id}/${place}`; });
    this.threadPart = conversation;
    replace(at("thread"), node);
    conversation.load().then(() => conversation.composer.text.focus());
  }

  clear() {
    this.part?.leave();
    this.threadPart?.leave();
    this.part = this.threadPart = null;
  }

  redrawSide() {
    if (!this.session) return;
    drawSide(at("side"), this.session, this.shown, (channel) => { window.location.hash = `#/${this.session.id}/${channel}`; });
  }

  /** The minute passes, and the bot comes and goes, without anybody telling us. */
  async lookUp() {
    try {
      this.common.workspace = await workspace.read();
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      this.common.workspace.connected = 0;
    }
    this.top();
    this.desk.drawClock();
  }

  top() {
    drawTop(at("top"), this.common, this.session, this.toggles);
  }
}

async function open() {
  try {
    const common = await loadCommon();
    common.desk = await workspace.desk();
    await new Page(common).follow();
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    replace(at("main"), h("p", { class: "waiting", role: "alert" }, problem.message));
  }
}

window.addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof Refusal)) return;
  event.preventDefault();
  notice(event.reason.message, "bad");
});

open();
