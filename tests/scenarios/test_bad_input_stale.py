"""Buttons and forms that have grown old: the conference went on, ended, was sealed, was sealed again."""

import pytest

from bot.practice.player.hands import Hands
from tests.scenarios.attacks import Json, typed, words
from tests.scenarios.test_closing import sealed, show_answers
from tests.scenarios.world import MEETING, CannotDo, World, with_case


def cards(made: World, who: Hands) -> list[Json]:
    """What the bot has said into the channel, for all to read."""
    return [one for one in who.messages(made.channel) if not one.get("ephemeral")]


def last_own(made: World, who: Hands) -> str:
    """The newest words that only this person sees in the channel."""
    return words([one for one in who.messages(made.channel) if one.get("ephemeral")][-1])


def test_old_buttons_and_forms_of_a_conference_say_where_it_stands(made: World) -> None:
    made, priya, omar = with_case(made)
    for day, late in (("2026-03-18", False), ("2026-04-20", True)):
        omar.shown(lambda: omar.command(made.channel, "/conference schedule"))
        omar.fill({**MEETING, "date": day, "after_due": "yes" if late else None})
        omar.submit()
        omar.close()
    hub = made.hub(omar)
    omar.open(hub, "open:topic", channel=made.channel)
    omar.fill({"words": "Nights and school"})
    made.at("2026-03-18T20:30:00+00:00")
    priya.press(made.hub(priya), "do:start", channel=made.channel)
    made.until(lambda: any("Welcome" in one["text"] for one in cards(made, omar)))
    priya.press(made.hub(priya), "do:end", channel=made.channel)
    told_over_the_form(made, omar, "The conference is over")
    assert typed(omar, "words")["value"] == "Nights and school"
    omar.close()
    omar.press(hub, "do:start", channel=made.channel)
    assert "The conference is over" in last_own(made, omar)
    later = made.hub(omar)
    omar.press(later, "do:start", channel=made.channel)
    made.until(lambda: len(cards(made, omar)) == 2)
    omar.press(later, "do:start", channel=made.channel)
    made.until(lambda: any("is over" in one["text"] for one in cards(made, omar)))
    ended = next(one for one in cards(made, omar) if "is over" in one["text"])
    omar.press(ended, "do:reopen", channel=made.channel)
    assert "Another conference of this case is open" in last_own(made, omar)
    omar.open(later, "open:cancel", channel=made.channel)
    omar.fill({"why": "Nobody can come"})
    told_over_the_form(made, omar, "The conference has started")


def test_what_was_asked_about_an_older_version_is_not_answered_any_more(made: World) -> None:
    made, priya, omar = sealed(made)
    asked = made.direct(priya, "chance to take part")
    omar.close()
    old_gaps = omar.open(made.hub(omar), "do:gaps", channel=made.channel)
    priya.command(made.channel, "/conference strength June reads to her bear.")
    omar.press(old_gaps, "do:gaps")
    omar.open(omar.modal(), "open:new_version")
    omar.fill({"why": "A strength was missing"})
    omar.submit()
    omar.close()
    made.until(lambda: sum("chance to take part" in one["text"] for one in priya.direct()) == 2)
    priya.press(asked, "do:acknowledge", channel=made.dm(priya))
    assert "There is a newer version now" in words(priya.direct()[-1])
    shown = words(show_answers(made, omar)).replace("\u2217", "*")
    assert "Priya Nandan* · chance to take part: asked March 18, 2026, waiting" in shown
    newest = made.direct(priya, "chance to take part")
    priya.press(newest, "do:acknowledge", channel=made.dm(priya))
    assert "Priya Nandan* · chance to take part: Yes" in words(show_answers(made, omar))


def test_a_seal_that_was_ready_a_moment_ago_says_what_is_open_now(made: World) -> None:
    made, priya, omar = sealed(made)
    omar.close()
    priya.close()
    tasks = made.entries(priya, "task")
    gaps = omar.open(made.hub(omar), "do:gaps", channel=made.channel)
    omar.open(gaps, "open:new_version")
    omar.fill({"why": "Said better"})
    priya.open(tasks, "open:take_out")
    priya.fill({"why": "Said twice"})
    priya.submit()
    told_over_the_form(made, omar, "still open")
    assert typed(omar, "why")["value"] == "Said better"


def told_over_the_form(made: World, who: Hands, said: str) -> None:
    """The form is sent; what cannot be done lies over it, and going back finds it as it was."""
    who.submit()
    assert said in words(who.modal())
    made.desk.post(f"/{who.user}/close")


def test_staff_cannot_enter_a_yes_for_somebody_who_was_not_there(made: World) -> None:
    made, _, omar = sealed(made)
    form = omar.open(omar.modal(), "open:acknowledgement")
    options = next(one for one in form["blocks"] if one.get("block_id") == "person_id")["element"]["options"]
    marcus = next(one["value"] for one in options if one["text"]["text"].startswith("Marcus"))
    omar.fill({"person_id": marcus, "answer": "yes", "manner": "own_hand", "on": "2026-03-18"})
    with pytest.raises(CannotDo) as refused:
        omar.submit()
    assert "was not at the conference" in refused.value.answer["errors"]["person_id"]
    omar.fill({"answer": "no", "manner": "spoken", "on": "2026-03-18"})
    omar.submit()
