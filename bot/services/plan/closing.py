"""After the seal: had each a chance to take part, what do they think, their copy, the endorsement."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from bot.domain.closing import FAMILY_PAGE, Acknowledgement, Copy, Endorsement, PlanVersion, View
from bot.domain.conference import ABSENT, Attendance
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.people import StaffMember
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import direct, to_user
from bot.services.delivery.reminders import schedule_reminders
from bot.services.meeting.who_runs import tell_supervisors
from bot.services.plan.giving_out import give_out
from bot.services.plan.look_once_more import waits
from bot.services.seeing.next_step import after_the_seal
from bot.services.seeing.waiting import NOT_ASKED

ASKING = ("ask_acknowledgement", "ask_view")
TOOK_PART = ("yes", "in_part")
A = TypeVar("A", Acknowledgement, View, Copy)


def acknowledge(acting: Acting, version_id: str, values: Mapping[str, Any]) -> str:
    """Record the answer to "did you have a chance to take part?"; said again, it replaces the older.

    With `person_id`: entered by staff, with manner and witness. Without: the person's own tap. A "no"
    goes to the supervisor with the person's words. Returns the person's id.
    """
    with _on_version(acting, version_id, values) as (on, version, person_id):
        manner = None if "person_id" in values else "tap"
        facts = {"manner": manner, "on": on.today, **values, "person_id": person_id}
        _refuse_future(on, facts, "on")
        if "person_id" in values and facts["answer"] in TOOK_PART and _was_absent(on, version, person_id):
            raise AnswersNotUnderstood({"person_id": "was_absent"})
        if facts["manner"] == "tap":
            _keep_what_their_page_holds(on, version, person_id)
        kept = _say(on, Acknowledgement, version, facts)
        if kept.answer == "no":
            tell_supervisors(on, "said_no", kept.id, kept.id)
        if facts["manner"] == "tap" and "person_id" not in values and on.me:
            on.work.send(direct(on, on.me, "ask_view", version.id, f"view:{version.id}:{on.me.id}"))
        schedule_reminders(on.work, on.case.id)
        return person_id


def give_view(acting: Acting, version_id: str, values: Mapping[str, Any]) -> str:
    """Record what somebody thinks of the plan, in their own words; apart from the acknowledgement."""
    with _on_version(acting, version_id, values) as (on, version, person_id):
        facts = {"on": on.today, **values, "person_id": person_id}
        _refuse_future(on, facts, "on")
        kept = _say(on, View, version, facts)
        if kept.view == "disagrees":
            tell_supervisors(on, "disagrees", kept.id, kept.id)
        return person_id


def record_copy(acting: Acting, version_id: str, values: Mapping[str, Any]) -> str:
    """How a copy goes to somebody, when it went and when it came; each is asked apart (K-23)."""
    with _on_version(acting, version_id, values) as (on, version, person_id):
        _refuse_future(on, values, "sent_on", "got_on")
        if values.get("sent_on") and values.get("got_on") and values["got_on"] < values["sent_on"]:
            raise AnswersNotUnderstood({"got_on": "got_before_sent"})
        known = on.work.first(Copy, version_id=version.id, person_id=person_id)
        _say(on, Copy, version, {"due": known.due if known else None, **values, "person_id": person_id})
        on.work.audit("disclosure.copy", version.id, ["how", "sent_on", "got_on"], on.case.id)
        schedule_reminders(on.work, on.case.id)
        return person_id


def ask_endorsement(acting: Acting, version_id: str, asked_of: str) -> str:
    """Ask another person than the author to endorse; they need not have been there (V-04)."""
    case_id = acting.case_of(PlanVersion, version_id)
    with acting.on_case("endorsement.ask", case_id) as on:
        version = on.work.get(PlanVersion, version_id)
        if asked_of == version.sealed_by or asked_of in _authors(on):
            raise AnswersNotUnderstood({"asked_of": "endorser_is_author"})
        member = on.work.first(StaffMember, slack_user=asked_of)
        if member is None or not {"endorser", "supervisor"} & set(member.duties):
            raise AnswersNotUnderstood({"asked_of": "not_an_endorser"})
        known = on.work.first(Endorsement, version_id=version_id, asked_of=asked_of, answer=None)
        if known:
            return known.id
        asked = on.keep(
            Endorsement,
            version_id=version_id,
            asked_on=on.today,
            asked_by=acting.user,
            asked_of=asked_of,
        )
        on.work.send(to_user(on, asked_of, "ask_endorsement", asked.id, f"endorse:{asked.id}"))
        schedule_reminders(on.work, case_id)
        return asked.id


def answer_endorsement(acting: Acting, endorsement_id: str, answer: str, words: str | None = None) -> None:
    """Endorse, or send back with words. Raises NotAllowed for the author and for anyone not asked."""
    case_id = acting.case_of(Endorsement, endorsement_id)
    with acting.on_case("endorsement.answer", case_id) as on:
        asked = on.work.get(Endorsement, endorsement_id)
        version = on.work.get(PlanVersion, asked.version_id)
        if asked.asked_of != acting.user or acting.user == version.sealed_by or acting.user in _authors(on):
            raise NotAllowed("endorsement_answer")
        if answer == "returned" and not words:
            raise AnswersNotUnderstood({"words": "missing"})
        if asked.answer == "endorsed":
            raise NotNow("endorsed_already")
        _must_be_newest(on, version)
        if (asked.answer, asked.words) == (answer, words):
            return
        on.work.replace(replace(asked, answer=answer, done_on=on.today, words=words))
        _tell_after(on, asked.id, version, answer)
        schedule_reminders(on.work, case_id)


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
    return _words_of(acting, Acknowledgement, acknowledgement_id)


def dissent_words(acting: Acting, view_id: str) -> tuple[str, str | None]:
    """Who disagrees, and their words; for those who lead or oversee the case."""
    return _words_of(acting, View, view_id)


def _words_of(
    acting: Acting, kind: type[Acknowledgement] | type[View], thing_id: str
) -> tuple[str, str | None]:
    with acting.looking("answers.look", acting.case_of(kind, thing_id)) as on:
        said = on.work.get(kind, thing_id)
        return on.person(said.person_id).name, said.words


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


def _keep_what_their_page_holds(on: OnCase, version: PlanVersion, person_id: str) -> None:
    """A button of before they answered on their page would wipe out what they wrote there."""
    known = on.work.first(Acknowledgement, version_id=version.id, person_id=person_id)
    if known and known.manner == FAMILY_PAGE:
        raise NotNow("answered_on_page", answer=known.answer)


def _was_absent(on: OnCase, version: PlanVersion, person_id: str) -> bool:
    """Whether somebody is recorded as not having taken part at all; what they sent counts as a part."""
    here = on.work.first(Attendance, conference_id=version.conference_id, person_id=person_id)
    return here is not None and here.how in ABSENT


def _must_be_newest(on: OnCase, version: PlanVersion) -> None:
    if any(one.number > version.number for one in on.work.find(PlanVersion, case_id=on.case.id)):
        raise NotNow("newer_version")


def _tell_after(on: OnCase, endorsement_id: str, version: PlanVersion, answer: str) -> None:
    if answer == "returned":
        for person in on.leaders():
            if person.slack_user:
                key = f"returned:{endorsement_id}:{person.id}:{on.work.now.isoformat()}"
                on.work.send(direct(on, person, "endorsement_returned", endorsement_id, key))
        return
    # What came since the seal is read beside what a child keeps private first: then it goes out.
    if not waits(on, version):
        give_out(on, version)
        return
    for person in on.leaders():
        if person.slack_user:
            key = f"plan_waits:{endorsement_id}:{person.id}"
            on.work.send(direct(on, person, "plan_waits", version.id, key))


def _authors(on: OnCase) -> set[str | None]:
    """Who wrote the plan: nobody endorses their own (V-04)."""
    return {one.slack_user for one in on.leaders()}


def _say(on: OnCase, kind: type[A], version: PlanVersion, facts: Mapping[str, Any]) -> A:
    """Keep what was said about a version; one of a kind for each person, corrected in place with history."""
    known = on.work.first(kind, version_id=version.id, person_id=facts["person_id"])
    said = kind(
        workspace_id=on.work.workspace_id,
        id=known.id if known else on.work.new_id(),
        version=known.version if known else 1,
        case_id=on.case.id,
        version_id=version.id,
        entered_by=on.work.actor,
        **facts,
    )
    if known:
        on.work.replace(said)
    else:
        on.work.add(said)
    return said


@contextmanager
def _on_version(
    acting: Acting, version_id: str, values: Mapping[str, Any], newest: bool = True
) -> Iterator[tuple[OnCase, PlanVersion, str]]:
    """The version for a fact about it. What somebody answers for themself is about what stands now;
    staff may still enter what was written on paper about an older one.
    """
    action = "closing.enter" if values.get("person_id") else "closing.own"
    with acting.on_case(action, acting.case_of(PlanVersion, version_id)) as on:
        person_id = values.get("person_id") or (on.me.id if on.me else None)
        if person_id is None:
            raise NotAllowed("closing_own")
        version = on.work.get(PlanVersion, version_id)
        if newest and action == "closing.own":
            _must_be_newest(on, version)
        yield on, version, on.person(person_id).id
