"""Opening a case in its channel, and the facts about it that start clocks and explain the plan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.between import QuietDays
from bot.domain.case import Case, CaseEvent, Child, Placement, TribeInquiry
from bot.domain.dates import to_wall
from bot.domain.errors import AnswersNotUnderstood
from bot.domain.people import Person
from bot.domain.profile import Role
from bot.services.acting import Acting
from bot.services.delivery.reminders import schedule_reminders
from bot.services.ports import UnitOfWork

# Whoever is in care now was not taken into it, nor born, longer ago than this.
YEARS_BACK = 40
# What happens to a child who is there; services and courts may begin before a birth.
OF_A_BORN_CHILD = frozenset({"placed_in_custody", "removal", "foster_care_entry"})


def open_case(
    acting: Acting, channel_id: str, values: Mapping[str, Any], guests: tuple[str, ...] = ()
) -> str:
    """Open a case with its first child, its first date and the opener's own role; returns its id.

    `values` are the answers of the form `open_case`, `guests` the Slack users who were confirmed by
    name. Raises AnswersNotUnderstood when the channel has a case, the reference is taken, or the date
    lies in the future or before the child's birth; NotAllowed for anyone but staff.
    """
    with acting.in_workspace("case.open") as work:
        profile = acting.agency.profiles[values["profile"]]
        _refuse_doubles(work, channel_id, values["reference"])
        zone = values.get("zone") or acting.agency.zone
        days = {name: values.get(name) for name in ("trigger_date", "child_birth_date")}
        _refuse_strange(days, to_wall(work.now, zone).date())
        case = Case(
            workspace_id=work.workspace_id,
            id=work.new_id(),
            channel_id=channel_id,
            reference=values["reference"],
            profile=profile.id,
            plan_kind=values["plan_kind"],
            zone=zone,
            opened_by=acting.user,
            opened_at=work.now,
            in_custody=values.get("in_custody"),
            guests_confirmed=guests,
        )
        work.add(case)
        child = _child(
            work,
            case.id,
            values["child_name"],
            values.get("child_birth_date"),
            values.get("child_language"),
        )
        work.add(child)
        event = _event(work, case.id, values["trigger_event"], values["trigger_date"])
        _refuse_before_birth(work, event, "trigger_date")
        work.add(event)
        work.add(_opener(work, case, profile.role(values["opener_role"]), values["opener_name"]))
        schedule_reminders(work, case.id)
        return case.id


def add_child(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """Add another child to the case, whose age may move a clock; returns its id."""
    with acting.on_case("case.change", case_id) as on:
        _refuse_strange({"birth_date": values.get("birth_date")}, on.today)
        child = _child(on.work, case_id, values["name"], values.get("birth_date"), values.get("language"))
        on.work.add(child)
        schedule_reminders(on.work, case_id)
        return child.id


def correct_child(acting: Acting, child_id: str, values: Mapping[str, Any], version: int) -> None:
    """Another name, birth date or language; a birth date moves the clocks that look at ages."""
    with acting.on_case("case.change", acting.case_of(Child, child_id)) as on:
        _refuse_strange({"birth_date": values.get("birth_date")}, on.today)
        on.work.replace(replace(on.work.get(Child, child_id), version=version, **values))
        schedule_reminders(on.work, on.case.id)


def record_event(acting: Acting, case_id: str, name: str, day: date, child_id: str | None = None) -> str:
    """Record that something happened which starts a clock; a later day for the same name is kept too.

    It happened to every child of the case, or to one alone. Raises NotFound for a child of another case.
    """
    with acting.on_case("case.change", case_id) as on:
        _refuse_strange({"on": day}, on.today)
        if child_id:
            on.child(child_id)
        event = replace(_event(on.work, case_id, name, day), child_id=child_id)
        _refuse_before_birth(on.work, event, "on")
        on.work.add(event)
        schedule_reminders(on.work, on.case.id)
        return event.id


def correct_event(acting: Acting, event_id: str, values: Mapping[str, Any], version: int) -> None:
    """Another day, name or child for something that was recorded wrongly; the clocks follow."""
    with acting.on_case("case.change", acting.case_of(CaseEvent, event_id)) as on:
        _refuse_strange({"on": values["on"]}, on.today)
        if values.get("child_id"):
            on.child(values["child_id"])
        event = on.work.get(CaseEvent, event_id)
        change = {"child_id": None, **values}
        corrected = replace(event, version=version, recorded_by=acting.user, **change)
        _refuse_before_birth(on.work, corrected, "on")
        on.work.replace(corrected)
        schedule_reminders(on.work, on.case.id)


def describe_case(acting: Acting, case_id: str, values: Mapping[str, Any], version: int) -> None:
    """Why we are here, the household, whether the child is in custody, as the case was at `version`."""
    with acting.on_case("case.change", case_id) as on:
        on.work.replace(replace(on.case, version=version, **values))
        schedule_reminders(on.work, on.case.id)


def record_placement(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """Where a child lives now; earlier placements stay in the record."""
    with acting.on_case("case.change", case_id) as on:
        on.child(values["child_id"])
        if values.get("with_person"):
            on.person(values["with_person"])
        return on.keep(Placement, **values).id


def record_tribe_inquiry(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """Who was asked whether a child is an Indian child, when, and what they said.

    Somebody of the case, or anyone else by name. Raises AnswersNotUnderstood for both or neither.
    """
    with acting.on_case("case.change", case_id) as on:
        _refuse_strange({"asked_on": values["asked_on"]}, on.today)
        person_id, name = values.get("person_id"), values.get("asked_of")
        if bool(person_id) == bool(name):
            raise AnswersNotUnderstood({"asked_of": "person_or_name" if name else "missing"})
        asked_of = on.person(person_id).name if person_id else name
        return on.keep(TribeInquiry, **{**values, "asked_of": asked_of}).id


def set_quiet_days(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """How many days may pass here without contact, and who set it; what was set before stays (T-09)."""
    with acting.on_case("case.change", case_id) as on:
        _refuse_strange({"set_on": values["set_on"]}, on.today)
        kept = on.keep(QuietDays, entered_by=acting.user, **values)
        schedule_reminders(on.work, case_id)
        return kept.id


def _opener(work: UnitOfWork, case: Case, role: Role, name: str) -> Person:
    return Person(
        workspace_id=work.workspace_id,
        id=work.new_id(),
        case_id=case.id,
        name=name,
        role=role.id,
        slack_user=work.actor,
        on_team=role.on_team,
    )


def _child(
    work: UnitOfWork, case_id: str, name: str, birth_date: date | None, language: str | None = None
) -> Child:
    return Child(
        workspace_id=work.workspace_id,
        id=work.new_id(),
        case_id=case_id,
        name=name,
        birth_date=birth_date,
        language=language,
    )


def _event(work: UnitOfWork, case_id: str, name: str, day: date) -> CaseEvent:
    return CaseEvent(
        workspace_id=work.workspace_id,
        id=work.new_id(),
        case_id=case_id,
        name=name,
        on=day,
        recorded_by=work.actor,
    )


def _refuse_before_birth(work: UnitOfWork, event: CaseEvent, answer: str) -> None:
    """A child who is not born is in nobody's custody; what holds for all children began with the oldest.

    Every clock that is counted from such a day would be wrong. A birth date that nobody knows says nothing.
    """
    children = work.find(Child, case_id=event.case_id)
    born = [one.birth_date for one in children if event.child_id in (None, one.id)]
    known = [day for day in born if day is not None]
    if event.name in OF_A_BORN_CHILD and known and len(known) == len(born) and event.on < min(known):
        raise AnswersNotUnderstood({answer: "before_birth"}, **{answer: {"born": min(known)}})


def _refuse_doubles(work: UnitOfWork, channel_id: str, reference: str) -> None:
    if work.first(Case, channel_id=channel_id):
        raise AnswersNotUnderstood({"reference": "channel_has_case"})
    if work.first(Case, reference=reference):
        raise AnswersNotUnderstood({"reference": "reference_taken"})


def _refuse_strange(days: Mapping[str, date | None], today: date) -> None:
    """Nothing that is to come has happened, and a day of before anybody in care was born is a slip."""
    first = today.year - YEARS_BACK
    given = {name: day for name, day in days.items() if day}
    wrong = {name: "strange_year" for name, day in given.items() if day.year < first}
    wrong |= {name: "date_in_future" for name, day in given.items() if day > today}
    if wrong:
        years = {"first": first, "last": today.year}
        raise AnswersNotUnderstood(wrong, **dict.fromkeys(wrong, years))
