"""Closing: separate facts, separately asked; nobody forced, nothing pre-set; copies owed and seen."""

from pathlib import Path

import pytest

from bot.practice.player.hands import Hands, elements
from tests.scenarios.test_conference import attendance
from tests.scenarios.world import World, in_conference, words_of, world


def sealed(made: World, **with_slack: str) -> tuple[World, Hands, Hands]:
    """A small plan, sealed after its conference; the father was invited and did not come.

    `with_slack` are more people on the team, by their role, who were there and have Slack.
    """
    made, priya, omar = in_conference(made)
    hub = made.hub(omar)
    made.form(omar, hub, "open:person", role="father", name="Marcus Harlow")
    for role, name in with_slack.items():
        user = made.person(name).user
        made.form(omar, hub, "open:person", role=role, name=name, slack_user=user, family_said_yes="yes")
    dana = made.id_of(omar, "Dana")
    child = next(iter(made.choices(omar, "voice", "child_id").values()))
    made.add(omar, "goal", text="June is home and safe")
    goal = next(iter(made.choices(omar, "objective", "goal_id").values()))
    made.add(omar, "objective", goal_id=goal, text="A sober back-up for nights")
    objective = next(iter(made.choices(omar, "task", "objective_id").values()))
    task = {"text": "Write a night plan", "done_when": "Given to Priya", "due": "2026-04-15"}
    made.add(omar, "task", owner_id=dana, objective_id=objective, **task)
    made.add(omar, "voice", child_id=child, how="in_person", said="I miss my mom's stories.")
    made.add(omar, "permanency", child_id=child, goal="reintegration")
    omar.press(made.card(omar), "do:end", channel=made.channel)
    made.until(lambda: "over" in made.card(omar)["text"])
    for name in ("Dana", "June", "Priya", *with_slack.values()):
        attendance(made, omar, made.id_of(omar, name))
    attendance(made, omar, made.id_of(omar, "Marcus"), how="absent_invited", reason="Had to work")
    omar.press(made.whole_plan_seen(omar), "do:seal")
    made.until(lambda: "Version 1" in words_of(omar.modal()))
    return made, priya, omar


@pytest.mark.requirement("K-14")
@pytest.mark.requirement("K-22")
@pytest.mark.requirement("K-23")
def test_taking_part_view_and_copy_are_three_facts(made: World) -> None:
    made, priya, omar = sealed(made)
    answers = omar.modal()
    dana = made_person(omar, answers, "Dana")
    asked = made.direct(priya, "chance to take part")
    assert "agree" not in words_of(asked).lower()
    pressable = [
        element for _, element in elements(asked) if element["action_id"].startswith("do:acknowledge")
    ]
    assert len(pressable) == 4
    assert not any(element.get("style") for element in pressable)

    assert not any(
        "have your name" in one["text"] or "has your name" in one["text"] for one in priya.direct()
    )
    priya.press(asked, "do:acknowledge", pressable[0]["value"], channel=made.dm(priya))
    second = made.direct(priya, "what do you think of the plan")
    priya.open(second, "open:own_view", channel=made.dm(priya))
    priya.fill({"view": "disagrees", "words": "Once a week is not enough."})
    priya.submit()
    priya.close()

    omar.open(answers, "open:acknowledgement")
    form = omar.modal()
    assert not any(one.get("element", {}).get("initial_option") for one in form["blocks"])
    omar.fill({"person_id": dana, "answer": "yes", "manner": "own_hand", "on": "2026-03-18"})
    omar.submit()
    omar.close()

    shown = words_of(show_answers(made, omar))
    assert "*Priya Nandan* · chance to take part: Yes · Disagrees" in shown
    assert "*Dana Reyes* · chance to take part: Yes · view not asked · copy still to send" in shown
    assert "*Marcus Harlow* · was not there · not asked what they think" in shown

    made.at("2026-04-20T15:00:00+00:00")
    omar.shown(lambda: omar.command(made.channel, "/conference deadlines"))
    due = words_of(omar.modal())
    assert "A copy of the plan to give* · Dana Reyes" in due, "three rows alike would not say whose it is"
    omar.press(omar.modal(), "do:newest_answers")
    made.until(lambda: "Answers and copies" in str(omar.modal()["title"]))
    omar.close()
    assert "copies of the plan are overdue" in omar.command(made.channel, "/conference")["text"]
    view = show_answers(made, omar)
    omar.open(view, "open:copy")
    omar.fill({"person_id": dana, "how": "mail", "sent_on": "2026-04-19"})
    omar.submit()
    omar.close()
    assert "copy sent April 19, 2026" in words_of(show_answers(made, omar))


def test_the_same_holds_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    key = {"ROUNDTABLE_MASTER_KEY": "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU="}
    with world(tmp_path, postgresql_url, key) as made:
        made, priya, omar = sealed(made)
        sam = made.person("Sam Ortiz")
        omar.close()
        made.name_staff(sam, "Sam Ortiz", ("endorser",))
        view = show_answers(made, omar)
        omar.open(view, "open:ask_endorsement")
        omar.fill({"asked_of": sam.user})
        omar.submit()
        omar.close()
        asked = made.direct(sam, "endorse")
        sam.open(asked, "open:endorse", channel=made.dm(sam))
        sam.fill({"answer": "endorsed"})
        sam.submit()
        sam.close()
        made.until(lambda: "It is endorsed" in words_of(show_answers(made, omar)))
        ready = made.direct(priya, "The plan is endorsed and ready")
        plan = priya.open(ready, "do:read_plan", channel=made.dm(priya))
        assert "Write a night plan" in words_of(plan)
        assert made.breaches() == []


def show_answers(made: World, who: Hands) -> dict:
    """The list of everyone's answers, opened anew."""
    who.close()
    return who.open(made.hub(who), "do:answers", channel=made.channel)


def made_person(who: Hands, view: dict, name: str) -> str:
    """A person's id, as the form offers it."""
    form = who.open(view, "open:acknowledgement")
    options = next(one for one in form["blocks"] if one.get("block_id") == "person_id")["element"]["options"]
    found = next(one["value"] for one in options if one["text"]["text"].startswith(name))
    who.desk.post(f"/{who.user}/close")
    return str(found)
