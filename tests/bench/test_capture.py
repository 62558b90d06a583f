"""Database work for one capture: the same few statements, however much was said before."""

from pathlib import Path

import pytest

from tests.bench.figures import Figures
from tests.in_process import meeting, watched

pytestmark = [pytest.mark.bench, pytest.mark.timeout(300)]

SAID_BEFORE = (10, 10_000)
MOST = 12
ROUNDS = 5


def test_statements_of_a_capture(databases: tuple[str, str, str], tmp_path: Path, figures: Figures) -> None:
    """From the click that records a sentence to its answer: every statement but begin and commit.

    The fewest of some rounds: once in a minute a person's language and the case's key are looked up again.
    """
    kind, url, _ = databases
    counts: dict[tuple[str, int], tuple[int, int]] = {}
    with meeting(tmp_path, url) as running:
        for many in SAID_BEFORE:
            running.say(many)
            for way, prepare in running.ways.items():
                found = []
                for nth in range(ROUNDS):
                    record = prepare(f"{way} {many} {nth}")
                    with watched() as asked:
                        record()
                    found.append((len(asked.statements), asked.transactions))
                counts[way, many] = min(found)
    for way in running.ways:
        (few, _), (many, units) = (counts[way, size] for size in SAID_BEFORE)
        how = f"{few} after {SAID_BEFORE[0]} entries, {many} after {SAID_BEFORE[1]}; in {units} transaction"
        figures.add(f"statements of a capture by {way}, {kind}", many, "", MOST, how)
        assert few == many, "the work must not grow with what was said"
