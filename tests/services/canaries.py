"""A case in which a reminder of every kind falls due, and a canary in all the words that it keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.domain.closing import Copy, PlanVersion, Reply
from bot.domain.conference import Attendance, Invitation
from bot.domain.delivery import Outgoing, Sending
from bot.domain.kept import Kept
from bot.domain.network import ContactWay
from bot.domain.office import Office
from bot.domain.people import Person
from bot.domain.plan import Service
from bot.domain.version_moves import VersionMove
from bot.services.calling import calendar_wish, scheduling
from bot.services.entries import capture
from bot.services.people import team
from bot.services.ports import UnitOfWork
from bot.storage.shapes import Field
from bot.storage.tables import FIELDS, REFERS_TO
from tests.services.casework import MANAGER, TEAM, ZONE, Casework
from tests.services.prepared import everybody

CANARY = "Kestrel"
SECRETS = {(kind, name) for kind, shape in FIELDS.items() for name, field in shape.items() if field.secret}
# Without Slack: one whom staff call, one who called an e-mail address safe.
CALLED, MAILED = "called", "mailed"
AUNT, FATHER = "U0AUNT", "U0SECONDFATHER"
MEETING: dict[str, Any] = {
    "kind": "case_planning_conference",
    "date": date(2026, 4, 20),
    "start": time(15, 30),
    "end": time(17, 0),
    "zone": ZONE,
    "place": "12 Elm Street",
}
SAMPLES: dict[type[Any], Any] = {
    str: "x",
    bool: True,
    int: 1,
    date: date(2026, 3, 18),
    datetime: datetime(2026, 3, 18, 21, tzinfo=UTC),
    tuple: (),
}


@contextmanager
def full_of_canaries(folder: Path) -> Iterator[Casework]:
    """The prepared case, made so; `ids` also name those without Slack and the meeting that comes."""
    with everybody("sqlite", folder) as made:
        made.agency = replace(made.agency, office=Office(phone="555 0100", address="o@a.example", mails=True))
        _people_without_slack(made)
        _everything_falls_due(made)
        with made.storage.units(TEAM, MANAGER) as work:
            for kind in sorted({kind for kind, _ in SECRETS}, key=lambda one: one.__name__):
                _plant(work, kind)
            # With words it is answered; one that is owed has none yet.
            answered = work.find(Reply)[0]
            work.replace(replace(answered, words=None))
            work.add(replace(answered, id=work.new_id(), view_id="another", version=1))
            work.commit()
        yield made


def found_in(case: Casework) -> set[tuple[type[Kept], str]]:
    """Which fields of which classes hold a canary, as the database has them."""
    with case.reading() as work:
        return {
            (kind, name)
            for kind, name in SECRETS
            if any(CANARY in (getattr(row, name) or "") for row in work.find(kind))
        }


def _people_without_slack(made: Casework) -> None:
    for name in (CALLED, MAILED):
        facts = {"name": f"One {name}", "role": "relative_support", "family_said_yes": True}
        made.ids[name] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    way = {"person_id": made.ids[MAILED], "kind": "email", "value": "m@mail.example", "safe": True}
    with made.storage.units(TEAM, MANAGER) as work:
        work.add(ContactWay(**_of_case(made, work), entered_by=MANAGER, **way))
        work.commit()


def _everything_falls_due(made: Casework) -> None:
    made.ids["next"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    told_on = date(2026, 3, 18)
    scheduling.record_notice(made.as_(MANAGER), made.ids["next"], made.ids[MAILED], told_on, "phone")
    for name in (AUNT, MAILED):
        calendar_wish.wish_for(made.as_(MANAGER), made.ids["next"], made.ids[name], "without_place")
    for owner in (CALLED, MAILED, MANAGER):
        words = {"text": "A step", "done_when": "It is done", "due": date(2026, 4, 15)}
        capture.add(
            made.as_("U0FACILITATOR"), made.ids["case"], "task", {"owner_id": made.ids[owner], **words}
        )
    with made.storage.units(TEAM, MANAGER) as work:
        _answers_owed(made, work)
        service = work.get(Service, made.ids["service"])
        work.replace(replace(service, consent_until=date(2026, 5, 1), treatment_consent="on_file"))
        work.commit()


def _answers_owed(made: Casework, work: UnitOfWork) -> None:
    """Asked and silent, absent and to be followed up, a copy owed, no topics, a withdrawn plan held."""
    version, aunt, now = made.ids["version"], made.ids[AUNT], work.now
    told = {"conference_id": made.ids["next"], "person_id": aunt, "invited_on": now.date()}
    if not work.find(Invitation, conference_id=made.ids["next"], person_id=aunt):
        work.add(Invitation(**_of_case(made, work), **told))
    asked = {"message": "ask_acknowledgement", "subject_id": version, "person_id": aunt, "to": AUNT}
    sent = {"due_at": now, "sent_at": now, "state": Sending.SENT, "key": "asked"}
    work.send(Outgoing(**_of_case(made, work), **asked, **sent))
    came = {"conference_id": made.ids["conference"], "how": "phone", "entered_by": MANAGER}
    work.add(Attendance(**_of_case(made, work), person_id=made.ids[CALLED], **came))
    absent = work.find(Attendance, person_id=made.ids[FATHER])[0]
    work.replace(replace(absent, follow_up_by=date(2026, 3, 25)))
    moved = {"move": "withdraw", "why": "A slip", "moved_by": MANAGER, "moved_at": now}
    back = {"taken_back_by": MANAGER, "taken_back_at": now}
    work.add(VersionMove(**_of_case(made, work), version_id=version, **moved, **back))
    work.add(Copy(**_of_case(made, work), version_id=version, person_id=aunt, due=date(2026, 3, 25)))
    before = replace(work.get(PlanVersion, version), id=work.new_id(), number=0, version=1)
    work.add(before)
    work.add(VersionMove(**_of_case(made, work), version_id=before.id, **moved))
    held = {"person_id": made.ids[CALLED], "sent_on": date(2026, 3, 19)}
    work.add(Copy(**_of_case(made, work), version_id=before.id, **held))


def _of_case(made: Casework, work: UnitOfWork) -> dict[str, Any]:
    return {"workspace_id": TEAM, "id": work.new_id(), "case_id": made.ids["case"]}


def _plant(work: UnitOfWork, kind: type[Kept]) -> None:
    """A canary in each field of words of every row; where there is no row, in one that is made."""
    if not work.find(kind):
        work.add(_made(work, kind))
    for row in work.find(kind):
        words = {name: _canary(row, name) for name in FIELDS[kind] if (kind, name) in SECRETS}
        work.replace(replace(row, **words))


def _canary(row: Kept, name: str) -> str:
    said = f"{CANARY}-{type(row).__name__}-{name}"
    return f"{said}@mail.example" if isinstance(row, ContactWay) and row.kind == "email" else said


def _made(work: UnitOfWork, kind: type[Kept]) -> Kept:
    """One row of which nothing is known but what must be; it belongs to what there is."""
    required = {one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING}
    return kind(**{name: _value(work, FIELDS[kind][name]) for name in required})


def _value(work: UnitOfWork, field: Field) -> Any:
    if field.name == "id":
        return work.new_id()
    if field.name == "workspace_id":
        return TEAM
    if field.name == "case_id":
        return work.find(Person)[0].case_id
    if field.name in REFERS_TO:
        return work.find(REFERS_TO[field.name])[0].id
    return next(iter(field.kind)) if issubclass(field.kind, StrEnum) else SAMPLES[field.kind]
