"""A case team's channel: who joins and leaves is noticed and told to who leads; no right changes by it."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.access import Standing
from bot.domain.case import Case, CaseState
from bot.domain.channel import CardsBack, ChannelChange
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotNow
from bot.domain.parting import apart_from, together
from bot.domain.people import Person
from bot.services.acting import Acting, Agency, OnCase
from bot.services.delivery.outgoing import direct
from bot.services.meeting.cards import draw_cards_anew, we_are_out
from bot.services.people.parting import rules_of, tell_who_leads
from bot.services.ports import UnitOfWork

log = logging.getLogger(__name__)
# Several who come at once are told in one message.
GATHERED = timedelta(minutes=5)


@dataclass(frozen=True)
class Happened:
    """What Slack told: who joined a channel or left it, when; nobody by name: it was the bot itself."""

    channel_id: str
    joined: bool
    at: datetime
    slack_user: str = ""
    ours: bool = False


@dataclass(frozen=True)
class Changes:
    """Who came and went, the newest first, and the people of the case by their accounts."""

    changes: tuple[ChannelChange, ...]
    people: dict[str, Person]
    out: bool
    zone: str


def note_change(agency: Agency, workspace_id: str, happened: Happened, key: str) -> None:
    """Keep that somebody came or went, where the channel is a case's. Raises AlreadyDone for a repetition."""
    with agency.units(workspace_id, "system") as work:
        work.once(key)
        case = work.first(Case, channel_id=happened.channel_id)
        if case is not None and case.state is not CaseState.CLOSED:
            _note(_for_nobody(agency, work, work.turn(id=case.id)), happened)
        work.commit()


def note_missed(agency: Agency, work: UnitOfWork, case: Case, happened: Happened) -> None:
    """The same for what Slack never told and somebody found; `case` is locked by the work."""
    _note(_for_nobody(agency, work, case), happened)


def look(acting: Acting, case_id: str) -> Changes:
    """Who came into the channel and left it, for those who lead. Raises NotAllowed."""
    with acting.looking("channel.look", case_id) as on:
        changes = sorted(on.work.find(ChannelChange, case_id=case_id), key=lambda one: (one.at, one.id))
        people = {one.slack_user: one for one in on.people.values() if one.slack_user}
        return Changes(tuple(reversed(changes)), people, we_are_out(on.work, case_id), on.case.zone)


def channel_of(acting: Acting, case_id: str) -> str:
    """The channel of a case, for those who lead. Raises NotAllowed."""
    with acting.looking("channel.look", case_id) as on:
        return on.case.channel_id


def let_cards_back(acting: Acting, case_id: str, members: Iterable[str]) -> None:
    """Cards may stand in the channel again: of each two who are kept apart one is gone from it.

    `members` are who is in it, as Slack shows now. Raises NotNow where two are both there.
    """
    with acting.on_case("private.write", case_id) as on:
        accounts = {one.id: one.slack_user for one in on.people.values() if one.slack_user}
        here = set(members)
        if together(rules_of(on.work, case_id), [one for one, user in accounts.items() if user in here]):
            raise NotNow("both_in_channel")
        absent = tuple(sorted(user for user in accounts.values() if user not in here))
        known = on.work.first(CardsBack, case_id=case_id)
        if known is None:
            on.keep(CardsBack, absent=absent, said_by=acting.user, said_at=on.work.now)
        else:
            on.work.replace(replace(known, absent=absent, said_by=acting.user, said_at=on.work.now))
        draw_cards_anew(on)


def _for_nobody(agency: Agency, work: UnitOfWork, case: Case) -> OnCase:
    """The case for what Slack tells of it: nobody acts."""
    people = {one.id: one for one in work.find(Person, case_id=case.id) if one.here}
    return OnCase(work, case, agency.profiles[case.profile], None, frozenset(), people)


def _note(on: OnCase, happened: Happened) -> None:
    if _is_known(on, happened):
        # Found before Slack told of it; who is there again is not absent, all the same.
        if happened.joined:
            _take_off(on, happened.slack_user)
        return
    change = on.keep(
        ChannelChange,
        slack_user=happened.slack_user,
        joined=happened.joined,
        at=happened.at,
        ours=happened.ours,
    )
    level = logging.WARNING if change.ours else logging.INFO
    what = "joined" if change.joined else "left"
    log.log(level, "%s %s the channel of case %s", change.slack_user or "the bot", what, on.case.id)
    if change.ours:
        draw_cards_anew(on)
        if not change.joined:
            _tell(on, change, "bot_left")
        return
    if change.joined:
        _take_off(on, change.slack_user)
    if _is_kept_apart(on, change.slack_user):
        draw_cards_anew(on)
        tell_who_leads(on, f"channel:{change.id}")
    _tell(on, change, "channel_changes", GATHERED)


def _is_known(on: OnCase, happened: Happened) -> bool:
    """Whether the last that is known of somebody is the same."""
    same = {"case_id": on.case.id, "ours": happened.ours, "slack_user": happened.slack_user}
    told = on.work.find(ChannelChange, **same) if not happened.ours else ()
    last = max(told, key=lambda one: (one.at, one.id), default=None)
    return last is not None and last.joined == happened.joined


def _take_off(on: OnCase, slack_user: str) -> None:
    """Who is in the channel again is not absent any more, whatever was said before."""
    said = on.work.first(CardsBack, case_id=on.case.id)
    if said is not None and slack_user in said.absent:
        left = tuple(one for one in said.absent if one != slack_user)
        on.work.replace(replace(said, absent=left))
        draw_cards_anew(on)


def _is_kept_apart(on: OnCase, slack_user: str) -> bool:
    rules = rules_of(on.work, on.case.id)
    return any(apart_from(one.id, rules) for one in on.people.values() if one.slack_user == slack_user)


def _tell(on: OnCase, change: ChannelChange, message: str, later: timedelta = timedelta()) -> None:
    """The facilitator alone; where none has Slack, who manages the case."""
    facilitating = on.holding(Standing.FACILITATOR)
    leaders = [one for one in on.leaders() if one.slack_user]
    first = [one for one in leaders if one.id in facilitating] or leaders
    for leader in first:
        if leader.slack_user != change.slack_user and not _waits(on, leader, message):
            row = direct(on, leader, message, on.case.id, f"{message}:{change.id}:{leader.id}")
            on.work.send(replace(row, due_at=on.work.now + later))


def _waits(on: OnCase, leader: Person, message: str) -> bool:
    """Whether one of these waits to go out, and will tell of this as well."""
    same = {"case_id": on.case.id, "message": message, "to": leader.slack_user}
    return on.work.first(Outgoing, **same, state=Sending.PENDING) is not None
