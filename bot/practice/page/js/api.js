// The people's face of the practice workspace, as docs/practice.md describes it.

/** A sentence the server sent instead of an answer we can use. */
export class Refusal extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

async function call(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  let response;
  try {
    response = await fetch(`/people/${path}`, options);
  } catch {
    throw new Refusal("The practice workspace is not running. Start it again with: make practice");
  }
  const answer = await response.json().catch(() => ({}));
  if (response.status >= 400) throw new Refusal(answer.message || answer.error || `The practice workspace answered ${response.status}.`, response.status);
  return answer;
}

/** What not every workspace has: nothing where it has none. */
async function ifThere(path) {
  try {
    return await call(path);
  } catch (problem) {
    if (problem.status !== 404) throw problem;
    return null;
  }
}

const query = (values) => new URLSearchParams(values).toString();

export const workspace = {
  read: () => call("workspace"),
  users: async () => (await call("users")).users,
  channels: async () => (await call("channels")).channels,
  breaches: (since) => call(`breaches?${query({ since })}`),
  clock: () => call("clock"),
  moveClock: (how) => call("clock", how),
  faults: () => call("faults"),
  setFaults: (faults) => call("faults", faults),
  createChannel: (channel) => call("channels", channel),
  invite: (channel, by, user) => call(`channels/${channel}/invite`, { by, user }),
  desk: () => ifThere("desk"),
  doAtDesk: (deed) => call(`desk/${deed}`, {}),
};

/** What one person can see and do. */
export function person(user) {
  const as = (path, body) => call(`${user}/${path}`, body);
  return {
    state: () => as("state"),
    messages: async (channel, thread) => (await as(`messages?${query(thread ? { channel, thread_ts: thread } : { channel })}`)).messages,
    fileAddress: (file) => `/people/${user}/files/${file}`,
    stream: (since) => new EventSource(`/people/${user}/stream?${query({ since })}`),
    changes: (since) => as(`changes?${query({ since })}`),
    command: (channel, text, thread) => as("command", thread ? { channel, text, thread_ts: thread } : { channel, text }),
    say: (channel, text, extra) => as("message", { channel, text, ...extra }),
    remove: (channel, ts) => as("delete_message", { channel, ts }),
    react: (channel, ts, name) => as("react", { channel, ts, name }),
    upload: async (name, base64) => (await as("upload", { name, base64 })).file,
    openHome: (tab) => as("home", { tab }),
    act: (where, block_id, action_id, value) => as("act", { where, block_id, action_id, value }),
    fill: (view_id, values) => as("fill", { view_id, values }),
    submit: (view_id) => as("submit", { view_id }),
    close: (body) => as("close", body),
    shortcut: (callback_id, message) => as("shortcut", { callback_id, ...message }),
    options: (where, block_id, action_id, typed) => as("options", { where, block_id, action_id, query: typed }),
  };
}
