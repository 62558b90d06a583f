"""A talk or a home visit, noted once it is over: the day it really was, and who took part (V-02)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.conference import Attendance, Conference, ConferenceState
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.services.acting import Acting, OnCase
from bot.services.calling.old_messages import draw_anew
from bot.services.calling.times import past_times
from bot.services.calling.whose import whose
from bot.services.delivery.reminders import schedule_reminders
from bot.services.people.parting import refuse_to_bring_together

TIMES = ("date", "start", "end")


def note_talk(acting: Acting, case_id: str, values: Mapping[str, Any], planned_id: str = "") -> str:
    """Keep that it took place; `planned_id` names the one that was planned, if it was. Returns its id.

    `values`: kind, date, start, end, people, how, place. Raises AnswersNotUnderstood for a time to
    come and for a kind of meeting that is formal: such a one is held stage by stage.
    """
    with acting.on_case("conference.hold", case_id) as on:
        if on.profile.meeting_kind(values["kind"]).formal:
            raise AnswersNotUnderstood({"kind": "not_a_choice"})
        talk = _as_it_was(on, values, _planned(on, planned_id) if planned_id else None)
        refuse_to_bring_together(on, talk)
        if planned_id:
            on.work.replace(talk, why="took_place")
            draw_anew(on, talk)
        else:
            on.work.add(talk)
        for person_id in talk.asked:
            told = {"how": values["how"], "entered_by": acting.user}
            on.keep(Attendance, conference_id=talk.id, person_id=person_id, **told)
        schedule_reminders(on.work, case_id)
        return talk.id


def _planned(on: OnCase, conference_id: str) -> Conference:
    found = on.work.get(Conference, conference_id)
    if found.case_id != on.case.id or found.state is not ConferenceState.PLANNED:
        raise NotNow(f"conference_{found.state}")
    return found


def _as_it_was(on: OnCase, values: Mapping[str, Any], planned: Conference | None) -> Conference:
    """When it was by somebody's word; `ended_at` is when that was noted, as a press of a button would be."""
    zone = planned.zone if planned else on.case.zone
    start, end = past_times(values, TIMES, zone, on.work.now)
    made = planned or Conference(
        workspace_id=on.work.workspace_id,
        id=on.work.new_id(),
        case_id=on.case.id,
        number=len(on.work.find(Conference, case_id=on.case.id)) + 1,
        kind=values["kind"],
        starts_at=start,
        ends_at=end,
        zone=zone,
        called_by=on.work.actor,
        ways=(values["how"],),
    )
    held: dict[str, Any] = {"state": ConferenceState.ENDED, "ended_at": on.work.now}
    held |= {"said_start": start, "said_end": end, "said_by": on.work.actor}
    return replace(made, kind=values["kind"], place=values.get("place"), **held, **whose(on, values))
