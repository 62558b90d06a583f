"""A conference's card: in the team's channel, or where somebody there must not see it, to each alone."""

from collections.abc import Mapping

from bot.domain.channel import CardsBack, ChannelChange
from bot.domain.conference import Conference, ConferenceState
from bot.domain.delivery import Outgoing
from bot.domain.parting import NoContact, is_for, together
from bot.domain.people import Person
from bot.services.acting import OnCase
from bot.services.delivery.outgoing import direct, to_user
from bot.services.ports import UnitOfWork


def send_card(on: OnCase, conference_id: str) -> None:
    """The conference's card: in the team's channel, or where that must not be, to each who leads, alone."""
    conference = on.work.get(Conference, conference_id)
    if conference.started_at is None and not conference.formal:
        return  # a talk that was noted afterwards ran without one
    alone = card_stays_out(on.work, conference)
    # One that stands there from before is emptied.
    if not alone or _stands_there(on.work, conference_id):
        _to_the_channel(on, conference_id)
    if alone:
        _to_each(on, conference_id)


def card_counts_more(on: OnCase, conference_id: str) -> None:
    """Something was recorded: wherever the card stands, it shows it. Where it may stand has not changed.

    That is looked at again as it goes out; here it would be asked with each sentence that is kept.
    """
    alone = (f"card:{conference_id}:{one.id}" for one in on.leaders())
    on.work.send_again(f"card:{conference_id}", *alone)


def draw_cards_anew(on: OnCase) -> None:
    """Who may be in the channel has changed: the running card moves, older ones are emptied if they must."""
    for conference in on.work.find(Conference, case_id=on.case.id):
        if conference.state is ConferenceState.OPEN:
            send_card(on, conference.id)
        elif _stands_there(on.work, conference.id) and card_stays_out(on.work, conference):
            _to_the_channel(on, conference.id)


def card_stays_out(work: UnitOfWork, conference: Conference) -> bool:
    """Whether a card in the channel could tell somebody of a meeting, or of a person, kept from them."""
    case_id = conference.case_id
    if we_are_out(work, case_id) or not conference.formal:
        return True
    if conference.left_out and not set(conference.left_out) <= _surely_absent(work, case_id):
        return True
    return kept_apart_in_channel(work, case_id)


def kept_apart_in_channel(work: UnitOfWork, case_id: str) -> bool:
    """Whether two who are kept apart could both read the channel, by all that anybody said of it."""
    rules = work.find(NoContact, case_id=case_id)
    if not rules:
        return False
    there = {one for one, user in _accounts(work, case_id).items() if user} - _surely_absent(work, case_id)
    return bool(together(rules, there))


def we_are_out(work: UnitOfWork, case_id: str) -> bool:
    """Whether the bot was taken out of the channel."""
    ours = sorted(work.find(ChannelChange, case_id=case_id, ours=True), key=lambda one: (one.at, one.id))
    return bool(ours) and not ours[-1].joined


def _surely_absent(work: UnitOfWork, case_id: str) -> frozenset[str]:
    """The people of the case who are not in the channel, as one who leads said; nobody until then."""
    said = work.first(CardsBack, case_id=case_id)
    if said is None:
        return frozenset()
    users = _accounts(work, case_id)
    return frozenset(one for one, user in users.items() if user is None or user in said.absent)


def _accounts(work: UnitOfWork, case_id: str) -> Mapping[str, str | None]:
    return {one.id: one.slack_user for one in work.find(Person, case_id=case_id) if one.here}


def _stands_there(work: UnitOfWork, conference_id: str) -> bool:
    return work.first(Outgoing, key=f"card:{conference_id}") is not None


def _to_each(on: OnCase, conference_id: str) -> None:
    """Its card to who leads; to everybody else who was asked to it, once, what they can ask for."""
    conference = on.work.get(Conference, conference_id)
    for person in on.work.find(Person, case_id=on.case.id):
        if not person.slack_user or not person.here:
            continue
        if on.would_lead(person):
            key = f"card:{conference_id}:{person.id}"
            on.work.send(direct(on, person, "card_alone", conference_id, key))
        elif person.on_team and conference.state is ConferenceState.OPEN and is_for(conference, person.id):
            key = f"own_part:{conference_id}:{person.id}"
            on.work.send(direct(on, person, "own_part", conference_id, key))


def _to_the_channel(on: OnCase, conference_id: str) -> None:
    if not we_are_out(on.work, on.case.id):
        on.work.send(to_user(on, on.case.channel_id, "card", conference_id, f"card:{conference_id}"))
