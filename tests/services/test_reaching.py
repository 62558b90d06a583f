"""Only a way that its person called safe is ever used, or shown to whoever must reach them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import Invitation
from bot.domain.delivery import Outgoing
from bot.domain.network import ContactWay
from bot.domain.sending import Composed, Drop
from bot.notices import composers
from bot.paper_room import calendar
from bot.render import Words
from bot.services.calling import scheduling, telling
from bot.services.delivery.reminders import wanted_reminders
from bot.services.people import reaching, team
from bot.services.record import case_record
from bot.storage import open_storage
from tests.services.casework import CUSTODY, MANAGER, TEAM, ZONE, Casework, Clock, opened
from tests.sqlite import make_database

MEETING = {"date": date(2026, 3, 18), "start": time(15), "end": time(17), "zone": ZONE}
PLAN = {"kind": "case_planning_conference", **MEETING}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casework]:
    """A case with a mother without Slack and a father with it."""
    storage = open_storage(make_database(tmp_path), bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    for key, facts in (
        ("mother", {"name": "Dana Reyes", "role": "mother"}),
        ("father", {"name": "Marcus Harlow", "role": "father", "slack_user": "U0MARCUS"}),
    ):
        made.ids[key] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    yield made
    storage.close()


def way(case: Casework, whose: str = "mother", **facts: Any) -> str:
    values = {"person_id": case.ids[whose], "kind": "phone", "value": "555 0100", **facts}
    return reaching.add_way(case.as_(MANAGER), case.ids["case"], values)


def kept(case: Casework, way_id: str) -> ContactWay:
    with case.reading() as work:
        return work.get(ContactWay, way_id)


def planned(case: Casework) -> str:
    return scheduling.schedule(case.as_(MANAGER), case.ids["case"], PLAN)


def to_tell(case: Casework, conference: str) -> dict[str, tuple[list[str], int]]:
    told = telling.people_to_tell(case.as_(MANAGER), conference)
    return {one.person.name: ([way.value for way in one.ways], one.unasked) for one in told}


def test_only_what_was_called_safe_is_offered_to_those_who_tell_people(case: Casework) -> None:
    way(case, value="555 0100", safe=True)
    way(case, value="555 0666", safe=False)
    way(case, value="555 0777")
    assert to_tell(case, planned(case))["Dana Reyes"] == (["555 0100"], 1)


def test_who_asked_and_when_stand_beside_the_answer(case: Casework) -> None:
    before = CUSTODY - timedelta(days=1)
    told = kept(case, way(case, safe=True, asked_by=case.ids["mother"], asked_on=before))
    assert (told.asked_by, told.asked_on) == (case.ids["mother"], before)
    with case.reading() as work:
        (me,) = (one.id for one in case_record(work, case.ids["case"]).people if one.slack_user == MANAGER)
    alone = kept(case, way(case, safe=False))
    assert (alone.asked_by, alone.asked_on) == (me, CUSTODY)
    nobody = kept(case, way(case, asked_by=me, asked_on=before))
    assert (nobody.asked_by, nobody.asked_on) == (None, None)


def test_another_number_is_not_safe_because_the_old_one_was(case: Casework) -> None:
    first = way(case, safe=True)
    known = kept(case, first)
    same = {"person_id": known.person_id, "kind": "phone", "safe": True}
    same |= {"asked_by": known.asked_by, "asked_on": known.asked_on}
    reaching.change_way(case.as_(MANAGER), first, same | {"value": "555 0100 "}, 1)
    assert kept(case, first).safe
    reaching.change_way(case.as_(MANAGER), first, same | {"value": "555 0999"}, 2)
    assert kept(case, first).safe is None
    case.clock.moment += timedelta(days=1)
    asked = same | {"value": "555 0998", "asked_on": CUSTODY + timedelta(days=1)}
    reaching.change_way(case.as_(MANAGER), first, asked, 3)
    assert kept(case, first).safe


def test_a_way_that_ended_is_used_no_more_until_it_is_theirs_again(case: Casework) -> None:
    first, conference = way(case, safe=True), planned(case)
    reaching.end_way(case.as_(MANAGER), first)
    assert to_tell(case, conference)["Dana Reyes"] == ([], 0)
    reaching.take_up_way(case.as_(MANAGER), first)
    assert to_tell(case, conference)["Dana Reyes"] == (["555 0100"], 0)


def test_whoever_said_that_slack_is_not_safe_is_told_and_reminded_by_staff(case: Casework) -> None:
    conference = planned(case)
    assert set(to_tell(case, conference)) == {"Dana Reyes"}
    with case.reading() as work:
        (invitation,) = work.find(Outgoing, to="U0MARCUS", message="invitation")
    assert isinstance(composed(case, invitation), Composed)
    no = way(case, "father", kind="slack", value="Slack", safe=False)
    assert composed(case, invitation) == Drop("slack_not_safe")
    assert set(to_tell(case, conference)) == {"Dana Reyes", "Marcus Harlow"}
    assert "U0MARCUS" not in reminded(case)
    reaching.end_way(case.as_(MANAGER), no)
    assert "U0MARCUS" in reminded(case)


def test_nobody_is_invited_through_a_slack_that_is_not_safe(case: Casework) -> None:
    way(case, "father", kind="slack", value="Slack", safe=False)
    conference = planned(case)
    with case.reading() as work:
        assert not work.find(Invitation, conference_id=conference, person_id=case.ids["father"])
        assert not work.find(Outgoing, to="U0MARCUS", message="invitation")


def composed(case: Casework, row: Outgoing) -> object:
    with case.storage.units(TEAM, "system", read_only=True) as work:
        return composers(case.agency, Words(), {}, calendar)["invitation"](work, replace(row))


def reminded(case: Casework) -> set[str]:
    with case.reading() as work:
        record = case_record(work, case.ids["case"])
        return {one.to for one in wanted_reminders(work, record, case.agency.profiles)}
