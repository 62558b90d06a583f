"""A message goes once: it is put once, leased to one worker, and looked up when its end is unknown."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotFound
from bot.storage import Storage
from tests.storage.conftest import Watch
from tests.storage.things import TEAM, a_message, unit

CARD = "card:conference-1"


def _send(storage: Storage, *messages: Outgoing) -> None:
    with unit(storage) as work:
        for message in messages:
            work.send(message)
        work.commit()


def _kept(storage: Storage, key: str = "reminder:1") -> Outgoing:
    with unit(storage) as work:
        (found,) = work.find(Outgoing, key=key)
        return found


def test_a_message_with_the_same_key_is_there_once(storage: Storage) -> None:
    _send(storage, a_message(), a_message(id="message-2", message="another"))
    assert _kept(storage) == a_message()


def test_a_message_that_was_sent_is_not_sent_again(storage: Storage, clock: Watch) -> None:
    _send(storage, a_message())
    (taken,) = storage.outbox.claim(clock.now(), 10, 60)
    assert storage.outbox.finish(taken, Sending.SENT, clock.now(), ts="1.1", channel_id="D1")
    _send(storage, a_message(id="message-2"))
    assert storage.outbox.claim(clock.move(days=1), 10, 60) == ()
    sent = _kept(storage)
    assert (sent.state, sent.ts, sent.channel_id, sent.sent_at) == (
        Sending.SENT,
        "1.1",
        "D1",
        clock.now() - timedelta(days=1),
    )


def test_a_message_that_was_rolled_back_never_goes(storage: Storage, clock: Watch) -> None:
    with unit(storage) as work:
        work.send(a_message())
    assert storage.outbox.claim(clock.now(), 10, 60) == ()


def test_messages_sent_one_after_the_other_are_put_in_together(storage: Storage) -> None:
    """In two statements, however many they are; the first of a key is the one that stays."""
    asked: list[str] = []
    engine = storage.units.transactions.engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(str(given[2])))
    keys = [f"{kind}:{nth % 9}" for nth in range(12) for kind in ("reminder", "card")]
    _send(storage, *(a_message(id=f"m{nth:02}", key=key) for nth, key in enumerate(keys)))
    assert len([one for one in asked if one.startswith("INSERT INTO outgoing")]) == 2
    with unit(storage) as work:
        assert [one.id for one in work.find(Outgoing)] == [f"m{nth:02}" for nth in range(18)]


def test_a_message_about_a_case_that_is_not_there_is_refused_with_all_else(storage: Storage) -> None:
    with pytest.raises(NotFound):
        _send(storage, a_message(), a_message(id="message-2", key="another", case_id="nowhere"))
    with unit(storage) as work:
        assert work.find(Outgoing) == ()


def test_the_oldest_go_first_and_those_not_yet_due_stay(storage: Storage, clock: Watch) -> None:
    due = {"a": -1, "b": -3, "c": 5, "d": -2}
    _send(
        storage,
        *(a_message(id=k, key=k, due_at=clock.now() + timedelta(minutes=due[k])) for k in due),
    )
    assert storage.backlog.look(clock.now()).oldest_due == clock.now() - timedelta(minutes=3)
    assert [message.id for message in storage.outbox.claim(clock.now(), 2, 60)] == ["b", "d"]
    assert [message.id for message in storage.outbox.claim(clock.now(), 2, 60)] == ["a"]
    assert storage.outbox.claim(clock.now(), 2, 60) == ()
    assert storage.backlog.look(clock.now()).oldest_due is None


def test_messages_of_all_workspaces_are_claimed(storage: Storage, clock: Watch) -> None:
    _send(storage, a_message())
    with unit(storage, "T2") as work:
        work.send(a_message(workspace_id="T2"))
        work.commit()
    taken = storage.outbox.claim(clock.now(), 10, 60)
    assert {message.workspace_id for message in taken} == {TEAM, "T2"}
    (ours,) = (message for message in taken if message.workspace_id == TEAM)
    assert storage.outbox.finish(ours, Sending.SENT, clock.now())
    with unit(storage, "T2") as work:
        assert work.get(Outgoing, "message-1").state is Sending.SENDING


def test_a_claim_counts_the_try_and_remembers_the_first(storage: Storage, clock: Watch) -> None:
    _send(storage, a_message())
    first_try = clock.now()
    (taken,) = storage.outbox.claim(first_try, 10, 60)
    assert (taken.state, taken.attempts, taken.first_tried_at) == (Sending.SENDING, 1, first_try)
    retry_at = clock.now() + timedelta(minutes=5)
    assert storage.outbox.finish(taken, Sending.PENDING, clock.now(), why="ratelimited", retry_at=retry_at)
    assert storage.outbox.claim(clock.move(minutes=4), 10, 60) == ()
    (taken,) = storage.outbox.claim(clock.move(minutes=1), 10, 60)
    assert (taken.state, taken.attempts, taken.first_tried_at) == (Sending.SENDING, 2, first_try)
    assert taken.why == "ratelimited"


def test_what_a_lost_worker_held_comes_back_as_unknown(storage: Storage, clock: Watch) -> None:
    _send(storage, a_message())
    (lost,) = storage.outbox.claim(clock.now(), 10, 60)
    assert storage.outbox.claim(clock.move(seconds=59), 10, 60) == ()
    assert storage.backlog.look(clock.now()).oldest_due is None
    clock.move(seconds=1)
    assert storage.backlog.look(clock.now()).oldest_due == a_message().due_at
    (found,) = storage.outbox.claim(clock.now(), 10, 60)
    assert (found.state, found.attempts) == (Sending.UNKNOWN, 2)
    assert not storage.outbox.finish(lost, Sending.FAILED, clock.now(), why="too late")
    assert _kept(storage).state is Sending.UNKNOWN
    assert storage.outbox.finish(found, Sending.SENT, clock.now())
    assert _kept(storage).state is Sending.SENT


def test_what_a_lost_worker_sent_last_is_given_time_to_arrive(storage: Storage, clock: Watch) -> None:
    """A clock that was set forward ends leases while requests are on their way."""
    _send(storage, a_message())
    (slow,) = storage.outbox.claim(clock.now(), 10, 60)
    clock.move(seconds=60)
    assert storage.outbox.claim(clock.now(), 10, 60, settle_seconds=15) == ()
    assert storage.outbox.claim(clock.move(seconds=14), 10, 60, settle_seconds=15) == ()
    (found,) = storage.outbox.claim(clock.move(seconds=1), 10, 60, settle_seconds=15)
    assert found.state is Sending.UNKNOWN
    assert found.first_tried_at == slow.first_tried_at


def test_what_can_wait_goes_last_and_only_as_far_as_there_is_room(storage: Storage, clock: Watch) -> None:
    """However long it has been due: somebody waits for the others."""
    earlier = clock.now() - timedelta(hours=1)
    due = {key: earlier + timedelta(minutes=nth) for nth, key in enumerate("abcd")}
    calm = [a_message(id=key, key=key, due_at=at, can_wait=True) for key, at in due.items()]
    _send(storage, *calm, a_message(id="now", key="now", due_at=clock.now()))
    assert [one.id for one in storage.outbox.claim(clock.now(), 10, 60, room=2)] == ["now", "a", "b"]
    assert storage.outbox.claim(clock.now(), 10, 60, room=0) == ()
    assert [one.id for one in storage.outbox.claim(clock.now(), 1, 60, room=5)] == ["c"]
    assert storage.backlog.look(clock.now()).oldest_due == due["d"]


def test_an_uncertain_send_is_looked_up_later(storage: Storage, clock: Watch) -> None:
    _send(storage, a_message())
    (taken,) = storage.outbox.claim(clock.now(), 10, 60)
    later = clock.now() + timedelta(seconds=20)
    assert storage.outbox.finish(taken, Sending.UNKNOWN, clock.now(), why="timeout", retry_at=later)
    assert storage.outbox.claim(clock.now(), 10, 60) == ()
    (again,) = storage.outbox.claim(later, 10, 60)
    assert again.state is Sending.UNKNOWN


def test_a_message_withdrawn_by_the_bot_is_not_finished_by_its_worker(storage: Storage, clock: Watch) -> None:
    _send(storage, a_message())
    (taken,) = storage.outbox.claim(clock.now(), 10, 60)
    with unit(storage) as work:
        work.replace(replace(taken, state=Sending.DROPPED, why="cancelled"))
        work.commit()
    assert not storage.outbox.finish(taken, Sending.SENT, clock.now(), ts="1.1")
    dropped = _kept(storage)
    assert (dropped.state, dropped.ts) == (Sending.DROPPED, "1.1")


@pytest.mark.parametrize("end", [Sending.SENT, Sending.DROPPED, Sending.FAILED])
def test_a_card_that_went_goes_again_to_the_same_place(storage: Storage, clock: Watch, end: Sending) -> None:
    _send(storage, a_message(key=CARD))
    (taken,) = storage.outbox.claim(clock.now(), 10, 60)
    storage.outbox.finish(taken, end, clock.now(), ts="1.1", channel_id="C1", why="x")
    again_at = clock.move(hours=1)
    _send(storage, a_message(id="message-2", key=CARD, message="card_two", due_at=again_at))
    (again,) = storage.outbox.claim(again_at, 10, 60)
    assert (again.id, again.ts, again.channel_id) == ("message-1", "1.1", "C1")
    assert (again.message, again.attempts, again.why) == ("card_two", 1, None)


def test_a_card_asked_for_while_it_goes_out_goes_once_more(storage: Storage, clock: Watch) -> None:
    _send(storage, a_message(key=CARD))
    (taken,) = storage.outbox.claim(clock.now(), 10, 60)
    asked_at = clock.move(seconds=5)
    for number in range(3):
        _send(storage, a_message(id=f"again-{number}", key=CARD, due_at=asked_at))
    assert storage.outbox.claim(clock.now(), 10, 60) == ()
    assert not storage.outbox.finish(taken, Sending.SENT, clock.now(), ts="1.1", channel_id="C1")
    (again,) = storage.outbox.claim(clock.now(), 10, 60)
    assert (again.ts, again.attempts, again.due_at) == ("1.1", 1, asked_at)
    assert storage.outbox.finish(again, Sending.SENT, clock.now(), ts="1.1")
    assert storage.outbox.claim(clock.move(days=1), 10, 60) == ()


def test_what_waits_is_found_through_its_own_indexes(storage: Storage, clock: Watch) -> None:
    """The tables keep everything that ever went; the worker must not read through all of it."""
    engine = storage.units.transactions.engine
    asked: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        if statement.startswith(("WITH", "SELECT")):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    storage.outbox.claim(clock.now(), 10, 60)
    storage.backlog.look(clock.now())
    storage.inbox.claim_events(clock.now(), 10, 60)
    event.remove(engine, "before_cursor_execute", note)
    assert len(asked) == 5
    explain = "EXPLAIN QUERY PLAN " if engine.name == "sqlite" else "EXPLAIN "
    with engine.connect() as connection:
        if engine.name != "sqlite":
            # An empty table would be read whole, as that is cheaper.
            connection.exec_driver_sql("SET enable_seqscan = off")
        plans = [str(connection.exec_driver_sql(explain + sql, values).all()) for sql, values in asked]
    index = r"ix_(?:outgoing|received)_(?:now|in_turn|leased|undone)"
    used = [sorted(set(re.findall(index, plan))) for plan in plans]
    assert used == [
        ["ix_outgoing_leased"],
        ["ix_outgoing_now"],
        ["ix_outgoing_in_turn"],
        ["ix_outgoing_in_turn", "ix_outgoing_leased", "ix_outgoing_now"],
        ["ix_received_undone"],
    ]
