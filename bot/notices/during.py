"""What goes out while a conference runs: to who leads, alone; and own buttons where no card may stand."""

from datetime import timedelta

from bot.domain.conference import Conference, ConferenceState
from bot.domain.course import FAMILY_ALONE
from bot.domain.sending import Drop, Later, Ready
from bot.notices.card import own_presses
from bot.notices.reader import LOOK_AGAIN, Reader
from bot.render import Press
from bot.services.calling.sittings import must_be_theirs
from bot.services.meeting.ahead import ahead_of
from bot.services.meeting.course import course_now
from bot.services.meeting.who_runs import is_run_by


def own_part(reader: Reader) -> Ready:
    """To one person, where no card may stand in the channel: what they can ask for without a word."""
    conference = must_be_theirs(reader.on, reader.on.work.get(Conference, reader.outgoing.subject_id))
    if conference.state is not ConferenceState.OPEN:
        return Drop("conference_over")
    return reader.says("own_part", presses=own_presses(conference))


def cue_card(reader: Reader) -> Ready:
    """To who leads, before something hard: how to say what comes. No word of a topic stands in it."""
    conference = _running(reader)
    coming = ahead_of(reader.on.work, reader.on.profile, conference) if conference else None
    if conference is None or coming is None or not coming.is_hard:
        return Drop("nothing_hard_comes")
    stage = coming.stage.id if coming.stage and coming.stage_is_hard else ""
    return reader.says("cue_card", stage=stage, presses=[_running_press(conference)])


def overrun(reader: Reader) -> Ready:
    """To who runs it, once for each stage: it has taken its time."""
    conference, stage = _running(reader), reader.outgoing.message.partition(":")[2]
    if conference is None or conference.stage != stage or stage == FAMILY_ALONE:
        return Drop("stage_left")
    if conference.paused_at:
        return Later(reader.on.work.now + LOOK_AGAIN)
    stages = reader.on.profile.stages_of(conference.kind)
    planned = next(one.minutes for one in stages if one.id == stage)
    used = course_now(reader.on.work, conference.id).stages.get(stage, timedelta())
    if used < timedelta(minutes=planned):
        return Later(reader.on.work.now + timedelta(minutes=planned) - used)
    return reader.says("overrun", stage=stage, planned=planned, presses=[_running_press(conference)])


def break_asked(reader: Reader) -> Ready:
    """To who runs it: somebody needs a break; who is behind the button, for nobody else who leads."""
    conference = _running(reader)
    if conference is None:
        return Drop("conference_over")
    presses = [_running_press(conference)] if is_run_by(reader.on, reader.outgoing.to) else []
    return reader.says("break_asked", presses=presses)


def back_together(reader: Reader) -> Ready:
    """To who runs it: the family is ready to go on."""
    conference = _running(reader)
    if conference is None:
        return Drop("conference_over")
    return reader.says("back_together", presses=[_running_press(conference)])


def paused(reader: Reader) -> Ready:
    """To those who must know: everything was stopped; when, by whom and what to do is behind the button."""
    conference = _running(reader)
    if conference is None or conference.paused_at is None:
        return Drop("goes_on")
    return reader.says("paused", presses=[Press("safety", "do:safety", conference.id, "primary")])


def _running(reader: Reader) -> Conference | None:
    conference = reader.on.work.get(Conference, reader.outgoing.subject_id)
    return conference if conference.state is ConferenceState.OPEN else None


def _running_press(conference: Conference) -> Press:
    return Press("running", "do:running", conference.id, "primary")
