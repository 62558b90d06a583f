"""After a meeting, as its people do it: lasting questions, one's own part, how it was for the family."""

import pytest

from bot.practice.player.hands import Hands
from tests.scenarios.world import MEETING, World, words_of


def in_connecticut(made: World) -> tuple[Hands, Hands]:
    """A permanency teaming meeting that runs: Omar facilitates, Dana is there and has Slack."""
    priya, omar, dana = (made.person(name) for name in ("Priya Nandan", "Omar Haddad", "Dana Reyes"))
    made.name_staff(priya, "Priya Nandan", ("staff",))
    made.channel = made.make_channel("case-test-0001", priya, (omar, dana))
    made.open_case(priya, made.channel, profile="us-ct", trigger_event="removal")
    for role, who, name in (("facilitator", omar, "Omar Haddad"), ("mother", dana, "Dana Reyes")):
        made.form(priya, made.hub(priya), "open:person", role=role, name=name, slack_user=who.user)
    meeting = {**MEETING, "kind": "permanency_teaming_meeting"}
    made.form(omar, made.hub(omar), "open:schedule", **meeting)
    made.at("2026-03-18T20:30:00+00:00")
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    made.until(lambda: any("Welcome" in one["text"] for one in omar.messages(made.channel)))
    return omar, dana


@pytest.mark.requirement("T-10")
@pytest.mark.requirement("C-12")
def test_questions_that_last_one_s_own_part_and_how_it_was(made: World) -> None:
    omar, dana = in_connecticut(made)
    assert "Judgment can wait" in made.card(omar)["text"]
    her = made.id_of(omar, "Dana")
    omar.open(made.hub(omar), "open:roll_call", channel=made.channel)
    omar.fill({her: "in_person"})
    omar.submit()
    omar.close()
    view = omar.open(made.hub(omar), "do:outcomes", channel=made.channel)
    assert words_of(view).count("not asked yet today") == 3
    omar.open(view, "open:outcome")
    omar.fill({"text": "I am her mother.", "said_by": her})
    omar.submit()
    omar.close()
    view = omar.open(made.hub(omar), "do:outcomes", channel=made.channel)
    assert "Today, Dana Reyes: I am her mother." in words_of(view)
    assert words_of(view).count("not asked yet today") == 2
    omar.close()
    omar.press(made.hub(omar), "do:end", channel=made.channel)
    asked = made.direct(dana, "How was the meeting for you?")
    dana.press(asked, "do:feeling", channel=made.dm(dana))
    made.until(lambda: "Only you and the facilitator" in dana.direct()[-1]["text"])
    seen = omar.open(made.hub(omar), "do:feelings", channel=made.channel)
    assert "1 of 5." in words_of(seen)
    omar.close()
    made.form(omar, made.hub(omar), "open:self_check", respect="4", power_shared_words="I talked too much.")
    own = omar.open(omar.home(), "do:self_checks")
    assert "I talked too much." in words_of(own)
    omar.close()
    priya = made.person("Priya Nandan")
    assert "do:feelings" not in words_of(made.hub(priya))
    assert "do:self_checks" not in words_of(priya.home())
    assert "Lasting questions" not in words_of(made.hub(dana))
    assert made.breaches() == []
