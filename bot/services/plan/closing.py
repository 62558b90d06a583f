"""After the seal: had each a chance to take part, what do they think, their copy."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from bot.domain.closing import BY_THEMSELVES, FAMILY_PAGE, Acknowledgement, Copy, PlanVersion, View
from bot.domain.conference import ABSENT
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.plan_states import Move, Standing
from bot.services.acting import Acting, OnCase
from bot.services.calling.sittings import attendances_of_round
from bot.services.delivery.outgoing import direct
from bot.services.delivery.reminders import schedule_reminders
from bot.services.plan import dissent
from bot.services.plan.gaps import OF_PARTICIPATION
from bot.services.plan.known_answers import must_be_known
from bot.services.plan.own_words import heard_no, must_be_theirs, must_stand_in
from bot.services.plan.versions import is_withdrawn, must_allow, standing_on
from bot.services.preparing.interpreting import refuse_family
from bot.services.record import with_only
from bot.services.seeing.next_step import after_the_seal
from bot.services.seeing.waiting import NOT_ASKED

ASKING = ("ask_acknowledgement", "ask_view")
TOOK_PART = ("yes", "in_part")
A = TypeVar("A", Acknowledgement, View, Copy)


def acknowledge(acting: Acting, version_id: str, values: Mapping[str, Any]) -> Acknowledgement:
    """Record the answer to "did you have a chance to take part?".

    With `person_id`: entered by staff, with manner and witness. Without: the person's own tap. `told` and
    `language` are the text that they were asked with. What somebody answered by themselves stands: of two
    at once the second is told what stands (NotNow), and own_words.py changes it. A "no" goes to the
    supervisor with the person's words.
    """
    with _on_version(acting, version_id, values) as (on, version, person_id):
        own = "person_id" not in values
        facts = {"manner": "tap" if own else None, "on": on.today, **values, "person_id": person_id}
        _refuse_future(on, facts, "on")
        if facts.get("interpreter"):
            refuse_family(on, facts["interpreter"], "interpreter")
        if not own and facts["answer"] in TOOK_PART and _was_absent(on, version, person_id):
            raise AnswersNotUnderstood({"person_id": "was_absent"})
        known = on.work.first(Acknowledgement, version_id=version.id, person_id=person_id)
        if facts["manner"] == "tap" and known and known.manner == FAMILY_PAGE:
            # A button of before they answered on their page would wipe out what they wrote there.
            raise NotNow("answered_on_page", answer=known.answer)
        if own and known and known.is_own and not _adds_words(known, facts):
            if known.answer != facts["answer"]:
                raise NotNow("answered_so", answer=known.answer)
            return known
        kept = _say(on, Acknowledgement, version, facts)
        heard_no(on, kept)
        if own and on.me and on.me.slack_user == acting.user and not is_withdrawn(on.work, version):
            on.work.send(direct(on, on.me, "ask_view", version.id, f"view:{version.id}:{on.me.id}"))
        schedule_reminders(on.work, on.case.id)
        return kept


def give_view(acting: Acting, version_id: str, values: Mapping[str, Any]) -> View:
    """Record what somebody thinks of the plan, in their own words; apart from the acknowledgement.

    `items` are what it is about, by the ids of the sealed plan. Who sees it otherwise is answered
    (dissent.py). What somebody said by themselves only they change (own_words.py).
    """
    with _on_version(acting, version_id, values) as (on, version, person_id):
        own = {} if "person_id" in values else {"manner": "tap"}
        facts = {"on": on.today, **own, **values, "person_id": person_id}
        _refuse_future(on, facts, "on")
        must_stand_in(on, version, facts.get("items", ()))
        known = on.work.first(View, version_id=version.id, person_id=person_id)
        if own and known and known.is_own:
            raise NotNow("view_given")
        kept = _say(on, View, version, facts)
        if kept.differs:
            dissent.route(on, version, kept)
        return kept


def record_copy(acting: Acting, version_id: str, values: Mapping[str, Any]) -> str:
    """How a copy goes to somebody, when it went and when it came; each is asked apart (K-23).

    What is not said this time stays: that it came may be the person's own word.
    """
    with _on_version(acting, version_id, values) as (on, version, person_id):
        _refuse_future(on, values, "sent_on", "got_on")
        if values.get("sent_on") and values.get("got_on") and values["got_on"] < values["sent_on"]:
            raise AnswersNotUnderstood({"got_on": "got_before_sent"})
        known = on.work.first(Copy, version_id=version.id, person_id=person_id)
        stood = {name: getattr(known, name) for name in ("due", "how", "sent_on", "got_on")} if known else {}
        said = {name: value for name, value in values.items() if value is not None}
        _say(on, Copy, version, {**stood, **said, "person_id": person_id})
        on.work.audit("disclosure.copy", version.id, ["how", "sent_on", "got_on"], on.case.id)
        schedule_reminders(on.work, on.case.id)
        return person_id


def got_own_copy(acting: Acting, version_id: str, how: str = "slack") -> None:
    """A person has their copy, of this version or of an older one: they say so, or took it themself."""
    with _on_version(acting, version_id, {}, newest=False) as (on, version, person_id):
        known = on.work.first(Copy, version_id=version.id, person_id=person_id)
        facts = {"how": how, "sent_on": on.today, "due": known.due if known else None}
        if known and known.sent_on:
            facts |= {"how": known.how, "sent_on": known.sent_on}
        _say(on, Copy, version, {**facts, "person_id": person_id, "got_on": on.today})


def no_words(acting: Acting, acknowledgement_id: str) -> tuple[str, str | None]:
    """Who had no chance to take part, and their words; for those who lead or oversee the case."""
    case_id = acting.case_of(Acknowledgement, acknowledgement_id)
    with acting.looking("answers.look", case_id) as on:
        said = on.work.get(Acknowledgement, acknowledgement_id)
        return on.person(said.person_id).name, said.words


def too_late(acting: Acting, version_id: str) -> bool:
    """Whether a version was withdrawn before somebody's answer came, which is kept with it."""
    with acting.looking("closing.own", acting.case_of(PlanVersion, version_id)) as on:
        return is_withdrawn(on.work, on.work.get(PlanVersion, version_id))


def standing_of_version(acting: Acting, version_id: str) -> Standing:
    """Where a version is, for those who lead."""
    with acting.looking("closing.enter", acting.case_of(PlanVersion, version_id)) as on:
        return standing_on(on, on.work.get(PlanVersion, version_id))


def where_it_stands(acting: Acting, version_id: str) -> tuple[Mapping[tuple[str, str], date], str]:
    """When the bot asked whom for what, by the message's name and the person's id; and the next step."""
    with acting.looking("closing.enter", acting.case_of(PlanVersion, version_id)) as on:
        rows = on.work.find(Outgoing, case_id=on.case.id, subject_id=version_id, message=ASKING)
        asked = {
            (row.message, row.person_id): to_wall(row.sent_at or row.due_at, on.case.zone).date()
            for row in rows
            if row.person_id and row.state not in NOT_ASKED
        }
        return asked, after_the_seal(on, on.work.get(PlanVersion, version_id))


def _refuse_future(on: OnCase, values: Mapping[str, Any], *days: str) -> None:
    wrong = {name: "date_in_future" for name in days if (values.get(name) or on.today) > on.today}
    if wrong:
        raise AnswersNotUnderstood(wrong)


def _was_absent(on: OnCase, version: PlanVersion, person_id: str) -> bool:
    """Whether somebody is recorded as not having taken part at all; what they sent counts as a part."""
    record = with_only(on.work, on.case.id, *OF_PARTICIPATION)
    noted = attendances_of_round(record, version.conference_id)
    return any(one.person_id == person_id and one.how in ABSENT for one in noted)


def _adds_words(known: Acknowledgement, facts: Mapping[str, Any]) -> bool:
    """Whether the same answer comes with words of its own."""
    return known.answer == facts["answer"] and bool(facts.get("words"))


def _say(on: OnCase, kind: type[A], version: PlanVersion, facts: Mapping[str, Any]) -> A:
    """Keep what was said about a version; one of a kind for each person, corrected in place with history."""
    known = on.work.first(kind, version_id=version.id, person_id=facts["person_id"])
    if known is None:
        return on.keep(kind, version_id=version.id, entered_by=on.work.actor, **facts)
    if not isinstance(known, Copy) and facts.get("manner") not in BY_THEMSELVES:
        must_be_theirs(on, known)
    # Named by hand so that what is not said anew is let go of, and not taken over from before.
    about: Any = {"case_id": on.case.id, "version_id": version.id, "entered_by": on.work.actor}
    said = kind(workspace_id=on.work.workspace_id, id=known.id, version=known.version, **about, **facts)
    on.work.replace(said)
    return replace(said, version=known.version + 1)


def _may_be_entered(on: OnCase, values: Mapping[str, Any]) -> None:
    """Only of those on the team anything is asked; and nobody taps for another."""
    if not on.person(values["person_id"]).on_team:
        raise AnswersNotUnderstood({"person_id": "not_asked_of_them"})
    if values.get("manner") in BY_THEMSELVES:
        raise AnswersNotUnderstood({"manner": "not_a_choice"})


@contextmanager
def _on_version(
    acting: Acting, version_id: str, values: Mapping[str, Any], newest: bool = True
) -> Iterator[tuple[OnCase, PlanVersion, str]]:
    """The version for a fact about it. What somebody answers for themself is about what stands now;
    staff may still enter what was written on paper about an older one.
    """
    action = "closing.enter" if values.get("person_id") else "closing.own"
    must_be_known(values, own=action == "closing.own")
    with acting.on_case(action, acting.case_of(PlanVersion, version_id)) as on:
        person_id = values.get("person_id") or (on.me.id if on.me else None)
        if person_id is None:
            raise NotAllowed("closing_own")
        if values.get("person_id"):
            _may_be_entered(on, values)
        version = on.work.get(PlanVersion, version_id)
        if newest and action == "closing.own":
            must_allow(on, version, Move.ANSWER)
        yield on, version, on.person(person_id).id
