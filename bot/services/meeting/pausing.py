"""The safety pause: one tap stops everything; when and who pressed is kept, and no story."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.conference import Conference, ConferenceState
from bot.domain.course import Happened, Moment
from bot.domain.errors import NotAllowed, NotNow
from bot.domain.profile import SafetyRule
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import must_be_theirs
from bot.services.meeting.cards import send_card
from bot.services.meeting.course import note
from bot.services.meeting.who_runs import tell_supervisors, tell_who_leads
from bot.services.rules.confirming import settled


@dataclass(frozen=True)
class Pause:
    """A pause for those who must know of it: since when, by whom, and what is done now by the local rule."""

    conference: Conference
    since: datetime | None
    by: str
    rule: SafetyRule | None
    leads: bool


def pause(acting: Acting, conference_id: str) -> None:
    """Whoever leads or takes part stops the conference. Stopped already, nothing changes.

    Facilitator and case manager hear it in private, and the supervisor where the profile says so.
    """
    with acting.on_case("conference.signal", conference_of(acting, conference_id).case_id) as on:
        conference = must_be_theirs(on, on.work.get(Conference, conference_id))
        if on.me is None:
            raise NotAllowed("conference_signal")
        if conference.state is not ConferenceState.OPEN:
            raise NotNow(f"conference_{conference.state}")
        if conference.paused_at:
            return
        on.work.replace(replace(conference, paused_at=on.work.now))
        moment = note(on, conference_id, Happened.PAUSED)
        send_card(on, conference_id)
        tell_who_leads(on, "paused", conference_id, moment.id)
        if on.profile.safety and "supervisor" in on.profile.safety.tell:
            tell_supervisors(on, "paused", conference_id, moment.id)


def resume(acting: Acting, conference_id: str) -> None:
    """Whoever leads says that it goes on, in the stage where it stood. Twice changes nothing."""
    with acting.on_case("conference.hold", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        if conference.state is not ConferenceState.OPEN:
            raise NotNow(f"conference_{conference.state}")
        if conference.paused_at:
            on.work.replace(replace(conference, paused_at=None))
            note(on, conference_id, Happened.RESUMED)
            send_card(on, conference_id)


def look(acting: Acting, conference_id: str) -> Pause:
    """The newest pause, for who leads and for the supervisor. Raises NotAllowed."""
    with acting.looking("pause.look", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        paused = on.work.find(Moment, conference_id=conference_id, what=Happened.PAUSED)
        last = paused[-1] if paused else None
        return Pause(
            conference=conference,
            since=last.at if last else None,
            by=_name(on, last.by if last else ""),
            rule=settled(on.work, on.profile).safety,
            leads=on.leads(),
        )


def _name(on: OnCase, user: str) -> str:
    return next((one.name for one in on.people.values() if one.slack_user == user), "")
