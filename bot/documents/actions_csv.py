"""The steps of a plan as a table for a spreadsheet."""

from collections.abc import Iterator

from bot.documents.csv_file import csv_file
from bot.documents.made import MadeFile
from bot.documents.reader import Json, Reader
from bot.documents.words import Words

HEADS = ("goal", "objective", "step.owner", "step.what", "step.done_when", "step.due", "state", "done_on")


def actions_csv(content: Json, about: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """One row for each step, in the plan's order; dates as 2026-03-18, so that they can be sorted."""
    heads = [words(head if "." in head else f"actions.{head}") for head in HEADS]
    last = (words("sheet.practice"), words("sheet.practice_line")) if practice else ()
    return csv_file(heads, _rows(Reader(content, about, words)), last)


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
