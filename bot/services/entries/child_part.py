"""A child's own voice, and how the child took part: two facts, each said once and leading to the other."""

from dataclasses import replace

from bot.domain.plan import Voice
from bot.services.acting import Acting
from bot.services.calling.scheduling import conference_of
from bot.services.entries.moment import current_conference
from bot.services.plan.gaps import OF_PARTICIPATION, Gap, gaps, participation, person_of
from bot.services.record import case_record, with_only


def after_voice(acting: Acting, voice: Voice) -> Gap | None:
    """What is still to be said of a child who was heard: how they took part, if nobody noted it."""
    with acting.looking("case.look", voice.case_id) as on:
        record, conference = with_only(on.work, on.case.id, *OF_PARTICIPATION), current_conference(on)
    record = replace(record, voices=(voice,))
    about = person_of(record, voice.child_id)
    still_open = participation(record, conference.id) if conference else ()
    return next((gap for gap in still_open if gap.about == about), None)


def after_attendance(acting: Acting, conference_id: str, person_id: str) -> Gap | None:
    """What is still to be said of somebody who took part and is a child: their own voice."""
    with acting.looking("case.look", conference_of(acting, conference_id).case_id) as on:
        record = case_record(on.work, on.case.id, private=True)
    child = next((one.id for one in record.children if person_of(record, one.id) == person_id), None)
    still_open = gaps(record, conference_id) if child else ()
    return next((gap for gap in still_open if (gap.kind, gap.about) == ("voice", child)), None)
