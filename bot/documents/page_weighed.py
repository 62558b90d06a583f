"""The sections of what was weighed up: worries about safety, ideas for each need, decisions."""

from collections.abc import Iterator
from typing import Any

from bot.documents.page_plan import whose
from bot.documents.reader import Json, Reader

Section = dict[str, Any]


def concerns(read: Reader) -> Section:
    """Each worry about safety beside what is done about it (V-01); a plan of before has no such section."""
    rows = [
        {"text": [each["text"], *_concern_notes(read, each)], "action": _action(read, each)}
        for each in read.content.get("concerns", [])
    ]
    return {
        "heading": read.words("concerns.heading") if "concerns" in read.content else "",
        "none": "" if rows else read.none("concerns", "safety", "why_not_safe_at_home_now"),
        "heads": [read.words(f"concerns.{head}") for head in ("text", "action")],
        "rows": rows,
    }


def _concern_notes(read: Reader, concern: Json) -> list[str]:
    child = concern["child"] if len(read.content["children"]) > 1 else None
    about = read.words("concerns.about", name=read.child(child)) if child else ""
    return [*([about] if about else []), *whose(read, "concerns", concern)]


def _action(read: Reader, concern: Json) -> list[str]:
    words = read.words
    steps = [
        words("concerns.step", owner=read.name(task["owner"]), what=task["text"])
        for task in read.content["tasks"]
        if task["id"] in concern["tasks"]
    ]
    said = [concern["action"]] if concern["action"] else []
    why_not = [words("concerns.no_action", words=concern["no_action"])] if concern["no_action"] else []
    return [*said, *steps, *why_not] or [words("concerns.nothing_yet")]


def ideas(read: Reader) -> Section:
    """Under each need its ideas: the chosen one with who chose it and why, the others beside it (K-17)."""
    rows = read.content.get("ideas", [])
    needs = [
        {
            "heading": need["text"],
            "items": [
                {"text": each["text"], "note": " ".join(_idea_notes(read, each))}
                for each in sorted(rows, key=lambda each: each["chosen_on"] is None)
                if each["need"] == need["id"]
            ],
        }
        for need in read.content["needs"]
    ]
    found = [need for need in needs if need["items"]]
    return {"heading": read.words("ideas.heading") if found else "", "needs": found}


def _idea_notes(read: Reader, idea: Json) -> Iterator[str]:
    words = read.words
    if idea["chosen_on"]:
        names = [read.name(one) for one in idea["chosen_by"]]
        yield words("ideas.chosen_by", names=words.listed(names)) if names else words("ideas.chosen")
        yield words("ideas.why", words=idea["chosen_why"])
    if idea["kind"]:
        yield words("ideas.kind", kind=words.term("help_kinds", idea["kind"]))
    if read.person(idea["by"]):
        yield words("ideas.by", name=read.name(idea["by"]))
    for view in read.content.get("other_views", []):
        if view["idea"] == idea["id"]:
            yield words("ideas.other_view", name=read.name(view["by"]), words=view["text"])


def decisions(read: Reader) -> Section:
    """What was decided, by whom and when (T-17); without any, there is no such section."""
    words = read.words
    items = []
    for each in read.content.get("decisions", []):
        names = [read.name(one) for one in each["decided_by"]]
        who = words("decisions.by", names=words.listed(names)) if names else words("decisions.by_nobody")
        items.append(
            {
                "text": each["text"],
                "note": " ".join(
                    [who, words("decisions.on", date=words.short_date(each["on"])), *read.carried(each)]
                ),
            }
        )
    return {"heading": words("decisions.heading") if items else "", "items": items, "none": ""}
