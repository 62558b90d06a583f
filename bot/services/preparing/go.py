"""The decision to hold a conference with what is still open; it can be taken back and blocks nothing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.conference import Conference, ConferenceState
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.readiness import Go
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.preparing.readiness import Readiness, go_of, readiness


def decide(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> Go:
    """Hold it as things stand; what is open now is kept with who decided, when and why.

    Raises AnswersNotUnderstood where a required place is empty and no reason is given, NotNow where
    it was decided already or the conference is not planned any more.
    """
    with acting.on_case("conference.ready", conference_of(acting, conference_id).case_id) as on:
        conference = _planned(on, conference_id)
        found = readiness(on, conference)
        if found.go is not None:
            raise NotNow("go_decided")
        if found.place_is_empty and not values.get("why"):
            raise AnswersNotUnderstood({"why": "missing"})
        said = {name: values.get(name) for name in ("why", "words")}
        return _keep(on, conference_id, open_items=_items(found), **said)


def take_back(acting: Acting, go_id: str) -> str:
    """It is not decided any more; what was decided stays in the record. Returns the conference's id."""
    with acting.on_case("conference.ready", acting.case_of(Go, go_id)) as on:
        made = on.work.get(Go, go_id)
        _planned(on, made.conference_id)
        if made.stands:
            on.work.replace(replace(made, taken_back_at=on.work.now))
        return made.conference_id


def note_start(on: OnCase, conference: Conference) -> None:
    """Starting needs no decision; without one the record says what was open when it began."""
    if go_of(on, conference.id) is None:
        _keep(on, conference.id, open_items=_items(readiness(on, conference)), decided=False)


def _items(found: Readiness) -> tuple[str, ...]:
    return tuple(gap.item for gap in found.all_gaps)


def _keep(on: OnCase, conference_id: str, **facts: Any) -> Go:
    who_when = {"decided_at": on.work.now, "entered_by": on.work.actor}
    return on.keep(Go, conference_id=conference_id, **who_when, **facts)


def _planned(on: OnCase, conference_id: str) -> Conference:
    conference = on.work.get(Conference, conference_id)
    if conference.state is not ConferenceState.PLANNED:
        raise NotNow(f"conference_{conference.state}")
    return conference
