"""Who has Slack gets ready by themselves: a question at a time in their messages, in their language."""

from __future__ import annotations

from functools import partial

from bot.practice.player.findings import RECORD, Findings
from bot.practice.player.hands import CannotDo, Hands, Json
from bot.practice.player.part import Part
from bot.practice.player.scene import Scene
from bot.practice.player.script import Talk

FORM = "open:get_ready"
QUESTIONS = {"language", "interpreter", "needs", "words", "times"}
# In the file `interpreter` names a person and `needs` the needs of the plan: these have their own keys.
IN_FILE = {"interpreter": "wants_interpreter", "needs": "asks_for"}


def get_ready(scene: Scene, talk: Talk) -> None:
    """Everybody of whom the file tells what they answered."""
    for part in talk.part.each("get_ready"):
        scene.try_to(part, partial(_answers, scene, scene.hands[part.get("who")], part))


def get_ready_facts(found: Findings, talk: Talk, kept: Json) -> None:
    """Language, interpreter, and each need with the person's own words, in the whole record alone."""
    needs = found.record["access_needs"]
    for part in talk.part.each("get_ready"):
        who = part.get("who")
        mine = [one for one in needs if one["person_id"] == found.who(who)]
        named = {one["what"]: one["words"] for one in mine}
        person: Json = next((one for one in found.record["people"] if one["id"] == found.who(who)), {})
        settled = [one for one in found.record["interpretings"] if one["conference_id"] == kept["id"]]
        declined = any(one["person_id"] == found.who(who) for one in settled)
        found.holds(part.at("who"), bool(mine) or declined or not part.get("asks_for"), RECORD)
        found.row(part, person, {"language": person.get("language")}, RECORD)
        wants = True if "interpreter" in named else False if declined else None
        found.row(part, person, {"wants_interpreter": wants}, RECORD)
        for need in part.each("asks_for"):
            found.holds(need, need.value in named, RECORD, private=True)
        if part.at("words"):
            said = part.get("words") in named.values()
            found.holds(part.at("words"), said, RECORD, private=True)
        if part.at("times"):
            found.holds(part.at("times"), named.get("time") == part.get("times"), RECORD, private=True)


def _answers(scene: Scene, who: Hands, part: Part) -> None:
    """From the invitation to the last question; what the file does not say is left out."""
    message, button = scene.direct(who, "do:get_ready")
    place = str(who.state()["dms"][0]["id"])
    question, first = scene.house.bring_about(
        "the first question before a conference",
        lambda: who.press(message, "do:get_ready", button["value"], place),
        lambda: scene.newest(who, FORM),
    )
    who.open(question, FORM, first["value"], place)
    while step := _asked(who):
        who.fill({step: _typed(part.get(IN_FILE.get(step, step)))})
        who.submit()
    who.close()


def _asked(who: Hands) -> str | None:
    """The one question of the form on top; None once it shows all answers instead."""
    steps = [str(block["block_id"]) for block in who.modal()["blocks"] if block["type"] == "input"]
    if len(steps) > 1 or set(steps) - QUESTIONS:
        raise CannotDo("answer one question", {"error": "another_question"})
    return steps[0] if steps else None


def _typed(said: object) -> object:
    return {True: "yes", False: "no"}[said] if isinstance(said, bool) else said
