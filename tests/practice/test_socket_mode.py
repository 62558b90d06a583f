"""Envelopes and acks: deadlines, several sockets, retries, breaches."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from simple_websocket import Client, ConnectionClosed, ConnectionError

from bot.practice.settings import Limits
from tests.practice.conftest import Bench, Make, manifest, wait_until
from tests.practice.wires import Wire, wire

FAST = Limits(rate=False, ack_seconds=0.4, retry_seconds=(0.0, 0.2, 0.3), warning_seconds=0.2)


def meanwhile(deed: Callable[[], Any]) -> Callable[[], Any]:
    """Do something a person waits for, and get its result later."""
    results: list[Any] = []
    thread = threading.Thread(target=lambda: results.append(deed()))
    thread.start()

    def result() -> Any:
        thread.join(10)
        return results[0]

    return result


def command(bench: Bench, text: str = "/conference") -> Any:
    return bench.people.post(f"{bench.omar}/command", channel=bench.team, text=text)


def test_a_connection_is_greeted(bench: Bench) -> None:
    with wire(bench) as first, wire(bench) as second:
        assert (first.hello["type"], first.hello["num_connections"]) == ("hello", 1)
        assert first.hello["connection_info"] == {"app_id": bench.workspace.team.app_id}
        assert second.hello["num_connections"] == 2


def test_a_ticket_is_good_for_one_connection(bench: Bench) -> None:
    with wire(bench) as first, pytest.raises(ConnectionError):
        Client.connect(first.url)


def test_ten_connections_are_the_most(bench: Bench) -> None:
    wires = [Wire(bench) for _ in range(10)]
    eleventh = Wire(bench)
    assert eleventh.hello == {"type": "disconnect", "reason": "too_many_websockets"}
    for connected in [*wires, eleventh]:
        connected.close()


def test_a_command_is_acked_with_what_the_person_sees(bench: Bench) -> None:
    with wire(bench) as bot:
        done = meanwhile(lambda: command(bench, "/conference help"))
        envelope = bot.take()
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
        payload = envelope["payload"]
        assert (payload["command"], payload["text"], payload["user_id"]) == (
            "/conference",
            "help",
            bench.omar,
        )
        bot.ack(envelope, {"response_type": "in_channel", "text": "hello"})
        outcome = done()
        assert outcome["ok"], outcome
    assert [m["text"] for m in bench.people.messages(bench.priya, bench.team)] == ["hello"]


def test_no_ack_in_time_is_what_slack_calls_operation_timeout(make: Make) -> None:
    bench = make(limits=FAST)
    with wire(bench) as bot:
        done = meanwhile(lambda: command(bench))
        envelope = bot.take()
        time.sleep(0.5)
        bot.ack(envelope, {"text": "too late"})
        outcome = done()
        assert outcome["message"] == '/conference failed with the error "operation_timeout"'
        assert (outcome["ok"], outcome["outcome"]["acked"]) == (False, False)
    assert bench.people.messages(bench.omar, bench.team) == []
    assert bench.serious() == ["late_ack"]


def test_an_ack_just_in_time_counts(make: Make) -> None:
    bench = make(limits=FAST)
    with wire(bench) as bot:
        done = meanwhile(lambda: command(bench))
        envelope = bot.take()
        time.sleep(0.2)
        bot.ack(envelope)
        assert done()["ok"]
    assert bench.rules() == []


def test_nobody_connected(bench: Bench) -> None:
    outcome = command(bench)
    assert (outcome["ok"], outcome["error"]) == (False, "dispatch_failed")
    assert (bench.rules(), bench.serious()) == (["app_not_connected"], [])


def test_acks_that_no_bot_should_send(bench: Bench) -> None:
    with wire(bench) as bot:
        bot.send("{")
        bot.send({"envelope_id": "made up"})
        done = meanwhile(lambda: command(bench))
        envelope = bot.take()
        bot.ack(envelope)
        bot.ack(envelope)
        assert done()["ok"]
        bench.people.post(f"{bench.omar}/message", channel=bench.team, text="hello")
        bot.ack(bot.take(), {"text": "no"})
        wait_until(lambda: len(bench.rules()) == 4)
    expected = {"malformed_ack", "unknown_envelope", "acked_twice", "payload_not_accepted"}
    assert set(bench.serious()) == expected


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({"text": "x", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        ({"blocks": []}, "no_text"),
        ({"text": "x", "response_type": "everybody"}, "invalid_payload"),
        ({"delete_original": True}, "message_not_found"),
    ],
)
def test_an_ack_that_cannot_be_shown(bench: Bench, payload: Any, expected: str) -> None:
    with wire(bench) as bot:
        done = meanwhile(lambda: command(bench))
        bot.ack(bot.take(), payload)
        assert done()["message"] == f'/conference failed with the error "{expected}"'
    assert bench.rules() == [expected]


def test_any_socket_may_get_any_envelope(bench: Bench) -> None:
    wires = [Wire(bench) for _ in range(3)]
    got: list[int] = []

    def serve(number: int) -> None:
        while (envelope := wires[number].take(1.0)) is not None:
            got.append(number)
            wires[number].ack(envelope)

    threads = [threading.Thread(target=serve, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    assert all(command(bench)["ok"] for _ in range(20))
    for thread in threads:
        thread.join()
    assert (len(got), set(got)) == (20, {0, 1, 2})


def test_an_event_without_ack_comes_again_three_times(make: Make) -> None:
    bench = make(limits=FAST)
    with wire(bench) as bot:
        bench.people.post(f"{bench.omar}/message", channel=bench.team, text="hello")
        copies = [bot.take() for _ in range(4)]
        wait_until(lambda: "event_lost" in bench.rules())
        assert bot.take(0.3) is None
    assert [copy.get("retry_attempt") for copy in copies] == [None, 1, 2, 3]
    assert [copy.get("retry_reason") for copy in copies] == [None, "timeout", "timeout", "timeout"]
    assert len({copy["payload"]["event_id"] for copy in copies}) == 1
    assert len({copy["envelope_id"] for copy in copies}) == 4


def test_an_acked_event_comes_once(make: Make) -> None:
    bench = make(limits=FAST)
    with wire(bench) as bot:
        bench.people.post(f"{bench.omar}/message", channel=bench.team, text="hello")
        bot.ack(bot.take())
        assert bot.take(0.8) is None
    assert bench.rules() == []


def test_an_event_waits_for_a_bot_that_comes_back(make: Make) -> None:
    bench = make(limits=Limits(rate=False, retry_seconds=(0.0, 1.5, 3.0)))
    with wire(bench):
        pass
    wait_until(lambda: bench.workspace.sockets.connected == 0)
    bench.people.post(f"{bench.omar}/message", channel=bench.team, text="hello")
    # The first delivery is tried at once and finds nobody; only then does a bot come back.
    time.sleep(0.5)
    with wire(bench) as bot:
        envelope = bot.take()
        assert envelope["payload"]["event"]["text"] == "hello"
        assert envelope["retry_attempt"] >= 2
        bot.ack(envelope)


def test_a_refresh_is_announced_and_then_closes(make: Make) -> None:
    bench = make(limits=FAST)
    with wire(bench) as bot:
        bench.people.post("app/refresh_sockets")
        assert bot.take() == {"type": "disconnect", "reason": "warning"}
        assert bot.take() == {"type": "disconnect", "reason": "refresh_requested"}
        with pytest.raises(ConnectionClosed):
            bot.take()
    wait_until(lambda: bench.workspace.sockets.connected == 0)


def test_a_lost_line_ends_the_waiting_at_once(bench: Bench) -> None:
    with wire(bench) as bot:
        begun = time.monotonic()
        done = meanwhile(lambda: command(bench))
        bot.take()
        bench.people.post("app/drop_sockets")
        assert done()["error"] == "dispatch_failed"
        assert time.monotonic() - begun < 2
    assert bench.serious() == []


def test_what_was_set_up_before_the_bot_came_is_no_news(bench: Bench) -> None:
    bench.people.post(f"{bench.omar}/message", channel=bench.team, text="before")
    with wire(bench) as bot:
        bench.people.post(f"{bench.omar}/message", channel=bench.team, text="after")
        assert bot.take()["payload"]["event"]["text"] == "after"


def test_events_that_the_manifest_does_not_ask_for_are_not_sent(make: Make) -> None:
    bench = make(manifest(without_events=("message.groups",)), limits=FAST)
    with wire(bench) as bot:
        bench.people.post(f"{bench.omar}/message", channel=bench.team, text="hello")
        assert bot.take(0.3) is None
