"""A capture asks the database little, and the same however much was said: by command, form and message."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.delivery import Outgoing
from bot.domain.plan import Strength
from bot.handlers import FORMS
from tests import sqlite
from tests.in_process import Meeting, meeting, watched
from tests.postgres import postgresql_url
from tests.services.casework import TEAM

__all__ = ["postgresql_url"]

MOST = 12
# Once in a minute the person's language and the keys that open the record are looked up again.
ONCE_IN_A_MINUTE = 4
SAID_BEFORE = (10, 1_000)
ROUNDS = 3


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
