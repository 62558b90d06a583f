"""The private talk with one person, as whoever leads holds it: part by part in their own direct messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bot.domain.access import of_role
from bot.domain.preparing import EXPLAIN, PARTS
from bot.practice.player.hands import Json
from bot.practice.player.house import DidNotHappen
from bot.practice.player.scene import Scene, Sheet, values_of
from bot.practice.player.script import Someone
from bot.practice.player.surfaces import button_beside

NEXT = "the next part of a talk"
# What the file knows of a part of the talk: the form that closes it, filled in.
Told = Mapping[str, tuple[str, Sheet]]


def is_talked_with(scene: Scene, someone: Someone) -> bool:
    """Whether the list of talks has them, told apart by their name, with a part in which all is explained."""
    standing = of_role(scene.script.profile.role(someone.role))
    alike = [one for one in scene.added if someone.name in scene.script.people[one].name]
    return someone.on_team and standing in PARTS[EXPLAIN] and alike == [someone.id]


def hold_talk(scene: Scene, someone: Someone, told: Told) -> None:
    """Each part that the file knows is filled in; every other one is put off till later."""
    talk = _begin(scene, someone.name)
    while (part := _part(scene, talk)) is not None:
        message, name = part
        deaths, again = scene.house.deaths(), partial(_begin, scene, someone.name)
        if name in told:
            _fill_in(scene, message, *told[name])
            onward = _once(lambda: None, again)
        else:
            onward = _later(scene, message)
        try:
            scene.house.bring_about(NEXT, onward, _gone_on(scene, talk, name))
        except DidNotHappen:
            # It kept the form and died before it drew the message: the list of people leads on.
            if scene.house.deaths() == deaths:
                raise
            scene.house.bring_about(NEXT, again, _gone_on(scene, talk, name))


def _begin(scene: Scene, name: str) -> str:
    """From the list of people; who the talk is with, as its buttons carry it."""
    leader = scene.leader
    listed = scene.by_command(leader, "talk")()
    talk = button_beside(listed, name, "do:talk")
    leader.open(listed, "do:talk", talk)
    leader.close()
    message, button = scene.direct(leader, "do:talk_go", talk)
    scene.house.bring_about(
        "the first part of a talk",
        lambda: leader.press(message, "do:talk_go", button["value"], _place(scene)),
        lambda: _shown(scene, talk),
    )
    return talk


def _fill_in(scene: Scene, message: Json, kind: str, sheet: Sheet) -> None:
    leader = scene.leader
    leader.open(message, f"open:{kind}", channel=_place(scene))
    # The form begins with whose talk it is.
    leader.fill({step: value for step, value in sheet.values.items() if step != "person_id"})
    leader.submit()
    leader.close()
    scene.told.append((kind, sheet))


def _later(scene: Scene, message: Json) -> Callable[[], object]:
    (here,) = values_of(message, "do:talk_later")
    # The message is drawn anew with each part: the button of this part is meant, and no other.
    return lambda: scene.leader.press(message, "do:talk_later", here, _place(scene))


def _shown(scene: Scene, talk: str) -> Json | None:
    """The talk as it stands in the direct messages, once it was gone into."""
    found = [one for one in scene.leader.direct() if talk in values_of(one, "do:talk_parts")]
    return found[-1] if found else None


def _part(scene: Scene, talk: str) -> tuple[Json, str] | None:
    """The part that is asked now; None when there is none any more."""
    message = _shown(scene, talk)
    asked = values_of(message, "do:talk_later") if message else []
    return (message, asked[0].partition(":")[2]) if message and asked else None


def _gone_on(scene: Scene, talk: str, name: str) -> Callable[[], bool]:
    def look() -> bool:
        part = _part(scene, talk)
        return part is None or part[1] != name

    return look


def _once(first: Callable[[], object], then: Callable[[], object]) -> Callable[[], object]:
    """The first the first time, the other one whenever it was in vain."""
    deeds: Iterator[Callable[[], object]] = iter([first])
    return lambda: next(deeds, then)()


def _place(scene: Scene) -> str:
    return str(scene.leader.state()["dms"][0]["id"])
