"""One next step at a time: the hub leads on, the page lists what waits, old messages say what is true now."""

from typing import Any

import pytest

from bot.practice.player.hands import Hands, does, elements
from tests.scenarios.test_closing import sealed, show_answers
from tests.scenarios.world import MEETING, World, in_conference, with_case, words_of

Json = dict[str, Any]


def first_button(surface: Json) -> Json:
    """The one button of the hub that stands out."""
    found = [one for _, one in elements(surface) if one.get("style") == "primary"]
    assert len(found) == 1
    return found[0]


def label(surface: Json) -> str:
    return str(first_button(surface)["text"]["text"])


def test_the_hub_leads_from_the_team_to_the_meeting(made: World) -> None:
    made, _priya, omar = with_case(made)
    assert label(made.hub(omar)) == "Plan a conference"
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    assert label(made.hub(omar)) == "Ask for topics"
    omar.press(made.hub(omar), "do:ask_topics", channel=made.channel)
    assert label(made.hub(omar)) == "People to tell"
    hub = made.hub(omar)
    early = next(one for _, one in elements(hub) if one["action_id"] == "do:start")
    assert "style" not in early
    assert "March 18" in early["confirm"]["text"]["text"]
    assert all(title in words_of(hub) for title in ("The agenda", "The day, and who is told"))
    made.at("2026-03-18T14:00:00+00:00")
    hub = made.hub(omar)
    assert label(hub) == "Start the conference"
    assert "confirm" not in first_button(hub)


def test_everyone_is_marked_in_one_list_and_corrected_later(made: World) -> None:
    made, priya, omar = in_conference(made)
    assert label(made.hub(omar)) == "Who is here"
    pressed = {one["action_id"] for _, one in elements(made.hub(omar))}
    assert {"open:strength", "open:need", "open:task", "open:note"} <= pressed, "at any stage, in one tap"
    assert "do:close_case" not in pressed
    assert any(does(one, "open:roll_call") for _, one in elements(made.card(omar)))
    dana, june = made.id_of(omar, "Dana"), made.id_of(omar, "June")
    form = omar.open(made.hub(omar), "open:roll_call", channel=made.channel)
    asked = [block for block in form["blocks"] if block["type"] == "input"]
    assert len(asked) == 4
    assert not any("initial_option" in block["element"] for block in asked)
    omar.fill({dana: "in_person"})
    priya.open(made.hub(priya), "open:roll_call", channel=made.channel)
    priya.fill({june: "phone"})
    priya.submit()
    priya.close()
    omar.submit()
    assert "One person of the team is not marked yet." in words_of(omar.modal())
    again = omar.open(omar.modal(), "open:roll_call")
    marked = {
        block["block_id"]: block["element"]["initial_option"]["value"]
        for block in again["blocks"]
        if "initial_option" in block.get("element", {})
    }
    assert marked == {dana: "in_person", june: "phone"}
    omar.fill({dana: "left_early"})
    omar.submit()
    omar.close()


def test_an_end_is_asked_about_and_leads_on(made: World) -> None:
    made, _, omar = in_conference(made)
    buttons = [one for _, one in elements(made.card(omar)) if one["action_id"] == "do:end"]
    buttons += [one for _, one in elements(made.hub(omar)) if one["action_id"] == "do:end"]
    assert ["meeting over" in one["confirm"]["text"]["text"] for one in buttons] == [True, True]
    old = made.hub(omar)
    omar.press(old, "do:end", channel=made.channel)
    said = omar.messages(made.channel)[-1]
    assert first_button(said)["action_id"] == "do:gaps"
    made.until(lambda: "is over" in made.card(omar)["text"])
    omar.press(old, "do:next_stage", channel=made.channel)
    late = omar.messages(made.channel)[-1]
    assert "The conference is over" in late["text"]
    omar.press(late, "do:hub", channel=made.channel)
    made.until(lambda: omar.messages(made.channel)[-1]["ts"] != late["ts"])
    assert label(omar.messages(made.channel)[-1]) == "What is still open"


def test_an_invitation_says_what_was_answered_and_is_no_yes_to_another_day(made: World) -> None:
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    invited = made.direct(priya, "You are invited")
    home = priya.home()
    assert "You are invited to a planning meeting" in words_of(home)
    hub = made.hub(omar)
    made.form(omar, hub, "open:schedule", moving(hub), date="2026-03-19")
    made.until(lambda: not any(old_yes(one) == old_yes(invited) for one in priya.direct()))
    made.until(lambda: any("March 19" in one["text"] and no_of(one) for one in priya.direct()))
    asked = next(one for one in priya.direct() if no_of(one))
    new_no = no_of(asked)
    priya.press(asked, "do:reply", new_no, made.dm(priya))
    answered = made.direct(priya, "You said: I cannot come")
    assert "open:own_calendar" not in {one["action_id"] for _, one in elements(answered)}
    priya.press(answered, "do:reply_again", channel=made.dm(priya))
    made.direct(priya, "The planning meeting is on Thursday, March 19")
    assert "You are invited to a planning meeting" not in words_of(priya.home())


def old_yes(message: Json) -> str:
    """The value with which this message would say yes: it names the day that it speaks of."""
    values = (one["value"] for _, one in elements(message) if one["action_id"].startswith("do:reply"))
    return next((value for value in values if ":yes:" in value), message["ts"])


def no_of(message: Json) -> str:
    """The value with which this message would say no, where it asks."""
    return next((one["value"] for _, one in elements(message) if ":no:" in one.get("value", "")), "")


def moving(hub: Json) -> str:
    """The value of the button that moves the conference: it names the version."""
    found = [one["value"] for _, one in elements(hub) if one["action_id"] == "open:schedule"]
    return next(value for value in found if ":" in value)


@pytest.mark.requirement("K-22")
def test_the_page_lists_what_was_asked_and_takes_the_answer(made: World) -> None:
    made, priya, omar = sealed(made)
    omar.close()
    made.direct(priya, "chance to take part")
    home = priya.home()
    assert "Did you have a chance to take part?" in words_of(home)
    assert "asked March 18, 2026, waiting" in words_of(show_answers(made, omar))
    yes = next(one["value"] for _, one in elements(home) if one.get("value", "").endswith(":yes"))
    priya.press(home, "do:acknowledge", yes)
    made.until(lambda: "What do you think of the plan?" in words_of(priya.state()["home"]))
    made.direct(priya, "what do you think of the plan")
    shown = words_of(show_answers(made, omar))
    assert "*Priya Nandan* · chance to take part: Yes · view asked March 18, 2026, waiting" in shown
    priya.open(priya.state()["home"], "open:own_view")
    priya.fill({"view": "agrees"})
    priya.submit()
    priya.close()
    assert "What do you think of the plan?" not in words_of(priya.home())


def test_after_the_seal_the_hub_leads_to_answers_endorsement_and_the_next_conference(made: World) -> None:
    made, _priya, omar = sealed(made)
    omar.close()
    assert label(made.hub(omar)) == "Answers and copies"
    answers = show_answers(made, omar)
    assert label(answers) == "Chance to take part"
    for name in ("Dana", "June"):
        acknowledged(made, omar, name)
    assert label(made.hub(omar)) == "Ask for endorsement"
    sam = made.person("Sam Ortiz")
    made.name_staff(sam, "Sam Ortiz", ("endorser",))
    made.form(omar, made.hub(omar), "open:ask_endorsement", asked_of=sam.user)
    assert label(made.hub(omar)) == "Plan a conference"
    assert "A plan waits for your endorsement" in words_of(sam.home())
    asked = made.direct(sam, "endorse")
    sam.open(asked, "open:endorse", channel=made.dm(sam))
    sam.fill({"answer": "endorsed"})
    sam.submit()
    sam.close()
    assert label(made.hub(omar)) == "Copies to send"


def acknowledged(made: World, who: Hands, name: str) -> None:
    """What somebody without Slack answers, entered for them."""
    form = who.open(show_answers(made, who), "open:acknowledgement")
    options = next(one for one in form["blocks"] if one.get("block_id") == "person_id")["element"]["options"]
    person = next(one["value"] for one in options if one["text"]["text"].startswith(name))
    who.fill({"person_id": person, "answer": "yes", "manner": "spoken", "on": "2026-03-18"})
    who.submit()
    who.close()


def test_a_meeting_is_announced_once_after_the_clock_jumped(made: World) -> None:
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    made.direct(priya, "You are invited")
    made.at("2026-03-18T20:28:00+00:00")
    made.direct(omar, "You can bring someone who supports you, and you can ask for a break")
    assert sum("ask for a break" in one["text"] for one in omar.direct()) == 1
    made.direct(priya, "4 things are due")
    assert sum("planning meeting: Wednesday, March 18" in one["text"] for one in priya.direct()) == 1
