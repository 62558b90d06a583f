// The list of places: the person played, their channels, the app, and what is new there.
import { h, icon, redraw } from "./dom.js";
import { avatar } from "./avatar.js";
import { makeChannel } from "./rooms.js";

export function drawSide(side, session, place, go) {
  const { me, state } = session;
  const item = (key, words, mark, unread = 0) => h("a", {
    class: `place${place === key ? " here" : ""}${unread ? " new" : ""}`, href: `#/${session.id}/${key}`, "aria-current": place === key ? "page" : null,
  }, mark, h("span", { class: "place-name" }, words), unread ? h("span", { class: "count", "aria-label": `${unread} new` }, unread) : null);
  const channels = state.channels.filter((channel) => !channel.is_archived);
  redraw(side,
    h("a", { class: "me", href: "#/", "aria-label": `You are ${me.real_name}. Change person` },
      avatar(me.id, me.real_name), h("span", {}, h("small", {}, "You are"), h("strong", {}, me.real_name)), h("span", { class: "change" }, "Change")),
    h("h2", { id: "channels-title" }, "Channels"),
    h("ul", { "aria-labelledby": "channels-title" }, channels.map((channel) => h("li", {}, item(channel.id, channel.name, icon(channel.is_private ? "lock" : "hash"), session.unread.get(channel.id)))),
      h("li", {}, h("button", { type: "button", class: "place add", onclick: () => makeChannel(session, go) }, h("span", { "aria-hidden": "true", class: "plus" }, "+"), "Add a channel"))),
    h("h2", { id: "app-title" }, session.app.name),
    h("ul", { "aria-labelledby": "app-title" },
      session.app.home_tab ? h("li", {}, item("app", "Home", icon("home"))) : null,
      session.app.messages_tab ? h("li", {}, item("messages", "Messages", avatar(session.app.bot_user_id, session.app.name, { bot: true }), session.unread.get(session.dm))) : null));
}
