"""What should follow from the file, reckoned from the papers and the reminders that came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.domain.conditions import CaseFacts
from bot.domain.profile import RoleGroup
from bot.domain.roles import Seat, check_team
from bot.domain.smart import DueBetween, hints
from bot.practice.player.findings import PLAN, RECORD, Findings
from bot.practice.player.hands import Json
from bot.practice.player.script import day

ABSENT = ("absent_invited", "absent_not_reached", "input_only", "not_invited")


def expected_facts(found: Findings) -> None:
    """Each line of the file's `expected`, and that every reminder came on its day."""
    part = found.scene.script.root.at("expected")
    reckoned: dict[str, Callable[[], tuple[Any, str]]] = {
        "conference_on_time": lambda: (_on_time(found), PLAN),
        "required_roles_missing": lambda: (sorted(_missing(found)), RECORD),
        "smart_lint_failures": lambda: (_hints(found), PLAN),
        "ack_pending": lambda: (sorted(_pending(found)), PLAN),
        "open_disagreements": lambda: (sorted(_disagreeing(found)), PLAN),
        "parents_copy_sent": lambda: (_parents_copies(found), PLAN),
        "narrative_category": lambda: (found.plan["about"]["narrative_category"], PLAN),
        "absent_follow_up": lambda: (sorted(_followed_up(found)), f"{PLAN} and the reminders"),
    }
    for key, reckon in reckoned.items():
        if part.at(key):
            value, where = reckon()
            said = sorted(part.get(key)) if isinstance(part.get(key), list) else part.get(key)
            found.holds(part.at(key), said == value, where, value)
    clocks = sorted({f"{one.on}" for one in found.reminders if one.kind == "clock"})
    for moment in part.each("reminders"):
        found.holds(moment, moment.value in clocks, "the reminders that came", clocks)


def _on_time(found: Findings) -> bool | None:
    """Every clock that the last conference had to meet was met in time; None: there was no such clock."""
    profile, kind = found.scene.script.profile, found.plan["about"]["conference"]["kind"]
    counts_as = set(profile.meeting_kind(kind).counts_as)
    clocks = {clock.id for clock in profile.clocks if counts_as & set(clock.met_by)}
    due = [one for one in found.plan["about"]["due_dates"] if one["clock"] in clocks]
    return all(one["met_on"] is not None and one["met_on"] <= one["due"] for one in due) if due else None


def _missing(found: Findings) -> list[str]:
    """The places that the profile wants filled and nobody holds, by the domain's own rule."""
    record = found.record
    profile = found.scene.script.profile
    managers = {
        one["slack_user"]
        for one in record["people"]
        if one["slack_user"] and profile.role(one["role"]).manages_case
    }
    seats = [
        Seat(
            person=one["id"],
            role=one["role"],
            manages_case=one["slack_user"] in managers,
            family_asked=True if one["asked_for_by"] else one["family_said_yes"],
        )
        for one in record["people"]
    ]
    births = tuple(day(child["birth_date"]) if child["birth_date"] else None for child in record["children"])
    facts = CaseFacts(
        birth_dates=births,
        accounted_for=frozenset(one["name"] for one in record["facts"] if one["reason"]),
    )
    check = check_team(profile, seats, facts, found.scene.script.talks[-1].on)
    return [gap.place for gap in check.missing]


def _hints(found: Findings) -> int:
    """How many hints the wording and the dates of the recorded tasks give rise to."""
    about, content = found.plan["about"], found.plan["content"]
    people = {**content["people"], **about["people"]}
    profile = found.scene.script.profile
    met = date.fromisoformat(about["conference"]["date"])
    following = [one["due"] for one in about["due_dates"] if one["clock"] == "next_conference"]
    due = [day(task["due"]) for task in content["tasks"]]
    # A family's step that waits for the agency is in order once the agency's step is a task of its own.
    agency = any(_group(profile, people, task) is RoleGroup.AGENCY for task in content["tasks"])
    return sum(
        len(
            hints(
                task["text"],
                done_when=task["done_when"],
                owner_names=(people[task["owner"]]["name"],) if task["owner"] in people else (),
                owner_is_family=not agency and _group(profile, people, task) is RoleGroup.FAMILY,
                due=day(task["due"]),
                dates=DueBetween(met, day(following[0]) if following else None, due),
            )
        )
        for task in content["tasks"]
    )


def _group(profile: Any, people: Json, task: Json) -> RoleGroup | None:
    owner = people.get(task["owner"])
    group: RoleGroup | None = profile.role(owner["role"]).group if owner else None
    return group


def _ids(found: Findings) -> dict[str, str]:
    return {known: who for who, known in found.people.items()}


def _pending(found: Findings) -> list[str]:
    """Who took part and was not asked yet; whoever was absent with notice is followed up, not chased."""
    asked = {one["person"] for one in found.plan["about"]["acknowledgements"]}
    return [
        _ids(found).get(one["person"], one["person"])
        for one in found.plan["about"]["team"]
        if one["took_part"] not in (None, *ABSENT) and one["person"] not in asked
    ]


def _disagreeing(found: Findings) -> set[str]:
    about = found.plan["about"]
    return {
        _ids(found).get(one["person"], one["person"])
        for one in (*about["views"], *about["views_before"], *about["goal_views"])
        if one["view"] == "disagrees"
    }


def _parents_copies(found: Findings) -> bool:
    """Every parent of the team was sent their copy."""
    sent = {one["person"] for one in found.plan["about"]["copies"] if one["sent_on"]}
    parents = [
        one
        for one in found.plan["about"]["team"]
        if one["role"] in ("mother", "father", "parent", "guardian")
    ]
    return all(one["person"] in sent for one in parents)


def _followed_up(found: Findings) -> list[str]:
    """Who was absent, and a reminder to follow them up came on the day that was agreed."""
    came = {f"{one.on}" for one in found.reminders if one.kind == "follow_up"}
    return [
        _ids(found).get(one["person"], one["person"])
        for one in found.plan["about"]["team"]
        if one["absence"] and one["absence"]["follow_up_by"] and one["absence"]["follow_up_by"] in came
    ]
