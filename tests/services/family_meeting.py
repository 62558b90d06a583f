"""A family meeting that was started, on both databases, and what tests ask of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.conference import Conference
from bot.domain.course import Happened, Moment
from bot.domain.delivery import Outgoing
from bot.services import setup
from bot.services.agenda import agenda
from bot.services.calling import scheduling
from bot.services.meeting import (
    holding,
    how_we_talk,
    running,
    stages,
)
from bot.services.people import team
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import ADMIN, MANAGER, SUPERVISOR, ZONE, Casework, Clock, opened
from tests.sqlite import make_database as make_sqlite

MEETING = {"kind": "family_meeting_as_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(17, 30)}
START = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
TOLD = how_we_talk.Wording("en", "What is said here stays here.")
OMAR, MOTHER, FATHER, STRANGER = "U0OMAR", "U0MOTHER", "U0FATHER", "U0STRANGER"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A family meeting that was started: a facilitator, two parents with Slack, three topics."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    for user, role in ((OMAR, "facilitator"), (MOTHER, "mother"), (FATHER, "father")):
        facts = {"name": f"Name of {user}", "role": role, "slack_user": user}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    setup.name_staff(made.as_(ADMIN), SUPERVISOR, ("supervisor",), (MANAGER,), "Sue Lane")
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    for words, hard in (("School", False), ("The night of the move", True), ("Summer", False)):
        values = {"words": words, "minutes": 10, "hard": hard}
        made.ids[words] = agenda.add_topic(made.as_(OMAR), made.ids["conference"], values)
    clock.moment = START
    holding.start(made.as_(OMAR), made.ids["conference"])
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def wait(case: Casework, minutes: int) -> None:
    case.clock.moment += timedelta(minutes=minutes)


def now(case: Casework) -> running.Running:
    return running.look(case.as_(OMAR), case.ids["conference"])


def conference(case: Casework) -> Conference:
    with case.reading() as work:
        return work.get(Conference, case.ids["conference"])


def sent(case: Casework, message: str) -> set[str]:
    with case.reading() as work:
        found = work.find(Outgoing, case_id=case.ids["case"])
    return {one.to for one in found if one.message.partition(":")[0] == message}


def moments(case: Casework) -> list[tuple[Happened, str]]:
    with case.reading() as work:
        found = work.find(Moment, conference_id=case.ids["conference"])
    return [(one.what, one.thing) for one in found]


def go(case: Casework, stage: str) -> None:
    stages.jump(case.as_(OMAR), case.ids["conference"], stage)
