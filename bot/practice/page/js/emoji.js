// Names of the emoji that a working message is likely to use; an unknown name stays as it was written.

const KNOWN = {
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️", information_source: "ℹ️",
  bell: "🔔", no_bell: "🔕", calendar: "📅", spiral_calendar_pad: "🗓️", date: "📅", clock1: "🕐", clock3: "🕒", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", alarm_clock: "⏰", memo: "📝", pencil: "📝", pencil2: "✏️", page_facing_up: "📄", clipboard: "📋",
  paperclip: "📎", lock: "🔒", unlock: "🔓", key: "🔑", eyes: "👀", eye: "👁️", wave: "👋", raised_hand: "✋", handshake: "🤝",
  pray: "🙏", "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", heart: "❤️", star: "⭐", sparkles: "✨", seedling: "🌱",
  house: "🏠", school: "🏫", family: "👪", child: "🧒", speech_balloon: "💬", thought_balloon: "💭", telephone_receiver: "📞",
  phone: "☎️", email: "📧", envelope: "✉️", incoming_envelope: "📨", mailbox: "📫", mag: "🔍", bulb: "💡", question: "❓",
  exclamation: "❗", point_right: "👉", arrow_right: "➡️", arrow_left: "⬅️", leftwards_arrow_with_hook: "↩️", arrow_up: "⬆️", arrow_down: "⬇️", heavy_plus_sign: "➕",
  heavy_minus_sign: "➖", large_green_circle: "🟢", large_yellow_circle: "🟡", large_orange_circle: "🟠", red_circle: "🔴",
  large_blue_circle: "🔵", white_circle: "⚪", black_circle: "⚫", green_heart: "💚", smile: "😄", slightly_smiling_face: "🙂",
  tada: "🎉", book: "📖", books: "📚", busts_in_silhouette: "👥", bust_in_silhouette: "👤", earth_americas: "🌎", wastebasket: "🗑️",
  round_pushpin: "📍", pushpin: "📌", scroll: "📜", link: "🔗", gear: "⚙️", no_entry: "⛔", construction: "🚧", tools: "🛠️",
  one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣", six: "6️⃣", seven: "7️⃣", eight: "8️⃣", nine: "9️⃣",
};

export const emoji = (name) => KNOWN[name];

export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (written, name) => KNOWN[name] || written);
