"""From a spoken sentence to the record: one after another, from a message, corrected, taken out."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from bot.practice.player.hands import Hands, elements
from tests.scenarios.world import World, in_conference, words_of

ROUNDS = 2


def begun(made: World) -> tuple[World, Hands, Hands]:
    made, priya, omar = in_conference(made)
    return made, priya, omar


def field(view: dict[str, Any], step: str) -> dict[str, Any]:
    return next(block["element"] for block in view["blocks"] if block.get("block_id") == step)


def carried(surface: dict[str, Any], action: str) -> str:
    """What the first button of that action carries."""
    return next(str(one["value"]) for _, one in elements(surface) if one["action_id"] == action)


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


def test_undo_after_a_correction_brings_back_the_words_and_never_takes_the_sentence_out(made: World) -> None:
    made, _, omar = begun(made)
    said = omar.answered(made.channel, "/conference strength Dana reads to June.")
    omar.open(said, "open:strength", carried(said, "open:strength"), made.channel)
    for text in ("Dana reeds to June.", "Dana reeds."):
        omar.fill({"text": text})
        omar.submit()
        assert "Someone else changed this" not in words_of(omar.modal()), "they changed it themself"
        if text != "Dana reeds.":
            omar.open(omar.modal(), "open:strength", carried(omar.modal(), "open:strength"))
    for text in ("Dana reeds to June.", "Dana reeds."):
        omar.press(omar.modal(), "do:undo_change")
        made.until(lambda text=text: text in words_of(omar.modal()))  # type: ignore[misc]
    omar.close()
    assert "Dana reeds." in words_of(made.entries(omar, "strength"))


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


def test_what_slack_would_not_open_opens_again_with_every_word(made: World) -> None:
    made, _, omar = begun(made)
    omar.close()
    made.desk.post("/faults", rate_429=1.0, methods=["views.open"], retry_after=1)
    said = omar.answered(made.channel, "/conference task Dana calls June each night")
    made.desk.post("/faults", rate_429=0.0, methods=None)
    assert "what you typed is kept" in words_of(said)
    time.sleep(1.1)
    form = omar.open(said, "open:task", channel=made.channel)
    assert field(form, "text")["initial_value"] == "Dana calls June each night"


def test_a_form_left_by_a_broken_line_is_there_up_to_the_last_action(made: World) -> None:
    made, _, omar = begun(made)
    made.blank(omar, "visit")
    omar.fill({"how_often": "2 times a week 🌻 ‏שלום", "worker_with": "child"})
    made.kill_bot()
    omar.close()
    view = made.blank(omar, "visit")
    assert "This is what you had typed before" in words_of(view)
    assert field(view, "worker_with")["initial_option"]["value"] == "child"


def test_ten_at_once_on_one_conference_keep_every_entry_exactly_once(made: World) -> None:
    made, priya, omar = begun(made)
    omar.close()
    crowd = [priya, omar]
    for nth in range(8):
        who = made.person(f"Helper {nth}")
        made.desk.post(f"/channels/{made.channel}/invite", by=priya.user, user=who.user)
        facts = {"role": "agency_staff", "name": f"Helper {nth}", "slack_user": who.user}
        made.form(omar, made.hub(omar), "open:person", **facts)
        crowd.append(who)

    def work(nth: int) -> None:
        who = replace(crowd[nth], patience_ms=0)
        for round_ in range(ROUNDS):
            who.command(made.channel, f"/conference strength S{nth}-{round_} is said")
            who.shown(lambda: who.command(made.channel, "/conference need"))
            for text in ("form", "again"):
                who.fill({"text": f"N{nth}-{round_} by {text}"})
                who.submit()
            who.close()
            ts = who.say(made.channel, f"M{nth}-{round_} in a message")
            shown = who.shown(lambda ts=ts: who.shortcut("add_to_plan", made.channel, ts))
            choice = next(one["value"] for _, one in elements(shown) if one["value"].startswith("note:"))
            who.open(shown, "do:add_as", choice)
            who.submit()
            who.close()

    with ThreadPoolExecutor(len(crowd)) as pool:
        list(pool.map(work, range(len(crowd))))
    made.desk.quiet()
    plan = record_of(made, priya)
    expected = len(crowd) * ROUNDS
    for kind, texts in (
        ("strength", [f"S{nth}-{one} is said" for nth in range(10) for one in range(ROUNDS)]),
        ("note", [f"M{nth}-{one} in a message" for nth in range(10) for one in range(ROUNDS)]),
    ):
        assert len(texts) == expected
        assert all(plan[kind].count(f'"{text}"') == 1 for text in texts), kind
    for by in ("form", "again"):
        assert all(
            plan["need"].count(f'"N{nth}-{one} by {by}"') == 1 for nth in range(10) for one in range(ROUNDS)
        )


def record_of(made: World, who: Hands) -> dict[str, str]:
    """Every page of the lists of what was said, as text."""
    found = {}
    for kind in ("strength", "need", "note"):
        shown = made.entries(who, kind)
        found[kind] = words_of(shown)
        while more := [one for _, one in elements(shown) if one["action_id"] == "do:entries:next_page"]:
            before = shown["hash"]
            who.press(shown, "do:entries:next_page", more[0]["value"])
            made.until(lambda before=before: who.modal()["hash"] != before)
            shown = who.modal()
            found[kind] += words_of(shown)
        who.close()
    return found
