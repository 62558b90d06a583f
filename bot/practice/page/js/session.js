// One person's session: what they may see, kept fresh by the stream of their own changes.
import { person, workspace } from "./api.js";

const MESSAGES = ["message", "message_changed", "message_deleted", "ephemeral", "ephemeral_deleted", "reaction"];
const STATE = ["channel", "home", "modal_opened", "modal_updated", "modal_closed"];

export class Session extends EventTarget {
  constructor(user, common) {
    super();
    this.id = user;
    this.common = common;
    this.person = person(user);
    this.state = { channels: [], dms: [], home: null, modals: [] };
    this.unread = new Map();
    this.place = null;
    this.world = {
      zone: this.me?.tz || "UTC",
      now: () => Date.now() / 1000 + common.clock.offset,
      userName: (id) => this.users.find((other) => other.id === id)?.real_name,
      channelName: (id) => this.channels.find((channel) => channel.id === id)?.name,
    };
  }

  get me() { return this.common.users.find((user) => user.id === this.id); }

  get users() { return this.common.users; }

  get channels() { return this.state.channels; }

  get app() { return this.common.workspace.app; }

  /** The DM with the bot, once there is one. */
  get dm() { return this.state.dms[0]?.id; }

  async start() {
    this.state = await this.person.state();
    this.stream = this.person.stream(this.state.seq);
    this.stream.onmessage = (event) => this.hear(JSON.parse(event.data));
  }

  stop() {
    this.stream?.close();
  }

  hear(change) {
    if (MESSAGES.includes(change.what)) this.heardMessage(change);
    else if (STATE.includes(change.what)) this.refreshSoon();
    else if (change.what === "clock") this.refreshClock();
    else if (change.what === "workspace") this.refreshCommon();
    this.tell(change.what === "breach" ? "breach" : "change", change);
  }

  heardMessage({ what, channel }) {
    const watched = this.place === channel && !document.hidden;
    if (["message", "ephemeral"].includes(what) && !watched) {
      this.unread.set(channel, (this.unread.get(channel) || 0) + 1);
    }
    if (!this.state.dms.concat(this.channels).some((known) => known.id === channel)) this.refreshSoon();
    this.tell("messages", { channel });
    this.tell("places");
  }

  /** Many changes at once need one look only. */
  refreshSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.refresh(), 15);
  }

  /** Done once the newest state is known, whoever asked for it. */
  refresh() {
    this.latest = this.readState();
    return this.latest;
  }

  async readState() {
    this.turn = (this.turn || 0) + 1;
    const turn = this.turn;
    const state = await this.person.state();
    // An answer that was overtaken by a newer question is not shown.
    if (turn !== this.turn) return this.latest;
    this.state = state;
    this.tell("places");
    this.tell("views");
    return undefined;
  }

  async refreshClock() {
    this.common.clock = await workspace.clock();
    this.tell("clock");
    this.tell("views");
  }

  async refreshCommon() {
    await loadCommon(this.common);
    this.tell("places");
  }

  look(place) {
    this.place = place;
    this.unread.delete(place);
    this.tell("places");
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  on(name, hear) {
    this.addEventListener(name, (event) => hear(event.detail));
  }
}

/** What everybody may know: the app, the people, the clock. */
export async function loadCommon(common = {}) {
  const [about, users, clock] = await Promise.all([workspace.read(), workspace.users(), workspace.clock()]);
  return Object.assign(common, { workspace: about, users, clock });
}
