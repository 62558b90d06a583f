"""What was measured, as a table for people and as JSON for machines; a missed target is shown."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One figure. A target is met by whatever is not larger; without one the figure only informs."""

    what: str
    measured: float
    unit: str
    target: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target was met."""
        if self.target is None:
            return ""
        return "met" if self.measured <= self.target else "MISSED"


@dataclass
class Figures:
    """All figures of one run, in the order in which they were measured."""

    found: list[Figure] = field(default_factory=list)

    def add(self, what: str, measured: float, unit: str, target: float | None = None, note: str = "") -> None:
        """Note one."""
        self.found.append(Figure(what, round(measured, 3), unit, target, note))

    def table(self) -> str:
        """A Markdown table that reads well as it stands."""
        heads = ("figure", "measured", "target", "", "how")
        rows = [
            (
                one.what,
                f"{one.measured:g} {one.unit}",
                "" if one.target is None else f"<= {one.target:g} {one.unit}",
                one.verdict,
                one.note,
            )
            for one in self.found
        ]
        widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
        lines = [_line(heads, widths), _line(["-" * width for width in widths], widths)]
        return "\n".join([*lines, *(_line(row, widths) for row in rows)])

    def write(self, folder: Path) -> None:
        """results.md and results.json."""
        folder.mkdir(exist_ok=True)
        where = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
        (folder / "results.md").write_text(f"# Figures\n\n{where}\n\n{self.table()}\n", "utf-8")
        found = [{**asdict(one), "verdict": one.verdict} for one in self.found]
        (folder / "results.json").write_text(
            json.dumps({"where": where, "figures": found}, indent=2), "utf-8"
        )


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return percentile(values, 0.5)


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which this part of them lies (the nearest one that was really measured)."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))} |"
