"""How a conference opens: the ground rules as given, and what each person said to keeping things private."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.conference import Attendance, Conference, ConferenceState
from bot.domain.errors import NotAllowed, NotNow
from bot.domain.how_we_talk import (
    HOW_ACCEPTED,
    NOT_IN_THE_ROOM,
    Acceptance,
    RulesSaid,
    in_the_room,
    not_recorded,
)
from bot.domain.parting import is_for
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import must_be_theirs
from bot.services.delivery.outgoing import direct
from bot.services.ports import UnitOfWork


@dataclass(frozen=True)
class Wording:
    """A text as it was told to people, and the language it was in."""

    language: str
    text: str


@dataclass(frozen=True)
class Asked:
    """Somebody who may hear what is said, whether they are noted as there, and what they said to it.

    `entered_by` is the name of whoever noted it for them; empty for their own tap.
    """

    person: Person
    here: bool
    acceptance: Acceptance | None
    entered_by: str = ""


def everyone(acting: Acting, conference_id: str) -> tuple[Asked, ...]:
    """Whoever is there or may come yet, the team first; for those who lead. Raises NotAllowed, NotNow."""
    with acting.looking("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference, said = _begun(on, conference_id), said_so_far(on.work, conference_id)
        noted = on.work.find(Attendance, conference_id=conference_id)
        here = in_the_room(noted)
        away = {one.person_id for one in noted if one.how in NOT_IN_THE_ROOM} - set(said)
        asked = [
            one
            for one in on.people.values()
            if one.id not in away and (is_for(conference, one.id) or one.id in {*here, *said})
        ]
        asked.sort(key=lambda one: (one.id not in here, not one.on_team))
        return tuple(
            Asked(one, one.id in here, found := said.get(one.id), _typist(on, found)) for one in asked
        )


def keep(
    acting: Acting,
    conference_id: str,
    said: Mapping[str, str],
    told: Wording,
    rules: Wording | None = None,
) -> None:
    """What these people said to it, each by a name of the list's choices; of all others nothing changes.

    `rules` are the ground rules, where they were given just now; given twice, the first time counts.
    """
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        _begun(on, conference_id)
        if rules and on.work.first(RulesSaid, conference_id=conference_id) is None:
            facts = {"at": on.work.now, "language": rules.language, "text": rules.text}
            on.keep(RulesSaid, conference_id=conference_id, entered_by=acting.user, **facts)
        for person_id, marked in said.items():
            accepted = marked in HOW_ACCEPTED
            answer = {"answer": "accepted", "how": marked} if accepted else {"answer": marked}
            _say(on, conference_id, on.person(person_id), answer, told)


def keep_one(acting: Acting, conference_id: str, values: Mapping[str, Any], told: Wording) -> Acceptance:
    """The same for one person with their own words, entered by staff."""
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        _begun(on, conference_id)
        facts = {name: value for name, value in values.items() if name != "person_id"}
        return _say(on, conference_id, on.person(values["person_id"]), facts, told)


def keep_own(acting: Acting, conference_id: str, answer: str, words: str | None, told: Wording) -> None:
    """What a person taps for themself. Who facilitates hears that somebody would rather not."""
    with acting.on_case("confidentiality.own", conference_of(acting, conference_id).case_id) as on:
        must_be_theirs(on, on.work.get(Conference, conference_id))
        conference = _begun(on, conference_id)
        if on.me is None:
            raise NotAllowed("confidentiality_own")
        facts = {"answer": answer, "words": words, "how": "tapped"}
        kept = _say(on, conference.id, on.me, facts, told)
        if answer == "rather_not":
            _tell_who_facilitates(on, kept)


def own_answer(acting: Acting, conference_id: str) -> Acceptance | None:
    """What the asker said to it so far."""
    with acting.looking("confidentiality.own", conference_of(acting, conference_id).case_id) as on:
        conference = must_be_theirs(on, on.work.get(Conference, conference_id))
        return said_so_far(on.work, conference.id).get(on.me.id) if on.me else None


def rules_said(acting: Acting, conference_id: str) -> RulesSaid | None:
    """When the ground rules were given, if anybody noted that."""
    with acting.looking("conference.hold", conference_of(acting, conference_id).case_id) as on:
        return on.work.first(RulesSaid, conference_id=conference_id)


def said_so_far(work: UnitOfWork, conference_id: str) -> dict[str, Acceptance]:
    """What each person said to it, by their id."""
    return {one.person_id: one for one in work.find(Acceptance, conference_id=conference_id)}


def still_open(on: OnCase, conference_id: str) -> tuple[Person, ...]:
    """Those who are noted as there and of whom nobody recorded what they said to it."""
    noted = on.work.find(Attendance, conference_id=conference_id)
    ids = not_recorded(noted, said_so_far(on.work, conference_id))
    return tuple(one for one in on.people.values() if one.id in ids)


def _typist(on: OnCase, found: Acceptance | None) -> str:
    user = found.entered_by if found and found.how != "tapped" else None
    return next((one.name for one in on.people.values() if user and one.slack_user == user), "")


def _begun(on: OnCase, conference_id: str) -> Conference:
    conference = on.work.get(Conference, conference_id)
    if conference.state not in (ConferenceState.OPEN, ConferenceState.ENDED):
        raise NotNow("conference_planned")
    return conference


def _say(
    on: OnCase, conference_id: str, person: Person, facts: Mapping[str, Any], told: Wording
) -> Acceptance:
    """Said again, it takes the place of what stood; that goes to the history."""
    known = said_so_far(on.work, conference_id).get(person.id)
    nothing: dict[str, Any] = dict.fromkeys(("how", "words", "language", "told"))
    now = {**nothing, **_as_told(person, facts, told), **_given(facts)}
    now |= {"at": on.work.now, "entered_by": on.work.actor}
    if known is None:
        return on.keep(Acceptance, conference_id=conference_id, person_id=person.id, **now)
    changed = replace(known, **now)
    on.work.replace(changed)
    return changed


def _given(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}


def _as_told(person: Person, facts: Mapping[str, Any], told: Wording) -> dict[str, Any]:
    """The text, in the language in which they heard it: through an interpreter in their own."""
    if facts["answer"] == "not_asked":
        return {}
    heard = person.language if facts.get("how") == "interpreter" else told.language
    return {"told": told.text, "language": heard}


def _tell_who_facilitates(on: OnCase, kept: Acceptance) -> None:
    leaders = on.leaders()
    facilitators = [one for one in leaders if not on.profile.role(one.role).manages_case] or leaders
    for one in facilitators:
        if one.slack_user:
            key = f"rather_not:{kept.id}:{kept.version}:{one.id}"
            on.work.send(direct(on, one, "rather_not", kept.conference_id, key))
