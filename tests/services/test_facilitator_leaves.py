"""A facilitator who leaves in the middle of a meeting: who asks for something still reaches somebody."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.domain.conference import Conference, ConferenceState
from bot.domain.course import Wish
from bot.domain.delivery import Outgoing
from bot.domain.sending import Composed
from bot.notices import composers
from bot.profiles import load_profiles
from bot.render import Words
from bot.services.calling import scheduling
from bot.services.delivery.composing import compose_with
from bot.services.entries import capture
from bot.services.meeting import holding, running, signals, stages
from bot.services.people import team
from bot.services.record import case_record
from bot.storage import open_storage
from bot.trouble import staff_teller
from tests.services.casework import MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database

MEETING = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(17, 30)}
OMAR, MOTHER = "U0OMAR", "U0MOTHER"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casework]:
    """A conference that runs: a case manager, a facilitator, a mother, all with Slack."""
    storage = open_storage(make_database(tmp_path), bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    for user, role in ((OMAR, "facilitator"), (MOTHER, "mother")):
        facts = {"name": f"Name of {user}", "role": role, "slack_user": user}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    clock.moment = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
    holding.start(made.as_(OMAR), made.ids["conference"])
    yield made
    storage.close()


def told(case: Casework, message: str) -> list[Outgoing]:
    with case.reading() as work:
        return [one for one in work.find(Outgoing, case_id=case.ids["case"]) if one.message == message]


def test_what_slack_does_not_bring_to_the_facilitator_comes_to_the_others_who_lead(case: Casework) -> None:
    signals.signal(case.as_(MOTHER), case.ids["conference"], Wish.BREAK)
    (row,) = told(case, "break_asked")
    assert row.to == OMAR
    tell = staff_teller(load_profiles())
    for _ in range(2):  # a process that died in between tells it again: it is there once
        with case.storage.units(row.workspace_id, "system") as work:
            tell(work, row, "user_disabled")
            work.commit()
    assert [one.to for one in told(case, "break_asked")] == [OMAR, MANAGER]
    assert [one.to for one in told(case, "not_delivered")] == [MANAGER]


def test_a_card_that_its_channel_does_not_take_is_told_as_that(case: Casework) -> None:
    """Nobody is to look for a person whom it did not reach: the whole team missed it."""
    compose = compose_with(composers(case.agency, Words(), {}, lambda entry: b""))
    signals.signal(case.as_(MOTHER), case.ids["conference"], Wish.BREAK)
    said = []
    for row in (*told(case, "card"), *told(case, "break_asked")):
        with case.storage.units(row.workspace_id, "system") as work:
            staff_teller(load_profiles())(work, row, "is_archived")
            (notice,) = work.find(Outgoing, message="not_delivered", subject_id=row.id, to=MANAGER)
            ready = compose(work, notice)
            assert isinstance(ready, Composed)
            said.append(ready.text)
    card, wish = said
    assert "a message for a team's channel" in card
    assert "A message to someone" in wish


def test_another_who_leads_goes_on_where_it_stood_and_every_word_is_there(case: Casework) -> None:
    conference_id, case_id = case.ids["conference"], case.ids["case"]
    stages.jump(case.as_(OMAR), conference_id, "strengths")
    capture.add(case.as_(OMAR), case_id, "strength", {"text": "She reads to June every night."})
    team.remove_person(case.as_(MANAGER), case.ids[OMAR])
    signals.signal(case.as_(MOTHER), conference_id, Wish.BREAK)
    assert [one.to for one in told(case, "break_asked")] == [MANAGER]
    seen = running.look(case.as_(MANAGER), conference_id)
    assert seen.conference.stage == "strengths"
    assert [one.person_id for one in seen.signals] == [case.ids[MOTHER]]
    stages.jump(case.as_(MANAGER), conference_id, "needs")
    capture.add(case.as_(MANAGER), case_id, "need", {"text": "A calm night."})
    for _ in range(2):  # closing twice is closing once
        holding.end(case.as_(MANAGER), conference_id)
    with case.reading() as work:
        assert work.get(Conference, conference_id).state is ConferenceState.ENDED
        record = case_record(work, case_id)
    assert [one.stage for one in (*record.strengths, *record.needs)] == ["strengths", "needs"]
