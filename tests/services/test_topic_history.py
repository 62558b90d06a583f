"""Topics that stand every time come by themselves until they end; a topic's history is one view."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import Topic
from bot.domain.errors import NotAllowed, NotNow
from bot.services.agenda import agenda, every_time, own_topics, topic_history
from bot.services.calling import scheduling
from bot.services.meeting import holding
from bot.services.people import team
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database as make_sqlite

MEETING: dict[str, Any] = {"kind": "case_planning_conference", "zone": ZONE, "after_due": True}
MEETING |= {"start": time(15, 30), "end": time(17, 0)}
FIRST, SECOND, THIRD = (date(2026, month, 18) for month in (3, 6, 9))
MOTHER = "U0MOTHER"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A mother with Slack, a father without, and a first conference that is planned."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    for role, user in (("mother", MOTHER), ("father", None)):
        values = {"name": f"Name of {role}", "role": role, "slack_user": user}
        made.ids[role] = team.add_person(made.as_(MANAGER), made.ids["case"], values)
    planned(made, FIRST)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def planned(case: Casework, day: date, **more: Any) -> str:
    values = {**MEETING, "date": day, **more}
    case.ids["conference"] = scheduling.schedule(case.as_(MANAGER), case.ids["case"], values)
    return case.ids["conference"]


def held(case: Casework, day: date) -> None:
    case.clock.moment = datetime(day.year, day.month, day.day, 21, tzinfo=UTC)
    holding.start(case.as_(MANAGER), case.ids["conference"])
    holding.end(case.as_(MANAGER), case.ids["conference"])


def on_agenda(case: Casework, conference_id: str) -> list[Topic]:
    with case.reading() as work:
        return agenda.in_order(work.find(Topic, conference_id=conference_id))


def test_it_comes_to_each_conference_as_it_was_worded_last_until_it_ends_with_a_reason(
    case: Casework,
) -> None:
    first = agenda.add_topic(case.as_(MANAGER), case.ids["conference"], {"words": "School", "minutes": 10})
    standing = every_time.stand(case.as_(MANAGER), first)
    assert every_time.stand(case.as_(MANAGER), first) == standing, "once, however often it is said"
    held(case, FIRST)
    second = on_agenda(case, planned(case, SECOND))
    assert [(one.words, one.minutes, one.carried_from) for one in second] == [("School", 10, first)]
    changed = {"words": "School and homework"}
    agenda.arrange_topic(case.as_(MANAGER), second[0].id, changed, second[0].version)
    held(case, SECOND)
    third = on_agenda(case, planned(case, THIRD))
    assert [one.words for one in third] == ["School and homework"]
    every_time.end(case.as_(MANAGER), standing, "The school year is over.", 1)
    held(case, THIRD)
    assert on_agenda(case, planned(case, date(2026, 12, 18))) == []
    found = topic_history.look(case.as_(MANAGER), third[0].id)
    assert [one.became for one in found.turns] == ["was_on_agenda"] * 3
    assert [one.conference.number for one in found.turns] == [3, 2, 1]
    assert found.stands_now is None
    assert [one.why_ended for one in found.standing] == ["The school year is over."]
    with pytest.raises(NotNow):
        every_time.end(case.as_(MANAGER), standing, "Again.", 2)


def test_it_comes_to_nobody_from_whom_it_was_kept_and_not_where_its_author_is_not_asked(
    case: Casework,
) -> None:
    father, mother = case.ids["father"], case.ids["mother"]
    alone = planned(case, date(2026, 3, 20), left_out=[father])
    kept = agenda.add_topic(case.as_(MANAGER), alone, {"words": "Without him"})
    hers = own_topics.add(case.as_(MOTHER), alone, {"words": "Nights", "author_shown": True})
    every_time.stand(case.as_(MANAGER), kept)
    every_time.stand(case.as_(MANAGER), hers)
    assert on_agenda(case, planned(case, SECOND)) == [], "the father is asked to this one"
    again = planned(case, date(2026, 6, 20), left_out=[father])
    assert {one.words for one in on_agenda(case, again)} == {"Without him", "Nights"}
    both_out = planned(case, date(2026, 6, 22), left_out=[father, mother])
    assert [one.words for one in on_agenda(case, both_out)] == ["Without him"]


def test_the_history_says_what_became_of_it_and_who_changed_what(case: Casework) -> None:
    hers = own_topics.add(case.as_(MOTHER), case.ids["conference"], {"words": "Nights", "author_shown": True})
    own_topics.change(case.as_(MOTHER), hers, {"words": "Summer nights", "author_shown": True}, 1)
    agenda.retime_topic(case.as_(MANAGER), hers, 5)
    aside = {"how": "parked", "why": "We need more time."}
    agenda.set_topic_aside(case.as_(MANAGER), hers, aside, 3)
    (turn,) = topic_history.look(case.as_(MANAGER), hers).turns
    assert (turn.became, turn.topic.why_aside) == ("parked", "We need more time.")
    assert [(one.by, one.what, one.words_before) for one in turn.changes] == [
        (MOTHER, ("wording",), "Nights"),
        (MANAGER, ("minutes",), ""),
        (MANAGER, ("aside",), ""),
    ]
    for deed in (topic_history.look, every_time.stand):
        with pytest.raises(NotAllowed):
            deed(case.as_(MOTHER), hers)
