"""Papers on request: who may ask for which, and what each is made from at the moment it goes out."""

import json
from dataclasses import dataclass

from bot.domain.closing import MadePaper, PlanVersion
from bot.domain.dates import to_wall
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.people import StaffMember
from bot.domain.record import CaseRecord
from bot.services.acting import Acting, OnCase
from bot.services.due import due_of
from bot.services.looking import seen_by
from bot.services.outgoing import to_user
from bot.services.plan import Json, about, content, whole
from bot.services.record import case_record

# Which right each paper needs.
PAPERS = {
    "plan.pdf": "paper.plan",
    "plan.docx": "paper.plan",
    "plan.json": "paper.record",
    "narrative.md": "paper.record",
    "record.json": "paper.record",
    "audit.jsonl": "paper.audit",
}


@dataclass(frozen=True)
class Material:
    """What a plan paper is made from: the sealed content, or the part of it that its reader may see."""

    content: Json
    about: Json
    language: str


def ask_for(acting: Acting, case_id: str, paper: str) -> None:
    """Queue a file for the asker's own DM. Raises NotAllowed, and NotFound before anything was sealed."""
    with acting.on_case(PAPERS[paper], case_id) as on:
        if paper not in ("record.json", "audit.jsonl"):
            latest(on)
        key = f"file:{case_id}:{paper}:{acting.user}:{acting.delivery}"
        on.work.send(to_user(on, acting.user, f"file:{paper}", case_id, key))
        on.work.audit("disclosure.asked", case_id, [paper], case_id)


def papers_for(acting: Acting, case_id: str) -> tuple[str, ...]:
    """The papers that this person may ask for."""
    found = []
    for paper, right in PAPERS.items():
        try:
            with acting.looking(right, case_id):
                found.append(paper)
        except NotAllowed:
            continue
    return tuple(found)


def latest(on: OnCase) -> PlanVersion:
    """The newest sealed version. Raises NotFound when nothing was sealed yet."""
    versions = on.work.find(PlanVersion, case_id=on.case.id)
    if not versions:
        raise NotFound("no_plan_yet")
    return max(versions, key=lambda one: one.number)


def plan_material(on: OnCase) -> Material:
    """What the plan papers say to this reader: the sealed content, or their part of it. Raises NotFound."""
    version = latest(on)
    record = case_record(on.work, on.case.id)
    seen = seen_by(on, record)
    told = json.loads(version.content) if seen == record else content(seen, on.profile)
    due = due_of(record, on.profile, to_wall(on.work.now, on.case.zone).date())
    language = (on.me.language if on.me else None) or "en"
    return Material(told, about(seen, on.profile, version, due, _staff_names(on, record)), language)


def whole_material(on: OnCase) -> Json:
    """The whole record, private parts included; for those who lead alone."""
    return whole(case_record(on.work, on.case.id, private=True))


def note_made(acting: Acting, case_id: str, paper: str, sha256: str) -> None:
    """Keep a paper's fingerprint, and that it goes to this person, before it does."""
    with acting.on_case(PAPERS[paper], case_id) as on:
        versions = on.work.find(PlanVersion, case_id=case_id)
        on.keep(
            MadePaper,
            paper=paper,
            sha256=sha256,
            made_at=on.work.now,
            made_for=acting.user,
            version_id=versions[-1].id if versions else None,
        )
        on.work.audit("disclosure.file", case_id, [paper], case_id)


def _staff_names(on: OnCase, record: CaseRecord) -> dict[str, str]:
    """Endorsers are staff, not people of the case; the record knows them by what they signed with."""
    named = {one.slack_user: one.name for one in on.work.find(StaffMember) if one.name}
    return {user: name for user, name in named.items() if record.person_using(user) is None}
