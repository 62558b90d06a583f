"""The agenda as its reader meets it on paper: when, where, what for, and the topics with their times."""

from collections.abc import Sequence
from typing import Any

from bot.documents.reader import Json, Reader
from bot.documents.sheet import sheet
from bot.documents.words import Words

Section = dict[str, Any]
NOTE_LINES = 2


def agenda_page(told: Json, words: Words, *, practice: bool) -> Section:
    """The sections of the agenda. `told` is what services/agenda/agenda_paper.py says to one reader."""
    read = Reader({"people": told["people"], "children": []}, {}, words)
    topics = told["topics"]
    return sheet(words, practice=practice) | {
        "title": words("agenda.title"),
        "facts": _facts(read, told),
        "purpose": {"heading": words("agenda.purpose_heading"), "text": words("agenda.purpose")},
        "topics": {
            "heading": words("agenda.topics_heading"),
            "lead": f"{_total(words, topics)} {words('agenda.room')}",
            "items": [{"words": each["topic"], "notes": _notes(read, each)} for each in topics],
            "lines": NOTE_LINES,
        },
        "good": {
            "heading": words("agenda.good_heading"),
            "items": [
                *(words(f"agenda.{line}") for line in ("break", "bring", "needs", "missing")),
                *filter(None, [words.own_words()]),
            ],
        },
        "footer": words("agenda.footer"),
        "laws": "",
    }


def _facts(read: Reader, told: Json) -> list[dict[str, str]]:
    """What stands at the head of the sheet; what nobody recorded is not there."""
    words, meeting = read.words, told["meeting"]
    when = words(
        "agenda.when_value",
        date=words.long_date(meeting["date"]),
        start=words.time(meeting["start"]),
        end=words.time(meeting["end"]),
        zone=words.zone(meeting["date"], meeting["start"], meeting["zone"]),
    )
    listed = [read.fact("agenda.when", when)]
    if meeting["place"]:
        listed.append(read.fact("agenda.where", meeting["place"]))
    if meeting["ways"]:
        ways = (words.term("took_part", way) for way in meeting["ways"])
        listed.append(read.fact("agenda.ways", " · ".join(ways)))
    if told["leads"]:
        listed.append(read.fact("agenda.lead", words.listed(map(read.name, told["leads"]))))
    listed.append(read.fact("agenda.kind", words.term("meeting_kinds", meeting["kind"])))
    if told["of"]:
        listed.append(read.fact("agenda.copy", read.name(told["of"])))
    elif told["of_who_leads"]:
        listed.append(read.fact("agenda.copy", words("agenda.of_who_leads")))
    return listed


def _total(words: Words, topics: Sequence[Json]) -> str:
    with_place = [topic["minutes"] for topic in topics if not topic["if_time"]]
    timed = [minutes for minutes in with_place if minutes]
    if not timed:
        return words("agenda.no_times")
    key = "agenda.total" if len(timed) == len(with_place) else "agenda.total_so_far"
    return words(key, minutes=_minutes(words, sum(timed)))


def _minutes(words: Words, count: int) -> str:
    return words("agenda.one_minute") if count == 1 else words("agenda.minutes", minutes=count)


def _notes(read: Reader, topic: Json) -> str:
    """How long, who asked for it, who speaks first: in one quiet line under the topic."""
    words, minutes = read.words, topic["minutes"]
    notes = [words("agenda.if_time")] if topic["if_time"] else []
    if minutes:
        notes.append(_minutes(words, minutes))
    asked = topic["from"]
    if asked is None and topic["author_shown"]:
        notes.append(words("agenda.by_lead"))
    elif asked and read.person(asked):
        notes.append(words("agenda.by", name=read.name(asked), role=read.role(asked)))
    if read.person(topic["lead"]):
        notes.append(words("agenda.first", name=read.name(topic["lead"])))
    if topic["hard"]:
        notes.append(words("agenda.hard"))
    return " · ".join(notes)
