"""The papers: asked for in Slack by whoever leads, and downloaded as that person would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.practice.player.answers import from_answers
from bot.practice.player.closing import look_again
from bot.practice.player.hands import Json
from bot.practice.player.scene import Scene, values_of
from bot.practice.player.surfaces import files_of

PLAN_PAPERS = ("plan.json", "plan.docx", "plan.pdf", "narrative.md", "actions.csv")
WHOLE_PAPERS = ("record.json", "audit.jsonl")
SEE_COPY = "do:see_copy"


@dataclass(frozen=True)
class Asked:
    """Papers that were asked for: their names, the files that were there before, and what came so far."""

    names: tuple[str, ...]
    before: frozenset[str]
    came: dict[str, bytes] = field(default_factory=dict)


def ask_for(scene: Scene, names: Iterable[str]) -> Asked:
    """Ask for papers; they come by and by, as files in the leader's own direct messages."""
    look_again(scene)
    asked = Asked(tuple(names), frozenset(str(file["id"]) for file in _files(scene)))
    for name in asked.names:
        _ask(scene, name)
    return asked


def download(scene: Scene, asked: Asked) -> dict[str, bytes]:
    """The papers by name, once all have come."""
    return scene.house.wait_for("the papers come", lambda: keep_what_came(scene, asked), 60)


def keep_what_came(scene: Scene, asked: Asked) -> dict[str, bytes] | None:
    """Keep what has come so far, before its time in Slack is over; all of it, once nothing is missing."""
    for file in _files(scene):
        name = str(file["name"])
        if file["id"] not in asked.before and name in asked.names and name not in asked.came:
            asked.came[name] = scene.house.desk.file(scene.leader.user, file["id"])
    return asked.came if set(asked.names) <= set(asked.came) else None


def every_paper(scene: Scene) -> tuple[str, ...]:
    """What can be asked for: without a seal there is no plan."""
    return (*(PLAN_PAPERS if scene.sealed else ()), *WHOLE_PAPERS)


def _ask(scene: Scene, name: str) -> None:
    leader = scene.leader
    shown = leader.open(scene.hub(leader), "do:papers", channel=scene.channel)
    value = next(value for value in values_of(shown, "do:get_paper") if value.endswith(f":{name}"))
    scene.asked[name] += 1
    scene.house.bring_about(
        "the receipt is shown",
        lambda: leader.press(shown, "do:get_paper", value),
        lambda: leader.modal()["hash"] != shown["hash"],
    )
    leader.close()


def _files(scene: Scene) -> list[Json]:
    return [file for message in scene.leader.direct() for file in files_of(message)]


def copies(scene: Scene) -> dict[str, bytes]:
    """Each person's own copy, as whoever is about to give it looks at it first, in the order of the list.

    A name says whose kind of copy it is, and nobody's name.
    """
    leader, before = scene.leader, {str(file["id"]) for file in _files(scene)}
    shown = from_answers(scene, "copies", "do")
    whose = values_of(shown, SEE_COPY)
    for value in whose:
        for action, about in ((SEE_COPY, value), ("do:show_copy", value), ("do:copies", value.split(":")[0])):
            shown = scene.turned(leader, shown, action, about)
    leader.close()

    def all_came() -> list[Json] | None:
        came = [file for file in _files(scene) if file["id"] not in before]
        return came if len(came) == len(whose) else None

    came = scene.house.wait_for("the copies come", all_came, 60)
    names = (str(file["name"]).removeprefix("copy-") for file in came)
    return {
        f"copy-{number:02}-{name}": scene.house.desk.file(leader.user, file["id"])
        for number, (name, file) in enumerate(zip(names, came, strict=True), start=1)
    }
