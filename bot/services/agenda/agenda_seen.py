"""The agenda as one person may read it, and whether it is still as they saw it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.domain.case import Child
from bot.domain.conference import AgendaSeen, Conference, Topic
from bot.domain.errors import AnswersNotUnderstood, NotAllowed
from bot.domain.people import Person
from bot.domain.record import CaseRecord
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import in_order
from bot.services.agenda.first_to_see import family
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import must_be_theirs
from bot.services.seeing.looking import seen_by

WITHOUT = "without"


def seen(
    acting: Acting, conference_id: str, person_id: str | None = None, how: str = "tap", why: str | None = None
) -> None:
    """Somebody has seen the agenda as it stands: they tapped, or staff told or showed it to them.

    Or they go `without` one, for a reason. Said again after a change, it is about the agenda as it is now.
    """
    action = "agenda.arrange" if person_id else "agenda.look"
    with acting.on_case(action, conference_of(acting, conference_id).case_id) as on:
        must_be_theirs(on, on.work.get(Conference, conference_id))
        about = on.person(person_id) if person_id else on.me
        if about is None:
            raise NotAllowed("agenda_look")
        if how == WITHOUT and not why:
            raise AnswersNotUnderstood({"why": "missing"})
        facts = {"how": how, "why": why, "topics": as_it_stands(topics_for(on, conference_id, about))}
        note_seen(on, conference_id, about, facts)


def note_seen(on: OnCase, conference_id: str, person: Person, facts: dict[str, Any]) -> None:
    """Keep it once for each agenda that they saw; the record's history has the older ones."""
    known = on.work.first(AgendaSeen, conference_id=conference_id, person_id=person.id)
    now: dict[str, Any] = {**facts, "seen_on": on.today, "entered_by": on.work.actor}
    if known is None:
        about = {"conference_id": conference_id, "person_id": person.id}
        on.keep(AgendaSeen, **about, **now)
    elif known.topics != facts["topics"] or known.how == WITHOUT:
        on.work.replace(replace(known, **now))


def topics_for(on: OnCase, conference_id: str, person: Person | None = None) -> tuple[Topic, ...]:
    """The topics of a conference in their order, as this person (or whoever acts) may see them."""
    reader = on.as_seen_by(person) if person else on
    record = seen_by(reader, _agenda_record(on))
    return tuple(in_order(one for one in record.topics if one.conference_id == conference_id))


def as_it_stands(topics: Iterable[Topic]) -> tuple[str, ...]:
    """The same for the same agenda: its topics with their versions."""
    return tuple(f"{one.id}:{one.version}" for one in topics)


def may_read(on: OnCase, conference: Conference) -> bool:
    """Whether the agenda is this person's to read already: the family and who leads read the draft."""
    if on.leads() or conference.agenda_sent_at is not None:
        return True
    return on.me is not None and on.me.id in {one.id for one in family(on)}


def saw_another(on: OnCase, kept: AgendaSeen) -> bool:
    """Whether the agenda changed, for this person, since they saw it."""
    person = on.people.get(kept.person_id)
    if person is None or not kept.topics or kept.how == WITHOUT:
        return False
    return as_it_stands(topics_for(on, kept.conference_id, person)) != kept.topics


def _agenda_record(on: OnCase) -> CaseRecord:
    """What bears on who reads which topic, and nothing else."""
    find, case_id = on.work.find, on.case.id
    return CaseRecord(
        case=on.case,
        children=find(Child, case_id=case_id),
        people=tuple(one for one in find(Person, case_id=case_id) if not one.candidate),
        conferences=find(Conference, case_id=case_id),
        topics=find(Topic, case_id=case_id),
    )


def reading(acting: Acting, conference_id: str) -> tuple[bool, bool]:
    """Whether this person may read the agenda already, and whether they are of the family."""
    with acting.looking("agenda.look", conference_of(acting, conference_id).case_id) as on:
        conference = must_be_theirs(on, on.work.get(Conference, conference_id))
        return may_read(on, conference), on.me is not None and on.me in family(on)
