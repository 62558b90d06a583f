"""Two conferences: the second plan begins blank; one entry is carried over, one is left out, none is lost."""

import json
from pathlib import Path

import jsonschema
import pytest

from bot.practice.player.hands import Hands, does, elements
from tests.scenarios.test_closing import sealed
from tests.scenarios.test_conference import attendance
from tests.scenarios.test_held import paper
from tests.scenarios.world import MEETING, Json, World, words_of

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "plan.schema.json").read_text("utf-8"))


def tapped(made: World, who: Hands, view: Json, action: str, nth: int = 0) -> Json:
    """Press a button of the view on top; the view as it is drawn then."""
    values = [one["value"] for _, one in elements(view) if does(one, action)]
    before = view["hash"]
    who.press(view, action, values[nth])
    made.until(lambda: who.modal()["hash"] != before)
    return who.modal()


def second_conference(made: World, omar: Hands) -> None:
    made.at("2026-08-17T15:00:00+00:00")
    made.form(omar, made.hub(omar), "open:schedule", **{**MEETING, "date": "2026-08-19"})
    made.at("2026-08-19T20:30:00+00:00")
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    made.until(lambda: any(does(one, "do:earlier") for _, one in elements(made.hub(omar))))


@pytest.mark.requirement("V-11")
def test_a_second_plan_begins_blank_and_marks_what_was_carried_over(made: World) -> None:
    made, _, omar = sealed(made)
    omar.close()
    second_conference(made, omar)

    plan = words_of(omar.open(made.hub(omar), "do:plan", channel=made.channel))
    assert "A new plan, not sealed yet. It began blank. The plan before it is version 1." in plan
    assert "Write a night plan" not in plan
    omar.close()

    shown = omar.open(made.hub(omar), "do:earlier", channel=made.channel)
    assert "*3 still wait.*" in words_of(shown)
    assert "Tasks: 0 done, 1 open, 0 stuck" in words_of(shown), "how far the objective came"
    shown = tapped(made, omar, shown, "do:carry", nth=2)  # the goal, after the task and the objective
    assert "*2 still wait.*" in words_of(shown)
    shown = tapped(made, omar, shown, "do:carry_undo")
    shown = tapped(made, omar, shown, "do:leave_no_longer_needed")
    assert "No longer needed" in words_of(shown)
    shown = tapped(made, omar, shown, "do:carry_undo")
    shown = tapped(made, omar, shown, "do:carry")
    assert "*None waits any more.*" in words_of(shown), "a task brings its objective and its goal"
    assert "It came along with: Write a night plan" in words_of(shown)
    shown = tapped(made, omar, shown, "do:carry_undo")
    shown = tapped(made, omar, shown, "do:leave_replaced")
    shown = tapped(made, omar, shown, "do:carry", nth=1)  # the goal
    omar.close()

    goal = next(iter(made.choices(omar, "task", "objective_id").values()))
    dana = made.id_of(omar, "Dana")
    new = {"text": "Ask Rosa to stay over", "done_when": "She said yes", "due": "2026-09-15"}
    made.add(omar, "task", owner_id=dana, objective_id=goal, **new)
    assert "The plan is sealed" not in words_of(made.blank(omar, "need"))
    omar.close()
    child = next(iter(made.choices(omar, "voice", "child_id").values()))
    made.add(omar, "voice", child_id=child, how="in_person", said="I like the new school.")
    omar.press(made.card(omar), "do:end", channel=made.channel)
    made.until(lambda: "over" in made.card(omar)["text"])
    for name in ("Dana", "June", "Priya", "Marcus"):
        attendance(made, omar, made.id_of(omar, name))
    shown = made.whole_plan_seen(omar)
    omar.open(shown, "open:new_version")
    omar.fill({"why": "We met again."})
    omar.submit()
    omar.close()

    told = json.loads(paper(made, omar, "plan.json"))
    jsonschema.validate(told, SCHEMA)
    sealed_now = told["content"]
    assert [row["text"] for row in sealed_now["tasks"]] == [new["text"]]
    omar_id = next(key for key, one in sealed_now["people"].items() if one["name"] == "Omar Haddad")
    mark = {"plan_of": "2026-03-18", "by": omar_id, "on": "2026-08-19"}
    assert [row["carried"] for row in sealed_now["goals"]] == [mark]
    assert "carried" not in sealed_now["tasks"][0]
    kept = json.loads(paper(made, omar, "record.json"))
    assert {row["why"] for row in kept["from_earlier"]} == {None, "no_longer_needed", "replaced"}
    assert {one["state"] for one in kept["tasks"]} == {"open", "closed"}, "closed as such, not deleted"
    plan = words_of(omar.open(made.hub(omar), "do:plan", channel=made.channel))
    assert "Carried over from the plan of March 18" in plan
    omar.close()
    assert "The plan is sealed. This will belong to the next version." in words_of(made.blank(omar, "need"))
