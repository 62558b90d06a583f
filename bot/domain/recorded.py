"""The events that a record itself shows: what was entered, what was held, what became of plans."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.domain.clocks import events_of_held
from bot.domain.closing import Copy, PlanVersion
from bot.domain.conference import ConferenceState
from bot.domain.dates import to_wall
from bot.domain.diary import Event
from bot.domain.plan_states import that_count
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord

ENDORSED = "endorsed"


def events_of(profile: PracticeProfile, record: CaseRecord) -> tuple[Event, ...]:
    """Everything that happened, by the names that the profile gives it (K-07, V-05)."""
    held = [
        (one.kind, to_wall(one.held_from or one.starts_at, one.zone).date())
        for one in record.conferences
        if one.state is ConferenceState.ENDED
    ]
    entered = ((event.name, event.on) for event in record.events)
    return (*entered, *events_of_held(profile, held), *_of_plans(profile, record))


def _of_plans(profile: PracticeProfile, record: CaseRecord) -> Iterator[Event]:
    """A plan was finished, endorsed, and copied to all to whom it is owed; one that was withdrawn was not."""
    versions = that_count(record.versions, record.version_moves)
    counting = {one.id for one in versions}
    for version in _first_of_each_meeting(versions):
        on = to_wall(version.sealed_at, record.case.zone).date()
        yield from ((name, on) for name in profile.plan_counts_as)
    for asked in record.endorsements:
        if asked.version_id in counting and asked.answer == ENDORSED and asked.done_on:
            yield from ((name, asked.done_on) for name in profile.endorsement.counts_as)
    for rule in profile.copies:
        for version in versions if rule.counts_as else ():
            to = {one.id for one in record.people if one.role in rule.to}
            owed = [one for one in record.copies if one.version_id == version.id and one.person_id in to]
            for on in _counted_from(profile, record, version):
                yield from ((name, max(sent, on)) for sent in _all_sent(owed) for name in rule.counts_as)


def _counted_from(profile: PracticeProfile, record: CaseRecord, version: PlanVersion) -> list[date]:
    """From when a copy of a version counts: where the practice's rule asks for its endorsement, from that."""
    if not profile.endorsement.counts_as:
        return [date.min]
    asked = (one for one in record.endorsements if one.version_id == version.id and one.answer == ENDORSED)
    return [one.done_on for one in asked if one.done_on][:1]


def _first_of_each_meeting(versions: Iterable[PlanVersion]) -> list[PlanVersion]:
    """The first version that came of each meeting: a correction is no new plan and starts nothing anew."""
    first: dict[str, PlanVersion] = {}
    for version in sorted(versions, key=lambda one: one.number):
        first.setdefault(version.conference_id, version)
    return list(first.values())


def _all_sent(owed: list[Copy]) -> list[date]:
    """The day on which the last of them went; none while one is missing, or where nobody is owed one."""
    days = [one.sent_on for one in owed if one.sent_on]
    return [max(days)] if days and len(days) == len(owed) else []
