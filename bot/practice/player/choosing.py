"""Among the ideas for a need one is chosen, by whom and why; whoever sees one differently says so (K-17)."""

from __future__ import annotations

from functools import partial

from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.scene import Scene, Sheet, offers, values_of
from bot.practice.player.script import Talk
from bot.practice.player.surfaces import button_beside

ENOUGH = "do:enough_ideas"


def choose(scene: Scene, ideas: list[Part], talk: Talk | None = None) -> None:
    """What others think of each idea, then which of them it is to be; if that is noted later, its day."""
    on = talk.on.isoformat() if talk and talk.noted else None
    for idea in ideas:
        for view in idea.each("other_views"):
            values = {"said_by": scene.person(view.get("by")), "text": view.get("text")}
            way = partial(_form, scene, idea, "open:other_view")
            scene.fill_in(scene.leader, "other_view", way, [Sheet(view, values)])
    for idea in ideas:
        chosen = idea.at("chosen")
        if chosen:
            deciders = [scene.person(who) for who in chosen.get("by")]
            values = {"chosen_by": deciders, "chosen_why": chosen.get("why"), "chosen_on": on}
            way = partial(_form, scene, idea, "open:choose_idea")
            scene.fill_in(scene.leader, "choose_idea", way, [Sheet(chosen, values)])


def _form(scene: Scene, idea: Part, action: str) -> Json:
    """From the list of the ideas for its need: the button in the row with its words."""
    shown = _ideas(scene, idea)
    if offers(shown, ENOUGH):
        shown = _say_that_they_are_enough(scene, idea, shown)
    return scene.leader.open(shown, action, button_beside(shown, idea.text("text"), action))


def _ideas(scene: Scene, idea: Part) -> Json:
    need = scene.script.entries()[idea.text("need")]
    leader = scene.leader
    record = scene.by_command(leader, "record")()
    needs = leader.open(record, "do:needs_ideas")
    return scene.turned(leader, needs, "do:ideas", button_beside(needs, need.text("text"), "do:ideas"))


def _say_that_they_are_enough(scene: Scene, idea: Part, shown: Json) -> Json:
    """Fewer than three are passed with the reason that the file gives, or with none."""
    need = scene.script.entries()[idea.text("need")]
    if not need.get("enough_ideas"):
        scene.script.suppose(
            f"{need.path}.enough_ideas", "fewer than three ideas were enough; nobody said why"
        )
    wanted = need.text("enough_ideas")
    value = next(one for one in values_of(shown, ENOUGH) if one.partition(":")[2] == wanted)
    return scene.turned(scene.leader, shown, ENOUGH, value)
