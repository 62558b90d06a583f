"""Afterwards the clock goes from one day with something due to the next, and reminders come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.practice.player.hands import Json, elements
from bot.practice.player.house import DidNotHappen
from bot.practice.player.scene import Scene
from bot.practice.player.script import day

SOON_AFTER_NINE = time(9, 2)
WAIT_SECONDS = 8.0
# What tells a reminder from any other message is what its button opens.
KIND_OF = {"do:due": "clock", "do:task": "task", "do:record": "follow_up", "do:answers": "copy"}


@dataclass(frozen=True)
class Reminder:
    """A direct message that came: to whom, on which day, of which kind, about what."""

    who: str
    on: date
    kind: str
    about: str


@dataclass
class Diary:
    """Which reminders were expected on which day, and which came."""

    expected: dict[date, Counter[str]] = field(default_factory=dict)
    came: list[Reminder] = field(default_factory=list)


def days_with_reminders(scene: Scene, plan: Json) -> dict[date, Counter[str]]:
    """For each day to come, how many reminders each person should get, by the file and the profile."""
    found: dict[date, Counter[str]] = {}
    for on, who in _expected(scene, plan):
        if scene.house.now().date() < on <= _until(scene):
            found.setdefault(on, Counter())[who] += 1
    return dict(sorted(found.items()))


def _until(scene: Scene) -> date:
    """The last day that the file looks at."""
    root = scene.script.root
    named = [day(one.value) for one in root.each("expected", "reminders")]
    named += [day(task.get("due")) for task in root.each("tasks")]
    return max(named, default=scene.script.talks[-1].on)


def _expected(scene: Scene, plan: Json) -> Iterator[tuple[date, str]]:
    script, about = scene.script, plan["about"]
    lead = script.profile.reminders
    staff = _staff(scene)
    leaders = list(dict.fromkeys([*staff, *([script.facilitator.id] if script.facilitator else [])]))
    people = _people(scene, plan)
    for task in plan["content"]["tasks"]:
        owner = people.get(task["owner"])
        told = [owner] if owner in scene.hands else staff
        for ahead in {*lead.task_lead_days, 0}:
            for who in told:
                yield day(task["due"]) - timedelta(days=ahead), str(who)
    for due in about["due_dates"]:
        if not due["met_on"]:
            for ahead in lead.clock_lead_days:
                for who in leaders:
                    yield day(due["due"]) - timedelta(days=ahead), who
    for copy in about["copies"]:
        if copy["due"] and not copy["sent_on"]:
            for ahead in (1, 0):
                for who in staff:
                    yield day(copy["due"]) - timedelta(days=ahead), who


def _staff(scene: Scene) -> list[str]:
    """Who makes the calls for those without Slack."""
    script = scene.script
    managers = [
        who for who, one in script.people.items() if one.role == "case_manager" and who in scene.hands
    ]
    return managers or ([script.facilitator.id] if script.facilitator else [script.opener.id])


def _people(scene: Scene, plan: Json) -> dict[str, str]:
    """The people of a plan by the ids of the file: a plan names them, the file does too."""
    by_name = {one.name: who for who, one in scene.script.people.items()}
    return {
        known: by_name[person["name"]]
        for known, person in {**plan["content"]["people"], **plan["about"]["people"]}.items()
        if person["name"] in by_name
    }


def live_through(scene: Scene, on: date, expected: Counter[str]) -> None:
    """One morning: everyone looks at their page, and what is due comes."""
    before = {who: _told(scene, who) for who in expected}
    scene.house.move_to(on, SOON_AFTER_NINE)
    for who in expected:
        scene.house.desk.post(f"/{scene.hands[who].user}/home")

    def all_came() -> bool:
        return all(_told(scene, who) >= before[who] + count for who, count in expected.items())

    try:
        scene.house.wait_for(f"reminders of {on}", all_came, WAIT_SECONDS)
    except DidNotHappen:
        return  # The report says which reminder is missing.


def _told(scene: Scene, who: str) -> int:
    return len(scene.hands[who].direct())


def collect(scene: Scene) -> list[Reminder]:
    """Every direct message that asked to look at something due."""
    zone = ZoneInfo(scene.script.zone)
    found = []
    for who, hands in scene.hands.items():
        for message in hands.direct():
            on = datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(zone).date()
            found += [Reminder(who, on, kind, about) for kind, about in _asked(message)]
    return found


def _asked(message: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for _, element in elements(message):
        kind = KIND_OF.get(":".join(str(element.get("action_id", "")).split(":")[:2]))
        if kind:
            yield kind, str(element.get("value", ""))
