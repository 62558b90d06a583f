"""Facts about each conference: when, where, who came, its agenda, the goal for each child."""

from __future__ import annotations

from datetime import datetime

from bot.practice.player.facts_meeting import meeting_facts
from bot.practice.player.facts_people import absence_facts
from bot.practice.player.facts_voices import belongs, of_talk
from bot.practice.player.findings import PLAN, RECORD, Findings, pair_up
from bot.practice.player.get_ready import get_ready_facts
from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.script import Talk, how_took_part


def talk_facts(found: Findings) -> None:
    """Every conference of the file."""
    for talk, kept in zip(found.scene.script.talks, found.talks, strict=False):
        where = PLAN if talk.last else RECORD
        begins, ends = (found.wall(kept[name]) for name in ("starts_at", "ends_at"))
        part = talk.part
        values = {
            "kind": kept["kind"],
            "date": f"{begins:%Y-%m-%d}",
            "start": f"{begins:%H:%M}",
            "end": f"{ends:%H:%M}",
            "place": kept["place"],
        }
        found.row(part, kept, values, where)
        if part.at("ways"):
            found.holds(part.at("ways"), set(kept["ways"]) == set(part.get("ways")), where, kept["ways"])
        if part.at("left_out"):
            apart = {found.who(who) for who in part.get("left_out")}
            found.holds(part.at("left_out"), set(kept["left_out"]) == apart, RECORD, private=True)
        if part.at("why_left_out"):
            why = part.get("why_left_out")
            found.holds(part.at("why_left_out"), kept["why_left_out"] == why, RECORD, private=True)
        if part.at("day_number"):
            number = (
                found.plan["about"]["conference"]["day_number"] if talk.last else _day_number(found, talk)
            )
            found.same(part.at("day_number"), number, where)
        meeting_facts(found, talk, kept)
        _asked_and_came(found, talk, kept)
        get_ready_facts(found, talk, kept)
        _agenda(found, talk, kept)
        _reached(found, part, kept)
        found.not_said(part, ("kind", "start", "end", "place", "ways", "agenda_sent", "agenda_seen"))


def _day_number(found: Findings, talk: Talk) -> int:
    opened = found.plan["content"]["case"]["trigger"]["date"]
    return (talk.on - datetime.fromisoformat(opened).date()).days


def _reached(found: Findings, part: Part, kept: Json) -> None:
    """Days on which something was done for a conference."""
    if part.at("planned"):
        days = {
            one["invited_on"] for one in found.record["invitations"] if one["conference_id"] == kept["id"]
        }
        found.holds(part.at("planned"), part.get("planned") <= min(days, default=""), RECORD, sorted(days))
    if part.at("agenda_sent"):
        sent = kept["agenda_sent_at"]
        found.same(part.at("agenda_sent"), f"{found.wall(sent):%Y-%m-%d}" if sent else None, RECORD)
    for seen in part.each("agenda_seen"):
        rows = [one for one in found.record["agenda_seen"] if one["conference_id"] == kept["id"]]
        row = found.of_person(rows, seen.get("who"))
        found.holds(seen, row is not None and row["how"] == seen.get("how"), RECORD)


def _asked_and_came(found: Findings, talk: Talk, kept: Json) -> None:
    invited = [one for one in found.record["invitations"] if one["conference_id"] == kept["id"]]
    for part in talk.part.each("invitations"):
        row = found.of_person(invited, part.get("who"))
        values = row or {}
        found.holds(part.at("who"), row is not None, RECORD)
        told = {"on": values.get("invited_on"), "how": values.get("how"), "reply": values.get("reply")}
        found.row(part, row, told, RECORD)
    came = [one for one in found.record["attendances"] if one["conference_id"] == kept["id"]]
    for part in talk.part.each("attendance"):
        row = found.of_person(came, part.get("who"))
        how = row["how"] if row else None
        found.holds(part.at("who"), row is not None, RECORD)
        found.holds(part.at("how"), how == how_took_part(part.get("how")), RECORD, how)
        if part.at("absence"):
            absence_facts(found, part.at("absence"), row)


def _agenda(found: Findings, talk: Talk, kept: Json) -> None:
    parts = talk.part.each("agenda")
    rows = [one for one in found.record["topics"] if one["conference_id"] == kept["id"]]
    if talk.last:
        rows = [
            {
                "words": one["topic"],
                "position": one["n"],
                **{key: one[key] for key in ("from", "lead", "minutes")},
            }
            for one in found.plan["about"]["agenda"]
        ]
    else:
        rows = [{**one, "from": one["from_person"]} for one in rows]
    where = PLAN if talk.last else RECORD
    pairs = pair_up(parts, rows, lambda part, row: int(row["words"] == part.text("topic").strip()))
    for part, row in zip(parts, pairs, strict=True):
        values = row or {}
        said = {"n": values.get("position"), "topic": values.get("words"), "min": values.get("minutes")}
        found.row(part, row, said, where)
        if part.at("lead"):
            found.holds(part.at("lead"), values.get("lead") == found.who(part.get("lead")), where)
        if part.at("from"):
            wanted = found.who(part.get("from")) if part.get("from") != "facilitator" else None
            found.holds(part.at("from"), row is not None and values["from"] == wanted, where)


def permanency_facts(found: Findings) -> None:
    """The goal for each child, its back-up, and what each person thinks of it."""
    for part in found.scene.script.root.each("permanency"):
        child = found.child(part.get("child"))
        rows = [
            one
            for one in found.record["permanencies"]
            if one["child_id"] == child and not one["withdrawn_at"]
        ]
        row = of_talk(found, part, rows)
        values = row or {}
        keys = ("goal", "concurrent", "target_date", "reasons")
        found.row(part, row, {key: values.get(key) for key in keys}, PLAN)
        if part.at("concurrent_with"):
            with_whom = values.get("concurrent_with")
            found.holds(part.at("concurrent_with"), with_whom == found.who(part.get("concurrent_with")), PLAN)
        belongs(found, part, values)
        _views(found, part, [one for one in found.plan["about"]["goal_views"] if one["child"] == child])


def _views(found: Findings, part: Part, views: list[Json]) -> None:
    by_person = {one["person"]: one for one in views}
    for who in part.each("who_disagrees"):
        row = by_person.get(found.who(who.value) or "")
        found.holds(who, row is not None and row["view"] == "disagrees", PLAN)
    if part.get("who_disagrees") == []:
        found.holds(part.at("who_disagrees"), not any(one["view"] == "disagrees" for one in views), PLAN)
    for view in part.each("views"):
        row = by_person.get(found.who(view.get("who")) or "")
        values = row or {}
        found.holds(view.at("who"), row is not None, PLAN)
        found.row(view, row, {"view": values.get("view"), "words": values.get("words")}, PLAN)
    agree = part.at("all_parties_agree")
    if agree:
        found.holds(agree, agree.value != any(one["view"] != "agrees" for one in views), PLAN)
