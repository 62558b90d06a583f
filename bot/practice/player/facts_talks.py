"""Facts about each conference: when, where, who came, its agenda, each child's voice and goal."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.practice.player.entries import VOICE_WAYS, voice_way
from bot.practice.player.facts_people import absence_facts
from bot.practice.player.findings import PLAN, RECORD, Findings, pair_up
from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.script import Talk, how_took_part


def talk_facts(found: Findings) -> None:
    """Every conference of the file."""
    for talk, kept in zip(found.scene.script.talks, found.talks, strict=False):
        where = PLAN if talk.last else RECORD
        begins, ends = (_wall(found, kept[name]) for name in ("starts_at", "ends_at"))
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
        _asked_and_came(found, talk, kept)
        _agenda(found, talk, kept)
        _reached(found, part, kept)
        found.not_said(part, ("kind", "start", "end", "place", "ways", "agenda_sent", "agenda_seen"))


def _wall(found: Findings, moment: str) -> datetime:
    zone = ZoneInfo(found.scene.script.zone)
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone(UTC).astimezone(zone)


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
        found.same(part.at("agenda_sent"), f"{_wall(found, sent):%Y-%m-%d}" if sent else None, RECORD)
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


def voice_facts(found: Findings) -> None:
    """Each child's own voice; of a later conference, as the plan has it."""
    for part in found.scene.script.root.each("child_voice"):
        child = found.child(part.get("child"))
        rows = [one for one in found.record["voices"] if one["child_id"] == child]
        row = _of_talk(found, part, rows)
        values = row or {}
        if part.get("how") in VOICE_WAYS:
            found.same(part.at("how"), values.get("how"), PLAN)
        else:
            ok = values.get("how_words") == part.text("how").strip() and values.get("how") == voice_way(
                found.scene, part
            )
            found.holds(part.at("how"), ok, PLAN, values.get("how_words"))
        in_plan = next(
            (one["voice"] for one in found.plan["content"]["children"] if one["id"] == child), None
        )
        told = (in_plan or {}).get("said", [])
        for words in part.each("said"):
            found.holds(
                words, words.value.strip() in told or words.value in (values.get("said") or ""), PLAN, told
            )
        found.row(part, row, {"reason": values.get("reason")}, PLAN)
        _belongs(found, part, values)
        if part.at("by"):
            found.holds(part.at("by"), values.get("said_by") == found.who(part.get("by")), PLAN)
        found.not_said(part, ("by",))


def _of_talk(found: Findings, part: Part, rows: list[Json]) -> Json | None:
    place = found.scene.script.talks.index(found.scene.script.talk_of(part))
    talk = found.talks[place]["id"] if place < len(found.talks) else ""
    return next((one for one in rows if one["conference_id"] == talk), rows[0] if rows else None)


def _belongs(found: Findings, part: Part, row: Json) -> None:
    """To which child and which conference something was said."""
    if part.at("child"):
        found.holds(part.at("child"), row.get("child_id") == found.child(part.get("child")), PLAN)
    if part.at("conference"):
        place = found.scene.script.talks.index(found.scene.script.talk_of(part))
        ok = place < len(found.talks) and row.get("conference_id") == found.talks[place]["id"]
        found.holds(part.at("conference"), ok, RECORD)


def permanency_facts(found: Findings) -> None:
    """The goal for each child, its back-up, and what each person thinks of it."""
    for part in found.scene.script.root.each("permanency"):
        child = found.child(part.get("child"))
        rows = [
            one
            for one in found.record["permanencies"]
            if one["child_id"] == child and not one["withdrawn_at"]
        ]
        row = _of_talk(found, part, rows)
        values = row or {}
        keys = ("goal", "concurrent", "target_date", "reasons")
        found.row(part, row, {key: values.get(key) for key in keys}, PLAN)
        if part.at("concurrent_with"):
            with_whom = values.get("concurrent_with")
            found.holds(part.at("concurrent_with"), with_whom == found.who(part.get("concurrent_with")), PLAN)
        _belongs(found, part, values)
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
