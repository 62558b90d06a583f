"""Conditions hold, do not hold, or say which answer they wait for."""

from datetime import date

import pytest

from bot.domain.conditions import CaseFacts, Condition

TODAY = date(2026, 3, 18)
NINE, FOURTEEN = date(2016, 8, 14), date(2012, 1, 5)


def test_an_unknown_fact_is_neither_true_nor_false() -> None:
    custody = Condition(fact="in_custody")
    assert custody.holds(CaseFacts(answers={"in_custody": True}), TODAY) is True
    assert custody.holds(CaseFacts(answers={"in_custody": False}), TODAY) is False
    assert custody.holds(CaseFacts(), TODAY) is None
    assert custody.open_questions(CaseFacts(), TODAY) == ("in_custody",)


def test_one_child_of_the_age_is_enough() -> None:
    youth = Condition(child_age_from=14)
    assert youth.holds(CaseFacts(birth_dates=(NINE, FOURTEEN)), TODAY) is True
    assert youth.holds(CaseFacts(birth_dates=(NINE,)), TODAY) is False


def test_a_missing_birth_date_leaves_it_open_unless_another_child_decides() -> None:
    youth = Condition(child_age_from=14)
    assert youth.holds(CaseFacts(birth_dates=(FOURTEEN, None)), TODAY) is True
    assert youth.holds(CaseFacts(birth_dates=(NINE, None)), TODAY) is None
    assert youth.open_questions(CaseFacts(birth_dates=(NINE, None)), TODAY) == ("birth_date",)
    assert youth.holds(CaseFacts(), TODAY) is None


def test_an_age_band_is_about_one_child() -> None:
    band = Condition(child_age_from=10, child_age_under=12)
    assert band.holds(CaseFacts(birth_dates=(NINE, FOURTEEN)), TODAY) is False


def test_one_false_part_decides_whatever_is_unknown() -> None:
    both = Condition(child_age_from=7, fact="able_to_understand")
    assert both.holds(CaseFacts(answers={"able_to_understand": False}), TODAY) is False
    assert both.open_questions(CaseFacts(answers={"able_to_understand": False}), TODAY) == ()


def test_a_condition_that_asks_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a fact or an age"):
        Condition()
