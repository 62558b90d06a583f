"""What the play left behind, and whether each fact of the file is found where it belongs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.scene import Reminder, Scene

PLAN, RECORD = "plan.json", "record.json"


@dataclass(frozen=True)
class Fact:
    """One value of the file and what was found for it. A private one is never written out again."""

    path: str
    ok: bool
    where: str
    said: Any
    found: Any
    private: bool = False

    def public(self) -> Json:
        """As the report shows it."""
        row: Json = {"path": self.path, "found_in": self.where, "ok": self.ok}
        if not self.ok and not self.private:
            row |= {"expected": self.said, "recorded": self.found}
        return row


@dataclass
class Findings:
    """The papers of a play, the ids behind the file's own ids, and the facts checked so far."""

    scene: Scene
    plan: Json
    record: Json
    reminders: Sequence[Reminder]
    facts: list[Fact] = field(default_factory=list)
    not_recorded: list[str] = field(default_factory=list)

    def same(self, part: Part, found: Any, where: str, *, private: bool = False) -> None:
        """The value of the file must be what is found."""
        self.facts.append(
            Fact(part.path, plain(part.value) == plain(found), where, part.value, found, private)
        )

    def holds(self, part: Part, ok: bool, where: str, found: Any = None, *, private: bool = False) -> None:
        """Something that follows from the value must hold; the whole part counts as checked."""
        for leaf in part.leaves():
            self.facts.append(Fact(leaf.path, ok, where, leaf.value, found, private))

    def row(self, part: Part, found: Json | None, keys: Mapping[str, Any], where: str, **more: bool) -> None:
        """Each key that the file gives, against what a row of the paper holds (None: there is no row)."""
        for key, value in keys.items():
            if key in (part.value or {}):
                self.same(part.at(key), value if found is not None else "nothing is recorded", where, **more)

    def wall(self, moment: str) -> datetime:
        """A moment of the record as the family's clocks show it."""
        return datetime.fromisoformat(moment).astimezone(ZoneInfo(self.scene.script.zone))

    @cached_property
    def people(self) -> dict[str, str]:
        """The record's ids of the people of the file."""
        by_name: dict[str, list[str]] = {}
        for person in sorted(self.record["people"], key=lambda one: str(one["id"])):
            by_name.setdefault(person["name"], []).append(person["id"])
        found = {}
        for who in self.scene.added:
            pick = self.scene.person(who)
            known = by_name.get(pick.words, []) if pick else []
            if pick and pick.nth < len(known):
                found[who] = known[pick.nth]
        return found

    @cached_property
    def children(self) -> dict[str, str]:
        """The record's ids of the children."""
        by_name = {child["name"]: child["id"] for child in self.record["children"]}
        return {who: by_name.get(child.text("name"), "") for who, child in self.scene.script.children.items()}

    @cached_property
    def every_content(self) -> list[Json]:
        """What each sealed version says, the first one first, those of earlier conferences too."""
        versions = sorted(self.record["versions"], key=lambda one: int(one["number"]))
        return [json.loads(version["content"]) for version in versions]

    @property
    def contents(self) -> list[Json]:
        """The same from the last conference on."""
        return self.every_content[self._sealed_before() :]

    @cached_property
    def kept_versions(self) -> list[Json]:
        """The sealed versions from the last conference on, the first one first."""
        versions = sorted(self.record["versions"], key=lambda one: int(one["number"]))
        return versions[self._sealed_before() :]

    @property
    def versions(self) -> list[str]:
        """Their ids."""
        return [one["id"] for one in self.kept_versions]

    def _sealed_before(self) -> int:
        return self.scene.script.version_of(self.scene.script.talks[-1])

    @cached_property
    def talks(self) -> list[Json]:
        """The conferences of the record in the order in which they were held."""
        return sorted(self.record["conferences"], key=lambda one: int(one["number"]))

    def who(self, person: str | None) -> str | None:
        """The record's id of somebody in the file."""
        return None if person is None else self.people.get(person, f"nobody like {person}")

    def child(self, child: str | None) -> str | None:
        """The record's id of a child in the file; of the only one, when none is named."""
        known = child or self.scene.script.only_child()
        return self.children.get(known) if known else None

    def of_person(self, rows: Iterable[Json], who: str, key: str = "person_id") -> Json | None:
        """The row about somebody."""
        return next((row for row in rows if row[key] == self.who(who)), None)

    def not_said(self, part: Part, keys: Iterable[str]) -> None:
        """What a part of the file could say and does not."""
        self.not_recorded += [f"{part.path}.{key}" for key in keys if not part.at(key)]


def plain(value: Any) -> Any:
    """Words as they are kept: without blanks at their ends, and with one sign where a line ends."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def pair_up(
    parts: Sequence[Part], rows: Sequence[Json], alike: Callable[[Part, Json], int]
) -> list[Json | None]:
    """For each part of the file the row that is most like it; no row is taken twice."""
    free = list(rows)
    found: list[Json | None] = []
    for part in parts:
        best = max(free, key=lambda row: alike(part, row), default=None)
        if best is None or not alike(part, best):
            found.append(None)
            continue
        free.remove(best)
        found.append(best)
    return found
