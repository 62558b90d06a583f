"""A talk at home without a network: a blank form is printed, filled by hand, and keyed in days later."""

import io

import pytest
from pypdf import PdfReader

from bot.practice.player.hands import Pick, elements
from tests.scenarios.attacks import refused, typed
from tests.scenarios.victoria import case_in_victoria
from tests.scenarios.world import World, words_of

SAID = "Rosa: She reads to her brother.\nShe sings."


@pytest.mark.requirement("V-13")
def test_a_form_is_printed_filled_and_keyed_in_with_its_true_day(made: World) -> None:
    made, priya, _ = case_in_victoria(made)
    papers = priya.open(made.hub(priya), "do:papers", channel=made.channel)
    blank = next(one for _, one in elements(papers) if str(one.get("value")).endswith(":blank.pdf"))
    priya.press(papers, "do:get_paper", blank["value"])
    priya.close()
    made.until(lambda: any(one.get("files") for one in priya.direct()), 30)
    [file] = [file for one in priya.direct() for file in one.get("files", ())]
    pages = PdfReader(io.BytesIO(made.desk.file(priya.user, file["id"]))).pages
    printed = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "What is going well" in printed
    assert "Who does what, by when" in printed
    assert not any(name in printed for name in ("Rosa", "June", "Vega", "TEST-VIC"))

    made.at("2026-03-12T01:00:00Z")
    papers = priya.open(made.hub(priya), "do:papers", channel=made.channel)
    priya.open(papers, "open:from_paper")
    there = [Pick("Rosa Vega"), Pick("Priya Nandan")]
    talk = {"kind": "home_visit", "day": "2026-03-09", "start": "15:00", "end": "16:00", "there": there}
    task = {"text_1": "Call the school", "owner_id_1": Pick("Priya Nandan"), "due_1": "2026-03-20"}
    priya.fill({**talk, **task, "strengths": SAID, "needs": "Rosa:"})
    wrong = refused(priya)
    assert wrong["needs"].startswith("Line 1: a name is there")
    assert set(wrong) == {"needs", "done_when_1"}
    assert typed(priya, "strengths")["value"] == SAID
    priya.close()
    # The laptop is shut in the meantime: all of it is offered again.
    priya.open(priya.open(made.hub(priya), "do:papers", channel=made.channel), "open:from_paper")
    assert typed(priya, "strengths")["value"] == SAID
    priya.fill({"needs": "Rosa: Someone to talk to.", "done_when_1": "June has a start day"})
    priya.submit()
    receipt = words_of(priya.modal())
    assert "The talk of Monday, March 9, 2026 is in the record, with 4 entries." in receipt
    priya.close()
    strengths = words_of(made.entries(priya, "strength"))
    assert "She reads to her brother." in strengths
    assert "March 9, 2026" in strengths
