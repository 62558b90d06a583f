"""Compiles what a plan says: the part that is read back, and then sealed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.case import NARRATIVE_ENTERED, CaseEvent, Child
from bot.domain.from_earlier import of_this_plan
from bot.domain.openly import said_openly
from bot.domain.plan import OWN_WORDS, Voice
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord, standing
from bot.services.plain import plain
from bot.services.plan import rows

Json = dict[str, Any]

SCHEMA = "roundtable-plan/1"

# All that a voice says beside how it was heard.
TOLD = (*OWN_WORDS, "how_words", "said_by", "reason", "asked_by", "asked_on", "beside", "beside_by")
# Where a plan names a person, by the key. A text under such a key that is no person's id names nobody.
_PERSON_KEYS = frozenset(
    {"by", "owner", "with", "who", "for", "concurrent_with", "person", "from", "lead", "witness"}
    | {"decided_by", "chosen_by", "interpreter", "asked_for_by", "asked_by", "asked_of"}
    | {"follow_up_owner", "entered_by", "about", "told_by"}
)


def content(record: CaseRecord, profile: PracticeProfile) -> Json:
    """The plan as it stands: standing entries only, and nothing that was told in private.

    Of an earlier plan it holds what was carried over, marked as such.
    """
    record = of_this_plan(record)
    voices = {child.id: _voice(record, child) for child in record.children}
    record = said_openly(record)
    said: Json = plain(
        {
            "schema": SCHEMA,
            "case": _case(record, profile),
            "children": [_child(record, child, voices[child.id]) for child in record.children],
            "strengths": [
                {"id": each.id, "text": each.text, "by": each.said_by, **rows.told(each)}
                for each in standing(record.strengths)
            ],
            "needs": [
                {
                    "id": each.id,
                    "text": each.text,
                    "domain": each.domain,
                    "by": each.said_by,
                    **rows.told(each),
                }
                for each in standing(record.needs)
            ],
            "concerns": [rows.concern(each, record) for each in standing(record.concerns)],
            "ideas": [rows.idea(each) for each in standing(record.ideas)],
            "other_views": [
                {"id": each.id, "idea": each.idea_id, "by": each.said_by, "text": each.text}
                for each in standing(record.other_views)
            ],
            "goals": [{"id": each.id, "text": each.text} for each in standing(record.goals)],
            "objectives": [rows.objective(each) for each in standing(record.objectives)],
            "tasks": [rows.task(each) for each in standing(record.tasks)],
            "visits": [rows.visit(each) for each in standing(record.visits)],
            "ties": [rows.tie(each) for each in standing(record.ties)],
            "services": [rows.service(each) for each in standing(record.services)],
            "decisions": [rows.decision(each) for each in standing(record.decisions)],
        }
    )
    said |= rows.marked(said, record)
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
        "events": [
            {"event": event.name, "date": event.on}
            for event in record.events
            if event.name != NARRATIVE_ENTERED
        ],
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
        "court_ordered": found.court_ordered,
    }
