"""How parents and family take part: asked, told, replied, came, input instead, each a fact of its own."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.services.calling import scheduling
from bot.services.calling.taking_part import TakingPart, taking_part
from bot.services.meeting import holding, roll_call
from bot.services.people import team
from bot.storage import open_storage
from tests.services.casework import MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database

FAMILY = {"Dana Reyes": "mother", "Marcus Harlow": "father", "Rosa Reyes": "relative_support"}
TOLD_ON = date(2026, 3, 9)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casework]:
    """A meeting that is planned; nobody of the family has Slack."""
    clock = Clock()
    storage = open_storage(make_database(tmp_path), bytes(range(32)), clock)
    made = opened(storage, clock)
    for name, role in {**FAMILY, "Omar Haddad": "facilitator"}.items():
        facts = {"name": name, "role": role, "family_said_yes": True}
        made.ids[name] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    when = {"date": date(2026, 3, 18), "start": time(15, 30), "end": time(17), "zone": ZONE}
    plan = {"kind": "case_planning_conference", **when}
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], plan)
    clock.moment = datetime(2026, 3, 9, 16, tzinfo=UTC)
    yield made
    storage.close()


def part_of(case: Casework, name: str) -> TakingPart:
    (only,) = taking_part(case.as_(MANAGER), case.ids[name])
    return only


@pytest.mark.requirement("T-05")
def test_how_each_of_the_family_takes_part_is_several_facts_that_stand_apart(case: Casework) -> None:
    conference = case.ids["conference"]
    for name in ("Dana Reyes", "Rosa Reyes"):
        who = case.ids[name]
        scheduling.record_notice(case.as_(MANAGER), conference, who, TOLD_ON, "phone", reply="yes")
    scheduling.record_notice(case.as_(MANAGER), conference, case.ids["Marcus Harlow"], TOLD_ON, "letter")
    # Invited and answered is not yet there; invited and silent is not refused.
    dana, marcus = part_of(case, "Dana Reyes"), part_of(case, "Marcus Harlow")
    assert dana.invitation
    assert (dana.invitation.how, dana.invitation.invited_on, dana.invitation.reply) == (
        "phone",
        TOLD_ON,
        "yes",
    )
    assert (dana.told_by, dana.attendance) == ("Priya Nandan", None)
    assert marcus.invitation
    assert (marcus.invitation.how, marcus.invitation.reply) == ("letter", None)
    case.clock.moment = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
    holding.start(case.as_(MANAGER), conference)
    roll_call.keep(case.as_(MANAGER), conference, {case.ids["Dana Reyes"]: "phone"})
    sent = {"how": "input_only", "input": "I want more time with June.", "input_on": date(2026, 3, 17)}
    holding.attend(case.as_(MANAGER), conference, {"person_id": case.ids["Marcus Harlow"], **sent})
    away = {"how": "absent_invited", "reason": "Her shift"}
    holding.attend(case.as_(MANAGER), conference, {"person_id": case.ids["Rosa Reyes"], **away})
    came = {name: part_of(case, name).attendance for name in FAMILY}
    assert {name: one.how for name, one in came.items() if one} == {
        "Dana Reyes": "phone",
        "Marcus Harlow": "input_only",
        "Rosa Reyes": "absent_invited",
    }
    marcus_part = came["Marcus Harlow"]
    assert marcus_part
    assert (marcus_part.input, marcus_part.input_on) == (sent["input"], sent["input_on"])
    # Rosa had said that she would come: that stays what she said.
    rosa = part_of(case, "Rosa Reyes")
    assert rosa.invitation
    assert rosa.attendance
    assert (rosa.invitation.reply, rosa.attendance.reason) == ("yes", "Her shift")
