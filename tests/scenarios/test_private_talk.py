"""The private talk in Slack: part by part in the holder's DM, through a restart, seen by nobody else."""

from typing import Any

import pytest

from bot.practice.player.hands import Hands, Json, Pick, does, elements
from tests.scenarios.test_no_contact import everything, look_behind, press_softly, together
from tests.scenarios.test_readiness import ready
from tests.scenarios.test_what_is_open import row
from tests.scenarios.world import MEETING, World, with_case, words_of

TODAY = "2026-03-02"


def begun(made: World, omar: Hands, name: str) -> Json:
    """The talk with somebody, begun from the list of people; its first part in the DM."""
    view = omar.shown(lambda: omar.command(made.channel, "/conference talk"))
    omar.press(view, "do:talk", row(view, name, "do:talk"))
    omar.close()
    omar.press(made.direct(omar, "begin the private talk"), "do:talk_go", channel=made.dm(omar))
    return made.direct(omar, f"A talk with {name}")


def fill_part(made: World, omar: Hands, form: str, **values: Any) -> None:
    """The form of the part that the DM shows, filled and sent."""
    omar.open(omar.direct()[-1], f"open:{form}", channel=made.dm(omar))
    omar.fill(values)
    omar.submit()
    omar.close()


def test_the_talk_goes_part_by_part_through_a_restart_and_is_gone_on_with_in_any_order(made: World) -> None:
    made, _, omar = with_case(made)
    first = begun(made, omar, "Dana Reyes")
    assert "Part 1 of 5" in first["text"]
    assert "Hi Dana. My name is Omar. I run the meeting about June." in first["text"]
    fill_part(made, omar, "mention", belongs="no_one", on=TODAY)
    made.direct(omar, "Part 2 of 5")
    made.kill_bot()
    omar.open(omar.direct()[-1], "open:talk_skip", channel=made.dm(omar))
    omar.fill({"why": "She wants to talk about it next time"})
    omar.submit()
    omar.close()
    now = made.direct(omar, "Part 3 of 5")
    assert now["ts"] == first["ts"], "one message, drawn anew"
    omar.press(now, "do:talk_later", channel=made.dm(omar))
    fill_part_four = made.direct(omar, "Part 4 of 5")
    assert "does not mean you agree with the plan" in fill_part_four["text"]
    explained = [Pick("What a signature means"), Pick("That they may bring someone, also a lawyer")]
    fill_part(made, omar, "preparation", done_on=TODAY, explained=explained, worries="The judge")
    back = made.direct(omar, "Part 5 of 5")
    omar.press(back, "do:talk_go", row(back, "Back", "do:talk_go"), channel=made.dm(omar))
    assert "This part is done" in made.direct(omar, "Part 4 of 5")["text"]
    omar.press(omar.direct()[-1], "do:talk_stop", channel=made.dm(omar))
    stopped = made.direct(omar, "stops here")
    omar.press(stopped, "do:talk_go", channel=made.dm(omar))
    fill_part(made, omar, "tribe_inquiry", asked_on=TODAY, result="no_reason_to_know")
    over = made.direct(omar, "For later: How they can take part")
    parts = omar.open(over, "do:talk_parts", channel=made.dm(omar))
    assert "She wants to talk about it next time" in words_of(parts)
    omar.open(parts, "open:reach")
    omar.fill({"needs": ["ride", "child_care"], "words": "No car", "on": TODAY})
    omar.submit()
    omar.close()
    made.direct(omar, "Every part is done or skipped")


def test_a_need_is_answered_from_what_waits_and_from_readiness(made: World) -> None:
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    begun(made, omar, "Dana Reyes")
    omar.press(omar.direct()[-1], "do:talk_parts", channel=made.dm(omar))
    omar.close()
    view = omar.open(omar.direct()[-1], "do:talk_parts", channel=made.dm(omar))
    omar.open(view, "open:reach")
    omar.fill({"needs": ["ride"], "words": "No car", "on": TODAY})
    omar.submit()
    omar.close()
    waiting = priya.open(made.hub(priya), "do:waiting", channel=made.channel)
    needs = priya.open(waiting, "do:needs")
    assert "Dana Reyes:* A ride" in words_of(needs)
    assert "No car" in words_of(needs)
    priya.close()
    page = ready(made, omar)
    assert "Dana Reyes needs something: A ride" in words_of(page)
    omar.open(page, "open:need_answer", row(page, "Dana Reyes needs something", "open:need_answer"))
    omar.fill({"answer": "arranged", "how": "Ben drives at 2:45 PM", "answered_on": TODAY})
    omar.submit()
    assert "needs something" not in words_of(ready(made, omar))
    waiting = priya.open(made.hub(priya), "do:waiting", channel=made.channel)
    assert "needs something" not in words_of(waiting)


def test_the_words_to_say_are_in_the_persons_language(made: World) -> None:
    made, priya, omar = with_case(made)
    made.form(priya, made.hub(priya), "open:person", role="father", name="Luis Vega", language="es")
    said = begun(made, omar, "Luis Vega")["text"]
    assert "Hola, Luis. Me llamo Omar." in said
    assert "Hi Luis. My name is Omar." in said


@pytest.mark.requirement("T-11")
def test_what_one_parent_says_alone_never_appears_to_the_other(made: World) -> None:
    made, omar, dana, marcus = together(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    for parent, word in (("Dana Reyes", "Quilt"), ("Marcus Harlow", "Lantern")):
        begun(made, omar, parent)
        fill_part(made, omar, "mention", belongs="no_one", words=f"{word} belongs", on=TODAY)
        made.direct(omar, "Part 2 of 6")
        fill_part(made, omar, "safety_screen", words=f"{word} fear", off_limits=f"{word} topic", signal=word)
        made.direct(omar, "Part 3 of 6")
        fill_part(made, omar, "reach", needs=["ride"], words=f"{word} ride", on=TODAY)
        made.direct(omar, "Part 4 of 6")
        told = {"notes": f"{word} notes", "worries": f"{word} worries"}
        fill_part(made, omar, "preparation", done_on=TODAY, by_person=Pick("Omar Haddad"), **told)
        made.direct(omar, "Part 5 of 6")
    kept = omar.shown(lambda: omar.command(made.channel, "/conference talk"))
    assert "1 of 6 parts left" in words_of(kept)
    omar.close()
    made.form(omar, made.hub(omar), "open:topic", words="Summer plans", minutes="10")
    made.send_agenda(omar)
    for name, parent in (("Dana", dana), ("Marcus", marcus)):
        made.direct(parent, "agenda")
        look_everywhere(made, parent)
        text = everything(made, name, parent)
        assert "Summer plans" in text
        for word in ("Quilt", "Lantern", "private talk", "safety question", "court order"):
            assert word.casefold() not in text.casefold(), f"{name} could see {word}"


def look_everywhere(made: World, parent: Hands) -> None:
    """All that a parent can open before a conference: the hub's lists, the agenda, Home, their papers."""
    hub = made.hub(parent)
    for action in ("do:record", "do:plan", "do:due", "do:waiting"):
        if any(does(one, action) for _, one in elements(hub)):
            look_behind(made, parent, parent.open(hub, action, channel=made.channel))
            parent.close()
    for message in parent.direct():
        for _, one in elements(message):
            if does(one, "do:open_agenda"):
                press_softly(made, parent, message, one)
    parent.home()
    view = parent.open(hub, "do:papers", channel=made.channel)
    for _, one in elements(view):
        if does(one, "do:get_paper"):
            parent.press(view, "do:get_paper", one["value"])
    made.until(lambda: any(message.get("files") for message in parent.direct()), 40)
    parent.close()
