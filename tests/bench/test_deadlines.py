"""What is due among very many cases: one worker's look, and counting all of them anew."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import delete

from bot.domain.deadlines import Deadline, Recount
from bot.domain.delivery import Outgoing
from bot.domain.sending import Drop
from bot.handlers.desk import Desk
from bot.handlers.seeing.deadlines_view import deadlines_view
from bot.paper_room import outlined
from bot.profiles import load_profiles
from bot.render import Words
from bot.services.delivery.handover import Handover
from bot.services.delivery.outbox import Courier
from bot.services.delivery.recounting import BATCH, StandsOn, count_on
from bot.services.delivery.reminders import RECKON, reckoner
from bot.services.seeing import deadlines
from bot.slack.calls import web_client
from bot.slack.messenger import Messenger
from bot.storage import Storage, open_storage
from bot.storage.tables import TABLES
from tests.bench.figures import Figures, median
from tests.bench.filling_cases import real_cases, rows_of_others, worker_with
from tests.postgres import drop_database, make_database
from tests.services.casework import ADMIN, MANAGER, TEAM, Casework, Clock
from tests.services.slack_desk import unhurried
from tests.sqlite import make_database as make_file

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1500)]

MINE = 30
FEW_CASES, MANY_CASES = 1_000, 100_000
FEW_COUNTED, MANY_COUNTED = 100, 10_000
SLOWER_AT_MOST = 1.3
ROUNDS, TURNS = 60, 10
BEFORE, AFTER = StandsOn("rules", "zones"), StandsOn("other rules", "zones")


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, tuple[Storage, Storage]]]:
    """The kind, and two open databases of it."""
    on_file = request.param == "SQLite"
    urls = [make_file(tmp_path, f"{name}.db") if on_file else make_database() for name in ("few", "many")]
    few, many = (open_storage(url, bytes(range(32)), Clock()) for url in urls)
    yield request.param, (few, many)
    for storage, url in zip((few, many), urls, strict=True):
        storage.close()
        if not on_file:
            drop_database(url)


def test_a_worker_looks_at_what_is_due(two: tuple[str, tuple[Storage, Storage]], figures: Figures) -> None:
    """The same thirty cases among a thousand and among a hundred thousand; read, and drawn for Slack."""
    kind, stores = two
    desk = Desk(Words(), lambda: None, outlined)
    made = [_among(storage, count) for storage, count in zip(stores, (FEW_CASES, MANY_CASES), strict=True)]
    pairs = [tuple(_look(desk, one) for one in made) for _ in range(ROUNDS)][ROUNDS // 6 :]
    both = [median([pair[nth] for pair in pairs]) * 1000 for nth in (0, 1)]
    how = f"{both[1]:.1f} ms among {MANY_CASES:,} cases, {both[0]:.1f} ms among {FEW_CASES:,}"
    ratio = median([many / few for few, many in pairs])
    figures.add(f"what is due, one worker, {kind}", ratio, "x", SLOWER_AT_MOST, how)
    began = perf_counter()
    assert len(deadlines.agency_load(made[1].as_(ADMIN))) > MINE
    took = (perf_counter() - began) * 1000
    figures.add(f"counts for each worker of {MANY_CASES:,} cases, {kind}", took, "ms", None, "administrators")


def test_counting_all_open_cases_anew(two: tuple[str, tuple[Storage, Storage]], figures: Figures) -> None:
    """After the rules changed: in batches through the outbox, each case read, reckoned and kept.

    All of the few and a part of the many, turn and turn about: what is counted in a turn meets the same
    machine. What was kept for the few is taken away before each turn, so that it is made anew.
    """
    kind, (few, many) = two
    for storage, count in ((few, FEW_COUNTED), (many, MANY_COUNTED)):
        assert not count_on(storage.units, TEAM, BEFORE), "there is no case yet"
        real_cases(storage, count)
    _count(few, FEW_COUNTED)  # warm
    of_few = of_many = 0.0
    for _ in range(TURNS):
        _forget(few)
        of_few += _count(few, FEW_COUNTED) / FEW_COUNTED
        of_many += _count(many, MANY_COUNTED // TURNS) / (MANY_COUNTED // TURNS)
    assert not count_on(many.units, TEAM, AFTER), "all are counted"
    for storage, count in ((few, FEW_COUNTED), (many, MANY_COUNTED)):
        with storage.units(TEAM, "system", read_only=True) as work:
            rows = work.tally(Deadline, "kind")
        assert rows["no_plan"] == rows["no_contact"] == count, "each case once"
    each = [took / TURNS * 1000 for took in (of_many, of_few)]
    how = f"{each[0]:.1f} ms a case of {MANY_COUNTED:,}, {each[1]:.1f} ms of {FEW_COUNTED}"
    figures.add(f"counting dates anew, {kind}", of_many / of_few, "x", SLOWER_AT_MOST, how)


def _count(storage: Storage, cases: int) -> float:
    """How long it takes to count so many more, or all."""
    courier = _courier(storage)
    began = perf_counter()
    for _ in range(-(-cases // BATCH)):
        assert count_on(storage.units, TEAM, AFTER)
        courier.deliver()
    return perf_counter() - began


def _forget(storage: Storage) -> None:
    """Nothing was ever counted there."""
    with storage.outbox.transactions.begin() as connection:
        for kind in (Deadline, Outgoing, Recount):
            connection.execute(delete(TABLES[kind]))


def _among(storage: Storage, count: int) -> Casework:
    made = worker_with(storage, MINE)
    courier = _courier(storage)
    while courier.deliver():
        continue
    rows_of_others(storage, count)
    return made


def _look(desk: Desk, made: Casework) -> float:
    began = perf_counter()
    view = deadlines_view(desk, made.as_(MANAGER), "mine//", "en")
    took = perf_counter() - began
    assert f"lead: {MINE}." in str(view["blocks"][0])
    return took


def _courier(storage: Storage) -> Courier:
    """Errands alone: no message is ever due here, so nobody is asked to send one."""
    nowhere = Messenger(web_client("xoxb-nobody", "http://127.0.0.1:9/api"), unhurried())
    return Courier(
        queue=storage.outbox,
        units=storage.units,
        handover=Handover(units=storage.units, messenger=nowhere, clock=Clock()),
        compose=lambda work, row: Drop("nothing is sent here"),
        errands={RECKON: reckoner(load_profiles())},
        clock=Clock(),
        tell_staff=lambda work, row, why: None,
    )
