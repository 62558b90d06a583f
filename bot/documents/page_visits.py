"""The sections of whom a child sees and what they belong to: visits, and ties to keep."""

from collections.abc import Iterator
from typing import Any

from bot.documents.reader import Json, Reader

Section = dict[str, Any]


def visits(read: Reader) -> Section:
    words = read.words
    family = [visit for visit in read.content["visits"] if not visit["worker_with"]]
    workers = [visit for visit in read.content["visits"] if visit["worker_with"]]
    return {
        "heading": words("visits.heading"),
        "none": "" if family or workers else read.none("visits", "visits"),
        "heads": [words(f"visits.{head}") for head in ("with", "how_often", "where", "change")],
        "rows": [_visit(read, visit) for visit in family],
        "worker_heading": words("visits.worker_heading"),
        "workers": [_worker_visit(read, visit) for visit in workers],
    }


def _visit(read: Reader, visit: Json) -> Section:
    words = read.words
    where = [visit["where"]] if visit["where"] else []
    if visit["starts"]:
        where.append(words("visits.starts", date=words.short_date(visit["starts"])))
    if visit["supervised"] is not None:
        where.append(words("visits.supervised" if visit["supervised"] else "visits.unsupervised"))
    change = []
    if visit["loosens_when"]:
        change.append(words("visits.loosens", words=visit["loosens_when"]))
    if visit["loosens_to"]:
        change.append(words("visits.loosens_to", words=words.term("loosens_to", visit["loosens_to"])))
    if visit["review_on"]:
        change.append(words("visits.review", date=words.short_date(visit["review_on"])))
    change += read.carried(visit)
    return {"who": _together(read, visit), "how_often": visit["how_often"], "where": where, "change": change}


def _together(read: Reader, visit: Json) -> str:
    if visit["child"] is None or len(read.content["children"]) == 1:
        return read.name(visit["with"])
    return read.words("visits.together", child=read.child(visit["child"]), name=read.name(visit["with"]))


def _worker_visit(read: Reader, visit: Json) -> str:
    words = read.words
    worker = read.name(visit["who"]) if read.person(visit["who"]) else words("visits.worker_nobody")
    whom = words.term("worker_with", visit["worker_with"])
    line = words("visits.worker_line", worker=worker, whom=whom, how_often=visit["how_often"])
    return " ".join([line, *read.carried(visit)])


def ties(read: Reader) -> Section:
    """Whom and what each child belongs to, the child's own wish first; older plans know of none."""
    items = [
        {"text": _tie(read, each), "note": "\n".join(_about_tie(read, each))}
        for each in read.content.get("ties", [])
    ]
    none = "" if items else read.none("ties", "connections", "cultural_support")
    return {"heading": read.words("ties.heading"), "items": items, "none": none}


def _tie(read: Reader, tie: Json) -> str:
    who = [read.name(tie["with"])] if read.person(tie["with"]) else []
    line = "ties.line" if len(read.content["children"]) == 1 else "ties.line_of"
    return read.words(
        line,
        child=read.child(tie["child"]),
        kind=read.words.term("tie_kinds", tie["kind"]),
        who=", ".join([*who, *filter(None, [tie["name"]])]),
    )


def _about_tie(read: Reader, tie: Json) -> Iterator[str]:
    child = read.child(tie["child"])
    for key in ("wish", "keeps", "how_often"):
        if tie[key]:
            yield read.words(f"ties.{key}", child=child, words=tie[key])
    if tie["safe"]:
        yield read.words(f"ties.{tie['safe']}", child=child)
    if read.person(tie["by"]):
        yield read.said_by("ties", tie["by"])
    yield from read.carried(tie)
