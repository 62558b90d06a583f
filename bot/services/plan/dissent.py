"""Who sees the plan otherwise is answered by whom the profile names, within its days, and hears of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.domain.closing import PlanVersion, Reply, View
from bot.domain.dates import add_days
from bot.domain.errors import NotAllowed, NotFound, NotNow
from bot.domain.people import Person
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import direct, to_user
from bot.services.delivery.reminders import schedule_reminders
from bot.services.meeting.who_runs import supervisors
from bot.services.people.safe_ways import safe_slack
from bot.services.plan.own_part import lines_of
from bot.services.rules.confirming import settled

# Where the profile names no days: sooner than a month, later than a holiday.
REPLY_WITHIN_DAYS = 14


@dataclass(frozen=True)
class Dissent:
    """What somebody sees otherwise, in what, and the answer that they are owed; `mine`: to be given by me.

    `confirmed`: whether the agency's own word, or a paper, says by when they are answered.
    """

    person: Person
    view: View
    number: int
    about: tuple[str, ...]
    reply: Reply | None
    mine: bool
    confirmed: bool = True


def route(on: OnCase, version: PlanVersion, view: View) -> None:
    """Send it to those whom the profile names, and note until when they answer.

    Nobody named: whoever leads the case must see to it. What was answered before stays answered.
    """
    known = on.work.first(Reply, view_id=view.id)
    asked_of = _who_answers(on, view.person_id)
    if known is None:
        rule = on.profile.dissent
        days = rule.reply_within_days if rule else REPLY_WITHIN_DAYS
        on.keep(
            Reply,
            view_id=view.id,
            version_id=version.id,
            person_id=view.person_id,
            asked_of=asked_of,
            asked_on=on.today,
            due=add_days(on.today, days),
        )
    for user in known.asked_of if known else asked_of:
        key = f"disagrees:{view.id}:{view.version}:{user}"
        on.work.send(to_user(on, user, "disagrees", view.id, key))
    schedule_reminders(on.work, on.case.id)


def look(acting: Acting, view_id: str) -> Dissent:
    """For those who lead or oversee the case, for whom it was sent to, and for whose words they are."""
    with acting.looking("dissent.look", acting.case_of(View, view_id)) as on:
        view = on.work.get(View, view_id)
        reply = on.work.first(Reply, view_id=view_id)
        asked = reply is not None and _may_reply(on, reply)
        own = on.me is not None and on.me.id in (view.person_id, reply and reply.person_id)
        if not (asked or own or on.may("answers.look")):
            raise NotFound("answer", id=view_id)
        version = on.work.get(PlanVersion, view.version_id)
        about = lines_of(on, version, view.items)
        open_reply = asked and view.differs and reply is not None and reply.words is None
        rule = settled(on.work, on.profile).dissent
        confirmed = rule is not None and rule.confirmed
        return Dissent(on.person(view.person_id), view, version.number, about, reply, open_reply, confirmed)


def answer(acting: Acting, view_id: str, words: str) -> None:
    """Answer somebody who sees the plan otherwise. Raises NotAllowed for whoever was not asked to.

    An answer stays as it was given. Its person hears of it; of one without safe Slack those who lead do.
    """
    with acting.on_case("dissent.answer", acting.case_of(View, view_id)) as on:
        reply = on.work.first(Reply, view_id=view_id)
        if reply is None or not _may_reply(on, reply):
            raise NotAllowed("dissent_answer")
        if reply.words is not None:
            raise NotNow("dissent_answered")
        person = on.person(reply.person_id)
        told = on.today if _reads_slack(on, person) else None
        said = replace(reply, words=words, replied_by=acting.user, replied_on=on.today, told_on=told)
        on.work.replace(said)
        _tell(on, person, reply)
        schedule_reminders(on.work, on.case.id)


def was_told(acting: Acting, view_id: str) -> None:
    """Staff gave the answer to somebody whom no message reaches."""
    with acting.on_case("closing.enter", acting.case_of(View, view_id)) as on:
        reply = on.work.first(Reply, view_id=view_id)
        if reply is None or reply.words is None:
            raise NotNow("dissent_open")
        if reply.told_on is None:
            on.work.replace(replace(reply, told_on=on.today))


def _tell(on: OnCase, person: Person, reply: Reply) -> None:
    if _reads_slack(on, person):
        on.work.send(direct(on, person, "dissent_answered", reply.view_id, f"replied:{reply.id}"))
        return
    for one in on.leaders():
        if one.slack_user:
            key = f"tell_reply:{reply.id}:{one.id}"
            on.work.send(direct(on, one, "tell_reply", reply.view_id, key))


def _reads_slack(on: OnCase, person: Person) -> bool:
    """Whether a message reaches them: nothing goes to whoever left, or whose Slack somebody else may read."""
    return person.here and safe_slack(on.work, person) is not None


def _may_reply(on: OnCase, reply: Reply) -> bool:
    """Whoever was asked, and whoever would be asked now: a new supervisor owes what the one before did."""
    return on.work.actor in {*reply.asked_of, *_who_answers(on, reply.person_id)}


def _who_answers(on: OnCase, person_id: str) -> tuple[str, ...]:
    """Those whom the profile names, else those who lead; nobody answers themselves."""
    own = on.person(person_id).slack_user
    named = tuple(one for one in _named(on) if one != own)
    leading = (one.slack_user for one in on.leaders() if one.slack_user and one.slack_user != own)
    return named or tuple(leading)


def _named(on: OnCase) -> Iterator[str]:
    """Those of the case in a role that the profile names, and who supervises those who manage it."""
    roles = on.profile.dissent.to if on.profile.dissent else ()
    for person in on.people.values():
        if person.slack_user and person.role in roles:
            yield person.slack_user
    yield from supervisors(on)
