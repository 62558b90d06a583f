"""A child is asked alone before the conference; the words are kept as said and stand so in the plan."""

import pytest

from bot.practice.player.hands import CannotDo, Hands, Pick
from tests.scenarios.test_readiness import close_gap, planned, ready
from tests.scenarios.test_what_is_open import chosen
from tests.scenarios.world import World, words_of

__all__ = ["planned"]
ASKED = {"good": "My dog Rex", "worries": "The nights", "wish": "A door that locks"}


@pytest.mark.requirement("T-04")
def test_a_child_is_asked_alone_before_the_conference_and_the_plan_says_it_in_their_words(
    planned: tuple[World, Hands, Hands],
) -> None:
    made, priya, omar = planned
    close_gap(made, omar, "June Reyes: the child's own voice", "voice")
    assert chosen(omar, "child_id") == "June Reyes"
    assert "You can come, come for a part, draw, write" in words_of(omar.modal())
    omar.fill({"how": "in_person"})
    with pytest.raises(CannotDo, match="say why there are none"):
        omar.submit()
    omar.fill({**ASKED, "asked_by": Pick("Dana Reyes"), "asked_on": "2026-03-02", "wants": "come_for_part"})
    omar.fill({"beside": "She is afraid in the dark."})
    with pytest.raises(CannotDo, match="beside_by"):
        omar.submit()
    omar.fill({"beside_by": Pick("Dana Reyes")})
    omar.submit()
    assert "My dog Rex" in words_of(omar.modal())
    assert "June Reyes: the child's own voice" not in words_of(ready(made, omar))
    omar.close()
    plan = words_of(priya.shown(lambda: priya.command(made.channel, "/conference plan")))
    for said in (*ASKED.values(), "Asked by Dana Reyes", "Come for a part", "In the words of Dana Reyes"):
        assert said in plan
