"""Which kinds of plan a case needs, as its practice profile says: facts in, plans out (C-13 to C-20)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.dates import age_on
from bot.domain.sources import Named


@dataclass(frozen=True, kw_only=True)
class PlanRule(Named):
    """When a kind of plan is due. All that it names must hold; of a list, any one is enough.

    `per_child`: the plan is one child's, else the family's. `events` happened in this case. `out_of_home`:
    where the child lives. `goals`: the permanency goal or the one beside it. `parent_services`: somebody
    helps a parent or guardian with more than visits. `legal_bases`: on what the child's placement stands.
    A rule that names no age has none.
    """

    plan_kind: str
    per_child: bool = False
    events: tuple[str, ...] = ()
    out_of_home: bool | None = None
    goals: tuple[str, ...] = ()
    parent_services: bool | None = None
    legal_bases: tuple[str, ...] = ()
    age_from: int | None = None

    def __post_init__(self) -> None:
        lists = (self.events, self.goals, self.legal_bases)
        if not any(lists) and self.age_from is None and self.parent_services is None:
            raise ValueError("a plan rule needs events, goals, legal bases, services or an age")


@dataclass(frozen=True, kw_only=True)
class ChildFacts:
    """What is known of one child; None or empty: nobody said."""

    child_id: str
    birth_date: date | None = None
    out_of_home: bool | None = None
    legal_basis: str | None = None
    goals: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """What is known of a case that is open."""

    events: frozenset[str] = frozenset()
    parent_services: bool = False
    children: tuple[ChildFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DuePlan:
    """A plan that is due: its kind, the child whose it is (None: the family's), and the rules that say so."""

    plan_kind: str
    child_id: str | None
    because: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """What a rule would have to know of a child before anybody can say that no plan is due."""

    child_id: str
    needs: str


def due_plans(rules: Iterable[PlanRule], facts: PlanFacts, today: date) -> tuple[DuePlan, ...]:
    """Every plan that is due, in the order of the rules: one for the family, one for each child."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for rule in rules:
        for child in facts.children:
            if _holds(rule, facts, child, today):
                because = found.setdefault((rule.plan_kind, child.child_id if rule.per_child else None), [])
                because.extend([] if rule.id in because else [rule.id])
    return tuple(
        DuePlan(plan_kind=kind, child_id=child_id, because=tuple(because))
        for (kind, child_id), because in found.items()
    )


def open_questions(rules: Iterable[PlanRule], facts: PlanFacts, today: date) -> tuple[OpenQuestion, ...]:
    """What nobody said yet and some rule turns on, each once."""
    asked = (
        OpenQuestion(child_id=child.child_id, needs=needs)
        for rule in rules
        for child in facts.children
        if _holds(rule, facts, child, today) is None
        for needs in _unknown(rule, child)
    )
    return tuple(dict.fromkeys(asked))


def _holds(rule: PlanRule, facts: PlanFacts, child: ChildFacts, today: date) -> bool | None:
    """True or False, or None while something that it turns on is not known."""
    parts = list(_parts(rule, facts, child, today))
    if False in parts:
        return False
    return None if None in parts else True


def _parts(rule: PlanRule, facts: PlanFacts, child: ChildFacts, today: date) -> Iterator[bool | None]:
    if rule.events:
        yield not facts.events.isdisjoint(rule.events)
    if rule.goals:
        yield not child.goals.isdisjoint(rule.goals)
    if rule.parent_services is not None:
        yield facts.parent_services is rule.parent_services
    if rule.out_of_home is not None:
        yield None if child.out_of_home is None else child.out_of_home is rule.out_of_home
    if rule.legal_bases:
        yield None if child.legal_basis is None else child.legal_basis in rule.legal_bases
    if rule.age_from is not None:
        yield None if child.birth_date is None else age_on(child.birth_date, today) >= rule.age_from


def _unknown(rule: PlanRule, child: ChildFacts) -> Iterator[str]:
    if rule.out_of_home is not None and child.out_of_home is None:
        yield "out_of_home"
    if rule.legal_bases and child.legal_basis is None:
        yield "legal_basis"
    if rule.age_from is not None and child.birth_date is None:
        yield "birth_date"
