"""After the buttons were pressed late, the facilitator says when the meeting really was."""

import json

from bot.practice.player.hands import Hands, elements
from tests.scenarios.attacks import refused
from tests.scenarios.test_closing import sealed
from tests.scenarios.world import World, words_of

TRUE_TIMES = {"held_on": "2026-03-18", "held_start": "15:05", "held_end": "15:20"}


def test_the_true_times_are_said_corrected_and_printed(made: World) -> None:
    made, _, omar = sealed(made)
    omar.close()
    omar.open(made.hub(omar), "open:held", channel=made.channel)
    offered = {one["block_id"]: one["element"] for one in omar.modal()["blocks"] if one["type"] == "input"}
    assert offered["held_on"]["initial_date"] == "2026-03-18"
    assert set(offered) == set(TRUE_TIMES)
    omar.fill({**TRUE_TIMES, "held_end": "15:00"})
    assert refused(omar)["held_end"].startswith("The end is before the start.")
    omar.fill({**TRUE_TIMES, "held_on": "2027-03-18"})
    assert refused(omar)["held_on"].startswith("This day has not come yet.")
    omar.fill(TRUE_TIMES)
    omar.submit()
    omar.close()

    plan = json.loads(paper(made, omar, "plan.json"))
    held = plan["about"]["conference"]["held"]
    assert (held["date"], held["start"], held["end"]) == tuple(TRUE_TIMES.values())
    assert plan["about"]["people"][held["by"]]["role"] == "facilitator"
    assert "Omar Haddad told us these times." in paper(made, omar, "narrative.md").decode()


def test_the_whole_record_comes_last_and_only_after_a_question(made: World) -> None:
    made, _, omar = sealed(made)
    omar.close()
    view = omar.open(made.hub(omar), "do:papers", channel=made.channel)
    buttons = [one for _, one in elements(view) if one["action_id"].startswith("do:get_paper")]
    assert buttons[0]["value"].endswith(":plan.pdf")
    assert buttons[-1]["value"].endswith(":record.json")
    assert [one for one in buttons if "confirm" in one] == buttons[-1:]
    asked = buttons[-1]["confirm"]["text"]["text"]
    for part in ("safety answers", "private notes", "hidden addresses", "facilitator and the case manager"):
        assert part in asked


def test_dates_are_counted_in_words(made: World) -> None:
    made, _, omar = sealed(made)
    omar.close()
    view = omar.open(made.hub(omar), "do:due", channel=made.channel)
    said = words_of(view)
    assert "*: Sunday, March 22, 2026" in said
    assert "Why this date: 20 calendar days after Monday, March 2, 2026 (Custody began). Source: " in said
    assert "2026-03" not in said
    assert "2026-" not in words_of(made.hub(omar))


def paper(made: World, who: Hands, name: str) -> bytes:
    """A paper that comes to its asker."""
    before = {file["id"] for message in who.direct() for file in message.get("files", ())}
    view = who.open(made.hub(who), "do:papers", channel=made.channel)
    value = next(one["value"] for _, one in elements(view) if one.get("value", "").endswith(f":{name}"))
    who.press(view, "do:get_paper", value)
    made.until(lambda: "direct message" in words_of(who.modal()))
    who.close()
    came: list[str] = []

    def has_come() -> bool:
        files = [file for message in who.direct() for file in message.get("files", ())]
        came[:] = [file["id"] for file in files if file["id"] not in before and file["name"] == name]
        return bool(came)

    made.until(has_come, 30)
    return made.desk.file(who.user, came[0])
