"""The team between meetings: updates, a note of contact, the one reminder to be in touch, a child's ties."""

from typing import Any

import pytest

from bot.practice.player.hands import Hands, Pick, does, elements
from tests.scenarios.world import MEETING, World, in_conference, with_case, words_of

QUIET = "has not been in touch"


def nudges(who: Hands) -> int:
    return sum(QUIET in one["text"] for one in who.direct())


def since(made: World, who: Hands) -> str:
    view = who.open(made.hub(who), "do:since", channel=made.channel)
    who.close()
    return words_of(view)


@pytest.mark.requirement("T-09")
def test_a_silent_team_s_case_manager_is_reminded_once_and_no_more_once_somebody_was_in_touch(
    made: World,
) -> None:
    made, priya, omar = with_case(made)
    made.at("2026-03-31T16:00:00+00:00")
    assert "Nobody has been in touch" not in words_of(made.hub(priya))
    made.at("2026-04-01T13:50:00+00:00")
    assert nudges(priya) == 0
    made.at("2026-04-01T14:05:00+00:00")
    nudge = made.direct(priya, QUIET)
    assert "Reyes" not in words_of(nudge)
    assert "Nobody has been in touch since March 2" in words_of(made.hub(priya))
    made.at("2026-04-09T14:05:00+00:00")
    priya.open(nudge, "open:team_contact", channel=made.dm(priya))
    priya.fill({"people": [Pick("Dana Reyes")], "how": "phone", "words": "Rides to the clinic"})
    priya.submit()
    priya.close()
    assert "Nobody has been in touch" not in words_of(made.hub(priya))
    assert "Rides to the clinic" in since(made, omar)
    made.until(lambda: nudges(priya) == 0)  # The message says that it is settled.
    assert nudges(omar) == 0
    # Just before the next silence would be too long, somebody tells how it goes.
    made.at("2026-05-08T14:05:00+00:00")
    omar.answered(made.channel, "/conference update The clinic has a day for us.")
    made.at("2026-05-11T14:05:00+00:00")
    assert "The clinic has a day for us." in since(made, priya)
    assert nudges(priya) == 0
    made.at("2026-06-07T14:05:00+00:00")
    made.until(lambda: nudges(priya) == 1)


@pytest.mark.requirement("T-03")
def test_an_update_is_tied_to_its_task_and_read_where_the_task_is(made: World) -> None:
    made, priya, omar = in_conference(made)
    made.add(omar, "goal", text="June is home and safe")
    made.add(omar, "objective", goal_id=Pick("June is home and safe"), text="Nights are calm")
    step: dict[str, Any] = {"text": "Call the clinic", "owner_id": Pick("Priya Nandan"), "done_when": "A day"}
    made.add(omar, "task", **step, due="2026-04-15", objective_id=Pick("Nights are calm"))
    omar.press(made.hub(omar), "do:end", channel=made.channel)
    made.at("2026-03-20T16:00:00+00:00")
    told = priya.answered(made.channel, "/conference update They will ring back.")
    assert "Recorded for the team:" in words_of(told)
    priya.open(told, "open:update", channel=made.channel)
    priya.fill({"task_id": Pick("Call the clinic")})
    priya.submit()
    priya.close()
    tasks = made.entries(omar, "task")
    view = omar.open(tasks, "do:updates")
    assert "They will ring back." in words_of(view)
    tell = next(str(one["value"]) for _, one in elements(view) if "task_id" in str(one.get("value")))
    omar.press(view, "open:update", tell)
    made.until(lambda: "Who tells it?" in words_of(omar.modal()))
    omar.fill({"text": "They rang.", "said_by": Pick("Dana Reyes")})
    omar.submit()
    omar.close()
    home = priya.home()
    task = priya.open(home, "do:task")
    assert "They rang." in words_of(task)
    assert "Dana Reyes* · March 20, 2026 · entered by Omar Haddad" in words_of(task)
    priya.close()
    told = since(made, omar)
    assert "about the task: Call the clinic" in told
    assert "gets a reminder (this number is not confirmed by your agency)" in told


@pytest.mark.requirement("T-07")
@pytest.mark.requirement("T-14")
def test_ties_are_added_at_their_stage_read_back_and_found_from_the_search(made: World) -> None:
    made, priya, omar = in_conference(made)
    while not any(does(one, "open:tie") for _, one in elements(made.card(omar))):
        stage = made.card(omar)["text"]
        omar.press(made.card(omar), "do:next_stage", channel=made.channel)
        made.until(lambda stage=stage: made.card(omar)["text"] != stage)
    omar.open(made.card(omar), "open:tie", channel=made.channel)
    omar.fill({"child_id": Pick("June Reyes"), "kind": "language"})
    wish = {"wish": "I want to read to Grandma in Spanish.", "name": "Spanish", "keeps": "Calls on Sundays"}
    omar.fill({**wish, "safe": "safe", "said_by": Pick("June Reyes")})
    omar.submit()
    omar.close()
    search = omar.open(made.hub(omar), "do:search", channel=made.channel)
    listed = words_of(omar.open(search, "do:entries"))
    omar.close()
    plan = priya.open(made.hub(priya), "do:plan", channel=made.channel)
    priya.close()
    for words in (listed, words_of(plan)):
        assert "I want to read to Grandma in Spanish." in words
        assert "Calls on Sundays" in words
    omar.open(made.card(omar), "open:tie", channel=made.channel)
    omar.fill({"child_id": Pick("June Reyes"), "kind": "relative"})
    omar.fill({"with_person": Pick("Dana Reyes"), "safe": "being_checked"})
    omar.submit()
    assert "June Reyes" in words_of(omar.modal())
    omar.close()


@pytest.mark.requirement("T-06")
def test_more_professionals_than_family_is_said_gently_and_may_be_left_as_it_is(made: World) -> None:
    made, _priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    counted = "Family, kin and supports of their own choice: 2. Here for their work: "
    view = omar.open(made.hub(omar), "do:people", channel=made.channel)
    omar.close()
    assert f"{counted}1." in words_of(view)
    assert not any(does(one, "do:sides_ok") for _, one in elements(view))
    for name in ("Kim Roe", "Ty Moss"):
        made.form(omar, made.hub(omar), "open:person", name=name, role="agency_staff")
    ready = omar.open(made.hub(omar), "do:ready", channel=made.channel)
    assert f"{counted}3." in words_of(ready)
    assert "Is there someone whom the family would like beside them?" in words_of(ready)
    omar.press(ready, "do:sides_ok")
    made.until(lambda: "would like beside them" not in words_of(omar.modal()))
    assert f"{counted}3." in words_of(omar.modal())
    omar.close()


@pytest.mark.requirement("T-08")
def test_progress_to_a_lasting_home_opens_from_the_hub(made: World) -> None:
    made, _priya, omar = in_conference(made)
    made.add(omar, "goal", text="June is home and safe")
    made.add(omar, "objective", goal_id=Pick("June is home and safe"), text="Nights are calm")
    step: dict[str, Any] = {"text": "Call the clinic", "owner_id": Pick("Priya Nandan"), "done_when": "A day"}
    made.add(omar, "task", **step, due="2026-04-15", objective_id=Pick("Nights are calm"))
    chosen: dict[str, Any] = {"goal": "reintegration", "concurrent": "adoption"}
    made.add(omar, "permanency", child_id=Pick("June Reyes"), **chosen)
    omar.shown(lambda: omar.command(made.channel, "/conference tie The choir on Oak Street"))
    omar.fill({"child_id": Pick("June Reyes"), "kind": "faith"})
    omar.submit()
    omar.close()
    view = omar.open(made.hub(omar), "do:progress", channel=made.channel)
    omar.close()
    for words in (
        "In care since March 2, 2026: 16 days",
        "Goal: Go back home (reintegration), set March 18, 2026",
        "Back-up goal: Adoption, set March 18, 2026",
        "Ties to keep: The choir on Oak Street (Faith)",
        "0 done · 1 open · 0 stuck",
        "First planning conference: Sunday, March 22, 2026",
    ):
        assert words in words_of(view), words
    assert "%" not in words_of(view)
