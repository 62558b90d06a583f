"""How long a command takes from the socket to its ack, against a bare Bolt app, side by side in one run."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text as sql

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


@dataclass
class Rounds:
    """The answers of both, round by round. Ratios are those of each round, and of these the middle one."""

    bot: list[list[Answer]] = field(default_factory=list)
    bare: list[list[Answer]] = field(default_factory=list)

    def add(self, bot: list[Answer], bare: list[Answer]) -> None:
        """One round."""
        self.bot.append(bot)
        self.bare.append(bare)

    def ratio(self, part: float) -> tuple[float, str]:
        """How many times as long the bot takes, at this part of all answers, with the unit."""
        pairs = zip(_at(part, self.bot), _at(part, self.bare), strict=True)
        return median([bot / bare for bot, bare in pairs]), "x"

    def how(self, part: float) -> str:
        """The two times that stand behind the ratio."""
        bot, bare = median(_at(part, self.bot)), median(_at(part, self.bare))
        return f"{bot * 1000:.1f} ms against {bare * 1000:.1f} ms"


def _at(part: float, rounds: Sequence[Sequence[Answer]]) -> list[float]:
    return [percentile([one.seconds for one in answers], part) for answers in rounds]


def test_round_trip(databases: tuple[str, str, str], tmp_path: Path, figures: Figures) -> None:
    """The two take turns within each round, so that a busy moment of the machine strikes both alike."""
    kind, for_bot, for_bare = databases
    with the_bot(tmp_path / "bot", for_bot) as bot, the_bare_app(tmp_path / "bare", for_bare) as bare:
        for name, typed in (("read", READ), ("capture", CAPTURE)):
            alone, crowd = Rounds(), Rounds()
            for side in (bot, bare):
                side.at_once(words(typed, AT_ONCE))
                side.settle()
            for _ in range(ROUNDS):
                alone.add(one_by_one(bot, typed), one_by_one(bare, typed))
                crowd.add(bursts(bot, typed), bursts(bare, typed))
            assert said(alone.bot) | said(crowd.bot) == {SAYS[typed]}
            assert all(one.acked for rounds in (alone.bare, crowd.bare) for one in chain(*rounds))
            figures.add(f"{name}, {kind}: median", *alone.ratio(0.5), MEDIAN_TARGET, alone.how(0.5))
            what = f"{name}, {kind}: p95, {AT_ONCE} at once"
            figures.add(what, *crowd.ratio(0.95), CROWD_TARGET, crowd.how(0.95))
    typed_in_all = AT_ONCE + ROUNDS * (ALONE + BURSTS * AT_ONCE)
    assert rows_of(for_bot, "strengths") == kept(for_bare) == typed_in_all


def words(typed: str, count: int) -> list[str]:
    """What is typed; each capture says something new, for the same words are kept once."""
    return [f"{typed} {uuid4()}" if typed == CAPTURE else typed for _ in range(count)]


def one_by_one(side: Side, typed: str) -> list[Answer]:
    """One person after the other; whatever follows a capture has its moment in between."""
    answers = []
    for nth, text in enumerate(words(typed, ALONE)):
        answers.append(side.ask(text, nth))
        if typed == CAPTURE:
            side.settle()
    return answers


def bursts(side: Side, typed: str) -> list[Answer]:
    """Everybody at once, a few times."""
    answers: list[Answer] = []
    for _ in range(BURSTS):
        answers += side.at_once(words(typed, AT_ONCE))
        side.settle()
    return answers


def rows_of(database_url: str, table: str) -> int:
    """How many rows a table has."""
    engine = make_engine(database_url)
    with engine.connect() as connection:
        count = connection.execute(sql(f"SELECT count(*) FROM {table}")).scalar_one()
    engine.dispose()
    return int(count)


def said(rounds: Sequence[Sequence[Answer]]) -> set[str]:
    """The first lines of all answers: each must be the true answer, and not a quick excuse."""
    return {one.said.partition("\n")[0].rstrip(":") for one in chain(*rounds)}
