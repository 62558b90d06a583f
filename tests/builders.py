"""Builds records for tests: the worked example of an invented Kansas family, and small ones from nothing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785

from bot.domain.case import Case, CaseEvent, Child, Placement, TribeInquiry
from bot.domain.clocks import DueDate, due_dates, events_of_held
from bot.domain.closing import Acknowledgement, Copy, Endorsement, PlanVersion, View
from bot.domain.conference import Attendance, Conference, ConferenceState, Invitation, Topic
from bot.domain.dates import to_utc
from bot.domain.network import FACTS, PersonFact, ProviderInput
from bot.domain.offers import Offer
from bot.domain.people import Person, Preparation, SafetyScreen
from bot.domain.plan import (
    Goal,
    GoalView,
    Need,
    Objective,
    Permanency,
    Service,
    Strength,
    Task,
    TaskState,
    Visit,
    Voice,
)
from bot.domain.record import CaseRecord
from bot.profiles import profile

Facts = dict[str, Any]

SAMPLE = Path(__file__).parent / "data" / "sample_conference.json"
WORKSPACE, CASE, CHILD, CONFERENCE, VERSION = "T1", "case1", "child1", "conference1", "version1"
ZONE = "America/Chicago"
SAID_AT = datetime(2026, 3, 18, 21, 0, tzinfo=UTC)
OF_CASE: Facts = {"workspace_id": WORKSPACE, "case_id": CASE}
SAID: Facts = OF_CASE | {"entered_by": "U_x1", "entered_at": SAID_AT, "conference_id": CONFERENCE}
HOW = {"in_person_part": "part", "absent": "absent_invited"}


def day(text: str | None) -> date | None:
    """The day, where the file has one."""
    return date.fromisoformat(text) if text else None


def sample() -> Facts:
    """The worked example as its file has it."""
    facts: Facts = json.loads(SAMPLE.read_text("utf-8"))
    return facts


def bare_record(**parts: Any) -> CaseRecord:
    """A case of which nothing is known but its reference, and the parts that are given."""
    case = Case(
        workspace_id=WORKSPACE,
        id=CASE,
        channel_id="C1",
        reference="TEST-0002",
        profile="us-ks",
        plan_kind="child_in_placement",
        zone=ZONE,
        opened_by="U_p4",
        opened_at=datetime(2026, 3, 2, 15, 0, tzinfo=UTC),
    )
    return CaseRecord(**({"case": case} | parts))


def sealed(record: CaseRecord, content: Mapping[str, Any]) -> tuple[CaseRecord, PlanVersion]:
    """The record with this content sealed as version 1, and that version."""
    canonical: bytes = rfc8785.dumps(dict(content))
    digest = sha256(canonical).hexdigest()
    version = replace(sample_version(), content=canonical.decode(), content_sha256=digest)
    return replace(record, versions=(version,)), version


def sample_version() -> PlanVersion:
    return PlanVersion(
        **OF_CASE,
        id=VERSION,
        number=1,
        conference_id=CONFERENCE,
        content="{}",
        content_sha256="0" * 64,
        signature="",
        sealed_at=datetime(2026, 3, 18, 21, 50, tzinfo=UTC),
        sealed_by="U_x1",
    )


def sample_due_dates() -> tuple[DueDate, ...]:
    """What falls due in the worked example on the day after its conference."""
    kansas = profile("us-ks")
    happened = tuple((event.name, event.on) for event in sample_record().events)
    held = events_of_held(kansas, [("case_planning_conference", date(2026, 3, 18))])
    return due_dates(kansas, happened + held, date(2026, 3, 19))


def sample_record() -> CaseRecord:
    """The worked example after its conference, endorsement and mailed copies, private parts included."""
    facts = sample()
    case = replace(
        bare_record().case,
        reference=facts["case"]["ref"],
        why_we_are_here=facts["case"]["why_we_are_here"],
        household=facts["family"]["household"],
    )
    return CaseRecord(
        case=case,
        children=(_child(facts),),
        events=_events(facts),
        placements=(_placement(facts),),
        tribe_inquiries=(_tribe_inquiry(facts),),
        people=tuple(_person(each, on_team=each in facts["team"]) for each in _everyone(facts)),
        person_facts=tuple(_person_facts(facts)),
        provider_inputs=(_provider_input(),),
        offers=tuple(_offers()),
        conferences=(_conference(facts),),
        invitations=tuple(_invitation(each) for each in facts["team"]),
        attendances=tuple(_attendance(each) for each in facts["team"]),
        topics=tuple(_topic(each) for each in facts["conference"]["agenda"]),
        versions=(sample_version(),),
        **_entries(facts),
        **_closing(facts),
        **_private(facts),
    )


def _everyone(facts: Facts) -> list[Facts]:
    people: list[Facts] = facts["team"] + facts["not_team"]
    return people


def _child(facts: Facts) -> Child:
    child = facts["family"]["child"]
    return Child(**OF_CASE, id=CHILD, name=child["name"], birth_date=day(child["dob"]), language="en")


def _events(facts: Facts) -> tuple[CaseEvent, ...]:
    trigger = facts["case"]["trigger"]
    order = facts["case"]["court"]["first_order_date"]
    return (
        CaseEvent(
            **OF_CASE,
            id="e1",
            name=trigger["event"],
            on=date.fromisoformat(trigger["date"]),
            recorded_by="U_p4",
        ),
        CaseEvent(
            **OF_CASE, id="e2", name="first_court_order", on=date.fromisoformat(order), recorded_by="U_p4"
        ),
    )


def _placement(facts: Facts) -> Placement:
    placement = dict(facts["family"]["placement"])
    kind, carer = placement.pop("type"), placement.pop("with")
    return Placement(**OF_CASE, id="l1", child_id=CHILD, kind=kind, with_person=carer, **placement)


def _tribe_inquiry(facts: Facts) -> TribeInquiry:
    asked = facts["case"]["court"]["tribe_inquiry"]
    return TribeInquiry(
        **OF_CASE,
        id="q1",
        asked_on=date.fromisoformat(asked["asked_on"]),
        asked_of=", ".join(asked["asked_of"]),
        result=asked["result"],
    )


def _person(facts: Facts, on_team: bool) -> Person:
    return Person(
        **OF_CASE,
        id=facts["id"],
        name=facts["name"],
        role=facts["role"],
        on_team=on_team,
        slack_user=f"U_{facts['id']}" if facts.get("slack") else None,
        relation=facts.get("relation"),
        language=facts.get("language"),
        asked_for_by=facts.get("invited_by_request_of"),
        interpreter=facts.get("interpreter"),
        relative_of_family=facts.get("relative_of_family"),
        family_said_yes=facts.get("family_said_ok"),
        child_id=CHILD if facts["role"] == "child" else None,
        parent_of=(CHILD,) if facts["role"] in ("mother", "father") else (),
    )


def _person_facts(facts: Facts) -> Iterator[PersonFact]:
    for one in facts["team"]:
        for name in FACTS:
            if one.get(name):
                asked = {"person_id": one["id"], "name": name, "answer": one[name], "entered_by": "U_p4"}
                yield PersonFact(**OF_CASE, id=f"{name}-{one['id']}", on=day(one["prep_done"]), **asked)


def _provider_input() -> ProviderInput:
    words = {"text": "June asks for her own bed each time we read.", "given_on": date(2026, 3, 17)}
    return ProviderInput(**SAID | {"said_by": "p6"}, id="input1", about_treatment=False, **words)


def _offers() -> Iterator[Offer]:
    """Dana wanted time before she said no to a family meeting."""
    said = SAID | {"said_by": "p1", "conference_id": None}
    asked: Facts = {"kind": "family_meeting", "offered_by": "p4"}
    yield Offer(**said, **asked, id="offer1", offered_on=date(2026, 3, 4), answer="wants_time")
    why = "Not with my own mother in the room."
    yield Offer(**said, **asked, id="offer2", offered_on=date(2026, 3, 9), answer="no", words=why)


def _conference(facts: Facts) -> Conference:
    meeting = facts["conference"]
    starts, ends = (
        to_utc(datetime.fromisoformat(f"{meeting['date']}T{meeting[at]}"), ZONE) for at in ("start", "end")
    )
    return Conference(
        **OF_CASE,
        id=CONFERENCE,
        number=1,
        kind="case_planning_conference",
        starts_at=starts,
        ends_at=ends,
        zone=ZONE,
        called_by="U_p4",
        place=meeting["place"],
        ways=("in_person", "phone", "video"),
        state=ConferenceState.ENDED,
        started_at=starts,
        ended_at=ends,
    )


def _invitation(facts: Facts) -> Invitation:
    return Invitation(
        **OF_CASE,
        id=f"i-{facts['id']}",
        conference_id=CONFERENCE,
        person_id=facts["id"],
        invited_on=day(facts["invited"]),
        how=facts.get("notice"),
        recorded_by="U_p4",
    )


def _attendance(facts: Facts) -> Attendance:
    absence = facts.get("absence", {})
    return Attendance(
        **OF_CASE,
        id=f"a-{facts['id']}",
        conference_id=CONFERENCE,
        person_id=facts["id"],
        how=HOW.get(str(facts["how"]), str(facts["how"])),
        entered_by="U_x1",
        reason=absence.get("reason"),
        input=absence.get("input"),
        input_on=day(absence.get("input_received")),
        follow_up_by=day(absence.get("follow_up_by")),
        follow_up_owner=absence.get("follow_up_owner"),
    )


def _topic(facts: Facts) -> Topic:
    return Topic(
        **OF_CASE,
        id=f"topic{facts['n']}",
        conference_id=CONFERENCE,
        words=facts["topic"],
        entered_by="U_x1",
        from_person=None if facts["from"] == "facilitator" else facts["from"],
        lead=facts["lead"],
        minutes=facts["min"],
        position=facts["n"],
    )


def _entries(facts: Facts) -> Facts:
    heard, goal = facts["child_voice"], facts["permanency"]
    dissent = goal["who_disagrees"]
    return {
        "strengths": tuple(
            Strength(**SAID, id=each["id"], text=each["text"], said_by=each["by"])
            for each in facts["strengths"]
        ),
        "needs": tuple(
            Need(**SAID, id=each["id"], text=each["text"], said_by=each["by"]) for each in facts["needs"]
        ),
        "goals": tuple(Goal(**SAID, id=each["id"], text=each["text"]) for each in facts["goals"]),
        "objectives": tuple(_objective(each) for each in facts["objectives"]),
        "tasks": tuple(_task(each) for each in facts["tasks"]),
        "visits": tuple(_visit(f"v{n}", each) for n, each in enumerate(facts["visit_plan"], 1)),
        "services": tuple(_service(f"f{n}", each) for n, each in enumerate(facts["services"], 1)),
        "voices": (
            Voice(
                **SAID,
                id="c1",
                child_id=CHILD,
                how="letter_or_drawing",
                how_words=heard["how"],
                said="\n".join(heard["said"]),
                said_by="p5",
            ),
        ),
        "permanencies": (
            Permanency(
                **SAID,
                id="m1",
                child_id=CHILD,
                goal=goal["goal"],
                set_on=date(2026, 3, 18),
                concurrent=goal["concurrent"],
                concurrent_with=goal["concurrent_with"],
                target_date=day(goal["target_date"]),
            ),
        ),
        "goal_views": tuple(
            GoalView(**SAID, id=f"w-{each}", child_id=CHILD, person_id=each, view="disagrees")
            for each in dissent
        ),
    }


def _objective(facts: Facts) -> Objective:
    return Objective(
        **SAID,
        id=facts["id"],
        goal_id=facts["goal"],
        text=facts["text"],
        measure=facts["measure"],
        by_date=day(facts["by_date"]),
        need_ids=tuple(facts["needs"]),
    )


def _task(facts: Facts) -> Task:
    return Task(
        **SAID,
        id=facts["id"],
        objective_id=facts["objective"],
        owner_id=facts["owner"],
        text=facts["text"],
        done_when=facts["done_when"],
        due=date.fromisoformat(facts["due"]),
        help=facts["help"],
        court_ordered=facts["court_ordered"],
        state=TaskState.OPEN,
    )


def _visit(visit_id: str, facts: Facts) -> Visit:
    return Visit(
        **SAID,
        id=visit_id,
        how_often=facts["how_often"],
        child_id=CHILD if "with" in facts else None,
        with_person=facts.get("with"),
        worker_with=facts.get("worker_with"),
        who=facts.get("who"),
        where=facts.get("where"),
        supervised=facts.get("supervised"),
        starts=day(facts.get("starts")),
        loosens_when=facts.get("move_to_less_watch_when") or facts.get("move_to_home_when"),
        loosens_to="home" if "move_to_home_when" in facts else None,
        review_on=day(facts.get("review_on")),
    )


def _service(service_id: str, facts: Facts) -> Service:
    return Service(
        **SAID,
        id=service_id,
        what=facts["what"],
        for_person=None if facts["for"] == "household" else facts["for"],
        who=facts["who"],
        start_by=day(facts["start_by"]),
        treatment_consent=facts.get("sud_record_consent"),
    )


def _closing(facts: Facts) -> Facts:
    answers = facts["acknowledgements"]
    endorsed = facts["endorsement"]
    return {
        "acknowledgements": tuple(
            _acknowledgement(each) for each in answers if each["answer"] != "not_asked"
        ),
        "views": tuple(_view(each) for each in answers),
        "copies": tuple(_copy(each) for each in answers if "copy" in each),
        "endorsements": (
            Endorsement(
                **OF_CASE,
                id="z1",
                version_id=VERSION,
                asked_on=date.fromisoformat(endorsed["asked"]),
                asked_by="U_p4",
                asked_of="U_supervisor",
                answer="yes",
                done_on=day(endorsed["done"]),
            ),
        ),
    }


def _acknowledgement(facts: Facts) -> Acknowledgement:
    return Acknowledgement(
        **OF_CASE,
        id=f"k-{facts['who']}",
        version_id=VERSION,
        person_id=facts["who"],
        answer=facts["answer"],
        manner=facts["manner"],
        on=date.fromisoformat(facts["on"]),
        entered_by="U_x1",
        witness=facts.get("witness"),
        with_person=facts.get("with"),
        interpreter=facts.get("via_interpreter"),
    )


def _view(facts: Facts) -> View:
    return View(
        **OF_CASE,
        id=f"view-{facts['who']}",
        version_id=VERSION,
        person_id=facts["who"],
        view=facts["view"],
        on=date(2026, 3, 18),
        entered_by="U_x1",
        words=facts.get("view_words"),
        told_how_to_challenge=facts.get("told_how_to_challenge"),
    )


def _copy(facts: Facts) -> Copy:
    copy = facts["copy"]
    return Copy(
        **OF_CASE,
        id=f"copy-{facts['who']}",
        version_id=VERSION,
        person_id=facts["who"],
        how=copy["how"],
        sent_on=day(copy["sent"]),
        got_on=day(copy["got"]),
    )


def _private(facts: Facts) -> Facts:
    screen = facts["safety_screen"]
    return {
        "preparations": tuple(
            Preparation(
                **OF_CASE,
                id=f"prep-{each['id']}",
                person_id=each["id"],
                done_on=date.fromisoformat(each["prep_done"]),
                by_person=each.get("prep_by"),
                entered_by="U_p4",
            )
            for each in facts["team"]
            if "prep_done" in each
        ),
        "safety_screens": tuple(
            SafetyScreen(
                **OF_CASE,
                id=f"screen-{each}",
                person_id=each,
                entered_by="U_x1",
                no_contact_order=screen["no_contact_order"],
                fear_in_meeting=screen["fear_in_meeting"],
                joint_meeting_ok=screen["joint_meeting_ok"],
            )
            for each in screen["asked_separately"]
        ),
    }
