"""The contract's own eyes: what it reads from words files and from code."""

from pathlib import Path

import pytest

from tests.words_files import asked_by_code, mentioned_in_code, problems_raised, words_files

CODE = """
NAMES = {"a": "notices/moved"}

def show(words, kind, far):
    words.message("hub/here", "en")
    words.view(f"receipts/{kind}", "en")
    words.text("a/b" if far else "a/c")
    Outgoing(message="reminders/task")

def refuse(values):
    problems = {}
    problems["end"] = "end_before_start"
    if problems:
        raise AnswersNotUnderstood(problems)
    raise AnswersNotUnderstood({"start": "in_the_past"})

def _wrong(values) -> dict[str, str]:
    return {name: "too_soon" for name in values}
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    (tmp_path / "some.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def test_names_in_calls_are_found_also_where_they_are_put_together(code: Path) -> None:
    asked = {(one.pattern, one.literal) for one in asked_by_code(code)}
    assert asked == {
        ("hub/here", True),
        ("receipts/.+", False),
        ("a/b", True),
        ("a/c", True),
        ("reminders/task", True),
    }


def test_a_name_anywhere_in_code_counts_as_used(code: Path) -> None:
    assert mentioned_in_code(code).fits("notices/moved")
    assert mentioned_in_code(code).fits("receipts/saved")
    assert not mentioned_in_code(code).fits("notices/other")


def test_problems_are_found_however_they_are_gathered(code: Path) -> None:
    assert set(problems_raised(code)) == {"end_before_start", "in_the_past", "too_soon"}


def test_a_words_file_is_read_with_its_layout_blocks_and_values(tmp_path: Path) -> None:
    (tmp_path / "en" / "x").mkdir(parents=True)
    (tmp_path / "en" / "x" / "a.j2").write_text(
        '{% extends "layouts/list.j2" %}{% block title %}{{ name }}{% endblock %}'
        "{% block rows_row %}{{ row.due | day }}{% if count %}{{ said }}{% endif %}{% endblock %}",
        encoding="utf-8",
    )
    file = words_files("en", tmp_path)["x/a"]
    assert (file.layout, file.blocks, file.needs) == ("list", {"title", "rows_row"}, {"name", "count"})
