"""Compiles what each person answered to one sealed plan version, what they were answered, the endorsement."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from bot.domain.closing import TAKEN_BACK, Acknowledgement, PlanVersion, View
from bot.domain.plan_states import Move
from bot.domain.record import CaseRecord
from bot.services.calling.sittings import round_of
from bot.services.plan.plan_content import Json
from bot.services.plan.plan_team import who

Said = TypeVar("Said", Acknowledgement, View)


def said_of(record: CaseRecord, version: PlanVersion) -> Json:
    """Each person's answers, one apart from the other."""
    return {
        "acknowledgements": acknowledgements(record, version),
        "acknowledgements_before": acknowledgements_before(record, version),
        "answers_stay": answers_stay(record, version),
        "views": views(record, version),
        "views_before": views_before(record, version),
        "goal_views": goal_views(record),
    }


def acknowledgements(record: CaseRecord, version: PlanVersion) -> list[Json]:
    mine = (each for each in record.acknowledgements if each.version_id == version.id)
    return [_acknowledgement(record, each) for each in mine]


def acknowledgements_before(record: CaseRecord, version: PlanVersion) -> list[Json]:
    """What those last answered of this plan who answered nothing of this version: a new seal ends no "no"."""
    return _before(record, version, record.acknowledgements, _acknowledgement)


def last_before(said: Iterable[Said], earlier: Mapping[str, int], version: PlanVersion) -> list[Said]:
    """What each person said last of the `earlier` versions, of those who said nothing of this one."""
    known = tuple(said)
    spoke = {each.person_id for each in known if each.version_id == version.id and each.was_asked}
    before = (one for one in known if one.version_id in earlier and one.was_asked)
    last = {each.person_id: each for each in sorted(before, key=lambda one: earlier[one.version_id])}
    return [each for each in last.values() if each.person_id not in spoke]


def _before(
    record: CaseRecord,
    version: PlanVersion,
    said: Iterable[Said],
    drawn: Callable[[CaseRecord, Said], Json],
) -> list[Json]:
    earlier = earlier_versions(record, version)
    return [
        drawn(record, each) | {"said_of": earlier[each.version_id]}
        for each in last_before(said, earlier, version)
    ]


def _acknowledgement(record: CaseRecord, each: Acknowledgement) -> Json:
    return {
        "person": each.person_id,
        "answer": each.answer,
        "manner": each.manner,
        "on": each.on,
        "entered_by": who(record, each.entered_by),
        "witness": each.witness,
        "with": each.with_person,
        "interpreter": each.interpreter,
        "words": each.words,
        "language": each.language,
        "told": each.told,
    }


def answers_stay(record: CaseRecord, version: PlanVersion) -> list[Json]:
    """Whose answer to an earlier version stays there, as nothing changed for them; it is none here."""
    numbers = {one.id: one.number for one in record.versions}
    return [
        {"person": each.person_id, "said_of": numbers[each.said_of]}
        for each in record.answers_stay
        if each.version_id == version.id
    ]


def views(record: CaseRecord, version: PlanVersion) -> list[Json]:
    mine = (each for each in record.views if each.version_id == version.id)
    return [_view(record, each) for each in mine if each.was_asked]


def views_before(record: CaseRecord, version: PlanVersion) -> list[Json]:
    """What those last said of this plan who said nothing of this version: a new seal ends no dissent."""
    return _before(record, version, record.views, _view)


def earlier_versions(record: CaseRecord, version: PlanVersion) -> dict[str, int]:
    """The numbers of the earlier versions of the same plan; of one that was withdrawn nothing carries."""
    withdrawn = {one.version_id for one in record.version_moves if one.move == Move.WITHDRAW and one.holds}
    together = round_of(record, version.conference_id)
    return {
        one.id: one.number
        for one in record.versions
        if one.number < version.number and one.conference_id in together and one.id not in withdrawn
    }


def _view(record: CaseRecord, each: View) -> Json:
    return {
        "person": each.person_id,
        "view": each.view,
        "words": each.words,
        "on": each.on,
        "entered_by": who(record, each.entered_by),
        "told_how_to_challenge": each.told_how_to_challenge,
        "told_in": each.told_in,
        "items": each.items,
        "reply": _reply(record, each),
    }


def _reply(record: CaseRecord, view: View) -> Json | None:
    """What is owed, or was answered, to whoever sees the plan otherwise."""
    found = next((each for each in record.replies if each.view_id == view.id), None)
    if found is None or not (view.differs or found.words):
        return None
    by = who(record, found.replied_by) if found.replied_by else None
    return {"due": found.due, "by": by, "on": found.replied_on, "words": found.words}


def goal_views(record: CaseRecord) -> list[Json]:
    return [
        {"child": child.id, "person": each.person_id, "view": each.view, "words": each.words}
        for child in record.children
        for each in record.views_of_goal(child.id)
    ]


def endorsement(record: CaseRecord, version: PlanVersion) -> Json | None:
    """The request that was made last and not taken back, and its answer if there is one."""
    mine = (each for each in record.endorsements if each.version_id == version.id)
    asked = [each for each in mine if each.answer != TAKEN_BACK]
    newest = max(asked, key=lambda each: (each.asked_on, each.id), default=None)
    if newest is None:
        return None
    return {
        "asked_on": newest.asked_on,
        "asked_by": who(record, newest.asked_by),
        "asked_of": who(record, newest.asked_of),
        "answer": newest.answer,
        "done_on": newest.done_on,
        "words": newest.words,
    }
