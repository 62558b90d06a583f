"""The endorsement of a plan: by another than its author, whom the profile lets do so, maybe later (V-04)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.closing import ENDORSEMENTS, TAKEN_BACK, Endorsement, PlanVersion, sent_back
from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.people import Person, StaffMember
from bot.domain.plan_states import Move
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import direct, to_user
from bot.services.delivery.reminders import schedule_reminders
from bot.services.plan.giving_out import give_out
from bot.services.plan.look_once_more import waits
from bot.services.plan.versions import must_allow, name_of_user, newest_version

SUPERVISOR = "supervisor"


@dataclass(frozen=True)
class Request:
    """A request to endorse, and the name of whom it went to; empty where nobody is known by the account."""

    asked: Endorsement
    name: str


def ask(acting: Acting, version_id: str, asked_of: str, reply: str | None = None) -> str:
    """Ask another person than the author to endorse; they need not have been there.

    A version that was sent back is asked about again with a `reply` to what was noted; a newer one says
    itself why it came. Raises AnswersNotUnderstood with the reason why this one cannot, or without the
    reply; NotNow where it is endorsed already.
    """
    case_id = acting.case_of(PlanVersion, version_id)
    with acting.on_case("endorsement.ask", case_id) as on:
        version = on.work.get(PlanVersion, version_id)
        must_allow(on, version, Move.ENDORSE)
        if problem := _why_not(on, version, asked_of):
            raise AnswersNotUnderstood({"asked_of": problem})
        _must_be_open(on, version)
        known = on.work.first(Endorsement, version_id=version_id, asked_of=asked_of, answer=None)
        if known:
            return known.id
        back = sent_back(on.work.find(Endorsement, version_id=version_id))
        if back and not reply:
            raise AnswersNotUnderstood({"reply": "missing"})
        facts = {"asked_on": on.today, "asked_by": acting.user, "asked_of": asked_of}
        facts |= {"reply": reply if back else None}
        asked = on.keep(Endorsement, version_id=version_id, **facts)
        on.work.send(to_user(on, asked_of, "ask_endorsement", asked.id, f"endorse:{asked.id}"))
        schedule_reminders(on.work, case_id)
        return asked.id


def requests(acting: Acting, version_id: str) -> tuple[Request, ...]:
    """Who was asked to endorse a version, the first one first, for those who lead."""
    with acting.looking("endorsement.ask", acting.case_of(PlanVersion, version_id)) as on:
        found = sorted(on.work.find(Endorsement, version_id=version_id), key=lambda one: one.id)
        return tuple(Request(one, name_of_user(on, one.asked_of)) for one in found)


def take_back(acting: Acting, endorsement_id: str) -> str:
    """Take a request back that nobody has answered; whom it went to hears that they need do nothing.

    Gives the id of the version. Raises NotNow once it was answered: an answer stays.
    """
    case_id = acting.case_of(Endorsement, endorsement_id)
    with acting.on_case("endorsement.ask", case_id) as on:
        asked = on.work.get(Endorsement, endorsement_id)
        if asked.answer == TAKEN_BACK:
            return asked.version_id
        if asked.answer is not None:
            raise NotNow("endorsement_answered")
        on.work.replace(replace(asked, answer=TAKEN_BACK, done_on=on.today))
        key = f"endorsement_over:{asked.id}"
        on.work.send(to_user(on, asked.asked_of, "endorsement_over", asked.id, key))
        schedule_reminders(on.work, case_id)
        return asked.version_id


def answer(acting: Acting, endorsement_id: str, said: str, words: str | None = None) -> None:
    """Endorse, or send back with words. Raises NotAllowed for the author and for anyone not asked.

    Of two at once the second is told who endorsed it, and when.
    """
    case_id = acting.case_of(Endorsement, endorsement_id)
    with acting.on_case("endorsement.answer", case_id) as on:
        asked = on.work.get(Endorsement, endorsement_id)
        version = on.work.get(PlanVersion, asked.version_id)
        if asked.asked_of != acting.user or acting.user in _authors(on, version):
            raise NotAllowed("endorsement_answer")
        if said not in ENDORSEMENTS:
            raise AnswersNotUnderstood({"answer": "not_a_choice"})
        if said == "returned" and not words:
            raise AnswersNotUnderstood({"words": "missing"})
        if asked.answer == TAKEN_BACK:
            raise NotNow("endorsement_taken_back")
        must_allow(on, version, Move.ENDORSE)
        if (asked.answer, asked.words) == (said, words):
            return
        _must_be_open(on, version)
        on.work.replace(replace(asked, answer=said, done_on=on.today, words=words))
        _tell_after(on, asked.id, version, said)
        schedule_reminders(on.work, case_id)


def said_before(on: OnCase) -> Mapping[str, str]:
    """What the newest plan of a case was sent back with before, on which version, and what was replied."""
    newest = newest_version(on.work, on.case.id)
    back = [one for one in on.work.find(Endorsement, case_id=on.case.id, answer="returned") if one.words]
    if newest is None or not back:
        return {}
    last = max(back, key=lambda one: one.id)
    since = [one for one in on.work.find(Endorsement, version_id=newest.id, answer=None) if one.reply]
    mended = newest.why if last.version_id != newest.id else None
    reply = max(since, key=lambda one: one.id).reply if since else None
    return {"noted": last.words or "", "replied": reply or mended or ""}


def is_sent_back(on: OnCase, version_id: str) -> bool:
    """Whether this version came back with a note that nobody has taken up yet."""
    return sent_back(on.work.find(Endorsement, version_id=version_id)) is not None


def _must_be_open(on: OnCase, version: PlanVersion) -> None:
    done = on.work.first(Endorsement, version_id=version.id, answer="endorsed")
    if done is not None:
        raise NotNow("endorsed_already", name=name_of_user(on, done.asked_of), on=done.done_on)


def _why_not(on: OnCase, version: PlanVersion, user: str) -> str | None:
    """Why somebody cannot endorse this plan; None for whoever the profile lets do so.

    A supervisor does where the profile names that role, and only for those whom they supervise. Other
    approvers are those whom administrators named; nobody of this team in another role.
    """
    if user in _authors(on, version):
        return "endorser_is_author"
    roles = on.profile.endorsement.roles
    if any(one.slack_user == user and one.role not in roles for one in on.people.values()):
        return "endorser_on_team"
    member = on.work.first(StaffMember, slack_user=user)
    duties = set(member.duties) if member else set()
    if "endorser" in duties:
        return None
    if SUPERVISOR not in duties:
        return "not_an_endorser"
    if SUPERVISOR not in roles:
        return "supervisor_endorses_not"
    managers = {one.slack_user for one in on.managers()}
    return None if member and managers & set(member.supervises) else "supervises_others"


def _authors(on: OnCase, version: PlanVersion) -> set[str | None]:
    """Who wrote the plan: nobody endorses their own (V-04), also when they left the case since."""
    met = on.work.get(Conference, version.conference_id).held_from or version.sealed_at
    began = to_wall(met, on.case.zone).date()
    gone = (one for one in on.work.find(Person, case_id=on.case.id) if one.left_on and one.left_on >= began)
    return {version.sealed_by, *(one.slack_user for one in (*on.leaders(), *filter(on.would_lead, gone)))}


def _tell_after(on: OnCase, endorsement_id: str, version: PlanVersion, said: str) -> None:
    if said == "returned":
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
