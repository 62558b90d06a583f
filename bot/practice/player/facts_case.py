"""Facts of the case and the family, found in the plan."""

from __future__ import annotations

from datetime import date

from bot.domain.dates import age_on
from bot.practice.player.check_names import clock_named
from bot.practice.player.findings import PLAN, RECORD, Findings
from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.script import day


def case_facts(found: Findings) -> None:
    """Reference, profile, trigger, events, court, clocks, why we are here."""
    case, kept = found.scene.script.root.at("case"), found.plan["content"]["case"]
    found.row(
        case,
        kept,
        {
            "ref": kept["ref"],
            "profile": kept["profile"],
            "plan_kind": kept["plan_kind"],
            "why_we_are_here": kept["why_we_are_here"],
            "in_custody": kept["in_custody"],
        },
        PLAN,
    )
    trigger = kept["trigger"] or {}
    found.same(case.at("trigger", "event"), trigger.get("event"), PLAN)
    found.same(case.at("trigger", "date"), trigger.get("date"), PLAN)
    if case.at("plan_version"):
        later = len(found.kept_versions) - 1
        found.same(case.at("plan_version"), found.plan["about"]["version"] - later, PLAN)
    if case.at("zone"):
        found.same(case.at("zone"), found.record["case"]["zone"], RECORD)
    _events(found, case)
    _facts(found, case)
    _inquiry(found, case.at("tribe_inquiry"))
    _inquiry(found, case.at("court", "tribe_inquiry"))
    spoken = {one["language"] for one in (*found.record["people"], *found.record["children"])}
    for flag in case.each("language_flags"):
        found.holds(flag, flag.value in spoken, RECORD, sorted(filter(None, spoken)))
    _clocks(found, case.at("clock"))
    found.not_said(case, ("in_custody", "why_we_are_here", "zone"))


def _events(found: Findings, case: Part) -> None:
    kept = {(one["event"], one["date"]) for one in found.plan["content"]["case"]["events"]}
    for part in case.each("events"):
        found.holds(part, (part.get("event"), part.get("date")) in kept, PLAN, sorted(kept))
    order = case.at("court", "first_order_date")
    if order:
        found.holds(order, ("first_court_order", order.value) in kept, PLAN, sorted(kept))


def _facts(found: Findings, case: Part) -> None:
    answers = {(one["name"], one["answer"]) for one in found.record["facts"]}
    for part in case.each("facts"):
        found.holds(part, (part.get("name"), part.get("answer")) in answers, RECORD)


def _inquiry(found: Findings, part: Part) -> None:
    if not part:
        return
    asked = ", ".join(one.replace("_", " ") for one in part.get("asked_of"))
    kept = found.plan["about"]["tribe_inquiry"]
    row: Json = next((one for one in kept if one["asked_on"] == part.get("asked_on")), {})
    found.same(part.at("asked_on"), row.get("asked_on"), PLAN)
    found.holds(part.at("asked_of"), row.get("asked_of") == asked, PLAN, row.get("asked_of"))
    found.same(part.at("result"), row.get("result"), PLAN)


def _clocks(found: Findings, clocks: Part) -> None:
    due = {one["clock"]: one for one in found.plan["about"]["due_dates"]}
    for key in clocks.value or {}:
        part = clocks.at(key)
        clock, weekday = clock_named(key)
        kept = due.get(clock, {})
        said = part.value.lower() if weekday else part.value
        found.holds(part, said == kept.get("weekday" if weekday else "due"), PLAN, kept.get("due"))


def family_facts(found: Findings) -> None:
    """The household, each child, each placement, each parent's place that stays empty."""
    script = found.scene.script
    family, content = script.root.at("family"), found.plan["content"]
    if family.at("household"):
        found.same(family.at("household"), content["case"]["household"], PLAN)
    empty = {(one["role"], one["reason"]) for one in content["case"]["empty_places"]}
    for part in family.each("not_known"):
        found.holds(part, (part.get("role"), part.get("reason")) in empty, PLAN, sorted(empty))
    rows = {child["id"]: child for child in content["children"]}
    for who, child in script.children.items():
        row = rows.get(found.children.get(who, ""))
        kept = row or dict.fromkeys(("name", "birth_date", "language"))
        found.row(
            child, row, {"name": kept["name"], "dob": kept["birth_date"], "language": kept["language"]}, PLAN
        )
        if child.at("age"):
            found.same(child.at("age"), _age(kept["birth_date"], script.talks[-1].on), PLAN)
        found.not_said(child, ("dob", "language"))
    for child, placement in script.placements():
        _placement(found, placement, rows.get(found.children.get(child.text("id"), "")))


def _age(born: str | None, on: date) -> int | None:
    return age_on(day(born), on) if born else None


def _placement(found: Findings, part: Part, child: dict[str, object] | None) -> None:
    kept = child["placement"] if child else None
    row = kept if isinstance(kept, dict) else None
    keys = ("same_school", "miles_from_parent", "least_restrictive", "safe_and_fit")
    values = row or {}
    found.row(part, row, {"type": values.get("kind"), **{key: values.get(key) for key in keys}}, PLAN)
    if part.at("with"):
        found.holds(part.at("with"), values.get("with") == found.who(part.get("with")), PLAN)
    found.not_said(part, keys)
