"""The call for topics (C.2): who is asked when, what stops it, what "later" moves, whom staff call."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import Conference
from bot.domain.errors import AnswersNotUnderstood, NotAllowed
from bot.domain.reminder import Reminder
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.profiles import profile
from bot.services.agenda import agenda, own_topics, publishing, who_was_asked
from bot.services.calling import scheduling
from bot.services.delivery.reminders import wanted_reminders
from bot.services.people import team
from bot.services.preparing import guided
from bot.services.record import case_record
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database as make_sqlite

MEETING: dict[str, Any] = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(17, 0)}
MOTHER, AUNT = "U0MOTHER", "U0AUNT"
FIRST, AGAIN = date(2026, 3, 8), date(2026, 3, 15)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """On 2 March: a mother and an aunt with Slack, a father without, a conference on 18 March."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    for name, role, user in (
        ("mother", "mother", MOTHER),
        ("aunt", "relative_support", AUNT),
        ("father", "father", None),
    ):
        values = {"name": f"Name of {name}", "role": role, "slack_user": user, "family_said_yes": True}
        made.ids[user or name] = team.add_person(made.as_(MANAGER), made.ids["case"], values)
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def wanted(case: Casework) -> tuple[Reminder, ...]:
    with case.reading() as work:
        return wanted_reminders(work, case_record(work, case.ids["case"]), case.agency.profiles)


def days(case: Casework, who: str, kind: str = "topics") -> list[date]:
    return [one.due_at.date() for one in wanted(case) if (one.to, one.kind) == (who, kind)]


def test_the_days_stand_in_the_profile_with_source_and_mark() -> None:
    calls = profile("us-ks").topic_calls
    assert (calls.first_days, calls.last_days) == (10, 2)
    assert calls.source
    assert calls.mark == "unconfirmed"


def test_each_is_asked_at_the_first_call_and_once_before_the_last(case: Casework) -> None:
    assert days(case, MOTHER) == days(case, AUNT) == [FIRST, AGAIN]
    assert days(case, MANAGER) == [], "whoever planned it makes the agenda"
    assert days(case, MANAGER, "topic_calls") == [FIRST, AGAIN], "the father has no Slack"


@pytest.mark.parametrize("how", ["names", "skips", "has_none", "staff_note_it"])
def test_it_stops_for_who_answered_and_for_nobody_else(case: Casework, how: str) -> None:
    conference = case.ids["conference"]
    if how == "names":
        own_topics.add(case.as_(MOTHER), conference, {"words": "Nights", "author_shown": True})
    elif how == "skips":
        guided.answer_topic(case.as_(MOTHER), conference, "topic", None)
    elif how == "has_none":
        guided.stop(case.as_(MOTHER), AGENDA_TOPICS, conference)
    else:
        who_was_asked.note_none(case.as_(MANAGER), conference, case.ids[MOTHER])
    assert days(case, MOTHER) == []
    assert days(case, AUNT) == [FIRST, AGAIN]


def test_later_moves_the_asker_s_own_and_nobody_elses(case: Casework) -> None:
    case.clock.moment = datetime(2026, 3, 8, 16, 0, tzinfo=UTC)
    guided.later(case.as_(MOTHER), case.ids["conference"])
    assert days(case, MOTHER) == [date(2026, 3, 9), AGAIN]
    case.clock.moment = datetime(2026, 3, 15, 16, 0, tzinfo=UTC)
    guided.later(case.as_(MOTHER), case.ids["conference"])
    assert days(case, MOTHER) == [date(2026, 3, 16)], "the last call is still a day on which one asks"
    case.clock.moment = datetime(2026, 3, 16, 16, 0, tzinfo=UTC)
    guided.later(case.as_(MOTHER), case.ids["conference"])
    assert days(case, MOTHER) == []
    assert days(case, AUNT) == [FIRST, AGAIN]


def test_who_is_invited_late_is_asked_on_the_day_after(case: Casework) -> None:
    for day, expected in ((11, [date(2026, 3, 12), AGAIN]), (15, [date(2026, 3, 16)]), (16, [])):
        case.clock.moment = datetime(2026, 3, day, 16, 0, tzinfo=UTC)
        user = f"U0NEW{day}"
        values = {"name": f"Name of {user}", "role": "relative_support", "slack_user": user}
        team.add_person(case.as_(MANAGER), case.ids["case"], {**values, "family_said_yes": True})
        assert days(case, user) == expected


def test_who_was_asked_by_hand_is_not_asked_a_second_time_at_the_first_call(case: Casework) -> None:
    own_topics.add(case.as_(AUNT), case.ids["conference"], {"words": "School", "author_shown": True})
    case.clock.moment = datetime(2026, 3, 4, 16, 0, tzinfo=UTC)
    asked = agenda.ask_for_topics(case.as_(MANAGER), case.ids["conference"])
    assert asked == 2, "mother and case manager; the aunt has answered"
    assert days(case, MOTHER) == [AGAIN]


def test_who_leads_sees_until_when_and_where_it_stands_with_each(case: Casework) -> None:
    own_topics.add(case.as_(AUNT), case.ids["conference"], {"words": "School", "author_shown": True})
    found = who_was_asked.look(case.as_(MANAGER), case.ids["conference"])
    assert (found.first, found.last) == (FIRST, date(2026, 3, 16))
    states = {one.person.name: one.state for one in found.people}
    assert states["Name of aunt"] == "answered"
    assert states["Name of father"] == "call"
    assert states["Name of mother"] == "not_asked"
    who_was_asked.note_none(case.as_(MANAGER), case.ids["conference"], case.ids["father"])
    assert days(case, MANAGER, "topic_calls") == [], "nobody is left to call"
    with pytest.raises(NotAllowed):
        who_was_asked.look(case.as_(MOTHER), case.ids["conference"])


def test_an_agenda_longer_than_the_meeting_goes_all_the_same_once_its_minutes_are_said(
    case: Casework,
) -> None:
    conference = case.ids["conference"]
    for minutes in (60, 55):
        agenda.add_topic(case.as_(MANAGER), conference, {"words": "Long", "minutes": minutes})
    with pytest.raises(AnswersNotUnderstood) as refused:
        publishing.publish(case.as_(MANAGER), conference, "They saw it on paper.")
    assert refused.value.problems == {"why": "agenda_too_long"}
    with case.as_(MANAGER).looking("agenda.arrange", case.ids["case"]) as on:
        assert publishing.not_yet(on).over == 25
    publishing.publish(case.as_(MANAGER), conference, "They saw it on paper.", all_the_same=True)
    with case.reading() as work:
        assert work.get(Conference, conference).agenda_sent_at is not None
    later = agenda.add_topic(case.as_(MANAGER), conference, {"words": "Late"})
    agenda.retime_topic(case.as_(MANAGER), later, 5)
    with pytest.raises(AnswersNotUnderstood):
        publishing.publish(case.as_(MANAGER), conference)
