"""What is not the same in two sealed plans: row by row, and in each row what was and what is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.domain.plan_rows import LISTS

Json = dict[str, Any]
# Nothing that was agreed: under which id a row stands, and that it was carried over from an earlier plan.
ASIDE = frozenset({"id", "carried"})
# Whose a row is, by the keys that say so: who has something to do, or whom it is done for or with.
WHOSE = ("owner", "with", "who", "for")
# The head of the case stands as one row under this name.
HEAD = "case"


@dataclass(frozen=True)
class Difference:
    """One thing in a row: its key, what was there, and what is."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class RowChange:
    """One row of a plan that is not as it was. `row` is as it is now, or was before it was taken out."""

    what: Literal["added", "changed", "taken_out"]
    part: str
    row: Mapping[str, Any]
    differences: tuple[Difference, ...] = ()

    @property
    def concerns(self) -> frozenset[str]:
        """Whose the row is, or was: by the ids of people."""
        rows = (self.row, {one.name: one.before for one in self.differences})
        return frozenset(str(row[key]) for row in rows for key in WHOSE if row.get(key))


def changes_between(before: Json, after: Json) -> tuple[RowChange, ...]:
    """Every row that was added, changed or taken out, in the order of the plan.

    Names of people are not compared: that somebody is called otherwise changes nothing that was agreed.
    """
    return tuple(_changes(before, after))


def _changes(before: Json, after: Json) -> Iterator[RowChange]:
    if found := _differences(before[HEAD], after[HEAD]):
        yield RowChange("changed", HEAD, after[HEAD], found)
    for part in LISTS:
        old, new = _by_id(before.get(part, ())), _by_id(after.get(part, ()))
        for key, row in new.items():
            if key not in old:
                yield RowChange("added", part, row)
            elif found := _differences(old[key], row):
                yield RowChange("changed", part, row, found)
        yield from (RowChange("taken_out", part, row) for key, row in old.items() if key not in new)


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """A key that an older plan did not know yet is no change as long as it says nothing."""
    names = [name for name in dict.fromkeys((*old, *new)) if name not in ASIDE]
    pairs = ((name, old.get(name), new.get(name)) for name in names)
    return tuple(Difference(*one) for one in pairs if (one[1] or None) != (one[2] or None))


def _by_id(rows: Any) -> dict[str, Mapping[str, Any]]:
    return {row["id"]: row for row in rows}
