"""What somebody with Slack says by themselves before a conference: language, what they need, their times."""

from dataclasses import replace

from bot.domain.conference import Conference
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotAllowed, NotNow
from bot.domain.people import Person
from bot.domain.preparing import NOTHING, OWN_NEEDS, AccessNeed
from bot.domain.readiness import Interpreting
from bot.flows.flow import asked, next_step
from bot.flows.preparing import GET_READY
from bot.flows.values import Value, dump
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda import still_open
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import must_be_theirs
from bot.services.delivery.outgoing import direct
from bot.services.delivery.reminders import schedule_reminders
from bot.services.preparing.access_needs import needs_of, set_language
from bot.services.preparing.guided import SKIPPED, answers, keep_answer

MESSAGE = "get_ready"


def begin(acting: Acting, conference_id: str) -> None:
    """The questions come one at a time in the DM of the one who acts; they go on where they were."""
    with acting.on_case("preparation.own", conference_of(acting, conference_id).case_id) as on:
        me, _ = _mine(on, conference_id)
        key = f"{MESSAGE}:{conference_id}:{me.id}:{on.work.new_id()}"
        on.work.send(direct(on, me, MESSAGE, conference_id, key))


def given(acting: Acting, conference_id: str) -> dict[str, Value | None]:
    """What they answered so far, by step; skipped ones with None. Raises NotAllowed, NotNow."""
    with acting.looking("preparation.own", conference_of(acting, conference_id).case_id) as on:
        _mine(on, conference_id)
    return answers(acting, GET_READY, conference_id)


def answer(acting: Acting, conference_id: str, step: str, value: Value | None) -> None:
    """Keep one answer (None: skipped), in place of an earlier one, and what follows from it.

    Raises NotNow for a question that is not asked, or not any more.
    """
    before = answers(acting, GET_READY, conference_id)
    with acting.on_case("preparation.own", conference_of(acting, conference_id).case_id) as on:
        me, conference = _mine(on, conference_id)
        if step not in [one.name for one in asked(GET_READY, before, {})]:
            raise NotNow("not_asked_now")
        text = SKIPPED if value is None else dump({"value": value})
        keep_answer(on, GET_READY, conference_id, step, text)
        _follow(on, me, conference, step, value)
        schedule_reminders(on.work, on.case.id)
        if any(one.is_open for one in needs_of(on, me.id)):
            _tell_who_leads(on, me)


def stop(acting: Acting, conference_id: str) -> None:
    """Nobody is asked further: what was not answered counts as skipped, what was stays."""
    said = answers(acting, GET_READY, conference_id)
    with acting.on_case("preparation.own", conference_of(acting, conference_id).case_id) as on:
        _mine(on, conference_id)
        while step := next_step(GET_READY, said, {}):
            keep_answer(on, GET_READY, conference_id, step.name, SKIPPED)
            said[step.name] = None


def own_needs(acting: Acting, conference_id: str) -> tuple[AccessNeed, ...]:
    """What they need, as it stands: also what staff noted, and the agency's answers."""
    with acting.looking("preparation.own", conference_of(acting, conference_id).case_id) as on:
        me, _ = _mine(on, conference_id)
        return tuple(one for one in needs_of(on, me.id) if one.stands)


def where_asked(acting: Acting, conference_id: str) -> tuple[str, str] | None:
    """Channel and ts of the newest message that asks them, once it has gone out."""
    with acting.looking("preparation.own", conference_of(acting, conference_id).case_id) as on:
        about = {"case_id": on.case.id, "to": acting.user, "message": MESSAGE, "subject_id": conference_id}
        sent = on.work.find(Outgoing, state=Sending.SENT, **about)
        newest = sent[-1] if sent else None
        return (newest.channel_id, newest.ts) if newest and newest.channel_id and newest.ts else None


def _mine(on: OnCase, conference_id: str) -> tuple[Person, Conference]:
    conference = must_be_theirs(on, still_open(on, conference_id))
    if on.me is None:
        raise NotAllowed("preparation_own")
    return on.me, conference


def _follow(on: OnCase, me: Person, conference: Conference, step: str, value: Value | None) -> None:
    match step:
        case "language" if isinstance(value, str):
            set_language(on, me, value)
        case "interpreter":
            _ask_interpreter(on, me, conference, value)
        case "needs":
            _ask_for(on, me, value if isinstance(value, tuple) else ())
        case "words":
            for need in _own(on, me, OWN_NEEDS):
                on.work.replace(replace(need, words=str(value) if value else None))
        case "times":
            _wish_for_time(on, me, str(value) if value else "")


def _ask_interpreter(on: OnCase, me: Person, conference: Conference, value: Value | None) -> None:
    """Yes is a task of the agency; no is the person's own word that they want none."""
    _keep_in_step(on, me, ("interpreter",), {"interpreter"} if value is True else set())
    about = {"conference_id": conference.id, "person_id": me.id}
    if value is False and on.work.first(Interpreting, **about) is None:
        on.keep(Interpreting, settled="declined", on=on.today, entered_by=on.work.actor, **about)


def _ask_for(on: OnCase, me: Person, chosen: tuple[str, ...]) -> None:
    wanted = {one for one in chosen if one != NOTHING}
    _keep_in_step(on, me, OWN_NEEDS, wanted)
    if chosen and not wanted:
        _need(on, me, NOTHING)


def _wish_for_time(on: OnCase, me: Person, words: str) -> None:
    _keep_in_step(on, me, ("time",), {"time"} if words else set())
    for need in _own(on, me, ("time",)):
        if need.words != words:
            # Another wish: what was arranged for the first one is no answer to it.
            on.work.replace(replace(need, words=words, answer=None))


def _keep_in_step(on: OnCase, me: Person, kinds: tuple[str, ...], wanted: set[str]) -> None:
    """Of these kinds they need what they want now, and no more what they had asked for themselves."""
    for need in _own(on, me, kinds):
        if need.what not in wanted:
            on.work.replace(replace(need, ended_on=on.today))
    standing = {one.what for one in needs_of(on, me.id) if one.stands}
    for what in sorted(wanted - standing):
        _need(on, me, what)


def _need(on: OnCase, me: Person, what: str) -> None:
    on.keep(AccessNeed, person_id=me.id, what=what, agreed_on=on.today, entered_by=on.work.actor)


def _own(on: OnCase, me: Person, kinds: tuple[str, ...]) -> list[AccessNeed]:
    """What they asked for by themselves and need still; what staff noted is not taken away here."""
    mine = (one for one in needs_of(on, me.id) if one.entered_by == on.work.actor)
    return [one for one in mine if one.stands and one.what in kinds]


def _tell_who_leads(on: OnCase, me: Person) -> None:
    """Once a day, however many answers there are; what is needed is behind the button."""
    for leader in on.leaders():
        if leader.slack_user and leader.id != me.id:
            key = f"needs:{me.id}:{leader.id}:{on.today}"
            on.work.send(direct(on, leader, "needs_named", on.case.id, key))
