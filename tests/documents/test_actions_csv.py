"""The table of the steps holds each step once, and nothing in it that a spreadsheet would reckon with."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.actions_csv import actions_csv
from bot.documents.csv_file import as_text, csv_file
from bot.documents.words import words
from tests.builders import bare_record, sample, sample_record
from tests.documents.plans import Plan, plan_of, with_words, worked_example

WORDS = words("en", "en-US")


def table(plan: Plan, *, practice: bool = False) -> list[list[str]]:
    body = actions_csv(*plan, WORDS, practice=practice).body
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(body.decode("utf-8-sig"), newline="")))


def test_each_step_has_its_row_with_goal_owner_day_and_state() -> None:
    head, *rows = table(worked_example())
    assert head[2:6] == ["Who", "What they will do", "It is done when", "By"]
    assert sorted(row[3] for row in rows) == sorted(task["text"] for task in sample()["tasks"])
    assert [row[5] for row in rows if row[3].startswith("Call Prairie Light")] == ["2026-04-01"]
    goals = [row[0] for row in rows]
    assert goals == sorted(goals, key=[goal["text"] for goal in sample()["goals"]].index)
    assert {row[2] for row in rows} >= {"Dana Reyes", "Priya Nandan"}


def test_a_step_under_no_goal_comes_last_and_a_bare_plan_has_the_head_alone() -> None:
    record = sample_record()
    first, *others = record.tasks
    rows = table(plan_of(replace(record, tasks=(replace(first, objective_id=None), *others))))
    assert (rows[-1][0], rows[-1][3]) == ("", first.text)
    assert len(table(plan_of(bare_record()))) == 1
    assert table(plan_of(bare_record()), practice=True)[-1][0] == "PRACTICE"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u202e=", "\N{FULLWIDTH EQUALS SIGN}"]
)
def test_what_begins_a_formula_is_kept_as_words(start: str) -> None:
    said = f'{start}HYPERLINK("http://x","y")|cmd'
    for row in table(with_words(said))[1:]:
        assert row[3].startswith("'")
        assert row[3].endswith('HYPERLINK("http://x","y")|cmd')
    assert as_text("Dana calls -- at 7+1") == "Dana calls -- at 7+1"


@given(st.text(max_size=30))
def test_no_cell_begins_a_formula_and_no_row_breaks(text: str) -> None:
    cell = as_text(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("\t", "\r", "\n"))


def test_a_number_stays_one_also_below_nothing() -> None:
    body = csv_file(("Day", "Days from today"), [("-3 days", -3)]).body.decode("utf-8-sig")
    assert body.splitlines()[1] == '"\'-3 days","-3"'
