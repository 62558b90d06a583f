// The next date that one person's own screens name: in the Home tab, the direct messages, the channels.

const TOKEN = /<!date\^(\d+)\^/g;

export async function nextDate(session) {
  const places = [session.dm, ...session.channels.filter((channel) => channel.is_member).map((channel) => channel.id)].filter(Boolean);
  const messages = await Promise.all(places.map((place) => session.person.messages(place)));
  const shown = JSON.stringify([session.state.home, session.state.modals, messages]);
  const now = session.world.now();
  const ahead = [...shown.matchAll(TOKEN)].map((token) => Number(token[1])).filter((unix) => unix > now + 1);
  return ahead.length ? Math.min(...ahead) : null;
}
