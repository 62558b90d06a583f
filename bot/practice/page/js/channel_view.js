// The main column for a channel: its name, who is in it, and the conversation.
import { h, icon, iconButton } from "./dom.js";
import { Conversation } from "./conversation.js";
import { showMembers } from "./rooms.js";

export function channelView(session, id, openThread) {
  const channel = session.channels.find((one) => one.id === id);
  if (!channel) return { node: h("p", { class: "empty" }, "This person is not in that channel."), conversation: null };
  const conversation = new Conversation({ session, channel: id, openThread, placeholder: `Message ${channel.is_private ? "" : "#"}${channel.name}` });
  const people = h("button", { type: "button", class: "button quiet", onclick: () => showMembers(session, id) });
  conversation.onPlaces = () => {
    const count = session.channels.find((one) => one.id === id)?.members.length || 0;
    people.textContent = `${count} ${count === 1 ? "person" : "people"}`;
  };
  conversation.onPlaces();
  const node = h("section", { class: "pane", "aria-label": channel.name },
    h("header", { class: "pane-head" },
      h("h1", {}, icon(channel.is_private ? "lock" : "hash"), channel.name),
      channel.is_ext_shared ? h("span", { class: "badge" }, "Shared with another organisation") : null,
      people),
    conversation.node);
  return { node, conversation };
}

export function threadView(session, channel, thread, close) {
  const conversation = new Conversation({ session, channel, thread, placeholder: "Reply in this thread" });
  const node = h("section", { class: "pane" },
    h("header", { class: "pane-head" }, h("h2", {}, "Thread"), iconButton("close", "Close the thread", close)),
    conversation.node);
  return { node, conversation };
}

/** The app's two tabs share one head. */
export function appView(session, tab, content) {
  const { app } = session;
  const link = (key, words) => h("a", { href: `#/${session.id}/${key}`, class: tab === key ? "tab here" : "tab", "aria-current": tab === key ? "page" : null }, words);
  return h("section", { class: "pane", "aria-label": app.name },
    h("header", { class: "pane-head" }, h("h1", {}, app.name, h("span", { class: "badge" }, "APP")),
      h("nav", { class: "tabs", "aria-label": `${app.name}, tabs` }, app.home_tab ? link("app", "Home") : null, app.messages_tab ? link("messages", "Messages") : null)),
    content);
}
