"""Whoever wants it has the conference in their calendar, by direct message or by e-mail."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from bot.practice.player.hands import CannotDo, Hands, Pick, elements
from tests.mail.post_office import LOOPBACK, SENDER, PostOffice, post_office
from tests.scenarios.test_next_steps import moving
from tests.scenarios.world import MEETING, World, with_case, words_of, world
from tests.services.mail_desk import event_of
from tests.services.mail_desk import words_of as words_of_mail

ADDRESS = "dana@mail.example"
NEXT_DAY = {**MEETING, "date": "2026-03-19", "place": "Canary Hall"}
SECRETS = ("Dana", "June", "Reyes", "Marcus", "Harlow", "Priya", "TEST-0001", "Canary reason")


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as running:
        yield running


@pytest.fixture
def mailing(tmp_path: Path, office: PostOffice) -> Iterator[World]:
    """A workspace whose bot has a mail server."""
    variables = {"HOST": LOOPBACK, "PORT": str(office.port), "FROM": SENDER, "TLS": "none"}
    more = {f"ROUNDTABLE_SMTP_{name}": value for name, value in variables.items()}
    with world(tmp_path, more={**more, "ROUNDTABLE_OFFICE_PHONE": "555 0100"}) as found:
        yield found
        assert found.breaches() == []


def files(who: Hands) -> list[dict[str, Any]]:
    return [file for message in who.direct() for file in message.get("files", ())]


def events(made: World, who: Hands, count: int) -> list[Any]:
    """The events of so many calendar files in a DM, in the order in which they came, each with its METHOD."""
    made.until(lambda: len(files(who)) == count, 30)
    found = []
    for file in sorted(files(who), key=lambda one: one["timestamp"]):
        assert file["name"] == "meeting.ics"
        body = made.desk.file(who.user, file["id"])
        calendar = Calendar.from_ical(body)
        [event] = calendar.walk("VEVENT")
        event["METHOD"] = calendar["METHOD"]
        for secret in SECRETS:
            assert secret not in body.decode()
            assert secret not in file["title"]
        found.append(event)
    return found


def wish(made: World, who: Hands, message: dict[str, Any], wanted: str) -> None:
    who.open(message, "open:own_calendar", channel=made.dm(who))
    who.fill({"wish": wanted})
    who.submit()
    who.close()


def reply_words(made: World, who: Hands, answer: str) -> dict[str, Any]:
    invitation = made.direct(who, "You are invited")
    value = next(one["value"] for _, one in elements(invitation) if f":{answer}:" in str(one.get("value")))
    who.press(invitation, "do:reply", value, made.dm(who))
    return made.direct(who, "You said")


def test_a_tap_on_the_invitation_puts_it_in_the_calendar_and_moves_it_with_the_conference(
    made: World,
) -> None:
    made, priya, omar = with_case(made)
    marcus = made.person("Marcus Harlow")
    made.form(
        priya, made.hub(priya), "open:person", role="father", name="Marcus Harlow", slack_user=marcus.user
    )
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    wish(made, marcus, made.direct(marcus, "You are invited"), "with_place")
    [first] = events(made, marcus, 1)
    assert (first["METHOD"], first["SEQUENCE"]) == ("REQUEST", 0)
    assert first["LOCATION"] == MEETING["place"]
    assert "PRACTICE" in first["SUMMARY"]

    wish(made, marcus, reply_words(made, marcus, "yes"), "without_place")
    [_, without] = events(made, marcus, 2)
    assert (without["UID"], without["SEQUENCE"], "LOCATION" in without) == (first["UID"], 0, False)

    hub = made.hub(omar)
    made.form(omar, hub, "open:schedule", moving(hub), **NEXT_DAY)
    moved = events(made, marcus, 3)[-1]
    assert (moved["UID"], moved["SEQUENCE"], moved["METHOD"]) == (first["UID"], 1, "REQUEST")
    assert moved["DTSTART"].dt.isoformat() == "2026-03-19T20:30:00+00:00"
    assert "LOCATION" not in moved

    made.form(omar, made.hub(omar), "open:cancel", why="Canary reason")
    off = events(made, marcus, 4)[-1]
    assert (off["UID"], off["SEQUENCE"], off["METHOD"]) == (first["UID"], 2, "CANCEL")
    assert files(priya) == files(omar) == []


def told_and_safe(made: World, priya: Hands) -> None:
    """Dana was told by phone, and has an e-mail address that she called safe."""
    people = priya.open(made.hub(priya), "do:people", channel=made.channel)
    priya.open(people, "open:contact_way")
    priya.fill({"person_id": Pick("Dana Reyes"), "kind": "email", "value": ADDRESS, "safe": "yes"})
    priya.submit()
    priya.close()
    priya.open(made.hub(priya), "open:notice", channel=made.channel)
    priya.fill({"person_id": Pick("Dana Reyes"), "invited_on": "2026-03-02", "how": "phone"})
    priya.submit()


def wish_for_dana(priya: Hands, wish: str) -> None:
    """What Dana said on the phone, entered where it was noted that she was told."""
    priya.open(priya.modal(), "open:calendar_for")
    priya.fill({"wish": wish})
    try:
        priya.submit()
    finally:
        priya.close()


def test_who_has_no_slack_gets_it_by_e_mail_and_staff_hear_when_it_does_not_arrive(
    mailing: World, office: PostOffice
) -> None:
    made, priya, omar = with_case(mailing)
    made.form(omar, made.hub(omar), "open:schedule", **{**MEETING, "place": "Canary Hall"})
    told_and_safe(made, priya)
    wish_for_dana(priya, "without_place")
    made.until(lambda: len(office.came) == 1)
    [mail], [to] = office.came, office.to
    assert to == [ADDRESS]
    event = event_of(mail)
    assert (event["METHOD"], event["SEQUENCE"], event["ATTENDEE"]) == ("REQUEST", 0, f"mailto:{ADDRESS}")
    for secret in (*SECRETS, "Canary Hall"):
        assert secret not in words_of_mail(mail)
        assert secret not in event.to_ical().decode()
    assert "Please call 555 0100" in words_of_mail(mail)

    office.rcpt = "550 no such user"
    hub = made.hub(omar)
    made.form(omar, hub, "open:schedule", moving(hub), **NEXT_DAY)
    notice = made.direct(priya, "did not arrive")
    assert "Dana" not in words_of(notice)
    view = priya.open(notice, "do:not_reached", channel=made.dm(priya))
    assert "*Dana Reyes* could not be reached by e-mail" in words_of(view)
    assert ADDRESS not in words_of(view)
    priya.open(view, "open:notice")
    assert "Dana Reyes" in words_of(priya.modal())
    assert len(office.came) == 1
    assert ADDRESS not in made.bot.log.read_text("utf-8")


def test_without_a_mail_server_staff_hear_at_once_that_another_way_is_needed(made: World) -> None:
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    told_and_safe(made, priya)
    with pytest.raises(CannotDo) as refused:
        wish_for_dana(priya, "with_place")
    assert "e-mail is not set up here" in str(refused.value.answer)


def with_father(made: World) -> tuple[World, Hands, Hands, Hands]:
    """Marcus uses Slack, is asked to the meeting, wants it in his calendar and says yes."""
    made, priya, omar = with_case(made)
    marcus = made.person("Marcus Harlow")
    hub = made.hub(priya)
    made.form(priya, hub, "open:person", role="father", name="Marcus Harlow", slack_user=marcus.user)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    wish(made, marcus, made.direct(marcus, "You are invited"), "with_place")
    reply_words(made, marcus, "yes")
    events(made, marcus, 1)
    return made, priya, omar, marcus


def on_people(made: World, who: Hands, action: str) -> None:
    """Press a button of the last person in the list of people."""
    view = who.open(made.hub(who), "do:people", channel=made.channel)
    value = [
        one["value"] for _, one in elements(view) if one["action_id"].split(":")[:2] == action.split(":")
    ]
    who.press(view, action, value[-1])
    who.close()


def test_who_is_left_out_hears_only_of_the_time_that_they_knew(made: World) -> None:
    made, _priya, omar, marcus = with_father(made)
    hub = made.hub(omar)
    aside = {"left_out": [Pick("Marcus Harlow")], "why_left_out": "Canary reason"}
    made.form(omar, hub, "open:schedule", moving(hub), **NEXT_DAY, **aside)
    off = events(made, marcus, 2)[-1]
    assert (off["METHOD"], off["SEQUENCE"], off["LOCATION"]) == ("CANCEL", 1, MEETING["place"])
    assert off["DTSTART"].dt.isoformat() == "2026-03-18T20:30:00+00:00"
    told = words_of(made.direct(marcus, "called off"))
    assert "March 18" in told
    assert "March 19" not in told


def test_who_comes_back_to_the_team_is_asked_anew_and_does_not_count_as_coming(made: World) -> None:
    made, priya, omar, marcus = with_father(made)
    on_people(made, priya, "do:left")
    off = events(made, marcus, 2)[-1]
    assert (off["METHOD"], off["SEQUENCE"]) == ("CANCEL", 1)
    on_people(made, priya, "do:came_back")
    again = events(made, marcus, 3)[-1]
    assert (again["METHOD"], again["SEQUENCE"]) == ("REQUEST", 2)
    # The first invitation says what he answered since; this is another.
    made.direct(marcus, "You are invited")
    ready = omar.open(made.hub(omar), "do:ready", channel=made.channel)
    assert "Marcus Harlow" in words_of(ready)
    gaps = [one for _, one in elements(ready) if one["action_id"].startswith("open:notice")]
    assert gaps, "his answer is open again"
    omar.close()
    assert "You said" in words_of(reply_words(made, marcus, "yes"))
