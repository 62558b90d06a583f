"""An event is kept once, worked once, and survives whoever was working it."""

import pytest

from bot.domain.case import Case
from bot.domain.delivery import Received
from bot.domain.errors import AlreadyDone
from bot.storage import Storage
from tests.storage.conftest import Watch
from tests.storage.things import TEAM, a_case, unit


def test_the_same_event_is_kept_once(storage: Storage, clock: Watch) -> None:
    assert storage.inbox.keep(TEAM, "Ev1", '{"text": "hello"}', clock.now())
    assert not storage.inbox.keep(TEAM, "Ev1", '{"text": "hello"}', clock.now())
    assert storage.inbox.keep("T2", "Ev1", "{}", clock.now())


def test_events_are_claimed_oldest_first_with_their_body(storage: Storage, clock: Watch) -> None:
    for key in ("Ev1", "Ev2", "Ev3"):
        storage.inbox.keep(TEAM, key, f'{{"key": "{key}"}}', clock.move(seconds=1))
    first, second = storage.inbox.claim_events(clock.now(), 2, 60)
    assert (first.key, first.body, first.attempts) == ("Ev1", '{"key": "Ev1"}', 1)
    assert second.key == "Ev2"
    assert [event.key for event in storage.inbox.claim_events(clock.now(), 2, 60)] == ["Ev3"]


def test_an_event_comes_back_when_its_worker_was_lost(storage: Storage, clock: Watch) -> None:
    storage.inbox.keep(TEAM, "Ev1", "{}", clock.now())
    assert len(storage.inbox.claim_events(clock.now(), 10, 60)) == 1
    assert storage.inbox.claim_events(clock.move(seconds=59), 10, 60) == ()
    (again,) = storage.inbox.claim_events(clock.move(seconds=1), 10, 60)
    assert again.attempts == 2


def test_a_worked_event_loses_its_body_and_stays_known(storage: Storage, clock: Watch) -> None:
    storage.inbox.keep(TEAM, "Ev1", '{"text": "hello"}', clock.now())
    (event,) = storage.inbox.claim_events(clock.now(), 10, 60)
    storage.inbox.finish_event(event, clock.now())
    storage.inbox.finish_event(event, clock.move(days=1))
    with unit(storage) as work:
        (kept,) = work.find(Received, key="Ev1")
    assert (kept.body, kept.done_at) == (None, event.received_at)
    assert storage.inbox.claim_events(clock.now(), 10, 60) == ()
    assert not storage.inbox.keep(TEAM, "Ev1", "{}", clock.now())


def test_an_event_is_worked_with_the_commit_of_its_effect(storage: Storage, clock: Watch) -> None:
    """Were the process lost right after the commit, the event would not come back."""
    storage.inbox.keep(TEAM, "Ev1", "{}", clock.now())
    storage.inbox.claim_events(clock.now(), 10, 60)
    with unit(storage) as work:
        work.once("Ev1")
        work.add(a_case())
        work.commit()
    assert storage.inbox.claim_events(clock.move(hours=1), 10, 60) == ()
    with unit(storage) as work, pytest.raises(AlreadyDone):
        work.once("Ev1")


def test_an_event_whose_effect_was_rolled_back_comes_back(storage: Storage, clock: Watch) -> None:
    storage.inbox.keep(TEAM, "Ev1", "{}", clock.now())
    with unit(storage) as work:
        work.once("Ev1")
        work.add(a_case())
    assert len(storage.inbox.claim_events(clock.now(), 10, 60)) == 1
    with unit(storage) as work:
        assert work.find(Case) == ()
