"""Two who are kept apart are not brought together by joining late, either."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.conference import Conference, Invitation
from bot.domain.delivery import Outgoing
from bot.services.calling import inviting, scheduling
from bot.services.people import parting, team
from bot.storage import open_storage
from tests.services.casework import CUSTODY, MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database

MEETING = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(16, 0)}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casework]:
    """Two parents with Slack."""
    storage = open_storage(make_database(tmp_path), bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    for key, name, role in (("dana", "Dana Reyes", "mother"), ("marcus", "Marcus Harlow", "father")):
        facts = {"name": name, "role": role, "slack_user": f"U0{key.upper()}"}
        made.ids[key] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    yield made
    storage.close()


@pytest.mark.parametrize("apart", [True, False])
def test_who_comes_back_is_not_asked_to_a_meeting_with_one_they_are_kept_apart_from(
    case: Casework, apart: bool
) -> None:
    team.remove_person(case.as_(MANAGER), case.ids["marcus"])
    if apart:
        rule = {"person_id": case.ids["dana"], "other": case.ids["marcus"], "kind": "order", "since": CUSTODY}
        parting.keep_apart(case.as_(MANAGER), case.ids["case"], rule)
    planned = scheduling.schedule(case.as_(MANAGER), case.ids["case"], MEETING)
    team.bring_back(case.as_(MANAGER), case.ids["marcus"])
    with case.as_(MANAGER).on_case("conference.plan", case.ids["case"]) as on:
        inviting.invite_with_slack(on, on.work.get(Conference, planned))
    with case.reading() as work:
        asked = {one.person_id for one in work.find(Invitation, conference_id=planned)}
        meeting = work.get(Conference, planned)
        assert meeting.left_out == ((case.ids["marcus"],) if apart else ())
        told = work.find(Outgoing, case_id=case.ids["case"], message="kept_apart")
    assert len({one.key for one in told}) == (2 if apart else 0), "of the rule, and of who is left out by it"
    assert (case.ids["dana"] in asked, case.ids["marcus"] in asked) == (True, not apart)
