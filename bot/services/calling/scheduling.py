"""Planning a conference: when and where, who is asked to come, how each was told, what they replied."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.clocks import DueDate
from bot.domain.conference import Conference, ConferenceState, Invitation
from bot.domain.course import Happened
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.parting import is_for
from bot.services.acting import Acting, OnCase
from bot.services.agenda.bringing import bring_standing
from bot.services.calling.calendar_files import offer, offer_to_all
from bot.services.calling.inviting import invite_with_slack, with_slack
from bot.services.calling.old_messages import draw_anew
from bot.services.calling.sittings import must_be_theirs
from bot.services.calling.telling import ask_to_tell, told_of
from bot.services.calling.times import times
from bot.services.calling.whose import whose
from bot.services.delivery.outgoing import direct
from bot.services.delivery.reminders import schedule_reminders
from bot.services.due import due_now
from bot.services.meeting.cards import send_card
from bot.services.meeting.course import note
from bot.services.people.parting import refuse_to_bring_together


def schedule(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """Plan a conference and invite everyone on the team who has Slack; returns its id.

    `values`: kind, date, start and end (wall times), zone, place, ways. Raises
    AnswersNotUnderstood for a past start, an end before the start, a time that clocks skip or show
    twice, and a day after its due date unless `after_due` says that this is known.
    """
    with acting.on_case("conference.plan", case_id) as on:
        starts, ends = times(values, on.work.now)
        _refuse_late(on, values)
        held_or_planned = on.work.find(Conference, case_id=case_id)
        conference = on.keep(
            Conference,
            number=len(held_or_planned) + 1,
            kind=values["kind"],
            starts_at=starts,
            ends_at=ends,
            zone=values["zone"],
            called_by=acting.user,
            place=values.get("place"),
            ways=tuple(values.get("ways") or ()),
            **whose(on, values),
        )
        refuse_to_bring_together(on, conference)
        if conference.formal:
            bring_standing(on, conference)
        invite_with_slack(on, conference)
        ask_to_tell(on, conference)
        schedule_reminders(on.work, case_id)
        return conference.id


def move(acting: Acting, conference_id: str, values: Mapping[str, Any], version: int) -> None:
    """Another time or place for a planned conference; everyone invited by Slack is told."""
    case_id = conference_of(acting, conference_id).case_id
    with acting.on_case("conference.plan", case_id) as on:
        conference = on.work.get(Conference, conference_id)
        _must_be(conference, ConferenceState.PLANNED)
        starts, ends = times(values, on.work.now)
        _refuse_late(on, values)
        another_time = (starts, ends) != (conference.starts_at, conference.ends_at)
        moved = replace(
            conference,
            version=version,
            kind=values["kind"],
            starts_at=starts,
            ends_at=ends,
            zone=values["zone"],
            place=values.get("place"),
            ways=tuple(values.get("ways") or ()),
            **whose(on, values),
        )
        refuse_to_bring_together(on, moved)
        on.work.replace(moved)
        draw_anew(on, moved)
        if another_time:
            forget_replies(on, conference_id)
        tell_of_change(on, conference, moved, "conference_moved")


def cancel(acting: Acting, conference_id: str, why: str) -> None:
    """Call a planned conference off; everyone invited by Slack is told, reminders stop.

    Of one that was adjourned only what was still to come is called off: it counts as held until then.
    """
    case_id = conference_of(acting, conference_id).case_id
    with acting.on_case("conference.plan", case_id) as on:
        conference = on.work.get(Conference, conference_id)
        _must_be(conference, ConferenceState.PLANNED)
        if conference.adjourned:
            until = conference.sittings[-1][1]
            on.work.replace(replace(conference, state=ConferenceState.ENDED, ended_at=until), why=why)
            note(on, conference_id, Happened.ENDED)
            send_card(on, conference_id)
        else:
            on.work.replace(replace(conference, state=ConferenceState.CANCELLED), why=why)
        draw_anew(on, conference)
        for person in with_slack(on, conference):
            on.work.send(
                direct(on, person, "conference_cancelled", conference_id, f"off:{conference_id}:{person.id}")
            )
        offer_to_all(on, conference_id)
        schedule_reminders(on.work, case_id)


def record_notice(
    acting: Acting, conference_id: str, person_id: str, invited_on: date, how: str, **said: str | None
) -> None:
    """Staff told somebody of the conference, on that day and in that way.

    `said`: what the person answered (`reply`), and what shows that they were told (`proof`).
    """
    conference = conference_of(acting, conference_id)
    with acting.on_case("conference.plan", conference.case_id) as on:
        on.person(person_id)
        if not is_for(on.work.get(Conference, conference_id), person_id):
            raise AnswersNotUnderstood({"person_id": "left_out"})
        if invited_on > on.today:
            raise AnswersNotUnderstood({"invited_on": "date_in_future"})
        _change_invitation(on, conference_id, person_id, invited_on=invited_on, how=how, **said)
        offer(on, conference_id, on.person(person_id))


def reply(acting: Acting, conference_id: str, answer: str, asked: str = "") -> Conference:
    """A person with Slack says whether they will come: yes, no or not_sure.

    `asked` is the time that they were asked about, as `when_asked` writes it. Raises NotNow: a yes to
    another time is no yes to this one.
    """
    with acting.on_case("invitation.reply", conference_of(acting, conference_id).case_id) as on:
        conference = must_be_theirs(on, on.work.get(Conference, conference_id))
        _must_be(conference, ConferenceState.PLANNED)
        if on.me is None:
            raise NotAllowed("invitation_reply")
        if asked not in ("", when_asked(conference)):
            raise NotNow("conference_moved")
        _change_invitation(on, conference_id, on.me.id, reply=answer)
        return conference


def invited_to(acting: Acting, conference_id: str) -> Conference:
    """The conference as it is planned now, for whoever may answer. Raises NotAllowed, NotNow."""
    with acting.looking("invitation.reply", conference_of(acting, conference_id).case_id) as on:
        conference = must_be_theirs(on, on.work.get(Conference, conference_id))
        _must_be(conference, ConferenceState.PLANNED)
        return conference


def kind_of(acting: Acting, conference_id: str) -> str:
    """Which kind of meeting it is, for whoever may know of it. Raises NotAllowed, NotFound."""
    with acting.looking("case.look", conference_of(acting, conference_id).case_id) as on:
        return must_be_theirs(on, on.work.get(Conference, conference_id)).kind


def when_asked(conference: Conference) -> str:
    """The time of a conference, for the buttons of an invitation."""
    return f"{conference.starts_at:%Y%m%dT%H%M}"


def conference_of(acting: Acting, conference_id: str) -> Conference:
    """The conference by its id, for finding its case; what it holds is shown to nobody from here."""
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        return work.get(Conference, conference_id)


def tell_of_change(on: OnCase, before: Conference, now: Conference, message: str) -> None:
    """Everyone who was asked hears of the new time or place, each in the way in which they hear."""
    ask_to_tell(on, now)
    for person in with_slack(on, before):
        said = message if is_for(now, person.id) else "conference_cancelled"
        key = f"moved:{now.id}:{person.id}:{before.version}"
        on.work.send(direct(on, person, said, now.id, key))
    invite_with_slack(on, now)
    offer_to_all(on, now.id)
    schedule_reminders(on.work, now.case_id)


def forget_replies(on: OnCase, conference_id: str) -> None:
    """Who said yes to another time has not said yes to this one; the history keeps what they said."""
    for invitation in on.work.find(Invitation, conference_id=conference_id):
        on.work.replace(replace(invitation, reply=None, replied_on=None), why="moved")


def _change_invitation(on: OnCase, conference_id: str, person_id: str, **facts: Any) -> None:
    told = {name: value for name, value in facts.items() if value is not None}
    if "reply" in told:
        told["replied_on"] = on.today
    known = on.work.first(Invitation, conference_id=conference_id, person_id=person_id)
    if known:
        on.work.replace(replace(known, recorded_by=on.work.actor, **told))
    else:
        on.keep(
            Invitation, conference_id=conference_id, person_id=person_id, recorded_by=on.work.actor, **told
        )


def _must_be(conference: Conference, state: ConferenceState) -> None:
    if conference.state is not state:
        raise NotNow(f"conference_{conference.state}")


def due_by_kind(on: OnCase) -> dict[str, DueDate]:
    """For each kind of conference the first open date that holding one meets."""
    found: dict[str, DueDate] = {}
    for due in due_now(on.work, on.case, on.profile):
        for kind in on.profile.meeting_kinds:
            if due.met_on is None and not due.warn_only and set(kind.counts_as) & set(due.done_by):
                found.setdefault(kind.id, due)
    return found


def _refuse_late(on: OnCase, values: Mapping[str, Any]) -> None:
    """A day after the date by which it must be held is taken only from somebody who knows that it is."""
    due = due_by_kind(on).get(values["kind"])
    if due and values["date"] > due.due and not values.get("after_due"):
        facts = {"due": due.due, "clock": due.clock_id}
        raise AnswersNotUnderstood({"date": "after_due"}, date=facts)


def last_planned(on: OnCase) -> Conference | None:
    """The conference of the case that was planned last."""
    return max(on.work.find(Conference, case_id=on.case.id), key=lambda one: one.number, default=None)


def who_hears(acting: Acting, conference_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of those who are invited by DM, and of those whom staff must tell."""
    with acting.looking("conference.plan", conference_of(acting, conference_id).case_id) as on:
        conference = on.work.get(Conference, conference_id)
        invited = {one.person_id for one in on.work.find(Invitation, conference_id=conference_id)}
        by_dm = tuple(one.name for one in with_slack(on, conference) if one.id in invited)
        return by_dm, tuple(one.person.name for one in told_of(on, conference) if one.told_on is None)
