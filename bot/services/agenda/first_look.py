"""The child and the parents look at the draft first: what they say of it, what they ask for, its answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.agenda import AgendaRequest, FirstLook
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import still_open
from bot.services.agenda.agenda_seen import may_read, topics_for
from bot.services.agenda.first_to_see import family
from bot.services.calling.scheduling import conference_of
from bot.services.delivery.outgoing import direct
from bot.services.people.safe_ways import kept_from_slack


def looked(acting: Acting, conference_id: str) -> None:
    """Somebody of the family tapped that they have seen the draft."""
    with acting.on_case("agenda.suggest", conference_of(acting, conference_id).case_id) as on:
        still_open(on, conference_id)
        _keep_look(on, conference_id, _me_of_family(on), {"how": "tap"})


def note_look(acting: Acting, conference_id: str, person_id: str, values: Mapping[str, Any]) -> None:
    """Staff showed somebody of the family the draft, and what they said; or why it was not shown.

    Raises AnswersNotUnderstood for anyone else, and for `not_shown` without words.
    """
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        still_open(on, conference_id)
        person = next((one for one in family(on) if one.id == person_id), None)
        if person is None:
            raise AnswersNotUnderstood({"person_id": "not_of_family"})
        if values["how"] == "not_shown" and not values.get("words"):
            raise AnswersNotUnderstood({"why": "missing"})
        _keep_look(on, conference_id, person, values)


def ask_change(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> str:
    """Somebody asks for a change themself; having seen it counts as well. Returns the request's id."""
    with acting.on_case("agenda.suggest", conference_of(acting, conference_id).case_id) as on:
        conference = still_open(on, conference_id)
        if on.me is None or not may_read(on, conference):
            raise NotAllowed("agenda_suggest")
        if on.me in family(on):
            _keep_look(on, conference_id, on.me, {"how": "tap"})
        return _keep_request(on, conference_id, on.me, values)


def note_request(acting: Acting, conference_id: str, person_id: str, values: Mapping[str, Any]) -> str:
    """Staff write down what somebody asked to change; returns the request's id."""
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        still_open(on, conference_id)
        return _keep_request(on, conference_id, on.person(person_id), values)


def answer_request(acting: Acting, request_id: str, done: bool, answer: str, version: int) -> str:
    """Whoever leads did it or not, and says why. Returns how it is told: "dm", "staff", or "" to oneself."""
    with acting.on_case("agenda.arrange", acting.case_of(AgendaRequest, request_id)) as on:
        request = on.work.get(AgendaRequest, request_id)
        if request.done is not None and request.version != version:
            raise NotNow("answered_already")
        who_when: dict[str, Any] = {"answered_by": acting.user, "answered_at": on.work.now}
        answered = replace(request, version=version, done=done, answer=answer, **who_when)
        on.work.replace(answered)
        return _tell(on, answered)


def requests_of(acting: Acting, conference_id: str) -> tuple[AgendaRequest, ...]:
    """What was asked about an agenda, with its answers: for who leads everything, for others their own."""
    with acting.looking("agenda.look", conference_of(acting, conference_id).case_id) as on:
        asked = on.work.find(AgendaRequest, conference_id=conference_id)
        mine = on.me.id if on.me else ""
        return asked if on.leads() else tuple(one for one in asked if one.person_id == mine)


def _me_of_family(on: OnCase) -> Person:
    if on.me is None or on.me not in family(on):
        raise NotAllowed("agenda_suggest")
    return on.me


def _keep_look(on: OnCase, conference_id: str, person: Person, values: Mapping[str, Any]) -> None:
    facts = {"how": values["how"], "words": values.get("words"), "on": on.today}
    known = on.work.first(FirstLook, conference_id=conference_id, person_id=person.id)
    if known is None:
        about = {"conference_id": conference_id, "person_id": person.id}
        on.keep(FirstLook, entered_by=on.work.actor, **about, **facts)
    elif facts["how"] != "tap":
        on.work.replace(replace(known, entered_by=on.work.actor, **facts))


def _keep_request(on: OnCase, conference_id: str, person: Person, values: Mapping[str, Any]) -> str:
    seen = {one.id for one in topics_for(on, conference_id, person)}
    if values.get("topic") and values["topic"] not in seen:
        raise AnswersNotUnderstood({"topic": "another_topic"})
    who_when = {"person_id": person.id, "entered_by": on.work.actor, "asked_at": on.work.now}
    kept = on.keep(AgendaRequest, conference_id=conference_id, **who_when, **values)
    for leader in on.leaders():
        if leader.slack_user and leader.slack_user != on.work.actor:
            key = f"request:{kept.id}:{leader.id}"
            on.work.send(direct(on, leader, "agenda_request", kept.id, key))
    return kept.id


def _tell(on: OnCase, request: AgendaRequest) -> str:
    person = on.people.get(request.person_id)
    if person is None or person.slack_user == on.work.actor:
        return ""
    if person.slack_user is None or person.id in kept_from_slack(on.work, on.case.id):
        return "staff"
    key = f"answered:{request.id}:{request.version}"
    on.work.send(direct(on, person, "request_answered", request.id, key))
    return "dm"
