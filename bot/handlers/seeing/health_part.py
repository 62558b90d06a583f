"""How the bot is doing, for the administrator's own page: figures alone, of no case."""

from typing import Any

from bot.domain.health import Health
from bot.render import Part, Words

Row = dict[str, Any]
_UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))


def health_part(words: Words, health: Health, language: str) -> Part:
    """Whether all is well, what waits to go out, the line to Slack, and when each sweep last ended."""

    def span(seconds: float) -> str:
        unit, size = next((each for each in _UNITS if seconds >= 2 * each[1]), _UNITS[-1])
        return words.text("views/span", language, count=int(seconds // size), unit=unit)

    backlog, line, sweeps = health.backlog, health.line, health.ticks.sweeps
    well = health.ok and not (backlog and backlog.turned_away)
    rows: list[Row] = [{"what": "all", "ok": well, "database": backlog is not None}]
    if backlog is not None:
        waited = span(health.oldest_due_seconds) if backlog.oldest_due else ""
        rows.append({"what": "outbox", "due": backlog.due, "waited": waited, "uncertain": backlog.uncertain})
        if backlog.turned_away:
            rows.append({"what": "turned_away", "code": backlog.turned_away})
    if line is not None:
        times = {"age": span(line.age_seconds), "silent": span(line.silent_seconds)}
        rows.append({"what": "line", "connected": line.connected, **times})
    rows += [
        {
            "what": "sweep",
            "name": name,
            "ago": span(one.seconds_ago) if one.seconds_ago is not None else "",
            "well": not (one.stale or one.failing or one.hangs),
        }
        for name, one in sweeps.items()
    ]
    if health.ticks.restarts or health.ticks.stuck_events:
        rows.append({"what": "seen", "restarts": health.ticks.restarts, "stuck": health.ticks.stuck_events})
    return Part("health", rows)
