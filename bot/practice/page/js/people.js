// The first page: choose whom to play.
import { h, replace } from "./dom.js";
import { avatar } from "./avatar.js";
import { tagsOf } from "./tags.js";

export function drawPeople(main, common, choose) {
  const people = common.users.filter((user) => !user.is_bot);
  const without = common.workspace.people_without_slack;
  replace(main, h("div", { class: "people" },
    h("h1", {}, "Who are you now?"),
    h("p", { class: "lead" }, "Everyone here is invented. Choose a person and you see the workspace as they do: their channels, their direct messages, nobody else’s. Come back here to change places, or open a second person in another tab."),
    h("section", { "aria-labelledby": "with-slack" },
      h("h2", { id: "with-slack" }, "People with Slack"),
      h("div", { class: "cards" }, people.map((user) => card(user, common, choose)))),
    without.length ? h("section", { "aria-labelledby": "without-slack" },
      h("h2", { id: "without-slack" }, "People without Slack"),
      h("p", { class: "hint" }, "They belong to the team as much as anyone. Staff write down for them what they say, under their names."),
      h("div", { class: "cards" }, without.map(stranger))) : null));
}

function card(user, common, choose) {
  const words = [
    avatar(user.id, user.real_name),
    h("span", { class: "card-words" }, h("strong", {}, user.real_name), h("small", {}, about(common, user.id) || user.tz)),
    h("span", { class: "card-tags" }, tagsOf(user)),
  ];
  if (user.deleted) return h("div", { class: "person-card off" }, words);
  return h("button", { type: "button", class: "person-card", onclick: () => choose(user.id) }, words);
}

export const about = (common, id) => common.desk?.about?.[id];

const stranger = (person) => h("div", { class: "person-card off" }, avatar(person.id, person.name),
  h("span", { class: "card-words" }, h("strong", {}, person.name), h("small", {}, person.note || "")),
  h("span", { class: "card-tags" }, h("span", { class: "badge" }, "No Slack")));
