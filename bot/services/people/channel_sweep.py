"""Joins and leaves that Slack never delivered: who is in a case's channel is compared with what is known."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.case import Case, CaseState
from bot.domain.channel import CardsBack, ChannelChange, ChannelSeen
from bot.domain.delivery import Outgoing
from bot.domain.sending import Limited, NotSent, Refused
from bot.services.acting import Agency
from bot.services.meeting.cards import we_are_out
from bot.services.people.channel import Happened, note_missed
from bot.services.people.parting import rules_of
from bot.services.ports import Clock, UnitOfWork

log = logging.getLogger(__name__)
LOOKED_AT_EVERY = timedelta(days=1)
# Before a card goes where two who are kept apart could read it: as old as this may the look be.
FRESH = timedelta(seconds=60)
# In one sweep so many channels; the next minute takes the next ones.
AT_A_TIME = 10
# Events and looks cross: what happened just before a look may be noted after it.
CROSSING = timedelta(minutes=5)
# Slack says so of a private channel that the bot is not in any more.
GONE = frozenset({"channel_not_found", "not_in_channel"})


@dataclass(frozen=True, kw_only=True)
class ChannelSweep:
    """Looks into the channels of open cases. `members` asks Slack and raises NotSent; `us` is the bot's user.

    No database connection is held while Slack is asked.
    """

    agency: Agency
    members: Callable[[str], Iterable[str]]
    us: Callable[[], str]
    clock: Clock

    def sweep(self, workspaces: Iterable[str]) -> int:
        """Look where nobody looked for a day; returns how many. What Slack does not answer waits."""
        looked = 0
        for workspace_id in workspaces:
            for case in self._due(workspace_id)[:AT_A_TIME]:
                try:
                    self._look(case)
                except NotSent as unanswered:
                    log.warning("channel of case %s not looked into: %s", case.id, unanswered.reason)
                    if isinstance(unanswered, Limited):
                        return looked
                looked += 1
        return looked

    def before_card(self, row: Outgoing) -> None:
        """A card goes into a channel of a case in which two are kept apart: who is there is known first."""
        if row.case_id is None:
            return
        with self.agency.units(row.workspace_id, "system", read_only=True) as work:
            case = work.get(Case, row.case_id)
            seen = work.first(ChannelSeen, channel_id=case.channel_id)
            fresh = seen is not None and seen.looked_at > self.clock.now() - FRESH
            needed = bool(rules_of(work, case.id)) and not fresh
        if needed:
            self._look(case)

    def _due(self, workspace_id: str) -> list[Case]:
        with self.agency.units(workspace_id, "system", read_only=True) as work:
            cases = work.find(Case, state=CaseState.OPEN)
            seen = {one.channel_id: one.looked_at for one in work.find(ChannelSeen)}
        before = self.clock.now() - LOOKED_AT_EVERY
        return [one for one in cases if one.channel_id not in seen or seen[one.channel_id] <= before]

    def _look(self, case: Case) -> None:
        try:
            here: frozenset[str] | None = frozenset(self.members(case.channel_id))
        except Refused as refused:
            if refused.reason not in GONE:
                raise
            here = None
        us = self.us()
        with self.agency.units(case.workspace_id, "system") as work:
            locked = work.turn(id=case.id)
            for missed in _missed(work, locked, here, us):
                note_missed(self.agency, work, locked, missed)
            _keep(work, locked, here)
            work.commit()


def _missed(work: UnitOfWork, case: Case, here: frozenset[str] | None, us: str) -> list[Happened]:
    """What must have happened since it was looked last, and nobody told."""
    out, there = we_are_out(work, case.id), here is not None and us in here
    if here is None or not there:
        return [] if out else [Happened(case.channel_id, False, work.now, ours=True)]
    ours = [Happened(case.channel_id, True, work.now, ours=True)] if out else []
    known = _known(work, case, here) - {us}
    came = [Happened(case.channel_id, True, work.now, one) for one in sorted(here - {us} - known)]
    left = [Happened(case.channel_id, False, work.now, one) for one in sorted(known - here)]
    return [*ours, *came, *left]


def _known(work: UnitOfWork, case: Case, here: frozenset[str]) -> set[str]:
    """Who was there by the last look and by what was told since; the first look finds only who was absent."""
    seen = work.first(ChannelSeen, channel_id=case.channel_id)
    if seen is None or not seen.members:
        said = work.first(CardsBack, case_id=case.id)
        return set(here) - set(said.absent if said else ())
    known = set(seen.members)
    changes = work.find(ChannelChange, case_id=case.id, ours=False)
    for change in sorted(changes, key=lambda one: (one.at, one.id)):
        if change.at > seen.looked_at - CROSSING:
            (known.add if change.joined else known.discard)(change.slack_user)
    return known


def _keep(work: UnitOfWork, case: Case, here: frozenset[str] | None) -> None:
    """Who was there; while the bot is out, nobody knows."""
    members = tuple(sorted(here or ()))
    seen = work.first(ChannelSeen, channel_id=case.channel_id)
    if seen is not None:
        work.replace(replace(seen, members=members or seen.members, looked_at=work.now))
        return
    work.add(
        ChannelSeen(
            workspace_id=work.workspace_id,
            id=work.new_id(),
            channel_id=case.channel_id,
            members=members,
            looked_at=work.now,
        )
    )
