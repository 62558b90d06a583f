"""Who joins and leaves a case's channel: kept once, told once, and cards go out of the way by themselves."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.channel import ChannelChange
from bot.domain.conference import Conference
from bot.domain.delivery import Outgoing
from bot.domain.errors import AlreadyDone, NotNow
from bot.domain.sending import Limited, Refused
from bot.services.calling import scheduling
from bot.services.delivery.outgoing import to_user
from bot.services.meeting.cards import card_stays_out, we_are_out
from bot.services.people import channel, parting, team
from bot.services.people.channel import Happened
from bot.services.people.channel_sweep import ChannelSweep
from bot.storage import open_storage
from tests.services.casework import CHANNEL, CUSTODY, MANAGER, TEAM, ZONE, Casework, Clock, opened
from tests.sqlite import make_database

OMAR, DANA, MARCUS = "U0OMAR", "U0DANA", "U0MARCUS"
AT = datetime(2026, 3, 2, 16, 5, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A facilitator and two parents with Slack; the father meets at another time."""
    on_postgres = request.param == "postgresql"
    url = request.getfixturevalue("postgresql_url") if on_postgres else make_database(tmp_path)
    storage = open_storage(str(url), bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    people = ((OMAR, "Omar Haddad", "facilitator"), (DANA, "Dana Reyes", "mother"))
    for user, name, role in (*people, (MARCUS, "Marcus Harlow", "father")):
        facts = {"name": name, "role": role, "slack_user": user}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    meeting = {"date": date(2026, 3, 18), "start": time(15), "end": time(16), "zone": ZONE}
    meeting |= {"kind": "case_planning_conference", "left_out": [made.ids[MARCUS]]}
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], meeting)
    yield made
    storage.close()


def happens(case: Casework, key: str, user: str = "", *, joined: bool = True, ours: bool = False) -> None:
    told = Happened(channel_id=CHANNEL, joined=joined, at=AT, slack_user=user, ours=ours)
    channel.note_change(case.agency, TEAM, told, f"event:{key}")


def told_to(case: Casework, message: str) -> list[str]:
    with case.reading() as work:
        return [one.to for one in work.find(Outgoing, case_id=case.ids["case"], message=message)]


def stays_out(case: Casework) -> bool:
    with case.reading() as work:
        return card_stays_out(work, work.get(Conference, case.ids["conference"]))


def test_each_change_is_kept_once_and_several_are_told_in_one_message(case: Casework) -> None:
    happens(case, "1", "U0ROSA")
    with pytest.raises(AlreadyDone):
        happens(case, "1", "U0ROSA")
    happens(case, "2", "U0ROSA", joined=False)
    with case.reading() as work:
        kept = work.find(ChannelChange, case_id=case.ids["case"])
    assert [(one.slack_user, one.joined) for one in kept] == [("U0ROSA", True), ("U0ROSA", False)]
    assert told_to(case, "channel_changes") == [OMAR]


def test_a_channel_without_a_case_says_nothing(case: Casework) -> None:
    told = Happened(channel_id="C0ANOTHER", joined=True, at=AT, slack_user="U0ROSA")
    channel.note_change(case.agency, TEAM, told, "event:3")
    assert told_to(case, "channel_changes") == []


def test_cards_come_back_on_a_leader_s_word_and_go_when_somebody_returns(case: Casework) -> None:
    rule = {"person_id": case.ids[DANA], "other": case.ids[MARCUS], "kind": "order", "since": CUSTODY}
    parting.keep_apart(case.as_(OMAR), case.ids["case"], rule)
    assert stays_out(case)
    with pytest.raises(NotNow) as both:
        channel.let_cards_back(case.as_(OMAR), case.ids["case"], [OMAR, DANA, MARCUS])
    assert both.value.problem == "both_in_channel"
    channel.let_cards_back(case.as_(OMAR), case.ids["case"], [OMAR, DANA])
    assert not stays_out(case)
    happens(case, "4", MARCUS)
    assert stays_out(case)
    happens(case, "5", MARCUS, joined=False)
    assert stays_out(case), "nobody has said again that they may come back"


def test_while_the_bot_is_out_no_card_is_meant_for_the_channel(case: Casework) -> None:
    channel.let_cards_back(case.as_(OMAR), case.ids["case"], [OMAR, DANA])
    assert not stays_out(case)
    happens(case, "6", joined=False, ours=True)
    assert stays_out(case)
    assert told_to(case, "bot_left") == [OMAR]
    happens(case, "7", "U0BOT", ours=True)
    assert not stays_out(case)


US = "U0BOT"


def swept(case: Casework, *here: str, later: timedelta = timedelta(days=1, minutes=10)) -> int:
    """A sweep so long after the last one, with these people in the channel."""
    case.clock.moment += later
    return sweep_of(case, *here).sweep([TEAM])


def sweep_of(case: Casework, *here: str) -> ChannelSweep:
    def members(channel_id: str) -> list[str]:
        if not here:
            raise Refused("channel_not_found")
        return [US, *here] if channel_id == CHANNEL else []

    return ChannelSweep(agency=case.agency, members=members, us=lambda: US, clock=case.clock)


def noticed(case: Casework) -> list[tuple[str, bool, bool]]:
    with case.reading() as work:
        found = work.find(ChannelChange, case_id=case.ids["case"])
    return [(one.slack_user, one.joined, one.ours) for one in found]


def test_the_sweep_finds_once_a_day_what_slack_never_told(case: Casework) -> None:
    assert swept(case, OMAR, DANA) == 1
    assert noticed(case) == [], "who was there at first is what is known"
    assert swept(case, OMAR, DANA, "U0ROSA", later=timedelta(hours=1)) == 0
    assert swept(case, OMAR, DANA, "U0ROSA") == 1
    assert noticed(case) == [("U0ROSA", True, False)]
    assert told_to(case, "channel_changes") == [OMAR]
    swept(case, OMAR, DANA, "U0ROSA")
    swept(case, OMAR)
    assert set(noticed(case)[1:]) == {("U0ROSA", False, False), (DANA, False, False)}


def test_what_slack_told_is_not_found_again_nor_told_again_once_it_was_found(case: Casework) -> None:
    swept(case, OMAR)
    told = Happened(CHANNEL, True, case.clock.moment + timedelta(minutes=20), DANA)
    channel.note_change(case.agency, TEAM, told, "event:11")
    swept(case, OMAR, DANA)
    assert noticed(case) == [(DANA, True, False)]
    swept(case, OMAR, DANA, MARCUS)
    late = Happened(CHANNEL, True, case.clock.moment - timedelta(minutes=1), MARCUS)
    channel.note_change(case.agency, TEAM, late, "event:12")
    assert noticed(case) == [(DANA, True, False), (MARCUS, True, False)]


def test_who_came_back_unnoticed_keeps_cards_out_from_the_next_look_on(case: Casework) -> None:
    rule = {"person_id": case.ids[DANA], "other": case.ids[MARCUS], "kind": "order", "since": CUSTODY}
    parting.keep_apart(case.as_(OMAR), case.ids["case"], rule)
    channel.let_cards_back(case.as_(OMAR), case.ids["case"], [OMAR, DANA])
    assert not stays_out(case)
    with case.as_(OMAR).on_case("conference.hold", case.ids["case"]) as on:
        card = to_user(on, CHANNEL, "card", case.ids["conference"], f"card:{case.ids['conference']}")
    sweep_of(case, OMAR, DANA, MARCUS).before_card(card)
    assert stays_out(case), "he is found before the card goes, also where nobody had looked before"
    assert OMAR in told_to(case, "kept_apart")


def test_without_a_rule_no_card_waits_for_a_look(case: Casework) -> None:
    with case.as_(OMAR).on_case("conference.hold", case.ids["case"]) as on:
        card = to_user(on, CHANNEL, "card", case.ids["conference"], "card:1")

    def never(channel_id: str) -> list[str]:
        raise AssertionError("nobody needs to look")

    sweep = ChannelSweep(agency=case.agency, members=never, us=lambda: US, clock=case.clock)
    sweep.before_card(card)


def test_the_sweep_finds_that_the_bot_was_taken_out_and_that_it_is_back(case: Casework) -> None:
    swept(case)
    swept(case)
    assert noticed(case) == [("", False, True)]
    assert told_to(case, "bot_left") == [OMAR]
    swept(case, OMAR)
    assert noticed(case) == [("", False, True), ("", True, True)]
    assert not stays_out_for_us(case)


def stays_out_for_us(case: Casework) -> bool:
    with case.reading() as work:
        return we_are_out(work, case.ids["case"])


def test_a_channel_that_slack_does_not_answer_for_waits_for_the_next_sweep(case: Casework) -> None:
    def busy(channel_id: str) -> list[str]:
        raise Limited(30.0)

    sweep = ChannelSweep(agency=case.agency, members=busy, us=lambda: US, clock=case.clock)
    assert sweep.sweep([TEAM]) == 0
    assert swept(case, OMAR, later=timedelta()) == 1
