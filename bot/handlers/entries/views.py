"""The kinds of entries that a record holds, and entries in words."""

from collections.abc import Iterable
from typing import Any

from bot.domain.between import TeamContact
from bot.domain.ideas import Idea
from bot.domain.kept import Entry
from bot.domain.offers import Offer
from bot.domain.plan import OWN_WORDS, Service, Voice
from bot.domain.record import PARTS, CaseRecord
from bot.domain.ties import Tie
from bot.handlers.desk import Desk
from bot.services.entries import capture
from bot.services.seeing.plan_read import PlanRead

# What is kept beside the plan: it is never read back to everyone.
RECORDED = {
    **PARTS,
    **{"note": "notes", "provider_input": "provider_inputs", "offer": "offers"},
    **{"update": "updates", "team_contact": "team_contacts"},
}
RECORDED |= {"ground_rule": "ground_rules", "outcome": "outcomes"}
# Days that may be those of a meeting which a reader was not asked to.
SAID_ON = frozenset({"set_on", "on", "talked_on"})


def name_of(record: CaseRecord, person_id: str | None) -> str:
    """A person's name; empty for nobody and for someone whom the reader may not see."""
    person = record.person(person_id) if person_id else None
    return person.name if person else ""


def about_whom(record: CaseRecord, thing_id: str) -> str:
    """The name, or the words, of what a gap is about."""
    if record.person(thing_id):
        return name_of(record, thing_id)
    kinds = (
        *("children", "strengths", "needs", "concerns", "ideas", "voices", "goals", "objectives", "tasks"),
        *("ties", "services", "decisions"),
    )
    things: Iterable[Any] = [thing for kind in kinds for thing in getattr(record, kind)]
    found = next((thing for thing in things if thing.id == thing_id), None)
    words = (getattr(found, name, None) for name in ("name", "text", "what", *OWN_WORDS))
    return next((str(text)[:80] for text in words if text), "")


def in_words(desk: Desk, record: CaseRecord, entry: Entry, language: str) -> str:
    """An entry as its reader sees it: the words that were said, and the facts beside them."""
    values = {step: getattr(entry, step, None) for step in capture.own_fields(kind_of(entry))}
    if not record.day_is_known(entry):
        values |= dict.fromkeys(SAID_ON.intersection(values))
    names: dict[str, Any] = {
        f"{field}_name": name_of(record, value) or about_whom(record, str(value or ""))
        for field, value in values.items()
        # Of whom nobody noted, the name is empty: words ask for it all the same.
        if field.endswith(("_id", "_person", "who", "_with", "_by", "_task"))
        and (value is None or isinstance(value, str))
    }
    several = {
        f"{field}_names": [name_of(record, one) or about_whom(record, one) for one in value]
        for field, value in values.items()
        if isinstance(value, tuple)
    }
    kind = kind_of(entry)
    return desk.words.text(
        f"entries/{kind}", language, **{**values, **names, **several}, **_named_ids(desk, entry, language)
    )


def carried_words(desk: Desk, shown: PlanRead, entry: Entry, language: str) -> str:
    """That an entry was carried over from the plan before, by whom and when; empty for all others."""
    mark = shown.carried.get(entry.id)
    if mark is None:
        return ""
    return desk.words.text("entries/carried", language, plan_of=mark.plan_of, by=mark.by, on=mark.on)


def kind_of(entry: Entry) -> str:
    """The name of an entry's kind."""
    return next(name for name, kind in capture.KINDS.items() if type(entry) is kind)


def _named_ids(desk: Desk, entry: Entry, language: str) -> dict[str, str]:
    found = {}
    for field, group in (
        ("goal", "permanency_goals"),
        ("concurrent", "permanency_goals"),
        ("view", "views"),
        ("state", "task_states"),
        ("wants", "voice_wants"),
        ("answer", "offer_answers"),
        *([("kind", "meeting_kinds")] if isinstance(entry, Offer) else []),
    ):
        value = getattr(entry, field, None)
        if value:
            found[f"{field}_named"] = desk.words.name(group, value, language)
    if isinstance(entry, Voice):
        found["how_named"] = desk.words.name("voice_ways", entry.how, language)
    if isinstance(entry, Idea | Service) and entry.kind:
        found["kind_named"] = desk.words.name("help_kinds", entry.kind, language)
    if isinstance(entry, TeamContact):
        found["how_named"] = desk.words.name("contact_how", entry.how, language)
    if isinstance(entry, Tie):
        found["kind_named"] = desk.words.name("tie_kinds", entry.kind, language)
    return found
