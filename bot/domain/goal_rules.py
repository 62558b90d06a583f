"""Which permanency goals may be set for a child, alone and as a pair, by the rules of the jurisdiction."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.profile import PracticeProfile

CONCURRENT_PLAN = "concurrent"
# Which goal is weighed before which, when the first one cannot be reached: nothing is refused.
IN_ORDER = "order_if_first_fails"


@dataclass(frozen=True)
class GoalsSet:
    """What is to be set: a goal and its back-up, why, and whether a court ordered it."""

    goal: str
    concurrent: str | None = None
    reasons: str | None = None
    court_ordered: bool | None = None


@dataclass(frozen=True)
class GoalProblem:
    """What a rule does not allow: the answer that it is about, its words' name, and what they say."""

    step: str
    problem: str
    facts: dict[str, object] = field(default_factory=dict)


def goal_problems(
    profile: PracticeProfile, told: GoalsSet, age: int | None, plan_kind: str
) -> tuple[GoalProblem, ...]:
    """Everything that the rules say against it; for each answer the first thing is told."""
    found = (*_not_open(profile, told, age), *_pair(told), *_by_rules(profile, told, plan_kind))
    first: dict[str, GoalProblem] = {}
    for one in found:
        first.setdefault(one.step, one)
    return tuple(first.values())


def passed_over(profile: PracticeProfile, told: GoalsSet) -> tuple[str, ...]:
    """The goals that the practice weighs before those that are set: worth a look where no reason is noted."""
    set_here = {told.goal, told.concurrent}
    for rule in profile.goal_rules:
        if rule.id == IN_ORDER and set_here & set(rule.goals) and not told.reasons:
            first = min(rule.goals.index(goal) for goal in set_here if goal in rule.goals)
            return rule.goals[:first]
    return ()


def _not_open(profile: PracticeProfile, told: GoalsSet, age: int | None) -> Iterator[GoalProblem]:
    """From the profile's list only (K-09), and from the age on from which it is open."""
    known = {goal.id: goal for goal in profile.permanency_goals}
    open_now = {goal.id for goal in profile.goals_for(age)}
    for step, goal_id in (("goal", told.goal), ("concurrent", told.concurrent)):
        if goal_id and goal_id not in known:
            yield GoalProblem(step, "goal_not_open")
        elif goal_id and goal_id not in open_now:
            facts: dict[str, object] = {"goal": goal_id, "min_age": known[goal_id].min_age, "age": age}
            yield GoalProblem(step, "goal_too_young", facts)


def _pair(told: GoalsSet) -> Iterator[GoalProblem]:
    if told.concurrent and told.concurrent == told.goal:
        yield GoalProblem("concurrent", "goals_are_equal", {"goal": told.goal})


def _by_rules(profile: PracticeProfile, told: GoalsSet, plan_kind: str) -> Iterator[GoalProblem]:
    """The rules on pairs; one that a court may set aside does not hold where it did."""
    for rule in profile.goal_rules:
        if rule.unless_court_orders and told.court_ordered:
            continue
        facts: dict[str, object] = {
            "goal": told.concurrent or told.goal,
            "goals": rule.goals,
            "unless_court": rule.unless_court_orders,
        }
        if rule.id == "needs_compelling_reasons":
            if {told.goal, told.concurrent} & set(rule.goals) and not told.reasons:
                yield GoalProblem("reasons", "goal_needs_reasons", facts)
        elif told.concurrent:
            problem = _against_pair(rule.id, rule.goals, told, plan_kind)
            if problem:
                yield GoalProblem("concurrent", problem, facts)


def _against_pair(rule: str, goals: tuple[str, ...], told: GoalsSet, plan_kind: str) -> str:
    """The words' name of what a rule says against a back-up; empty where it says nothing."""
    against = {
        "concurrent_goals": ("goal_no_back_up", told.concurrent not in goals),
        "never_concurrent": ("goal_never_back_up", told.concurrent in goals),
        "concurrent_primary_is": ("goal_first_must_be", told.goal not in goals),
        "concurrent_only_in_concurrent_plan": ("goal_plan_has_no_back_up", plan_kind != CONCURRENT_PLAN),
    }
    problem, holds = against.get(rule, ("", False))
    return problem if holds else ""
