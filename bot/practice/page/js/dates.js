// Dates and times in the zone of the person who is played, and Slack's <!date^…> formats.

const DAY = 86400;

function parts(unix, zone, options) {
  const made = new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }).formatToParts(new Date(unix * 1000));
  return Object.fromEntries(made.map((part) => [part.type, part.value]));
}

const format = (unix, zone, options) => new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }).format(new Date(unix * 1000));

const ordinal = (day) => {
  const last = day % 10;
  const ending = day >= 11 && day <= 13 ? "th" : { 1: "st", 2: "nd", 3: "rd" }[last] || "th";
  return `${day}${ending}`;
};

export const isoDay = (unix, zone) => {
  const p = parts(unix, zone, { year: "numeric", month: "2-digit", day: "2-digit" });
  return `${p.year}-${p.month}-${p.day}`;
};

export const clockTime = (unix, zone) => format(unix, zone, { hour: "numeric", minute: "2-digit" });

export const longMoment = (unix, zone) => format(unix, zone, { weekday: "long", month: "long", day: "numeric", year: "numeric" });

function dated(unix, zone, month, weekday) {
  const p = parts(unix, zone, { weekday: "long", month, day: "numeric", year: "numeric" });
  const front = weekday ? `${p.weekday}, ` : "";
  return `${front}${p.month} ${weekday || month === "long" ? ordinal(Number(p.day)) : p.day}, ${p.year}`;
}

function pretty(unix, zone, now, plain) {
  const days = (Date.parse(isoDay(unix, zone)) - Date.parse(isoDay(now, zone))) / (DAY * 1000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[Math.round(days)] || plain;
}

export function ago(unix, now) {
  const seconds = Math.abs(now - unix);
  const [size, unit] = [[DAY, "day"], [3600, "hour"], [60, "minute"], [1, "second"]].find(([length]) => seconds >= length) || [1, "second"];
  const count = Math.max(1, Math.floor(seconds / size));
  const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return unix > now ? `in ${words}` : `${words} ago`;
}

/** Slack's date tokens: {date}, {time}, {date_long_pretty}, … */
export function slackDate(template, unix, zone, now) {
  const date = dated(unix, zone, "long", false);
  const short = dated(unix, zone, "short", false);
  const long = dated(unix, zone, "long", true);
  const words = {
    date_num: () => isoDay(unix, zone),
    date: () => date,
    date_short: () => short,
    date_long: () => long,
    date_pretty: () => pretty(unix, zone, now, date),
    date_short_pretty: () => pretty(unix, zone, now, short),
    date_long_pretty: () => pretty(unix, zone, now, long),
    day_divider_pretty: () => pretty(unix, zone, now, long),
    time: () => clockTime(unix, zone),
    time_secs: () => format(unix, zone, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(unix, now),
  };
  return template.replace(/\{(\w+)\}/g, (token, name) => (words[name] ? words[name]() : token));
}

export function dayDivider(unix, zone, now) {
  const words = pretty(unix, zone, now, dated(unix, zone, "long", true));
  return words[0].toUpperCase() + words.slice(1);
}

/** "2026-03-18T15:30" on the wall in that zone -> unix seconds. */
export function fromWall(text, zone) {
  const asUtc = Date.parse(`${text}:00Z`) / 1000;
  // The zone's offset is looked up twice, because it may change between the guess and the moment itself.
  const once = asUtc - offsetAt(asUtc, zone);
  return asUtc - offsetAt(once, zone);
}

export function toWall(unix, zone) {
  const p = parts(unix, zone, { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}

const offsetAt = (unix, zone) => Date.parse(`${toWall(unix, zone)}:00Z`) / 1000 - Math.floor(unix / 60) * 60;
