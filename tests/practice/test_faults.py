"""Faults on demand: slow, refused, failing, lost, dropped and doubled."""

from __future__ import annotations

import time
from http.client import HTTPException

import pytest
from slack_sdk.errors import SlackApiError

from tests.practice.answering import answering
from tests.practice.conftest import Bench, wait_until
from tests.practice.test_api_calls import error_of


def test_latency_holds_each_call_back(bench: Bench) -> None:
    bench.people.post("faults", latency_ms=200)
    begun = time.monotonic()
    bench.client.auth_test()
    assert time.monotonic() - begun >= 0.2


def test_a_429_names_its_time_and_is_no_breach_unless_ignored(bench: Bench) -> None:
    bench.people.post("faults", rate_429=1, retry_after=7, methods=["users.info"])
    limited = error_of(bench.client.users_info, user=bench.omar)
    assert (limited.status_code, limited.headers["Retry-After"]) == (429, "7")
    assert bench.client.auth_test()["ok"]
    assert bench.rules() == []
    error_of(bench.client.users_info, user=bench.omar)
    assert bench.serious() == ["ignored_retry_after"]


def test_a_500_has_done_nothing(bench: Bench) -> None:
    bench.people.post("faults", rate_500=1)
    with pytest.raises(SlackApiError) as failed:
        bench.client.chat_postMessage(channel=bench.team, text="x")
    assert failed.value.response.status_code == 500
    assert bench.people.messages(bench.omar, bench.team) == []


def test_a_lost_response_has_done_everything(bench: Bench) -> None:
    bench.people.post("faults", lost_response=1, methods=["chat.postMessage"])
    with pytest.raises((OSError, HTTPException)):
        bench.client.chat_postMessage(channel=bench.team, text="sent")
    assert [m["text"] for m in bench.people.messages(bench.omar, bench.team)] == ["sent"]
    assert bench.rules() == []


def test_an_answer_that_breaks_off_has_done_everything_too(bench: Bench) -> None:
    bench.people.post("faults", cut_response=1, methods=["chat.postMessage"])
    with pytest.raises(SlackApiError) as unread:
        bench.client.chat_postMessage(channel=bench.team, text="sent")
    assert unread.value.response.status_code == 200
    assert [m["text"] for m in bench.people.messages(bench.omar, bench.team)] == ["sent"]
    assert bench.rules() == []


def test_a_dropped_socket_is_trouble_for_the_person_but_no_fault_of_the_bot(bench: Bench) -> None:
    with answering(bench):
        bench.people.post("faults", dropped_socket=1)
        done = bench.people.post(f"{bench.omar}/command", channel=bench.team, text="/conference")
    assert (done["ok"], bench.serious()) == (False, [])


def test_events_and_interactions_can_come_twice(bench: Bench) -> None:
    with answering(bench) as bot:
        bench.people.post("faults", duplicate_events=1, duplicate_interactions=1)
        bench.people.post(f"{bench.omar}/message", channel=bench.team, text="hello")
        bench.people.post(f"{bench.omar}/shortcut", callback_id="start")
        wait_until(lambda: len(bot.heard) == 4)
    assert len({p["event_id"] for p in bot.of_type("event_callback")}) == 1
    first, second = bot.of_type("shortcut")
    assert first["trigger_id"] == second["trigger_id"]


def test_the_same_seed_strikes_the_same_calls(bench: Bench) -> None:
    def struck() -> list[bool]:
        bench.people.post("faults", rate_500=0.5, seed=7)
        return [bench.workspace.faults.strikes("rate_500") for _ in range(20)]

    first = struck()
    assert first == struck()
    assert {True, False} == set(first)


def test_faults_are_switched_off_again(bench: Bench) -> None:
    bench.people.post("faults", rate_500=1)
    bench.people.post("faults", rate_500=0)
    assert bench.client.auth_test()["ok"]
