"""A plan as its reader meets it: every section in order, every word resolved, nothing about looks.

The DOCX and the PDF template are both filled from this, so that they can never say different things.
"""

from typing import Any

from bot.documents import page_after as after
from bot.documents import page_meeting as meeting
from bot.documents import page_plan as plan
from bot.documents import page_weighed as weighed
from bot.documents.page_goals import goals
from bot.documents.page_visits import ties, visits
from bot.documents.reader import Json, Reader
from bot.documents.sheet import sheet
from bot.documents.words import Words


def page(content: Json, about: Json, words: Words, *, practice: bool) -> dict[str, Any]:
    """The document's sections. `about` may be empty: then it is a draft, and says so."""
    read = Reader(content, about, words)
    names = [child["name"] for child in content["children"]]
    return sheet(words, practice=practice) | {
        "title": words("title.one", names=words.listed(names)) if names else words("title.none"),
        "facts": meeting.facts(read),
        "why": plan.why(read),
        "voices": plan.voices(read),
        "strengths": plan.strengths(read),
        "needs": plan.needs(read),
        "concerns": weighed.concerns(read),
        "ideas": weighed.ideas(read),
        "homes": plan.homes(read),
        "goals": goals(read),
        "visits": visits(read),
        "ties": ties(read),
        "services": plan.services(read),
        "decisions": weighed.decisions(read),
        "dates": after.dates(read),
        "people": meeting.people(read),
        "opening": meeting.opening(read),
        "views": meeting.views(read),
        "challenge": meeting.challenge(read),
        "talks": after.talks(read),
        "provider_input": after.provider_input(read),
        "offers": after.offers(read),
        "set_aside": after.set_aside(read),
        "parked": after.parked(read),
        "copies": after.copies(read),
        "reading": after.reading(read),
        "seal": after.about_this_paper(read),
        "footer": after.footer(read),
        "laws": after.laws(read),
    }
