"""The list of what is open, as its facilitator uses it: each row opens its form, words stay with it."""

import pytest

from bot.practice.player.hands import Hands, Pick, elements
from tests.scenarios.attacks import words
from tests.scenarios.world import CannotDo, Json, World, in_conference, words_of


def row(view: Json, words: str, button: str) -> str:
    """The value of a row's button."""
    place = next(nth for nth, block in enumerate(view["blocks"]) if words in words_of({"blocks": [block]}))
    near = {"blocks": view["blocks"][place : place + 2]}
    return str(next(one["value"] for _, one in elements(near) if one["action_id"].startswith(button)))


def what_is_open(made: World, who: Hands) -> Json:
    who.close()
    return who.shown(lambda: who.command(made.channel, "/conference close"))


def fill(made: World, who: Hands, words: str, form: str) -> Json:
    """Press the button of the row with these words; the form."""
    view = what_is_open(made, who)
    return who.open(view, f"open:{form}", row(view, words, f"open:{form}"))


def field(who: Hands, step: str) -> Json:
    """An input of the form on top, with what stands in it."""
    return dict(next(one for one in who.modal()["blocks"] if one.get("block_id") == step)["element"])


def chosen(who: Hands, step: str) -> str:
    """What is chosen in an input of the form on top, as it reads."""
    option = field(who, step).get("initial_option") or {"text": {"text": ""}}
    return str(option["text"]["text"])


@pytest.mark.requirement("T-04")
def test_a_row_opens_its_form_with_its_own_person_or_child(made: World) -> None:
    made, _, omar = in_conference(made)
    fill(made, omar, "How did Dana Reyes take part?", "attendance")
    assert chosen(omar, "person_id").startswith("Dana Reyes")
    fill(made, omar, "June Reyes: the child's own voice", "voice")
    assert chosen(omar, "child_id") == "June Reyes"
    omar.fill({"how": "in_person", "said": "I miss my mom's stories."})
    omar.submit()
    receipt = omar.modal()
    assert "I miss my mom's stories." in words_of(receipt)
    omar.open(receipt, "open:attendance")
    assert chosen(omar, "person_id").startswith("June Reyes")
    assert field(omar, "how")["initial_option"]["value"] == "in_person", "said once, in the other form"
    omar.submit()
    assert "June" not in words_of(what_is_open(made, omar)).split("Worth a look")[0].replace(
        "June Reyes: the permanency goal", ""
    )


def test_attendance_of_a_child_leads_to_the_childs_voice(made: World) -> None:
    made, _, omar = in_conference(made)
    fill(made, omar, "How did June Reyes take part?", "attendance")
    omar.fill({"how": "left_early"})
    omar.submit()
    omar.open(omar.modal(), "open:voice")
    assert chosen(omar, "child_id") == "June Reyes"
    assert field(omar, "how")["initial_option"]["value"] == "in_part"


def test_one_persons_words_are_never_offered_in_anothers_row(made: World) -> None:
    made, _, omar = in_conference(made)
    made.form(omar, made.hub(omar), "open:person", role="father", name="Marcus Harlow")
    fill(made, omar, "How did Dana Reyes take part?", "attendance")
    omar.fill({"how": "absent_invited"})
    omar.fill({"reason": "Her bus did not come", "follow_up_by": "2026-03-01"})
    with pytest.raises(CannotDo):
        omar.submit()
    form = fill(made, omar, "How did Marcus Harlow take part?", "attendance")
    assert chosen(omar, "person_id").startswith("Marcus Harlow")
    assert "Her bus" not in words_of(form)
    assert not field(omar, "how").get("initial_option")
    fill(made, omar, "How did Dana Reyes take part?", "attendance")
    assert field(omar, "reason")["initial_value"] == "Her bus did not come", "her own row kept it"


def test_words_typed_for_somebody_chosen_in_anothers_row_stay_with_that_person(made: World) -> None:
    made, _, omar = in_conference(made)
    marcus = made.form(omar, made.hub(omar), "open:person", role="father", name="Marcus Harlow")
    assert "Marcus Harlow" in words_of(marcus)
    fill(made, omar, "How did Dana Reyes take part?", "attendance")
    omar.fill({"person_id": Pick("Marcus Harlow"), "how": "absent_invited"})
    omar.fill({"reason": "Had to work", "follow_up_by": "2026-03-01"})
    with pytest.raises(CannotDo):
        omar.submit()
    assert "Had to work" not in words_of(fill(made, omar, "How did Dana Reyes take part?", "attendance"))
    fill(made, omar, "How did Marcus Harlow take part?", "attendance")
    assert field(omar, "reason")["initial_value"] == "Had to work"


def test_what_is_worth_a_look_opens_the_entry_itself(made: World) -> None:
    made, priya, omar = in_conference(made)
    omar.command(made.channel, "/conference need A warm room")
    made.add(omar, "service", what="Asthma clinic")
    view = what_is_open(made, omar)
    assert "The plan does not say yet why we are here." in words_of(view)
    assert "names needs or worries, but no strength" in words_of(view)
    fill(made, omar, "Who said this? A warm room", "need")
    assert field(omar, "text")["initial_value"] == "A warm room"
    omar.fill({"said_by": made.id_of(priya, "Dana")})
    omar.submit()
    assert "Who said this?" not in words_of(what_is_open(made, omar))
    fill(made, omar, "No objective serves this need: A warm room", "objective")
    needs = field(omar, "need_ids")["initial_options"]
    assert [one["text"]["text"] for one in needs] == ["A warm room"]
    fill(made, omar, "No start day for: Asthma clinic", "service")
    assert field(omar, "what")["initial_value"] == "Asthma clinic"


def test_an_entry_changed_meanwhile_shows_both_texts_from_its_row_too(made: World) -> None:
    made, priya, omar = in_conference(made)
    omar.command(made.channel, "/conference need A warm room")
    fill(made, omar, "Who said this? A warm room", "need")
    omar.fill({"text": "A warm and dry room"})
    fill(made, priya, "Who said this? A warm room", "need")
    priya.fill({"text": "A warm room with a window"})
    priya.submit()
    omar.submit()
    shown = words_of(omar.modal())
    assert "A warm room with a window" in shown
    assert field(omar, "text")["initial_value"] == "A warm and dry room"


def test_a_parents_task_is_kept_and_one_tap_says_what_it_serves(made: World) -> None:
    made, _, omar = in_conference(made)
    dana = made.id_of(omar, "Dana")
    task = {
        "text": "Write a night plan",
        "owner_id": dana,
        "done_when": "Given to Priya",
        "due": "2026-04-15",
    }
    made.blank(omar, "task")
    omar.fill(task)
    omar.submit()
    receipt = words_of(omar.modal())
    assert "serves no objective yet, as the plan has none" in receipt
    omar.close()
    made.add(omar, "goal", text="June is home and safe")
    goal = next(iter(made.choices(omar, "objective", "goal_id").values()))
    made.add(omar, "objective", goal_id=goal, text="A sober back-up for nights")
    made.blank(omar, "task")
    omar.fill({**task, "help": "Priya brings the form"})
    omar.submit()
    receipt = words_of(omar.modal())
    for told in (
        "Write a night plan",
        "Dana Reyes",
        "Given to Priya",
        "Wednesday, April 15, 2026",
        "Priya brings",
    ):
        assert told in receipt
    assert "does it help with one of these" in receipt.lower()
    omar.press(omar.modal(), "do:serves")
    served = words_of(omar.modal())
    assert "A sober back-up for nights" in served
    assert "serves no objective" not in served
    view = words(what_is_open(made, omar))
    assert view.count("It serves no objective yet.") == 1, "the first task still asks"


def test_an_agencys_task_is_not_asked_what_it_serves(made: World) -> None:
    made, _, omar = in_conference(made)
    made.blank(omar, "task")
    omar.fill(
        {
            "text": "Send the form",
            "owner_id": Pick("Priya Nandan"),
            "done_when": "Receipt on file",
            "due": "2026-03-20",
        }
    )
    omar.submit()
    assert "serves no objective" not in words_of(omar.modal())
