"""Compiles what a plan says: the part that is read back, and then sealed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.case import CaseEvent, Child
from bot.domain.kept import Said
from bot.domain.openly import said_openly
from bot.domain.plan import OWN_WORDS, Concern, Decision, Objective, Service, Task, Visit, Voice
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord, standing
from bot.domain.ties import Tie
from bot.services.plain import plain

Json = dict[str, Any]

SCHEMA = "roundtable-plan/1"

# All that a voice says beside how it was heard.
TOLD = (*OWN_WORDS, "how_words", "said_by", "reason", "asked_by", "asked_on", "beside", "beside_by")
# Where a plan names a person, by the key. A text under such a key that is no person's id names nobody.
_PERSON_KEYS = frozenset(
    {"by", "owner", "with", "who", "for", "concurrent_with", "person", "from", "lead", "witness"}
    | {
        "decided_by",
        "interpreter",
        "asked_for_by",
        "asked_by",
        "asked_of",
        "follow_up_owner",
        "entered_by",
        "about",
        "told_by",
    }
)


def content(record: CaseRecord, profile: PracticeProfile) -> Json:
    """The plan as it stands: standing entries only, and nothing that was told in private."""
    voices = {child.id: _voice(record, child) for child in record.children}
    record = said_openly(record)
    said: Json = plain(
        {
            "schema": SCHEMA,
            "case": _case(record, profile),
            "children": [_child(record, child, voices[child.id]) for child in record.children],
            "strengths": [
                {"id": each.id, "text": each.text, "by": each.said_by, **_told(each)}
                for each in standing(record.strengths)
            ],
            "needs": [
                {"id": each.id, "text": each.text, "domain": each.domain, "by": each.said_by, **_told(each)}
                for each in standing(record.needs)
            ],
            "concerns": [_concern(each, record) for each in standing(record.concerns)],
            "goals": [{"id": each.id, "text": each.text} for each in standing(record.goals)],
            "objectives": [_objective(each) for each in standing(record.objectives)],
            "tasks": [_task(each) for each in standing(record.tasks)],
            "visits": [_visit(each) for each in standing(record.visits)],
            "ties": [_tie(each) for each in standing(record.ties)],
            "services": [_service(each) for each in standing(record.services)],
            "decisions": [_decision(each) for each in standing(record.decisions)],
        }
    )
    return said | {"people": people_named(record, said)}


def people_named(record: CaseRecord, part: Json) -> Json:
    """Name, role and relation of everyone whom a part of the plan names, and of nobody else."""
    named = ids_in(part)
    return {
        person.id: plain({"name": person.name, "role": person.role, "relation": person.relation})
        for person in record.people
        if person.id in named
    }


def trigger(record: CaseRecord, profile: PracticeProfile) -> CaseEvent | None:
    """The event with which the case opened, or else the first that was recorded."""
    opening = {event.id for event in profile.trigger_events if event.opens_case}
    first = next((event for event in record.events if event.name in opening), None)
    return first or next(iter(record.events), None)


def ids_in(part: Json) -> frozenset[str]:
    """Whom a part of the plan names."""
    return frozenset(_ids(part))


def _ids(part: object, key: str = "") -> Iterator[str]:
    if isinstance(part, str):
        if key in _PERSON_KEYS:
            yield part
    elif isinstance(part, Mapping):
        for name, inner in part.items():
            yield from _ids(inner, name)
    elif isinstance(part, Iterable):
        for inner in part:
            yield from _ids(inner, key)


def _case(record: CaseRecord, profile: PracticeProfile) -> Json:
    case, opened_with = record.case, trigger(record, profile)
    return {
        "ref": case.reference,
        "profile": case.profile,
        "plan_kind": case.plan_kind,
        "why_we_are_here": case.why_we_are_here,
        "household": case.household,
        "in_custody": case.in_custody,
        "trigger": opened_with and {"event": opened_with.name, "date": opened_with.on},
        "events": [{"event": event.name, "date": event.on} for event in record.events],
        # A plan says so when a parent is not known or cannot be here.
        "empty_places": [{"role": fact.name, "reason": fact.reason} for fact in record.facts if fact.reason],
    }


def _child(record: CaseRecord, child: Child, voice: Json | None) -> Json:
    return {
        "id": child.id,
        "name": child.name,
        "birth_date": child.birth_date,
        "language": child.language,
        "placement": _placement(record, child),
        "voice": voice,
        "permanency": _permanency(record, child),
    }


def _placement(record: CaseRecord, child: Child) -> Json | None:
    found = record.placement(child.id)
    if found is None:
        return None
    return {
        "kind": found.kind,
        "with": found.with_person,
        "same_school": found.same_school,
        "miles_from_parent": found.miles_from_parent,
        "least_restrictive": found.least_restrictive,
        "safe_and_fit": found.safe_and_fit,
    }


def _voice(record: CaseRecord, child: Child) -> Json | None:
    """What a child said openly; of one who wants all of it private only how they were heard."""
    voices = record.voices_of_now(child.id)
    openly = tuple(one for one in voices if not one.keep_private)
    silent: dict[str, Any] = dict.fromkeys(TOLD)
    return _said(openly or (replace(voices[-1], **silent),)) if voices else None


def _said(voices: tuple[Voice, ...]) -> Json:
    """How the child was heard, by the newest entry, and every sentence in the order it was said."""
    newest = voices[-1]
    return {
        "how": newest.how,
        "how_words": _last(voice.how_words for voice in voices),
        **{name: list(_lines(getattr(voice, name) for voice in voices)) for name in OWN_WORDS},
        "by": _last(voice.said_by for voice in voices),
        "reason": newest.reason,
        "asked_by": _last(voice.asked_by for voice in voices),
        "asked_on": max((voice.asked_on for voice in voices if voice.asked_on), default=None),
        # An adult's wording stands beside the child's own and says whose it is.
        "beside": [{"text": voice.beside, "by": voice.beside_by} for voice in voices if voice.beside],
    }


def _lines(texts: Iterable[str | None]) -> Iterator[str]:
    return (line for text in texts for line in (text or "").splitlines() if line.strip())


def _last(values: Iterable[str | None]) -> str | None:
    return next(reversed([value for value in values if value]), None)


def _told(said: Said) -> Json:
    """Who passed the words on, and the plainer wording that stands beside them."""
    return {"told_by": said.told_by, "beside": said.beside and {"text": said.beside, "by": said.beside_by}}


def _permanency(record: CaseRecord, child: Child) -> Json | None:
    found = record.permanency(child.id)
    if found is None:
        return None
    return {
        "goal": found.goal,
        "concurrent": found.concurrent,
        "concurrent_with": found.concurrent_with,
        "target_date": found.target_date,
        "set_on": found.set_on,
        "reasons": found.reasons,
    }


def _concern(concern: Concern, record: CaseRecord) -> Json:
    """A worry beside what is done about it, or why nothing is (V-01)."""
    there = {task.id for task in standing(record.tasks)}
    return {
        "id": concern.id,
        "text": concern.text,
        "by": concern.said_by,
        "child": concern.child_id,
        "action": concern.action,
        "tasks": [task for task in concern.task_ids if task in there],
        "no_action": concern.no_action,
        **_told(concern),
    }


def _decision(decision: Decision) -> Json:
    return {
        "id": decision.id,
        "text": decision.text,
        "decided_by": decision.decided_by,
        "by": decision.said_by,
        "on": decision.on,
    }


def _objective(objective: Objective) -> Json:
    return {
        "id": objective.id,
        "goal": objective.goal_id,
        "text": objective.text,
        "measure": objective.measure,
        "by_date": objective.by_date,
        "needs": objective.need_ids,
    }


def _task(task: Task) -> Json:
    return {
        "id": task.id,
        "objective": task.objective_id,
        "owner": task.owner_id,
        "text": task.text,
        "done_when": task.done_when,
        "due": task.due,
        "help": task.help,
        "barrier": task.barrier,
        "court_ordered": task.court_ordered,
    }


def _visit(visit: Visit) -> Json:
    return {
        "id": visit.id,
        "child": visit.child_id,
        "with": visit.with_person,
        "worker_with": visit.worker_with,
        "who": visit.who,
        "how_often": visit.how_often,
        "where": visit.where,
        "supervised": visit.supervised,
        "starts": visit.starts,
        "loosens_when": visit.loosens_when,
        "loosens_to": visit.loosens_to,
        "review_on": visit.review_on,
    }


def _tie(tie: Tie) -> Json:
    return {
        "id": tie.id,
        "child": tie.child_id,
        "kind": tie.kind,
        "wish": tie.wish,
        "with": tie.with_person,
        "name": tie.name,
        "keeps": tie.keeps,
        "how_often": tie.how_often,
        "safe": tie.safe,
        "by": tie.said_by,
    }


def _service(service: Service) -> Json:
    """Of treatment the plan holds whether a consent is on file, and no detail (42 CFR Part 2)."""
    return {
        "id": service.id,
        "for": service.for_person,
        "what": service.what,
        "who": service.who,
        "start_by": service.start_by,
        "kind": service.kind,
        "treatment_consent": service.treatment_consent,
    }
