"""The ideas for each need, as their reader may see them, and the way from an idea to a step."""

from typing import Any

from bot.domain.errors import NotFound
from bot.domain.ideas import ASKED_FOR, WHY_ENOUGH, Idea
from bot.domain.plan import Need
from bot.domain.record import CaseRecord, standing
from bot.flows.subject import Subject
from bot.handlers.desk import Desk, View
from bot.handlers.entries.views import name_of
from bot.handlers.showing import paged
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.entries.ideas import IdeasFor, ideas_for
from bot.services.seeing import looking, plan_read

PAGE = 6


def needs_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Each need of this plan with how many ideas there are: `<case>`, or `<case>:<page>` once turned."""
    case_id, page = paged(asked)
    record = looking.whole_record(acting, case_id, private=True)
    earlier = plan_read.read(acting, case_id).earlier_needs
    found = [ideas_for(record, need) for need in standing(record.needs) if need.id not in earlier]
    rows = [
        {
            "count": len(one.ideas),
            "chosen": sum(idea.chosen for idea in one.ideas),
            "said": one.need.text,
            "said_first": True,
            "presses": [Press("ideas", "do:ideas", one.need.id)],
        }
        for one in found
    ]
    part = Part("needs", rows, page=page, size=PAGE * 2, turn="do:needs_ideas", turn_value=case_id)
    return desk.words.view("views/needs_ideas", language, parts=[part])


def ideas_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """The ideas for one need: `<need>`, or `<need>:<page>`. Those who lead choose among them."""
    need_id, page = paged(asked)
    case_id = acting.case_of(Need, need_id)
    record = looking.whole_record(acting, case_id, private=True)
    leads = looking.leads(acting, case_id)
    need = next((one for one in record.needs if one.id == need_id), None)
    if need is None:
        # Not theirs to read: as if it were not there.
        raise NotFound("need", id=need_id)
    found = ideas_for(record, need)
    rows = [row for idea in found.ideas for row in _rows(desk, record, found, idea, leads, language)]
    parts = [
        Part("ideas", rows, page=page, size=PAGE * 2, turn="do:ideas", turn_value=need_id),
        Part("prompt" if leads and not found.enough else "add", presses=_ways_on(found, leads)),
    ]
    return desk.words.view(
        "views/ideas",
        language,
        parts=parts,
        count=len(found.ideas),
        asked_for=ASKED_FOR,
        passed=found.passed is not None and len(found.ideas) < ASKED_FOR,
        why=found.passed.why if found.passed else None,
        need=need.text,
    )


def _ways_on(found: IdeasFor, leads: bool) -> list[Press]:
    """One more idea; and, with fewer than three, each reason to go on in one tap, or none."""
    add = Press("add", "open:idea", str(Subject(found.need.case_id, chosen=(("need_id", found.need.id),))))
    if not leads or found.enough or not found.ideas:
        return [add]
    reasons = [Press(why, "do:enough_ideas", f"{found.need.id}:{why}") for why in WHY_ENOUGH]
    return [add, *reasons, Press("no_reason", "do:enough_ideas", f"{found.need.id}:")]


def _rows(
    desk: Desk, record: CaseRecord, found: IdeasFor, idea: Idea, leads: bool, language: str
) -> list[dict[str, Any]]:
    """An idea with its buttons, then each who sees it differently."""
    kind = desk.words.name("help_kinds", idea.kind, language) if idea.kind else ""
    shown: dict[str, Any] = {
        "view": False,
        "kind": kind,
        "by": name_of(record, idea.said_by),
        "chosen": idea.chosen,
        "chosen_by": [name for one in idea.chosen_by if (name := name_of(record, one))],
        "decided": any(one.chosen for one in found.ideas),
        "why": idea.chosen_why or "",
        "said": idea.text,
        "said_first": True,
        "presses": _presses(found, idea, leads),
    }
    views = [
        {"view": True, "by": name_of(record, one.said_by), "said": one.text, "presses": []}
        for one in found.views_of(idea)
    ]
    return [shown, *views]


def _presses(found: IdeasFor, idea: Idea, leads: bool) -> list[Press]:
    other = Press("other_view", "open:other_view", str(Subject(idea.case_id, chosen=(("idea_id", idea.id),))))
    if not leads:
        return [other]
    this = f"{idea.id}:{idea.version}"
    change = Press("change", "open:idea", this)
    if idea.chosen:
        return [*steps_from(idea), other, Press("not_chosen", "do:not_chosen", idea.id), change]
    choose = [Press("choose", "open:choose_idea", this, "primary")] if found.enough else []
    return [*choose, other, change]


def steps_from(idea: Idea) -> list[Press]:
    """What a chosen idea becomes: a task, or a service or support, in its words."""
    return [
        Press("make_task", "do:idea_step", f"task:{idea.id}", "primary"),
        Press("make_service", "do:idea_step", f"service:{idea.id}"),
    ]
