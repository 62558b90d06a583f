"""A hundred people at once while Slack itself is slow: nobody waits longer than Slack does."""

from pathlib import Path

import pytest

from tests.bench.figures import Figures
from tests.bench.sides import the_bot

pytestmark = [pytest.mark.bench, pytest.mark.timeout(120)]

SLACK_IS_SLOW = {"latency_ms": 300}
# Of a hundred: who looks, who captures, who opens a form (with a call to slow Slack after the ack).
CROWD = ["", "strength Dana calls June every night.", "", "need A sober adult at night", "strength"] * 20
LIMIT = 3.0
TIMES = 3


def test_a_hundred_at_once(databases: tuple[str, str, str], tmp_path: Path, figures: Figures) -> None:
    """Acks within three seconds, and every form still opens: its trigger lives three seconds as well."""
    kind, database_url, _ = databases
    with the_bot(tmp_path, database_url) as bot:
        bot.workspace.faults.set(SLACK_IS_SLOW)
        answers = []
        for _ in range(TIMES):
            answers += bot.at_once(CROWD)
            bot.settle()
        too_late = sum(not one.acked or one.seconds > LIMIT for one in answers)
        unopened = sum("trigger" in breach.rule for breach in bot.workspace.breaches.since())
    slowest = max(one.seconds for one in answers)
    how = f"{TIMES} times {len(CROWD)}; the slowest {slowest:.2f} s"
    figures.add(f"{len(CROWD)} at once, Slack slow, {kind}: later than {LIMIT:g} s", too_late, "", 0, how)
    figures.add(f"{len(CROWD)} at once, Slack slow, {kind}: forms not opened", unopened, "", 0)
