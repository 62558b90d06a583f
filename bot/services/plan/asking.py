"""Whom a new version asks: those whose part it changed. What others said of an earlier one stays there."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.access import Standing
from bot.domain.closing import Acknowledgement, PlanVersion
from bot.domain.conference import ABSENT
from bot.domain.errors import NotNow
from bot.domain.parting import names_any, names_told_apart
from bot.domain.people import Person
from bot.domain.plan_states import RIGHTS, Move
from bot.domain.version_moves import AnswerStays
from bot.domain.what_changed import RowChange, changes_between
from bot.services.acting import Acting, OnCase
from bot.services.calling.sittings import attendances_of_round
from bot.services.delivery.outgoing import direct
from bot.services.people.parting import rules_of
from bot.services.people.safe_ways import safe_slack
from bot.services.plan.material import part_of
from bot.services.plan.plan_content import Json
from bot.services.plan.plan_part import ids_of
from bot.services.plan.versions import is_withdrawn, must_allow
from bot.services.record import case_record
from bot.services.seeing.families import hidden_from


@dataclass(frozen=True)
class WhatChanged:
    """What is otherwise for one reader since the version that they know, and why.

    `why` is None where the reason names somebody of whom they may know nothing.
    """

    version: PlanVersion
    since: PlanVersion
    why: str | None
    rows: tuple[RowChange, ...]
    names: dict[str, str]


def ask_each(on: OnCase, version: PlanVersion) -> None:
    """Those who took part and have Slack are asked by DM; the others by the facilitator, in person.

    Whoever answered an earlier version in which their part was the same is not asked again.
    """
    record = case_record(on.work, on.case.id)
    here = {one.person_id: one.how for one in attendances_of_round(record, version.conference_id)}
    for person in on.people.values():
        if not person.on_team or here.get(person.id, ABSENT[0]) in ABSENT:
            continue
        known = said_of(on, version, person)
        if known and not is_affected(on, person, known, version):
            on.keep(AnswerStays, version_id=version.id, person_id=person.id, said_of=known.id)
        elif person.slack_user:
            key = f"acknowledge:{version.id}:{person.id}"
            on.work.send(direct(on, person, "ask_acknowledgement", version.id, key))


def ask_again(acting: Acting, version_id: str, person_id: str) -> None:
    """Ask somebody all the same. Raises NotNow for whoever answered it, or is not reached in Slack."""
    with acting.on_case(RIGHTS[Move.ASK], acting.case_of(PlanVersion, version_id)) as on:
        version, person = on.work.get(PlanVersion, version_id), on.person(person_id)
        must_allow(on, version, Move.ASK)
        known = on.work.first(Acknowledgement, version_id=version.id, person_id=person.id)
        if known and known.was_asked:
            raise NotNow("answered_this_version")
        if not person.on_team or safe_slack(on.work, person) is None:
            raise NotNow("ask_in_person")
        key = f"acknowledge:{version.id}:{person.id}"
        on.work.send(direct(on, person, "ask_acknowledgement", version.id, key))


def what_changed(acting: Acting, version_id: str) -> WhatChanged:
    """What is otherwise for whoever asks, since the version that they answered, else since the one before.

    Raises NotNow for a first version.
    """
    with acting.looking("case.look", acting.case_of(PlanVersion, version_id)) as on:
        version = on.work.get(PlanVersion, version_id)
        since = (said_of(on, version, on.me) if on.me else None) or _before(on, version)
        if since is None:
            raise NotNow("first_version")
        old, new = _part(on, since), _part(on, version)
        people = {key: str(one["name"]) for part in (old, new) for key, one in part["people"].items()}
        children = {one["id"]: str(one["name"]) for part in (old, new) for one in part["children"]}
        return WhatChanged(version, since, _reason(on, version), changes_between(old, new), people | children)


def said_of(on: OnCase, version: PlanVersion, person: Person) -> PlanVersion | None:
    """The last version before this one to which somebody answered; what was withdrawn is answered no more."""
    said = {one.version_id for one in on.work.find(Acknowledgement, person_id=person.id) if one.was_asked}
    earlier = (one for one in _earlier(on, version) if one.id in said and not is_withdrawn(on.work, one))
    return next(earlier, None)


def is_affected(on: OnCase, person: Person, before: PlanVersion, after: PlanVersion) -> bool:
    """Whether a person's part of the plan is another, or something that was theirs no longer is."""
    theirs = on.as_seen_by(person)
    if changes_between(_part(theirs, before), _part(theirs, after)):
        return True
    # A task that went to somebody else stands in neither of two parts that hold one's own tasks alone.
    return any(person.id in one.concerns for one in changes_between(_known(on, before), _known(on, after)))


def _part(on: OnCase, version: PlanVersion) -> Json:
    return part_of(on, _known(on, version)).told


def _known(on: OnCase, version: PlanVersion) -> Json:
    """The sealed content without what is kept private by now: nobody is told of that, nor of its end."""
    sealed: Json = json.loads(version.content)
    record = case_record(on.work, on.case.id)
    there = ids_of(record)
    lists = {name: rows for name, rows in sealed.items() if isinstance(rows, list)}
    return sealed | {name: [row for row in rows if row["id"] in there] for name, rows in lists.items()}


def _reason(on: OnCase, version: PlanVersion) -> str | None:
    """Why the version came; nothing where it names somebody of whom its reader may see nothing."""
    if on.me is None or on.leads() or not version.why:
        return version.why
    record = case_record(on.work, on.case.id)
    parents, rules = on.holding(Standing.PARENT), rules_of(on.work, on.case.id)
    hidden = hidden_from(record, on.me, parents, rules)
    unseen = [one.name for one in record.people if one.id in hidden]
    shown = [one.name for one in record.people if one.id not in hidden]
    return None if names_any(version.why, names_told_apart(unseen, shown)) else version.why


def _earlier(on: OnCase, version: PlanVersion) -> Sequence[PlanVersion]:
    """The versions before one, the newest first."""
    every = on.work.find(PlanVersion, case_id=on.case.id)
    return sorted((one for one in every if one.number < version.number), key=lambda one: -one.number)


def _before(on: OnCase, version: PlanVersion) -> PlanVersion | None:
    return next(iter(_earlier(on, version)), None)
