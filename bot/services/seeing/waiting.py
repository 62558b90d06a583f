"""What waits for one person in one case: what a message asked of them, and they have not answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain import access
from bot.domain.agenda import FirstLook
from bot.domain.case import CaseState
from bot.domain.closing import Acknowledgement, Copy, Endorsement, View, sent_back
from bot.domain.conference import AgendaSeen, Conference, ConferenceState, Invitation
from bot.domain.delivery import Outgoing, Sending
from bot.domain.how_we_talk import Acceptance
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.flows.flow import next_step
from bot.flows.preparing import GET_READY
from bot.services.acting import Acting, OnCase
from bot.services.calling.telling import any_untold
from bot.services.delivery.calling import any_call
from bot.services.meeting.going_on import asking_key
from bot.services.plan.versions import is_reopened, newest_version
from bot.services.ports import UnitOfWork
from bot.services.preparing import guided
from bot.services.preparing.access_needs import open_needs_of

NOT_ASKED = (Sending.DROPPED, Sending.FAILED)


@dataclass(frozen=True, kw_only=True)
class Wait:
    """One thing: its kind (words of the home page), the id that its buttons carry, what it is about."""

    kind: str
    subject_id: str
    conference: Conference | None = None
    version_id: str = ""
    case_id: str = ""


def waits_for(acting: Acting, on: OnCase, conference: Conference | None) -> tuple[Wait, ...]:
    """In the order in which it comes up: before the conference, after it, and for who leads.

    In a closed case only what was asked about the plan.
    """
    if on.case.state is CaseState.CLOSED:
        return tuple(_after(on))
    for_who_leads = (*_to_tell(on, conference), *_needs(on), *_calls(on))
    return (*_before(acting, on, conference), *_after(on), *for_who_leads)


def to_endorse(work: UnitOfWork, user: str) -> tuple[Wait, ...]:
    """The plans that wait for somebody's endorsement, as it was sealed last; none that is being corrected."""
    asked = work.find(Endorsement, asked_of=user, answer=None)
    found = [(one, newest_version(work, one.case_id)) for one in asked]
    return tuple(
        Wait(kind="endorsement", subject_id=one.id, version_id=one.version_id, case_id=one.case_id)
        for one, newest in found
        if newest and newest.id == one.version_id and not is_reopened(work, newest)
    )


def was_asked(on: OnCase, key: str) -> Outgoing | None:
    """The message that asked for something, unless it never went."""
    found = on.work.first(Outgoing, key=key)
    return None if found is None or found.state in NOT_ASKED else found


def _before(acting: Acting, on: OnCase, conference: Conference | None) -> Iterator[Wait]:
    if on.me is None or conference is None or conference.state is ConferenceState.ENDED:
        return
    mine = {"conference_id": conference.id, "person_id": on.me.id}
    may_tap = was_asked(on, asking_key(conference.id, on.me.id)) and not on.work.first(Acceptance, **mine)
    if conference.state is ConferenceState.OPEN and may_tap:
        yield Wait(kind="confidential", subject_id=conference.id, conference=conference)
    invited = on.work.first(Invitation, **mine)
    planned = conference.state is ConferenceState.PLANNED
    if planned and invited and invited.reply is None and invited.how == "Slack":
        yield Wait(kind="invitation", subject_id=conference.id, conference=conference)
    if planned and invited and invited.how == "Slack":
        said = guided.answers(acting, GET_READY, conference.id)
        if next_step(GET_READY, said, {}):
            yield Wait(kind="get_ready", subject_id=conference.id, conference=conference)
    if was_asked(on, f"topics:{conference.id}:{on.me.id}"):
        given = guided.answers(acting, AGENDA_TOPICS, conference.id)
        if step := next_step(AGENDA_TOPICS, given, {}):
            yield Wait(kind="topics", subject_id=f"{conference.id}:{step.name}", conference=conference)
    looked = on.work.first(FirstLook, **mine)
    if conference.agenda_sent_at is None and not looked and _was_shown_draft(on, conference):
        yield Wait(kind="draft", subject_id=conference.id, conference=conference)
    may_look = access.may(on.standings, "agenda.look") and not on.leads()
    if may_look and conference.agenda_sent_at and not on.work.first(AgendaSeen, **mine):
        yield Wait(kind="agenda", subject_id=conference.id, conference=conference)


def _was_shown_draft(on: OnCase, conference: Conference) -> bool:
    about = {"case_id": on.case.id, "to": on.work.actor, "message": "agenda_draft"}
    asked = on.work.find(Outgoing, subject_id=conference.id, **about)
    return any(one.state not in NOT_ASKED for one in asked)


def _after(on: OnCase) -> Iterator[Wait]:
    version = newest_version(on.work, on.case.id)
    if version is None or on.me is None:
        return
    mine = {"version_id": version.id, "person_id": on.me.id}
    answer, view = on.work.first(Acknowledgement, **mine), on.work.first(View, **mine)
    if was_asked(on, f"acknowledge:{version.id}:{on.me.id}") and not (answer and answer.was_asked):
        yield Wait(kind="chance", subject_id=version.id)
    if was_asked(on, f"view:{version.id}:{on.me.id}") and not (view and view.was_asked):
        yield Wait(kind="view", subject_id=version.id)
    copy = on.work.first(Copy, **mine)
    if copy and copy.how == "slack" and copy.sent_on and not copy.got_on:
        yield Wait(kind="copy", subject_id=version.id)
    if on.leads() and sent_back(on.work.find(Endorsement, version_id=version.id)):
        yield Wait(kind="sent_back", subject_id=version.id)


def _needs(on: OnCase) -> Iterator[Wait]:
    """What people need to take part is for staff to answer."""
    if on.leads() and open_needs_of(on):
        yield Wait(kind="needs", subject_id=on.case.id)


def _calls(on: OnCase) -> Iterator[Wait]:
    """Whom no machine reaches is called by staff."""
    if on.leads() and any_call(on):
        yield Wait(kind="calls", subject_id=on.case.id)


def _to_tell(on: OnCase, conference: Conference | None) -> Iterator[Wait]:
    if conference and on.leads() and any_untold(on, conference):
        yield Wait(kind="telling", subject_id=conference.id, conference=conference)
