"""What people see and do: messages, elements in messages, shortcuts, commands, events, the page's calls."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from bot.practice import populate
from tests.practice.answering import answering
from tests.practice.blocks import actions, button, entry, option, select
from tests.practice.conftest import Bench, Make, manifest, wait_until


def test_a_command_in_a_thread_is_refused_with_slacks_sentence(bench: Bench) -> None:
    root = bench.people.post(f"{bench.omar}/message", channel=bench.team, text="root")["ts"]
    refused = bench.people.post(
        f"{bench.omar}/command", channel=bench.team, text="/conference", thread_ts=root
    )
    assert (refused["error"], refused["message"]) == (
        "command_in_thread",
        "/conference is not supported in threads. Sorry!",
    )
    assert bench.rules() == []


def test_a_command_that_nobody_installed(bench: Bench) -> None:
    refused = bench.people.post(f"{bench.omar}/command", channel=bench.team, text="/confer")
    assert refused["error"] == "unknown_command"


def test_a_command_needs_a_channel_one_is_in(bench: Bench) -> None:
    outsider = populate.add_user(bench.workspace, "lena").id
    public = populate.add_channel(bench.workspace, "open", bench.omar).id
    wanted = {"text": "/conference"}
    assert bench.people.post(f"{outsider}/command", channel=public, **wanted)["error"] == "not_in_channel"
    assert bench.people.post(f"{outsider}/command", channel=bench.team, **wanted)["status"] == 404
    with answering(bench) as bot:
        assert bench.people.post(f"{outsider}/command", channel="bot", **wanted)["ok"]
        assert bot.heard[0]["channel_name"] == "directmessage"


def test_a_button_in_a_message_brings_everything_slack_would(bench: Bench) -> None:
    blocks = [actions(button(value="7"), select(options=[option("a")]), block_id="row")]
    ts = bench.client.chat_postMessage(channel=bench.team, text="x", blocks=blocks)["ts"]
    where = {"channel": bench.team, "ts": ts}
    with answering(bench) as bot:
        bench.people.post(f"{bench.omar}/act", where=where, block_id="row", action_id="pick", value="a")
        assert bench.people.post(f"{bench.omar}/act", where=where, block_id="row", action_id="press")["ok"]
        told = bot.of_type("block_actions")[-1]
    assert told["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": bench.team,
        "is_ephemeral": False,
    }
    assert (told["message"]["ts"], told["channel"]["id"]) == (ts, bench.team)
    assert told["state"]["values"]["row"]["pick"]["selected_option"] == option("a")
    assert (told["actions"][0]["value"], told["user"]["id"]) == ("7", bench.omar)
    assert told["response_url"].startswith("http://127.0.0.1:")
    assert told["trigger_id"]
    mine = bench.people.messages(bench.omar, bench.team)[-1]
    hers = bench.people.messages(bench.priya, bench.team)[-1]
    assert mine["state"]["values"]["row"]["pick"]["selected_option"] == option("a")
    assert hers["state"]["values"]["row"]["pick"]["selected_option"] is None


def test_an_ephemeral_message_does_not_come_back_in_the_payload(bench: Bench) -> None:
    blocks = [actions(button(), block_id="row")]
    bench.client.chat_postEphemeral(channel=bench.team, user=bench.omar, text="x", blocks=blocks)
    ts = bench.people.messages(bench.omar, bench.team)[-1]["ts"]
    where = {"channel": bench.team, "ts": ts}
    with answering(bench) as bot:
        assert bench.people.post(f"{bench.omar}/act", where=where, block_id="row", action_id="press")["ok"]
        assert (
            bench.people.post(f"{bench.priya}/act", where=where, block_id="row", action_id="press")["status"]
            == 404
        )
    assert bot.heard[-1]["container"]["is_ephemeral"] is True
    assert "message" not in bot.heard[-1]


def test_an_element_that_is_gone_cannot_be_pressed(bench: Bench) -> None:
    blocks = [actions(button(), block_id="row")]
    ts = bench.client.chat_postMessage(channel=bench.team, text="x", blocks=blocks)["ts"]
    bench.client.chat_update(channel=bench.team, ts=ts, text="x", blocks=[])
    where = {"channel": bench.team, "ts": ts}
    refused = bench.people.post(f"{bench.omar}/act", where=where, block_id="row", action_id="press")
    assert refused["error"] == "no_such_element"


def test_a_field_in_a_message_keeps_each_person_s_text(bench: Bench) -> None:
    ts = bench.client.chat_postMessage(channel=bench.team, text="x", blocks=[entry()])["ts"]
    where = {"channel": bench.team, "ts": ts}
    done = bench.people.post(
        f"{bench.omar}/act", where=where, block_id="field", action_id="answer", value="mine"
    )
    assert done == {"ok": True, "outcome": None}
    values = bench.people.messages(bench.omar, bench.team)[-1]["state"]["values"]
    assert values["field"]["answer"]["value"] == "mine"


def test_without_interactivity_nothing_can_be_pressed(make: Make) -> None:
    bench = make(manifest(interactive=False))
    ts = bench.client.chat_postMessage(
        channel=bench.team, text="x", blocks=[actions(button(), block_id="row")]
    )["ts"]
    where = {"channel": bench.team, "ts": ts}
    refused = bench.people.post(f"{bench.omar}/act", where=where, block_id="row", action_id="press")
    assert refused["error"] == "interactivity_off"


def test_shortcuts_are_those_of_the_manifest_and_of_their_kind(bench: Bench) -> None:
    ts = bench.people.post(f"{bench.omar}/message", channel=bench.team, text="hello")["ts"]
    on_message = {"channel": bench.team, "ts": ts}
    with answering(bench) as bot:
        assert bench.people.post(f"{bench.omar}/shortcut", callback_id="start")["ok"]
        assert bench.people.post(f"{bench.omar}/shortcut", callback_id="capture", **on_message)["ok"]
        for wrong in [
            {"callback_id": "nothing"},
            {"callback_id": "capture"},
            {"callback_id": "start", **on_message},
        ]:
            assert bench.people.post(f"{bench.omar}/shortcut", **wrong)["error"] == "unknown_shortcut"
        (start,), (capture,) = bot.of_type("shortcut"), bot.of_type("message_action")
    assert ("response_url" in start, "channel" in start) == (False, False)
    assert (capture["message"]["text"], capture["channel"]["name"]) == ("hello", "privategroup")
    assert capture["response_url"]


def test_typed_markup_is_disarmed_and_mentions_stay(bench: Bench) -> None:
    with answering(bench) as bot:
        typed = f"<!channel> & <@{bench.workspace.bot.id}> <@U0NOBODY>"
        bench.people.post(f"{bench.omar}/message", channel=bench.team, text=typed)
        wait_until(lambda: len(bot.events("app_mention")) == 1)
        wait_until(lambda: len(bot.events("message")) == 1)
    expected = f"&lt;!channel&gt; &amp; <@{bench.workspace.bot.id}> &lt;@U0NOBODY&gt;"
    assert bot.events("message")[0]["text"] == expected


def test_what_happens_in_a_channel_is_told_as_events(bench: Bench) -> None:
    with answering(bench) as bot:
        people, omar = bench.people, bench.omar
        said = people.post(f"{omar}/message", channel=bench.team, text="one")
        people.post(f"{omar}/edit_message", **{"channel": bench.team, "ts": said["ts"]}, text="two")
        people.post(f"{omar}/react", channel=bench.team, ts=said["ts"], name="eyes")
        people.post(f"{omar}/delete_message", channel=bench.team, ts=said["ts"])
        people.post(f"channels/{bench.team}/kick", by=omar, user=bench.priya)
        people.post(f"channels/{bench.team}/invite", by=omar, user=bench.priya)
        added = people.post("users", name="lena")["user"]["id"]
        people.post(f"users/{added}", deleted=True)
        people.post(f"{omar}/home")
        people.post(f"channels/{bench.team}/archive", by=omar)
        people.quiet()
    assert {event.get("subtype") for event in bot.events("message")} == {
        None,
        "message_changed",
        "message_deleted",
    }
    changed = next(e for e in bot.events("message") if e.get("subtype") == "message_changed")
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("two", "one")
    assert bot.events("reaction_added")[0]["item"]["ts"] == said["ts"]
    assert [e["user"] for e in bot.events("member_left_channel")] == [bench.priya]
    assert bot.events("member_joined_channel")[0]["inviter"] == omar
    assert bot.events("team_join")[0]["user"]["name"] == "lena"
    assert bot.events("user_change")[0]["user"]["deleted"] is True
    assert bot.events("app_home_opened")[0]["tab"] == "home"
    assert bot.events("group_archive")[0]["channel"] == bench.team
    assert all(
        p["authorizations"][0]["user_id"] == bench.workspace.bot.id for p in bot.of_type("event_callback")
    )


def test_the_bot_hears_of_its_own_arrival_and_of_its_end(bench: Bench) -> None:
    fresh = populate.add_channel(bench.workspace, "fresh", bench.omar, private=True).id
    with answering(bench) as bot:
        bench.people.post(f"{bench.omar}/message", channel=fresh, text="before the bot")
        bench.people.post(f"channels/{fresh}/invite", by=bench.omar, user=bench.workspace.bot.id)
        bench.people.post("app/uninstall")
        wait_until(lambda: len(bot.heard) == 3)
    assert bot.events("member_joined_channel")[0]["user"] == bench.workspace.bot.id
    assert (len(bot.events("app_uninstalled")), len(bot.events("tokens_revoked"))) == (1, 1)


@pytest.mark.parametrize("private", [True, False])
def test_of_its_own_leaving_the_bot_hears_by_an_event_that_names_nobody(bench: Bench, private: bool) -> None:
    fresh = populate.add_channel(bench.workspace, "fresh", bench.omar, private=private).id
    bot_user, name = bench.workspace.bot.id, "group_left" if private else "channel_left"
    with answering(bench) as bot:
        bench.people.post(f"channels/{fresh}/invite", by=bench.omar, user=bot_user)
        bench.people.post(f"channels/{fresh}/kick", by=bench.omar, user=bot_user)
        bench.people.post(f"channels/{fresh}/invite", by=bench.omar, user=bench.priya)
        bench.people.post(f"channels/{fresh}/kick", by=bench.omar, user=bench.priya)
        wait_until(lambda: bool(bot.events(name)))
        bench.people.quiet()
    assert bot.events(name) == [{"type": name, "channel": fresh}]
    assert bot.events("member_left_channel") == []
    assert [one["user"] for one in bot.events("member_joined_channel")] == [bot_user]


def test_direct_messages_to_the_bot_arrive_as_such(bench: Bench) -> None:
    with answering(bench) as bot:
        sent = bench.people.post(f"{bench.omar}/message", channel="bot", text="hello")
        wait_until(lambda: len(bot.events("message")) == 1)
    event = bot.events("message")[0]
    assert (event["channel_type"], event["channel"]) == ("im", sent["channel"])
    assert bench.people.get(f"{bench.priya}/messages", channel=sent["channel"])["status"] == 404


def test_a_read_only_messages_tab_takes_no_messages(make: Make) -> None:
    bench = make(manifest(app_home={"messages_tab_read_only_enabled": True}))
    refused = bench.people.post(f"{bench.omar}/message", channel="bot", text="hello")
    assert refused["error"] == "messages_tab_disabled"


def test_a_guest_sees_own_channels_only(bench: Bench) -> None:
    guest = populate.add_user(bench.workspace, "guest", guest="multi").id
    public = populate.add_channel(bench.workspace, "open", bench.omar).id
    assert bench.people.get(f"{guest}/state")["channels"] == []
    assert bench.people.get(f"{guest}/messages", channel=public)["status"] == 404
    bench.people.post(f"channels/{public}/invite", by=bench.omar, user=guest)
    assert [c["id"] for c in bench.people.get(f"{guest}/state")["channels"]] == [public]


def test_a_deactivated_person_can_do_nothing(bench: Bench) -> None:
    bench.people.post(f"users/{bench.omar}", deleted=True)
    assert bench.people.get(f"{bench.omar}/state")["error"] == "account_inactive"
    assert bench.people.post(f"{bench.omar}/command", channel=bench.team, text="/conference")["error"] == (
        "account_inactive"
    )


def test_changes_are_the_record_of_what_one_person_saw(bench: Bench) -> None:
    bench.client.chat_postMessage(channel=bench.team, text="for all")
    bench.client.chat_postEphemeral(channel=bench.team, user=bench.omar, text="for omar")
    bench.client.chat_postMessage(channel=bench.priya, text="for priya")

    def words(user: str) -> list[str]:
        found = bench.people.get(f"{user}/changes", since=0)["changes"]
        return [c["content"]["text"] for c in found if c["what"] in ("message", "ephemeral")]

    assert words(bench.omar) == ["for all", "for omar"]
    assert words(bench.priya) == ["for all", "for priya"]
    following = bench.people.get(f"{bench.omar}/changes", since=0)["next"]
    assert bench.people.get(f"{bench.omar}/changes", since=following)["changes"] == []


def test_changes_stream_to_the_page(bench: Bench) -> None:
    since = bench.people.get(f"{bench.omar}/state")["seq"]
    with urlopen(f"{bench.running.url}/people/{bench.omar}/stream?since={since}", timeout=5) as stream:
        assert stream.readline() == b": connected\n"
        bench.client.chat_postMessage(channel=bench.team, text="hello")
        lines = [stream.readline() for _ in range(3)]
    change = json.loads(lines[2].removeprefix(b"data: "))
    assert (lines[1], change["content"]["text"]) == (f"id: {change['seq']}\n".encode(), "hello")


def test_people_without_slack_are_shown_and_unknown_to_the_web_api(bench: Bench) -> None:
    person = bench.people.post("without_slack", name="Dana", note="mother")["person"]
    assert bench.people.get("workspace")["people_without_slack"] == [person]
    assert person["id"] not in {user["id"] for user in bench.client.users_list()["members"]}


def test_the_workspace_tells_what_the_app_offers(bench: Bench) -> None:
    app = bench.people.get("workspace")["app"]
    assert [command["command"] for command in app["commands"]] == ["/conference"]
    assert {shortcut["callback_id"] for shortcut in app["shortcuts"]} == {"capture", "start"}


def test_a_page_from_elsewhere_is_kept_out(bench: Bench) -> None:
    url = f"{bench.running.url}/people/workspace"
    for headers in [{"Origin": "https://example.org"}, {"Host": "example.org"}]:
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(url, headers=headers))
        assert refused.value.code == 403
    own = Request(url, headers={"Origin": bench.running.url})
    with urlopen(own) as answer:
        assert answer.status == 200
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(f"{bench.running.url}/people/clock", b"forward=1", {"Content-Type": "text/plain"}))
    assert refused.value.code == 415


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("users", {}),
        ("users", {"name": "x", "tz": "Kansas"}),
        ("users", {"name": "x", "colour": "red"}),
        ("clock", {"to": "tomorrow"}),
        ("clock", {"to": "2026-03-18T15:30:00"}),
        ("faults", {"rate_429": 2}),
        ("faults", {"gremlins": 1}),
    ],
)
def test_a_request_that_makes_no_sense(bench: Bench, path: str, body: Any) -> None:
    refused = bench.people.post(path, **body)
    assert (refused["status"], refused["error"]) == (400, "bad_request")
