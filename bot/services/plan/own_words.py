"""Words are locked to their author: what somebody said of the plan they alone change, and add to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.closing import Acknowledgement, PlanVersion, View
from bot.domain.errors import AnswersNotUnderstood, NotFound
from bot.domain.plan_states import Move
from bot.services.acting import Acting, OnCase
from bot.services.meeting.who_runs import tell_supervisors, tell_who_leads
from bot.services.plan import dissent
from bot.services.plan.known_answers import must_be_known
from bot.services.plan.own_part import own_part, rows_of
from bot.services.plan.versions import must_allow


def change_answer(
    acting: Acting, acknowledgement_id: str, values: Mapping[str, Any], version: int
) -> Acknowledgement:
    """A person answers otherwise than they did; what they said before stays in the history."""
    must_be_known(values, own=True)
    with acting.on_case("closing.own", acting.case_of(Acknowledgement, acknowledgement_id)) as on:
        known = on.work.get(Acknowledgement, acknowledgement_id)
        _must_be_mine(on, known)
        now = {"on": on.today, "manner": "tap", "witness": None, "entered_by": acting.user, **values}
        on.work.replace(replace(known, version=version, **now))
        heard_no(on, kept := on.work.get(Acknowledgement, acknowledgement_id))
        return kept


def change_view(acting: Acting, view_id: str, values: Mapping[str, Any], version: int) -> View:
    """A person sees the plan otherwise than they did; what they said before stays in the history."""
    must_be_known(values, own=True)
    with acting.on_case("closing.own", acting.case_of(View, view_id)) as on:
        known = on.work.get(View, view_id)
        of_plan = _must_be_mine(on, known)
        must_stand_in(on, of_plan, values.get("items") or ())
        now = {"on": on.today, "manner": "tap", "entered_by": acting.user, **values}
        on.work.replace(replace(known, version=version, **now))
        kept = on.work.get(View, view_id)
        if kept.differs:
            dissent.route(on, of_plan, kept)
        return kept


def say_more(acting: Acting, view_id: str, words: str) -> View:
    """More of what somebody said of the plan, under what stands: Slack takes three thousand signs at once."""
    with acting.on_case("closing.own", acting.case_of(View, view_id)) as on:
        known = on.work.get(View, view_id)
        return _with_more(on, known, _must_be_mine(on, known), words)


def type_more(acting: Acting, view_id: str, words: str) -> View:
    """The same, typed by whoever typed what stands."""
    with acting.on_case("closing.enter", acting.case_of(View, view_id)) as on:
        known = on.work.get(View, view_id)
        must_be_theirs(on, known)
        return _with_more(on, known, on.work.get(PlanVersion, known.version_id), words)


def _with_more(on: OnCase, known: View, version: PlanVersion, words: str) -> View:
    on.work.replace(replace(known, words="\n".join(filter(None, (known.words, words)))))
    kept = on.work.get(View, known.id)
    if kept.differs:
        dissent.route(on, version, kept)
    return kept


def heard_no(on: OnCase, said: Acknowledgement) -> None:
    """To the supervisor; where none is named, whoever leads must see to it."""
    if said.answer == "no" and not tell_supervisors(on, "said_no", said.id, said.id):
        tell_who_leads(on, "said_no", said.id, said.id)


def must_be_theirs(on: OnCase, known: Acknowledgement | View) -> None:
    """Words are locked to their author: what staff typed for somebody only that one corrects, or the person.

    Raises AnswersNotUnderstood with the reason for everybody else.
    """
    if known.is_own:
        raise AnswersNotUnderstood({"person_id": "said_it_themselves"})
    if known.entered_by != on.work.actor:
        raise AnswersNotUnderstood({"person_id": "typed_by_another"})


def must_stand_in(on: OnCase, version: PlanVersion, items: Iterable[str]) -> None:
    """Nobody can speak of what they may not see, or of what was never sealed."""
    if items and not set(items) <= {row["id"] for _, row in rows_of(own_part(on, version))}:
        raise AnswersNotUnderstood({"items": "not_a_choice"})


def _must_be_mine(on: OnCase, known: Acknowledgement | View) -> PlanVersion:
    """The version that somebody's own words are about, while it stands. Others' are not there for them."""
    if on.me is None or on.me.id != known.person_id:
        raise NotFound("answer", id=known.id)
    version = on.work.get(PlanVersion, known.version_id)
    must_allow(on, version, Move.ANSWER)
    return version
