"""How ready a conference is, as those who lead see it in Slack: rows open their forms, the go is kept."""

from typing import Any

import pytest

from bot.practice.player.hands import CannotDo, Hands, Pick
from tests.scenarios.test_what_is_open import chosen, row
from tests.scenarios.test_who_belongs import page_of
from tests.scenarios.world import MEETING, Json, World, with_case, words_of

SPANISH = {"role": "father", "name": "Luis Vega", "language": "es"}


@pytest.fixture
def planned(made: World) -> tuple[World, Hands, Hands]:
    """A conference is planned by Omar; a father speaks Spanish."""
    made, priya, omar = with_case(made)
    made.form(priya, made.hub(priya), "open:person", **SPANISH)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    return made, priya, omar


def ready(made: World, who: Hands) -> Json:
    who.close()
    return who.shown(lambda: who.command(made.channel, "/conference ready"))


def close_gap(made: World, who: Hands, words: str, form: str) -> Json:
    """Press the button of the row with these words; the form."""
    view = ready(made, who)
    return who.open(view, f"open:{form}", row(view, words, f"open:{form}"))


@pytest.mark.requirement("C-07")
def test_who_speaks_spanish_is_not_prepared_before_an_interpreter_is_settled(
    planned: tuple[World, Hands, Hands],
) -> None:
    made, _, omar = planned
    assert "Luis Vega: an interpreter" in words_of(ready(made, omar))
    close_gap(made, omar, "Luis Vega: an interpreter", "interpreting")
    assert chosen(omar, "person_id").startswith("Luis Vega")
    omar.fill({"settled": "booked", "on": "2026-03-02"})
    omar.fill({"name": "Dana Reyes", "family_or_child": "no"})
    with pytest.raises(CannotDo, match="does not interpret"):
        omar.submit()
    omar.fill({"name": "City interpreters"})
    omar.submit()
    assert "Luis Vega: an interpreter" not in words_of(ready(made, omar))


def test_each_row_opens_its_form_with_its_own_person(planned: tuple[World, Hands, Hands]) -> None:
    made, _, omar = planned
    for words, form in (
        ("Dana Reyes was not told", "notice"),
        ("Dana Reyes: no talk before", "preparation"),
        ("Dana Reyes: the safety questions", "safety_screen"),
    ):
        close_gap(made, omar, words, form)
        assert chosen(omar, "person_id").startswith("Dana Reyes")
    close_gap(made, omar, "June Reyes: the child's own voice", "voice")
    assert chosen(omar, "child_id") == "June Reyes"
    close_gap(made, omar, "There is no topic yet", "topic")
    omar.fill({"words": "Nights"})
    omar.submit()
    view = ready(made, omar)
    assert "Dana Reyes has not seen the draft first" in words_of(view)
    omar.open(view, "do:ready_send_agenda")
    omar.fill({"why": "Dana saw it at home."})
    omar.submit()
    omar.close()
    omar.open(made.hub(omar), "do:ready", channel=made.channel)
    assert "The agenda was not sent" not in words_of(omar.modal())
    assert "Dana Reyes has not seen the agenda" in words_of(omar.modal())


def test_the_go_is_kept_with_its_reason_shown_and_taken_back(planned: tuple[World, Hands, Hands]) -> None:
    made, priya, omar = planned
    view = omar.open(made.hub(omar), "do:ready", channel=made.channel)
    omar.open(view, "open:go")
    omar.fill({"words": "Luis comes by phone."})
    omar.submit()
    assert "are kept with your decision" in words_of(omar.modal())
    seen = ready(made, priya)
    assert "Omar Haddad decided" in words_of(seen)
    assert "Luis comes by phone." in words_of(seen)
    priya.press(seen, "do:go_back")
    assert "Omar Haddad decided" not in words_of(priya.modal())
    made.at("2026-03-18T20:30:00+00:00")
    priya.close()
    priya.press(made.hub(priya), "do:start", channel=made.channel)
    made.until(lambda: any("Welcome" in one["text"] for one in priya.messages(made.channel)))
    assert not made.breaches()


def test_a_youth_chooses_two_and_each_fact_of_an_invitation_stands_for_itself(made: World) -> None:
    made, priya, omar = with_case(made)
    made.form(priya, made.hub(priya), "open:child", name="Max Reyes", birth_date="2010-05-02")
    foster: dict[str, Any] = {"role": "resource_parent", "name": "Carol Beech"}
    made.form(priya, made.hub(priya), "open:person", **foster)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    close_gap(made, omar, "Max Reyes may choose people of the team", "youth_picks")
    omar.fill({"picked": [Pick("Carol Beech")], "on": "2026-03-02"})
    with pytest.raises(CannotDo) as refused:
        omar.submit()
    assert "not a foster parent" in refused.value.answer["errors"]["picked"]
    omar.fill({"picked": [Pick("Dana Reyes")], "no_more": "yes"})
    omar.submit()
    omar.close()
    assert "may choose people" not in words_of(ready(made, omar))
    omar.close()
    told = {"invited_on": "2026-03-02", "how": "letter", "proof": "Letter 12", "reply": "yes"}
    made.form(omar, made.hub(omar), "open:notice", person_id=Pick("Dana Reyes"), **told)
    page = words_of(page_of(made, omar, "Dana Reyes"))
    for fact in ("chosen by Max Reyes", "letter", "by Omar Haddad", "shown by: Letter 12", "said yes"):
        assert fact in page
    omar.close()
    assert "delivered" in words_of(page_of(made, omar, "Priya Nandan"))
