"""Who comes into a case's channel and leaves it: told to the facilitator alone, and no right changes."""

from datetime import datetime, timedelta

import pytest

from bot.practice.player.hands import CannotDo, Hands, Json, Pick
from tests.scenarios.test_no_contact import screened, together
from tests.scenarios.world import MEETING, World, in_conference, with_case, words_of

TOLD = "came into the channel"


def bring(made: World, who: Hands, user: str) -> None:
    made.desk.post(f"/channels/{made.channel}/invite", by=who.user, user=user)


def take_out(made: World, who: Hands, user: str) -> None:
    made.desk.post(f"/channels/{made.channel}/kick", by=who.user, user=user)


def later(made: World, minutes: int) -> None:
    now = datetime.fromisoformat(made.desk.get("/clock")["iso"])
    made.at((now + timedelta(minutes=minutes)).isoformat())


def told(who: Hands, words: str) -> int:
    return sum(words in one["text"] for one in who.direct())


def came_and_went(made: World, who: Hands) -> str:
    """The list of who joined and left, from the hub."""
    view = who.open(made.hub(who), "do:channel", channel=made.channel)
    who.close()
    return words_of(view)


def bot_of(made: World) -> str:
    return str(made.desk.get("/workspace")["app"]["bot_user_id"])


def cards(made: World, who: Hands) -> list[str]:
    """What stands in the channel as a card."""
    return [str(one["text"]) for one in who.messages(made.channel) if not one.get("ephemeral")]


@pytest.mark.requirement("K-02")
def test_who_joins_the_channel_gets_nothing_and_the_facilitator_alone_is_told(made: World) -> None:
    made, priya, omar = in_conference(made)
    rosa, lee = made.person("Rosa Lind"), made.person("Lee Marsh")
    bring(made, priya, rosa.user)
    bring(made, priya, lee.user)
    take_out(made, priya, lee.user)
    made.until(lambda: f"<@{lee.user}>, not on the team left" in came_and_went(made, priya))
    later(made, 6)
    notice = made.direct(omar, TOLD)
    assert "Rosa" not in words_of(notice)
    view = words_of(omar.open(notice, "do:channel", channel=made.dm(omar)))
    assert f"<@{rosa.user}>, not on the team came" in view
    assert f"<@{lee.user}>, not on the team left" in view
    omar.close()
    assert (told(omar, TOLD), told(priya, TOLD), rosa.direct(), lee.direct()) == (1, 0, [], [])
    card = made.card(rosa)
    assert "ask the case manager to add you" in words_of(rosa.answered(made.channel, "/conference"))
    with pytest.raises(CannotDo):
        rosa.open(card, "open:strength", channel=made.channel)
    assert not {"Rosa", "Lind", "Lee", "Marsh"} & set(made.bot.log.read_text("utf-8").split())


def apart_and_open(made: World) -> tuple[World, Hands, Hands, Hands]:
    """Dana's own meeting runs, Marcus is left out of it, both are in the channel: the card is in DMs."""
    made, omar, dana, marcus = together(made)
    screened(made, omar)
    left_out = {"left_out": [Pick("Marcus Harlow")], "why_left_out": "A judge wants it so"}
    made.form(omar, made.hub(omar), "open:schedule", **MEETING, **left_out)
    made.at("2026-03-18T20:30:00+00:00")
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    made.direct(omar, "Welcome")
    return made, omar, dana, marcus


def kept_apart_page(made: World, omar: Hands) -> Json:
    return omar.open(made.hub(omar), "do:kept_apart", channel=made.channel)


def test_cards_come_back_when_one_is_gone_and_the_facilitator_says_so_and_go_when_they_return(
    made: World,
) -> None:
    made, omar, dana, marcus = apart_and_open(made)
    assert cards(made, omar) == []
    omar.press(kept_apart_page(made, omar), "do:cards_back")
    assert "both in the channel still" in words_of(omar.modal())
    omar.close()
    before = told(omar, "needs you soon")
    take_out(made, omar, marcus.user)
    made.until(lambda: told(omar, "needs you soon") == before + 1)
    assert cards(made, omar) == [], "nobody has said yet that they may come back"
    omar.press(kept_apart_page(made, omar), "do:cards_back")
    made.until(lambda: any("Welcome" in one for one in cards(made, omar)))
    omar.close()
    bring(made, omar, marcus.user)
    made.until(lambda: not any("Welcome" in one for one in cards(made, marcus)))
    assert "Welcome" not in words_of({"blocks": marcus.messages(made.channel)})
    made.until(lambda: told(omar, "needs you soon") == before + 2)
    for parent in (dana, marcus):
        assert not told(parent, "needs you soon")
        assert not told(parent, TOLD)


def test_the_bot_that_is_taken_out_says_how_it_comes_back_and_works_on_in_direct_messages(
    made: World,
) -> None:
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    hub = made.hub(omar)
    made.at("2026-03-18T20:30:00+00:00")
    take_out(made, priya, bot_of(made))
    assert "/invite @Roundtable" in words_of(made.direct(omar, "taken out of the channel"))
    assert not told(priya, "taken out of the channel")
    omar.press(hub, "do:start", channel=made.channel)
    made.direct(omar, "Welcome")
    assert cards(made, omar) == []
    bring(made, priya, bot_of(made))
    made.until(lambda: any("Welcome" in one for one in cards(made, omar)))
