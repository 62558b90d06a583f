"""A blank form of the meeting, to fill by hand: a place for each section of the profile, and no names."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.documents.reader import Json
from bot.documents.sheet import sheet
from bot.documents.words import Words

Part = dict[str, Any]
LINES, ROOM = 2, 22
# Sections that are a table: their columns, and how many rows wait to be filled.
TABLES: Mapping[str, tuple[tuple[str, ...], int]] = {
    "strengths": (("who_said", "strength"), 5),
    "needs": (("who_said", "need", "need_kind"), 5),
    "safety": (("who_said", "worry", "what_is_done"), 3),
    "goals": (("owner", "task", "done_when", "due", "barrier"), 6),
    "visits": (("who_sees", "how_often", "where"), 3),
    "services": (("for_whom", "what", "who_gives", "from_when"), 4),
    "significant_decisions": (("decision", "who_decided"), 3),
}
# Sections that are questions, and what is asked in each.
PROMPTS: Mapping[str, tuple[str, ...]] = {
    "child_voice": ("voice_good", "voice_worries", "voice_wish", "voice_how"),
    "permanency_goal": ("goal", "back_up", "goal_why"),
}
FACTS = ("day", "times", "place", "there", "written_by")


def blank_page(told: Json, words: Words, *, practice: bool) -> dict[str, Any]:
    """The form. `told` is what services/plan/blank_form.py says."""
    sections = list(told["sections"])
    if "safety" not in sections:
        # A worry has its place on every form, beside the strengths that it is weighed with.
        sections.insert(sections.index("needs") + 1 if "needs" in sections else 0, "safety")
    return sheet(words, practice=practice) | {
        "title": words("blank.title"),
        "facts": [],
        "lead": words("blank.lead"),
        "lines": LINES,
        "room": ROOM,
        "parts": [
            part(
                words("blank.facts_heading"),
                columns=_heads(words, ("fact", "write_here")),
                rows=_facts(words),
            ),
            _stages(told, words),
            *(_section(section, told, words) for section in sections),
            part(words("blank.end_heading"), ticks=_said(words, ("read_back", "keyed_in", "next_day"))),
        ],
        "footer": words("blank.footer"),
        "laws": "",
    }


def part(
    heading: str,
    lead: str = "",
    *,
    columns: Sequence[str] = (),
    rows: Sequence[str] = (),
    prompts: Sequence[str] = (),
    ticks: Sequence[str] = (),
) -> Part:
    """One part of a form: a table with as many `rows` as it names, questions with lines, boxes to tick."""
    return {
        **{"heading": heading, "lead": lead, "columns": list(columns), "rows": list(rows)},
        **{"prompts": list(prompts), "ticks": list(ticks)},
    }


def _facts(words: Words) -> list[str]:
    return _said(words, FACTS)


def _heads(words: Words, names: Sequence[str]) -> list[str]:
    return _said(words, names)


def _said(words: Words, names: Sequence[str]) -> list[str]:
    return [words(f"blank.{name}") for name in names]


def _stages(told: Json, words: Words) -> Part:
    """The talk step by step, to tick off; nothing has to be done in order."""
    steps = [
        words("blank.stage", stage=words.term("stages", one["id"]), minutes=one["minutes"])
        for one in told["stages"]
    ]
    return part(words("blank.stages_heading"), words("blank.stages"), ticks=steps)


def _section(section: str, told: Json, words: Words) -> Part:
    heads, rows = TABLES.get(section, ((), 0))
    prompts = () if heads else PROMPTS.get(section, ("what_was_said",))
    return part(
        words.term("sections", section),
        _lead(section, told, words),
        columns=_heads(words, heads),
        rows=[""] * rows,
        prompts=_said(words, prompts),
        ticks=_said(words, ("set_aside",)),
    )


def _lead(section: str, told: Json, words: Words) -> str:
    """What can be chosen from a list of the profile is named here: nobody on the road has the list."""
    if section == "needs" and told["domains"]:
        return words(
            "blank.kinds", kinds=words.listed(words.term("need_domains", one) for one in told["domains"])
        )
    if section == "permanency_goal" and told["goals"]:
        return words(
            "blank.goals", goals=words.listed(words.term("permanency_goals", one) for one in told["goals"])
        )
    return words("blank.own_words") if section in ("strengths", "child_voice") else ""
