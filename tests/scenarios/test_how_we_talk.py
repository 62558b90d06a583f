"""How a conference opens, as its people do it: one list, one's own tap, who is still open, a topic parked."""

import pytest

from bot.practice.player.hands import Hands
from tests.scenarios.world import World, in_conference, words_of

STAYS = "What is said here stays with those who need to know."


def aloud(made: World, who: Hands) -> str:
    """Everything that stands in the channel for everybody."""
    return " ".join(words_of(one) for one in who.messages(made.channel) if not one.get("ephemeral"))


@pytest.mark.requirement("K-28")
def test_each_person_is_asked_and_who_is_still_open_is_told_to_who_leads_alone(made: World) -> None:
    made, priya, omar = in_conference(made)
    gail = made.person("Gail Turner")
    made.desk.post(f"/channels/{made.channel}/invite", by=priya.user, user=gail.user)
    person = {"role": "resource_parent", "name": "Gail Turner", "slack_user": gail.user}
    made.form(priya, made.hub(priya), "open:person", **person)
    ids = {name: made.id_of(omar, name) for name in ("Dana", "Gail", "June")}
    omar.open(made.hub(omar), "open:roll_call", channel=made.channel)
    omar.fill({ids["Dana"]: "in_person", ids["Gail"]: "video", ids["June"]: "in_person"})
    omar.submit()
    omar.close()
    omar.press(made.card(omar), "do:next_stage", channel=made.channel)
    made.until(lambda: "How we talk" in made.card(omar)["text"])
    # Gail taps in her DM; the list that Omar opens knows it.
    asked = made.direct(gail, STAYS)
    gail.press(asked, "do:accept", channel=made.dm(gail))
    made.until(lambda: "Thank you" in gail.direct()[-1]["text"])
    form = omar.open(made.card(omar), "open:confidential", channel=made.channel)
    assert STAYS in words_of(form)
    assert "answered in Slack: Will keep it private (in Slack)" in words_of(form)
    assert not any("initial_option" in block.get("element", {}) for block in form["blocks"])
    omar.fill({"rules_said": "yes", ids["Dana"]: "said"})
    omar.submit()
    assert "Still to ask: June Reyes." in words_of(omar.modal())
    omar.close()
    omar.press(made.card(omar), "do:next_stage", channel=made.channel)
    made.until(lambda: "Why we are here" in made.card(omar)["text"])
    told = [one for one in omar.messages(made.channel) if one.get("ephemeral")][-1]
    assert "June Reyes" in told["text"]
    assert "June" not in aloud(made, omar)
    # June would rather not: it is noted, and what can help is said to Omar alone.
    omar.open(told, "open:confidential", channel=made.channel)
    omar.fill({ids["June"]: "rather_not"})
    omar.submit()
    shown = omar.open(omar.modal(), "do:acceptances")
    assert "talk with them alone" in words_of(shown)
    assert "Would rather not" in words_of(shown)
    assert "entered by Omar Haddad" in words_of(shown)
    omar.close()
    assert "still to ask" not in made.hub(omar)["text"]
    # Her own answer is all that Gail sees behind the card.
    record = gail.shown(lambda: gail.command(made.channel, "/conference record"))
    assert "your answer: Will keep it private (in Slack)" in words_of(record)
    assert "The ground rules were said (" in words_of(record)
    assert "June" not in words_of(record)
    assert made.breaches() == []


@pytest.mark.requirement("K-25")
def test_a_rule_is_added_and_a_topic_is_parked_with_two_taps_from_the_card(made: World) -> None:
    made, _, omar = in_conference(made)
    dana = made.id_of(omar, "Dana")
    omar.press(made.card(omar), "do:next_stage", channel=made.channel)
    made.until(lambda: "How we talk" in made.card(omar)["text"])
    rule = {"text": "Nobody talks about me as if I were not here.", "said_by": dana}
    receipt = made.form(omar, made.card(omar), "open:ground_rule", **rule)
    assert rule["text"] in words_of(receipt)
    shown = words_of(made.entries(omar, "ground_rule"))
    assert rule["text"] in shown
    assert "Dana" in shown
    omar.close()
    omar.shown(lambda: omar.command(made.channel, "/conference topic Summer camp"))
    omar.submit()
    omar.close()
    view = omar.open(made.card(omar), "do:running", channel=made.channel)
    omar.press(view, "do:topic_park")
    made.until(lambda: "for another time" in words_of(omar.modal()))
    assert "Summer camp" not in aloud(made, omar)
