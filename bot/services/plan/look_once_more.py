"""Before a plan is sealed, and before any copy goes out: it is read beside what children keep private."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.domain.closing import Endorsement, PlanVersion
from bot.domain.errors import NotFound, NotNow, SomeoneElseChangedThis
from bot.domain.kept import Kept
from bot.domain.kept_private import LookedOnceMore
from bot.domain.openly import Markable, marked, said_openly
from bot.domain.plan import OWN_WORDS, Voice
from bot.domain.record import CaseRecord
from bot.domain.ties import Tie
from bot.flows.subject import Subject
from bot.services.acting import Acting, OnCase
from bot.services.plan.from_earlier import undecided_gaps
from bot.services.plan.gaps import Gap, gaps
from bot.services.plan.giving_out import give_out
from bot.services.plan.plan_content import Json, content
from bot.services.plan.plan_part import lists_in
from bot.services.plan.printed_beside import printed_beside
from bot.services.plan.sections import untouched
from bot.services.plan.waiting_papers import send_what_waited
from bot.services.record import case_record

# The plan as it stands, or as it was sealed last.
NOW, SEALED = "now", "sealed"
# What is no sentence of a plan: ids of other things, choices and days. People are named.
NO_WORDS = frozenset(
    {"id", "child", "objective", "goal", "needs", "domain", "due", "by_date", "starts", "loosens_to"}
    | {"review_on", "start_by", "kind", "treatment_consent", "worker_with", "how", "asked_on", "set_on"}
    | {"safe", "tasks", "on", "need", "idea", "after", "chosen_on", "carried"}
)
# Where an entry stands in a plan under its own id.
BY_ID = ("strengths", "needs", "concerns", "ties")


@dataclass(frozen=True)
class Wish:
    """What a child keeps private, as the plan is read beside it; `in_plan`: an entry that the plan holds.

    `key` is `<id>:<version>`.
    """

    key: str
    child_id: str
    words: str
    in_plan: bool = False


@dataclass(frozen=True)
class Look:
    """A plan beside the wishes: its sentences and those that are printed with it, and their fingerprint."""

    record: CaseRecord
    wishes: tuple[Wish, ...]
    sentences: tuple[tuple[str, str], ...]
    fingerprint: str

    @property
    def holds_any(self) -> bool:
        """Whether an entry that a child asked to keep private stands in it."""
        return any(one.in_plan for one in self.wishes)


def still_open(on: OnCase, record: CaseRecord, conference_id: str) -> tuple[Gap, ...]:
    """What keeps the plan from being sealed, with the look once more; `record` is the whole of it."""
    plan = content(record, on.profile)
    found = gaps(record, conference_id)
    not_looked_at = untouched(record, on.profile, conference_id, found)
    left = undecided_gaps(record)
    return (*found, *left, *not_looked_at, *_questions(record, plan, on.case.id))


def may_go_out(record: CaseRecord, version: PlanVersion) -> bool:
    """Whether copies of a sealed plan may go out: all that a child keeps private is left out of it."""
    plan = json.loads(version.content)
    found = _wishes(record, plan)
    return not any(one.in_plan for one in found) and not _unanswered(record, found, _of_all(record, plan))


def waits(on: OnCase, version: PlanVersion) -> bool:
    """Whether copies of this version wait for somebody to look once more."""
    return not may_go_out(case_record(on.work, on.case.id, private=True), version)


def must_be_clear(on: OnCase, version: PlanVersion) -> None:
    """Raise NotNow where a plan waits to be read once more; whoever does not lead is not told why."""
    if waits(on, version):
        raise NotNow("look_once_more" if on.leads() else "plan_not_ready")


def look(acting: Acting, case_id: str, which: str) -> Look:
    """The plan as it stands (NOW) or was sealed (SEALED), beside what is kept private. Raises NotAllowed."""
    with acting.looking("private.write", case_id) as on:
        return _look(on, which)


def answer(acting: Acting, case_id: str, which: str, seen: str, left_out: bool) -> None:
    """Whoever looked says whether the plan leaves it out; `seen` begins the fingerprint of what they saw.

    Raises SomeoneElseChangedThis where plan or wishes are others by now, NotNow where it cannot be so.
    """
    with acting.on_case("private.write", case_id) as on:
        found = _look(on, which)
        if not found.fingerprint.startswith(seen):
            raise SomeoneElseChangedThis()
        if left_out and found.holds_any:
            raise NotNow("plan_holds_it")
        plan = content(found.record, on.profile) if which == NOW else _sealed(found.record)
        on.keep(
            LookedOnceMore,
            fingerprint=_of_all(found.record, plan),
            wishes=tuple(one.key for one in found.wishes),
            left_out=left_out,
            looked_by=acting.user,
            looked_at=on.work.now,
        )
        version = found.record.latest_version()
        if version and left_out and not waits(on, version):
            send_what_waited(on)
            if _is_endorsed(on, version):
                give_out(on, version)


def _is_endorsed(on: OnCase, version: PlanVersion) -> bool:
    return on.work.first(Endorsement, version_id=version.id, answer="endorsed") is not None


def _look(on: OnCase, which: str) -> Look:
    record = case_record(on.work, on.case.id, private=True)
    plan = content(record, on.profile) if which == NOW else _sealed(record)
    found = _wishes(record, plan)
    # What is answered is answered for this plan and these wishes.
    fingerprint = _fingerprint({"read": _of_all(record, plan), "wishes": [one.key for one in found]})
    return Look(record, found, (*_sentences(plan), *printed_beside(record)), fingerprint)


def _sealed(record: CaseRecord) -> Json:
    version = record.latest_version()
    if version is None:
        raise NotFound("no_plan_yet")
    sealed: Json = json.loads(version.content)
    return sealed


def _questions(record: CaseRecord, plan: Json, case_id: str) -> Iterator[Gap]:
    """One for each child who keeps something private that nobody read this plan beside."""
    unanswered = _unanswered(record, _wishes(record, plan), _of_all(record, plan))
    for child_id in dict.fromkeys(one.child_id for one in unanswered):
        yield Gap("look_once_more", child_id, "look_once_more", Subject(f"{case_id}:{NOW}:1"), deed=True)


def _unanswered(record: CaseRecord, found: tuple[Wish, ...], fingerprint: str) -> tuple[Wish, ...]:
    """The wishes of which nobody said last that this plan leaves them out."""
    looks = sorted(record.looked_once_more, key=lambda one: one.looked_at)
    said = {wish: one.left_out for one in looks if one.fingerprint == fingerprint for wish in one.wishes}
    return tuple(one for one in found if not said.get(one.key))


def _wishes(record: CaseRecord, plan: Json) -> tuple[Wish, ...]:
    children = [child.id for child in record.children]
    items = (Wish(_key(one), one.child_id, one.words) for one in record.keep_private if one.holds)
    entries = (
        Wish(
            _key(one),
            _whose(record, one, children),
            _words(one),
            _stands_in(one, record, plan),
        )
        for one in marked(record)
    )
    return (*items, *entries)


def _key(thing: Kept) -> str:
    return f"{thing.id}:{thing.version}"


def _whose(record: CaseRecord, entry: Markable, children: list[str]) -> str:
    """Which child an entry is of; of a strength or need by who said it, else the first."""
    if isinstance(entry, Voice | Tie):
        return entry.child_id
    said_by = record.person(entry.said_by or "")
    return (said_by and said_by.child_id) or next(iter(children), "")


def _words(entry: Markable) -> str:
    if isinstance(entry, Tie):
        return "\n".join(filter(None, (entry.wish, entry.name, entry.keeps, entry.how_often)))
    if not isinstance(entry, Voice):
        return entry.text
    told = (getattr(entry, name) for name in (*OWN_WORDS, "reason", "how_words"))
    return "\n".join(filter(None, told))


def _lines(entry: Voice) -> set[str]:
    return {line for line in _words(entry).splitlines() if line.strip()}


def _stands_in(entry: Markable, record: CaseRecord, plan: Json) -> bool:
    """Whether a sealed plan holds an entry: by its id, a child's voice by a line that nobody says openly."""
    if not isinstance(entry, Voice):
        return any(row["id"] == entry.id for part in BY_ID for row in plan.get(part, ()))
    openly = {line for one in said_openly(record).voices if one.stands for line in _lines(one)}
    mine = _lines(entry) - openly
    voice = next((child["voice"] for child in plan["children"] if child["id"] == entry.child_id), None) or {}
    return bool(mine & set(_texts(voice, {})))


def _sentences(plan: Json) -> Iterator[tuple[str, str]]:
    """Every text of a plan under the name of its part, in the order in which it is read back."""
    names = {key: str(person["name"]) for key, person in plan["people"].items()}
    about = [plan["case"][key] for key in ("why_we_are_here", "household")]
    yield from (("case", text) for text in _texts(about, names))
    for child in plan["children"]:
        yield from (("voices", text) for text in _texts(child["voice"], names))
        reasons = (child["permanency"] or {}).get("reasons")
        yield from (("permanencies", text) for text in _texts(reasons, names))
    for part in lists_in(plan)[1:]:
        yield from ((part, " · ".join(_texts(row, names))) for row in plan[part])


def _texts(row: Any, names: Mapping[str, str]) -> list[str]:
    """The sentences in a row, people by their names."""
    if isinstance(row, str):
        return [names.get(row, row)] if row.strip() else []
    if isinstance(row, Mapping):
        row = [value for key, value in row.items() if key not in NO_WORDS]
    return [text for one in row for text in _texts(one, names)] if isinstance(row, list) else []


def _of_all(record: CaseRecord, plan: Json) -> str:
    """The fingerprint of all that is read: the plan, and what papers print beside it."""
    return _fingerprint({"plan": plan, "beside": printed_beside(record)})


def _fingerprint(plan: Json) -> str:
    return sha256(json.dumps(plan, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
