"""Choosing among ideas for a need: three are asked for first, passing is one tap, the others stay (K-17)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.ideas import ASKED_FOR, WHY_ENOUGH, EnoughIdeas, Idea, OtherView
from bot.domain.kept import Entry
from bot.domain.plan import Need, Objective
from bot.domain.record import CaseRecord, standing
from bot.services.acting import Acting, OnCase
from bot.services.entries.entry_checks import refuse


@dataclass(frozen=True)
class IdeasFor:
    """A need with its ideas, what others think of each, and whether it was said that they are enough."""

    need: Need
    ideas: tuple[Idea, ...]
    views: tuple[OtherView, ...]
    passed: EnoughIdeas | None

    @property
    def enough(self) -> bool:
        """Whether one is chosen among them now: three were named, or somebody said that fewer will do."""
        return len(self.ideas) >= ASKED_FOR or self.passed is not None

    def views_of(self, idea: Idea) -> tuple[OtherView, ...]:
        """Who sees this idea differently."""
        return tuple(one for one in self.views if one.idea_id == idea.id)


def ideas_for(record: CaseRecord, need: Need) -> IdeasFor:
    """The ideas for one need, as far as the record shows them."""
    passed = [one for one in standing(record.enough_ideas) if one.need_id == need.id]
    return IdeasFor(
        need,
        tuple(one for one in standing(record.ideas) if one.need_id == need.id),
        standing(record.other_views),
        passed[-1] if passed else None,
    )


def enough(acting: Acting, need_id: str, why: str | None) -> None:
    """Go on to choose with fewer than three ideas; `why` is one of WHY_ENOUGH, or None."""
    with acting.on_case("entry.add", acting.case_of(Need, need_id)) as on:
        if why is not None and why not in WHY_ENOUGH:
            raise AnswersNotUnderstood({"why": "not_a_choice"})
        if not on.work.get(Need, need_id).stands:
            raise NotNow("entry_taken_out")
        if on.work.first(EnoughIdeas, need_id=need_id) is None:
            on.keep(
                EnoughIdeas,
                need_id=need_id,
                why=why,
                entered_by=on.work.actor,
                entered_at=on.work.now,
            )


def choose(acting: Acting, idea_id: str, values: Mapping[str, Any], version: int) -> Idea:
    """This idea is to be done: `chosen_by` names who decided, `chosen_why` says why (T-17).

    `chosen_on` is given where that was on an earlier day than this.
    """
    with acting.on_case("entry.add", acting.case_of(Idea, idea_id)) as on:
        idea = _standing(on, idea_id)
        problems = {name: "missing" for name in ("chosen_by", "chosen_why") if not values.get(name)}
        if problems:
            raise AnswersNotUnderstood(problems)
        told: dict[str, Any] = {"chosen_by": tuple(values["chosen_by"]), "chosen_why": values["chosen_why"]}
        told["chosen_on"] = values.get("chosen_on") or idea.chosen_on or on.today
        refuse(on, "idea", told, idea)
        chosen = replace(idea, version=version, **told)
        on.work.replace(chosen)
        return chosen


def take_back(acting: Acting, idea_id: str) -> Idea:
    """It is not chosen after all; that it was, by whom and why stays in its history."""
    with acting.on_case("entry.add", acting.case_of(Idea, idea_id)) as on:
        idea = _standing(on, idea_id)
        if not idea.chosen:
            return idea
        open_again = replace(idea, chosen_on=None, chosen_by=(), chosen_why=None)
        on.work.replace(open_again)
        return open_again


def serving(acting: Acting, idea: Idea) -> Objective | None:
    """The objective that a step for this idea would serve, where only one serves its need."""
    with acting.looking("case.look", idea.case_id) as on:
        found = standing(on.work.find(Objective, case_id=idea.case_id))
    fitting = [one for one in found if idea.need_id in one.need_ids]
    return fitting[0] if len(fitting) == 1 else None


def idea_of(acting: Acting, idea_id: str) -> Idea:
    """An idea, for those who make it a step. Raises NotAllowed."""
    with acting.looking("entry.add", acting.case_of(Idea, idea_id)) as on:
        return _standing(on, idea_id)


def _standing(on: OnCase, idea_id: str) -> Idea:
    idea = on.work.get(Idea, idea_id)
    if not idea.stands:
        raise NotNow("entry_taken_out")
    return idea


def need_of(entry: Entry) -> str | None:
    """The need whose ideas an entry leads to: its own, or that of an idea."""
    if isinstance(entry, Need):
        return entry.id
    return entry.need_id if isinstance(entry, Idea) else None
