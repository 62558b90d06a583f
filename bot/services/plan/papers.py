"""Papers on request: who may ask for which, and what each is made from at the moment it goes out."""

from datetime import date, datetime

from bot.domain import access
from bot.domain.closing import MadePaper
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import AlreadyDone, AnswersNotUnderstood, NotFound, NotNow
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda_paper import agenda_material
from bot.services.calling.scheduling import conference_of
from bot.services.delivery.outgoing import to_user
from bot.services.delivery.taking_back import leaves_slack_at
from bot.services.plan.copy_rules import SHORT_COPY, paper_of
from bot.services.plan.look_once_more import must_be_clear, waits
from bot.services.plan.material import latest, must_be_cleared
from bot.services.plan.plan import Json, whole
from bot.services.plan.versions import newest_version
from bot.services.record import case_record
from bot.services.seeing.looking import audience_on

# It goes out with a reason alone (court.py).
COURT = "court.pdf"
# Which right each paper needs; those that are asked for most come first, the one with private parts last.
PAPERS = {
    "plan.pdf": "paper.plan",
    "plan.docx": "paper.plan",
    SHORT_COPY: "paper.copy",
    "agenda.pdf": "paper.agenda",
    "blank.pdf": "paper.blank",
    "snapshot.pdf": "paper.blank",
    "narrative.md": "paper.record",
    "actions.csv": "paper.record",
    COURT: "paper.court",
    "plan.json": "paper.record",
    "audit.jsonl": "paper.audit",
    "record.json": "paper.record",
}
# These are there from the case's first minute.
ALWAYS = ("blank.pdf", "snapshot.pdf", "record.json", "audit.jsonl")
# What these say comes from no version of the plan.
OF_NO_VERSION = ("agenda.pdf", "blank.pdf", "snapshot.pdf")
ON_ITS_WAY = (Sending.PENDING, Sending.SENDING, Sending.UNKNOWN)


# The plan with all its sections, for those who get them; everybody else has the short copy.
WITH_ALL_SECTIONS = ("plan.pdf", "plan.docx")


def ask_for(acting: Acting, case_id: str, paper: str) -> None:
    """Queue a file for the asker's own DM. Raises NotAllowed; NotFound or NotNow while it cannot be made."""
    if paper == COURT:
        raise NotFound("paper", id=paper)
    with acting.on_case(_right(paper), case_id) as on:
        must_be_there(on, paper)
        asked = {"case_id": case_id, "to": acting.user, "message": f"file:{paper}", "person_id": None}
        if on.work.first(Outgoing, state=ON_ITS_WAY, **asked):
            return  # asked again because nothing had come yet: it comes, once
        key = f"file:{case_id}:{paper}:{acting.user}:{acting.delivery}"
        on.work.send(to_user(on, acting.user, f"file:{paper}", case_id, key))
        on.work.audit("disclosure.asked", case_id, [paper], case_id)


def ask_for_copy_of(acting: Acting, conference_id: str, person_id: str) -> None:
    """Queue the agenda that somebody of the team may see, for staff to give to them.

    Raises AnswersNotUnderstood for whoever may see none, NotNow while they could see no topic.
    """
    with acting.on_case("agenda.arrange", conference_of(acting, conference_id).case_id) as on:
        person = on.person(person_id)
        if not access.may(on.as_seen_by(person).standings, "paper.agenda"):
            raise AnswersNotUnderstood({"person_id": "no_agenda_for_them"})
        agenda_material(on, person)
        key = f"file:{on.case.id}:agenda.pdf:{person.id}:{acting.user}:{acting.delivery}"
        on.work.send(to_user(on, acting.user, "file:agenda.pdf", on.case.id, key, person.id))
        on.work.audit("disclosure.asked", on.case.id, ["agenda.pdf"], on.case.id)


def papers_for(acting: Acting, case_id: str) -> tuple[str, ...]:
    """The papers that this person may ask for and can have now."""
    with acting.looking("case.look", case_id) as on:
        return tuple(paper for paper in PAPERS if may_have(on, paper))


def leaves_slack(on: OnCase) -> datetime:
    """When a paper that goes out now is taken out of Slack."""
    return leaves_slack_at(on.work.now, on.case.zone, on.profile.days_in_slack)


def leaves_slack_on(acting: Acting, case_id: str) -> date:
    """On which day that is, for whoever is about to ask for one."""
    with acting.looking("case.look", case_id) as on:
        return to_wall(leaves_slack(on), on.case.zone).date()


def waits_to_be_looked_at(acting: Acting, case_id: str) -> bool:
    """Whether those who lead must read the sealed plan once more first; of it nobody else is told."""
    with acting.looking("case.look", case_id) as on:
        version = newest_version(on.work, on.case.id) if on.leads() else None
        return version is not None and waits(on, version)


def _right(paper: str) -> str:
    if paper not in PAPERS:
        raise NotFound("paper", id=paper)
    return PAPERS[paper]


def may_have(on: OnCase, paper: str) -> bool:
    """Whether whoever acts may have this paper, and can have it now."""
    return access.may(on.standings, PAPERS[paper]) and _is_there(on, paper)


def _is_there(on: OnCase, paper: str) -> bool:
    try:
        must_be_there(on, paper)
    except (NotFound, NotNow):
        return False
    return True


def must_be_there(on: OnCase, paper: str) -> None:
    """Raises NotFound before anything was sealed, NotNow without an agenda that this person may see."""
    if paper == "agenda.pdf":
        agenda_material(on)
    elif paper == "snapshot.pdf" and not on.profile.snapshot:
        raise NotFound("paper", id=paper)
    elif paper not in ALWAYS:
        _must_be_theirs(on, paper)
        version = latest(on)
        must_be_clear(on, version)
        must_be_cleared(on, version)


def _must_be_theirs(on: OnCase, paper: str) -> None:
    """Raise NotFound where somebody else's audience gets this paper."""
    if on.me is None or paper not in (*WITH_ALL_SECTIONS, SHORT_COPY):
        return
    whole = paper_of(audience_on(on, case_record(on.work, on.case.id))) != SHORT_COPY
    if whole != (paper in WITH_ALL_SECTIONS):
        raise NotFound("paper", id=paper)


def whole_material(on: OnCase) -> Json:
    """The whole record, private parts included; for those who lead alone."""
    return whole(case_record(on.work, on.case.id, private=True))


def note_made(
    acting: Acting, case_id: str, paper: str, sha256: str, request: str, person_id: str | None = None
) -> None:
    """Keep a paper's fingerprint, and that it goes to this person, before it does.

    What was made for a request and got lost on its way is made anew: with a fingerprint of its own
    where it came out otherwise, but it goes to its reader once.
    """
    with acting.on_case(PAPERS[paper], case_id) as on:
        anew = False
        try:
            on.work.once(f"paper:{request}")
        except AlreadyDone:
            anew = True
        if anew and on.work.first(MadePaper, case_id=case_id, sha256=sha256, made_for=acting.user):
            return
        version = None if paper in OF_NO_VERSION else newest_version(on.work, on.case.id)
        on.keep(
            MadePaper,
            paper=paper,
            sha256=sha256,
            made_at=on.work.now,
            made_for=acting.user,
            version_id=version.id if version else None,
            person_id=person_id,
            sending_id=request,
        )
        if not anew:
            on.work.audit("disclosure.file", case_id, [paper], case_id)
