// Making a channel, and seeing and widening who is in it, as Slack's client lets a member do.
import { h, newId, replace } from "./dom.js";
import { Refusal, workspace } from "./api.js";
import { avatar } from "./avatar.js";
import { Combobox } from "./combobox.js";
import { openDialog } from "./dialog.js";
import { tagsOf } from "./tags.js";

/** Run `deed`; a refusal becomes a sentence in `place`. */
async function trying(place, deed) {
  place.textContent = "";
  try {
    const answer = await deed();
    if (answer.ok) return answer;
    place.textContent = answer.message || answer.error;
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    place.textContent = problem.message;
  }
  return null;
}

export function makeChannel(session, made) {
  const name = newId("name");
  const wrong = h("p", { class: "field-error", role: "alert" });
  const typed = h("input", { id: name, class: "field", autocomplete: "off", autofocus: true });
  const secret = h("input", { type: "checkbox", checked: true });
  const create = async (event) => {
    event.preventDefault();
    const wanted = typed.value.trim().toLowerCase().replace(/\s+/g, "-");
    if (!/^[\p{L}\p{N}_-]{1,80}$/u.test(wanted)) return void (wrong.textContent = "Use letters, figures, - and _, up to 80.");
    const answer = await trying(wrong, () => workspace.createChannel({ name: wanted, by: session.id, private: secret.checked }));
    if (!answer) return;
    close();
    await session.refresh();
    made(answer.channel.id);
  };
  const { close } = openDialog("Create a channel", h("form", { onsubmit: create, class: "stack" },
    h("div", {}, h("label", { class: "label", for: name }, "Name"), typed, wrong,
      h("p", { class: "hint" }, "A channel name is seen by many. Never put a family’s name into it.")),
    h("label", { class: "tick" }, secret, h("span", {}, "Private: only people who are invited see it")),
    h("div", { class: "dialog-foot" }, h("button", { class: "button primary", type: "submit" }, "Create"))));
}

export function showMembers(session, channelId) {
  const list = h("ul", { class: "member-list" });
  const wrong = h("p", { class: "field-error", role: "alert" });
  const inside = () => session.channels.find((channel) => channel.id === channelId)?.members || [];
  const draw = () => replace(list, inside().map((id) => member(session.users.find((user) => user.id === id) || { id, real_name: id })));
  const box = new Combobox({
    label: "Add somebody", placeholder: "Name of a person or app", clearable: false,
    search: async (text) => [{
      options: session.users
        .filter((user) => !user.deleted && !inside().includes(user.id) && user.real_name.toLowerCase().includes(text.toLowerCase()))
        .map((user) => ({ key: user.id, text: user.real_name, note: user.is_bot ? "app" : "" })),
    }],
    changed: async ([option]) => {
      box.chosen = [];
      box.draw();
      if (option && await trying(wrong, () => workspace.invite(channelId, session.id, option.key))) {
        await session.refresh();
        draw();
      }
    },
  });
  draw();
  openDialog("People in this channel", [h("div", { class: "label" }, "Add somebody"), box.node, wrong, list]);
}

const member = (user) => h("li", {}, avatar(user.id, user.real_name, { bot: user.is_bot }), h("span", {}, user.real_name), tagsOf(user));
