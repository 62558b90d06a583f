"""Later versions of the plan: what became of the one before, what changed, why, and who is asked again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from functools import partial

from bot.practice.player.answers import answer_deeds
from bot.practice.player.choosing import choose
from bot.practice.player.closing import NOT_SEALED, endorsement_deeds, gaps, leave_open
from bot.practice.player.entries import LISTS, made
from bot.practice.player.hands import CannotDo, Json, does, elements
from bot.practice.player.meeting import by_list, entries_shown
from bot.practice.player.part import Part
from bot.practice.player.scene import Deed, Scene, Trouble, offers
from bot.practice.player.script import day
from bot.practice.player.version_moves import make_moves

NOON = time(12)
NO_REASON = "Not part of this version."
KIND_OF = {place: kind for kind, place in LISTS.items()}


def version_deeds(scene: Scene) -> Iterator[Deed]:
    """Each later version on its day."""
    for part in scene.script.root.each("versions"):
        on = day(part.get("on"))
        yield Deed(on, NOON, "versions", "A new version", partial(_new_version, scene, part))
        yield from answer_deeds(scene, part, on, NOON)
        yield from endorsement_deeds(scene, part.at("endorsement"), on, NOON)


def _new_version(scene: Scene, part: Part) -> None:
    make_moves(scene, part)
    for name, kind in KIND_OF.items():
        sheets = [sheet for one in part.each("added", name) for sheet in made(scene, kind, one)]
        scene.fill_in(scene.leader, kind, partial(by_list, scene, kind), sheets)
        if kind == "idea":
            choose(scene, part.each("added", name))
    for change in part.each("changed"):
        scene.try_to(change, partial(_change, scene, change))
    for gone in part.each("withdrawn"):
        scene.try_to(gone, partial(_withdraw, scene, gone))
    scene.try_to(part, partial(_seal_again, scene, part))


def _kind_of(scene: Scene, which: str) -> tuple[str, Part]:
    entry = scene.script.entries()[which]
    return KIND_OF[entry.path.rsplit(".", 1)[-1].split("[")[0]], entry


def _change(scene: Scene, change: Part) -> None:
    """The entry's own form, with what is different."""
    kind, entry = _kind_of(scene, change.text("id"))
    before, after = (next(iter(made(scene, kind, one))).values for one in (entry, _changed(entry, change)))
    leader = scene.leader
    shown = entries_shown(scene, kind)
    leader.open(shown, f"open:{kind}", _button(shown, entry, f"open:{kind}"))
    leader.fill({name: value for name, value in after.items() if value != before.get(name)})
    leader.submit()
    leader.close()


def _changed(entry: Part, change: Part) -> Part:
    return Part(change.path, {**entry.value, **change.value})


def _withdraw(scene: Scene, gone: Part) -> None:
    kind, entry = _kind_of(scene, gone.text("id"))
    leader = scene.leader
    shown = entries_shown(scene, kind)
    leader.open(shown, "open:take_out", _button(shown, entry, "open:take_out"))
    leader.fill({"why": gone.get("why") or NO_REASON})
    leader.submit()
    leader.close()


def _button(shown: Json, entry: Part, action: str) -> str:
    """The button in the row that shows these words."""
    words = str(entry.get("text") or entry.get("what") or entry.get("how_often"))
    buttons = [(shown["blocks"].index(block), element) for block, element in elements(shown)]
    rows = [place for place, block in enumerate(shown["blocks"]) if words in str(block)]
    for place, element in buttons:
        if rows and place >= rows[0] and does(element, action):
            return str(element["value"])
    raise CannotDo("find an entry in its list", {"error": "not_shown"})


def _seal_again(scene: Scene, part: Part) -> None:
    leader = scene.leader
    shown = leave_open(scene, gaps(scene))
    if not offers(shown, "open:new_version"):
        leader.close()
        scene.troubles.append(Trouble(part.path, NOT_SEALED))
        return
    leader.open(shown, "open:new_version")
    leader.fill({"why": part.get("why")})
    leader.submit()
    leader.close()
    scene.plan_is_new = True
