"""What falls due, as a private view: groups first, then one list with pages; what each row opens."""

from collections import Counter
from typing import Any

from bot.domain.deadlines import DueKind, Group
from bot.handlers.desk import Desk, View
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.seeing import answered_for, deadlines
from bot.services.seeing.answered_for import AGENCY, MINE, OF, UNIT
from bot.services.seeing.deadlines import PAGE, Asked, DueRow, Looked, WorkerLoad

Row = dict[str, Any]
SHOW = "do:deadlines"
# Where a row leads whoever leads the case: the button's action, and whether it asks for the case's id.
OPENS = {
    DueKind.CLOCK: ("do:due", True),
    DueKind.TASK: ("do:task", False),
    DueKind.CONFERENCE: ("do:open_agenda", False),
    DueKind.COPY: ("do:newest_answers", True),
    DueKind.ENDORSEMENT: ("do:newest_answers", True),
    DueKind.ACKNOWLEDGEMENT: ("do:newest_answers", True),
    DueKind.NO_CONTACT: ("do:since", True),
}
FURTHER = ("do:progress", True)
# Where a row leads by what was looked up for it.
LOOKED_UP = {DueKind.REPLY: "do:dissent", DueKind.FOLLOW_UP: "do:person"}


def deadlines_view(desk: Desk, acting: Acting, value: str, language: str) -> View:
    """`<scope>/<group>/<kind>:<page>`, where group and kind may be empty."""
    asked = asked_for(value)
    if asked.scope == AGENCY:
        return _agency(desk, acting, asked, language)
    found = deadlines.look(acting, asked)
    parts = (
        [_list(desk, found, asked, language)] if asked.of_one_list else _groups(desk, found, language, asked)
    )
    if asked.scope == UNIT and not asked.of_one_list:
        parts.append(Part("workers", [_load(one) for one in deadlines.unit_load(found)[:PAGE]]))
    return desk.words.view(
        "views/deadlines",
        language,
        parts=parts,
        presses=_presses(acting, found, asked),
        scope=OF if asked.scope.startswith(OF) else asked.scope,
        worker=asked.scope.removeprefix(OF) if asked.scope.startswith(OF) else "",
        group=asked.group or "",
        counts=Counter(row.group for row in found.rows),
        cases=found.cases,
        total=sum(found.groups.values()),
    )


def asked_for(value: str) -> Asked:
    """What a button's value asks for. What is no group or kind of ours asks for all."""
    about, _, page = value.partition(":")
    scope, group, kind, *_ = [*about.split("/"), "", ""]
    return Asked(
        scope or MINE,
        Group(group) if group in set(Group) else None,
        DueKind(kind) if kind in set(DueKind) else None,
        int(page) if page.isdecimal() else 1,
    )


def value_of(asked: Asked) -> str:
    """The value of the button that asks for it, without a page."""
    return f"{asked.scope}/{asked.group or ''}/{asked.kind or ''}"


def deadlines_parts(acting: Acting) -> list[Part]:
    """How much falls due, for one's own page; nothing for whoever answers for no case."""
    rows = []
    for scope in answered_for.scopes(acting):
        groups = {} if scope == AGENCY else deadlines.look(acting, Asked(scope)).groups
        opens = [Press("deadlines", SHOW, f"{scope}//")]
        rows.append({"scope": scope, "groups": groups, "presses": opens})
    return [Part("deadlines", rows)] if rows else []


def counting_part(acting: Acting) -> Part:
    """Whether all dates are counted anew right now, and by what; for administrators."""
    now = deadlines.counting(acting)
    if now is None or not now.changed:
        return Part("counting")
    facts = {"asked": now.asked, "whole": now.whole, "changed": now.changed, "on": now.changed_at}
    return Part("counting", [{**facts, "done": now.changed_done_at, "zone": acting.agency.zone}])


def _groups(desk: Desk, found: Looked, language: str, asked: Asked) -> list[Part]:
    """The first few of each group, and the way to all of them."""
    parts = []
    for group in Group:
        rows = found.of(group)
        if rows:
            few = [_row(desk, found, row, language) for row in rows[: deadlines.FEW]]
            every = Press("every", SHOW, value_of(Asked(asked.scope, group)))
            parts.append(Part(group, few, presses=[every] if len(rows) > len(few) else []))
    return parts or [Part("nothing")]


def _list(desk: Desk, found: Looked, asked: Asked, language: str) -> Part:
    rows = [_row(desk, found, row, language) for row in found.rows]
    return Part("rows", rows, page=asked.page, size=PAGE, turn=SHOW, turn_value=value_of(asked))


def _agency(desk: Desk, acting: Acting, asked: Asked, language: str) -> View:
    """Counts for each worker, with the way to that worker's dates."""
    loads = deadlines.agency_load(acting)
    rows = [_load(one) for one in loads]
    part = Part("workers", rows, page=asked.page, size=PAGE, turn=SHOW, turn_value=f"{AGENCY}//")
    total = sum(sum(one.groups.values()) for one in loads)
    presses = [*_scope_presses(acting, asked), Press("table", "do:deadlines_table", AGENCY)]
    facts: Row = {"scope": AGENCY, "worker": "", "group": "", "counts": {}, "cases": 0, "total": total}
    return desk.words.view("views/deadlines", language, parts=[part], presses=presses, **facts)


def _load(one: WorkerLoad) -> Row:
    opens = [Press("look", SHOW, f"{OF}{one.user}//")] if one.user else []
    return {"user": one.user or "", "groups": one.groups, "presses": opens}


def _presses(acting: Acting, found: Looked, asked: Asked) -> list[Press]:
    presses = _scope_presses(acting, asked)
    if found.groups:
        presses.append(Press("table", "do:deadlines_table", asked.scope))
    if asked.of_one_list or sum(found.groups.values()) > PAGE:
        presses += _kind_presses(found, asked)
    return presses


def _scope_presses(acting: Acting, asked: Asked) -> list[Press]:
    """The way back to the groups, and to what else this person answers for."""
    back = [Press("all_groups", SHOW, f"{asked.scope}//")] if asked.of_one_list else []
    others = [one for one in answered_for.scopes(acting) if one != asked.scope]
    return back + [Press(scope, SHOW, f"{scope}//") for scope in others]


def _kind_presses(found: Looked, asked: Asked) -> list[Press]:
    """One button for each kind that is there; the one that is shown lets go of it."""
    presses = []
    for kind in DueKind:
        if kind is asked.kind:
            presses.append(Press("every_kind", SHOW, value_of(Asked(asked.scope, asked.group))))
        elif found.kinds.get(kind) and len(found.kinds) > 1:
            presses.append(Press(f"only_{kind}", SHOW, value_of(Asked(asked.scope, asked.group, kind))))
    return presses


def _row(desk: Desk, found: Looked, row: DueRow, language: str) -> Row:
    due, whose = row.deadline, found.whose.get(row.deadline.subject_id)
    return {
        "kind": due.kind,
        "group": row.group,
        "clock": desk.words.name("clocks", due.subject_id, language) if due.kind is DueKind.CLOCK else "",
        "due": due.due,
        "days": (due.due - found.today).days,
        "reference": row.case.reference if row.case else "",
        # A supervisor is in no case's channel: they could not open it.
        "channel": row.case.channel_id if row.case and row.leads else "",
        "said": found.texts.get(due.subject_id, ""),
        "whose": whose.name if whose else "",
        "presses": _opens(row, whose.opens if whose else ""),
    }


def _opens(row: DueRow, looked_up: str) -> list[Press]:
    """Where the row leads; a supervisor sees the dates of the case and how far it is."""
    if row.case is None:
        return []
    if looked_up and row.deadline.kind in LOOKED_UP:
        return [Press("look", LOOKED_UP[row.deadline.kind], looked_up)]
    action, of_case = OPENS.get(row.deadline.kind, FURTHER)
    if not row.leads and action != "do:due":
        action, of_case = FURTHER
    name = "why" if action == "do:due" else "look"
    return [Press(name, action, row.case.id if of_case else row.deadline.subject_id)]
