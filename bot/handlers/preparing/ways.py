"""Ways to meet: what kind of meeting this is, and which kinds a family was offered, on a page."""

from collections.abc import Iterable, Mapping
from typing import Any

from slack_bolt import App

from bot.domain.offers import Offer
from bot.flows.subject import Subject
from bot.handlers.desk import Desk, View
from bot.handlers.showing import shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.calling import scheduling
from bot.services.preparing import offers
from bot.services.preparing.offers import Answered, Way, WaysToMeet

Row = dict[str, Any]


def register(app: App, desk: Desk) -> None:
    """The page, and the question that anyone may ask of an invitation."""

    shows(app, desk, {"ways": ways_view, "what_kind": kind_view})


def kind_view(desk: Desk, acting: Acting, conference_id: str, language: str) -> View:
    """What kind of meeting this is, in a few plain sentences (K-32)."""
    kind = scheduling.kind_of(acting, conference_id)
    return desk.words.view("views/what_kind", language, kind=kind)


def ways_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """Each way with what it is and to whom it is still to be offered; then every answer."""
    found = offers.ways_to_meet(acting, case_id)
    names = {one.id: one.name for one in found.people}
    parts = [
        Part("ways", [_way(found, way) for way in found.ways]),
        Part("answers", [_answered(found, one, names) for one in found.answered]),
    ]
    presses = [Press("offer", "open:offer", case_id, "primary")]
    return desk.words.view("views/ways", language, parts=parts, presses=presses)


def _way(found: WaysToMeet, way: Way) -> Row:
    due = way.due if way.due and way.due.met_on is None else None
    chosen = Subject(found.case_id, chosen=(("kind", way.rule.id),))
    asked_for = Subject(found.case_id, chosen=(("name", next(iter(due.done_by), "")),)) if due else None
    return {
        "kind": way.rule.id,
        "must": way.rule.must,
        "to_ask": [one.name for one in way.to_ask],
        "nobody_yet": way.nobody_yet,
        "due": due.due if due else None,
        "overdue": bool(due and due.overdue),
        "source": way.rule.source,
        "confirmed": way.rule.mark != "unconfirmed",
        "presses": [
            Press("offer_this", "open:offer", str(chosen)),
            *([Press("asked_for", "open:event", str(asked_for))] if asked_for else []),
        ],
    }


def _answered(found: WaysToMeet, one: Answered, names: Mapping[str, str]) -> Row:
    newest = one.newest
    again = Subject(found.case_id, chosen=(("kind", newest.kind), ("said_by", one.person.id)))
    plan = Subject(found.case_id, chosen=(("kind", newest.kind),))
    wanted = [Press("plan_it", "open:schedule", str(plan), "primary")] if newest.answer == "yes" else []
    return {
        "kind": newest.kind,
        "name": one.person.name,
        "by": names.get(newest.offered_by, ""),
        "on": newest.offered_on,
        "answer": newest.answer,
        "before": list(_earlier(one.before)),
        "said": newest.words or "",
        "presses": [
            *wanted,
            Press("new_answer", "open:offer", str(again)),
            Press("change", "open:offer", f"{newest.id}:{newest.version}"),
        ],
    }


def _earlier(before: Iterable[Offer]) -> Iterable[Row]:
    return ({"on": one.offered_on, "answer": one.answer, "words": one.words or ""} for one in before)
