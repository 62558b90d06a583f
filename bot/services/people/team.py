"""The case team: who belongs, in which role, at whose wish, and what the practice rules say to it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain import access
from bot.domain.case import CaseFact, Child
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.network import Merge
from bot.domain.people import Person, StaffMember
from bot.domain.record import CaseRecord
from bot.domain.role_rules import Role
from bot.domain.roles import Seat, TeamCheck, check_team, refusal_of
from bot.services.acting import Acting, OnCase
from bot.services.calling.calendar_files import offer_planned
from bot.services.calling.inviting import ask_to_what_is_planned
from bot.services.delivery.reminders import schedule_reminders
from bot.services.delivery.taking_back import take_back_from
from bot.services.due import facts_of
from bot.services.family_page.ending import end_pages
from bot.services.meeting.cards import draw_cards_anew
from bot.services.people.known_names import plain_name, refuse_known_name
from bot.services.preparing.interpreting import refuse_family
from bot.services.record import case_record
from bot.services.seeing.looking import next_or_last


def add_person(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """Add somebody, with or without Slack; returns their id.

    Raises AnswersNotUnderstood when the role may not be held by this person (K-12, K-13), or when
    the Slack user is in the case already.
    """
    with acting.on_case("team.change", case_id) as on:
        person = Person(
            workspace_id=on.work.workspace_id,
            id=on.work.new_id(),
            case_id=case_id,
            **_settled(on, values),
        )
        refuse_known_name(on, person.name, person.relation)
        welcome(on, person, on.work.add)
        return person.id


def change_person(acting: Acting, person_id: str, values: Mapping[str, Any], version: int) -> str:
    """Correct what is recorded about somebody; the older facts stay in the history. Returns the case id."""
    case_id = acting.case_of(Person, person_id)
    with acting.on_case("team.change", case_id) as on:
        known = on.person(person_id)
        if known.left_on:
            raise NotNow("person_left")
        changed = replace(known, **_settled(on, values), version=version)
        if (changed.name, changed.relation) != (known.name, known.relation):
            refuse_known_name(on, changed.name, changed.relation, but=known.id)
        if not known.candidate:
            _refuse(on, changed)
        must_still_lead(on, changed)
        on.work.replace(changed)
        draw_cards_anew(on)
        return case_id


def remove_person(acting: Acting, person_id: str) -> str:
    """Somebody leaves the case; what they said and did stays. Returns the case id."""
    case_id = acting.case_of(Person, person_id)
    with acting.on_case("team.change", case_id) as on:
        gone = replace(on.person(person_id), left_on=on.today)
        must_still_lead(on, gone)
        on.work.replace(gone)
        draw_cards_anew(on)
        end_pages(on, [gone.id], "left")
        take_back_from(on, gone.accounts, "left")
        offer_planned(on, gone)
        schedule_reminders(on.work, case_id)
        return case_id


def bring_back(acting: Acting, person_id: str) -> str:
    """Undo that somebody left: they are asked anew to what is planned. Returns the case id."""
    case_id = acting.case_of(Person, person_id)
    with acting.on_case("team.change", case_id) as on:
        back = replace(on.person(person_id), left_on=None)
        if on.work.first(Merge, gone_person=person_id, undone_on=None):
            raise NotNow("is_somebody_else")
        if not back.candidate:
            _refuse(on, back)
        on.work.replace(back)
        if not back.candidate:
            ask_to_what_is_planned(on, back)
        draw_cards_anew(on)
        schedule_reminders(on.work, case_id)
        return case_id


def record_fact(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """A yes-or-no fact that a rule asks for, or why a parent's place stays empty; returns its id."""
    with acting.on_case("team.change", case_id) as on:
        return on.keep(CaseFact, recorded_by=acting.user, **values).id


def look_at_team(acting: Acting, case_id: str) -> tuple[TeamCheck, CaseRecord]:
    """What the rules say about the team as it is, and the record it was read from."""
    with acting.looking("team.change", case_id) as on:
        record = case_record(on.work, case_id, private=True)
        planned = next_or_last(record.conferences)
        return team_check(on, record, planned.id if planned else None), record


def team_check(on: OnCase, record: CaseRecord, conference_id: str | None = None) -> TeamCheck:
    """What the profile's rules say about the team, and who came to one conference (K-10, K-11, K-14)."""
    invited = {one.person_id for one in record.invitations if one.conference_id == conference_id}
    came = {
        one.person_id: not one.how.startswith(("absent", "not_invited"))
        for one in record.attendances
        if one.conference_id == conference_id
    }
    seats = [
        seat._replace(invited=seat.person in invited, attended=came.get(seat.person))
        for seat in _seats(on, on.people.values())
    ]
    return check_team(on.profile, seats, facts_of(record), on.today)


def welcome(on: OnCase, person: Person, keep: Callable[[Person], None]) -> None:
    """Somebody comes onto the team: the rules say whether, and they are invited as everybody is."""
    _refuse(on, person)
    keep(person)
    draw_cards_anew(on)
    ask_to_what_is_planned(on, person)
    schedule_reminders(on.work, on.case.id)


def must_still_lead(on: OnCase, *changed: Person) -> None:
    """Without anybody who leads and has Slack, nobody could open the case any more."""
    others = [one for one in on.people.values() if one.id not in {each.id for each in changed}]
    if not any(one.slack_user and one.here and on.would_lead(one) for one in [*others, *changed]):
        raise NotNow("nobody_would_lead")


def _settled(on: OnCase, values: Mapping[str, Any]) -> dict[str, Any]:
    role = on.profile.role(values["role"])
    for name in ("interpreter", "asked_for_by"):
        if values.get(name):
            on.person(values[name])
    if values.get("interpreter"):
        refuse_family(on, values["interpreter"], "interpreter")
    for child_id in filter(None, [values.get("child_id"), *(values.get("parent_of") or ())]):
        on.child(child_id)
    return {**values, "role": role.id, "on_team": role.on_team, **_that_child(on, role, values)}


def _that_child(on: OnCase, role: Role, values: Mapping[str, Any]) -> dict[str, str]:
    """Whose page of the plan is theirs, where nobody said it: the case has one child, and of that first name.

    Of another name it stays open: they may be a sister or a brother who is not in the case yet.
    """
    children = on.work.find(Child, case_id=on.case.id)
    if access.of_role(role) is not access.Standing.CHILD or values.get("child_id") or len(children) != 1:
        return {}
    first, *_ = re.findall(r"\w+", plain_name(values["name"])) or [""]
    return {"child_id": children[0].id} if first in re.findall(r"\w+", plain_name(children[0].name)) else {}


def _seats(on: OnCase, people: Iterable[Person]) -> list[Seat]:
    managers = {one.slack_user for one in on.managers() if one.slack_user}
    over = {one.slack_user for one in on.work.find(StaffMember) if managers & set(one.supervises)}
    return [
        Seat(
            person=one.id,
            role=one.role,
            manages_case=bool(one.slack_user and one.slack_user in managers),
            supervises_manager=bool(one.slack_user and one.slack_user in over),
            family_asked=True if one.asked_for_by else one.family_said_yes,
        )
        for one in people
    ]


def _refuse(on: OnCase, person: Person) -> None:
    """First what the rules say of the role: whoever manages the case hears that, not that they are known."""
    others = [one for one in on.people.values() if one.id != person.id]
    seats = _seats(on, [*others, person])
    refusal = refusal_of(on.profile, seats[-1], seats)
    if refusal:
        raise AnswersNotUnderstood({"role": str(refusal.because)})
    if person.slack_user and person.slack_user in {one.slack_user for one in others}:
        raise AnswersNotUnderstood({"slack_user": "already_in_case"})
