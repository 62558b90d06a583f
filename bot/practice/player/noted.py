"""A talk or a visit that was not planned in Slack: noted once it is over, with its true day (V-02, V-13)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.practice.player.closing import gaps
from bot.practice.player.entries import LISTS
from bot.practice.player.meeting import attendance, private_deeds, record
from bot.practice.player.part import Part
from bot.practice.player.scene import Deed, Scene, Sheet
from bot.practice.player.script import Talk

THERE = ("in_person", "phone", "video")


def noted_deeds(scene: Scene, talk: Talk) -> Iterator[Deed]:
    """On the day on which somebody sits down to note it."""
    over = talk.over()
    forms = sum(len(scene.script.said_in(talk, place)) for place in LISTS.values()) + 1
    note = partial(_note, scene, talk)
    yield Deed(over.date(), over.time(), "meeting", "A talk is noted", note, forms)
    yield from private_deeds(scene, talk)


def _note(scene: Scene, talk: Talk) -> None:
    """First the talk itself, then what was said there: each entry's form asks on which day."""
    part, leader = talk.part, scene.leader
    came = [one for one in part.each("attendance") if one.get("how") in THERE]
    values = {
        "kind": scene.script.kind_of(talk),
        "date": part.get("date"),
        "start": f"{talk.starts():%H:%M}",
        "end": f"{talk.ends():%H:%M}",
        "people": [scene.person(one.get("who")) for one in came],
        "how": came[0].get("how"),
        "place": part.get("place"),
    }
    _suppose_times(scene, part, talk)
    way = scene.from_hub(leader, "open:noted_talk")
    scene.fill_in(leader, "noted_talk", way, [Sheet(part, values)])
    rest = [sheet for sheet in attendance(scene, talk) if sheet.part.value not in THERE]
    scene.fill_in(leader, "attendance", lambda: leader.open(gaps(scene), "open:attendance"), rest)
    for kind in LISTS:
        record(scene, talk, kind, None)


def _suppose_times(scene: Scene, part: Part, talk: Talk) -> None:
    for name, moment in (("start", talk.starts()), ("end", talk.ends())):
        if not part.get(name):
            scene.script.suppose(f"{part.path}.{name}", f"{moment:%H:%M}: a talk has a {name}")
