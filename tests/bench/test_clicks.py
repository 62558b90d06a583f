"""Ten clicks a second in twenty conferences while Slack is slow: how long an ack takes, and nothing lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import text as sql

from bot.storage.engine import make_engine
from tests.bench.figures import Figures, percentile
from tests.bench.sides import Answer, Side, bot_world, conferences

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

CONFERENCES, A_SECOND, SECONDS = 20, 10, 30
SLACK_IS_SLOW = {"latency_ms": 300}
# Nine in ten are answered in the ack itself; the tenth opens a form, which calls slow Slack.
FORM = "strength"
OFTEN = 10
RECORDED = "Recorded as a strength"


def test_clicks(databases: tuple[str, str, str], tmp_path: Path, figures: Figures) -> None:
    """Each capture says something of its own, so that each must be kept, once."""
    kind, database_url, _ = databases
    with bot_world(tmp_path, database_url) as (world, workspace):
        channels, omar = conferences(world, CONFERENCES)
        sides = [Side(workspace, (omar.user,), channel) for channel in channels]
        sides[0].settle()
        workspace.faults.set(SLACK_IS_SLOW)
        typed = list(_typed())
        answers = _at_a_steady_pace(sides, typed)
        sides[0].settle()
        workspace.faults.set({"latency_ms": 0})
    captures = [answer for text, answer in zip(typed, answers, strict=True) if text != FORM]
    recorded = sum(RECORDED in answer.said for answer in captures)
    seconds = [answer.seconds for answer in answers]
    too_late = sum(not answer.acked or answer.seconds > 3.0 for answer in answers)
    how = f"{len(answers)} in {SECONDS} s, {CONFERENCES} conferences; the slowest {max(seconds):.2f} s"
    figures.add(f"ten clicks a second, Slack slow, {kind}: ack p99", percentile(seconds, 0.99), "s", 1.0, how)
    figures.add(f"ten clicks a second, Slack slow, {kind}: later than 3 s", too_late, "", 0)
    lost = len(captures) - recorded
    figures.add(f"ten clicks a second, Slack slow, {kind}: captures without a receipt", lost, "", 0)
    wrong = abs(_kept(database_url) - recorded)
    figures.add(f"ten clicks a second, Slack slow, {kind}: captures lost or doubled", wrong, "", 0)


def _kept(database_url: str) -> int:
    engine = make_engine(database_url)
    try:
        with engine.connect() as connection:
            return int(connection.execute(sql("SELECT count(*) FROM strengths")).scalar_one())
    finally:
        engine.dispose()


def _typed() -> Iterator[str]:
    for nth in range(A_SECOND * SECONDS):
        yield FORM if nth % OFTEN == 0 else f"strength Dana calls June every night, {nth}."


def _at_a_steady_pace(sides: list[Side], typed: list[str]) -> list[Answer]:
    """One after the other, whether or not the ones before were answered."""
    began = monotonic()
    with ThreadPoolExecutor(60) as hands:
        asked = []
        for nth, (text, side) in enumerate(zip(typed, cycle(sides), strict=False)):
            sleep(max(0.0, began + nth / A_SECOND - monotonic()))
            asked.append(hands.submit(side.ask, text))
        return [one.result() for one in asked]
