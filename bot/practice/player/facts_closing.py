"""Facts after the seal: each person's answer, view and copy, one apart from the other; the endorsement."""

from __future__ import annotations

from bot.practice.player.findings import PLAN, RECORD, Findings
from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.script import how_took_part

# What the whole record calls otherwise than the plan does.
IN_RECORD = {"person_id": "person", "with_person": "with"}


def closing_facts(found: Findings) -> None:
    """The answers and the endorsement of every version."""
    root = found.scene.script.root
    for number, part in enumerate([root, *root.each("versions")]):
        for answer in part.each("acknowledgements"):
            _answer(found, answer, number)
        if part.at("endorsement"):
            _endorsement(found, part.at("endorsement"), number)


def _rows(found: Findings, name: str, number: int) -> tuple[list[Json], str]:
    """What was said about one version: of the newest in the plan, of older ones in the whole record."""
    if number >= len(found.versions):
        return [], RECORD
    if number == len(found.versions) - 1:
        return list(found.plan["about"][name]), PLAN
    of_version = [one for one in found.record[name] if one["version_id"] == found.versions[number]]
    return [{IN_RECORD.get(key, key): value for key, value in one.items()} for one in of_version], RECORD


def _answer(found: Findings, part: Part, number: int) -> None:
    rows, where = _rows(found, "acknowledgements", number)
    row = found.of_person(rows, part.get("who"), "person")
    kept = row or {}
    if part.get("answer") == "not_asked" and not part.get("reason"):
        found.holds(part.at("answer"), row is None or kept["answer"] == "not_asked", where)
    else:
        found.row(part, row, {"answer": kept.get("answer")}, where)
        told = {"manner": kept.get("manner"), "on": kept.get("on"), "words": kept.get("words")}
        found.row(part, row, {**told, "reason": kept.get("words")}, where)
    found.holds(part.at("who"), row is not None or part.get("answer") == "not_asked", where)
    for key, name in (("witness", "witness"), ("with", "with"), ("via_interpreter", "interpreter")):
        if part.at(key):
            found.holds(part.at(key), kept.get(name) == found.who(part.get(key)), where, kept.get(name))
    if part.at("took_part"):
        team = found.of_person(found.plan["about"]["team"], part.get("who"), "person")
        came = team["took_part"] if team else None
        found.holds(part.at("took_part"), came == how_took_part(part.get("took_part")), PLAN, came)
    _view(found, part, number)
    if part.at("copy"):
        rows, where = _rows(found, "copies", number)
        copy = found.of_person(rows, part.get("who"), "person")
        sent = copy or {}
        told = {"how": sent.get("how"), "sent": sent.get("sent_on"), "got": sent.get("got_on")}
        found.row(part.at("copy"), copy, told, where)
    found.not_said(part, ("on", "view", "copy"))


def _view(found: Findings, part: Part, number: int) -> None:
    """Whoever was not asked has no view."""
    rows, where = _rows(found, "views", number)
    row = found.of_person(rows, part.get("who"), "person")
    kept = row or {}
    if part.get("view") == "not_asked":
        found.holds(part.at("view"), row is None, where, kept.get("view"))
        return
    told = {
        "view": kept.get("view"),
        "view_words": kept.get("words"),
        "view_on": kept.get("on"),
        "told_how_to_challenge": kept.get("told_how_to_challenge"),
    }
    found.row(part, row, told, where)


def _endorsement(found: Findings, part: Part, number: int) -> None:
    newest = number == len(found.versions) - 1
    row = found.plan["about"]["endorsement"] if newest else _older(found, number)
    kept, where = row or {}, PLAN if newest else RECORD
    told = {"asked": kept.get("asked_on"), "done": kept.get("done_on"), "answer": kept.get("answer")}
    found.row(part, row, {**told, "words": kept.get("words")}, where)
    asked_of = kept.get("asked_of")
    name = found.plan["about"]["people"].get(asked_of, {}).get("name") if newest else part.get("by")
    found.same(part.at("by"), name if row else None, where)
    if part.at("required_by_profile"):
        rule = found.scene.script.profile.endorsement.id
        found.same(part.at("required_by_profile"), rule if row else None, "the profile")


def _older(found: Findings, number: int) -> Json | None:
    if number >= len(found.versions):
        return None
    rows = [one for one in found.record["endorsements"] if one["version_id"] == found.versions[number]]
    return rows[-1] if rows else None
