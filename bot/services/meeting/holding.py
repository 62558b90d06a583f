"""Holding a conference: start, who took part, end, open it again. It can always end."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.closing import PlanVersion
from bot.domain.conference import Attendance, Conference, ConferenceState
from bot.domain.course import Happened
from bot.domain.dates import to_wall
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.services.acting import Acting, OnCase
from bot.services.calling.old_messages import draw_anew
from bot.services.calling.scheduling import conference_of
from bot.services.calling.times import past_times
from bot.services.delivery.reminders import schedule_reminders
from bot.services.meeting.cards import send_card
from bot.services.meeting.course import note
from bot.services.meeting.going_on import ask_by_message
from bot.services.meeting.looking_back import ask_how_it_was
from bot.services.meeting.stages import enter
from bot.services.preparing.go import note_start

SAID = ("held_on", "held_start", "held_end")


def start(acting: Acting, conference_id: str) -> None:
    """The conference begins with its first stage, or goes on where it was adjourned, and its card appears.

    Starting one that runs changes nothing. Raises NotNow when it is over or called off, and while
    another one of the case runs: what is said must belong to one conference.
    """
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        if conference.state is ConferenceState.OPEN:
            return
        if conference.state is not ConferenceState.PLANNED:
            raise NotNow(f"conference_{conference.state}")
        _no_other_runs(on)
        note_start(on, conference)
        # One that was adjourned goes on where it stood.
        here = conference.stage or on.profile.stages_of(conference.kind)[0].id
        begun = replace(
            conference,
            state=ConferenceState.OPEN,
            started_at=on.work.now,
            after_version=_plan_before(on, conference),
        )
        today, planned = (to_wall(at, conference.zone).date() for at in (on.work.now, conference.starts_at))
        if today != planned:
            draw_anew(on, conference)
        enter(on, begun, here)


def attend(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> str:
    """How one person took part, or why they could not; said again, it replaces what stood. Returns its id."""
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        if not conference.begun:
            raise NotNow("conference_planned")
        on.person(values["person_id"])
        _was_asked(on, conference, values["person_id"])
        known = on.work.first(Attendance, conference_id=conference_id, person_id=values["person_id"])
        _refuse_dates(on, values, known)
        kept = Attendance(
            workspace_id=on.work.workspace_id,
            id=known.id if known else on.work.new_id(),
            version=known.version if known else 1,
            case_id=on.case.id,
            conference_id=conference_id,
            entered_by=acting.user,
            **values,
        )
        if known:
            on.work.replace(kept)
        else:
            on.work.add(kept)
        ask_by_message(on, conference)
        send_card(on, conference_id)
        schedule_reminders(on.work, on.case.id)
        return kept.id


def meeting_of(acting: Acting, attendance_id: str) -> str:
    """The conference in which somebody took part, for those who lead it."""
    with acting.looking("conference.hold", acting.case_of(Attendance, attendance_id)) as on:
        return on.work.get(Attendance, attendance_id).conference_id


def end(acting: Acting, conference_id: str) -> None:
    """The conference is over and counts as held, whatever is still open; clocks run from today."""
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        if conference.state is ConferenceState.ENDED:
            return
        if conference.state is not ConferenceState.OPEN:
            raise NotNow(f"conference_{conference.state}")
        over = replace(conference, state=ConferenceState.ENDED, ended_at=on.work.now, paused_at=None)
        on.work.replace(over)
        note(on, conference_id, Happened.ENDED)
        ask_how_it_was(on, over)
        send_card(on, conference_id)
        schedule_reminders(on.work, on.case.id)


def reopen(acting: Acting, conference_id: str) -> None:
    """Undo an end that came by mistake, as long as nothing was sealed from it; one that runs stays so."""
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        if conference.state is ConferenceState.OPEN:
            return
        if conference.state is not ConferenceState.ENDED:
            raise NotNow(f"conference_{conference.state}")
        if _sealed(on, conference_id):
            raise NotNow("conference_sealed")
        _no_other_runs(on)
        on.work.replace(replace(conference, state=ConferenceState.OPEN, ended_at=None), why="reopened")
        note(on, conference_id, Happened.REOPENED)
        send_card(on, conference_id)
        schedule_reminders(on.work, on.case.id)


def say_when(acting: Acting, conference_id: str, values: Mapping[str, Any], version: int) -> None:
    """When the conference really ran, by the asker's word; what the buttons noted stays beside it.

    Clocks run from the day that was said. Raises NotNow unless it is over, and AnswersNotUnderstood.
    """
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        if conference.state is not ConferenceState.ENDED:
            raise NotNow("conference_not_ended")
        start, end = past_times(values, SAID, conference.zone, on.work.now)
        said = replace(conference, version=version, said_start=start, said_end=end, said_by=acting.user)
        on.work.replace(said, why="said_when")
        if said.held_on != conference.held_on:
            draw_anew(on, said)
        schedule_reminders(on.work, on.case.id)


def _plan_before(on: OnCase, conference: Conference) -> str | None:
    """The sealed plan after which this conference begins a blank one (V-11); a talk begins nothing anew."""
    if conference.earlier or not conference.formal:
        return conference.after_version
    sealed = on.work.find(PlanVersion, case_id=on.case.id)
    newest = max(sealed, key=lambda one: one.number, default=None)
    return newest.id if newest else None


def _refuse_dates(on: OnCase, values: Mapping[str, Any], known: Attendance | None) -> None:
    problems = {}
    if values.get("input_on") and values["input_on"] > on.today:
        problems["input_on"] = "date_in_future"
    follow_up = values.get("follow_up_by")
    # A day that was agreed before stays as it was agreed.
    if follow_up and follow_up < on.today and follow_up != (known and known.follow_up_by):
        problems["follow_up_by"] = "due_in_past"
    if problems:
        raise AnswersNotUnderstood(problems)


def _was_asked(on: OnCase, conference: Conference, person_id: str) -> None:
    """Whoever took part in a talk is one of those whose talk it was."""
    if not conference.formal and person_id not in conference.asked:
        on.work.replace(replace(conference, asked=(*conference.asked, person_id)))


def _no_other_runs(on: OnCase) -> None:
    if on.work.first(Conference, case_id=on.case.id, state=ConferenceState.OPEN):
        raise NotNow("another_runs")


def _sealed(on: OnCase, conference_id: str) -> bool:
    return on.work.first(PlanVersion, conference_id=conference_id) is not None
