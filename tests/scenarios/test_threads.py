"""A reply under the card, over Slack's own protocol: from the phone to the record and back; or not at all."""

import sqlite3
from pathlib import Path

from bot.practice.player.hands import Hands, Json
from tests.scenarios.world import World, in_conference, words_of, world

YES = {"ROUNDTABLE_READ_THREADS": "yes"}
SAID = "+strength June sings & <3 every night"


def card_of(made: World, who: Hands) -> Json:
    return next(one for one in who.messages(made.channel) if "Welcome" in one["text"])


def replied(made: World, who: Hands, text: str) -> Json:
    """A reply, as it stands in the thread."""
    ts = who.say(made.channel, text, card_of(made, who)["ts"])
    return look(made, who, ts)


def look(made: World, who: Hands, ts: str) -> Json:
    thread = card_of(made, who)["ts"]
    found = made.desk.get(f"/{who.user}/messages?channel={made.channel}&thread_ts={thread}")["messages"]
    return next(one for one in found if one["ts"] == ts)


def signs(message: Json) -> set[str]:
    return {one["name"] for one in message.get("reactions") or ()}


def test_a_reply_becomes_an_entry_follows_its_edits_and_is_taken_back(tmp_path: Path) -> None:
    with world(tmp_path, more=YES, threads=True) as fresh:
        made, _, omar = in_conference(fresh)
        assert "Who can read" in card_of(made, omar)["text"]
        plain, marked = replied(made, omar, "See you at 5?"), replied(made, omar, SAID)
        made.until(lambda: len(signs(look(made, omar, marked["ts"]))) == 2)
        assert not signs(look(made, omar, plain["ts"]))
        listed = words_of(made.entries(omar, "strength"))
        omar.close()
        assert "June sings & <3 every night" in listed.replace("&amp;", "&").replace("&lt;", "<")
        where = {"channel": made.channel, "ts": marked["ts"]}
        made.desk.post(f"/{omar.user}/edit_message", **where, text="+strength June sings at night")
        made.until(lambda: "June sings at night" in _strengths(made, omar))
        made.desk.post(f"/{omar.user}/react", **where, name="leftwards_arrow_with_hook")
        made.until(lambda: "white_check_mark" not in signs(look(made, omar, marked["ts"])))
        assert "June sings" not in _strengths(made, omar)
        assert made.breaches() == []


def test_with_the_setting_off_nothing_is_read_whatever_slack_sends(tmp_path: Path) -> None:
    with world(tmp_path, threads=True) as fresh:
        made, _, omar = in_conference(fresh)
        assert "Who can read" not in card_of(made, omar)["text"]
        before = _received(tmp_path)
        said = replied(made, omar, SAID)
        made.desk.post(f"/{omar.user}/react", channel=made.channel, ts=said["ts"], name="x")
        # What Slack sends after it has been worked, so this has been let go.
        omar.home()
        made.until(lambda: _received(tmp_path) > before)
        assert _received(tmp_path) == before + 1, "the home that was opened, and nothing of the thread"
        assert signs(look(made, omar, said["ts"])) == {"x"}
        assert "June sings" not in _strengths(made, omar)


def _strengths(made: World, who: Hands) -> str:
    shown = words_of(made.entries(who, "strength"))
    who.close()
    return shown


def _received(folder: Path) -> int:
    """How many events the bot ever stored."""
    with sqlite3.connect(f"file:{folder / 'record.db'}?mode=ro", uri=True) as record:
        return int(record.execute("SELECT count(*) FROM received WHERE key LIKE 'event:%'").fetchone()[0])
