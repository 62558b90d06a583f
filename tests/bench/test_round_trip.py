"""How long a command takes from the socket to its ack, against a bare Bolt app, side by side in one run."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage.engine import make_engine
from tests.bench.bare import kept
from tests.bench.figures import Figures, median, percentile
from tests.bench.sides import Answer, Side, the_bare_app, the_bot

pytestmark = [pytest.mark.bench, pytest.mark.timeout(240)]

ROUNDS = 6
ALONE = 10
AT_ONCE = 20
BURSTS = 2
MEDIAN_TARGET, CROWD_TARGET = 1.3, 1.5
READ, CAPTURE = "", "strength Dana calls June every night."
SAYS = {READ: "Where this team stands", CAPTURE: "Recorded as a strength"}


def test_round_trip(databases: tuple[str, str, str], tmp_path: Path, figures: Figures) -> None:
    """The two take turns within each round, so that a busy moment of the machine strikes both alike."""
    kind, for_bot, for_bare = databases
    with the_bot(tmp_path / "bot", for_bot) as bot, the_bare_app(tmp_path / "bare", for_bare) as bare:
        for name, typed in (("read", READ), ("capture", CAPTURE)):
            alone: dict[str, list[Answer]] = {"bot": [], "bare": []}
            crowd: dict[str, list[Answer]] = {"bot": [], "bare": []}
            for side in (bot, bare):
                side.at_once([typed] * AT_ONCE)
                side.settle()
            for _ in range(ROUNDS):
                for who, side in (("bot", bot), ("bare", bare)):
                    alone[who] += one_by_one(side, typed)
                    crowd[who] += bursts(side, typed)
            assert all(one.acked for one in (*alone["bare"], *crowd["bare"]))
            assert {one.said.splitlines()[0].rstrip(":") for one in (*alone["bot"], *crowd["bot"])} == {
                SAYS[typed]
            }
            add(figures, f"{name}, {kind}", alone, crowd)
    typed_in_all = AT_ONCE + ROUNDS * (ALONE + BURSTS * AT_ONCE)
    assert rows_of(for_bot, "strengths") == kept(for_bare) == typed_in_all


def one_by_one(side: Side, typed: str) -> list[Answer]:
    """One person after the other; whatever follows a capture has its moment in between."""
    answers = []
    for nth in range(ALONE):
        answers.append(side.ask(typed, nth))
        if typed == CAPTURE:
            side.settle()
    return answers


def bursts(side: Side, typed: str) -> list[Answer]:
    """Everybody at once, a few times."""
    answers: list[Answer] = []
    for _ in range(BURSTS):
        answers += side.at_once([typed] * AT_ONCE)
        side.settle()
    return answers


def add(figures: Figures, what: str, alone: dict[str, list[Answer]], crowd: dict[str, list[Answer]]) -> None:
    """The two ratios of one kind of command on one kind of database."""
    bot, bare = (median(_times(alone[who])) for who in ("bot", "bare"))
    figures.add(f"{what}: median", bot / bare, "x", MEDIAN_TARGET, _how(bot, bare))
    bot, bare = (percentile(_times(crowd[who]), 0.95) for who in ("bot", "bare"))
    figures.add(f"{what}: p95, {AT_ONCE} at once", bot / bare, "x", CROWD_TARGET, _how(bot, bare))


def rows_of(database_url: str, table: str) -> int:
    """How many rows a table has."""
    engine = make_engine(database_url)
    with engine.connect() as connection:
        count = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    engine.dispose()
    return int(count)


def _times(answers: Sequence[Answer]) -> list[float]:
    return [one.seconds for one in answers]


def _how(bot: float, bare: float) -> str:
    return f"{bot * 1000:.1f} ms against {bare * 1000:.1f} ms"
