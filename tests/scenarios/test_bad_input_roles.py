"""Whoever may not hold a role, is there already, or is not who they seem: each said clearly, nothing lost."""

from typing import Any

import pytest

from bot.practice.player.hands import CannotDo, Hands, Pick
from tests.scenarios.test_no_contact import screened, together
from tests.scenarios.test_who_belongs import page_of
from tests.scenarios.world import MEETING, World, with_case, words_of


def refused(made: World, who: Hands, form: str = "open:person", **values: Any) -> dict[str, str]:
    """What stands under the fields of a form that is not taken; what was typed stays in it."""
    who.open(made.hub(who), form, channel=made.channel)
    who.fill(values)
    with pytest.raises(CannotDo) as problem:
        who.submit()
    who.close()
    errors: dict[str, str] = problem.value.answer["errors"]
    return errors


@pytest.mark.requirement("K-12")
def test_a_role_nobody_of_them_may_fill_says_why(made: World) -> None:
    made, priya, _ = with_case(made)
    sue = made.person("Sue Lane")
    made.name_staff(sue, "Sue Lane", ("supervisor",), supervises=[priya.user])
    third = {"role": "third_party_not_managing_case"}
    manager = refused(made, priya, name="P. Nandan", slack_user=priya.user, **third)
    assert "does not manage this case" in manager["role"]
    over = refused(made, priya, name="Sue Lane", slack_user=sue.user, **third)
    assert "does not supervise the case manager" in over["role"]


@pytest.mark.requirement("K-13")
def test_a_support_waits_for_the_family_s_answer(made: World) -> None:
    made, priya, _ = with_case(made)
    teacher: dict[str, Any] = {"role": "teacher", "name": "Gail Brandt"}
    assert "ask the family first" in refused(made, priya, **teacher)["role"]
    assert "said no" in refused(made, priya, **teacher, family_said_yes="no")["role"]
    made.form(priya, made.hub(priya), "open:person", **teacher, family_said_yes="yes")


def test_a_person_entered_twice_and_two_of_one_name_are_told_apart(made: World) -> None:
    made, priya, omar = with_case(made)
    again: dict[str, Any] = {"role": "kin_support", "name": " dana  REYES ", "family_said_yes": "yes"}
    assert "tells them apart" in refused(made, priya, **again)["name"]
    made.form(priya, made.hub(priya), "open:person", **again, relation="aunt of her father")
    chosen = made.choices(omar, "strength", "said_by")
    assert sum("Dana Reyes" in one or "dana" in one for one in chosen) == 2
    assert any("aunt of her father" in one for one in chosen)


def test_a_guest_who_is_added_by_name_is_reached_like_everybody_else(made: World) -> None:
    made, priya, omar = with_case(made)
    guest = made.person("Gus Guest", guest="multi")
    father: dict[str, Any] = {"role": "father", "name": "Marcus Harlow"}
    made.form(priya, made.hub(priya), "open:person", **father, slack_user=guest.user)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    made.direct(guest, "You are invited")


def test_kin_do_not_interpret(made: World) -> None:
    made, priya, _ = with_case(made)
    rosa: dict[str, Any] = {"role": "relative_support", "name": "Rosa Reyes", "family_said_yes": "yes"}
    made.form(priya, made.hub(priya), "open:person", **rosa)
    father: dict[str, Any] = {"role": "father", "name": "Marcus Harlow", "language": "es"}
    priya.open(made.hub(priya), "open:person", channel=made.channel)
    priya.fill(father)
    asked = next(one for one in priya.modal()["blocks"] if one.get("block_id") == "interpreter")
    offered = [one["text"]["text"] for one in asked["element"]["options"]]
    assert any(one.startswith("Priya") for one in offered), "staff may"
    assert not any(one.startswith("Rosa") for one in offered), "only who would be taken is offered"
    assert "they do not interpret" in words_of(priya.modal())


def test_two_who_are_kept_apart_cannot_be_made_one(made: World) -> None:
    made, omar, _, _ = together(made)
    made.form(
        omar, made.hub(omar), "open:person", role="kin_support", name="M. Harlow", family_said_yes="yes"
    )
    screened(made, omar)
    between: dict[str, Any] = {"person_id": Pick("Dana Reyes"), "other": Pick("M. Harlow"), "kind": "order"}
    view = omar.open(made.hub(omar), "do:kept_apart", channel=made.channel)
    made.form(omar, view, "open:no_contact", **between, since="2026-03-02")
    for kept, problem in (("Dana Reyes", "they are two people here"), ("Marcus Harlow", "")):
        omar.open(page_of(made, omar, "M. Harlow"), "open:same_person")
        omar.fill({"kept": Pick(kept)})
        if problem:
            with pytest.raises(CannotDo) as no:
                omar.submit()
            assert problem in no.value.answer["errors"]["kept"]
        else:
            omar.submit()
            assert "one person now" in words_of(omar.modal())
        omar.close()
    page = omar.open(made.hub(omar), "do:kept_apart", channel=made.channel)
    assert "Dana Reyes and Marcus Harlow" in words_of(page)
