"""The short copy of a plan: what is its reader's own; for a child or young person, a page that says "you"."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.documents.reader import Json, Reader
from bot.documents.sheet import sheet
from bot.documents.words import Words
from bot.domain.fingerprint import printed

Item = dict[str, Any]
YOUNG = "young_person"
# What a child is asked; without the question an answer can mean its opposite.
ASKED = {"good": "copy.told_good", "worries": "copy.told_worries", "wish": "copy.told_wish"}


def copy_page(content: Json, about: Json, reader: Json, words: Words, *, practice: bool) -> dict[str, Any]:
    """A section for each part that holds something; `reader` says for whom it is (material.py)."""
    read = Reader(content, about, words)
    young = reader["audience"] == YOUNG
    voice = "young" if young else "short"
    names = words.listed([child["name"] for child in content["children"]])
    sections = [
        {"heading": heading, "items": items}
        for part, lines in PARTS.items()
        for heading, items in _sections(read, part, voice, lines)
        if items
    ]
    ends = [words(f"{voice}.{line}") for line in ("ask", "change", *(("some_left",) if young else ()))]
    ends += filter(None, [words.own_words()])
    return sheet(words, practice=practice) | {
        "title": words(f"{voice}.title", name=reader["name"], names=names),
        "facts": _facts(read),
        "lead": words(f"{voice}.lead", name=reader["name"]),
        "sections": sections,
        "ends": {"heading": words(f"{voice}.ends"), "items": ends},
        "footer": words(
            "copy.footer",
            reference=content["case"]["ref"],
            version=about["version"],
            fingerprint=printed(about["sealed"]["sha256"]),
        ),
        # A child reads no law citations; whoever answers for the plan finds them on the other copies.
        "laws": "" if young else _laws(read),
    }


def _sections(
    read: Reader, part: str, voice: str, lines: Callable[..., Iterator[Item]]
) -> Iterator[tuple[str, list[Item]]]:
    """One section of a part; of what belongs to each child one for each."""
    if part not in OF_A_CHILD:
        yield read.words(f"{voice}.{part}"), list(lines(read))
        return
    for child in read.content["children"]:
        yield read.words(f"{voice}.{part}", name=child["name"]), list(lines(read, child))


def _facts(read: Reader) -> list[dict[str, str]]:
    meeting, words = read.about["conference"], read.words
    held = (meeting["held"] or meeting) if meeting else None
    met = [read.fact("copy.met", words.long_date(held["date"]))] if held else []
    return [*met, read.fact("copy.number", str(read.about["version"]))]


def _laws(read: Reader) -> str:
    """The laws that the plan stands on (C-06)."""
    citations = [each["citation"] for each in read.about["legal_references"]]
    return read.words("copy.laws", citations="; ".join(citations)) if citations else ""


def _item(text: str, *notes: str) -> Item:
    return {"text": text, "notes": [note for note in notes if note]}


def _voice(read: Reader, child: Json) -> Iterator[Item]:
    """What a child told us: their own words, and their answers."""
    voice = child["voice"] or {}
    yield from (_item(line) for line in voice.get("said") or ())
    for key, phrase in ASKED.items():
        yield from (_item(read.words(phrase, words=line)) for line in voice.get(key) or ())


def _home(read: Reader, child: Json) -> Iterator[Item]:
    words, home, goal = read.words, child["placement"], child["permanency"]
    if home:
        kind = words.term("placements", home["kind"])
        named = read.person(home["with"]) is not None
        lives = words("copy.lives_with", kind=kind, name=read.name(home["with"])) if named else kind
        yield _item(words("copy.home_now", home=lives))
    if goal:
        yield _item(words("copy.goal", goal=words.term("permanency_goals", goal["goal"])))
    if goal and goal["concurrent"]:
        yield _item(words("copy.back_up", goal=words.term("permanency_goals", goal["concurrent"])))


def _texts(part: str) -> Callable[[Reader], Iterator[Item]]:
    def lines(read: Reader) -> Iterator[Item]:
        yield from (_item(each["text"]) for each in read.content.get(part, ()))

    return lines


def _goals(read: Reader) -> Iterator[Item]:
    """Each goal with what leads to it, and by when."""
    words = read.words
    for goal in read.content["goals"]:
        under = (one for one in read.content["objectives"] if one["goal"] == goal["id"])
        yield _item(goal["text"], *(_objective(words, one) for one in under))


def _objective(words: Words, objective: Json) -> str:
    told = words("copy.helps", words=objective["text"])
    by = words("copy.by", date=words.short_date(objective["by_date"])) if objective["by_date"] else ""
    return ". ".join(filter(None, (told.rstrip("."), by)))


def _tasks(read: Reader) -> Iterator[Item]:
    words = read.words
    for task in sorted(read.content["tasks"], key=lambda one: str(one["due"])):
        help_line = words("copy.help", words=task["help"]) if task["help"] else ""
        yield _item(
            words("copy.step", owner=read.name(task["owner"]), what=task["text"]),
            words("copy.by", date=words.short_date(task["due"])),
            words("copy.done_when", words=task["done_when"]),
            help_line,
        )


def _visits(read: Reader) -> Iterator[Item]:
    words = read.words
    for visit in read.content["visits"]:
        notes = [words("copy.where", words=visit["where"])] if visit["where"] else []
        if visit["starts"]:
            notes.append(words("copy.starts", date=words.short_date(visit["starts"])))
        if visit["supervised"]:
            notes.append(words("copy.supervised"))
        yield _item(_who_sees(read, visit), *notes)


def _who_sees(read: Reader, visit: Json) -> str:
    often = visit["how_often"]
    if visit["worker_with"]:
        worker = visit["who"]
        known = read.words("people.who", name=read.name(worker), role=read.role(worker))
        name = known if read.person(worker) else read.words("visits.worker_nobody")
        return read.words("copy.visit", name=name, how_often=often)
    facts = {"child": read.child(visit["child"]), "name": read.name(visit["with"]), "how_often": often}
    many = visit["child"] and len(read.content["children"]) > 1
    return read.words("copy.visit_of" if many else "copy.visit", **facts)


def _ties(read: Reader) -> Iterator[Item]:
    words = read.words
    for tie in read.content.get("ties", ()):
        named = [read.name(tie["with"])] if read.person(tie["with"]) else []
        who = ", ".join([*named, *filter(None, [tie["name"]])])
        notes = (words(f"copy.{key}", words=tie[key]) for key in ("wish", "keeps") if tie[key])
        yield _item(words("copy.tie", kind=words.term("tie_kinds", tie["kind"]), who=who), *notes)


def _services(read: Reader) -> Iterator[Item]:
    words = read.words
    for each in read.content["services"]:
        owner = [read.name(each["owner"])] if read.person(each.get("owner")) else []
        who = "; ".join([*owner, *filter(None, [each["who"]])])
        start = words("copy.starts", date=words.short_date(each["start_by"])) if each["start_by"] else ""
        yield _item(words("copy.service", what=each["what"], who=who) if who else each["what"], start)


# In the order of the page. What is not in a reader's part of the plan has no section.
PARTS: dict[str, Callable[..., Iterator[Item]]] = {
    "voices": _voice,
    "homes": _home,
    "strengths": _texts("strengths"),
    "needs": _texts("needs"),
    "concerns": _texts("concerns"),
    "goals": _goals,
    "tasks": _tasks,
    "visits": _visits,
    "ties": _ties,
    "services": _services,
    "decisions": _texts("decisions"),
}
OF_A_CHILD = ("voices", "homes")
