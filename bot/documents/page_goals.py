"""The section of goals: under each its objectives, under each objective its steps (K-19)."""

from collections.abc import Iterable
from typing import Any

from bot.documents.reader import Json, Reader

Section = dict[str, Any]


def goals(read: Reader) -> Section:
    """Goals, under each its objectives, under each its steps (K-19); steps under none come last."""
    words, content = read.words, read.content
    known = {goal["id"] for goal in content["goals"]}
    items = [
        {
            "heading": " · ".join(
                [words("goals.goal", number=number, words=goal["text"]), *read.carried(goal)]
            ),
            "objectives": [
                _objective(read, each) for each in content["objectives"] if each["goal"] == goal["id"]
            ],
            "none": words("goals.no_objectives"),
        }
        for number, goal in enumerate(content["goals"], 1)
    ]
    loose = [_objective(read, each) for each in content["objectives"] if each["goal"] not in known]
    if loose:
        items.append({"heading": words("goals.loose"), "objectives": loose, "none": ""})
    return {
        "heading": words("goals.heading"),
        "none": "" if items else words("goals.none"),
        "items": items,
        "heads": [words(f"step.{head}") for head in ("owner", "what", "done_when", "due")],
        "no_steps": words("goals.no_steps"),
        "other": _other_steps(read),
    }


def _objective(read: Reader, objective: Json) -> Section:
    words = read.words
    needs_met = [need["text"] for need in read.content["needs"] if need["id"] in objective["needs"]]
    facts = []
    if objective["measure"]:
        facts.append(read.fact("goals.measure", objective["measure"]))
    if objective["by_date"]:
        facts.append(read.fact("goals.by_date", words.long_date(objective["by_date"])))
    if needs_met:
        facts.append(read.fact("goals.needs", " ".join(needs_met)))
    if objective.get("tags"):
        tags = words.listed([words.term("outcome_tags", tag) for tag in objective["tags"]])
        facts.append(read.fact("goals.tags", tags))
    facts += [read.fact("goals.carried", line) for line in read.carried(objective)]
    tasks = [task for task in read.content["tasks"] if task["objective"] == objective["id"]]
    return {"heading": objective["text"], "facts": facts, "steps": steps(read, tasks)}


def _other_steps(read: Reader) -> Section:
    known = {objective["id"] for objective in read.content["objectives"]}
    tasks = [task for task in read.content["tasks"] if task["objective"] not in known]
    return {
        "heading": read.words("goals.other"),
        "lead": read.words("goals.other_lead"),
        "steps": steps(read, tasks),
    }


def steps(read: Reader, tasks: Iterable[Json]) -> list[Section]:
    """Steps in the order in which they fall due."""
    words = read.words
    stand = {each["task"]: each for each in read.about.get("tasks_status", [])}
    return [
        {
            "owner": read.name(task["owner"]),
            "what": task["text"],
            "notes": _step_notes(read, task, stand.get(task["id"])),
            "done_when": task["done_when"],
            "due": words.short_date(task["due"]),
        }
        for task in sorted(tasks, key=lambda task: str(task["due"]))
    ]


def _step_notes(read: Reader, task: Json, status: Json | None) -> list[str]:
    words = read.words
    notes = [words(f"step.{key}", words=task[key]) for key in ("help", "barrier") if task[key]]
    notes += [
        words("step.after", owner=read.name(first["owner"]), what=first["text"])
        for first in read.content["tasks"]
        if first["id"] == task.get("after")
    ]
    if task["court_ordered"]:
        notes.append(words("step.court_ordered"))
    notes += read.carried(task)
    if status and status["state"] == "done":
        on = status["on"]
        notes.append(words("step.done", date=words.short_date(on)) if on else words("step.done_no_date"))
    return notes
