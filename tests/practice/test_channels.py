"""Channels, members, history and people as the Web API shows them."""

from __future__ import annotations

import pytest

from bot.practice import populate
from tests.practice.conftest import Bench
from tests.practice.test_api_calls import error, error_of


def test_a_channel_tells_whether_others_share_it(bench: Bench) -> None:
    shared = populate.add_channel(bench.workspace, "shared", bench.omar, ext_shared=True).id
    assert bench.client.conversations_info(channel=shared)["channel"]["is_ext_shared"] is True
    own = bench.client.conversations_info(channel=bench.team, include_num_members=True)["channel"]
    assert (own["is_private"], own["is_member"], own["is_ext_shared"]) == (True, True, False)
    assert own["num_members"] == 3


def test_a_private_channel_does_not_exist_for_a_bot_that_is_not_in_it(bench: Bench) -> None:
    closed = populate.add_channel(bench.workspace, "closed", bench.omar, private=True).id
    assert error(bench.client.conversations_info, channel=closed) == "channel_not_found"
    listed = bench.client.conversations_list(types="public_channel,private_channel")["channels"]
    assert [channel["id"] for channel in listed] == [bench.team]


def test_members_come_in_pages(bench: Bench) -> None:
    first = bench.client.conversations_members(channel=bench.team, limit=2)
    rest = bench.client.conversations_members(
        channel=bench.team, limit=2, cursor=first["response_metadata"]["next_cursor"]
    )
    assert [*first["members"], *rest["members"]] == [bench.omar, bench.priya, bench.workspace.bot.id]
    assert rest["response_metadata"]["next_cursor"] == ""
    assert error(bench.client.conversations_members, channel=bench.team, cursor="!!") == "invalid_cursor"
    assert error(bench.client.conversations_members, channel=bench.team, limit=1001) == "invalid_limit"


def test_a_direct_message_channel_is_opened_once(bench: Bench) -> None:
    first = bench.client.conversations_open(users=bench.omar)["channel"]["id"]
    assert first.startswith("D")
    assert bench.client.conversations_open(users=bench.omar)["channel"]["id"] == first
    assert error(bench.client.conversations_open, users="U0NOBODY") == "user_not_found"
    assert (
        error_of(bench.client.conversations_open, users=[bench.omar, bench.priya])["needed"] == "mpim:write"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Case", "invalid_name_specials"), ("a b", "invalid_name_specials"), ("--", "invalid_name_punctuation")],
)
def test_a_channel_name_that_slack_refuses(bench: Bench, name: str, expected: str) -> None:
    assert error(bench.client.conversations_create, name=name) == expected


def test_a_channel_name_has_eighty_characters_and_is_taken_once(bench: Bench) -> None:
    assert bench.client.conversations_create(name="n" * 80, is_private=True)["channel"]["is_private"]
    assert error(bench.client.conversations_create, name="n" * 81) == "invalid_name_maxlength"
    assert error(bench.client.conversations_create, name="n" * 80) == "name_taken"


def test_whoever_cannot_be_invited_is_named(bench: Bench) -> None:
    guest = populate.add_user(bench.workspace, "guest", guest="single").id
    populate.add_channel(bench.workspace, "elsewhere", bench.omar, members=(guest,))
    wrong = {
        "U0NOBODY": "user_not_found",
        bench.workspace.bot.id: "cant_invite_self",
        bench.omar: "already_in_channel",
        guest: "ura_max_channels",
    }
    for user, expected in wrong.items():
        refused = error_of(bench.client.conversations_invite, channel=bench.team, users=user)
        assert (refused["error"], refused["errors"][0]["user"]) == (expected, user)


def test_an_invitation_can_skip_whom_it_cannot_bring(bench: Bench) -> None:
    lena = populate.add_user(bench.workspace, "lena").id
    bench.client.conversations_invite(channel=bench.team, users=[lena, "U0NOBODY"], force=True)
    assert lena in bench.client.conversations_members(channel=bench.team)["members"]


def test_people_come_and_go(bench: Bench) -> None:
    assert bench.client.conversations_kick(channel=bench.team, user=bench.priya)["ok"]
    assert error(bench.client.conversations_kick, channel=bench.team, user=bench.priya) == "not_in_channel"
    assert (
        error(bench.client.conversations_kick, channel=bench.team, user=bench.workspace.bot.id)
        == "cant_kick_self"
    )
    assert bench.client.conversations_leave(channel=bench.team)["ok"]
    assert error(bench.client.chat_postMessage, channel=bench.team, text="x") == "channel_not_found"
    public = populate.add_channel(bench.workspace, "open", bench.omar).id
    assert bench.client.conversations_join(channel=public)["ok"]
    assert bench.client.conversations_archive(channel=public)["ok"]
    assert error(bench.client.conversations_archive, channel=public) == "already_archived"
    assert error(bench.client.conversations_join, channel=public) == "is_archived"


def test_history_is_newest_first_without_replies_and_ephemerals(bench: Bench) -> None:
    stamps = [bench.client.chat_postMessage(channel=bench.team, text=str(n))["ts"] for n in range(3)]
    bench.client.chat_postMessage(channel=bench.team, text="reply", thread_ts=stamps[0])
    bench.client.chat_postEphemeral(channel=bench.team, user=bench.omar, text="only you")
    found = bench.client.conversations_history(channel=bench.team, limit=2)
    assert [m["text"] for m in found["messages"]] == ["2", "1"]
    assert found["has_more"] is True
    later = bench.client.conversations_history(channel=bench.team, oldest=stamps[1], inclusive=True)
    assert [m["ts"] for m in later["messages"]] == [stamps[2], stamps[1]]
    assert (
        error(bench.client.conversations_history, channel=bench.team, oldest="yesterday")
        == "invalid_ts_oldest"
    )


def test_a_thread_is_read_from_its_root(bench: Bench) -> None:
    root = bench.client.chat_postMessage(channel=bench.team, text="root")["ts"]
    reply = bench.people.post(f"{bench.omar}/message", channel=bench.team, text="reply", thread_ts=root)["ts"]
    found = bench.client.conversations_replies(channel=bench.team, ts=root)["messages"]
    assert [m["text"] for m in found] == ["root", "reply"]
    assert (found[0]["reply_count"], found[0]["latest_reply"], found[1]["thread_ts"]) == (1, reply, root)
    assert error(bench.client.conversations_replies, channel=bench.team, ts="1.000001") == "thread_not_found"


def test_a_person_is_shown_with_zone_and_standing(bench: Bench) -> None:
    guest = populate.add_user(
        bench.workspace, "guest", guest="multi", tz="Pacific/Auckland", locale="es-ES"
    ).id
    shown = bench.client.users_info(user=guest, include_locale=True)["user"]
    assert (shown["is_restricted"], shown["is_ultra_restricted"]) == (True, False)
    assert (shown["tz"], shown["locale"]) == ("Pacific/Auckland", "es-ES")
    assert error(bench.client.users_info, user="U0NOBODY") == "user_not_found"


def test_a_stranger_has_no_zone(bench: Bench) -> None:
    stranger = populate.add_user(bench.workspace, "stranger", stranger=True).id
    shown = bench.client.users_info(user=stranger)["user"]
    assert shown["is_stranger"] is True
    assert "tz" not in shown


def test_people_are_found_by_address_and_in_the_list(bench: Bench) -> None:
    assert bench.client.users_lookupByEmail(email="OMAR@example.org")["user"]["id"] == bench.omar
    assert error(bench.client.users_lookupByEmail, email="no@example.org") == "users_not_found"
    assert {user["id"] for user in bench.client.users_list()["members"]} >= {bench.omar, bench.priya}


def test_the_channels_of_one_person(bench: Bench) -> None:
    theirs = bench.client.users_conversations(user=bench.priya, types="public_channel,private_channel")
    assert [channel["id"] for channel in theirs["channels"]] == [bench.team]


def test_quiet_hours_are_given_as_the_next_span(bench: Bench) -> None:
    assert bench.client.dnd_info(user=bench.omar)["dnd_enabled"] is False
    populate.change_user(bench.workspace, bench.omar, quiet_hours=("22:00", "08:00"))
    bench.people.post("clock", to="2026-03-18T23:30:00-05:00")
    quiet = bench.client.dnd_info(user=bench.omar)
    assert (quiet["dnd_enabled"], quiet["next_dnd_end_ts"] - quiet["next_dnd_start_ts"]) == (True, 10 * 3600)
    assert quiet["next_dnd_start_ts"] < bench.workspace.clock.now() < quiet["next_dnd_end_ts"]


def test_the_team_and_its_emoji(bench: Bench) -> None:
    assert bench.client.team_info()["team"]["name"] == "Practice"
    assert bench.client.emoji_list()["emoji"] == {}


def test_marks_on_a_message(bench: Bench) -> None:
    ts = bench.client.chat_postMessage(channel=bench.team, text="x")["ts"]
    place = {"channel": bench.team, "timestamp": ts}
    assert bench.client.reactions_add(name="eyes", **place)["ok"]
    assert error(bench.client.reactions_add, name="eyes", **place) == "already_reacted"
    assert bench.client.reactions_get(**place)["message"]["reactions"][0]["count"] == 1
    assert bench.client.reactions_remove(name="eyes", **place)["ok"]
    assert error(bench.client.reactions_remove, name="eyes", **place) == "no_reaction"
    assert error(bench.client.reactions_add, name="Not One", **place) == "invalid_name"
    assert bench.client.pins_add(**place)["ok"]
    assert error(bench.client.pins_add, **place) == "already_pinned"


def test_a_bookmark_is_a_link_with_a_title(bench: Bench) -> None:
    given = {"channel_id": bench.team, "type": "link", "link": "https://example.org"}
    assert bench.client.bookmarks_add(title="t" * 256, **given)["bookmark"]["link"] == "https://example.org"
    assert error(bench.client.bookmarks_add, title="t" * 257, **given) == "invalid_arguments"
    assert error(bench.client.bookmarks_add, title="t", **{**given, "link": "example"}) == "invalid_link"
