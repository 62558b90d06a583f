// Where each element keeps its value: in Slack's state, at its start, and on the way to the workspace.

const OPTION = ["selected_option", "initial_option"];
const OPTIONS = ["selected_options", "initial_options"];
const TEXT = ["value", "initial_value"];

const HOLDS = {
  static_select: OPTION, external_select: OPTION, radio_buttons: OPTION,
  multi_static_select: OPTIONS, multi_external_select: OPTIONS, checkboxes: OPTIONS,
  users_select: ["selected_user", "initial_user"],
  multi_users_select: ["selected_users", "initial_users"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  plain_text_input: TEXT, email_text_input: TEXT, url_text_input: TEXT, number_input: TEXT,
  rich_text_input: ["rich_text_value", "initial_value"],
  file_input: ["files", "initial_files"],
};

export const holdsValue = (type) => type in HOLDS;

/** The value that an element has by Slack's state, or that it starts with. */
export function startingValue(element, state) {
  const [held, initial] = HOLDS[element.type];
  const known = state && state.type === element.type ? state[held] : element[initial];
  return known ?? (held.endsWith("s") ? [] : null);
}

/** An option travels as its value, a file as its id. */
const sent = (value) => (value && typeof value === "object" ? value.value ?? value.id ?? value : value);

export const wire = (value) => (Array.isArray(value) ? value.map(sent) : sent(value));
