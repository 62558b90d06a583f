"""Posting, changing, deleting and scheduling messages."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.practice import populate
from bot.practice.settings import Limits
from tests.practice.blocks import button, section
from tests.practice.conftest import Bench, Make, manifest, wait_until
from tests.practice.test_api_calls import error, error_of


def test_a_message_is_seen_by_members_alone(bench: Bench) -> None:
    outsider = populate.add_user(bench.workspace, "lena").id
    bench.client.chat_postMessage(channel=bench.team, text="hello")
    assert bench.people.messages(bench.priya, bench.team)[-1]["text"] == "hello"
    assert bench.people.get(f"{outsider}/messages", channel=bench.team)["status"] == 404


def test_no_two_messages_share_a_ts_even_when_the_clock_stands_or_goes_back(bench: Bench) -> None:
    seen = [bench.client.chat_postMessage(channel=bench.team, text="x")["ts"] for _ in range(3)]
    bench.people.post("clock", forward=-5)
    seen += [bench.workspace.clock.timestamp() for _ in range(2000)]
    assert len(set(seen)) == len(seen)


def test_a_user_id_reaches_the_direct_messages_and_answers_with_their_id(bench: Bench) -> None:
    posted = bench.client.chat_postMessage(channel=bench.omar, text="for you")
    assert posted["channel"].startswith("D")
    assert bench.people.messages(bench.omar, "bot")[-1]["text"] == "for you"
    assert bench.people.messages(bench.priya, "bot") == []


def test_an_update_needs_the_d_id(bench: Bench) -> None:
    posted = bench.client.chat_postMessage(channel=bench.omar, text="one")
    assert (
        error(bench.client.chat_update, channel=bench.omar, ts=posted["ts"], text="two")
        == "channel_not_found"
    )
    assert bench.client.chat_update(channel=posted["channel"], ts=posted["ts"], text="two")["text"] == "two"


def test_an_update_keeps_the_blocks_it_does_not_name(bench: Bench) -> None:
    posted = bench.client.chat_postMessage(channel=bench.team, text="one", blocks=[section("one")])
    kept = bench.client.chat_update(channel=bench.team, ts=posted["ts"], text="two")
    assert kept["message"]["blocks"][0]["text"]["text"] == "one"
    gone = bench.client.chat_update(channel=bench.team, ts=posted["ts"], text="two", blocks=[])
    assert "blocks" not in gone["message"]


def test_a_text_may_be_updated_to_4000_characters(bench: Bench) -> None:
    ts = bench.client.chat_postMessage(channel=bench.team, text="one")["ts"]
    assert bench.client.chat_update(channel=bench.team, ts=ts, text="x" * 4000)["ok"]
    assert error(bench.client.chat_update, channel=bench.team, ts=ts, text="x" * 4001) == "msg_too_long"


def test_a_text_is_cut_after_40000_characters(bench: Bench) -> None:
    whole = bench.client.chat_postMessage(channel=bench.team, text="x" * 40_000)
    assert len(whole["message"]["text"]) == 40_000
    assert bench.rules() == []
    cut = bench.client.chat_postMessage(channel=bench.team, text="x" * 40_001)
    assert len(cut["message"]["text"]) == 40_000
    assert bench.serious() == ["text_truncated"]


@pytest.mark.parametrize("arguments", [{}, {"text": ""}, {"blocks": []}])
def test_a_message_without_content_is_refused(bench: Bench, arguments: Any) -> None:
    body = {"channel": bench.team, **arguments}
    assert error(bench.client.api_call, api_method="chat.postMessage", json=body) == "no_text"


def test_the_bot_speaks_where_it_is_a_member(bench: Bench) -> None:
    public = populate.add_channel(bench.workspace, "open", bench.omar).id
    closed = populate.add_channel(bench.workspace, "closed", bench.omar, private=True).id
    assert error(bench.client.chat_postMessage, channel=public, text="x") == "not_in_channel"
    assert error(bench.client.chat_postMessage, channel=closed, text="x") == "channel_not_found"
    assert error(bench.client.chat_postMessage, channel="C0NOWHERE", text="x") == "channel_not_found"
    bench.people.post(f"channels/{bench.team}/archive", by=bench.omar)
    assert error(bench.client.chat_postMessage, channel=bench.team, text="x") == "is_archived"
    assert bench.serious() == []


def test_a_deactivated_person_cannot_be_written_to(bench: Bench) -> None:
    bench.people.post(f"users/{bench.priya}", deleted=True)
    assert error(bench.client.chat_postMessage, channel=bench.priya, text="x") == "channel_not_found"
    assert error(bench.client.conversations_open, users=bench.priya) == "user_disabled"


def test_only_own_messages_can_be_changed(bench: Bench) -> None:
    said = bench.people.post(f"{bench.omar}/message", channel=bench.team, text="mine")
    assert (
        error(bench.client.chat_update, channel=bench.team, ts=said["ts"], text="x") == "cant_update_message"
    )
    assert error(bench.client.chat_delete, channel=bench.team, ts=said["ts"]) == "cant_delete_message"
    assert error(bench.client.chat_delete, channel=bench.team, ts="1.000001") == "message_not_found"


def test_an_ephemeral_message_is_for_one_and_cannot_be_updated(bench: Bench) -> None:
    posted = bench.client.chat_postEphemeral(channel=bench.team, user=bench.omar, text="only you")
    assert bench.people.messages(bench.omar, bench.team)[-1]["ephemeral"] is True
    assert bench.people.messages(bench.priya, bench.team) == []
    ts = posted["message_ts"]
    assert error(bench.client.chat_update, channel=bench.team, ts=ts, text="x") == "message_not_found"
    assert bench.client.conversations_history(channel=bench.team)["messages"] == []


def test_an_ephemeral_message_needs_a_member(bench: Bench) -> None:
    outsider = populate.add_user(bench.workspace, "lena").id
    refused = error(bench.client.chat_postEphemeral, channel=bench.team, user=outsider, text="x")
    assert refused == "user_not_in_channel"


def test_an_ephemeral_message_in_a_silent_thread_is_never_seen(bench: Bench) -> None:
    ts = bench.client.chat_postMessage(channel=bench.team, text="root")["ts"]
    bench.client.chat_postEphemeral(channel=bench.team, user=bench.omar, text="lost", thread_ts=ts)
    assert len(bench.people.messages(bench.omar, bench.team, thread_ts=ts)) == 1
    assert bench.serious() == ["ephemeral_in_inactive_thread"]
    bench.client.chat_postMessage(channel=bench.team, text="reply", thread_ts=ts)
    bench.client.chat_postEphemeral(channel=bench.team, user=bench.omar, text="seen", thread_ts=ts)
    assert bench.people.messages(bench.omar, bench.team, thread_ts=ts)[-1]["text"] == "seen"


def test_a_thread_hangs_on_a_message_that_exists(bench: Bench) -> None:
    refused = error(bench.client.chat_postMessage, channel=bench.team, text="x", thread_ts="1.000001")
    assert refused == "cannot_reply_to_message"


def test_metadata_is_kept_and_shown_when_asked_for(bench: Bench) -> None:
    metadata = {"event_type": "sent", "event_payload": {"row": "7"}}
    bench.client.chat_postMessage(channel=bench.omar, text="x", metadata=metadata)
    channel = bench.client.conversations_open(users=bench.omar)["channel"]["id"]
    plain = bench.client.conversations_history(channel=channel)["messages"][0]
    full = bench.client.conversations_history(channel=channel, include_all_metadata=True)["messages"][0]
    assert ("metadata" in plain, full["metadata"]) == (False, metadata)
    wrong = {"event_type": "sent"}
    assert error(bench.client.chat_postMessage, channel=bench.team, text="x", metadata=wrong) == (
        "invalid_metadata_format"
    )


def test_a_link_that_would_unfurl_is_listed(bench: Bench) -> None:
    bench.client.chat_postMessage(
        channel=bench.team, text="https://example.org", unfurl_links=False, unfurl_media=False
    )
    assert bench.rules() == []
    bench.client.chat_postMessage(channel=bench.team, text="https://example.org")
    assert (bench.rules(), bench.serious()) == (["would_unfurl"], [])


def test_a_name_of_its_own_needs_a_scope(bench: Bench) -> None:
    refused = error_of(bench.client.chat_postMessage, channel=bench.team, text="x", username="Judge")
    assert refused["needed"] == "chat:write.customize"


def test_direct_messages_need_the_messages_tab(make: Make) -> None:
    bench = make(manifest(app_home={"messages_tab_enabled": False}))
    assert error(bench.client.chat_postMessage, channel=bench.omar, text="x") == "messages_tab_disabled"


def test_missing_ids_are_filled_in(bench: Bench) -> None:
    press = button()
    del press["action_id"]
    posted = bench.client.chat_postMessage(
        channel=bench.team, text="x", blocks=[{"type": "actions", "elements": [press]}]
    )
    block = posted["message"]["blocks"][0]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


def test_attachments_end_at_one_hundred(bench: Bench) -> None:
    assert bench.client.chat_postMessage(channel=bench.team, text="x", attachments=[{"text": "a"}] * 100)[
        "ok"
    ]
    refused = error(
        bench.client.chat_postMessage, channel=bench.team, text="x", attachments=[{"text": "a"}] * 101
    )
    assert refused == "too_many_attachments"


def test_a_permalink_names_channel_and_message(bench: Bench) -> None:
    ts = bench.client.chat_postMessage(channel=bench.team, text="x")["ts"]
    link = bench.client.chat_getPermalink(channel=bench.team, message_ts=ts)["permalink"]
    assert link.endswith(f"/archives/{bench.team}/p{ts.replace('.', '')}")


def test_a_scheduled_message_comes_when_the_clock_is_there(bench: Bench) -> None:
    now = int(time.time())
    for at, expected in [(now - 1, "time_in_past"), (now + 121 * 86400, "time_too_far")]:
        assert error(bench.client.chat_scheduleMessage, channel=bench.team, post_at=at, text="x") == expected
    made = bench.client.chat_scheduleMessage(channel=bench.team, post_at=now + 3600, text="later")
    listed = bench.client.chat_scheduledMessages_list()["scheduled_messages"]
    assert [one["id"] for one in listed] == [made["scheduled_message_id"]]
    assert bench.people.messages(bench.omar, bench.team) == []
    bench.people.post("clock", forward=3601)
    assert bench.people.messages(bench.omar, bench.team)[-1]["text"] == "later"


def test_a_scheduled_message_can_be_taken_back(bench: Bench) -> None:
    at = int(time.time()) + 3600
    made = bench.client.chat_scheduleMessage(channel=bench.team, post_at=at, text="later")
    gone = {"channel": bench.team, "scheduled_message_id": made["scheduled_message_id"]}
    assert bench.client.chat_deleteScheduledMessage(**gone)["ok"]
    assert error(bench.client.chat_deleteScheduledMessage, **gone) == "invalid_scheduled_message_id"


def test_thirty_messages_fit_into_five_minutes(bench: Bench) -> None:
    at = int(time.time()) + 3600
    for number in range(30):
        bench.client.chat_scheduleMessage(channel=bench.team, post_at=at + number, text="x")
    refused = error(bench.client.chat_scheduleMessage, channel=bench.team, post_at=at, text="x")
    assert refused == "restricted_too_many"


def test_a_scheduled_message_with_metadata_never_comes(bench: Bench) -> None:
    metadata = {"event_type": "sent", "event_payload": {}}
    at = int(time.time()) + 60
    bench.client.chat_scheduleMessage(channel=bench.team, post_at=at, text="x", metadata=metadata)
    bench.people.post("clock", forward=120)
    assert bench.people.messages(bench.omar, bench.team) == []
    assert bench.serious() == ["scheduled_with_metadata"]


def test_one_message_a_second_in_a_channel_with_a_short_burst(make: Make) -> None:
    bench = make(limits=Limits(channel_interval=0.4))
    for _ in range(3):
        bench.client.chat_postMessage(channel=bench.team, text="x")
    limited = error_of(bench.client.chat_postMessage, channel=bench.team, text="x")
    assert (limited["error"], limited.status_code, limited.headers["Retry-After"]) == (
        "ratelimited",
        429,
        "1",
    )
    assert bench.client.chat_postMessage(channel=bench.omar, text="elsewhere")["ok"]
    assert bench.serious() == []
    error_of(bench.client.chat_postMessage, channel=bench.team, text="x")
    assert bench.serious() == ["ignored_retry_after"]
    wait_until(lambda: not bench.workspace.pacing.called_too_soon(f"channel {bench.team}"))
    assert bench.client.chat_postMessage(channel=bench.team, text="x")["ok"]


def test_a_tier_counts_the_calls_of_a_minute(make: Make) -> None:
    bench = make(limits=Limits(rate_window=1.0))
    for _ in range(20):
        bench.client.conversations_list()
    limited = error_of(bench.client.conversations_list)
    assert (limited.status_code, limited["error"]) == (429, "ratelimited")
    assert bench.client.users_info(user=bench.omar)["ok"]
    time.sleep(int(limited.headers["Retry-After"]))
    assert bench.client.conversations_list()["ok"]
