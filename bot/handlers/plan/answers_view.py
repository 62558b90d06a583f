"""Where each person stands after the seal: answer, view and copy side by side, never mixed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.closing import PlanVersion, sent_back
from bot.domain.conference import ABSENT, Attendance
from bot.domain.errors import NotFound
from bot.domain.fingerprint import printed
from bot.domain.people import Person
from bot.domain.record import CaseRecord
from bot.handlers.desk import Desk, View
from bot.handlers.plan.offered import offered
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.calling.sittings import attendances_of_round
from bot.services.plan import closing, endorsing
from bot.services.plan.plan_answers import earlier_versions, last_before
from bot.services.seeing import looking

Asked = Mapping[tuple[str, str], date]
# Which button is for the next step after the seal.
STANDS_OUT = {
    "answers": "acknowledgement",
    "ask_endorsement": "ask_endorsement",
    "sent_back": "ask_endorsement",
    "copies": "copies",
}


def answers_view(desk: Desk, acting: Acting, version_id: str, language: str) -> View:
    """For those who lead: who was asked what and when, and the forms that enter it for who has no Slack."""
    case_id = acting.case_of(PlanVersion, version_id)
    record = looking.whole_record(acting, case_id, "closing.enter")
    asked, next_step = closing.where_it_stands(acting, version_id)
    version = next(one for one in record.versions if one.id == version_id)
    about = [one for one in record.endorsements if one.version_id == version_id]
    standing = closing.standing_of_version(acting, version_id)
    rows = [_row(record, version, person, asked) for person in record.people if person.on_team]
    rows = [{**row, "presses": offered(row["presses"], standing)} for row in rows]
    parts: list[Part] = []
    if returned := [one for one in about if one.answer == "returned"]:
        parts.append(Part("returned", [{"on": one.done_on, "said": one.words} for one in returned]))
    if replies := [one for one in about if one.reply]:
        parts.append(Part("replied", [{"on": one.asked_on, "said": one.reply} for one in replies]))
    asked_to = [_request(one) for one in endorsing.requests(acting, version_id)]
    if asked_to:
        parts.append(Part("endorsements", asked_to))
    # What waits for an answer stands above the list of people, and after it once it is answered.
    people = [Part("people", rows)]
    parts = [*parts, *people] if sent_back(about) else [*people, *parts]
    newest = record.latest_version() or version
    return desk.words.view(
        "views/answers",
        language,
        parts=parts,
        presses=offered(_presses(version, newest, STANDS_OUT.get(next_step, "")), standing),
        number=version.number,
        state=standing.state.value,
        newest=newest.number,
        fingerprint=printed(version.content_sha256),
        endorsed=any(one.answer == "endorsed" for one in about),
        endorsement_asked=next((one.asked_on for one in about if one.answer is None), None),
        sent_back=sent_back(about) is not None,
    )


def newest_answers_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """The same of the newest version of a case. Raises NotFound before anything was sealed."""
    newest = looking.whole_record(acting, case_id, "closing.enter").latest_version()
    if newest is None:
        raise NotFound("no_plan_yet")
    return answers_view(desk, acting, newest.id, language)


def _request(found: endorsing.Request) -> dict[str, Any]:
    """Whom somebody asked to endorse and what came of it; one that is open can be taken back."""
    asked = found.asked
    take_back = [Press("take_back_request", "do:take_back_request", asked.id)] if asked.answer is None else []
    facts = {"asked_on": asked.asked_on, "answer": asked.answer or "", "done_on": asked.done_on}
    return {"name": found.name, **facts, "presses": take_back}


def _presses(version: PlanVersion, newest: PlanVersion, first: str) -> list[Press]:
    """What can be entered, the next step standing out; of an older version first the way to the newest."""
    presses = [
        Press("acknowledgement", "open:acknowledgement", version.id),
        Press("view", "open:view", version.id),
        Press("copies", "do:copies", version.id),
        Press("copy", "open:copy", version.id),
        Press("ask_endorsement", "open:ask_endorsement", version.id),
        Press("papers", "do:papers", version.case_id),
        Press("versions", "do:changes", version.case_id),
        Press("look_again", "do:answers", version.id),
    ]
    if newest.id != version.id:
        return [Press("newest", "do:answers", newest.id, "primary"), *presses]
    return [replace(one, style="primary") if one.name == first else one for one in presses]


def _row(record: CaseRecord, version: PlanVersion, person: Person, asked: Asked) -> dict[str, Any]:
    def mine(name: str) -> Any:
        """What was said of this version by or for this person."""
        found = (one for one in getattr(record, name) if one.version_id == version.id)
        return next((one for one in found if one.person_id == person.id), None)

    answer, view, copy = mine("acknowledgements"), mine("views"), mine("copies")
    reply, away = mine("replies"), _away(record, version, person)
    stays = mine("answers_stay")
    of = next((one.number for one in record.versions if stays and one.id == stays.said_of), 0)
    earlier = earlier_versions(record, version)
    before = {one.person_id: one for one in last_before(record.acknowledgements, earlier, version)}
    said = before.get(person.id)
    again = of and not answer and person.slack_user and ("ask_acknowledgement", person.id) not in asked
    ask = [Press("ask_again", "do:ask_again", f"{version.id}:{person.id}")] if again else []
    return {
        "presses": [*([Press("words", "do:dissent", view.id)] if view and view.differs else []), *ask],
        "said_of": 0 if answer or ("ask_acknowledgement", person.id) in asked else of,
        "before": {"answer": said.answer, "number": earlier[said.version_id]} if said else None,
        "absent": away is not None,
        "follow_up": away.follow_up_by if away else None,
        "reply_due": reply.due if reply and view and view.differs and not reply.words else None,
        "replied": reply.replied_on if reply else None,
        "name": person.name,
        "answer": answer.answer if answer else "",
        "chose_not_to_sign": bool(answer and answer.manner == "declined_to_sign"),
        "answer_asked": asked.get(("ask_acknowledgement", person.id)),
        "view": view.view if view else "",
        "view_asked": asked.get(("ask_view", person.id)),
        "copy_sent": copy.sent_on if copy else None,
        "copy_came": copy.got_on if copy else None,
        "owed": copy is not None,
    }


def _away(record: CaseRecord, version: PlanVersion, person: Person) -> Attendance | None:
    """How somebody is recorded who was not there: they are followed up, and not chased."""
    noted = attendances_of_round(record, version.conference_id)
    return next((one for one in noted if one.person_id == person.id and one.how in ABSENT), None)
