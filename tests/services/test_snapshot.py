"""One page to start the talk: there in Victoria, and of the answers only the marked ones are kept."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.documents.pdf_file import snapshot_pdf
from bot.documents.words import BLANK, words
from bot.domain.errors import AnswersNotUnderstood
from bot.flows.snapshot import PROMPTS
from bot.profiles import load_profiles
from bot.services.entries import snapshot
from bot.services.plan import papers
from bot.services.plan.blank_form import snapshot_material
from bot.services.seeing import looking
from tests.services.casework import MANAGER, Casework
from tests.services.victoria import in_victoria

TODAY = date(2026, 3, 2)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    with in_victoria(request.param, tmp_path) as made:
        yield made


@pytest.mark.requirement("V-12")
def test_the_page_is_in_victorias_profile_and_fits_on_one_sheet(case: Casework) -> None:
    assert "snapshot.pdf" in papers.papers_for(case.as_(MANAGER), case.ids["case"])
    with case.as_(MANAGER).looking("case.look", case.ids["case"]) as on:
        told = snapshot_material(on)
    assert told["prompts"] == list(PROMPTS)
    for language in ("en", "es"):
        said = words(language, "en-AU", paper=BLANK)
        [page] = PdfReader(BytesIO(snapshot_pdf(told, said).body)).pages
        text = " ".join(page.extract_text().split())
        assert all(said(f"snapshot.{name}") in text for name in PROMPTS)
    assert [one.id for one in load_profiles().values() if one.snapshot] == ["au-vic"]


@pytest.mark.requirement("V-12")
def test_only_marked_answers_are_kept_as_their_persons_own_words(case: Casework) -> None:
    answers = {"said_by": case.ids["child"], "day": TODAY, "child_good": "I draw.", "child_hard": "Nights."}
    kept = snapshot.keep(case.as_(MANAGER), case.ids["case"], {**answers, "keep": ("child_good",)})
    record = looking.whole_record(case.as_(MANAGER), case.ids["case"])
    [strength] = record.strengths
    assert (kept, strength.text, strength.said_by) == (1, "I draw.", case.ids["child"])
    assert record.concerns == (), "what was not marked is nowhere"
    with pytest.raises(AnswersNotUnderstood) as refused:
        snapshot.keep(case.as_(MANAGER), case.ids["case"], {**answers, "keep": ("family_help", "child_hard")})
    assert refused.value.problems == {"family_help": "missing"}
    assert looking.whole_record(case.as_(MANAGER), case.ids["case"]).concerns == ()
