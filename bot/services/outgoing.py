"""Putting a message for one person, or a conference's card, into the outbox."""

from bot.domain.conference import Conference
from bot.domain.delivery import Outgoing
from bot.domain.parting import NoContact, together
from bot.domain.people import Person
from bot.services.acting import OnCase
from bot.services.ports import UnitOfWork


def direct(on: OnCase, person: Person, message: str, subject_id: str, key: str) -> Outgoing:
    """A direct message to somebody with Slack; `key` keeps it from going out twice."""
    return to_user(on, person.slack_user or "", message, subject_id, key, person.id)


def to_user(
    on: OnCase, slack_user: str, message: str, subject_id: str, key: str, person_id: str | None = None
) -> Outgoing:
    """A direct message to a Slack user, who need not be a person of the case (an endorser)."""
    return _row(on, slack_user, message, subject_id, key, person_id)


def _row(
    on: OnCase, to: str, message: str, subject_id: str, key: str, person_id: str | None = None
) -> Outgoing:
    return Outgoing(
        workspace_id=on.work.workspace_id,
        id=on.work.new_id(),
        key=key,
        to=to,
        message=message,
        subject_id=subject_id,
        due_at=on.work.now,
        case_id=on.case.id,
        person_id=person_id,
    )


def send_card(on: OnCase, conference_id: str) -> None:
    """The conference's card: in the team's channel, or where that must not be, to each who leads, alone."""
    conference = on.work.get(Conference, conference_id)
    alone = card_stays_out(on.work, conference)
    in_channel = _row(on, on.case.channel_id, "card", conference_id, f"card:{conference_id}")
    # One that stands there from before is emptied.
    if not alone or on.work.first(Outgoing, key=in_channel.key):
        on.work.send(in_channel)
    for leader in on.leaders() if alone else ():
        if leader.slack_user:
            key = f"card:{conference_id}:{leader.id}"
            on.work.send(_row(on, leader.slack_user, "card_alone", conference_id, key, leader.id))


def card_stays_out(work: UnitOfWork, conference: Conference) -> bool:
    """Whether a card in the channel could tell somebody of a meeting, or of a person, kept from them."""
    if conference.left_out:
        return True
    people = work.find(Person, case_id=conference.case_id)
    with_slack = {one.id for one in people if one.here and one.slack_user}
    return bool(together(work.find(NoContact, case_id=conference.case_id), with_slack))
