"""What people who take part ask for with a tap: to move on, to speak, a break; who leads ticks it off."""

from dataclasses import dataclass, replace

from bot.domain.conference import Conference
from bot.domain.course import Signal, Wish
from bot.domain.errors import NotAllowed, NotNow
from bot.services.acting import Acting, OnCase
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import must_be_theirs
from bot.services.meeting.cards import send_card
from bot.services.meeting.course import course_now, is_family_alone, running
from bot.services.meeting.who_runs import tell_who_runs
from bot.services.ports import UnitOfWork


@dataclass(frozen=True)
class Hands:
    """How many ask for something right now; who they are stays with those who lead."""

    ready: int = 0
    speak: int = 0


def signal(acting: Acting, conference_id: str, wish: Wish) -> None:
    """One tap of somebody who was asked to this conference; the same again changes nothing.

    A break is told to who runs it, at once and alone; the others are a count on the card.
    """
    with acting.on_case("conference.signal", conference_of(acting, conference_id).case_id) as on:
        conference = _theirs(on, conference_id)
        if is_family_alone(conference):
            raise NotNow("wait_for_family")
        if _of(on, conference_id, wish):
            return
        facts = {"wish": wish, "at": on.work.now, "turn": course_now(on.work, conference_id).turn}
        made = on.keep(Signal, conference_id=conference_id, person_id=_me(on), **facts)
        if wish is Wish.BREAK:
            tell_who_runs(on, "break_asked", conference_id, made.id)
        else:
            send_card(on, conference_id)


def take_back(acting: Acting, conference_id: str, wish: Wish) -> None:
    """Whoever tapped needs it no more."""
    with acting.on_case("conference.signal", conference_of(acting, conference_id).case_id) as on:
        _theirs(on, conference_id)
        for one in _of(on, conference_id, wish):
            _over(on, one)


def tick_off(acting: Acting, signal_id: str) -> str:
    """Whoever leads has seen to it; returns the conference's id. Twice changes nothing."""
    with acting.on_case("conference.hold", acting.case_of(Signal, signal_id)) as on:
        known = on.work.get(Signal, signal_id)
        if known.done_at is None:
            _over(on, known)
        return known.conference_id


def standing_signals(work: UnitOfWork, conference_id: str) -> tuple[Signal, ...]:
    """What is asked for right now, in the order in which it was asked."""
    turn = course_now(work, conference_id).turn
    found = work.find(Signal, conference_id=conference_id)
    return tuple(sorted((one for one in found if one.stands(turn)), key=lambda one: (one.at, one.id)))


def hands_up(work: UnitOfWork, conference: Conference) -> Hands:
    """The counts for the card; none while the family is alone."""
    if is_family_alone(conference):
        return Hands()
    wishes = [one.wish for one in standing_signals(work, conference.id)]
    return Hands(wishes.count(Wish.READY), wishes.count(Wish.SPEAK))


def _theirs(on: OnCase, conference_id: str) -> Conference:
    must_be_theirs(on, on.work.get(Conference, conference_id))
    return running(on, conference_id)


def _me(on: OnCase) -> str:
    if on.me is None:
        raise NotAllowed("conference_signal")
    return on.me.id


def _of(on: OnCase, conference_id: str, wish: Wish) -> list[Signal]:
    me = _me(on)
    return [
        one for one in standing_signals(on.work, conference_id) if one.person_id == me and one.wish is wish
    ]


def _over(on: OnCase, known: Signal) -> None:
    on.work.replace(replace(known, done_at=on.work.now, done_by=on.work.actor))
    if known.wish is not Wish.BREAK:
        send_card(on, known.conference_id)
