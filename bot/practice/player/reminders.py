"""Reminders: on which mornings they are due by the plan and the profile, and which of them came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.dates import to_utc, to_wall
from bot.domain.quiet_hours import Quiet
from bot.practice.player.hands import Json, elements
from bot.practice.player.house import DidNotHappen
from bot.practice.player.scene import Deed, Reminder, Scene
from bot.practice.player.script import Talk, day

SOON_AFTER_NINE = time(9, 2)
WAIT_SECONDS = 20.0
# What tells a reminder from any other message is what its button opens.
KIND_OF = {
    "do:due": "clock",
    "do:task": "task",
    "do:record": "follow_up",
    "do:person": "follow_up",
    "do:answers": "copy",
    "do:open_agenda": "conference",
    "do:call:task": "task",
    "do:call:conference": "calls",
    "open:endorse": "endorsement",
}
Told = Counter[tuple[str, str]]
COPY_DAYS = (1, 0)
TO_CHECK = "need_to_know_check"
ENDORSEMENT_DAYS_AFTER = (2, 5)


class Due(NamedTuple):
    """A reminder that should come; `ahead` is how many days before what it is about."""

    on: date
    who: str
    kind: str
    ahead: int = 0


def conference_deeds(scene: Scene, talk: Talk, planned: date) -> Iterator[Deed]:
    """Before a conference everyone with Slack who did not decline is reminded, days and hours ahead."""
    told = Counter(
        (who, "conference")
        for who in scene.script.people
        if scene.script.has_slack(who)
        and scene.script.is_asked(talk, who)
        and scene.script.people[who].part.get("reply") != "no"
    )
    script, hours = scene.script, scene.script.profile.quiet_hours
    quiet = Quiet(time.fromisoformat(hours.start), time.fromisoformat(hours.end))
    starts = datetime.combine(talk.on, talk.starts())
    for ahead in script.profile.reminders.conference_lead_days:
        due = quiet.over_at(to_utc(starts - timedelta(days=ahead), script.zone), script.zone)
        moment = to_wall(due, script.zone) + timedelta(minutes=2)
        if moment.date() > planned and moment < starts:
            yield _morning(scene, moment.date(), moment.time(), told)


def plan_deeds(scene: Scene, plan: Json) -> list[Deed]:
    """The mornings to come with something due, up to the last day that the file looks at."""
    days: dict[date, Told] = {}
    today = scene.house.now().date()
    for due in due_reminders(scene, plan):
        if today < due.on:
            days.setdefault(due.on, Counter())[due.who, due.kind] += 1
    return [_morning(scene, on, SOON_AFTER_NINE, told) for on, told in sorted(days.items())]


def _morning(scene: Scene, on: date, at: time, told: Told) -> Deed:
    return Deed(on, at, "reminders", "Reminders", partial(_live_through, scene, on, told))


def due_reminders(scene: Scene, plan: Json) -> list[Due]:
    """What should come on the mornings that are lived through, by the plan and the profile's days.

    Those are the days of the things themselves and the days that the file expects; where it expects
    none, every morning with something due. Between them the clock jumps: Slack takes a message a
    second, and a plan calls for dozens.
    """
    last, every = _last_day(scene), list(_all_due(scene, plan))
    expected = {day(one.value) for one in scene.script.root.each("expected", "reminders")}
    lived = expected | {due.on for due in every if due.ahead == 0 or not expected}
    return [due for due in every if due.on in lived and due.on <= last]


def _last_day(scene: Scene) -> date:
    root = scene.script.root
    named = [day(one.value) for one in root.each("expected", "reminders")]
    named += [day(task.get("due")) for task in root.each("tasks")]
    return max(named, default=scene.script.talks[-1].on)


def _all_due(scene: Scene, plan: Json) -> Iterator[Due]:
    script, about = scene.script, plan["about"]
    lead, staff = script.profile.reminders, _staff(scene)
    leaders = list(dict.fromkeys([*staff, *([script.facilitator.id] if script.facilitator else [])]))
    who_is = _who_is(scene, plan)
    for task in plan["content"]["tasks"]:
        owner = who_is.get(task["owner"])
        owner = owner if owner in scene.hands else None
        for ahead in {*lead.task_lead_days, 0}:
            for who in [owner] if owner else staff:
                yield Due(day(task["due"]) - timedelta(days=ahead), who, "task", ahead)
    for due in about["due_dates"]:
        for ahead in () if due["met_on"] else lead.clock_lead_days:
            for who in leaders:
                yield Due(day(due["due"]) - timedelta(days=ahead), who, "clock", ahead)
    yield from _copies_due(scene, plan, staff)
    yield from _others_due(scene, staff)


def _who_is(scene: Scene, plan: Json) -> dict[str, str]:
    """The people of the file by their ids in the plan; namesakes in the order in which they joined."""
    named = {**plan["content"]["people"], **plan["about"]["people"]}
    of_case = {row["person"] for row in [*plan["about"]["team"], *plan["about"]["others"]]}
    found: dict[str, str] = {}
    for who in scene.added:
        pick = scene.person(who)
        alike = sorted(one for one in of_case if pick and named[one]["name"] == pick.words)
        if pick and pick.nth < len(alike):
            found[alike[pick.nth]] = who
    return found


def _copies_due(scene: Scene, plan: Json, staff: list[str]) -> Iterator[Due]:
    """Of copies that will not have gone by that morning: one reminder, however many they are."""
    who_is = _who_is(scene, plan)
    answers = scene.script.root.each("acknowledgements")
    sent = {one.text("who"): one.at("copy").get("sent") for one in answers}
    endorsed = scene.script.root.at("endorsement")
    # The bot brings their copies to those with Slack as soon as the plan is endorsed.
    delivered = endorsed.get("done") if endorsed.get("answer") in (None, "endorsed") else None
    found: dict[Due, None] = {}
    for copy in plan["about"]["copies"]:
        for ahead in COPY_DAYS if copy["due"] else ():
            on = day(copy["due"]) - timedelta(days=ahead)
            whose = who_is.get(copy["person"], "")
            gone = sent.get(whose) or (
                delivered if whose in scene.hands and copy["how"] != TO_CHECK else None
            )
            if gone is None or day(gone) >= on:
                found.update({Due(on, who, "copy", ahead): None for who in staff})
    yield from found


def _others_due(scene: Scene, staff: list[str]) -> Iterator[Due]:
    """Absent people to follow up; an endorsement that is long in coming."""
    follow_ups: dict[Due, None] = {}
    for someone in scene.script.people.values():
        absence = someone.part.at("absence")
        if absence.get("follow_up_by"):
            owner = absence.get("follow_up_owner")
            for who in [owner] if owner in scene.hands else staff:
                follow_ups[Due(day(absence.get("follow_up_by")), who, "follow_up")] = None
    yield from follow_ups
    asked = scene.script.root.at("endorsement")
    for after in ENDORSEMENT_DAYS_AFTER if asked.get("asked") else ():
        on = day(asked.get("asked")) + timedelta(days=after)
        if not asked.get("done") or day(asked.get("done")) >= on:
            yield Due(on, "endorser", "endorsement")


def _staff(scene: Scene) -> list[str]:
    """Who makes the calls for those without Slack."""
    script = scene.script
    managers = [
        who for who, one in script.people.items() if one.role == "case_manager" and who in scene.hands
    ]
    return managers or ([script.facilitator.id] if script.facilitator else [script.opener.id])


def _live_through(scene: Scene, on: date, told: Told) -> None:
    """One morning: whoever has something due looks at their page, and the reminders come."""
    people = list(dict.fromkeys(who for who, _ in told))
    for who in people:
        scene.house.desk.post(f"/{scene.hands[who].user}/home")

    def all_came() -> bool:
        came = Counter((one.who, one.kind) for who in people for one in _of(scene, who) if one.on == on)
        return all(came[key] >= count for key, count in told.items())

    try:
        scene.house.wait_for(f"reminders of {on}", all_came, WAIT_SECONDS)
    except DidNotHappen:
        return  # The report names each reminder that did not come.


def collect(scene: Scene) -> list[Reminder]:
    """Every direct message that asked to look at something due."""
    return [reminder for who in scene.hands for reminder in _of(scene, who)]


def _of(scene: Scene, who: str) -> list[Reminder]:
    """Those that stand there, and those that stood there: what is over is said anew without its buttons."""
    zone = ZoneInfo(scene.script.zone)
    came = scene.reminded.setdefault(who, {})
    for message in scene.hands[who].direct():
        on = datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(zone).date()
        kinds = [Reminder(who, on, kind) for kind in _kinds(message)]
        came[message["ts"]] = max(came.get(message["ts"], []), kinds, key=len)
    return [one for kinds in came.values() for one in kinds]


def _kinds(message: dict[str, Any]) -> Iterator[str]:
    for _, element in elements(message):
        action = str(element.get("action_id", "")).split(":")
        kind = KIND_OF.get(":".join(action[:3])) or KIND_OF.get(":".join(action[:2]))
        if kind:
            yield kind
