"""response_url: five uses in half an hour, and what an answer may replace."""

from __future__ import annotations

import time
from typing import Any

from slack_sdk.webhook import WebhookClient

from bot.practice.settings import Limits
from tests.practice.answering import answering
from tests.practice.blocks import actions, button
from tests.practice.conftest import Bench, Make


def command_url(bench: Bench) -> WebhookClient:
    """The response_url of a command of Omar's."""
    with answering(bench) as bot:
        bench.people.post(f"{bench.omar}/command", channel=bench.team, text="/conference")
        return WebhookClient(bot.heard[-1]["response_url"])


def button_url(bench: Bench, ts: str) -> WebhookClient:
    with answering(bench) as bot:
        where = {"channel": bench.team, "ts": ts}
        bench.people.post(f"{bench.omar}/act", where=where, block_id="row", action_id="press")
        return WebhookClient(bot.heard[-1]["response_url"])


ROW: list[Any] = [actions(button(), block_id="row")]


def test_five_uses_and_no_sixth(bench: Bench) -> None:
    url = command_url(bench)
    assert [url.send(text=str(n)).status_code for n in range(6)] == [200] * 5 + [404]
    assert [m["text"] for m in bench.people.messages(bench.omar, bench.team)] == list("01234")
    assert bench.people.messages(bench.priya, bench.team) == []
    assert bench.serious() == ["used_url"]


def test_an_address_dies_after_its_time(make: Make) -> None:
    bench = make(limits=Limits(rate=False, response_url_seconds=0.5))
    url = command_url(bench)
    assert url.send(text="in time").status_code == 200
    time.sleep(0.6)
    assert url.send(text="late").status_code == 404
    assert bench.serious() == ["expired_url"]


def test_an_answer_can_be_for_everybody_even_where_the_bot_is_no_member(bench: Bench) -> None:
    url = command_url(bench)
    bench.people.post(f"channels/{bench.team}/kick", by=bench.omar, user=bench.workspace.bot.id)
    url.send(text="hello", response_type="in_channel")
    assert bench.people.messages(bench.priya, bench.team)[-1]["text"] == "hello"


def test_an_ephemeral_original_is_replaced_and_deleted_for_its_reader(bench: Bench) -> None:
    bench.client.chat_postEphemeral(channel=bench.team, user=bench.omar, text="one", blocks=ROW)
    ts = bench.people.messages(bench.omar, bench.team)[-1]["ts"]
    url = button_url(bench, ts)
    assert url.send(text="two", replace_original=True).status_code == 200
    (shown,) = bench.people.messages(bench.omar, bench.team)
    assert (shown["text"], "blocks" in shown) == ("two", False)
    assert url.send(delete_original=True).status_code == 200
    assert bench.people.messages(bench.omar, bench.team) == []
    assert bench.rules() == []


def test_ephemeral_and_public_do_not_change_places(bench: Bench) -> None:
    ts = bench.client.chat_postMessage(channel=bench.team, text="one", blocks=ROW)["ts"]
    url = button_url(bench, ts)
    url.send(text="two", replace_original=True, response_type="ephemeral")
    assert bench.people.messages(bench.priya, bench.team)[-1]["text"] == "two"
    assert bench.serious() == ["response_type_switched"]


def test_without_replace_an_answer_is_a_new_message(bench: Bench) -> None:
    ts = bench.client.chat_postMessage(channel=bench.team, text="one", blocks=ROW)["ts"]
    button_url(bench, ts).send(text="two")
    assert [m["text"] for m in bench.people.messages(bench.omar, bench.team)] == ["one", "two"]
    assert [m["text"] for m in bench.people.messages(bench.priya, bench.team)] == ["one"]


def test_a_command_has_no_original_to_delete(bench: Bench) -> None:
    assert command_url(bench).send(delete_original=True).status_code == 400


def test_answers_are_checked_like_messages(bench: Bench) -> None:
    url = command_url(bench)
    assert "invalid_blocks" in url.send(text="x", blocks=[{"type": "nonsense"}]).body
    assert "no_text" in url.send(response_type="in_channel").body
    assert WebhookClient(f"{bench.running.url}/response/NONE").send(text="x").status_code == 404
    assert bench.serious() == ["invalid_blocks", "no_text", "invalid_url"]
