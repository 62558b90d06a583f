"""Opening the page of readiness in a large case against a small one: people and the search may grow."""

from datetime import date, time
from pathlib import Path
from time import perf_counter

import pytest

from bot.handlers.desk import Desk
from bot.handlers.preparing.readiness_view import readiness_view
from bot.paper_room import outlined
from bot.render import Words
from bot.services.calling import scheduling
from bot.services.people import belonging, team
from bot.storage import Storage, open_storage
from tests.bench.figures import Figures, median
from tests.services.casework import CUSTODY, MANAGER, ZONE, Casework, Clock, opened

pytestmark = [pytest.mark.bench, pytest.mark.timeout(240)]

# People, and entries of the search log.
SMALL, LARGE = (6, 10), (60, 400)
TARGET = 1.5
ROUNDS = 60
MOST_BLOCKS = 100
MEETING = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(17)}


def test_opening_readiness(databases: tuple[str, str, str], tmp_path: Path, figures: Figures) -> None:
    """Both cases in one database and one process, taking turns: what is read, and drawn for Slack."""
    kind, url, _ = databases
    storage = open_storage(url, bytes(range(32)), Clock())
    small, large = (_case(storage, *size) for size in (SMALL, LARGE))
    desk = Desk(Words(), lambda: None, outlined)
    pairs = [(_seconds(desk, small), _seconds(desk, large)) for _ in range(ROUNDS)][ROUNDS // 6 :]
    storage.close()
    both = [median([pair[nth] for pair in pairs]) * 1000 for nth in (0, 1)]
    how = f"{both[1]:.1f} ms with 60 people and 400 entries, {both[0]:.1f} ms with 6 and 10"
    figures.add(f"open readiness, large case, {kind}", median([b / a for a, b in pairs]), "x", TARGET, how)


def _case(storage: Storage, people: int, tries: int) -> Casework:
    made = opened(storage, Clock(), channel=f"C0WITH{people}")
    case_id = made.ids["case"]
    for nth in range(people):
        facts = {"name": f"Relative {nth}", "role": "relative_support", "family_said_yes": True}
        made.ids[f"p{nth}"] = team.add_person(made.as_(MANAGER), case_id, facts)
    for nth in range(tries):
        about = {"person_id": made.ids[f"p{nth % people}"], "on": CUSTODY, "words": "Nobody was at home."}
        belonging.record_try(made.as_(MANAGER), case_id, {**about, "channel": "phone", "result": "no_answer"})
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), case_id, MEETING)
    return made


def _seconds(desk: Desk, made: Casework) -> float:
    began = perf_counter()
    view = readiness_view(desk, made.as_(MANAGER), made.ids["conference"], "en")
    seconds = perf_counter() - began
    assert len(view["blocks"]) <= MOST_BLOCKS
    return seconds
