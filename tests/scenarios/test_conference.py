"""Preparing and holding a conference, as its people do it."""

from contextlib import suppress

import pytest

from bot.practice.player.hands import Hands, elements
from tests.scenarios.world import MEETING, CannotDo, World, in_conference, with_case, words_of


@pytest.mark.requirement("K-01")
def test_an_invitation_names_the_further_reading_of_its_profile(made: World) -> None:
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    assert "PPS 5137" in made.direct(priya, "You are invited")["text"]
    other = made.make_channel("vic", priya)
    made.open_case(
        priya,
        other,
        reference="TEST-0002",
        profile="au-vic",
        plan_kind="child_protection_case_plan",
        trigger_event="substantiation",
    )
    made.channel = other
    made.form(
        priya, made.hub(priya), "open:person", role="facilitator", name="Omar Haddad", slack_user=omar.user
    )
    made.form(priya, made.hub(priya), "open:schedule", **{**MEETING, "kind": "formal_meeting"})
    assert "PPS 5137" not in made.direct(omar, "You are invited")["text"]


def test_dates_that_cannot_be_are_refused_under_their_field(made: World) -> None:
    made, _, omar = with_case(made)
    for changes, field in (({"date": "2026-02-01"}, "date"), ({"end": "15:00"}, "end")):
        with pytest.raises(CannotDo) as refused:
            made.form(omar, made.hub(omar), "open:schedule", **{**MEETING, **changes})
        assert field in refused.value.answer["errors"]
        omar.close()


def test_topics_are_asked_one_at_a_time_and_the_agenda_never_enters_the_channel(made: World) -> None:
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    omar.press(made.hub(omar), "do:ask_topics", channel=made.channel)
    asked = made.direct(priya, "What should we talk about?")
    priya.press(asked, "do:begin", channel=made.dm(priya))
    question = made.direct(priya, "one thing")
    priya.open(question, "open:agenda_topics", channel=made.dm(priya))
    priya.fill({"topic": "Night care <!channel> & *sober* days"})
    priya.submit()
    priya.fill({"minutes": "12"})
    priya.submit()
    priya.close()
    made.send_agenda(omar)
    agenda = made.direct(priya, "The agenda is ready")
    assert "Night care" not in agenda["text"]
    view = priya.open(agenda, "do:open_agenda", channel=made.dm(priya))
    assert "Night care <!channel> & *sober* days" in words_of(view)
    assert all(
        "Night care" not in words_of(one) for one in omar.messages(made.channel) if not one.get("ephemeral")
    )


def test_two_taps_on_next_move_one_stage(made: World) -> None:
    made, _, omar = in_conference(made)
    card = made.card(omar)
    where = {"channel": made.channel, "ts": card["ts"]}
    block, button = next(found for found in elements(card) if found[1]["action_id"] == "do:next_stage")
    body = {"where": where, "block_id": block["block_id"], "action_id": button["action_id"]}
    for _ in range(2):
        # The second finds the card changed, unless it was faster than the change.
        with suppress(CannotDo):
            made.desk.post(f"/{omar.user}/act", **body)
    made.until(lambda: "How we talk" in made.card(omar)["text"])


@pytest.mark.requirement("K-18")
@pytest.mark.requirement("K-19")
@pytest.mark.requirement("K-20")
@pytest.mark.requirement("K-09")
@pytest.mark.requirement("K-04")
def test_a_whole_conference_ends_in_a_sealed_plan(made: World) -> None:
    made, _, omar = in_conference(made)
    dana, june = made.id_of(omar, "Dana"), made.id_of(omar, "June")
    said = omar.command(made.channel, "/conference strength Dana calls June every night.")
    assert "Recorded as a strength" in said["text"]
    made.add(omar, "need", text="A sober adult at night", said_by=dana, domain="physical")
    with pytest.raises(CannotDo):
        made.add(omar, "task", text="Call", done_when="Done", due="2026-04-01")
    omar.close()
    goals = made.choices(omar, "permanency", "goal")
    assert {"reintegration", "adoption", "permanent_custodianship"} <= set(goals.values())
    child = next(iter(made.choices(omar, "voice", "child_id").values()))
    omar.press(made.card(omar), "do:end", channel=made.channel)
    made.until(lambda: "over" in made.card(omar)["text"])
    view = omar.open(made.card(omar), "do:gaps", channel=made.channel)
    said = words_of(view)
    assert "The plan has no goal yet" in said
    assert "permanency goal" in said
    assert "June Reyes: the child's own voice" in said
    assert not any(element["action_id"] == "do:seal" for _, element in elements(view))
    omar.close()
    made.add(omar, "goal", text="June is home and safe")
    goal = next(iter(made.choices(omar, "objective", "goal_id").values()))
    need = next(iter(made.choices(omar, "objective", "need_ids").values()))
    made.add(omar, "objective", goal_id=goal, text="A sober back-up for nights", need_ids=[need])
    objective = next(iter(made.choices(omar, "task", "objective_id").values()))
    made.add(
        omar,
        "task",
        text="Write a night plan",
        owner_id=dana,
        done_when="Plan given to Priya",
        due="2026-04-15",
        objective_id=objective,
    )
    made.add(omar, "voice", child_id=child, how="letter_or_drawing", said="I miss my mom's stories.")
    made.add(omar, "permanency", child_id=child, goal="reintegration", concurrent="permanent_custodianship")
    made.add(omar, "service", what="Asthma clinic", for_person=june)
    made.add(omar, "visit", with_person=dana, how_often="2 times a week", supervised="yes")
    for person in (dana, june, made.id_of(omar, "Priya")):
        attendance(made, omar, person)
    view = made.whole_plan_seen(omar)
    assert "No start day for: Asthma clinic" in words_of(view)
    omar.press(view, "do:seal")
    made.until(lambda: "Version 1" in words_of(omar.modal()))
    plan = omar.shown(lambda: omar.command(made.channel, "/conference plan"))
    said = words_of(plan)
    for words in (
        "Dana calls June every night.",
        "A sober adult at night",
        "Write a night plan",
        "Asthma clinic",
    ):
        assert words in said
    assert "What is going well" in said
    assert "What is needed" in said


def attendance(made: World, omar: Hands, person: str, how: str = "in_person", **more: str) -> None:
    """Note how somebody took part, through the list of what is open."""
    view = omar.open(made.card(omar), "do:gaps", channel=made.channel)
    omar.open(view, "open:attendance")
    omar.fill({"person_id": person, "how": how, **more})
    omar.submit()
    omar.close()
