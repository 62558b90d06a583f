"""A conference is run: a cue card before what is hard, taps without a word, a family alone, a pause."""

import json

import pytest

from bot.practice.player.hands import Hands, Json, does, elements
from tests.scenarios.world import MEETING, CannotDo, World, words_of

FAMILY_MEETING = {**MEETING, "kind": "family_meeting_as_conference"}
TOPIC = "The night June was moved"
PAUSED = "The meeting has a pause. Nobody has to say why. The facilitator tells you when it goes on."


def family_meeting(made: World) -> tuple[World, Hands, Hands, Hands]:
    """A family meeting that runs; the mother has Slack; a guest in the channel is not of the team."""
    priya, omar = made.person("Priya Nandan"), made.person("Omar Haddad")
    dana, stranger = made.person("Dana Reyes"), made.person("Nia Stone")
    made.name_staff(priya, "Priya Nandan", ("staff",))
    made.channel = made.make_channel("case-test-0001", priya, (omar, dana, stranger))
    made.open_case(priya, made.channel)
    hub = made.hub(priya)
    made.form(priya, hub, "open:person", role="facilitator", name="Omar Haddad", slack_user=omar.user)
    made.form(priya, hub, "open:person", role="mother", name="Dana Reyes", slack_user=dana.user)
    made.form(omar, made.hub(omar), "open:schedule", **FAMILY_MEETING)
    for words, hard in (("School", "no"), (TOPIC, "yes")):
        made.form(omar, made.hub(omar), "open:topic", words=words, minutes="10", hard=hard)
    made.at("2026-03-18T20:30:00+00:00")
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    made.until(lambda: any("Welcome" in one["text"] for one in omar.messages(made.channel)))
    return made, omar, dana, stranger


def in_channel(made: World, who: Hands) -> str:
    """Every word that anybody in the channel can read."""
    return json.dumps([one for one in who.messages(made.channel) if not one.get("ephemeral")])


def to_stage(made: World, omar: Hands, stage: str, words: str) -> None:
    """Straight to a stage, through its cue card where it is hard."""
    view = omar.open(made.card(omar), "do:running", channel=made.channel)
    value = next(
        one["value"]
        for _, one in elements(view)
        if does(one, "do:stage_to") and one["value"].endswith(f":{stage}")
    )
    omar.press(view, "do:stage_to", value)
    if "Say first" in words_of(omar.modal()):
        omar.press(omar.modal(), "do:stage_begin")
    omar.close()
    made.until(lambda: words in made.card(omar)["text"])


@pytest.mark.requirement("C-10")
def test_a_cue_card_is_shown_before_a_hard_agenda_item_and_no_word_of_it_in_the_channel(made: World) -> None:
    made, omar, dana, _ = family_meeting(made)
    view = omar.open(made.card(omar), "do:running", channel=made.channel)
    omar.press(view, "do:topic_take")
    made.until(lambda: "*now*" in words_of(omar.modal()))
    told = made.direct(omar, "Next comes a topic that was marked as hard")
    for words in ("Say first", "Seats", "Order", "Break"):
        assert words in told["text"]
    assert TOPIC not in json.dumps(omar.direct())
    made.until(lambda: "What comes next can be hard. Anyone may take a break" in made.card(dana)["text"])
    omar.press(omar.modal(), "do:topic_take", channel=made.channel)
    cue = omar.modal()
    assert "Say first" in words_of(cue)
    assert TOPIC in words_of(cue)
    omar.press(cue, "do:running")
    assert "No. 2 · to come" in words_of(omar.modal()), "it comes only after its cue card"
    omar.press(omar.modal(), "do:topic_take")
    omar.press(omar.modal(), "do:topic_begin")
    made.until(lambda: "No. 2 · *now*" in words_of(omar.modal()))
    omar.close()
    assert TOPIC not in in_channel(made, dana)
    assert "Next comes" not in json.dumps(dana.direct())
    with pytest.raises(CannotDo):
        dana.open(made.card(dana), "do:running", channel=made.channel)
    assert not made.breaches()


def test_taps_are_a_count_on_the_card_and_a_break_is_told_to_the_facilitator_alone(made: World) -> None:
    made, omar, dana, stranger = family_meeting(made)
    priya = made.person("Priya Nandan")
    for wish in ("ready", "speak", "break"):
        tap(made, dana, wish)
    made.until(lambda: "Ready to move on: 1 · Want to speak: 1" in made.card(dana)["text"])
    made.direct(omar, "needs a break")
    assert "needs a break" not in json.dumps(priya.direct())
    assert "Dana" not in in_channel(made, stranger)
    assert "break: 1" not in in_channel(made, stranger)
    said = stranger.press(made.card(stranger), "do:signal", channel=made.channel)
    made.until(lambda: "for the people of this team" in json.dumps(stranger.messages(made.channel)))
    assert said is not None
    view = omar.open(made.card(omar), "do:running", channel=made.channel)
    shown = words_of(view)
    assert shown.index("is ready to move on") < shown.index("wants to speak") < shown.index("needs a break")
    omar.press(view, "do:tick")
    made.until(lambda: "is ready to move on" not in words_of(omar.modal()))
    omar.close()
    made.until(lambda: "Ready to move on: 1" not in made.card(dana)["text"])
    omar.press(made.card(omar), "do:next_stage", channel=made.channel)
    made.until(
        lambda: "How we talk" in made.card(dana)["text"] and "Want to speak" not in made.card(dana)["text"]
    )
    assert not made.breaches()


def tap(made: World, who: Hands, wish: str) -> None:
    """One of the three buttons, which stand beside each other on the card."""
    card = made.card(who)
    value = next(
        one["value"] for _, one in elements(card) if does(one, "do:signal") and one["value"].endswith(wish)
    )
    who.press(card, "do:signal", value, made.channel)


@pytest.mark.requirement("K-29")
def test_while_the_family_is_alone_nothing_is_recorded_and_what_was_typed_is_their_draft(made: World) -> None:
    made, omar, dana, _ = family_meeting(made)
    to_stage(made, omar, "private_family_time", "Private family time")
    card = made.card(dana)
    assert [one["action_id"] for _, one in elements(card)] == ["do:back_together"]
    said = dana.command(made.channel, "/conference need A calm night")
    assert "The family is among themselves" in said["text"]
    with pytest.raises(CannotDo):
        made.add(omar, "strength", text="They laugh together")
    omar.close()
    record = words_of(omar.shown(lambda: omar.command(made.channel, "/conference record")))
    omar.close()
    assert "*Needs*: 0" in record
    assert "*Strengths*: 0" in record
    made.at("2026-03-18T21:00:00+00:00")
    dana.press(card, "do:back_together", channel=made.channel)
    made.until(lambda: "The permanency goal" in made.card(omar)["text"])
    made.direct(omar, "The family is back")
    form = dana.shown(lambda: dana.command(made.channel, "/conference need"))
    assert "A calm night" in words_of(form), "what was typed waits as a draft"
    dana.close()
    view = omar.open(made.card(omar), "do:running", channel=made.channel)
    course = words_of(omar.open(view, "do:course"))
    assert "3:30 PM · Private family time" in course or "Private family time" in course
    omar.close()
    assert not made.breaches()


def test_one_button_stops_everything_and_the_card_says_only_that(made: World) -> None:
    made, omar, dana, stranger = family_meeting(made)
    priya = made.person("Priya Nandan")
    dana.press(made.card(dana), "do:pause", channel=made.channel)
    made.until(lambda: made.card(stranger)["text"].startswith("A pause"))
    assert texts(made.card(stranger)) == ["A pause", PAUSED]
    for who in (omar, priya):
        view = who.open(made.direct(who, "stopped the meeting for safety"), "do:safety", channel=made.dm(who))
        shown = words_of(view)
        for words in (
            "Dana Reyes stopped the meeting",
            "call 911",
            "1-800-922-5330",
            "not confirmed by your agency",
        ):
            assert words in shown
        who.close()
    assert "stopped the meeting" not in json.dumps(dana.direct())
    with pytest.raises(CannotDo):
        dana.open(made.card(dana), "do:safety", channel=made.channel)
    with pytest.raises(CannotDo):
        made.add(omar, "strength", text="Dana stays calm")
    omar.close()
    omar.press(made.card(omar), "do:resume", channel=made.channel)
    made.until(lambda: "Welcome" in made.card(stranger)["text"])
    assert not made.breaches()


def texts(message: Json) -> list[str]:
    """The words of a message, its buttons aside."""
    return [block["text"]["text"] for block in message["blocks"] if "text" in block]


def test_a_meeting_that_stops_for_today_goes_on_another_day_where_it_stood(made: World) -> None:
    made, omar, dana, _ = family_meeting(made)
    to_stage(made, omar, "strengths", "What is going well")
    times = {"date": "2026-03-25", "start": "10:00", "end": "11:30", "place": "Room 2"}
    shown = made.form(omar, made.hub(omar), "open:adjourn", **times)
    assert "March 25, 2026, 10:00" in words_of(shown)
    made.until(lambda: "To be continued" in made.card(dana)["text"])
    told = made.direct(dana, "The next part is on Wednesday, March 25, 2026")
    dana.press(told, "do:reply", channel=made.dm(dana))
    made.at("2026-03-25T15:00:00+00:00")
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    made.until(lambda: "What is going well" in made.card(dana)["text"])
    omar.press(made.card(omar), "do:end", channel=made.channel)
    made.until(lambda: "It counts as held" in made.card(dana)["text"])
    assert not made.breaches()
