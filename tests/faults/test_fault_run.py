"""Nothing lost, nothing twice, nothing pointless: thousands of reminders while everything goes wrong."""

import os
from pathlib import Path

import pytest

from tests.faults.own_server import own_server
from tests.faults.report import report
from tests.faults.run import Size, fault_run
from tests.faults.world import world

SEED = int(os.environ.get("FAULT_SEED", "6"))
REPORT = Path(__file__).parents[2] / "bench"


@pytest.mark.timeout(600)
def test_the_fault_run(tmp_path: Path) -> None:
    """The model finds nothing wrong, and the faults did strike."""
    size = Size()
    with own_server() as server, world(tmp_path, server, size.people) as made:
        told, plan, history, verdict = fault_run(made, size, SEED)
    said = report(told, plan, history, verdict)
    REPORT.mkdir(exist_ok=True)
    (REPORT / "fault-run.md").write_text(said, encoding="utf-8")
    assert verdict.wrong == {}, said
    assert (told.kills, told.crashes) == (size.kills, size.crashes)
    assert len(verdict.uncertain) > size.reminders / 50, "too few faults struck: the run proved nothing"
