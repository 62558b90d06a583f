"""Sealing what was read back, before anyone is asked about it (design decision 14)."""

from typing import NamedTuple

from bot.domain.closing import PlanVersion
from bot.domain.conference import ABSENT, Attendance, Conference, ConferenceState, SetAside
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.record import CaseRecord
from bot.domain.sections import Section
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import attendances_of_round
from bot.services.delivery.outgoing import direct
from bot.services.delivery.reminders import schedule_reminders
from bot.services.plan.accepting import unaccepted
from bot.services.plan.copy_rules import owe_copies
from bot.services.plan.gaps import MAY_BE_SET_ASIDE, Gap
from bot.services.plan.look_once_more import still_open
from bot.services.plan.plan import content
from bot.services.plan.sections import where_sections_stand
from bot.services.plan.worth_a_look import hints
from bot.services.record import case_record


class WhatIsOpen(NamedTuple):
    """What keeps the plan from being sealed, what is worth a look, and the record they were read from."""

    gaps: tuple[Gap, ...]
    worth_a_look: tuple[Gap, ...]
    record: CaseRecord
    sections: tuple[Section, ...]


def what_is_open(acting: Acting, conference_id: str) -> WhatIsOpen:
    """For whoever may seal the plan after this conference. Raises NotAllowed."""
    with acting.looking("plan.seal", conference_of(acting, conference_id).case_id) as on:
        whole = case_record(on.work, on.case.id, private=True)
        record = case_record(on.work, on.case.id)
        asked = unaccepted(hints(record, on.profile, conference_id), whole.accepted)
        standing = where_sections_stand(whole, on.profile, conference_id)
        return WhatIsOpen(still_open(on, whole, conference_id), asked, record, standing)


def set_aside(acting: Acting, conference_id: str, item: str, why: str, words: str | None = None) -> None:
    """Leave one gap open on purpose, with a reason; goals and steps cannot be left out (K-04)."""
    if item.split(":")[0] not in MAY_BE_SET_ASIDE:
        raise AnswersNotUnderstood({"why": "cannot_set_aside"})
    with acting.on_case("plan.seal", conference_of(acting, conference_id).case_id) as on:
        known = on.work.find(SetAside, conference_id=conference_id, item=item)
        if not any(one.stands for one in known):
            said = {"why": why, "words": words, "entered_by": acting.user, "entered_at": on.work.now}
            on.keep(SetAside, conference_id=conference_id, item=item, **said)


def seal(acting: Acting, conference_id: str, why: str | None = None) -> PlanVersion:
    """Seal the content as it was read back and ask each person; returns the version.

    Raises NotNow (`plan_has_gaps`, with the gaps) while something is open, and when the conference
    has not ended. Sealing what was sealed already gives that version back.
    """
    with acting.on_case("plan.seal", conference_of(acting, conference_id).case_id) as on:
        if on.work.get(Conference, conference_id).state is not ConferenceState.ENDED:
            raise NotNow("conference_not_ended")
        record = case_record(on.work, on.case.id, private=True)
        found = still_open(on, record, conference_id)
        if found:
            raise NotNow("plan_has_gaps", count=len(found))
        sealed = acting.agency.seal(content(record, on.profile))
        before = record.latest_version()
        if before and before.content_sha256 == sealed.sha256:
            return before
        if before and not why:
            raise AnswersNotUnderstood({"why": "missing"})
        version = on.keep(
            PlanVersion,
            number=before.number + 1 if before else 1,
            conference_id=conference_id,
            content=sealed.canonical.decode(),
            content_sha256=sealed.sha256,
            signature=acting.agency.signer.sign(sealed.canonical),
            sealed_at=on.work.now,
            sealed_by=acting.user,
            why=why,
        )
        owe_copies(on, version)
        _ask_each(on, version, record)
        schedule_reminders(on.work, on.case.id)
        return version


def _ask_each(on: OnCase, version: PlanVersion, record: CaseRecord) -> None:
    """Those who took part and have Slack are asked by DM; the others by the facilitator, in person."""
    here = {one.person_id: one for one in attendances_of_round(record, version.conference_id)}
    for person in on.people.values():
        if person.slack_user and person.on_team and _took_part(here.get(person.id)):
            key = f"acknowledge:{version.id}:{person.id}"
            on.work.send(direct(on, person, "ask_acknowledgement", version.id, key))


def _took_part(attendance: Attendance | None) -> bool:
    return attendance is not None and attendance.how not in ABSENT
