"""Three home visits, then the seal: a plan without any formal conference, over the protocol (V-02)."""

import pytest

from bot.practice.player.hands import Hands, Pick
from tests.scenarios.victoria import case_in_victoria
from tests.scenarios.world import Json, World, words_of

SAID = {
    "goal": {"text": "June is safe at home."},
    "permanency": {"goal": "family_preservation", "reasons": "June is safe with Rosa."},
    "strength": {"text": "Rosa reads to June each night."},
    "need": {"text": "Somebody who helps at night."},
}


def visit(made: World, priya: Hands, day: str, people: list[str]) -> None:
    """Note a home visit on its own evening, in one form."""
    made.at(f"{day}T08:00:00+00:00")
    told = {"kind": "home_visit", "date": day, "start": "16:00", "end": "17:00", "how": "in_person"}
    names = [Pick(name) for name in (*people, "Priya Nandan")]
    shown = made.form(priya, made.hub(priya), "open:noted_talk", **told, people=names)
    assert "The talk is in the record." in words_of(shown)


@pytest.mark.requirement("V-02")
def test_three_home_visits_make_one_plan_that_is_sealed(made: World) -> None:
    made, priya, rosa = case_in_victoria(made)
    visit(made, priya, "2026-03-04", ["Rosa Vega"])
    for kind in ("strength", "need"):
        made.add(priya, kind, **SAID[kind])
    visit(made, priya, "2026-03-06", ["June Reyes"])
    made.add(priya, "voice", child_id=Pick("June Reyes"), how="in_person", said="I want my own bed.")
    when = {"date": "2026-03-11", "start": "16:00", "end": "17:00", "place": "At home"}
    people = [Pick(name) for name in ("Rosa Vega", "June Reyes", "Priya Nandan")]
    made.form(priya, made.hub(priya), "open:schedule", kind="home_visit", **when, people=people)
    assert "¿Le viene bien?" in made.direct(rosa, "Queremos hablar con usted")["text"]
    hub = words_of(made.hub(priya))
    assert "do:send_agenda" not in hub
    assert "do:ask_topics" not in hub
    visit(made, priya, "2026-03-11", ["Rosa Vega", "June Reyes"])
    made.add(priya, "permanency", child_id=Pick("June Reyes"), **SAID["permanency"])
    made.add(priya, "goal", **SAID["goal"])
    made.add(
        priya, "objective", goal_id=Pick("June is safe at home."), text="An aunt sleeps there twice a week."
    )
    due: Json = {"done_when": "The aunt has a key", "due": "2026-04-01"}
    due["objective_id"] = Pick("An aunt sleeps there twice a week.")
    made.add(priya, "task", text="Give the aunt a key.", owner_id=Pick("Priya Nandan"), **due)

    gaps = made.whole_plan_seen(priya)
    assert "Nothing is open" in words_of(gaps)
    priya.close()
    assert "Read back and seal" in words_of(made.hub(priya))
    priya.press(priya.open(made.hub(priya), "do:gaps", channel=made.channel), "do:seal")
    priya.close()
    assert made.direct(rosa, "?")
    assert "Version 1 of the plan is sealed." in words_of(made.hub(priya))
