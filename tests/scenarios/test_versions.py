"""A sealed plan is corrected: only those whom it concerns are asked again; then it is withdrawn."""

from typing import Any

import pytest

from bot.practice.player.hands import Hands, elements
from tests.scenarios.test_closing import sealed
from tests.scenarios.world import World, words_of

MOTHER, AUNT = "Ruth Reyes", "Gail Reyes"


def answer(made: World, who: Hands, words: str, said: str) -> str:
    """Tap one of the four answers under the newest message with these words; what stands there then."""
    asked = made.direct(who, words)
    value = next(one["value"] for _, one in elements(asked) if str(one.get("value")).endswith(f":{said}"))
    who.press(asked, "do:acknowledge", value, channel=made.dm(who))

    def now() -> str:
        return next(str(one["text"]) for one in who.direct() if one["ts"] == asked["ts"])

    made.until(lambda: now() != asked["text"])
    return now()


def versions(made: World, who: Hands) -> dict[str, Any]:
    """The list of versions, opened anew from the hub."""
    who.close()
    return who.open(made.hub(who), "do:changes", channel=made.channel)


def form(made: World, who: Hands, surface: dict[str, Any], action: str, **values: Any) -> str:
    who.open(surface, action)
    who.fill(values)
    who.submit()
    said = words_of(who.modal())
    who.close()
    return said


@pytest.mark.requirement("C-05")
def test_a_correction_asks_whom_it_concerns_and_a_withdrawn_plan_counts_no_more(made: World) -> None:
    made, _, omar = sealed(made, mother=MOTHER, relative_support=AUNT)
    ruth, gail = made.person(MOTHER), made.person(AUNT)
    for who in (ruth, gail):
        assert "Thank you" in answer(made, who, "chance to take part", "yes")
    shown = versions(made, omar)
    until = "it can be corrected until April 1, 2026 (this time is not confirmed by your agency)"
    assert until in words_of(shown)
    said = form(made, omar, shown, "open:reopen_plan", why="The day was wrong.")
    assert "Then seal the new version" in said
    assert "It is being corrected" in words_of(versions(made, omar))

    entries = made.entries(omar, "task")
    form(made, omar, entries, "open:task", due="2026-04-30")
    omar.close()
    why = "The night plan needs more days."
    said = form(made, omar, made.whole_plan_seen(omar), "open:new_version", why=why)
    assert "Version 2 is sealed" in said
    again = made.direct(ruth, "new version of the plan")
    assert "is not as it was" in again["text"]
    assert "night plan" not in words_of(again), "which step it is stands behind the button"
    read = words_of(ruth.open(again, "do:what_changed", channel=made.dm(ruth)))
    assert "The night plan needs more days." in read
    assert "Due: April 30, 2026 (before: April 15, 2026)" in read
    ruth.close()
    history = words_of(versions(made, omar))
    assert "*Version 2* (first plan): People are asked" in history
    assert "*Version 1* (first plan): A newer version took its place" in history
    assert f"nothing has changed for them: {AUNT} (1)" in history
    assert f"{MOTHER} (Yes)" in history
    assert not any("new version of the plan" in one["text"] for one in gail.direct())

    answer(made, ruth, "new version of the plan", "in_part")
    said = form(made, omar, versions(made, omar), "open:withdraw_plan", why="It held a visit of others.")
    assert "does not count any more" in said
    gone = made.direct(ruth, "does not count any more")
    assert "visit of others" not in gone["text"]
    omar.close()
    assert "No plan counts now" in made.hub(omar)["text"]
    assert "Withdrawn; it does not count" in words_of(versions(made, omar))
    _the_objectives_of_one_outcome(made, omar)
    assert made.breaches() == []


def _the_objectives_of_one_outcome(made: World, omar: Hands) -> None:
    omar.close()
    goal = next(iter(made.choices(omar, "objective", "goal_id").values()))
    made.add(omar, "objective", goal_id=goal, text="A calm night each night", tags=["safety", "well_being"])
    every = made.entries(omar, "objective")
    assert "A sober back-up for nights" in words_of(every)
    value = next(str(one["value"]) for _, one in elements(every) if ":safety:" in str(one.get("value")))
    omar.press(every, "do:entries", value)
    made.until(lambda: "Objectives: Safety" in words_of(omar.modal()))
    shown = words_of(omar.modal())
    assert "A calm night each night · For: Safety, Well-being" in shown
    assert "A sober back-up for nights" not in shown
    omar.close()
