"""Keeping what is said: strengths, needs, goals, tasks and the rest; correcting, withdrawing, undoing."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from bot.domain.between import TeamContact, Update
from bot.domain.conference import Conference, ConferenceState
from bot.domain.errors import NotAllowed, NotNow
from bot.domain.how_we_talk import GroundRule
from bot.domain.ideas import Idea, OtherView
from bot.domain.kept import Entry
from bot.domain.looking_back import Outcome
from bot.domain.network import ProviderInput
from bot.domain.notes import Note
from bot.domain.offers import Offer
from bot.domain.plan import (
    Concern,
    Decision,
    Goal,
    GoalView,
    Need,
    Objective,
    Permanency,
    Service,
    Strength,
    Task,
    Visit,
    Voice,
)
from bot.domain.ties import Tie
from bot.services.acting import Acting, OnCase
from bot.services.delivery.reminders import schedule_reminders
from bot.services.entries.entry_checks import is_provider, lost_its_place, refuse
from bot.services.entries.hanging import hangs_on
from bot.services.entries.moment import BETWEEN, conference_of, current_conference, worded
from bot.services.meeting.cards import card_counts_more
from bot.services.meeting.course import refuse_while_quiet
from bot.services.plan.from_earlier import carry_what_it_hangs_on

KINDS: dict[str, type[Entry]] = {
    "strength": Strength,
    "need": Need,
    "concern": Concern,
    "decision": Decision,
    "note": Note,
    "idea": Idea,
    "other_view": OtherView,
    "goal": Goal,
    "objective": Objective,
    "task": Task,
    "visit": Visit,
    "tie": Tie,
    "service": Service,
    "voice": Voice,
    "permanency": Permanency,
    "goal_view": GoalView,
    "provider_input": ProviderInput,
    "offer": Offer,
    "update": Update,
    "team_contact": TeamContact,
    "ground_rule": GroundRule,
    "outcome": Outcome,
}
# What a person of the team may add for themself without leading the conference (K-03), and a provider (C-08).
ONES_OWN = ("strength", "need", "idea", "other_view", "note", "update", "ground_rule")
# What is said of words by those who lead alone.
OF_WHO_LEADS = ("keep_private", "told_by", "beside")
A_PROVIDERS_OWN = ("provider_input",)
# The reason that the history holds where somebody took back what they had just done.
UNDONE = "undone"
# The day on which something was set or decided: today, where nobody says another.
ITS_DAY: dict[type[Entry], str] = {Permanency: "set_on", Decision: "on", Update: "given_on"}


def add(acting: Acting, case_id: str, kind: str, values: Mapping[str, Any]) -> Entry:
    """Keep one entry of that kind (a name in KINDS) and return it.

    Raises AnswersNotUnderstood for values that the practice refuses, each under its field.
    """
    with acting.on_case("entry.add_own", case_id) as on:
        refuse_while_quiet(current_conference(on))
        return added(on, kind, values)


def correct(
    acting: Acting,
    kind: str,
    entry_id: str,
    values: Mapping[str, Any],
    version: int,
    why: str | None = None,
) -> Entry:
    """Change an entry as it was at `version`; its older self goes to the history with who did it and why."""
    with acting.on_case("entry.add_own", acting.case_of(KINDS[kind], entry_id)) as on:
        entry = replace(on.work.get(KINDS[kind], entry_id), version=version)
        refuse_while_quiet(current_conference(on))
        return corrected(on, kind, entry, values, why)


def withdraw(acting: Acting, kind: str, entry_id: str, why: str) -> Entry:
    """Take an entry out of the plan with a reason; it stays in the record. Twice changes nothing.

    Raises NotNow when other entries that stand still hang on it (a goal with objectives, say).
    """
    with acting.on_case("entry.add_own", acting.case_of(KINDS[kind], entry_id)) as on:
        return taken_out(on, on.work.get(KINDS[kind], entry_id), why)


def bring_back(acting: Acting, kind: str, entry_id: str) -> Entry:
    """Undo a withdrawal. Raises NotNow when what the entry hangs on was taken out meanwhile."""
    with acting.on_case("entry.add_own", acting.case_of(KINDS[kind], entry_id)) as on:
        entry = on.work.get(KINDS[kind], entry_id)
        _only_own_typing(on, entry)
        if entry.stands:
            return entry
        if lost_its_place(on, entry):
            raise NotNow("what_it_hangs_on_is_gone")
        return _kept(on, entry, replace(entry, withdrawn_at=None, withdrawn_why=None), None)


def undo_change(acting: Acting, kind: str, entry_id: str, version: int) -> Entry:
    """Undo the change that led to `version`: the entry is again what it was before.

    Raises SomeoneElseChangedThis where somebody changed it since, and what a correction raises.
    """
    with acting.on_case("entry.add_own", acting.case_of(KINDS[kind], entry_id)) as on:
        entry = replace(on.work.get(KINDS[kind], entry_id), version=version)
        _only_own_typing(on, entry)
        refuse_while_quiet(current_conference(on))
        older = on.work.history(entry_id)[-1][0]
        if not isinstance(older, Entry) or lost_its_place(on, older):
            raise NotNow("what_it_hangs_on_is_gone")
        refuse(on, kind, {name: getattr(older, name) for name in own_fields(kind)}, entry)
        return _kept(on, entry, replace(older, version=version), UNDONE)


def add_to(on: OnCase, kind: str, values: Mapping[str, Any], conference: Conference | None = None) -> Entry:
    """Keep one entry of several that are kept at once. Raises AnswersNotUnderstood."""
    entry = _made(on, kind, values, conference)
    _follow(on, entry)
    return entry


def may_touch(on: OnCase, kind: str, entry: Entry | None) -> None:
    """For the form: raise NotAllowed where this person may not add that kind, or not change this entry.

    Raises NotNow while nothing can be recorded: better before somebody has typed it all.
    """
    if entry is not None:
        _only_own_typing(on, entry)
    elif not may_be_added(on, kind):
        raise NotAllowed("entry_add")
    refuse_while_quiet(current_conference(on))


def may_add(acting: Acting, case_id: str, kind: str) -> bool:
    """Whether this person may add an entry of that kind, for themself or for others."""
    with acting.looking("case.look", case_id) as on:
        return may_be_added(on, kind)


def may_be_added(on: OnCase, kind: str) -> bool:
    """Whether whoever acts may add an entry of that kind, for themself or for others."""
    own = (*ONES_OWN, *(A_PROVIDERS_OWN if on.me and is_provider(on, on.me) else ()))
    return on.leads() or (kind in own and on.me is not None)


def added(on: OnCase, kind: str, values: Mapping[str, Any], at: datetime | None = None) -> Entry:
    """Keep an entry for whoever acts, and draw what hangs on it. Raises NotAllowed, AnswersNotUnderstood.

    `at`: when it was written, where it reached us later.
    """
    _only_ones_own(on, kind, values)
    entry = _made(on, kind, values, at=at)
    _follow(on, entry)
    return entry


def corrected(
    on: OnCase, kind: str, entry: Entry, values: Mapping[str, Any], why: str | None = None
) -> Entry:
    """As `correct`, within work that is open already; `entry` has the version that was read."""
    _only_own_typing(on, entry)
    _only_ones_own(on, kind, values)
    if not entry.stands:
        raise NotNow("entry_taken_out")
    refuse(on, kind, values, entry)
    return _kept(on, entry, replace(entry, **worded(on, KINDS[kind], values, entry)), why)


def taken_out(on: OnCase, entry: Entry, why: str) -> Entry:
    """As `withdraw`, within work that is open already."""
    _only_own_typing(on, entry)
    if not entry.stands:
        return entry
    if hangs_on(on, entry):
        raise NotNow("others_hang_on_it")
    return _kept(on, entry, replace(entry, withdrawn_at=on.work.now, withdrawn_why=why), why)


def _kept(on: OnCase, older: Entry, entry: Entry, why: str | None) -> Entry:
    """The changed entry, with the version that it has now: whoever changes it next begins there."""
    on.work.replace(entry, why=why)
    _follow(on, entry)
    return entry if entry == older else replace(entry, version=entry.version + 1)


def _made(
    on: OnCase,
    kind: str,
    values: Mapping[str, Any],
    conference: Conference | None = None,
    at: datetime | None = None,
) -> Entry:
    if not on.leads() and on.me:
        # Whoever adds something for themself said it.
        values = {**values, "said_by": on.me.id}
    refuse(on, kind, values)
    values = worded(on, KINDS[kind], values)
    made = KINDS[kind]
    conference = conference or conference_of(on, made)
    day = ITS_DAY.get(made)
    extra: dict[str, Any] = {day: on.today} if day and day not in values else {}
    return on.keep(
        made,
        entered_by=on.work.actor,
        entered_at=at or on.work.now,
        conference_id=conference.id if conference else None,
        stage=conference.stage if conference and conference.state is ConferenceState.OPEN else None,
        **extra,
        **values,
    )


def _only_ones_own(on: OnCase, kind: str, values: Mapping[str, Any]) -> None:
    if on.leads():
        return
    said_by = values.get("said_by")
    theirs = said_by in (None, on.me.id if on.me else None) and not set(OF_WHO_LEADS) & set(values)
    if not may_be_added(on, kind) or on.me is None or not theirs:
        raise NotAllowed("entry_add")


def _only_own_typing(on: OnCase, entry: Entry) -> None:
    """Their own words as they typed them; not those of others that they typed while they led."""
    own = on.me is not None and entry.said_by == on.me.id and entry.entered_by == on.work.actor
    if not on.leads() and not own:
        raise NotAllowed("entry_change")


def _follow(on: OnCase, entry: Entry) -> None:
    """The card's counts change with an entry of a conference; tasks and contact move reminders."""
    if entry.conference_id:
        card_counts_more(on, entry.conference_id)
    if entry.stands:
        carry_what_it_hangs_on(on, entry)
    if isinstance(entry, (Task, *BETWEEN)):
        schedule_reminders(on.work, on.case.id)


def own_fields(kind: str) -> tuple[str, ...]:
    """The fields that a form for this kind may fill: those that not every entry has, and who said it."""
    shared = {field.name for field in fields(Entry)} - {"said_by", "talked_on"}
    return tuple(field.name for field in fields(KINDS[kind]) if field.name not in shared)
