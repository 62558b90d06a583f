"""A capture asks the database little, and the same however much was said: by command, form and message."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.domain.delivery import Outgoing
from bot.domain.plan import Strength
from bot.handlers import FORMS
from bot.services.entries import capture
from bot.services.people import team
from tests import sqlite
from tests.in_process import Meeting, meeting, watched
from tests.postgres import postgresql_url
from tests.services.casework import MANAGER, TEAM

__all__ = ["postgresql_url"]

MOST = 12
# Once in a minute the person's language and the keys that open the record are looked up again.
ONCE_IN_A_MINUTE = 4
SAID_BEFORE = (10, 1_000)
ROUNDS = 3
BY_FORM = (
    *("need", "concern", "decision", "note", "goal", "idea", "objective", "task", "service"),
    *("visit", "permanency", "voice"),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Meeting]:
    """A conference that runs, on each kind of database in turn."""
    on_sqlite = request.param == "sqlite"
    url = sqlite.make_database(tmp_path) if on_sqlite else request.getfixturevalue("postgresql_url")
    with meeting(tmp_path, url) as made:
        yield made


@pytest.mark.timeout(120)
def test_a_capture_takes_the_same_few_statements_however_much_was_said(running: Meeting) -> None:
    """From the click to its answer: the delivery's key, rights, entry, chain, card, draft and count."""
    counts: dict[tuple[str, int], list[int]] = {}
    for many in SAID_BEFORE:
        running.say(many)
        for way, prepare in running.ways.items():
            for nth in range(ROUNDS):
                record = prepare(f"{way} {many} {nth}")
                with watched() as asked:
                    record()
                assert len(asked.statements) <= MOST + ONCE_IN_A_MINUTE, (way, many, asked.statements)
                counts.setdefault((way, many), []).append(len(asked.statements))
    for way in running.ways:
        few, much = (min(counts[way, many]) for many in SAID_BEFORE)
        assert 0 < few == much <= MOST, counts
    _all_there_once(running)


@pytest.mark.timeout(120)
def test_no_kind_of_entry_takes_more_by_its_form(running: Meeting) -> None:
    """Also of those that hang on others, and are chosen from lists."""
    running.say(max(SAID_BEFORE))
    made, ids = running.made, running.made.ids
    dana = {"name": "Dana Reyes", "role": "mother", "language": "en"}
    ids["dana"] = team.add_person(made.as_(MANAGER), ids["case"], dana)
    for kind in ("need", "goal", "objective"):
        ids[kind] = capture.add(made.as_(MANAGER), ids["case"], kind, _answers(kind, ids)).id
    for kind in BY_FORM:
        before, counts = _how_many(running, kind), []
        for _ in range(ROUNDS):
            record = running.by_form_of(kind, _answers(kind, ids))
            with watched() as asked:
                record()
            counts.append(len(asked.statements))
        assert _how_many(running, kind) == before + ROUNDS, kind
        assert 0 < min(counts) <= MOST, (kind, asked.statements)


def _how_many(running: Meeting, kind: str) -> int:
    with running.made.reading() as work:
        return work.count(capture.KINDS[kind], case_id=running.made.ids["case"])


def _answers(kind: str, ids: Mapping[str, str]) -> dict[str, Any]:
    """What somebody answers in the form of that kind."""
    every: dict[str, dict[str, Any]] = {
        "idea": {"text": "Aunt Rosa drives", "need_id": ids.get("need")},
        "objective": {"text": "Nights", "goal_id": ids.get("goal"), "need_ids": (ids.get("need"),)},
        "task": {
            "text": "Call the clinic",
            "owner_id": ids.get("dana"),
            "objective_id": ids.get("objective"),
        },
        "service": {"what": "A class"},
        "visit": {"child_id": ids["first"], "with_person": ids.get("dana"), "how_often": "weekly"},
        "permanency": {"child_id": ids["first"], "goal": "reintegration"},
        "voice": {"child_id": ids["first"], "how": "in_person", "said": "I miss the stories."},
    }
    every["task"] |= {"done_when": "The letter is here", "due": "2026-04-15"}
    return every.get(kind, {"text": "Rest"})


def _all_there_once(running: Meeting) -> None:
    made = running.made
    with made.reading() as work:
        texts = [one.text for one in work.find(Strength, case_id=made.ids["case"])]
        assert work.count(Outgoing, key=f"card:{made.ids['conference']}") == 1
    for many in SAID_BEFORE:
        for way in running.ways:
            for nth in range(ROUNDS):
                assert texts.count(f"{way} {many} {nth}") == 1
    assert made.storage.verify_chain(TEAM, made.ids["case"]).whole


def test_no_form_that_is_kept_in_one_asks_slack_meanwhile() -> None:
    """Whoever is picked from Slack's people is looked up there: nobody's turn at a case waits for that."""
    in_one = [form for form in FORMS if form.in_one]
    assert {"strength", "need", "task"} <= {form.flow.name for form in in_one}
    for form in in_one:
        assert not [step.name for step in form.flow.steps if step.answer in ("user", "users")], form.flow.name
