// The next date that one person's own screens name: in the Home tab, the direct messages, the channels.
import { fromWall } from "./dates.js";

const TOKEN = /<!date\^(\d+)\^/g;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WRITTEN = new RegExp(`(${MONTHS.join("|")}) (\\d{1,2}), (\\d{4})`, "g");
const MORNING = "09:00";

export async function nextDate(session) {
  const places = [session.dm, ...session.channels.filter((channel) => channel.is_member).map((channel) => channel.id)].filter(Boolean);
  const messages = await Promise.all(places.map((place) => session.person.messages(place)));
  return soonest(JSON.stringify([session.state.home, session.state.modals, messages]), session.world.now(), session.world.zone);
}

/** The soonest moment after `now` that the text names; a day without a time means its morning. */
export function soonest(text, now, zone) {
  const moments = [...text.matchAll(TOKEN)].map(([, unix]) => Number(unix));
  const days = [...text.matchAll(WRITTEN)].map(([, month, day, year]) => (
    fromWall(`${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}-${day.padStart(2, "0")}T${MORNING}`, zone)
  ));
  const ahead = [...moments, ...days].filter((unix) => unix > now + 1);
  return ahead.length ? Math.min(...ahead) : null;
}
