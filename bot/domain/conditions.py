"""Facts about a case, and conditions on them that a practice profile states as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.dates import age_on

# The yes-or-no facts that a profile may turn on.
FACTS = ("in_custody", "able_to_understand", "aboriginal_child")


@dataclass(frozen=True)
class CaseFacts:
    """What is known of a case; what is not in here is unknown, never assumed.

    `birth_dates` has one place for each child (None: not known). `answers` are yes-or-no facts by
    name (in_custody, aboriginal_child, …). `accounted_for` are parent roles for which someone has
    recorded why nobody holds them (not known, died, rights ended). `set_days` are times that supervision
    set, by the clock that they shorten. `apart` are the events of each child, its own and those of all, where
    something happened to one child alone.
    """

    birth_dates: tuple[date | None, ...] = ()
    answers: Mapping[str, bool] = field(default_factory=dict)
    accounted_for: frozenset[str] = frozenset()
    set_days: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[str, tuple[tuple[str, date], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Condition:
    """All of its parts must hold; a part that is left out asks nothing."""

    fact: str | None = None
    child_age_from: int | None = None
    child_age_under: int | None = None

    def __post_init__(self) -> None:
        if not self.fact and self.child_age_from is None and self.child_age_under is None:
            raise ValueError("a condition needs a fact or an age")

    def holds(self, facts: CaseFacts, on: date) -> bool | None:
        """True or False, or None while an answer that it turns on is unknown."""
        parts = [self._fact_holds(facts), self._some_child_is_of_age(facts, on)]
        if False in parts:
            return False
        return None if None in parts else True

    def open_questions(self, facts: CaseFacts, on: date) -> tuple[str, ...]:
        """The names of the unknown answers that it turns on."""
        if self.holds(facts, on) is not None:
            return ()
        fact = (self.fact,) if self.fact and self._fact_holds(facts) is None else ()
        return fact + (("birth_date",) if self._some_child_is_of_age(facts, on) is None else ())

    def _fact_holds(self, facts: CaseFacts) -> bool | None:
        return True if self.fact is None else facts.answers.get(self.fact)

    def _some_child_is_of_age(self, facts: CaseFacts, on: date) -> bool | None:
        if self.child_age_from is None and self.child_age_under is None:
            return True
        known = [age_on(birth, on) for birth in facts.birth_dates if birth is not None]
        if any(self._is_of_age(age) for age in known):
            return True
        return False if known and len(known) == len(facts.birth_dates) else None

    def _is_of_age(self, age: int) -> bool:
        old_enough = self.child_age_from is None or age >= self.child_age_from
        return old_enough and (self.child_age_under is None or age < self.child_age_under)
