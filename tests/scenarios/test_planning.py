"""Planning a conference: what the form knows already, what it refuses, who hears of it."""

import pytest

from bot.practice.player.hands import Hands, elements
from tests.scenarios.world import MEETING, CannotDo, World, with_case, words_of


def under_fields(made: World, who: Hands, **changes: str) -> dict[str, str]:
    """What is said under the fields of the form, with these answers instead of good ones."""
    with pytest.raises(CannotDo) as refused:
        made.form(who, made.hub(who), "open:schedule", **{**MEETING, **changes})
    who.close()
    return dict(refused.value.answer["errors"])


def test_the_zone_is_there_and_the_receipt_says_when_and_who_hears_of_it_how(made: World) -> None:
    made, _, omar = with_case(made)
    omar.open(made.hub(omar), "open:schedule", channel=made.channel)
    typed = omar.modal()["state"]["values"]["zone"]["answer"]["selected_option"]["value"]
    assert typed == "America/Chicago"
    omar.close()
    receipt = made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    said = words_of(receipt)
    assert "Wednesday, March 18, 2026" in said
    assert "3:30" in said
    assert "CDT" in said
    assert "Invited by direct message: Priya Nandan" in said
    assert "Dana Reyes" in said
    assert any(element["action_id"] == "do:tell" for _, element in elements(receipt))


def test_the_last_conference_gives_the_zone_and_moving_one_starts_from_its_times(made: World) -> None:
    made, _, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **{**MEETING, "zone": "America/Denver"})
    view = omar.open(made.hub(omar), "open:schedule", to_move(made, omar), made.channel)
    stands = view["state"]["values"]
    assert stands["date"]["answer"]["selected_date"] == "2026-03-18"
    assert stands["start"]["answer"]["selected_time"] == "15:30"
    assert stands["end"]["answer"]["selected_time"] == "17:00"
    assert stands["zone"]["answer"]["selected_option"]["value"] == "America/Denver"


def test_a_time_that_clocks_skip_or_show_twice_is_refused_under_its_field(made: World) -> None:
    made, _, omar = with_case(made)
    spring = under_fields(made, omar, date="2027-03-14", start="02:30", end="04:00", after_due="yes")
    assert set(spring) == {"start"}
    assert "never comes" in spring["start"]
    autumn = under_fields(made, omar, date="2026-11-01", start="00:30", end="01:30", after_due="yes")
    assert set(autumn) == {"end"}
    assert "twice" in autumn["end"]


def test_a_day_after_the_due_date_is_named_and_taken_only_knowingly(made: World) -> None:
    made, _, omar = with_case(made)
    said = under_fields(made, omar, date="2026-03-24")
    assert set(said) == {"date"}
    assert "Sunday, March 22, 2026" in said["date"]
    omar.open(made.hub(omar), "open:schedule", channel=made.channel)
    omar.fill({**MEETING, "date": "2026-03-24"})
    asked = next(one for one in omar.modal()["blocks"] if one.get("block_id") == "after_due")
    assert "March 22" in asked["label"]["text"]
    omar.fill({"after_due": "yes"})
    omar.submit()
    assert "Tuesday, March 24, 2026" in words_of(omar.modal())


def test_a_day_in_time_asks_nothing_more(made: World) -> None:
    made, _, omar = with_case(made)
    omar.open(made.hub(omar), "open:schedule", channel=made.channel)
    omar.fill({"kind": MEETING["kind"], "date": "2026-03-22"})
    assert not any(one.get("block_id") == "after_due" for one in omar.modal()["blocks"])


def test_an_old_message_never_says_a_day_that_does_not_stand(made: World) -> None:
    """Moved, held early, called off: what went out before is drawn anew where it stands."""
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    invited = made.direct(priya, "You are invited")["ts"]
    made.form(omar, made.hub(omar), "open:schedule", to_move(made, omar), date="2026-03-17")
    moved = made.direct(priya, "It is now on Tuesday, March 17")["ts"]
    made.until(lambda: "Our newest message to you" in said_at(priya, invited))
    assert "March 18" not in said_at(priya, invited)
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    begun = "began on Monday, March 2"
    made.until(lambda: all(begun in said_at(priya, ts) for ts in (invited, moved)))
    assert not made.breaches()


def test_a_meeting_that_was_called_off_stands_nowhere_as_if_it_came(made: World) -> None:
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    invited = made.direct(priya, "You are invited")["ts"]
    made.form(omar, made.hub(omar), "open:cancel", why="Dana is ill.")
    made.until(lambda: "was called off" in said_at(priya, invited))
    assert "March 18" not in said_at(priya, invited)
    assert "Dana" not in said_at(priya, invited)


def said_at(who: Hands, ts: str) -> str:
    """What a direct message says now."""
    return next(words_of(one) for one in who.direct() if one["ts"] == ts)


def to_move(made: World, who: Hands) -> str:
    """The value of the button that moves the planned conference."""
    plans = (one for _, one in elements(made.hub(who)) if one["action_id"].startswith("open:schedule"))
    return next(str(one["value"]) for one in plans if ":" in one["value"])
