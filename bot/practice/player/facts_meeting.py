"""Facts about how a conference went: when the family was alone, and when a talk was noted."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.course import FAMILY_ALONE
from bot.practice.player.findings import RECORD, Findings
from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.script import Talk


def meeting_facts(found: Findings, talk: Talk, kept: Json) -> None:
    """Private time to the minute, with nothing else in it; a talk that was noted, on its day."""
    _family_time(found, talk.part.at("family_time"), kept)
    if talk.noted:
        on = found.wall(kept["ended_at"]) if kept["ended_at"] else None
        found.same(talk.part.at("noted"), f"{on:%Y-%m-%d}" if on else None, RECORD)


def _family_time(found: Findings, part: Part, kept: Json) -> None:
    if not part:
        return
    steps = [
        one
        for one in sorted(found.record["moments"], key=lambda one: (str(one["at"]), str(one["id"])))
        if one["conference_id"] == kept["id"] and one["what"] == "stage"
    ]
    alone = next((nth for nth, one in enumerate(steps) if one["thing"] == FAMILY_ALONE), None)
    span = [] if alone is None else steps[alone : alone + 2]
    shown = [f"{found.wall(one['at']):%H:%M}" for one in span]
    silent = len(span) == 2 and not list(_entered(found, *(str(one["at"]) for one in span)))
    found.holds(part.at("start"), shown[:1] == [part.get("start")] and silent, RECORD, shown)
    found.holds(part.at("end"), shown[1:] == [part.get("end")] and silent, RECORD, shown)


def _entered(found: Findings, start: str, end: str) -> Iterator[Json]:
    """Every row of the record that was entered in that time, or says that it was."""
    for rows in found.record.values():
        for row in rows if isinstance(rows, list) else ():
            within = start < str(row.get("entered_at") or "") < end
            if within or row.get("stage") == FAMILY_ALONE:
                yield row
