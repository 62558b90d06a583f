"""Choosing in a list by the words that people read."""

import pytest

from bot.practice.player.calls import CannotDo
from bot.practice.player.picking import Pick

LONG = "June stays well, stays in her school and stays close to her family while she is away."


def options(*texts: str) -> list[dict[str, object]]:
    return [{"text": {"text": text}, "value": f"{place:02d}"} for place, text in enumerate(texts)]


def test_a_person_is_found_by_the_name_before_the_role() -> None:
    offered = options("Ann Lee (mother)", "Ann Leeson (aunt)", "Bo (father)")
    assert Pick("Ann Lee").among(offered) == "00"
    assert Pick("Bo").among(offered) == "02"


def test_of_two_that_read_alike_the_nth_made_is_meant() -> None:
    offered = list(reversed(options("(booked) (interpreter)", "(booked) (interpreter)")))
    assert [Pick("(booked)", nth).among(offered) for nth in (0, 1)] == ["00", "01"]


def test_a_long_text_is_found_when_the_list_shortens_it() -> None:
    assert Pick(LONG).among(options("June comes home.", f"{LONG[:69].rstrip()}…")) == "01"


@pytest.mark.parametrize("words", ["Ann", "Ann Lee (mother) ", "nobody"])
def test_nothing_is_chosen_that_reads_otherwise(words: str) -> None:
    with pytest.raises(CannotDo):
        Pick(words).among(options("Ann Lee (mother)"))
