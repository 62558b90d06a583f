"""Compiles what is recorded about one sealed plan version: the meeting, who was there, what they answered."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from bot.domain.case import NARRATIVE_ENTERED
from bot.domain.clocks import DueDate
from bot.domain.closing import PlanVersion
from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord, standing
from bot.domain.sections import SECTION, is_filled
from bot.services.calling.sittings import attendances_at, plan_kind_of, round_of
from bot.services.plain import plain
from bot.services.plan import plan_answers
from bot.services.plan.goal_history import history_rows
from bot.services.plan.plan_content import Json, ids_in, people_named, trigger
from bot.services.plan.plan_team import opening, outcomes, taking_part, who


def about(
    record: CaseRecord,
    profile: PracticeProfile,
    version: PlanVersion,
    due_dates: Iterable[DueDate],
    staff_names: Mapping[str, str] | None = None,
) -> Json:
    """Everything about a version that is not the plan itself.

    `staff_names` maps Slack users who are not people of the case (an endorser, say) to their names.
    """
    told: Json = plain(
        {
            "version": version.number,
            "replaces": version.number - 1 if version.number > 1 else None,
            "why": version.why,
            "kind": plan_kind_of(record, version),
            "locale": profile.locale,
            "sealed": {
                "at": version.sealed_at,
                "by": who(record, version.sealed_by),
                "sha256": version.content_sha256,
            },
            "conference": _conference(record, profile, version),
            "talks": _talks(record, version),
            "agenda": _agenda(record, version),
            "team": taking_part(record, version, on_team=True),
            "others": taking_part(record, version, on_team=False),
            "opening": opening(record, version),
            "outcomes": outcomes(record, version),
            "provider_input": _provider_input(record),
            "offers": _offers(record),
            "set_aside": _set_aside(record, version),
            "tribe_inquiry": [
                {"asked_on": each.asked_on, "asked_of": each.asked_of, "result": each.result}
                for each in record.tribe_inquiries
            ],
            **plan_answers.said_of(record, version),
            "goal_history": history_rows(record, profile),
            "copies": _copies(record, version),
            "endorsement": plan_answers.endorsement(record, version),
            "narrative_entered": _narrative_entered(record, version),
            "tasks_status": _tasks_status(record),
            "due_dates": [_due(each) for each in due_dates],
        }
        | _from_profile(profile)
    )
    return told | {"people": _named(record, told, staff_names or {})}


def _named(record: CaseRecord, told: Json, staff_names: Mapping[str, str]) -> Json:
    """The people of the case whom this part names, and staff of whom only the name is known."""
    named = ids_in(told)
    staff: Json = plain(
        {
            user: {"name": name, "role": "staff", "relation": None}
            for user, name in staff_names.items()
            if user in named
        }
    )
    return staff | people_named(record, told)


def _from_profile(profile: PracticeProfile) -> Json:
    return {
        "challenge": profile.challenge.text,
        "narrative_category": profile.narrative.category,
        "narrative_confirmed": profile.narrative.confirmed,
        "legal_references": [{"id": each.id, "citation": each.citation} for each in profile.legal_references],
        "further_reading": [
            {"id": each.id, "title": each.title} for each in profile.further_reading if not each.for_staff
        ],
    }


def _conference(record: CaseRecord, profile: PracticeProfile, version: PlanVersion) -> Json | None:
    found = record.conference(version.conference_id)
    if found is None:
        return None
    planned = _span(found.starts_at, found.ends_at, found.zone)
    held = _held(record, found)
    return planned | {
        "id": found.id,
        "number": found.number,
        "kind": found.kind,
        "zone": found.zone,
        "place": found.place,
        "ways": found.ways,
        "held": held,
        "day_number": _day_number(record, profile, found.held_on),
    }


def _talks(record: CaseRecord, version: PlanVersion) -> list[Json]:
    """The talks and visits from which the plan was made, in the order of their days, and who was there."""
    together = round_of(record, version.conference_id)
    found = [one for one in record.conferences if one.id in together and not one.formal and one.held_from]
    return [
        _span(one.held_from or one.starts_at, one.held_until, one.zone)
        | {"kind": one.kind}
        | {"people": [{"person": each.person_id, "how": each.how} for each in attendances_at(record, one)]}
        for one in sorted(found, key=lambda one: (one.held_from or one.starts_at, one.number))
    ]


def _held(record: CaseRecord, conference: Conference) -> Json | None:
    """When it ran: as somebody said (`by`), or else when its buttons were pressed (`by` is null)."""
    if conference.held_from is None:
        return None
    said_by = conference.said_by and who(record, conference.said_by)
    if conference.earlier and not said_by:
        sat = [_span(start, end, conference.zone) for start, end in conference.sittings]
        return {**sat[0], "by": None, "sittings": sat}
    return _span(conference.held_from, conference.held_until, conference.zone) | {"by": said_by}


def _span(start: datetime, end: datetime | None, zone: str) -> Json:
    begins = to_wall(start, zone)
    ends = end and to_wall(end, zone)
    return {"date": begins.date(), "start": f"{begins:%H:%M}", "end": f"{ends:%H:%M}" if ends else None}


def _day_number(record: CaseRecord, profile: PracticeProfile, on: date | None) -> int | None:
    """How many days after the event that opened the case; the day itself is day 0."""
    opened_with = trigger(record, profile)
    return (on - opened_with.on).days if opened_with and on else None


def _agenda(record: CaseRecord, version: PlanVersion) -> list[Json]:
    mine = [
        topic
        for topic in record.topics
        if topic.conference_id == version.conference_id and (topic.stands or topic.parked)
    ]
    in_order = sorted(mine, key=lambda topic: (topic.position is None, topic.position or 0))
    return [
        {
            "n": topic.position,
            "topic": topic.words,
            "from": topic.from_person if topic.author_shown else None,
            "lead": topic.lead,
            "minutes": topic.minutes,
            "parked": topic.parked,
        }
        for topic in in_order
    ]


def _provider_input(record: CaseRecord) -> list[Json]:
    """What providers wrote, each as theirs (C-08): it is about the plan and no part of it."""
    return [
        {"by": each.said_by, "text": each.text, "given_on": each.given_on, "child": each.child_id}
        | {"entered_by": who(record, each.entered_by)}
        for each in standing(record.provider_inputs)
    ]


def _offers(record: CaseRecord) -> list[Json]:
    """Which kinds of meeting were offered to whom, every answer in the order of its day (V-03)."""
    in_order = sorted(standing(record.offers), key=lambda each: (each.offered_on, each.entered_at))
    return [
        {"kind": each.kind, "person": each.said_by, "by": each.offered_by, "on": each.offered_on}
        | {"answer": each.answer, "words": each.words}
        for each in in_order
    ]


def _set_aside(record: CaseRecord, version: PlanVersion) -> list[Json]:
    """What the conference left open on purpose: which gap (or section), about whom or what, and why."""
    rows = []
    for each in record.set_aside:
        gap, _, subject = each.item.partition(":")
        moot = gap == SECTION and is_filled(record, subject)
        if each.conference_id == version.conference_id and each.stood(version.sealed_at) and not moot:
            rows.append({"gap": gap, "about": subject, "why": each.why, "words": each.words})
    return rows


def _copies(record: CaseRecord, version: PlanVersion) -> list[Json]:
    return [
        {
            "person": each.person_id,
            "how": each.how,
            "due": each.due,
            "sent_on": each.sent_on,
            "got_on": each.got_on,
        }
        for each in record.copies
        if each.version_id == version.id
    ]


def _narrative_entered(record: CaseRecord, version: PlanVersion) -> Json | None:
    """When this meeting's narrative came into the agency's own system, and who says so (T-19)."""
    meeting = record.conference(version.conference_id)
    since = (meeting and meeting.held_on) or version.sealed_at.date()
    found = [one for one in record.events if one.name == NARRATIVE_ENTERED and one.on >= since]
    first = min(found, key=lambda one: one.on, default=None)
    return {"on": first.on, "by": who(record, first.recorded_by)} if first else None


def _tasks_status(record: CaseRecord) -> list[Json]:
    """Where each task stands. What its owner said about it stays between them and their worker."""
    return [{"task": each.id, "state": each.state, "on": each.state_on} for each in standing(record.tasks)]


def _due(due: DueDate) -> Json:
    return {
        "clock": due.clock_id,
        "profile": due.profile,
        "due": due.due,
        "weekday": due.weekday,
        "from_event": due.from_event,
        "from_date": due.from_date,
        "amount": due.reckoning.amount,
        "unit": due.reckoning.unit,
        "stood_still": due.reckoning.stood_still,
        "at_most": due.at_most.amount if due.at_most else None,
        "done_by": due.done_by,
        "met_on": due.met_on,
        "source": due.source,
        "mark": due.mark,
        "caveats": due.caveats,
    }
