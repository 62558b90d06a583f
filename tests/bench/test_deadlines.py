"""What is due among very many cases: one worker's look, and counting all of them anew."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from bot.domain.deadlines import Deadline
from bot.domain.sending import Drop
from bot.handlers.desk import Desk
from bot.handlers.seeing.deadlines_view import deadlines_view
from bot.paper_room import outlined
from bot.profiles import load_profiles
from bot.render import Words
from bot.services.delivery.handover import Handover
from bot.services.delivery.outbox import Courier
from bot.services.delivery.recounting import StandsOn, count_on
from bot.services.delivery.reminders import RECKON, reckoner
from bot.services.seeing import deadlines
from bot.slack.calls import web_client
from bot.slack.messenger import Messenger
from bot.storage import Storage, open_storage
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
ROUNDS = 60
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
    """After the rules changed: in batches through the outbox, each case read, reckoned and kept."""
    kind, stores = two
    each = []
    for storage, count in zip(stores, (FEW_COUNTED, MANY_COUNTED), strict=True):
        while count_on(storage.units, TEAM, BEFORE):
            pytest.fail("there is no case yet")
        real_cases(storage, count)
        courier = _courier(storage)
        began = perf_counter()
        while count_on(storage.units, TEAM, AFTER):
            courier.deliver()
        each.append((perf_counter() - began) / count * 1000)
        with storage.units(TEAM, "system", read_only=True) as work:
            rows = work.tally(Deadline, "kind")
        assert rows["no_plan"] == rows["no_contact"] == count, "each case once"
    how = f"{each[1]:.1f} ms a case of {MANY_COUNTED:,}, {each[0]:.1f} ms of {FEW_COUNTED}"
    figures.add(f"counting dates anew, {kind}", each[1] / each[0], "x", SLOWER_AT_MOST, how)


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
