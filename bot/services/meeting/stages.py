"""From stage to stage: next, back, anywhere, past one with a reason; nothing has to be done in order."""

from dataclasses import replace

from bot.domain.conference import Conference
from bot.domain.course import FAMILY_ALONE, Happened
from bot.domain.errors import NotFound
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import must_be_theirs
from bot.services.meeting.ahead import hint_when_over, look_ahead, stage_beside
from bot.services.meeting.cards import send_card
from bot.services.meeting.course import course_now, note, running
from bot.services.meeting.going_on import note_going_on
from bot.services.meeting.who_runs import tell_who_runs


def enter(on: OnCase, conference: Conference, stage: str) -> None:
    """The conference is in this stage from now on; the card says so, and who leads hears what comes."""
    there = replace(conference, stage=stage)
    on.work.replace(there)
    note_going_on(on, conference, there)
    note(on, conference.id, Happened.STAGE, stage)
    send_card(on, conference.id)
    look_ahead(on, there)
    hint_when_over(on, there)


def go_to_stage(acting: Acting, conference_id: str, seen_stage: str, step: int) -> None:
    """One stage on (`step` 1) or back (-1) from the stage that the person saw; a skipped one is passed.

    A second tap on the same card asks to leave a stage that was left already, and changes nothing.
    """
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference = running(on, conference_id)
        if conference.stage == seen_stage:
            _step(on, conference, step)


def jump(acting: Acting, conference_id: str, stage: str) -> None:
    """Straight to any stage of its kind; to the one where it stands changes nothing. Raises NotFound."""
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference = running(on, conference_id)
        _must_be_a_stage(on, conference, stage)
        if conference.stage != stage:
            enter(on, conference, stage)


def skip_stage(acting: Acting, conference_id: str, stage: str, why: str) -> None:
    """Leave a stage out, with the reason in the record; if it is the one where it stands, go on."""
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference = running(on, conference_id)
        _must_be_a_stage(on, conference, stage)
        note(on, conference_id, Happened.STAGE_SKIPPED, stage, why)
        if conference.stage == stage:
            _step(on, conference, 1)


def back_together(acting: Acting, conference_id: str) -> None:
    """The family is back: anybody of the team says so, and who runs it hears it. Twice changes nothing."""
    with acting.on_case("conference.signal", conference_of(acting, conference_id).case_id) as on:
        must_be_theirs(on, on.work.get(Conference, conference_id))
        conference = running(on, conference_id)
        if conference.stage == FAMILY_ALONE:
            turn = course_now(on.work, conference_id).turn
            _step(on, conference, 1)
            tell_who_runs(on, "back_together", conference_id, f"{conference_id}:{turn}")


def _step(on: OnCase, conference: Conference, step: int) -> None:
    stages = on.profile.stages_of(conference.kind)
    there = stage_beside(stages, conference.stage, course_now(on.work, conference.id), step)
    if there:
        enter(on, conference, there.id)


def _must_be_a_stage(on: OnCase, conference: Conference, stage: str) -> None:
    if stage not in {one.id for one in on.profile.stages_of(conference.kind)}:
        raise NotFound("stage")
