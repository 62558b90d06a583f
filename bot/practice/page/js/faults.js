// What can go wrong between a bot and Slack, as switches.

const fault = (words, on) => {
  const off = Object.fromEntries(Object.keys(on).map((name) => [name, 0]));
  return { words, on, off, isOn: (now) => Object.keys(on).some((name) => now[name] > 0) };
};

export const FAULTS = [
  fault("Slack answers slowly", { latency_ms: 400 }),
  fault("Slack says “too many requests”", { rate_429: 0.15 }),
  fault("Slack has errors of its own", { rate_500: 0.15 }),
  fault("Answers get lost on the way", { lost_response: 0.1 }),
  fault("The connection drops", { dropped_socket: 0.1 }),
  fault("Things arrive twice", { duplicate_events: 0.5, duplicate_interactions: 0.3 }),
];
