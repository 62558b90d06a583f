"""Private family time: the clock stands where the file says when the family goes, and when it is back."""

from __future__ import annotations

from datetime import time
from itertools import pairwise

from bot.domain.course import FAMILY_ALONE
from bot.practice.player.scene import Scene
from bot.practice.player.script import Talk


def mind_the_time(scene: Scene, talk: Talk, here: str) -> None:
    """Before the stage changes: `here` is what the button carries, the conference and the stage to leave."""
    told = talk.part.at("family_time")
    if not told:
        return
    stage = here.partition(":")[2] or FAMILY_ALONE
    if stage == FAMILY_ALONE:
        scene.house.move_to(talk.on, time.fromisoformat(told.get("end")))
    elif _next(scene, talk, stage) == FAMILY_ALONE:
        scene.house.move_to(talk.on, time.fromisoformat(told.get("start")))


def _next(scene: Scene, talk: Talk, stage: str) -> str:
    names = [one.id for one in scene.script.profile.stages_of(scene.script.kind_of(talk))]
    return dict(pairwise(names)).get(stage, "")
