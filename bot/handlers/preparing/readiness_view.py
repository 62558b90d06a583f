"""How ready a conference is, on one page for those who lead it: each gap opens the form that closes it."""

from collections.abc import Mapping
from typing import Any

from bot.domain.readiness import Go
from bot.handlers.desk import Desk, View
from bot.handlers.people.sides_part import sides_part
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.plan.gaps import Gap
from bot.services.preparing import readiness
from bot.services.preparing.readiness import Readiness

# Six lists of one block a row, each with its heading and its pages, stay far below Slack's hundred.
PAGE = 8


def readiness_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """For a conference (`<id>`; `<id>:<part>:<page>` once a part was turned): what is open, then the go."""
    conference_id, turned, page = (*asked.split(":"), "", "1")[:3]
    found = readiness.look(acting, conference_id)
    names = {one.id: one.name for one in found.record.people}
    names |= {one.id: one.name for one in found.record.children}
    names |= {one.id: names.get(one.person_id, "") for one in found.record.access_needs}
    parts = [
        Part(
            name,
            [_row(desk, names, gap, language) for gap in found.gaps[name]],
            page=int(page) if turned == name else 1,
            size=PAGE,
            turn="do:ready",
            turn_value=f"{conference_id}:{name}",
        )
        for name in found.parts
    ]
    around = sides_part(found.sides, found.record.case.id, conference_id)
    return desk.words.view(
        "views/readiness",
        language,
        parts=[*([_decided(found, found.go)] if found.go else []), around, *parts],
        presses=_presses(found),
        when=found.conference.starts_at,
        zone=found.conference.zone,
        count=len(found.all_gaps),
        people=found.people,
        prepared=found.prepared,
    )


def _presses(found: Readiness) -> list[Press]:
    this = found.conference.id
    go = [] if found.go else [Press("go", "open:go", this, "primary")]
    return [*go, Press("look_again", "do:ready", this)]


def _decided(found: Readiness, go: Go) -> Part:
    leader = found.record.person_using(go.entered_by)
    row: dict[str, Any] = {
        "name": leader.name if leader else "",
        "when": go.decided_at,
        "count": len(go.open_items),
        "said": "\n".join(filter(None, (go.why, go.words))),
        "presses": [Press("go_back", "do:go_back", go.id)],
    }
    return Part("decided", [row])


def _row(desk: Desk, names: Mapping[str, str], gap: Gap, language: str) -> dict[str, Any]:
    return {
        "kind": gap.kind,
        "name": _name(desk, names, gap, language),
        "way": desk.words.name("meeting_kinds", gap.about.partition(":")[0], language)
        if gap.kind == "no_offer"
        else "",
        "what": [desk.words.name("needs", note, language) for note in gap.notes if gap.kind == "need"],
        "presses": [
            *_talk(gap),
            Press(gap.kind, f"{'do' if gap.deed else 'open'}:{gap.form}", str(gap.subject)),
        ],
    }


def _talk(gap: Gap) -> list[Press]:
    """Who was not talked with: the talk can begin from here."""
    return [Press("begin_talk", "do:talk", gap.about, "primary")] if gap.kind == "talk" else []


def _name(desk: Desk, names: Mapping[str, str], gap: Gap, language: str) -> str:
    if gap.kind in ("place", "invitee"):
        return desk.words.name("roles", gap.about, language)
    if gap.kind == "question":
        return desk.words.name("facts", gap.about, language)
    return names.get(gap.about.rpartition(":")[2], "")
