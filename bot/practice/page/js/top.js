// The line across the top: where we are, what time it is in practice, and the way to the practice desk.
import { h, iconButton, redraw } from "./dom.js";
import { clockTime, longMoment } from "./dates.js";

export function drawTop(top, common, session, toggles) {
  const zone = zoneOf(common, session);
  const now = Date.now() / 1000 + common.clock.offset;
  const moved = Math.abs(common.clock.offset) > 1;
  redraw(top,
    session ? iconButton("menu", "Conversations", toggles.side, { class: "icon-button only-narrow", "aria-controls": "side" }) : null,
    h("a", { class: "brand", href: "#/" }, h("img", { src: "/page/icon.svg", alt: "", width: 24, height: 24 }), h("strong", {}, common.workspace.app.name), h("span", { class: "practice-mark" }, "PRACTICE")),
    h("p", { class: "top-clock", title: zone }, h("span", { class: "long" }, `${longMoment(now, zone)}, `), clockTime(now, zone), moved ? h("span", { class: "badge" }, "moved") : null),
    common.workspace.connected ? null : h("span", { class: "badge warn", role: "status" }, "The bot is not connected"),
    iconButton("desk", "Practice desk", toggles.desk, { "aria-controls": "desk" }));
}

/** The zone of the person played; while nobody is, that of the people who are there. */
export const zoneOf = (common, session) => session?.world.zone || common.users.find((user) => !user.is_bot)?.tz || "UTC";
