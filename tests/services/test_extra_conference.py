"""An extra conference can be called at any time; it resets the clocks that the profile says, and no other."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.domain.conference import Conference
from bot.services.calling import scheduling
from bot.services.meeting import holding
from bot.services.seeing import dates
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database as make_sqlite


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A case in Kansas whose first conference was held on March 18."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    hold(made, "case_planning_conference", date(2026, 3, 18))
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def hold(case: Casework, kind: str, day: date) -> None:
    """Plan it for the day itself, start it, end it."""
    case.clock.moment = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    when = {"kind": kind, "date": day, "start": time(14), "end": time(15), "zone": ZONE}
    conference = scheduling.schedule(case.as_(MANAGER), case.ids["case"], when)
    holding.start(case.as_(MANAGER), conference)
    holding.end(case.as_(MANAGER), conference)


def due(case: Casework) -> dict[str, date]:
    return {one.clock_id: one.due for one in dates.due_dates_of(case.as_(MANAGER), case.ids["case"])}


@pytest.mark.requirement("K-08")
def test_an_extra_conference_moves_the_date_it_counts_for_and_the_old_one_is_kept(case: Casework) -> None:
    before = due(case)
    assert before["next_conference"] == date(2026, 9, 4)
    hold(case, "case_planning_conference", date(2026, 5, 20))
    after = due(case)
    assert after["next_conference"] == date(2026, 11, 6)
    assert {name for name in after if after[name] != before.get(name)} == {"next_conference"}
    (old,) = dates.past_dates_of(case.as_(MANAGER), case.ids["case"])
    assert (old.was.due, old.until, old.in_time) == (date(2026, 9, 4), date(2026, 5, 20), True)
    with case.reading() as work:
        every = work.find(Conference, case_id=case.ids["case"])
    assert len(every) == 2
    planned = {"kind": "case_planning_conference", "date": date(2026, 10, 1), "zone": ZONE}
    times = {"start": time(14), "end": time(15)}
    coming = scheduling.schedule(case.as_(MANAGER), case.ids["case"], planned | times)
    found = dates.dates_of(case.as_(MANAGER), case.ids["case"])
    last = max(every, key=lambda one: one.starts_at).id
    assert (found.prepare, found.missing) == (coming, last), "from a date to what is still to be done for it"


@pytest.mark.requirement("K-08")
def test_a_meeting_that_counts_as_nothing_moves_nothing(case: Casework) -> None:
    before = due(case)
    hold(case, "family_meeting", date(2026, 5, 20))
    hold(case, "team_decision_making", date(2026, 5, 21))
    assert due(case) == before
    assert dates.past_dates_of(case.as_(MANAGER), case.ids["case"]) == ()
    hold(case, "family_meeting_as_conference", date(2026, 6, 1))
    assert due(case)["next_conference"] == date(2026, 11, 18)
