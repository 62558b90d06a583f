"""What somebody sees: the hub of a case, their own home page, and the record as far as it is theirs."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain import access
from bot.domain.access import Standing
from bot.domain.audiences import TABLE, Audience
from bot.domain.case import Case
from bot.domain.clocks import DueDate
from bot.domain.closing import Copy, PlanVersion
from bot.domain.conference import Conference, ConferenceState
from bot.domain.dates import to_wall
from bot.domain.errors import NotAllowed
from bot.domain.people import Person
from bot.domain.plan import Task
from bot.domain.plan_states import Standing as PlanStanding
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord, standing
from bot.domain.version_moves import VersionMove
from bot.services.acting import Acting, OnCase
from bot.services.agenda.topics_seen import as_read_by
from bot.services.calling.sittings import conferences_for, own_sittings
from bot.services.closing_case import closed_on
from bot.services.entries.kept_private import items_seen
from bot.services.meeting.cards import card_stays_out
from bot.services.meeting.going_on import open_now
from bot.services.meeting.roll_call import any_noted
from bot.services.people.parting import rules_of
from bot.services.plan.versions import newest_sealed, newest_version, standing_on
from bot.services.ports import UnitOfWork
from bot.services.preparing.offers import any_to_offer
from bot.services.record import case_record
from bot.services.seeing.copy_part import as_for, audience_in
from bot.services.seeing.dates import due_as_seen
from bot.services.seeing.families import hidden_from, part_seen_by
from bot.services.seeing.left_unsaid import without_others_answers, without_words
from bot.services.seeing.next_step import is_its_day, next_step
from bot.services.seeing.waiting import Wait, to_endorse, waits_for
from bot.services.silence import silent_since


@dataclass(frozen=True, kw_only=True)
class Hub:
    """Where a case stands, for one person: what they may do follows from `leads` and the conference."""

    case: Case
    profile: PracticeProfile
    me: Person | None
    leads: bool
    facilitates: bool
    oversees: bool
    conference: Conference | None
    version: PlanVersion | None
    withdrawn: PlanVersion | None
    standing: PlanStanding | None
    copies_overdue: int
    due: tuple[DueDate, ...]
    waits: tuple[Wait, ...]
    next_step: str
    is_its_day: bool
    any_noted: bool
    not_recorded: tuple[str, ...]
    card_alone: bool
    heard_private: bool
    to_offer: bool
    closed_on: date | None
    silent_since: date | None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One case on somebody's home page, with what waits for them there."""

    case: Case
    conference: Conference | None
    tasks: tuple[Task, ...]
    waits: tuple[Wait, ...]


def hub(acting: Acting, channel_id: str) -> Hub:
    """The hub of the channel's case. Raises NoCaseHere, NotAllowed."""
    with acting.looking_in("case.look", channel_id) as on:
        conferences = conferences_for(on)
        conference = next_or_last(conferences)
        latest = newest_version(on.work, on.case.id) if on.leads() else None
        sealed = newest_sealed(on.work, on.case.id) if on.leads() else None
        endorsing = [one for one in to_endorse(on.work, acting.user) if one.case_id == on.case.id]
        return Hub(
            case=on.case,
            profile=on.profile,
            me=on.me,
            leads=on.leads(),
            facilitates=Standing.FACILITATOR in on.standings,
            oversees=not on.standings.isdisjoint(access.OVERSEEING),
            conference=conference,
            version=latest,
            withdrawn=sealed if latest is None else None,
            standing=standing_on(on, sealed) if sealed else None,
            copies_overdue=_overdue(on, latest) if latest else 0,
            due=due_as_seen(on, conferences),
            waits=(*waits_for(acting, on, conference), *endorsing),
            next_step=next_step(on, conference, latest) if on.leads() else "",
            is_its_day=conference is not None and is_its_day(on, conference),
            any_noted=conference is not None and any_noted(on.work, conference.id),
            not_recorded=open_now(on, conference) if conference else (),
            card_alone=conference is not None and card_stays_out(on.work, conference),
            heard_private=not on.leads() and bool(items_seen(on)),
            to_offer=on.leads() and any_to_offer(on),
            closed_on=closed_on(on),
            silent_since=silent_since(on) if on.leads() else None,
        )


def rights_in(acting: Acting, channel_id: str) -> frozenset[str]:
    """Everything that this person may do, in the channel's case or outside any."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        standings = acting.standing(work)
        case = work.first(Case, channel_id=channel_id)
        if case is not None:
            standings |= acting.standings_on(work, case)
    return frozenset(action for action in access.RULES if access.may(standings, action))


def _overdue(on: OnCase, version: PlanVersion) -> int:
    """How many copies are owed, not sent, and late (K-23)."""
    today = to_wall(on.work.now, on.case.zone).date()
    owed = on.work.find(Copy, version_id=version.id, sent_on=None)
    return sum(copy.due is not None and copy.due < today for copy in owed)


def next_or_last(conferences: tuple[Conference, ...]) -> Conference | None:
    """The conference that runs, else the next planned one, else the last that was held."""
    order = (ConferenceState.OPEN, ConferenceState.PLANNED)
    for state in order:
        found = [one for one in conferences if one.state is state]
        if found:
            return min(found, key=lambda one: one.starts_at)
    held = [one for one in conferences if one.state is ConferenceState.ENDED]
    return max(held, key=lambda one: one.starts_at) if held else None


def whole_record(
    acting: Acting, case_id: str, action: str = "case.look", private: bool = False
) -> CaseRecord:
    """The record of a case as far as this person may see it; private parts only for those who lead."""
    with acting.looking(action, case_id) as on:
        record = case_record(on.work, case_id, private=private and access.sees(on.standings, "private"))
        return seen_by(on, record)


def leads(acting: Acting, case_id: str) -> bool:
    """Whether this person is facilitator or case manager of the case."""
    with acting.looking("case.look", case_id) as on:
        return on.leads()


def tasks_seen(on: OnCase) -> tuple[Task, ...]:
    """The tasks that stand and that this person may see."""
    return standing(seen_by(on, case_record(on.work, on.case.id)).tasks)


def seen_by(on: OnCase, record: CaseRecord) -> CaseRecord:
    """The record without what this person may not see (design decisions 12 and 18)."""
    if access.sees(on.standings, "contact"):
        return record
    record = replace(
        record,
        # What was sealed holds everybody's words; papers take each reader's part out of it.
        versions=tuple(replace(one, content="") for one in record.versions),
        version_moves=_without_reasons(on, record),
        # Why something of an earlier plan was left out may speak of anyone.
        from_earlier=(),
    )
    gets = TABLE[audience_on(on, record)]
    if not access.sees(on.standings, "participation") or "answers" not in gets.whole:
        record = without_others_answers(record, on.me)
    mine = on.me.id if on.me else ""
    if not access.sees(on.standings, "provider_input") or "provider_input" not in gets.whole:
        own = tuple(one for one in record.provider_inputs if one.said_by == mine)
        record = replace(record, provider_inputs=own)
    if not access.sees(on.standings, "offers"):
        record = replace(record, offers=tuple(one for one in record.offers if one.said_by == mine))
    if not access.sees(on.standings, "words"):
        of_tasks = tuple(one for one in record.updates if one.task_id or one.said_by == mine)
        record = replace(without_words(record), updates=of_tasks)
    if on.me is None:
        record = own_sittings(record, None)
    else:
        record = record if gets.everything else as_for(record, gets, on.me)
        parents, rules = on.holding(Standing.PARENT), rules_of(on.work, on.case.id)
        record = own_sittings(record, on.me, hidden_from(record, on.me, parents, rules))
        record = part_seen_by(record, on.me, parents, rules)
    return replace(record, topics=as_read_by(record.topics, on.me.id if on.me else ""))


def _without_reasons(on: OnCase, record: CaseRecord) -> tuple[VersionMove, ...]:
    """Why a version was withdrawn or re-opened may speak of anyone: those who oversee the case read it."""
    if not on.standings.isdisjoint(access.OVERSEEING):
        return record.version_moves
    return tuple(replace(one, why="") for one in record.version_moves)


def audience_on(on: OnCase, record: CaseRecord) -> Audience:
    """For whom whoever acts reads the plan; who oversees the case, or is nobody of it, reads all of it."""
    if on.me is None or not on.standings.isdisjoint(access.OVERSEEING):
        return Audience.FULL
    return audience_in(record, on.profile, on.me)


def home(acting: Acting) -> tuple[tuple[Waiting, ...], tuple[Wait, ...]]:
    """Somebody's cases with what waits there, open tasks and next conference; the plans to endorse."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        mine = [one for one in work.find(Person, slack_user=acting.user) if one.here]
        cases = tuple(_waiting(acting, work, one) for one in mine)
        return tuple(one for one in cases if one is not None), to_endorse(work, acting.user)


def _waiting(acting: Acting, work: UnitOfWork, me: Person) -> Waiting | None:
    """What waits in one case; None where somebody is only there to interpret or to observe."""
    try:
        on = acting.open(work, "case.look", me.case_id)
    except NotAllowed:
        return None
    tasks = work.find(Task, owner_id=me.id)
    conference = next_or_last(conferences_for(on))
    return Waiting(
        case=on.case,
        conference=conference,
        waits=waits_for(acting, on, conference),
        tasks=() if closed_on(on) else tuple(one for one in tasks if one.is_owed),
    )
