"""What the kills of a play did: how many there were and where, what was done again, doubled or lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from bot.practice.player.doubled import cards_again, doubled
from bot.practice.player.findings import Fact
from bot.practice.player.hands import Json
from bot.practice.player.kills import Kill, Killer
from bot.practice.player.scene import Scene


@dataclass(frozen=True)
class KillBook:
    """`repeated`: what people did again because nothing came. `doubled`, `lost`: what should be empty.

    `remarks` are what only the kills explain, and what is not the bot's fault.
    """

    wanted: int
    seed: int
    kills: Sequence[Kill]
    repeated: Mapping[str, int]
    doubled: Sequence[str]
    lost: Sequence[str]
    remarks: Mapping[str, int]

    @property
    def well(self) -> bool:
        """They all happened, and nobody would notice afterwards."""
        return len(self.kills) == self.wanted and not self.doubled and not self.lost

    def public(self) -> Json:
        """As the report shows it."""
        return {
            "wanted": self.wanted,
            "happened": len(self.kills),
            "seed": self.seed,
            "phases": dict(Counter(kill.phase for kill in self.kills)),
            "each": [asdict(kill) for kill in self.kills],
            "repeated": dict(self.repeated),
            "remarks": dict(self.remarks),
            "doubled": list(self.doubled),
            "lost": list(self.lost),
        }

    def lines(self) -> list[str]:
        """The same in a few lines."""
        phases = ", ".join(f"{phase} {count}" for phase, count in self.public()["phases"].items())
        again = ", ".join(f"{what} {count}" for what, count in self.repeated.items()) or "nothing"
        out = [f"Killed {len(self.kills)} of {self.wanted} times with seed {self.seed} ({phases})."]
        out += [f"  done again: {again}."]
        out += [f"  doubled: {what}" for what in self.doubled]
        out += [f"  lost, though its person was told: {path}" for path in self.lost]
        return out if self.doubled or self.lost else [*out, "Nothing was doubled, nothing was lost."]


def book(
    scene: Scene,
    killer: Killer,
    missing: Sequence[Fact],
    breaches: Sequence[Json],
    papers: Mapping[str, bytes],
) -> KillBook:
    """The account of a play that has just ended."""
    twice: list[str] = []
    if "record.json" in papers:
        audit = papers["audit.jsonl"].decode().splitlines()
        twice = doubled(scene, json.loads(papers["record.json"]), audit)
    told = tuple(sheet.part.path for _, sheet in scene.told)
    return KillBook(
        wanted=killer.wanted,
        seed=killer.seed,
        kills=killer.done,
        repeated=killer.patience.repeated,
        doubled=twice,
        lost=[fact.path for fact in missing if scene.sealed and fact.path.startswith(told)],
        remarks={
            "clicks that found nobody": sum(one["rule"] == "app_not_connected" for one in breaches),
            "cards posted again": cards_again(scene),
        },
    )
