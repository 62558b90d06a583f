"""The words of the private page: plain, in Spanish too, and each of them is used."""

import re
import string
from pathlib import Path

import pytest

from bot.domain.closing import ANSWERS, VIEWS
from bot.domain.network import WAY_KINDS
from bot.web.family.inside import ASKED_ANSWERS, ASKED_VIEWS
from bot.web.family.masked import masked
from bot.web.family.square import square
from bot.web.family.words import languages, page_words
from tests.readability import banned_words, too_hard

PAGES = Path(__file__).parents[2] / "bot" / "web" / "family"
ENGLISH = page_words("en").phrases
KEYS = [f"{section}.{name}" for section, phrases in ENGLISH.items() for name in phrases]
FACTS = {"number": 2, "date": "March 18, 2026", "answer": "Yes", "view": "It is right for me"}
FACTS |= {"phone": "555 0100", "way": "Phone number", "title": "Your page"}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.requirement("C-02")
@pytest.mark.parametrize("key", KEYS)
def test_each_phrase_is_plain_and_respectful(key: str) -> None:
    text = page_words("en")(key, **FACTS)
    assert not banned_words(text)
    assert not too_hard(text)


def test_spanish_has_every_phrase_with_the_same_values() -> None:
    assert languages() == ("en", "es")
    for section, phrases in page_words("es").phrases.items():
        assert set(phrases) == set(ENGLISH[section])
        for name, text in phrases.items():
            assert fields(text) == fields(ENGLISH[section][name]), f"{section}.{name}"
    assert set(page_words("es").phrases) == set(ENGLISH)


def test_a_language_without_words_is_english() -> None:
    assert page_words("vi").language == page_words(None).language == "en"


def test_no_phrase_is_left_over() -> None:
    used = "".join(one.read_text("utf-8") for one in (*PAGES.rglob("*.html"), *PAGES.glob("*.py")))
    asked = set(re.findall(r't(?:\(|words\()?"([a-z]+\.[a-z_]+)"', used)) | set(
        re.findall(r'words\("([a-z]+\.[a-z_]+)"', used)
    )
    asked |= {f"part.{one}" for one in ASKED_ANSWERS} | {f"view.{one}" for one in ASKED_VIEWS}
    asked |= {f"{page}.{one}" for page in ("part", "view") for one in ("title", "question", "words")}
    asked |= {f"{page}.{one}" for page in ("part", "view") for one in ("recorded", "choose")}
    asked |= {f"reach.{one}" for one in (*WAY_KINDS, "missing", "ways_wait")}
    asked |= {"you.plan_none", "you.plan_withdrawn"}
    asked |= {"you.plan_pdf", "you.plan_docx", "you.copy_pdf"}
    assert set(KEYS) - asked == set()
    assert {"not_asked"} == set(ANSWERS) - set(ASKED_ANSWERS) == set(VIEWS) - set(ASKED_VIEWS)


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("phone", " 555 0142 ", "••• 42"),
        ("email", "dana@home.example", "d•••@h•••"),
        ("email", "no address", "no•••"),
        ("mail", "12 Elm Street", "12•••"),
        ("slack", "", "•••"),
    ],
)
def test_a_way_is_shown_in_part_only(kind: str, value: str, shown: str) -> None:
    assert masked(kind, value) == shown


def test_the_square_is_a_picture_with_words_beside_it() -> None:
    drawn = str(square("https://pages.agency.example/family/" + "a" * 32, 'A "square"'))
    assert drawn.startswith('<svg role="img" aria-label="A &#34;square&#34;"')
    assert "<script" not in drawn
    assert "style" not in drawn
