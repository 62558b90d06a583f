"""A sweep of the outbox: what it takes, in which order, at which pace, and how many may sweep at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.delivery import Sending
from bot.slack.pacing import A_TEAM, Pace
from tests.services.slack_desk import Desk

pytestmark = pytest.mark.usefixtures("keeps_slacks_rules")


def test_a_message_goes_out_once_and_is_stamped(desk: Desk) -> None:
    """The row knows where its message stands."""
    omar = desk.user("omar", tz="America/Chicago", locale="es-ES")
    desk.put("invitation:1", omar)

    assert desk.deliver() == {"sent": 1}
    assert desk.deliver() == {}
    row = desk.row("invitation:1")
    assert row.state is Sending.SENT
    assert row.sent_at is not None
    assert row.ts is not None
    assert row.channel_id is not None
    assert desk.said(row.channel_id) == ["invitation:1"]


def test_the_pace_of_a_channel_is_kept_and_its_order_too(desk: Desk) -> None:
    """Several messages to one person go a second apart, oldest first; another person does not wait."""
    desk.pace = Pace()
    omar, priya = desk.user("omar"), desk.user("priya")
    for number in range(4):
        desk.put(f"omar {number}", omar)
    desk.put("priya 0", priya)

    assert desk.deliver() == {"sent": 2, "pending": 3}
    assert sorted(desk.said()) == ["omar 0", "priya 0"]
    dues = [desk.row(f"omar {number}").due_at for number in (1, 2, 3)]
    assert dues == sorted(dues)
    assert dues[2] - dues[0] >= timedelta(seconds=2)


def test_whoever_waits_for_our_own_pace_is_looked_at_as_soon_as_it_allows(desk: Desk) -> None:
    user = desk.user("omar")
    waits: list[float] = []
    for key in ("one", "two", "three"):
        desk.put(key, user)
    assert desk.deliver(look_again_in=waits.append) == {"pending": 2, "sent": 1}
    assert waits == [1.0, 2.0]


def test_a_sweep_that_leaves_more_behind_says_when_some_of_it_may_go(desk: Desk) -> None:
    """What can wait is taken as far as there is room, and then when there is room for several again."""
    desk.pace = Pace()
    waits: list[float] = []
    for number in range(A_TEAM + 2):
        desk.put(f"note {number}", desk.user(f"person{number}"), can_wait=True)
    assert desk.deliver(look_again_in=waits.append) == {"sent": A_TEAM}
    (wait,) = waits
    assert 0.0 < wait < A_TEAM * 60 / (300 - A_TEAM)
    assert desk.states()[Sending.PENDING] == 2


def test_an_expired_message_is_dropped_with_its_reason(desk: Desk) -> None:
    """A reminder of a meeting that has begun helps nobody."""
    now = desk.clock.now()
    desk.put("late", desk.user("omar"), expires_at=now + timedelta(minutes=5))
    desk.clock.forward(600)
    assert desk.deliver() == {"dropped": 1}
    assert desk.row("late").why == "expired"
    assert desk.said() == []


def test_expired_messages_keep_nothing_else_waiting(desk: Desk) -> None:
    user = desk.user("omar")
    for key in ("old", "older", "oldest"):
        desk.put(key, user, expires_at=desk.clock.now())
    desk.put("new", user)
    assert desk.deliver() == {"dropped": 3, "sent": 1}


def test_two_couriers_at_once_send_each_message_once(either_desk: Desk) -> None:
    """Claims never overlap, on either database."""
    desk = either_desk
    people = [desk.user(f"person{number}") for number in range(20)]
    rows = [desk.put(f"note {number}", people[number % 20]) for number in range(100)]

    def drain(_: Any) -> None:
        while desk.states()[Sending.SENT] < len(rows):
            desk.courier().deliver(10)

    with ThreadPoolExecutor(2) as couriers:
        list(couriers.map(drain, range(2)))
    assert set(desk.markers().values()) == {1}
    assert len(desk.markers()) == 100
