"""The steps of a plan as a table for a spreadsheet, in which no cell can run as a formula."""

import csv
from collections.abc import Iterator
from io import StringIO

from bot.documents.made import MadeFile, made
from bot.documents.reader import Json, Reader
from bot.documents.texts import without_turns, xml_text
from bot.documents.words import Words

# A spreadsheet takes a cell for a formula that begins so, also in full width, and after white space.
FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
HEADS = ("goal", "objective", "step.owner", "step.what", "step.done_when", "step.due", "state", "done_on")


def actions_csv(content: Json, about: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """One row for each step, in the plan's order; dates as 2026-03-18, so that they can be sorted."""
    read, table = Reader(content, about, words), StringIO(newline="")
    rows = csv.writer(table, quoting=csv.QUOTE_ALL)
    rows.writerow([words(head if "." in head else f"actions.{head}") for head in HEADS])
    rows.writerows([as_text(cell) for cell in row] for row in _rows(read))
    if practice:
        rows.writerow([words("sheet.practice"), words("sheet.practice_line")])
    # Excel takes the file for UTF-8 by its first three bytes alone.
    return made(table.getvalue().encode("utf-8-sig"))


def as_text(words: str) -> str:
    """The words as a cell that no spreadsheet reckons with: an apostrophe before what begins a formula."""
    plain = without_turns(xml_text(words))
    risky = plain.startswith(("\t", "\r", "\n")) or plain.lstrip().startswith(FORMULA)
    return f"'{plain}" if risky else plain


def _rows(read: Reader) -> Iterator[list[str]]:
    content = read.content
    goals = {each["id"]: (number, each["text"]) for number, each in enumerate(content["goals"], 1)}
    objectives = {each["id"]: each for each in content["objectives"]}
    stands = {each["task"]: each for each in read.about.get("tasks_status", [])}
    last = len(goals) + 1

    def place(task: Json) -> tuple[int, str, str]:
        objective = objectives.get(task["objective"], {})
        return goals.get(objective.get("goal"), (last, ""))[0], str(task["objective"]), str(task["due"])

    for task in sorted(content["tasks"], key=place):
        objective = objectives.get(task["objective"], {})
        stand = stands.get(task["id"], {})
        yield [
            goals.get(objective.get("goal"), (last, ""))[1],
            objective.get("text", ""),
            read.name(task["owner"]),
            task["text"],
            task["done_when"] or "",
            task["due"] or "",
            read.words.term("task_states", stand["state"]) if stand else "",
            stand.get("on") or "",
        ]
