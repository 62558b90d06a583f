"""A later conference begins a blank plan: what the file says is carried over or left out, tap by tap."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count

from bot.practice.player.hands import CannotDo, Json, does, elements
from bot.practice.player.part import Part
from bot.practice.player.scene import Scene, values_of
from bot.practice.player.script import Talk

LIST, CARRY_HERE = "do:earlier", "do:carry_here"


def take_over(scene: Scene, talk: Talk) -> None:
    """At the start: each entry that the file names, by its own button in the list."""
    said = talk.part.at("from_earlier")
    for entry in said.each("carried"):
        scene.try_to(entry, partial(_tap, scene, entry, str(entry.value), "do:carry"))
    for left in said.each("left_out"):
        action = f"do:leave_{left.get('why')}"
        scene.try_to(left, partial(_tap, scene, left, left.text("entry"), action))
    scene.leader.close()


def carry_the_rest(scene: Scene, shown: Json) -> Json:
    """Of whatever the file says nothing it is carried over, so that nothing is lost; the report lists it."""
    while waiting := values_of(shown, CARRY_HERE):
        shown = scene.turned(scene.leader, shown, CARRY_HERE, waiting[0])
        scene.left_open.append(f"earlier:{waiting[0].split(':')[1]}")
    return shown


def _tap(scene: Scene, part: Part, which: str, action: str) -> None:
    leader = scene.leader
    leader.close()
    shown = leader.open(scene.hub(leader), LIST, channel=scene.channel)
    for page in _pages(scene, shown):
        found = list(_beside(page, _words(scene, which)))
        if found:
            # What came along with another is carried over already: it has no such button any more.
            value = next((one["value"] for one in found if does(one, action)), None)
            if value:
                scene.turned(leader, page, action, value)
            return
    raise CannotDo(f"find {part.path} in the list", {"error": "not_shown"})


def _words(scene: Scene, which: str) -> str:
    entry = scene.script.entries()[which]
    return str(entry.get("text") or entry.get("what") or entry.get("how_often"))


def _beside(shown: Json, words: str) -> Iterator[Json]:
    """The buttons of the row that shows these words: below them, or beside the line above."""
    blocks = shown["blocks"]
    places = [nth for nth, block in enumerate(blocks) if block["type"] == "rich_text" and words in str(block)]
    for place in places[:1]:
        near = {"blocks": [blocks[place - 1], *blocks[place + 1 : place + 2]]}
        yield from (element for _, element in elements(near))


def _pages(scene: Scene, shown: Json) -> Iterator[Json]:
    """The list page by page; of its two buttons the one that leads on names the next page."""
    for page in count(2):
        yield shown
        following = [one for one in values_of(shown, LIST) if one.endswith(f":{page}")]
        if not following:
            return
        shown = scene.turned(scene.leader, shown, LIST, following[0])
