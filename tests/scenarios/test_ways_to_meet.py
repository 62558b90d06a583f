"""Family-led ways to meet over the protocol: flagged, offered, answered, planned, explained."""

import pytest

from bot.practice.player.hands import Pick, elements
from tests.scenarios.test_what_is_open import chosen, row
from tests.scenarios.victoria import MELBOURNE, case_in_victoria
from tests.scenarios.world import World, words_of

AFLDM = "aboriginal_family_led_decision_making"
WHEN = {"date": "2026-03-12", "start": "10:00", "end": "11:00", "zone": MELBOURNE, "place": "Library"}


@pytest.mark.requirement("V-03")
@pytest.mark.requirement("K-32")
def test_an_aboriginal_family_is_offered_its_own_way_and_reads_what_it_is(made: World) -> None:
    made, priya, rosa = case_in_victoria(made)
    hub = made.hub(priya)
    made.form(priya, hub, "open:case_fact", name="aboriginal_child", answer="yes")
    made.form(priya, hub, "open:schedule", kind="formal_meeting", **WHEN)

    ready = priya.shown(lambda: priya.command(made.channel, "/conference ready"))
    words = "Aboriginal family-led decision meeting: not offered yet to Rosa Vega"
    assert words in words_of(ready)
    priya.open(ready, "open:offer", row(ready, words, "open:offer"))
    assert chosen(priya, "said_by").startswith("Rosa Vega")
    told = {"offered_on": "2026-03-02", "offered_by": Pick("Priya Nandan"), "answer": "wants_time"}
    priya.fill({**told, "words": "I want to ask my aunties."})
    priya.submit()
    priya.close()
    ready = priya.shown(lambda: priya.command(made.channel, "/conference ready"))
    assert words not in words_of(ready)
    priya.close()

    page = priya.open(made.hub(priya), "do:ways", channel=made.channel)
    assert "I want to ask my aunties." in words_of(page)
    assert "It must be asked for by Tuesday, March 3, 2026." in words_of(page)
    again = next(one["value"] for _, one in elements(page) if "said_by=" in one.get("value", ""))
    priya.open(page, "open:offer", again)
    assert chosen(priya, "said_by").startswith("Rosa Vega")
    priya.fill({"offered_on": "2026-03-02", "offered_by": Pick("Priya Nandan"), "answer": "yes"})
    priya.submit()
    receipt = priya.modal()
    priya.open(receipt, "open:schedule")
    assert chosen(priya, "kind") == "Aboriginal family-led decision meeting"
    priya.fill({**WHEN, "date": "2026-03-14"})
    priya.submit()
    priya.close()

    made.until(lambda: len([one for one in rosa.direct() if "Le invitamos" in one["text"]]) == 2)
    asked = [one for one in rosa.direct() if "Le invitamos" in one["text"]][-1]
    explained = words_of(rosa.open(asked, "do:what_kind", channel=made.dm(rosa)))
    assert "Reunión aborigen" in explained
    assert "La familia guía esta reunión, con respeto por su cultura." in explained
    rosa.close()
    page = priya.open(made.hub(priya), "do:ways", channel=made.channel)
    assert "Before, on March 2, 2026: Wants time to think." in words_of(page)
    priya.close()
    explained = words_of(priya.open(made.hub(priya), "do:what_kind", channel=made.channel))
    assert "Someone leads the talk" in explained
