"""The sections of a plan after a conference: the seal waits for those that nobody looked at yet (V-10)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.domain.conference import SetAside
from bot.domain.from_earlier import of_this_plan
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord
from bot.domain.sections import SECTION, Section, SectionState, item_of, sections
from bot.flows.subject import Subject
from bot.services.acting import Acting
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import round_of
from bot.services.plan.gaps import Gap, gaps
from bot.services.record import case_record

NOT_NEEDED = "not_relevant"


def where_sections_stand(
    record: CaseRecord, profile: PracticeProfile, conference_id: str
) -> tuple[Section, ...]:
    """Each section of the profile and its state; what an earlier conference passed over is asked again."""
    return _sections(record, profile, conference_id, gaps(record, conference_id))


def untouched(
    record: CaseRecord, profile: PracticeProfile, conference_id: str, found: Iterable[Gap]
) -> Iterator[Gap]:
    """A gap for each section that nobody looked at, unless a gap of its own, among `found`, asks for it."""
    asked = {gap.kind for gap in found}
    for one in _sections(record, profile, conference_id, found):
        if one.state is SectionState.UNTOUCHED and one.place.gap not in asked:
            yield Gap(SECTION, one.id, one.place.form, Subject(record.case.id, chosen=one.place.chosen))


def _sections(
    record: CaseRecord, profile: PracticeProfile, conference_id: str, found: Iterable[Gap]
) -> tuple[Section, ...]:
    record = of_this_plan(record)
    return sections(record, profile, round_of(record, conference_id), {gap.kind for gap in found})


def not_needed(acting: Acting, conference_id: str, section: str) -> None:
    """Say that a section was looked at and is not needed this time.

    Twice changes nothing, nor does it where something stands there by now, or a gap of its own asks.
    """
    with acting.on_case("plan.seal", conference_of(acting, conference_id).case_id) as on:
        record = case_record(on.work, on.case.id, private=True)
        found = gaps(record, conference_id)
        if any(one.about == section for one in untouched(record, on.profile, conference_id, found)):
            on.keep(
                SetAside,
                conference_id=conference_id,
                item=item_of(section),
                why=NOT_NEEDED,
                entered_by=acting.user,
                entered_at=on.work.now,
            )


def take_up_again(acting: Acting, conference_id: str, section: str) -> None:
    """Take back that a section is not needed: it waits to be looked at again, and the fact stays."""
    with acting.on_case("plan.seal", conference_of(acting, conference_id).case_id) as on:
        record = case_record(on.work, on.case.id, private=True)
        standing = where_sections_stand(record, on.profile, conference_id)
        for aside in (aside for one in standing if one.id == section for aside in one.asides):
            on.work.replace(replace(aside, taken_back_by=acting.user, taken_back_at=on.work.now))
