"""The court's packet: what was decided and how each took part; to whom, when and why is logged first."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.documents.pdf_file import plan_pdf
from bot.documents.words import words
from bot.domain.delivery import Outgoing
from bot.domain.disclosure import Disclosure
from bot.domain.errors import NotAllowed, NotFound
from bot.services.plan import court, papers
from bot.services.plan.material import plan_material
from bot.services.plan.plan import whole
from bot.services.record import case_record
from tests.services.casework import TEAM, Casework
from tests.services.prepared import everybody

LEADER = "U0FACILITATOR"
ASKED = {"to_whom": "District court, Judge Ames", "why": "The review hearing on June 2"}


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    with everybody(request.param, tmp_path) as made:
        yield made


@pytest.mark.requirement("K-27")
def test_the_packet_holds_decisions_and_participation_and_is_logged(case: Casework) -> None:
    case_id = case.ids["case"]
    given = court.give_to_court(case.as_(LEADER), case_id, ASKED)
    with case.reading() as work:
        kept = work.find(Disclosure, case_id=case_id)
        queued = [one for one in work.find(Outgoing, case_id=case_id) if one.message == "file:court.pdf"]
        record = case_record(work, case_id, private=True)
    assert [(one.to_whom, one.why, one.entered_by) for one in kept] == [(*ASKED.values(), LEADER)]
    assert [one.to for one in queued] == [LEADER], "to whoever leads, and to no parent"
    assert whole(record)["disclosures"][0]["why"] == ASKED["why"]
    logged = [json.loads(line) for line in case.storage.audit_lines(TEAM, case_id)]
    assert any("disclosure.court" in json.dumps(line) and given.id in json.dumps(line) for line in logged)
    assert ASKED["why"] not in json.dumps(logged)
    with case.as_(LEADER).looking("paper.court", case_id) as on:
        told = plan_material(on)
    pages = PdfReader(BytesIO(plan_pdf(told.content, told.about, words()).body)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for heading in ("decisions.heading", "people.heading"):
        assert words()(heading) in text
    for private in (*record.private_notes, *record.keep_private):
        assert private.words not in text


@pytest.mark.requirement("K-27")
def test_it_goes_out_with_a_reason_alone_and_to_those_who_lead(case: Casework) -> None:
    with pytest.raises(NotFound):
        papers.ask_for(case.as_(LEADER), case.ids["case"], "court.pdf")
    for other in ("U0MOTHER", "U0CASA", "U0OBSERVER"):
        with pytest.raises(NotAllowed):
            court.give_to_court(case.as_(other), case.ids["case"], ASKED)
