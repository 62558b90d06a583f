"""What is due, over the real protocol: as a worker, a supervisor, an administrator and a family see it."""

import pytest

from bot.practice.player.hands import Hands, Json
from tests.scenarios.world import World, with_case, words_of


def _asked(made: World, who: Hands, words: str) -> Json:
    """The private view that `/conference deadlines` opens, once it says these words."""

    def there() -> bool:
        who.close()
        return words in words_of(who.shown(lambda: who.command(made.channel, "/conference deadlines")))

    made.until(there)
    return who.modal()


@pytest.mark.requirement("K-06")
def test_each_sees_in_private_what_is_due(made: World) -> None:
    made, priya, omar = with_case(made)
    sue, ana = made.person("Sue Lane"), made.person("Ana Admin")
    made.name_staff(sue, "Sue Lane", ("supervisor",), supervises=[priya.user])
    made.at("2026-03-20T16:00:00+00:00")

    shown = _asked(made, priya, "Due in 3 days or less")
    assert "Sunday, March 22, 2026 · in 2 days" in words_of(shown), "a weekend is shown and never moved"
    assert "No current plan" in words_of(shown)
    assert "June" not in words_of(shown)
    assert "20 calendar days after Monday, March 2, 2026" in words_of(priya.open(shown, "do:due"))
    priya.close()
    priya.press(_asked(made, priya, "No current plan"), "do:deadlines_table")
    made.until(lambda: any(one.get("files") for one in priya.direct()))
    priya.close()

    unit = words_of(sue.open(sue.home(), "do:deadlines", "unit//"))
    assert "people you supervise: 1" in unit
    assert "TEST-0001" in unit
    counts = ana.open(ana.home(), "do:deadlines", "agency//")
    assert "Overdue: 0 · in 3 days: 1" in words_of(counts)
    ana.press(counts, "do:deadlines", f"of-{priya.user}//")
    made.until(lambda: "First planning conference" in words_of(ana.modal()))
    assert "TEST-0001" not in words_of(counts) + words_of(ana.modal()), "an administrator looks into no case"

    assert not any("due" in one["text"] for one in omar.messages(made.channel) if not one.get("ephemeral"))
    paul = made.person("Paul Reyes")
    made.form(priya, made.hub(priya), "open:person", role="father", name="Paul Reyes", slack_user=paul.user)
    made.channel = made.make_channel("elsewhere", paul)
    assert "Nothing waits for you" in words_of(_asked(made, paul, "Your tasks"))
