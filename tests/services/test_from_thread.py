"""Marked replies under a card: once in the record, as their messages are, and only where they are read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.conference import Conference
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotAllowed, NotNow
from bot.domain.kept import Entry
from bot.domain.plan import Need, Strength
from bot.domain.threads import ThreadReply
from bot.services.acting import Acting
from bot.services.calling import scheduling
from bot.services.entries import capture, from_thread
from bot.services.entries.from_thread import Reply
from bot.services.meeting import holding, pausing
from bot.services.people import parting, team
from bot.storage import open_storage
from tests.services.casework import CHANNEL, CUSTODY, MANAGER, STRANGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database

OMAR, DANA, MARCUS = "U0OMAR", "U0DANA", "U0MARCUS"
CARD, MESSAGE = "1773865900.000100", "1773866000.000200"
BEGAN = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
WRITTEN = BEGAN + timedelta(minutes=3)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A conference runs, its card stands in the channel, and both parents are there."""
    on_postgres = request.param == "postgresql"
    url = request.getfixturevalue("postgresql_url") if on_postgres else make_database(tmp_path)
    storage = open_storage(str(url), bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    people = ((OMAR, "Omar Haddad", "facilitator"), (DANA, "Dana Reyes", "mother"))
    for user, name, role in (*people, (MARCUS, "Marcus Harlow", "father")):
        facts = {"name": name, "role": role, "slack_user": user}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    meeting = {"date": date(2026, 3, 18), "start": time(15, 30), "end": time(17), "zone": ZONE}
    meeting |= {"kind": "case_planning_conference"}
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], meeting)
    clock.moment = BEGAN
    holding.start(made.as_(OMAR), made.ids["conference"])
    _card_stands(made)
    clock.moment = WRITTEN + timedelta(minutes=1)
    yield made
    storage.close()


def _card_stands(made: Casework) -> None:
    """As the outbox would have stamped it."""
    for row in made.storage.outbox.claim(made.clock.now(), 40, 60):
        stamps = {"ts": CARD, "channel_id": CHANNEL} if row.message == "card" else {}
        made.storage.outbox.finish(row, Sending.SENT, made.clock.now(), **stamps)


def reading(case: Casework, user: str, *, on: bool = True) -> Acting:
    acting = replace(case.as_(user), delivery="")
    return replace(acting, agency=replace(acting.agency, read_threads=on))


def reply(text: str, after: int = 0, *, ts: str = MESSAGE, under: str = CARD) -> Reply:
    heard_at = WRITTEN + timedelta(seconds=after)
    return Reply(channel_id=CHANNEL, thread_ts=under, ts=ts, text=text, heard_at=heard_at)


def every(case: Casework, kind: type[Entry] = Strength) -> list[Entry]:
    with case.reading() as work:
        return list(work.find(kind, case_id=case.ids["case"]))


def texts(case: Casework, kind: type[Entry] = Strength) -> list[str]:
    return [str(getattr(one, "text", "")) for one in every(case, kind) if one.stands]


def test_a_reply_is_recorded_once_as_said_by_its_writer_when_it_was_written(case: Casework) -> None:
    said = reply(f"+strength Tom &amp; I &lt;3 her school, says <@{OMAR}>")
    for _ in range(3):
        assert from_thread.hear(reading(case, DANA), said) is True
    (kept,) = every(case)
    assert getattr(kept, "text", "") == "Tom & I <3 her school, says @Omar Haddad"
    assert (kept.said_by, kept.entered_by, kept.entered_at) == (case.ids[DANA], DANA, WRITTEN)
    with case.reading() as work:
        assert (kept.conference_id, kept.stage) == (
            case.ids["conference"],
            work.get(Conference, case.ids["conference"]).stage,
        )


def test_an_edit_corrects_and_the_older_words_stay_in_the_history(case: Casework) -> None:
    dana = reading(case, DANA)
    from_thread.hear(dana, reply("+strength Dana raeds"))
    assert from_thread.hear(dana, reply("+strength Dana reads", 5)) is True
    assert from_thread.hear(dana, reply("+strength Dana raeds", 2)) is True, "late news is older news"
    assert texts(case) == ["Dana reads"]
    with case.reading() as work:
        (older,) = work.history(every(case)[0].id)
    assert getattr(older[0], "text", "") == "Dana raeds"
    assert from_thread.hear(dana, reply("+need Dana reads", 8)) is True
    assert (texts(case), texts(case, Need)) == ([], ["Dana reads"])


def test_what_was_corrected_in_the_record_is_not_overwritten_by_an_edit_in_slack(case: Casework) -> None:
    dana = reading(case, DANA)
    from_thread.hear(dana, reply("+strength Dana reads"))
    kept = every(case)[0]
    capture.correct(case.as_(OMAR), "strength", kept.id, {"text": "Dana reads at night"}, kept.version)
    with pytest.raises(NotNow, match="thread_changed_since"):
        from_thread.hear(dana, reply("+strength Dana reads a lot", 5))
    assert texts(case) == ["Dana reads at night"]


@pytest.mark.parametrize("text", ["", "I take that back"])
def test_without_its_message_or_its_mark_an_entry_is_taken_out_and_stays_out(
    case: Casework, text: str
) -> None:
    dana = reading(case, DANA)
    from_thread.hear(dana, reply("+strength Dana reads"))
    assert from_thread.hear(dana, reply(text, 5)) is False
    assert from_thread.hear(dana, reply("+strength Dana reads", 9)) is False
    assert (texts(case), len(every(case))) == ([], 1), "it stays in the record"


def test_undo_is_for_the_writer_and_for_those_who_lead(case: Casework) -> None:
    for nth, (writer, who) in enumerate(((DANA, DANA), (DANA, OMAR))):
        ts = f"{MESSAGE}{nth}"
        from_thread.hear(reading(case, writer), reply("+strength Dana reads", ts=ts))
        with pytest.raises(NotAllowed):
            from_thread.undo(reading(case, MARCUS), CHANNEL, ts)
        assert from_thread.undo(reading(case, who), CHANNEL, ts) is False
        assert from_thread.undo(reading(case, who), CHANNEL, ts) is False, "twice changes nothing"
    assert texts(case) == []
    assert from_thread.undo(reading(case, DANA), CHANNEL, "1.2") is None


def test_nothing_is_read_with_the_setting_off_in_other_threads_or_without_a_mark(case: Casework) -> None:
    assert from_thread.hear(reading(case, DANA, on=False), reply("+strength Dana reads")) is None
    assert from_thread.hear(reading(case, DANA), reply("+strength Dana reads", under="1.5")) is None
    assert from_thread.hear(reading(case, DANA), reply("Dana reads")) is None
    assert from_thread.hear(reading(case, DANA), reply("")) is None
    with case.reading() as work:
        assert (every(case), work.find(ThreadReply)) == ([], ())


@pytest.mark.parametrize("text", ["+strenght Dana reads", "+strength", "+need " + "x" * 4000])
def test_what_cannot_be_recorded_is_told_and_not_kept(case: Casework, text: str) -> None:
    with pytest.raises(NotNow, match="thread_"):
        from_thread.hear(reading(case, DANA), reply(text))
    assert every(case) == every(case, Need) == []


def test_who_is_not_on_the_team_records_nothing(case: Casework) -> None:
    with pytest.raises(NotAllowed):
        from_thread.hear(reading(case, STRANGER), reply("+strength Dana reads"))
    assert every(case) == []


@pytest.mark.parametrize("why", ["ended", "paused", "parted"])
def test_nothing_changes_once_the_thread_is_not_read_any_more(case: Casework, why: str) -> None:
    dana = reading(case, DANA)
    from_thread.hear(dana, reply("+strength Dana reads"))
    if why == "ended":
        holding.end(case.as_(OMAR), case.ids["conference"])
    elif why == "paused":
        pausing.pause(case.as_(MARCUS), case.ids["conference"])
    else:
        rule = {"person_id": case.ids[DANA], "other": case.ids[MARCUS], "kind": "order", "since": CUSTODY}
        parting.keep_apart(case.as_(MANAGER), case.ids["case"], rule)
    for said in (reply("", 9), reply("+strength Dana sings", 9), reply("+need Sleep", 9, ts="9.9")):
        with pytest.raises(NotNow, match="thread_closed"):
            from_thread.hear(dana, said)
    with pytest.raises(NotNow, match="thread_closed"):
        from_thread.undo(dana, CHANNEL, MESSAGE)
    assert (texts(case), texts(case, Need)) == (["Dana reads"], [])
    with case.reading() as work:
        assert work.find(Outgoing, message="card")
