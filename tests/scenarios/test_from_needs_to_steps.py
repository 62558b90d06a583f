"""From a need to ideas, to the one that is chosen, to a support with an owner: as its facilitator does it."""

import pytest

from bot.practice.player.hands import Hands, Pick, elements
from tests.scenarios.world import CannotDo, Json, World, in_conference, words_of


def value_of(view: Json, action: str) -> str:
    """The value of the first button of an action."""
    return str(next(one["value"] for _, one in elements(view) if one["action_id"].startswith(action)))


def field(who: Hands, step: str) -> Json:
    """An input of the form on top, with what stands in it."""
    return dict(next(one for one in who.modal()["blocks"] if one.get("block_id") == step)["element"])


def ideas_of_the_need(made: World, who: Hands) -> Json:
    """The ideas for the only need, by way of what is recorded."""
    who.close()
    record = who.shown(lambda: who.command(made.channel, "/conference record"))
    needs = who.open(record, "do:needs_ideas")
    return turned(made, who, needs)


def turned(made: World, who: Hands, view: Json) -> Json:
    """The ideas, which come in the place of the view in which they were asked for."""
    who.press(view, "do:ideas")
    made.until(lambda: "Ideas for a need" in str(who.modal()["title"]))
    return who.modal()


def add_idea(made: World, who: Hands, text: str, by: str, kind: str) -> None:
    view = ideas_of_the_need(made, who)
    # The other buttons of the kind change an idea that is there.
    who.open(view, "open:idea", next(one for one in values(view, "open:idea") if "need_id=" in one))
    who.fill({"text": text, "said_by": Pick(by), "kind": kind})
    who.submit()


@pytest.mark.requirement("K-16")
@pytest.mark.requirement("K-17")
@pytest.mark.requirement("K-31")
def test_an_idea_is_chosen_with_who_and_why_and_becomes_a_support_with_an_owner(made: World) -> None:
    made, _, omar = in_conference(made)
    made.form(
        omar, made.hub(omar), "open:person", role="relative_support", name="Rosa Reyes", family_said_yes="yes"
    )
    domains = made.choices(omar, "need", "domain")
    assert {"cultural", "spiritual"} < set(domains.values())
    made.add(omar, "need", text="Sundays with Grandma", said_by=Pick("Dana Reyes"), domain="cultural")

    add_idea(made, omar, "Grandma drives on Sundays.", "Rosa Reyes", "informal")
    shown = ideas_of_the_need(made, omar)
    assert "There is 1 so far" in words_of(shown)
    assert "Not decided yet" in words_of(shown), "nobody's idea reads as turned down before there is a choice"
    assert not any(one["action_id"].startswith("open:choose_idea") for _, one in elements(shown))
    add_idea(made, omar, "The agency pays a taxi.", "Priya Nandan", "formal")
    other = ideas_of_the_need(made, omar)
    omar.open(other, "open:other_view", value_of(other, "open:other_view"))
    omar.fill({"said_by": Pick("Dana Reyes"), "text": "I would rather drive her myself."})
    omar.submit()

    shown = ideas_of_the_need(made, omar)
    omar.press(shown, "do:enough_ideas", next(v for v in values(shown, "do:enough_ideas") if "family" in v))
    made.until(lambda: "The family was sure." in words_of(omar.modal()))
    omar.open(omar.modal(), "open:choose_idea", below(omar.modal(), "Grandma drives", "open:choose_idea"))
    with pytest.raises(CannotDo):
        omar.submit()
    omar.fill({"chosen_by": [Pick("Dana Reyes"), Pick("Rosa Reyes")], "chosen_why": "June asked for it."})
    omar.submit()
    assert "This idea is chosen" in words_of(omar.modal())
    chosen = turned(made, omar, omar.modal())
    assert "by Dana Reyes and Rosa Reyes" in words_of(chosen)
    assert "June asked for it." in words_of(chosen)
    assert "Not chosen" in words_of(chosen), "the other idea stays"
    assert "I would rather drive her myself." in words_of(chosen)

    service = next(one for one in values(chosen, "do:idea_step") if one.startswith("service"))
    omar.press(chosen, "do:idea_step", service)
    made.until(lambda: omar.modal()["callback_id"] == "form:service")
    assert field(omar, "what")["initial_value"] == "Grandma drives on Sundays."
    assert field(omar, "kind")["initial_option"]["value"] == "informal"
    omar.fill({"owner_id": Pick("Rosa Reyes"), "start_by": "2026-03-22"})
    omar.submit()
    omar.close()
    plan = words_of(omar.shown(lambda: omar.command(made.channel, "/conference plan")))
    assert "Family or friends: Grandma drives on Sundays. for the household, from Rosa Reyes" in plan
    assert "The agency pays a taxi." in plan


@pytest.mark.requirement("V-15")
def test_a_gentle_question_is_asked_once_and_the_words_stay_as_they_were_said(made: World) -> None:
    made, _, omar = in_conference(made)
    made.blank(omar, "strength")
    omar.fill({"text": "Dana is no longer in denial.", "said_by": Pick("June Reyes")})
    omar.submit()
    assert "Could a word here hurt?" in words_of(omar.modal())
    task = {"text": "Mom will successfully complete parenting classes ASAP", "owner_id": Pick("Dana Reyes")}
    omar.close()
    made.add(omar, "task", **task, done_when="A paper is shown", due="2026-04-01")

    def hints() -> Json:
        omar.close()
        return omar.shown(lambda: omar.command(made.channel, "/conference close"))

    asked = words_of(hints())
    for words in ("It names a program.", "Is there a date or a count?", "Who is it, by name?", "in denial"):
        assert words in asked
    fine = next(one for one in values(omar.modal(), "do:as_it_is") if ":task:" in one)
    omar.press(omar.modal(), "do:as_it_is", fine)
    made.until(lambda: "It names a program." not in words_of(omar.modal()))
    again = words_of(hints())
    assert "It names a program." not in again
    assert "in denial" in again, "each is answered for itself"
    plan = words_of(omar.shown(lambda: omar.command(made.channel, "/conference plan")))
    assert "Mom will successfully complete parenting classes ASAP" in plan


def below(view: Json, words: str, action: str) -> str:
    """The value of the button below an idea's words."""
    place = next(nth for nth, block in enumerate(view["blocks"]) if words in words_of({"blocks": [block]}))
    return values({"blocks": view["blocks"][place:]}, action)[0]


def values(view: Json, action: str) -> list[str]:
    """The values of all buttons of an action."""
    return [str(one["value"]) for _, one in elements(view) if one["action_id"].startswith(action)]
