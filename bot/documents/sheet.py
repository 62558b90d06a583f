"""What every paper has, whatever it says: language, practice mark, privacy line, page numbers, paper size."""

from typing import Any

from bot.documents.words import Words

# What every paper knows of itself.
SHEET = (
    *("language", "right_to_left", "practice", "practice_line", "private", "page_of", "signs"),
    *("page_before", "page_between", "page_after", "title", "footer", "laws"),
)
LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH"})


def on_letter_paper(words: Words) -> bool:
    """Whether the reader's country prints on letter paper; the others print on A4."""
    return (words.locale.territory or "US") in LETTER_COUNTRIES


def sheet(words: Words, *, practice: bool) -> dict[str, Any]:
    """The frame around a paper's own sections."""
    return {
        "language": words.language,
        "right_to_left": words.locale.text_direction == "rtl",
        "practice": words("sheet.practice") if practice else "",
        "practice_line": words("sheet.practice_line") if practice else "",
        "private": words("sheet.private"),
        "page_of": words("sheet.page", page="{page}", pages="{pages}"),
        "signs": words("sheet.signs", sign="{sign}", codes="{codes}"),
    }
