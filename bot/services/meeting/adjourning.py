"""A conference that stops for today and goes on another day: one conference with several sittings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.conference import Conference, ConferenceState
from bot.domain.course import Happened
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.services.acting import Acting, OnCase
from bot.services.calling.old_messages import draw_anew
from bot.services.calling.scheduling import conference_of, forget_replies, tell_of_change
from bot.services.calling.times import times
from bot.services.meeting.cards import send_card
from bot.services.meeting.course import note
from bot.services.people.parting import refuse_to_bring_together


def adjourn(acting: Acting, conference_id: str, values: Mapping[str, Any]) -> None:
    """One that runs goes on another day, in the stage where it stands: the same conference, a new sitting.

    `values`: date, start, end, place. Everyone who was asked to it hears of the day. Raises NotNow,
    and AnswersNotUnderstood for times that cannot be.
    """
    with acting.on_case("conference.plan", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        if conference.state is not ConferenceState.OPEN:
            raise NotNow(f"conference_{conference.state}")
        starts, ends = times({**values, "zone": conference.zone}, on.work.now)
        sat = f"{(conference.started_at or on.work.now).isoformat()}/{on.work.now.isoformat()}"
        later = replace(
            conference,
            state=ConferenceState.PLANNED,
            starts_at=starts,
            ends_at=ends,
            place=values.get("place"),
            earlier=(*conference.earlier, sat),
            started_at=None,
            paused_at=None,
        )
        _refuse_to_bring_together(on, later)
        on.work.replace(later, why="adjourned")
        note(on, conference_id, Happened.ADJOURNED)
        send_card(on, conference_id)
        draw_anew(on, later)
        forget_replies(on, conference_id)
        tell_of_change(on, conference, later, "conference_goes_on")


def _refuse_to_bring_together(on: OnCase, later: Conference) -> None:
    """Nobody is left out of a meeting that has begun: where a rule came since, separate ones are planned."""
    try:
        refuse_to_bring_together(on, later)
    except AnswersNotUnderstood as refused:
        if "start" in refused.problems:
            raise
        raise AnswersNotUnderstood({"date": "kept_apart_goes_on"}) from refused
