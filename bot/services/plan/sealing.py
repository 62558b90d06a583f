"""Sealing what was read back, before anyone is asked about it (design decision 14)."""

from typing import NamedTuple

from bot.domain.closing import PlanVersion
from bot.domain.conference import Conference, ConferenceState, SetAside
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.plan_states import Move
from bot.domain.record import CaseRecord
from bot.domain.sections import Section
from bot.services.acting import Acting
from bot.services.calling.scheduling import conference_of
from bot.services.delivery.reminders import schedule_reminders
from bot.services.plan.accepting import unaccepted
from bot.services.plan.asking import ask_each
from bot.services.plan.copy_rules import owe_copies
from bot.services.plan.gaps import MAY_BE_SET_ASIDE, Gap
from bot.services.plan.look_once_more import still_open
from bot.services.plan.plan import content
from bot.services.plan.sections import where_sections_stand
from bot.services.plan.telling_owners import tell_owners
from bot.services.plan.versions import must_allow
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
    has not ended. Sealing what was sealed already gives that version back; of a next one, which says
    why it comes, NotNow tells that nothing changed.
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
        if before and before.content_sha256 == sealed.sha256 and must_allow(on, before, Move.SEAL).counts:
            if why and why != before.why:
                raise NotNow("plan_is_the_same")
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
        ask_each(on, version)
        tell_owners(on, version, before)
        schedule_reminders(on.work, on.case.id)
        return version
