"""Two parents of one child under an order: everything that each could ever see, searched for the other."""

from contextlib import suppress
from typing import Any

import pytest

from bot.practice.player.hands import CannotDo, Hands, Json, Pick, does, elements
from bot.practice.player.sight import all_seen, strings
from tests.mail.post_office import PostOffice
from tests.scenarios.test_calendar import mailing, office, wish, wish_for_dana
from tests.scenarios.two_families import words_in
from tests.scenarios.world import MEETING, World, with_case, words_of
from tests.services.mail_desk import event_of
from tests.services.mail_desk import words_of as words_of_mail

# The fixtures of a workspace whose bot has a mail server.
__all__ = ["mailing", "office"]

DANAS = {
    **{"date": "2026-03-17", "start": "09:10", "end": "10:05", "place": "The red house on Elm"},
    "why_left_out": "A judge wants it so",
}
MARCUSS = {
    **{"date": "2026-03-18", "start": "15:30", "end": "17:00", "place": "Library, room B"},
    "why_left_out": "A judge wants it so",
}
# What is one parent's alone; and when and where they meet, as any message could write it.
DANA = (
    *("Dana", "red house", "9:10 AM", "10:05 AM", "March 17", "03/17", "17 March"),
    *("Sleep comes hard", "Sings every night", "Find a night sitter", "Call the sitter line", "A calm home"),
    "Mother",
)
MARCUS = (
    *("Marcus", "Library", "3:30 PM", "5:00 PM", "Ride to school", "Cooks on Sundays", "Fix the car seat"),
    *("Ask the garage", "March 18", "18 March", "03/18", "Father"),
)
THE_RULE = ("kept apart", "court order", "no contact", "separate", "safety question", "a judge", "red flag")


def together(made: World) -> tuple[World, Hands, Hands, Hands]:
    """A case with both parents in its channel, and what the mother said alone."""
    omar, priya = made.person("Omar Haddad"), made.person("Priya Nandan")
    dana, marcus = made.person("Dana Reyes"), made.person("Marcus Harlow")
    made.name_staff(priya, "Priya Nandan", ("staff", "endorser"))
    made.channel = made.make_channel("case-test-0001", priya, (omar, dana, marcus))
    made.open_case(priya, made.channel)
    hub = made.hub(priya)
    for role, name, user in (
        ("facilitator", "Omar Haddad", omar.user),
        ("mother", "Dana Reyes", dana.user),
        ("father", "Marcus Harlow", marcus.user),
        ("child", "June Reyes", None),
    ):
        made.form(priya, hub, "open:person", role=role, name=name, slack_user=user)
    return made, omar, dana, marcus


def screened(made: World, omar: Hands) -> None:
    asked: dict[str, Any] = {"person_id": Pick("Dana Reyes"), "no_contact_order": "yes"}
    made.form(
        omar,
        made.hub(omar),
        "open:safety_screen",
        **asked,
        no_contact_with=[Pick("Marcus Harlow")],
        words="A red flag for her",
    )


def test_neither_parent_ever_learns_anything_of_the_other(made: World) -> None:
    made, omar, dana, marcus = together(made)
    screened(made, omar)
    made.direct(omar, "needs you soon")
    made.form(omar, made.hub(omar), "open:schedule", **MEETING | DANAS, left_out=[Pick("Marcus Harlow")])
    one_more = case_of(made, omar)
    marcuss: dict[str, Any] = {**MEETING, **MARCUSS, "left_out": [Pick("Dana Reyes")]}
    made.form(omar, made.hub(omar), "open:schedule", one_more, **marcuss)
    made.direct(dana, "You are invited")
    made.direct(marcus, "You are invited")
    hold(made, omar, dana, "Dana Reyes", "2026-03-17T14:10:00+00:00", DANA[6:])
    hold(made, omar, marcus, "Marcus Harlow", "2026-03-18T20:30:00+00:00", MARCUS[4:])
    made.at("2026-03-19T16:00:00+00:00")
    for person in ("June Reyes", "Priya Nandan"):
        took_part(made, omar, person)
    seal(made, omar)
    for parent, name in ((dana, "Dana"), (marcus, "Marcus")):
        read_everything(made, parent)
        mine = everything(made, name, parent)
        assert ("Find a night sitter" if parent is dana else "Fix the car seat") in mine, (
            "their own task is in their own plan"
        )
        theirs = (MARCUS if parent is dana else DANA)[:-1]
        # Ids are in capitals: a name in its own letters is never part of one.
        for words, text in ((theirs, mine), (THE_RULE, mine.casefold())):
            found = [(one, text[max(0, text.find(one) - 90) :][:200]) for one in words if one in text]
            assert not found, f"{name} could see it"
    assert not made.breaches()


def hold(made: World, omar: Hands, parent: Hands, name: str, start: str, words: tuple[str, ...]) -> None:
    """One parent's own meeting: asked for topics, given an agenda, held, with what is theirs recorded."""
    topic, strength, task, done = words[:4]
    whose = Pick(name)
    omar.press(made.hub(omar), "do:ask_topics", channel=made.channel)
    made.form(omar, made.hub(omar), "open:topic", words=topic, from_person=whose, minutes="10")
    made.send_agenda(omar)
    made.until(
        lambda: any(does(one, "do:seen_agenda") for each in parent.direct() for _, one in elements(each))
    )
    made.at(start)
    parent.home()
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    made.direct(omar, "Welcome")
    made.form(parent, made.hub(parent), "open:strength", text=strength)
    if name == "Dana Reyes":
        made.add(omar, "goal", text="June is home and safe")
        made.add(omar, "objective", goal_id=Pick("June is home and safe"), text="Nights are calm")
        made.add(omar, "voice", child_id=Pick("June Reyes"), how="in_person", said="I like to paint")
        made.add(omar, "permanency", child_id=Pick("June Reyes"), goal="reintegration")
    facts = {"done_when": done, "due": "2026-04-15", "objective_id": Pick("Nights are calm")}
    made.add(omar, "task", text=task, owner_id=whose, **facts)
    took_part(made, omar, name)
    omar.press(made.hub(omar), "do:end", channel=made.channel)
    made.direct(omar, "The conference is over")


def took_part(made: World, omar: Hands, name: str) -> None:
    hub = made.hub(omar)
    if any(does(one, "open:attendance") for _, one in elements(hub)):
        made.form(omar, hub, "open:attendance", person_id=Pick(name), how="in_person")
        return
    view = omar.open(hub, "do:gaps", channel=made.channel)
    omar.open(view, "open:attendance")
    omar.fill({"person_id": Pick(name), "how": "in_person"})
    omar.submit()
    omar.close()


def seal(made: World, omar: Hands) -> None:
    omar.press(made.whole_plan_seen(omar), "do:seal")
    made.until(lambda: "Version 1" in words_of(omar.modal()))
    omar.close()


def read_everything(made: World, parent: Hands) -> None:
    """All that a parent can press for reading: from the DM, the hub, the home page, and every paper."""
    asked = made.direct(parent, "chance to take part")
    parent.open(asked, "do:read_plan", channel=made.dm(parent))
    parent.close()
    hub = made.hub(parent)
    for action in ("do:record", "do:plan", "do:due", "do:papers", "do:waiting", "do:since", "do:progress"):
        if any(does(one, action) for _, one in elements(hub)):
            view = parent.open(hub, action, channel=made.channel)
            parent.close()
            look_behind(made, parent, view)
    for message in parent.direct():
        for _, one in elements(message):
            if str(one.get("action_id", "")).startswith(("do:open_agenda", "do:task", "do:my_topics")):
                press_softly(made, parent, message, one)
    parent.home()
    papers(made, parent)


def look_behind(made: World, parent: Hands, view: Json) -> None:
    """Each list that a view leads to."""
    for _, one in elements(view):
        if str(one.get("action_id", "")).startswith("do:entries"):
            again = parent.open(made.hub(parent), "do:record", channel=made.channel)
            parent.open(again, "do:entries", one["value"])
            parent.close()


def press_softly(made: World, parent: Hands, message: Json, one: Json) -> None:
    """A button of long ago may have nothing to show any more, and says so."""
    with suppress(CannotDo):
        parent.press(message, one["action_id"], one.get("value"), made.dm(parent))
    parent.close()


def papers(made: World, parent: Hands) -> None:
    view = parent.open(made.hub(parent), "do:papers", channel=made.channel)
    values = [one["value"] for _, one in elements(view) if str(one["action_id"]).startswith("do:get_paper")]
    assert values, "a parent can have the plan on paper"
    for value in values:
        parent.press(view, "do:get_paper", value)
        made.until(lambda: bool(files(parent)), 30)
        view = parent.open(made.hub(parent), "do:papers", channel=made.channel)
    made.until(lambda: len(files(parent)) == len(values), 40)
    parent.close()


def files(who: Hands) -> list[dict[str, Any]]:
    return [file for message in who.direct() for file in message.get("files", ())]


def everything(made: World, name: str, parent: Hands) -> str:
    """Every text that ever came before this person's eyes, and every word of their papers."""
    seen = all_seen(made.desk, {name: parent.user}).values()
    shown = [text for glimpse in seen for text in strings(glimpse.change["content"])]
    on_paper = [words_in(one["name"], made.desk.file(parent.user, one["id"])) for one in files(parent)]
    return "\n".join([*shown, *on_paper])


def test_two_who_are_kept_apart_cannot_be_asked_to_one_meeting(made: World) -> None:
    made, omar, _, _ = together(made)
    screened(made, omar)
    omar.open(made.hub(omar), "open:schedule", channel=made.channel)
    omar.fill(MEETING)
    with pytest.raises(CannotDo) as refused:
        omar.submit()
    assert "Dana Reyes and Marcus Harlow must be kept apart" in refused.value.answer["errors"]["left_out"]
    omar.fill({"left_out": [Pick("Dana Reyes")]})
    omar.submit()
    assert "direct message: Priya Nandan and Marcus Harlow." in words_of(omar.modal())
    omar.close()
    one_more = case_of(made, omar)
    omar.open(made.hub(omar), "open:schedule", one_more, made.channel)
    omar.fill({**MEETING, "left_out": [Pick("Marcus Harlow")]})
    with pytest.raises(CannotDo) as at_once:
        omar.submit()
    assert "another time" in at_once.value.answer["errors"]["start"]


def leave_out(view: Json) -> str:
    """The button of the planned meeting to which both are asked, not the one that plans another."""
    found = (one["value"] for _, one in elements(view) if does(one, "open:schedule"))
    return next(str(value) for value in found if ":" in value)


def case_of(made: World, omar: Hands) -> str:
    """The case's id, as the button for one more meeting carries it."""
    found = (one["value"] for _, one in elements(made.hub(omar)) if does(one, "open:schedule"))
    return next(value for value in found if ":" not in value)


def test_who_was_asked_to_one_meeting_hears_that_it_is_off_when_they_are_left_out(made: World) -> None:
    made, omar, dana, marcus = together(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    made.direct(marcus, "You are invited")
    screened(made, omar)
    told = made.direct(omar, "needs you soon")
    view = omar.open(told, "do:kept_apart", channel=made.dm(omar))
    assert "asked to the same meeting" in words_of(view)
    omar.open(view, "open:schedule", leave_out(view))
    omar.fill({"left_out": [Pick("Marcus Harlow")]})
    omar.submit()
    omar.close()
    made.direct(marcus, "called off")
    home = words_of(marcus.home())
    assert "March 18" not in home
    assert "March 18" in words_of(dana.home())
    assert not any("called off" in one["text"] for one in dana.direct())


def test_calendar_files_and_mails_of_each_hold_nothing_of_the_other(
    mailing: World, office: PostOffice
) -> None:
    """Dana has hers in Slack, Marcus his by e-mail; each is asked to a meeting of their own."""
    made, priya, omar = with_case(mailing)
    dana = made.person("Dana Reyes")
    hub = made.hub(priya)
    made.form(priya, hub, "open:person", role="guardian", name="Rosa Vega", slack_user=dana.user)
    made.form(priya, hub, "open:person", role="father", name="Marcus Harlow")
    rule = {"person_id": Pick("Rosa Vega"), "no_contact_order": "yes", "words": "A red flag for her"}
    made.form(omar, made.hub(omar), "open:safety_screen", **rule, no_contact_with=[Pick("Marcus Harlow")])
    hers = {**MEETING, **DANAS, "left_out": [Pick("Marcus Harlow")]}
    made.form(omar, made.hub(omar), "open:schedule", **hers)
    his = {**MEETING, **MARCUSS, "left_out": [Pick("Rosa Vega")]}
    made.form(omar, made.hub(omar), "open:schedule", case_of(made, omar), **his)
    wish(made, dana, made.direct(dana, "You are invited"), "with_place")
    people = priya.open(made.hub(priya), "do:people", channel=made.channel)
    priya.open(people, "open:contact_way")
    priya.fill(
        {"person_id": Pick("Marcus Harlow"), "kind": "email", "value": "m@mail.example", "safe": "yes"}
    )
    priya.submit()
    priya.close()
    told = "do not use Slack"
    made.until(lambda: any(told in one["text"] and "March 18" in one["text"] for one in priya.direct()))
    tell = next(one for one in priya.direct() if told in one["text"] and "March 18" in one["text"])
    priya.open(tell, "open:notice", channel=made.dm(priya))
    priya.fill({"person_id": Pick("Marcus Harlow"), "invited_on": "2026-03-02", "how": "phone"})
    priya.submit()
    wish_for_dana(priya, "with_place")
    made.until(lambda: len(office.came) == 1 and len(files(dana)) == 1, 30)
    mail = f"{words_of_mail(office.came[0])} {event_of(office.came[0]).to_ical().decode()}"
    assert "Library" in mail, "his own place is there"
    assert not [one for one in (*DANA, "Rosa", "20260317", *THE_RULE) if one in mail]
    calendar = made.desk.file(dana.user, files(dana)[0]["id"]).decode()
    assert "red house" in calendar
    shown = f"{calendar} {everything(made, 'Dana Reyes', dana)}"
    assert not [one for one in (*MARCUS[:4], "20260318", *THE_RULE) if one in shown]
    assert not made.breaches()
