"""Which conferences are somebody's: whoever is left out of one meets in another, and knows nothing of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.domain.closing import PlanVersion
from bot.domain.conference import ABSENT, Attendance, Conference, ConferenceState
from bot.domain.errors import NotFound
from bot.domain.parting import is_for, one_round
from bot.domain.people import Person
from bot.domain.record import CaseRecord
from bot.services.acting import OnCase
from bot.services.ports import UnitOfWork


def conferences_for(on: OnCase) -> tuple[Conference, ...]:
    """The conferences of a case that this person may know of: all, for those who lead it."""
    return _mine(on.work.find(Conference, case_id=on.case.id), None if on.leads() else on.me)


def must_be_theirs(on: OnCase, conference: Conference) -> Conference:
    """The conference, for whoever may know of it. Raises NotFound, as for one that was never planned.

    Asked before anything else is said of it: that it runs or is over would tell of it, too.
    """
    if on.me and not on.leads() and not is_for(conference, on.me.id):
        raise NotFound("conference", id=conference.id)
    return conference


def last_of_theirs(work: UnitOfWork, conference_id: str, person_id: str) -> Conference:
    """The conference as it was when somebody was last asked to it: what became of it since is not theirs."""
    older = [one for one, *_ in work.history(conference_id) if isinstance(one, Conference)]
    now = work.get(Conference, conference_id)
    return next((one for one in (now, *reversed(older)) if is_for(one, person_id)), now)


def own_sittings(record: CaseRecord, me: Person | None, hidden: frozenset[str] = frozenset()) -> CaseRecord:
    """The record without conferences that leave its reader out, and without who was left out of any.

    A talk that was held shows how the plan came about, but to nobody from whom one of those is `hidden`
    who were there.
    """
    mine = {one.id for one in _mine(record.conferences, me)}
    seen = tuple(one for one in record.conferences if one.id in mine or _was_open(one, hidden))
    known = {one.id for one in seen}
    if len(seen) < len(record.conferences):
        # Counted anew: a number left out would tell of another meeting.
        seen = tuple(replace(one, number=number) for number, one in enumerate(seen, start=1))
    return replace(
        record,
        conferences=tuple(replace(one, left_out=(), why_left_out=None, asked=()) for one in seen),
        invitations=tuple(one for one in record.invitations if one.conference_id in known),
        attendances=tuple(one for one in record.attendances if one.conference_id in known),
        rules_said=tuple(one for one in record.rules_said if one.conference_id in known),
        outcomes=tuple(one for one in record.outcomes if one.conference_id in {None, *known}),
        ground_rules=tuple(one for one in record.ground_rules if one.conference_id in {None, *known}),
        acceptances=tuple(one for one in record.acceptances if one.conference_id in known),
        topics=tuple(one for one in record.topics if one.conference_id in known),
        agenda_seen=tuple(one for one in record.agenda_seen if one.conference_id in known),
        set_aside=tuple(one for one in record.set_aside if one.conference_id in known),
    )


def round_of(record: CaseRecord, conference_id: str) -> frozenset[str]:
    """The ids of the conferences that lead to the same plan as this one."""
    conference = record.conference(conference_id)
    if conference is None:
        return frozenset({conference_id})
    return one_round(conference, record.conferences, record.versions)


def plan_kind_of(record: CaseRecord, version: PlanVersion) -> str:
    """Whether a version is of the first plan or of a later one (C-21): corrections stay with their plan."""
    first = min(record.versions, key=lambda one: one.number, default=version)
    own = next((one for one in record.versions if one.id == version.id), version)
    return "initial" if own.conference_id in round_of(record, first.conference_id) else "ongoing"


def attendances_at(record: CaseRecord, conference: Conference) -> tuple[Attendance, ...]:
    """Who took part in this one itself, in whatever way; not those who could not."""
    here = (one for one in record.attendances if one.conference_id == conference.id)
    return tuple(one for one in here if one.how not in ABSENT)


def attendances_of_round(record: CaseRecord, conference_id: str) -> tuple[Attendance, ...]:
    """How each took part in this conference, or else in a separate one or a talk that leads to the same plan.

    Whoever could not come to the last of them took part in the plan if they were in another.
    """
    own = [one for one in record.attendances if one.conference_id == conference_id]
    known = [*own, *_beside(record, conference_id)]
    first: dict[str, Attendance] = {}
    for one in sorted(known, key=lambda one: one.how in ABSENT):
        first.setdefault(one.person_id, one)
    return tuple(first.values())


def _beside(record: CaseRecord, conference_id: str) -> Iterator[Attendance]:
    """Attendances of the round's other meetings that say how somebody took part.

    A talk before a formal meeting does not, unless the person was left out of that meeting.
    """
    ids = round_of(record, conference_id) - {conference_id}
    here = record.conference(conference_id)
    talks = {one.id for one in record.conferences if not one.formal}
    for one in record.attendances:
        asked = here is not None and here.formal and is_for(here, one.person_id)
        if one.conference_id in ids and not (one.conference_id in talks and asked):
            yield one


def as_seen(version: PlanVersion, seen: CaseRecord) -> PlanVersion:
    """The version with the conference that its reader was asked to, in place of one that left them out."""
    if seen.conference(version.conference_id) or not seen.conferences:
        return version
    own = seen.latest_conference_held()
    return replace(version, conference_id=own.id) if own else version


def _was_open(conference: Conference, hidden: frozenset[str]) -> bool:
    over = conference.state is ConferenceState.ENDED
    return over and not conference.formal and hidden.isdisjoint(conference.asked)


def _mine(conferences: Iterable[Conference], me: Person | None) -> tuple[Conference, ...]:
    return tuple(one for one in conferences if me is None or is_for(one, me.id))
