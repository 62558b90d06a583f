"""Who belongs, as staff ask and note it in Slack: from a name that a mother gives to a place on the team."""

from typing import Any

import pytest

from bot.practice.player.hands import Hands
from bot.practice.player.picking import Pick
from tests.scenarios.world import MEETING, CannotDo, World, with_case, words_of

DAY = "2026-03-02"
DANA, LU = Pick("Dana Reyes"), Pick("Lu Reyes")


def people(made: World, who: Hands) -> dict[str, Any]:
    return who.open(made.hub(who), "do:people", channel=made.channel)


def named(made: World, who: Hands, **more: Any) -> None:
    values: dict[str, Any] = {"asked_of": DANA, "belongs": "helps", "name": "Lu Reyes", "on": DAY, **more}
    made.form(who, made.hub(who), "open:mention", **values)


def page_of(made: World, who: Hands, name: str) -> dict[str, Any]:
    """A person's own page, found in the list as anyone would."""
    listed = people(made, who)
    rows = [block for block in listed["blocks"] if name in words_of({"blocks": [block]})]
    place = listed["blocks"].index(rows[0])
    for block in listed["blocks"][place : place + 2]:
        elements = [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else ())]
        for element in elements:
            if element.get("action_id", "").startswith("do:person"):
                return who.open(listed, "do:person", element["value"])
    raise AssertionError(f"no way to the page of {name}")


def test_a_name_becomes_somebody_who_is_looked_for_and_joins_when_the_family_says_yes(made: World) -> None:
    made, _, omar = with_case(made)
    named(made, omar, relation="aunt", words="She took us in")
    tried = {
        "person_id": LU,
        "on": DAY,
        "channel": "phone",
        "result": "message_left",
        "words": "will call back",
    }
    made.form(omar, made.hub(omar), "open:contact_try", **tried)
    page = page_of(made, omar, "Lu Reyes")
    assert "someone we look for" in words_of(page)
    omar.open(page, "open:person_facts")
    omar.fill({"willing": "yes", "able": "no", "on": DAY})
    omar.submit()
    omar.close()
    report = words_of(omar.open(made.hub(omar), "do:search", channel=made.channel))
    assert "One try is noted" in report
    assert "Willing: Yes" in report
    assert "Able: No" in report
    assert "Left a message" in report
    omar.close()
    page = page_of(made, omar, "Lu Reyes")
    assert "Lu Reyes helps them" in words_of(page)
    assert "She took us in" in words_of(page)
    omar.open(page, "open:join")
    with pytest.raises(CannotDo) as refused:
        omar.submit()
    assert "ask the family first" in str(refused.value.answer["errors"])
    omar.fill({"asked_for_by": DANA})
    omar.submit()
    omar.close()
    assert "someone we look for" not in words_of(page_of(made, omar, "Lu Reyes"))
    assert made.breaches() == []


def test_only_a_safe_way_is_shown_to_those_who_tell_people(made: World) -> None:
    made, _, omar = with_case(made)
    for value, safe in (("555 0100", "yes"), ("555 0666", "no"), ("555 0777", None)):
        way = {"person_id": DANA, "kind": "phone", "safe": safe, "value": value}
        omar.open(made.hub(omar), "open:contact_way", channel=made.channel)
        omar.fill(way)
        omar.submit()
        omar.close()
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    told = words_of(omar.open(omar.home(), "do:tell"))
    omar.close()
    assert "555 0100" in told
    assert "555 0666" not in told
    assert "555 0777" not in told
    page = page_of(made, omar, "Dana Reyes")
    assert "not safe: do not use" in words_of(page)
    assert "nobody has asked yet if it is safe" in words_of(page)


def test_two_entries_of_one_person_become_one_and_are_parted_again(made: World) -> None:
    made, _, omar = with_case(made)
    dana = made.person("Dana R.")
    again = {"role": "mother", "name": "Dana Reyes", "slack_user": dana.user}
    with pytest.raises(CannotDo) as refused:
        made.form(omar, made.hub(omar), "open:person", **again)
    assert "in this case, or was" in str(refused.value.answer["errors"])
    omar.fill({"name": "Dana R."})
    omar.submit()
    omar.close()
    page = page_of(made, omar, "Dana R.")
    omar.open(page, "open:same_person")
    omar.fill({"kept": DANA})
    omar.submit()
    assert "one person now" in words_of(omar.modal())
    omar.close()
    assert "Dana R." not in words_of(people(made, omar))
    omar.close()
    page = page_of(made, omar, "Dana Reyes")
    assert "Also entered as Dana R." in words_of(page)
    omar.press(page, "do:part_again")
    made.until(lambda: "Also entered as" not in words_of(omar.modal()))
    omar.close()
    assert "Dana R." in words_of(people(made, omar))


def test_whom_a_mother_will_not_have_there_is_seen_by_those_who_lead_alone(made: World) -> None:
    made, _, omar = with_case(made)
    rosa = made.person("Rosa Reyes")
    made.desk.post(f"/channels/{made.channel}/invite", by=omar.user, user=rosa.user)
    joins = {"role": "relative_support", "name": "Rosa Reyes", "slack_user": rosa.user, "asked_for_by": DANA}
    made.form(omar, made.hub(omar), "open:person", **joins)
    named(made, omar, belongs="not_there", name="Vic Dunn")
    assert "Vic Dunn must not be there" in words_of(page_of(made, omar, "Dana Reyes"))
    rosa.command(made.channel, "/conference")
    with pytest.raises(CannotDo):
        rosa.open(rosa.messages(made.channel)[-1], "do:people", channel=made.channel)
    shown = [*rosa.messages(made.channel), *rosa.direct(), rosa.home()]
    assert not any("Vic" in words_of(one) for one in shown)
