"""The plan's versions, each with its state and what became of it, and what changed since the last one."""

from typing import Any

from bot.domain.closing import PlanVersion
from bot.domain.plan_states import Move, State
from bot.handlers.desk import Desk, View
from bot.handlers.entries.views import in_words, name_of
from bot.handlers.plan.offered import offered
from bot.handlers.showing import paged
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.calling.sittings import plan_kind_of
from bot.services.plan import changes
from bot.services.plan.changes import Changes

PAGE = 12
# What can be done with a version, by the button, and what each press carries.
FORMS = {Move.REOPEN: "open:reopen_plan", Move.WITHDRAW: "open:withdraw_plan"}
UNDO = {Move.LEAVE: "do:leave_version", Move.RESTORE: "do:restore_version"}


def changes_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """`<case>`, or `<case>:<page>` once it was turned."""
    case_id, page = paged(asked)
    found = changes.look(acting, case_id)
    zone = found.record.case.zone

    def row(one: changes.Change) -> dict[str, Any]:
        by = found.record.person_using(one.by)
        return {
            **{"what": one.what, "kind": one.kind, "by": by.name if by else "", "at": one.at, "zone": zone},
            **{"why": one.why, "said": in_words(desk, found.record, one.entry, language), "presses": []},
        }

    versions = [_version(desk, found, one, language) for one in found.versions[:PAGE]]
    since = Part(
        "since",
        [row(one) for one in found.since],
        page=page,
        size=PAGE,
        turn="do:changes",
        turn_value=case_id,
    )
    return desk.words.view("views/changes", language, parts=[Part("versions", versions), since])


def _version(desk: Desk, found: Changes, version: PlanVersion, language: str) -> dict[str, Any]:
    """One version: its state, who sealed it and why, what became of it, who answered."""
    record, standing = found.record, found.standings[version.id]
    return {
        "number": version.number,
        "kind": plan_kind_of(record, version),
        "state": standing.state.value,
        "until": standing.correct_until if standing.state is State.CORRECTION else None,
        "until_confirmed": found.window_confirmed,
        "at": version.sealed_at,
        "zone": record.case.zone,
        "by": found.names.get(version.sealed_by, ""),
        "moves": _moves(found, version),
        "answered": _answered(desk, found, version, language),
        "stays": _stays(found, version),
        "said": version.why or "",
        "presses": _presses(found, version),
    }


def _moves(found: Changes, version: PlanVersion) -> list[dict[str, Any]]:
    return [
        {"move": one.move, "at": one.moved_at, "back": one.taken_back_at, "why": one.why}
        | {"by": found.names.get(one.moved_by, "")}
        for one in found.record.version_moves
        if one.version_id == version.id
    ]


def _answered(desk: Desk, found: Changes, version: PlanVersion, language: str) -> list[str]:
    said = (one for one in found.record.acknowledgements if one.was_asked)
    mine = (one for one in said if one.version_id == version.id)
    return [
        f"{name_of(found.record, one.person_id)} ({desk.words.name('answers', one.answer, language)})"
        for one in mine
    ]


def _stays(found: Changes, version: PlanVersion) -> list[str]:
    """Whom this version left as it was, each with the number of the one that they answered."""
    said = {one.person_id for one in found.record.acknowledgements if one.version_id == version.id}
    numbers = {one.id: one.number for one in found.record.versions}
    return [
        f"{name_of(found.record, one.person_id)} ({numbers[one.said_of]})"
        for one in found.record.answers_stay
        if one.version_id == version.id and one.person_id not in said
    ]


def _presses(found: Changes, version: PlanVersion) -> list[Press]:
    if not found.leads:
        return []
    standing, case_id = found.standings[version.id], found.record.case.id
    before = any(one.number < version.number for one in found.versions)
    changed = [Press("what_changed", "do:what_changed", version.id)] if before else []
    moves = [Press(one.value, action, version.id) for one, action in FORMS.items()]
    undo = [one for one in UNDO if not (one is Move.RESTORE and version.id in found.stays_withdrawn)]
    moves += [Press(one.value, UNDO[one], f"{case_id}:{version.id}") for one in undo]
    return [Press("answers", "do:answers", version.id), *changed, *offered(moves, standing)]
