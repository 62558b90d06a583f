"""The moments of a conference as they are pressed, and where it stands by them."""

from bot.domain.conference import Conference, ConferenceState
from bot.domain.course import FAMILY_ALONE, Course, Happened, Moment, course_of
from bot.domain.errors import NotNow
from bot.services.acting import OnCase
from bot.services.ports import UnitOfWork


def note(on: OnCase, conference_id: str, what: Happened, thing: str = "", why: str | None = None) -> Moment:
    """Keep a moment of now."""
    facts = {"what": what, "at": on.work.now, "by": on.work.actor, "thing": thing, "why": why}
    return on.keep(Moment, conference_id=conference_id, **facts)


def course_now(work: UnitOfWork, conference_id: str) -> Course:
    """Where a conference stands, and how long everything in it has taken so far."""
    return course_of(work.find(Moment, conference_id=conference_id), work.now)


def running(on: OnCase, conference_id: str) -> Conference:
    """The conference, which runs and is not paused. Raises NotNow."""
    conference = on.work.get(Conference, conference_id)
    if conference.state is not ConferenceState.OPEN:
        raise NotNow(f"conference_{conference.state}")
    if conference.paused_at:
        raise NotNow("paused")
    return conference


def is_family_alone(conference: Conference | None) -> bool:
    """Whether the family is among themselves right now."""
    return (
        conference is not None
        and conference.state is ConferenceState.OPEN
        and conference.stage == FAMILY_ALONE
    )


def refuse_while_quiet(conference: Conference | None) -> None:
    """Raises NotNow while nothing may be recorded: the family is alone, or everything was stopped."""
    if is_family_alone(conference):
        raise NotNow("family_alone")
    if conference and conference.state is ConferenceState.OPEN and conference.paused_at:
        raise NotNow("paused")
