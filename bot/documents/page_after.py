"""The sections on what comes after a meeting: dates, what stayed open, copies, reading, the seal."""

from datetime import datetime
from typing import Any

from bot.documents.reader import Json, Reader
from bot.domain.case import NARRATIVE_ENTERED
from bot.domain.dates import to_wall
from bot.domain.fingerprint import printed

Section = dict[str, Any]


def dates(read: Reader) -> Section:
    """What falls due next, in order: the clocks of the law and the days on which visits are looked at."""
    words = read.words
    found = [(due["due"], words.term("clocks", due["clock"]), _notes(read, due)) for due in _each_once(read)]
    for visit in read.content["visits"]:
        if visit["review_on"]:
            found.append((visit["review_on"], words("dates.review", name=_together_with(read, visit)), []))
    rows = [
        {"what": what, "when": words.long_date(day), "notes": notes}
        for day, what, notes in sorted(found, key=lambda each: str(each[0]))
    ]
    return {
        "heading": words("dates.heading"),
        "none": "" if rows else words("dates.none"),
        "heads": [words("dates.what"), words("dates.when")],
        "rows": rows,
    }


def _each_once(read: Reader) -> list[Json]:
    """The due dates; where an included profile names the same day for the same thing, ours says it.

    That staff write a narrative is no date of the family's: it stands in the narrative alone.
    """
    every, ours = read.about.get("due_dates", []), read.content["case"]["profile"]
    rows = [due for due in every if NARRATIVE_ENTERED not in due["done_by"]]
    said = {_day_and_deed(due) for due in rows if due["profile"] == ours}
    return [due for due in rows if due["profile"] == ours or _day_and_deed(due) not in said]


def _day_and_deed(due: Json) -> tuple[str, ...]:
    """What makes two dates one; a clock that no event ends is like no other."""
    return (due["due"], *(due["done_by"] or (due["clock"],)))


def _notes(read: Reader, due: Json) -> list[str]:
    words = read.words
    notes = [_counted(read, due)] if due["amount"] else []
    if due["stood_still"]:
        notes.append(words("dates.stood_still", days=_length(read, due["stood_still"], "days")))
    if due["at_most"]:
        notes.append(words("dates.shorter", days=_length(read, due["at_most"], "days")))
    if due["met_on"]:
        notes.append(words("dates.met", date=words.short_date(due["met_on"])))
    if due["mark"] == "unconfirmed":
        notes.append(words("dates.not_confirmed"))
    return notes


def _counted(read: Reader, due: Json) -> str:
    """From what the day was counted, so that anybody can check it."""
    words = read.words
    return words(
        "dates.before" if due["amount"] < 0 else "dates.after",
        amount=_length(read, abs(due["amount"]), due["unit"]),
        date=words.long_date(due["from_date"]),
        event=words.term("events", due["from_event"]),
    )


def _length(read: Reader, count: int, unit: str) -> str:
    name = unit if count != 1 else f"one_{unit.removesuffix('s')}"
    return read.words(f"dates.{name}", count=count)


def _together_with(read: Reader, visit: Json) -> str:
    if read.person(visit["with"]):
        return read.name(visit["with"])
    return read.words.term("worker_with", visit["worker_with"])


def copies(read: Reader) -> Section:
    words = read.words
    items = []
    for copy in read.about.get("copies", []):
        line = _copy_line(read, copy)
        if copy["got_on"]:
            state = words("copies.got", date=words.short_date(copy["got_on"]))
        elif copy["sent_on"]:
            state = words("copies.sent", date=words.short_date(copy["sent_on"]))
        elif copy["due"]:
            state = words("copies.due", date=words.short_date(copy["due"]))
        else:
            state = words("copies.not_sent")
        items.append(f"{line} {state}")
    return {"heading": words("copies.heading"), "items": items}


def _copy_line(read: Reader, copy: Json) -> str:
    """Whose copy it is and how it goes; nobody reads here what staff are to do first."""
    name, how = read.name(copy["person"]), copy["how"]
    if how is None:
        return read.words("copies.line_open", name=name)
    if how == "need_to_know_check":
        return read.words("copies.line_check", name=name)
    return read.words("copies.line", name=name, how=read.words.term("copy_ways", how))


def reading(read: Reader) -> Section:
    titles = [each["title"] for each in read.about.get("further_reading", [])]
    return {"heading": read.words("reading.heading"), "items": titles}


def about_this_paper(read: Reader) -> Section:
    """The seal, the endorsement and the laws behind the plan, for whoever wants to check."""
    words, about = read.words, read.about
    lines = (
        [_sealed(read), words("seal.fingerprint", fingerprint=printed(about["sealed"]["sha256"]))]
        if about
        else []
    )
    if about.get("is_part"):
        lines.append(words("seal.part"))
    if not about:
        lines = [words("seal.not_sealed")]
    if about.get("endorsement"):
        lines += _endorsement(read, about["endorsement"])
    for each in about.get("tribe_inquiry", []):
        result = words.term("tribe_results", each["result"])
        day = words.short_date(each["asked_on"])
        lines.append(words("seal.tribe", date=day, whom=each["asked_of"], result=result))
    return {"heading": words("seal.heading"), "lines": lines}


def laws(read: Reader) -> str:
    """The laws that the plan stands on (C-06)."""
    citations = [each["citation"] for each in read.about.get("legal_references", [])]
    return read.words("footer.laws", citations="; ".join(citations)) if citations else ""


def provider_input(read: Reader) -> Section:
    """What providers wrote, each under their own name (C-08)."""
    words = read.words
    items = [
        words("provider_input.line", name=read.name(each["by"]), role=read.role(each["by"]), date=day)
        + f" {each['text']}"
        for each in read.about.get("provider_input", [])
        for day in [words.short_date(each["given_on"])]
    ]
    return {"heading": words("provider_input.heading"), "items": items}


def talks(read: Reader) -> Section:
    """The talks and visits that made the plan: when, of what kind, and who took part (V-02)."""
    words = read.words
    items = []
    for each in read.about.get("talks", []):
        names = words.listed([read.name(one["person"]) for one in each["people"]])
        facts = {"date": words.long_date(each["date"]), "kind": words.term("meeting_kinds", each["kind"])}
        items.append(words("talks.line" if names else "talks.line_nobody", names=names, **facts))
    return {"heading": words("talks.heading"), "items": items}


def offers(read: Reader) -> Section:
    """Which ways to meet were offered to whom, and every answer, an earlier one too (V-03)."""
    words = read.words
    items = []
    for each in read.about.get("offers", []):
        answer = words.term("offer_answers", each["answer"])
        facts = {"kind": words.term("meeting_kinds", each["kind"]), "answer": answer}
        day = words.short_date(each["on"])
        line = words("offers.line", name=read.name(each["person"]), date=day, **facts)
        items.append(f"{line} “{each['words']}”" if each["words"] else line)
    return {"heading": words("offers.heading"), "items": items}


def set_aside(read: Reader) -> Section:
    """What was left open on purpose, each with its reason, and the sections that were not needed."""
    words = read.words
    items = []
    for each in read.about.get("set_aside", []):
        if each["gap"] == "section":
            items.append(words("set_aside.section", section=words.term("sections", each["about"])))
            continue
        gap, why = words.term("gaps", each["gap"]), words.term("set_aside_reasons", each["why"])
        line = words("set_aside.line", gap=gap, why=why)
        if name := _about_whom(read, each["about"]):
            line = words("set_aside.line_about", name=name, gap=gap, why=why)
        items.append(f"{line} {each['words']}" if each["words"] else line)
    return {"heading": words("set_aside.heading"), "items": items}


def _about_whom(read: Reader, subject: str) -> str:
    if read.person(subject):
        return read.name(subject)
    return next((child["name"] for child in read.content["children"] if child["id"] == subject), "")


def parked(read: Reader) -> Section:
    """Topics that were put off, so that they are not lost (K-25)."""
    topics = [topic["topic"] for topic in read.about.get("agenda", []) if topic["parked"]]
    return {"heading": read.words("parked.heading"), "items": topics}


def _sealed(read: Reader) -> str:
    """When it was sealed, by the clocks where the meeting was."""
    meeting = read.about["conference"]
    moment = datetime.fromisoformat(read.about["sealed"]["at"])
    wall = to_wall(moment, meeting["zone"] if meeting else "UTC")
    day, clock = wall.date().isoformat(), f"{wall:%H:%M}"
    return read.words("seal.sealed", date=read.words.long_date(day), time=read.words.time(clock))


def _endorsement(read: Reader, endorsement: Json) -> list[str]:
    words, asked_of = read.words, endorsement["asked_of"]
    name = read.name(asked_of) if read.person(asked_of) else words("seal.endorser")
    if endorsement["answer"] is None:
        return [words("seal.endorsement_asked", date=words.short_date(endorsement["asked_on"]), name=name)]
    answer = words.term("answers", endorsement["answer"])
    lines = [words("seal.endorsed", name=name, date=words.short_date(endorsement["done_on"]), answer=answer)]
    if endorsement["words"]:
        lines.append(words("seal.endorsement_words", words=endorsement["words"]))
    return lines


def footer(read: Reader) -> str:
    reference = read.content["case"]["ref"]
    if not read.about:
        return read.words("footer.draft", reference=reference)
    return read.words(
        "footer.line",
        reference=reference,
        version=read.about["version"],
        fingerprint=_fingerprint(read.about),
    )


def _fingerprint(about: Json) -> str:
    return printed(about["sealed"]["sha256"])
