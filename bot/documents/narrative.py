"""The narrative for the system of record: category, who and when, decisions, dissent, next dates (T-19)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.documents.made import MadeFile, made
from bot.documents.page import page
from bot.documents.page_plan import beside_view
from bot.documents.reader import Json, Reader
from bot.documents.texts import without_turns
from bot.documents.words import Words
from bot.domain.case import NARRATIVE_ENTERED

DISSENTING = frozenset({"disagrees", "agrees_in_part"})
# What a reader of Markdown would take for markup: it could hide words or fetch a picture.
_MARKUP = re.compile(
    r"^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=|\d{1,9}(?=[.)](?:\s|$)))"
    r"|[*`\[~]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<!\w)_|_(?!\w)|\\(?=[!-/:-@\[-`{-~])"
)

LISTS = ("talks", "provider_input", "offers", "set_aside", "parked")


def narrative_md(content: Json, about: Json, words: Words, *, practice: bool = False) -> MadeFile:
    """The narrative as Markdown that can be pasted as plain text; no word of anybody is read as markup."""
    read = Reader(content, about, words)
    sections = page(content, about, words, practice=practice)
    category = words.term("narrative_categories", about["narrative_category"])
    parts = [f"# {words('narrative.title', category=category)}"]
    if about.get("narrative_confirmed") is False:
        parts.append(words("narrative.not_confirmed"))
    if practice:
        parts.append(f"**{sections['practice']}: {sections['practice_line']}**")
    parts += [
        _part(words("narrative.meeting"), _facts(_meeting(read) + sections["facts"])),
        _part(words("why.heading"), [sections["why"]["text"]]),
        _part(words("narrative.agenda"), _agenda(read)),
        _part(sections["people"]["heading"], _attendance(sections["people"])),
        _part(sections["opening"]["heading"], sections["opening"]["items"]),
        *(_part(voice["heading"], _heard(voice)) for voice in sections["voices"]),
        _part(sections["strengths"]["heading"], _told(sections["strengths"])),
        _part(sections["needs"]["heading"], _told(sections["needs"])),
        _part(sections["concerns"]["heading"], _concerns(sections["concerns"])),
        *(_part(home["heading"], _facts(home["facts"])) for home in sections["homes"]),
        _part(words("outcomes.heading"), _outcomes(read)),
        _part(words("narrative.decisions"), _decisions(sections, words)),
        *(_part(sections[name]["heading"], sections[name]["items"]) for name in LISTS),
        _part(words("narrative.dissent"), _dissent(read) or [words("narrative.no_dissent")]),
        _part(words("narrative.next"), _dates(sections["dates"], words)),
        _part(sections["seal"]["heading"], sections["seal"]["lines"]),
        _entered(read),
    ]
    return made(("\n\n".join(part for part in parts if part) + "\n").encode())


def _entered(read: Reader) -> str:
    """Who says that it stands in the system of record, and since when; or until when it is to be (T-19)."""
    words, entered = read.words, read.about.get("narrative_entered")
    if entered:
        return words(
            "narrative.record",
            name=_in_one_line(read.name(entered["by"])),
            date=words.long_date(entered["on"]),
        )
    for due in read.about.get("due_dates", []):
        if NARRATIVE_ENTERED in due["done_by"]:
            return words("narrative.record_due", date=words.long_date(due["due"]))
    return words("narrative.record_not_yet")


def _heard(voice: Json) -> list[str]:
    answers = [f"{one['question']} {said}" for one in voice["answers"] for said in one["said"]]
    return [*voice["said"], *answers, *voice["lines"]]


def _part(heading: str, lines: Iterable[str]) -> str:
    listed = [f"- {_in_one_line(line)}" for line in lines]
    return "\n".join([f"## {_in_one_line(heading)}", "", *listed]) if listed else ""


def _in_one_line(words: str) -> str:
    return _MARKUP.sub(_marked, " ".join(without_turns(words).split()))


def _marked(found: re.Match[str]) -> str:
    """The sign with a backslash, which Markdown leaves out; a number gets it before its dot."""
    sign = found.group()
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _meeting(read: Reader) -> list[dict[str, str]]:
    meeting = read.about["conference"]
    if meeting is None:
        return []
    kind = read.words.term("meeting_kinds", meeting["kind"])
    return [read.fact("narrative.kind", read.words("narrative.line", kind=kind, number=meeting["number"]))]


def _facts(facts: Iterable[dict[str, str]]) -> list[str]:
    return [f"{fact['label']}: {fact['value']}" for fact in facts]


def _agenda(read: Reader) -> list[str]:
    return [
        read.words("narrative.parked", topic=topic["topic"]) if topic["parked"] else topic["topic"]
        for topic in read.about["agenda"]
    ]


def _attendance(people: dict[str, Any]) -> Iterator[str]:
    absent = {person["line"]: person["lines"] for person in people["absent"]}
    for row in people["rows"]:
        line = f"{row['name']} ({row['role']})"
        chance = " ".join([people["heads"][2], *row["chance"]])
        yield " · ".join([f"{line}: {row['took_part']}", chance, *absent.get(line, [])])
    yield from people["empty"]
    yield from people["others"]
    if people["not_noted"]:
        yield f"{people['not_noted_heading']}: {', '.join(people['not_noted'])}"


def _told(section: dict[str, Any]) -> Iterator[str]:
    for item in section["items"]:
        yield f"{item['text']} ({item['note']})" if item["note"] else item["text"]


def _concerns(section: dict[str, Any]) -> Iterator[str]:
    for row in section["rows"]:
        yield " · ".join([*row["text"], *row["action"]])


def _decisions(sections: dict[str, Any], words: Words) -> Iterator[str]:
    yield from _told(sections["decisions"])
    for need in sections["ideas"]["needs"]:
        yield from (f"{need['heading']} · {line}" for line in _told(need))
    for goal in sections["goals"]["items"]:
        yield goal["heading"]
        for objective in goal["objectives"]:
            yield " · ".join([objective["heading"], *_facts(objective["facts"])])
            yield from (_step(step, words) for step in objective["steps"])
    yield from (_step(step, words) for step in sections["goals"]["other"]["steps"])
    for visit in sections["visits"]["rows"]:
        yield " · ".join([f"{visit['who']}: {visit['how_often']}", *visit["where"], *visit["change"]])
    yield from sections["visits"]["workers"]
    for tie in sections["ties"]["items"]:
        yield " · ".join([tie["text"], *filter(None, tie["note"].splitlines())])
    for service in (one for group in sections["services"]["groups"] for one in group["rows"]):
        yield f"{service['for']}: {service['what']}; {service['who']}; {service['start']}"


def _step(step: dict[str, Any], words: Words) -> str:
    facts = {key: step[key] for key in ("owner", "what", "done_when", "due")}
    return " · ".join([words("narrative.step", **facts), *step["notes"]])


def _outcomes(read: Reader) -> Iterator[str]:
    """The lasting questions of the practice, each with what was answered at this meeting."""
    for one in read.about.get("outcomes", []):
        question = read.words.term("outcome_questions", one["question"])
        name = read.name(one["by"]) if read.person(one["by"]) else ""
        key = "outcomes.by" if name else "outcomes.line"
        yield read.words(key, question=question, name=name, text=one["text"])


def _dissent(read: Reader) -> list[str]:
    """Of the plan and of a child's permanency goal, in the person's own words."""
    told = [*read.about["views"], *read.about["views_before"], *read.about["goal_views"]]
    lines = []
    for view in told:
        if view["view"] in DISSENTING:
            thinks = read.words.term("views", view["view"])
            line = read.words(
                "views.line", name=read.name(view["person"]), role=read.role(view["person"]), view=thinks
            )
            goal = f" ({read.words('home.goal')}, {read.child(view['child'])})" if "child" in view else ""
            said = f": “{view['words']}”" if view["words"] else ""
            lines.append(" ".join([line + goal + said, *beside_view(read, view)]))
    return lines


def _dates(dates: dict[str, Any], words: Words) -> Iterator[str]:
    for row in dates["rows"]:
        yield " · ".join([words("narrative.due", what=row["what"], when=row["when"]), *row["notes"]])
