// Elements in which a person chooses: selects of every kind, radio buttons and checkboxes.
import { h, newId } from "./dom.js";
import { Combobox } from "./combobox.js";
import { plainText, textObject } from "./mrkdwn.js";

/** Each takes {element, block, surface, field}; `field` is {id, label} of an input block, if it stands in one. */
export const CHOICES = {
  static_select: (at) => select(at, staticSearch(at.element), fromOption),
  multi_static_select: (at) => select(at, staticSearch(at.element), fromOption),
  external_select: (at) => select(at, externalSearch(at), fromOption, at.element.min_query_length ?? 3),
  multi_external_select: (at) => select(at, externalSearch(at), fromOption, at.element.min_query_length ?? 3),
  users_select: (at) => select(at, listed(() => at.surface.session.users.filter((user) => !user.deleted).map(fromUser)), (id) => userById(at, id)),
  multi_users_select: (at) => CHOICES.users_select(at),
  conversations_select: (at) => select(at, listed(() => conversations(at)), (id) => channelById(at, id)),
  multi_conversations_select: (at) => CHOICES.conversations_select(at),
  channels_select: (at) => select(at, listed(() => at.surface.session.channels.filter((channel) => !channel.is_private).map(fromChannel)), (id) => channelById(at, id)),
  multi_channels_select: (at) => CHOICES.channels_select(at),
  radio_buttons: (at) => ticks(at, "radio"),
  checkboxes: (at) => ticks(at, "checkbox"),
};

const fromOption = (option) => ({ key: option.value, text: plainText(option.text.text), note: option.description ? plainText(option.description.text) : "", raw: option });
const fromUser = (user) => ({ key: user.id, text: user.real_name, note: [user.guest ? "guest" : "", user.stranger ? "other organisation" : "", user.is_bot ? "app" : ""].filter(Boolean).join(", "), raw: user.id });
const fromChannel = (channel) => ({ key: channel.id, text: `${channel.is_private ? "🔒 " : "#"}${channel.name}`, note: "", raw: channel.id });

function userById(at, id) {
  const known = at.surface.session.users.find((user) => user.id === id);
  return known ? fromUser(known) : { key: id, text: id, raw: id };
}

function channelById(at, id) {
  const known = at.surface.session.channels.find((channel) => channel.id === id);
  return known ? fromChannel(known) : userById(at, id);
}

function conversations(at) {
  const wanted = at.element.filter?.include || ["public", "private", "im"];
  const channels = at.surface.session.channels.filter((channel) => wanted.includes(channel.is_private ? "private" : "public"));
  const people = wanted.includes("im") ? at.surface.session.users.filter((user) => !user.deleted && !(user.is_bot && at.element.filter?.exclude_bot_users)) : [];
  return [...channels.map(fromChannel), ...people.map(fromUser)];
}

const has = (typed) => (option) => `${option.text} ${option.note}`.toLowerCase().includes(typed.toLowerCase());

const listed = (options) => async (typed) => [{ options: options().filter(has(typed)) }];

const staticSearch = (element) => async (typed) => groupsOf(element)
  .map((group) => ({ ...group, options: group.options.filter(has(typed)) }))
  .filter((group) => group.options.length);

const groupsOf = (held) => (held.option_groups
  ? held.option_groups.map((group) => ({ label: plainText(group.label.text), options: group.options.map(fromOption) }))
  : [{ options: (held.options || []).map(fromOption) }]);

const externalSearch = ({ element, block, surface }) => async (typed) => {
  const answer = await surface.session.person.options(surface.where, block.block_id, element.action_id, typed);
  if (!answer.ok) surface.tell(answer.message || "The choices could not be loaded.");
  return answer.ok ? groupsOf(answer) : [];
};

function select({ element, block, surface, field }, search, known, fewest = 0) {
  const many = element.type.startsWith("multi_");
  const held = surface.value(block, element);
  const chosen = (Array.isArray(held) ? held : held ? [held] : []).map(known);
  const box = new Combobox({
    id: field?.id, label: field ? undefined : label(element), many, chosen, search, fewest,
    placeholder: element.placeholder ? plainText(element.placeholder.text) : many ? "Choose some" : "Choose one",
    clearable: Boolean(block.optional),
    changed: async (options) => {
      const raw = options.map((option) => option.raw);
      const taken = await surface.changed(block, element, many ? raw : raw[0] ?? null, box.node);
      // A choice that was not confirmed, or that the bot did not take, goes back to what it was.
      if (!taken) { box.chosen = chosen; box.draw(); }
    },
  });
  return box.node;
}

const label = (element) => (element.placeholder ? plainText(element.placeholder.text) : "Choices");

function ticks({ element, block, surface, field }, type) {
  const held = [surface.value(block, element)].flat().filter(Boolean).map((option) => option.value);
  const name = newId("choice");
  const box = h("div", { class: "ticks", id: field?.id, role: field ? null : type === "radio" ? "radiogroup" : "group", "aria-label": field ? null : "Choices" });
  const inputs = element.options.map((option) => {
    const input = h("input", { type, name, value: option.value, checked: held.includes(option.value) });
    const note = option.description ? h("small", {}, textObject(option.description, surface.world)) : null;
    box.append(h("label", { class: "tick" }, input, h("span", {}, textObject(option.text, surface.world), note)));
    return [input, option];
  });
  box.addEventListener("change", () => {
    const picked = inputs.filter(([input]) => input.checked).map(([, option]) => option);
    surface.changed(block, element, type === "radio" ? picked[0] ?? null : picked, box);
  });
  return box;
}
