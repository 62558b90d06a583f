"""Runs the deeds of a play, one after the other, and takes in new mornings as plans are sealed."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from bot.practice.player.kills import Killer
from bot.practice.player.papers import Asked, ask_for, download, every_paper, keep_what_came
from bot.practice.player.reminders import plan_deeds
from bot.practice.player.scene import Deed, Scene
from bot.practice.player.sight import latest
from bot.practice.player.timetable import timetable
from bot.practice.player.timing import Stopwatch

Tell = Callable[[str, int, int], None]
# A long deed gets more of the kills than a short one, but not in proportion.
LONGER = 0.7
MORNINGS_TO_COME = 12


def run(scene: Scene, watch: Stopwatch, tell: Tell, killer: Killer | None = None) -> Asked:
    """Everything up to the last reminder; `tell` hears each deed, how many are done, and of how many."""
    deeds, done = timetable(scene), 0
    asked: Asked | None = None
    while deeds:
        deed = deeds.pop(0)
        watch.enter(deed.phase, latest(scene.house.desk, scene.house.administrator.user))
        tell(f"{deed.day} {deed.title}", done, done + len(deeds) + 1)
        if asked:
            keep_what_came(scene, asked)
        scene.house.move_to(deed.day, deed.at)
        with _kills(killer, scene, [deed, *deeds]):
            deed.do()
        done += 1
        if scene.plan_is_new and (not deeds or deeds[0].day > deed.day):
            scene.plan_is_new = False
            deeds = _with_mornings(scene, deeds)
        if asked is None and all(deed.phase == "reminders" for deed in deeds):
            # Nothing more is written: the papers can come while the reminders do.
            asked = ask_for(scene, every_paper(scene))
    return asked or ask_for(scene, every_paper(scene))


def _with_mornings(scene: Scene, deeds: list[Deed]) -> list[Deed]:
    """After each seal the reminders to come are those of the newest plan."""
    plan = json.loads(download(scene, ask_for(scene, ["plan.json"]))["plan.json"])
    others = [deed for deed in deeds if deed.phase != "reminders"]
    return sorted([*others, *plan_deeds(scene, plan)], key=lambda deed: (deed.day, deed.at))


def _kills(killer: Killer | None, scene: Scene, deeds: list[Deed]) -> AbstractContextManager[None]:
    """The kills that fall into the first of these deeds: into each phase one, the others by length."""
    if killer is None:
        return nullcontext()
    now = deeds[0]
    weights = [deed.forms**LONGER for deed in deeds] + [1.0] * (0 if scene.sealed else MORNINGS_TO_COME)
    last_chance = all(deed.phase != now.phase for deed in deeds[1:])
    must = last_chance and now.phase not in {kill.phase for kill in killer.done}
    kills = killer.share(weights[0], sum(weights), must)
    return killer.during(now.phase, now.title, f"{now.day}", now.forms, kills)
