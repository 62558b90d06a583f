// Small words beside a name that say what is special about somebody.
import { h } from "./dom.js";

export function tagsOf(user) {
  const words = [
    user.is_bot ? "APP" : "",
    user.guest ? "Guest" : "",
    user.stranger ? "Other organisation" : "",
    user.deleted ? "Deactivated" : "",
    user.admin ? "Administrator" : "",
  ];
  return words.filter(Boolean).map((word) => h("span", { class: "badge" }, word));
}
