"""After a meeting: one's own part in it by six principles, and how it was for each person of the family."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.conference import Attendance, Conference, ConferenceState
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.how_we_talk import in_the_room
from bot.domain.looking_back import PRINCIPLES, RATHER_NOT, Feeling, SelfCheck
from bot.domain.people import Person, StaffMember
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import must_be_theirs
from bot.services.delivery.outgoing import direct
from bot.services.people.safe_ways import kept_from_slack


@dataclass(frozen=True)
class OnePart:
    """What one leader thought of their own part in one meeting, by principle; `maker` is their name.

    Empty, where it is the asker's own.
    """

    maker: str
    held_on: date | None
    checks: tuple[SelfCheck, ...]


def check_oneself(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> None:
    """Keep one's own marks and words; what is left empty is skipped. Done again, it replaces the old."""
    with acting.on_case("self_check.own", conference_of(acting, conference_id).case_id) as on:
        _over(on, conference_id)
        mine = {"conference_id": conference_id, "entered_by": acting.user}
        known = {one.principle: one for one in on.work.find(SelfCheck, **mine)}
        for name in PRINCIPLES:
            mark, words = values.get(name), values.get(f"{name}_words") or None
            facts: dict[str, Any] = {"mark": int(mark) if mark else None, "words": words, "at": on.work.now}
            if name in known:
                on.work.replace(replace(known[name], **facts))
            elif mark or words:
                on.keep(SelfCheck, principle=name, **mine, **facts)


def own_check(acting: Acting, conference_id: str) -> Mapping[str, SelfCheck]:
    """What one thought of one's own part, by principle."""
    with acting.looking("self_check.own", conference_of(acting, conference_id).case_id) as on:
        found = on.work.find(SelfCheck, conference_id=conference_id, entered_by=acting.user)
        return {one.principle: one for one in found}


def self_checks(acting: Acting) -> tuple[OnePart, ...]:
    """One's own, and for a supervisor those of the workers whom they supervise; nobody else's.

    A facilitator's supervisor need have no part in the family's case: nothing of it is told here.
    """
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        me = work.first(StaffMember, slack_user=acting.user)
        workers = me.supervises if me and Standing.SUPERVISOR in me.duties else ()
        found = work.find(SelfCheck, entered_by=(acting.user, *workers))
        parts: dict[tuple[str, str], list[SelfCheck]] = {}
        for one in found:
            parts.setdefault((one.entered_by, one.conference_id), []).append(one)
        names = {one.slack_user: one.name or "" for one in work.find(StaffMember)} | {acting.user: ""}
        held = {one: work.get(Conference, one).held_on for _, one in parts}
        return tuple(
            OnePart(names.get(user, user), held[conference], tuple(checks))
            for (user, conference), checks in parts.items()
        )


def say_how_it_was(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> None:
    """One's own: a mark, words, that one would rather not say. Said again, it replaces what stood."""
    with acting.on_case("feeling.own", conference_of(acting, conference_id).case_id) as on:
        must_be_theirs(on, on.work.get(Conference, conference_id))
        _over(on, conference_id)
        if on.me is None:
            raise NotAllowed("feeling_own")
        _feel(on, conference_id, on.me, values)


def note_how_it_was(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> None:
    """The same for somebody of the family who told it to who leads."""
    with acting.on_case("feeling.enter", conference_of(acting, conference_id).case_id) as on:
        _over(on, conference_id)
        person = on.person(values["person_id"])
        if not _is_family(on, person):
            raise AnswersNotUnderstood({"person_id": "not_of_family"})
        _feel(on, conference_id, person, values)


def how_it_was(acting: Acting, conference_id: str) -> tuple[tuple[Person, Feeling], ...]:
    """What everybody of the family said, for who facilitates: to lead the next meeting better."""
    with acting.looking("feeling.look", conference_of(acting, conference_id).case_id) as on:
        found = on.work.find(Feeling, conference_id=conference_id)
        return tuple((on.person(one.person_id), one) for one in found)


def ask_how_it_was(on: OnCase, conference: Conference) -> None:
    """Once, after the end: everybody of the family who was there and has Slack may say it there."""
    here = in_the_room(on.work.find(Attendance, conference_id=conference.id))
    unsafe = kept_from_slack(on.work, on.case.id)
    for person in on.people.values():
        if person.id in here - unsafe and person.slack_user and _is_family(on, person):
            key = f"feeling:{conference.id}:{person.id}"
            on.work.send(direct(on, person, "how_was_it", conference.id, key))


def _is_family(on: OnCase, person: Person) -> bool:
    return access.may({access.of_role(on.profile.role(person.role))}, "feeling.own")


def _over(on: OnCase, conference_id: str) -> Conference:
    conference = on.work.get(Conference, conference_id)
    if conference.state is not ConferenceState.ENDED:
        raise NotNow("conference_not_ended")
    return conference


def _feel(on: OnCase, conference_id: str, person: Person, values: Mapping[str, Any]) -> None:
    mark, words = values.get("mark"), values.get("words") or None
    if not mark and not words:
        raise AnswersNotUnderstood({"words": "mark_or_words"})
    facts: dict[str, Any] = {
        "mark": int(mark) if mark and mark != RATHER_NOT else None,
        "rather_not": mark == RATHER_NOT,
        "words": words,
        "at": on.work.now,
        "entered_by": on.work.actor,
    }
    known = on.work.first(Feeling, conference_id=conference_id, person_id=person.id)
    if known:
        on.work.replace(replace(known, **facts))
    else:
        on.keep(Feeling, conference_id=conference_id, person_id=person.id, **facts)
