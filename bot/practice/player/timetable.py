"""Every deed of a play in the order of the family's clock."""

from __future__ import annotations

from datetime import datetime, time

from bot.practice.player.background import background_deeds
from bot.practice.player.closing import closing_deeds, early_seal
from bot.practice.player.meeting import meeting_deeds
from bot.practice.player.noted import noted_deeds
from bot.practice.player.people import people_deeds
from bot.practice.player.planning import planning_deeds
from bot.practice.player.scene import Deed, Scene
from bot.practice.player.script import day
from bot.practice.player.versions import version_deeds


def timetable(scene: Scene) -> list[Deed]:
    """What is to be done, soonest first; what has the same moment stays in the order of the work."""
    script = scene.script
    begins = datetime.combine(day(script.root.at("case", "trigger").get("date")), time(9))
    deeds = [*people_deeds(scene), *background_deeds(scene)]
    for talk in script.talks:
        if talk.noted:
            deeds += noted_deeds(scene, talk)
        else:
            deeds += [*planning_deeds(scene, talk, begins), *meeting_deeds(scene, talk)]
        begins = talk.over()
        if talk.sealed:
            deeds.append(early_seal(scene, talk))
        if talk.last:
            deeds += closing_deeds(scene, talk)
    deeds += version_deeds(scene)
    return sorted(deeds, key=lambda deed: (deed.day, deed.at))
