"""Before a conference begins, whoever leads looks at how ready it is, and decides that it goes ahead."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.practice.player.hands import elements
from bot.practice.player.picking import IfAsked
from bot.practice.player.scene import Deed, Scene
from bot.practice.player.script import Talk

GO = "open:go"
NOTHING_MORE = "The conference file says nothing of what is still open."


def going_ahead_deeds(scene: Scene, talk: Talk) -> Iterator[Deed]:
    """At the hour at which it begins."""
    decide = partial(scene.try_to, talk.part, partial(_go_ahead, scene, talk))
    yield Deed(talk.on, talk.starts(), "planning", "Ready?", decide)


def _go_ahead(scene: Scene, talk: Talk) -> None:
    """With a reason where something is open: each such row has the button of a form that closes it."""
    leader = scene.leader
    shown = leader.open(scene.hub(leader), "do:ready", channel=scene.channel)
    actions = {str(element["action_id"]) for _, element in elements(shown)}
    any_open = any(one.startswith("open:") and not one.startswith(GO) for one in actions)
    if any_open:
        scene.script.suppose(f"{talk.part.path}.go", "held all the same with what was open when it began")
    leader.open(shown, GO)
    leader.fill({"why": IfAsked(NOTHING_MORE), "words": NOTHING_MORE if any_open else None})
    leader.submit()
    leader.close()
