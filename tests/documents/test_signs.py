"""Whatever people write can be printed; what no font has is shown as missing, never left out unsaid."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.fonts import coverage, families
from bot.documents.signs import Printable
from bot.documents.texts import REPLACEMENT, without_turns, xml_text

SCRIPTS = {
    "Spanish": "Mañana, ¿sí? ¡Ñandú!",
    "Vietnamese": "Nguyễn Thị Hằng",
    "Russian": "Мама и папа",
    "Amharic": "እማማ እና አባባ",
    "Tigrinya": "ኣደይን ኣቦይን",
    "Chinese": "妈妈和爸爸",
    "Japanese": "お母さんとパパ",
    "Korean": "엄마와 아빠",
    "Arabic": "أمي وأبي",
    "Hebrew": "אמא ואבא",
    "Hindi": "माँ और पिताजी",
    "Burmese": "အမေနှင့်အဖေ",
    "Emoji": "😀 👍🏽 ❤️ 👨‍👩‍👧",
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_the_scripts_of_families_are_printed_whole(text: str) -> None:
    printable = Printable()
    printed = printable(text)
    assert not printable.replaced
    assert REPLACEMENT not in printed
    assert printed == "".join(sign for sign in unicodedata.normalize("NFC", text) if sign != "\ufe0f")


def test_a_sign_that_no_font_has_is_shown_and_named() -> None:
    printable = Printable()
    assert printable("a \U00013000 b") == f"a {REPLACEMENT} b"
    assert printable.codes() == ("U+13000",)


def test_control_characters_are_shown_as_missing_and_lines_are_kept() -> None:
    printable = Printable()
    assert printable("a\x00b\r\nc\td") == f"a{REPLACEMENT}b\nc d"
    assert printable.codes() == ("U+0000",)


def test_signs_that_turn_the_direction_of_the_words_around_them_are_left_out() -> None:
    assert Printable()("a\u202eb\u2066c") == "abc"


def test_a_mark_that_no_font_has_together_with_its_letter_is_replaced() -> None:
    printable = Printable()
    assert printable("ש\u0301\u0941").startswith("ש")
    assert "U+0941" in printable.codes()


def test_a_very_long_run_can_break_and_loses_nothing() -> None:
    printed = Printable()("x" * 3000)
    assert max(len(piece) for piece in printed.split("\u200b")) <= 12
    assert printed.replace("\u200b", "") == "x" * 3000
    assert "\u200b" not in Printable()("responsibilities")


@given(st.text())
def test_every_sign_is_either_in_a_font_or_replaced(text: str) -> None:
    for sign in Printable()(text):
        assert sign == "\n" or any(ord(sign) in covered for covered in coverage())


@given(st.text())
def test_strict_signs_are_all_in_the_main_font(text: str) -> None:
    for sign in Printable(strict=True)(text):
        assert sign == "\n" or ord(sign) in coverage()[0]


@given(st.text())
def test_xml_text_is_all_that_xml_allows_and_the_rest_unchanged(text: str) -> None:
    for before, after in zip(without_turns(text), xml_text(text), strict=True):
        assert after in (before, REPLACEMENT)
        assert (
            after in "\t\n\r"
            or "\u0020" <= after <= "\ud7ff"
            or "\ue000" <= after <= "\ufffd"
            or after > "\uffff"
        )


def test_chinese_characters_are_drawn_as_in_the_readers_country() -> None:
    assert families("ja").index("Noto Sans CJK JP") < families("ja").index("Noto Sans CJK SC")
    assert families("zh").index("Noto Sans CJK SC") < families("zh").index("Noto Sans CJK JP")
