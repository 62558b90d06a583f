"""From a spoken sentence to the record: one after another, from a message, corrected, taken out."""

from typing import Any

from bot.practice.player.hands import Hands, elements
from tests.scenarios.world import World, in_conference, words_of


def begun(made: World) -> tuple[World, Hands, Hands]:
    made, priya, omar = in_conference(made)
    return made, priya, omar


def field(view: dict[str, Any], step: str) -> dict[str, Any]:
    return next(block["element"] for block in view["blocks"] if block.get("block_id") == step)


def test_one_after_another_two_taps_each_and_nothing_typed_is_lost(made: World) -> None:
    made, _, omar = begun(made)
    made.blank(omar, "strength")
    for nth, text in enumerate(("Dana reads to June.", "June swims."), start=1):
        omar.fill({"text": text})
        omar.submit()
        shown = omar.modal()
        assert shown["callback_id"] == "form:strength", "it stays open for the next"
        assert text in words_of(shown)
        assert ("You have entered 2" in words_of(shown)) == (nth == 2)
        assert not field(shown, "text").get("initial_value")
        assert not any(
            one.get("value") for block in shown["state"]["values"].values() for one in block.values()
        )
    omar.fill({"text": "Half a sen"})
    omar.press(omar.modal(), "do:undo")
    made.until(lambda: "Taken out of the plan" in words_of(omar.modal()))
    (typed,) = omar.modal()["state"]["values"]["text"].values()
    assert typed["value"] == "Half a sen"
    omar.press(omar.modal(), "do:bring_back")
    made.until(lambda: "Recorded." in words_of(omar.modal()))
    omar.fill({"text": "Half a sentence became a whole one."})
    omar.submit()
    omar.close()
    listed = words_of(made.entries(omar, "strength"))
    for text in ("Dana reads to June.", "June swims.", "Half a sentence became a whole one."):
        assert listed.count(text) == 1


def test_a_message_becomes_an_entry_with_its_writer_as_the_speaker(made: World) -> None:
    made, priya, omar = begun(made)
    omar.close()
    ts = priya.say(made.channel, "Tom & I <3 her school")
    shown = omar.shown(lambda: omar.shortcut("add_to_plan", made.channel, ts))
    offered = {one["value"].split(":")[0] for _, one in elements(shown)}
    assert {"strength", "need", "note", "decision", "goal", "task", "visit", "service", "voice"} <= offered
    form = omar.open(shown, "do:add_as", next(one["value"] for _, one in elements(shown)))
    assert field(form, "text")["initial_value"] == "Tom & I <3 her school"
    assert field(form, "said_by")["initial_option"]["text"]["text"].startswith("Priya Nandan")
    omar.submit()
    omar.close()
    other = made.person("Nina Novak")
    made.desk.post(f"/channels/{made.channel}/invite", by=priya.user, user=other.user)
    ts = other.say(made.channel, "She draws all day.")
    shown = omar.shown(lambda: omar.shortcut("add_to_plan", made.channel, ts))
    form = omar.open(shown, "do:add_as", next(one["value"] for _, one in elements(shown)))
    assert "initial_option" not in field(form, "said_by"), "who is not of the case is not guessed"
    omar.close()


def test_a_correction_keeps_what_was_said_before_and_taking_out_asks_why(made: World) -> None:
    made, _, omar = begun(made)
    omar.command(made.channel, "/conference note June keps a diary.")
    shown = made.entries(omar, "note")
    change = next(
        one["value"]
        for _, one in elements(shown)
        if one["value"].endswith(":1") and one["action_id"] == "open:note"
    )
    omar.open(shown, "open:note", change)
    omar.fill({"text": "June keeps a diary.", "why_changed": "A slip of the pen"})
    omar.submit()
    omar.close()
    before = omar.open(made.entries(omar, "note"), "do:older")
    assert "June keps a diary." in words_of(before)
    assert "when Omar Haddad changed it. The reason: A slip of the pen" in words_of(before)
    omar.close()
    omar.open(made.entries(omar, "note"), "open:take_out")
    omar.fill({"why": "She asked us to"})
    omar.submit()
    assert "no longer part of the plan" in words_of(omar.modal())
    omar.close()
    assert "diary" not in words_of(made.entries(omar, "note"))
