"""How the bot is doing that runs: its /health, what waits in the database, room for its processes."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from bot.domain.health import Backlog
from bot.finding import Finding
from bot.storage.connections import Connections

ANSWERS_WITHIN = 3.0
# The outbox is looked at each second: what waits for so long waits for something.
LATE_SECONDS = 300
# Nothing is bound here: a bot that listens everywhere is asked at home.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # nosec B104


class _NoAnswer(Exception):
    """Nobody answers at the address, or somebody who is no Roundtable."""


def running(host: str, port: int | None) -> Finding:
    """How the bot is doing that runs with these settings, if one does."""
    if port is None:
        return Finding("running bot", True, "not asked; set PORT, and its /health is looked at here")
    try:
        state = _ask(host, port)
    except _NoAnswer as problem:
        return Finding("running bot", True, f"nothing to see at {host}:{port} ({problem})")
    wrong = _what_is_wrong(state)
    return Finding("running bot", not wrong, f"{wrong} {_in_short(state)}".strip())


def waiting(backlog: Backlog, now: datetime) -> Finding:
    """What should have gone out by now."""
    waited = (now - backlog.oldest_due).total_seconds() if backlog.oldest_due else 0.0
    note = f"{backlog.due} due, the oldest for {waited:.0f} seconds; {backlog.uncertain} uncertain"
    if waited > LATE_SECONDS:
        advice = "Does a bot run? Is Slack reached? What goes out late is still looked at before it goes."
        return Finding("messages", False, f"{note}. {advice}")
    return Finding("messages", True, note)


def room(found: Connections) -> Finding:
    """Whether all processes of the bot can have the connections that they may ask for."""
    note = (
        f"{found.processes} processes run, with up to {found.each} connections each: {found.needed}."
        f" The server gives {found.most}, keeps {found.kept_back} back, and others hold {found.others}"
    )
    if found.room_for >= 0:
        return Finding("connections", True, f"{note}. There is room for {found.room_for} more processes.")
    wanted = found.needed + found.others + found.kept_back
    advice = (
        f"Set PostgreSQL's max_connections to {wanted} or more; or run fewer: {-found.room_for} too many."
    )
    return Finding("connections", False, f"{note}. {advice}")


def _ask(host: str, port: int) -> Mapping[str, Any]:
    """The numbers of /health, whether all is well or not. Raises _NoAnswer."""
    place = EVERYWHERE.get(host, host)
    address = f"http://[{place}]:{port}/health" if ":" in place else f"http://{place}:{port}/health"
    # Straight there: a proxy of the machine's has nothing to do with it.
    opener = build_opener(ProxyHandler({}))
    try:
        with opener.open(address, timeout=ANSWERS_WITHIN) as answer:
            return _read(answer.read())
    except HTTPError as unwell:
        return _read(unwell.read())
    except (URLError, OSError) as problem:
        raise _NoAnswer(str(getattr(problem, "reason", problem))) from None


def _what_is_wrong(state: Mapping[str, Any]) -> str:
    """In one sentence, what to do about it too; empty when all is well."""
    if state["ok"]:
        return ""
    if not state["database"]:
        return "The bot cannot reach its database. Look at the database server; the bot goes on by itself."
    if state.get("socket_connected") is False:
        return "The bot has lost Slack. It tries again by itself, and ends after a minute without Slack."
    late = [name for name, sweep in state["sweeps"].items() if sweep["stale"] or sweep["failing"]]
    why = sorted({sweep["failing"] for sweep in state["sweeps"].values() if sweep["failing"]})
    said = f" They end with {', '.join(why)}: look for that in the log." if why else ""
    return f"These sweeps did not finish lately: {', '.join(late) or 'all'}.{said} Start the bot anew."


def _in_short(state: Mapping[str, Any]) -> str:
    """The figures that an operator looks at first."""
    ended = [sweep["seconds_ago"] for sweep in state["sweeps"].values() if sweep["seconds_ago"] is not None]
    last = f"last sweep {min(ended):.0f} seconds ago" if ended else "no sweep has ended yet"
    line = ""
    if "socket_age_seconds" in state:
        age, silent = state["socket_age_seconds"], state["socket_silent_seconds"]
        line = f"; connected to Slack for {age / 60:.0f} minutes, heard {silent:.0f} seconds ago"
    return f"{last}{line}; the ticks were started anew {state['restarts']} times"


def _read(body: bytes) -> Mapping[str, Any]:
    try:
        state = json.loads(body)
    except ValueError:
        raise _NoAnswer("somebody else answers there") from None
    if not isinstance(state, dict) or not {"ok", "database", "sweeps", "restarts"} <= state.keys():
        raise _NoAnswer("somebody else answers there")
    return state
