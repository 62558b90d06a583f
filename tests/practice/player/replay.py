"""Looks again at what a play left, as the play did: for tests that spoil one thing to see it missed."""

import json
from pathlib import Path
from typing import Any, cast

from bot.practice.player.hands import Hands
from bot.practice.player.house import House
from bot.practice.player.reading import read_file
from bot.practice.player.report import Outcome, check
from bot.practice.player.scene import ENDORSER, Reminder, Scene

Json = dict[str, Any]


def paper(out: Path, name: str) -> Json:
    """One of the papers as data."""
    read: Json = json.loads((out / name).read_text("utf-8"))
    return read


def looked_at_again(file: Path, plan: Json, record: Json, reminders: list[Reminder]) -> Outcome:
    """The check of the papers, without the workspace that they came from."""
    script = read_file(file)
    nobody = cast(Hands, None)
    hands = {who: nobody for who in script.people if script.has_slack(who)} | {ENDORSER: nobody}
    scene = Scene(script, cast(House, None), hands=hands)
    names = {one["id"]: one["name"] for one in sorted(record["people"], key=lambda one: str(one["id"]))}
    for name in names.values():
        scene.added += [
            who for who, one in script.people.items() if one.name == name and who not in scene.added
        ][:1]
    return check(scene, plan, record, reminders)
