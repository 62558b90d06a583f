"""Papers on request: who may ask for which, and what each is made from at the moment it goes out."""

import json
from dataclasses import dataclass, replace

from bot.domain import access
from bot.domain.clocks import DueDate
from bot.domain.closing import MadePaper, PlanVersion
from bot.domain.dates import to_wall
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import AlreadyDone, AnswersNotUnderstood, NotFound, NotNow
from bot.domain.people import StaffMember
from bot.domain.record import CaseRecord
from bot.services.acting import Acting, OnCase
from bot.services.agenda.agenda_paper import agenda_material
from bot.services.calling.scheduling import conference_of
from bot.services.calling.sittings import as_seen
from bot.services.delivery.outgoing import to_user
from bot.services.due import due_of
from bot.services.people.parting import rules_of
from bot.services.plan.look_once_more import must_be_clear, waits
from bot.services.plan.plan import Json, about, whole
from bot.services.plan.plan_part import Unnamed, part_seen
from bot.services.record import case_record
from bot.services.rules.confirming import settled
from bot.services.seeing.families import names_kept_from
from bot.services.seeing.looking import seen_by

# It goes out with a reason alone (court.py).
COURT = "court.pdf"
# Which right each paper needs; those that are asked for most come first, the one with private parts last.
PAPERS = {
    "plan.pdf": "paper.plan",
    "plan.docx": "paper.plan",
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


@dataclass(frozen=True)
class Material:
    """What a plan paper is made from: the sealed content, or the part of it that its reader may see."""

    content: Json
    about: Json
    language: str


def ask_for(acting: Acting, case_id: str, paper: str) -> None:
    """Queue a file for the asker's own DM. Raises NotAllowed; NotFound or NotNow while it cannot be made."""
    if paper == COURT:
        raise NotFound("paper", id=paper)
    with acting.on_case(_right(paper), case_id) as on:
        _must_be_there(on, paper)
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
        mine = (paper for paper, right in PAPERS.items() if access.may(on.standings, right))
        return tuple(paper for paper in mine if _is_there(on, paper))


def waits_to_be_looked_at(acting: Acting, case_id: str) -> bool:
    """Whether those who lead must read the sealed plan once more first; of it nobody else is told."""
    with acting.looking("case.look", case_id) as on:
        version = _latest_or_none(on) if on.leads() else None
        return version is not None and waits(on, version)


def _right(paper: str) -> str:
    if paper not in PAPERS:
        raise NotFound("paper", id=paper)
    return PAPERS[paper]


def _is_there(on: OnCase, paper: str) -> bool:
    try:
        _must_be_there(on, paper)
    except (NotFound, NotNow):
        return False
    return True


def _must_be_there(on: OnCase, paper: str) -> None:
    """Raises NotFound before anything was sealed, NotNow without an agenda that this person may see."""
    if paper == "agenda.pdf":
        agenda_material(on)
    elif paper == "snapshot.pdf" and not on.profile.snapshot:
        raise NotFound("paper", id=paper)
    elif paper not in ALWAYS:
        must_be_clear(on, latest(on))


def latest(on: OnCase) -> PlanVersion:
    """The newest sealed version. Raises NotFound when nothing was sealed yet."""
    version = _latest_or_none(on)
    if version is None:
        raise NotFound("no_plan_yet")
    return version


def _latest_or_none(on: OnCase) -> PlanVersion | None:
    return max(on.work.find(PlanVersion, case_id=on.case.id), key=lambda one: one.number, default=None)


def plan_material(on: OnCase) -> Material:
    """What the plan papers say to this reader: the sealed content, or their part of it.

    Raises NotFound; NotNow where it waits to be read beside what a child keeps private.
    """
    version = latest(on)
    must_be_clear(on, version)
    record = case_record(on.work, on.case.id)
    seen = seen_by(on, record)
    sealed = json.loads(version.content)
    unnamed = _unnamed(on, record)
    told = part_seen(sealed, record, seen, unnamed)
    due = _due_as_seen(on, record, seen)
    language = (on.me.language if on.me else None) or "en"
    said = about(seen, on.profile, as_seen(version, seen), due, _staff_names(on, record))
    if unnamed.names:
        # A day on which a goal was set may be that of a meeting which the reader knows nothing of.
        said["goal_history"] = []
    return Material(told, said | _of_this_copy(on, told == sealed), language)


def _due_as_seen(on: OnCase, record: CaseRecord, seen: CaseRecord) -> tuple[DueDate, ...]:
    """The due dates, without those that a meeting met or moved which this reader knows nothing of."""
    today = to_wall(on.work.now, on.case.zone).date()
    profile = settled(on.work, on.profile)
    every = due_of(record, profile, today)
    own = due_of(replace(record, conferences=seen.conferences), profile, today)
    return tuple(one for one in every if one in own and not one.warn_only)


def _unnamed(on: OnCase, record: CaseRecord) -> Unnamed:
    """Whose names this reader's copy must not say."""
    if on.me is None or on.leads():
        return Unnamed()
    return Unnamed(names_kept_from(record, on.me, rules_of(on.work, on.case.id)), on.me.id)


def _of_this_copy(on: OnCase, whole_plan: bool) -> Json:
    """What this reader's copy leaves out, so that it can say so: silence would read as "nobody was asked"."""
    told: Json = {} if whole_plan else {"is_part": True}
    if not access.sees(on.standings, "participation"):
        told["answers_of"] = on.me.id if on.me else ""
    return told


def whole_material(on: OnCase) -> Json:
    """The whole record, private parts included; for those who lead alone."""
    return whole(case_record(on.work, on.case.id, private=True))


def note_made(acting: Acting, case_id: str, paper: str, sha256: str, request: str) -> None:
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
        version = None if paper in OF_NO_VERSION else _latest_or_none(on)
        on.keep(
            MadePaper,
            paper=paper,
            sha256=sha256,
            made_at=on.work.now,
            made_for=acting.user,
            version_id=version.id if version else None,
        )
        if not anew:
            on.work.audit("disclosure.file", case_id, [paper], case_id)


def _staff_names(on: OnCase, record: CaseRecord) -> dict[str, str]:
    """Endorsers are staff, not people of the case; the record knows them by what they signed with."""
    named = {one.slack_user: one.name for one in on.work.find(StaffMember) if one.name}
    return {user: name for user, name in named.items() if record.person_using(user) is None}
