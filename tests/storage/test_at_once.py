"""Many at once: no change is lost, no delivery counts twice, no message is taken twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.conference import Conference, Topic
from bot.domain.delivery import Sending
from bot.domain.errors import AlreadyDone, SomeoneElseChangedThis
from bot.domain.plan import Strength
from bot.storage import Storage
from tests.storage.processes import at_once
from tests.storage.things import ACTOR, TEAM, WHEN, a_case, a_message, a_strength, keep, unit

ROUNDS = 15
NOW = datetime(2027, 3, 5, tzinfo=UTC)


def _counter(storage: Storage) -> None:
    meeting: dict[str, Any] = {"kind": "initial", "starts_at": WHEN, "ends_at": WHEN, "zone": "UTC"}
    ids: dict[str, Any] = {"workspace_id": TEAM, "case_id": "case-1"}
    keep(
        storage,
        a_case(),
        Conference(id="conference-1", number=1, called_by=ACTOR, **ids, **meeting),
        Topic(id="topic-1", conference_id="conference-1", words="School", entered_by=ACTOR, minutes=0, **ids),
    )


def _count_up(storage: Storage, _: int) -> None:
    done = 0
    while done < ROUNDS:
        try:
            with unit(storage) as work:
                topic = work.get(Topic, "topic-1")
                work.replace(replace(topic, minutes=(topic.minutes or 0) + 1))
                work.commit()
            done += 1
        except SomeoneElseChangedThis:
            continue


def _count_up_in_turn(storage: Storage, _: int) -> None:
    """Nobody is ever told that somebody else was first: what was read in one's turn still holds."""
    for _ in range(ROUNDS):
        with unit(storage) as work:
            work.get(Topic, "topic-1")
            work.turn(id="case-1")
            topic = work.get(Topic, "topic-1")
            work.replace(replace(topic, minutes=(topic.minutes or 0) + 1))
            work.commit()


def _work_each_delivery(storage: Storage, number: int) -> None:
    for delivery in range(ROUNDS):
        try:
            with unit(storage) as work:
                work.once(f"event:{delivery}")
                work.add(a_strength(id=f"{delivery}-{number}"))
                work.commit()
        except AlreadyDone:
            continue


def _take_all(storage: Storage, _: int) -> None:
    while taken := storage.outbox.claim(NOW, 4, 60):
        assert len(taken) <= 4
        for message in taken:
            assert storage.outbox.finish(message, Sending.SENT, NOW, ts="1.1")


def test_no_change_of_several_processes_is_lost(storage: Storage, database_url: str) -> None:
    _counter(storage)
    at_once(database_url, _count_up)
    with unit(storage) as work:
        topic = work.get(Topic, "topic-1")
        assert (topic.minutes, topic.version) == (3 * ROUNDS, 3 * ROUNDS + 1)
        assert [older.version for older, *_ in work.history("topic-1")] == list(range(1, 3 * ROUNDS + 1))
    report = storage.verify_chain(TEAM, "case-1")
    assert (report.whole, report.lines) == (True, 3 * ROUNDS + 3)


def test_several_processes_take_turns_and_each_goes_on_from_what_the_last_one_left(
    storage: Storage, database_url: str
) -> None:
    _counter(storage)
    at_once(database_url, _count_up_in_turn)
    with unit(storage) as work:
        assert work.get(Topic, "topic-1").minutes == 3 * ROUNDS
    report = storage.verify_chain(TEAM, "case-1")
    assert (report.whole, report.lines) == (True, 3 * ROUNDS + 3)


def test_no_change_of_many_threads_is_lost(storage: Storage) -> None:
    _counter(storage)
    with ThreadPoolExecutor(12) as threads:
        for done in [threads.submit(_count_up, storage, number) for number in range(12)]:
            done.result()
    with unit(storage) as work:
        assert work.get(Topic, "topic-1").minutes == 12 * ROUNDS


def test_a_delivery_that_reaches_several_processes_counts_once(storage: Storage, database_url: str) -> None:
    keep(storage, a_case())
    at_once(database_url, _work_each_delivery)
    with unit(storage) as work:
        kept = [strength.id.split("-")[0] for strength in work.find(Strength)]
    assert sorted(kept, key=int) == [str(delivery) for delivery in range(ROUNDS)]


def test_no_message_is_taken_by_two_workers(storage: Storage, database_url: str) -> None:
    with unit(storage) as work:
        for number in range(60):
            work.send(a_message(id=f"m{number}", key=f"k{number}", due_at=NOW - timedelta(minutes=number)))
        work.commit()
    at_once(database_url, _take_all)
    assert storage.backlog.look(NOW + timedelta(days=1)).oldest_due is None
    with unit(storage) as work:
        sent = work.find(type(a_message()), state=Sending.SENT)
        assert [message.attempts for message in sent] == [1] * 60


def test_two_first_writers_of_a_workspace_share_one_key(storage: Storage) -> None:
    def receive(number: int) -> bool:
        return storage.inbox.keep("T9", f"event:{number}", "{}", NOW)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(receive, range(8)))
    assert len(storage.inbox.claim_events(NOW, 100, 60)) == 8


@pytest.mark.parametrize("keys", [("a", "a"), ("a", "b")])
def test_the_same_message_asked_for_at_once_is_there_once(storage: Storage, keys: tuple[str, str]) -> None:
    def ask(number: int) -> None:
        with unit(storage) as work:
            work.send(a_message(id=str(number), key=keys[number]))
            work.commit()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(ask, range(2)))
    assert len(storage.outbox.claim(NOW, 10, 60)) == len(set(keys))
