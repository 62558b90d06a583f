"""A plan as its reader meets it: every section in order, every word resolved, nothing about looks.

The DOCX and the PDF template are both filled from this, so that they can never say different things.
"""

from typing import Any

from bot.documents import page_after as after
from bot.documents import page_meeting as meeting
from bot.documents import page_plan as plan
from bot.documents.page_goals import goals
from bot.documents.reader import Json, Reader
from bot.documents.words import Words

LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH"})


def on_letter_paper(words: Words) -> bool:
    """Whether the reader's country prints on letter paper; the others print on A4."""
    return (words.locale.territory or "US") in LETTER_COUNTRIES


def page(content: Json, about: Json, words: Words, *, practice: bool) -> dict[str, Any]:
    """The document's sections. `about` may be empty: then it is a draft, and says so."""
    read = Reader(content, about, words)
    names = [child["name"] for child in content["children"]]
    return {
        "language": words.language,
        "right_to_left": words.locale.text_direction == "rtl",
        "title": words("title.one", names=words.listed(names)) if names else words("title.none"),
        "practice": words("title.practice") if practice else "",
        "practice_line": words("title.practice_line") if practice else "",
        "private": words("title.private"),
        "facts": meeting.facts(read),
        "why": plan.why(read),
        "voices": plan.voices(read),
        "strengths": plan.strengths(read),
        "needs": plan.needs(read),
        "homes": plan.homes(read),
        "goals": goals(read),
        "visits": plan.visits(read),
        "services": plan.services(read),
        "dates": after.dates(read),
        "people": meeting.people(read),
        "views": meeting.views(read),
        "challenge": meeting.challenge(read),
        "set_aside": after.set_aside(read),
        "parked": after.parked(read),
        "copies": after.copies(read),
        "reading": after.reading(read),
        "seal": after.about_this_paper(read),
        "footer": after.footer(read),
        "laws": after.laws(read),
        "page_of": words("footer.page", page="{page}", pages="{pages}"),
        "signs": words("seal.signs", sign="{sign}", codes="{codes}"),
    }
