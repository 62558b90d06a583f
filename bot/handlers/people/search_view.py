"""The report of the search for family (T-13): for those who lead."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.network import FACTS, ContactTry, PersonFact
from bot.handlers.desk import Desk, View
from bot.handlers.people.people_views import PAGE, open_press
from bot.handlers.showing import paged
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.people import network
from bot.services.people.network import Known

Row = dict[str, Any]


def search_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Who was asked who belongs, and for each who is looked for what was tried with what result (T-13)."""
    case_id, page = paged(asked)
    found = network.look_at_network(acting, case_id)
    questions = [
        {
            "name": one.person.name,
            "on": one.on,
            "presses": [Press("ask", "open:mention", f"{case_id}?asked_of={one.person.id}")],
        }
        for one in found.asked
    ]
    sought = [_reported(desk, one, language) for one in found.sought]
    nobody = [_tried(desk, one, language) for one in found.tries_about_nobody]
    return desk.words.view(
        "views/search",
        language,
        parts=[
            Part("asked", questions),
            Part("sought", sought, page=page, size=PAGE, turn="do:search", turn_value=case_id),
            Part("about_nobody", nobody),
        ],
        presses=[
            Press("contact_try", "open:contact_try", case_id),
            Press("ties", "do:entries", f"{case_id}:tie:1"),
        ],
        tries=sum(len(one.tries) for one in found.known) + len(found.tries_about_nobody),
    )


def _reported(desk: Desk, known: Known, language: str) -> Row:
    return {
        "name": known.person.name,
        "candidate": known.person.candidate,
        "answers": list(_answers(desk, known.answers, language)),
        "found": [desk.words.name("found_how", one.how, language) for one in known.found],
        "tries": len(known.tries),
        "last": _tried(desk, known.tries[-1], language) if known.tries else None,
        "presses": [open_press(known.person)],
    }


def _answers(desk: Desk, answers: Mapping[str, PersonFact], language: str) -> Iterable[str]:
    for name in FACTS:
        answer = answers[name].answer if name in answers else "not_asked"
        fact = desk.words.name("person_facts", name, language)
        yield f"{fact}: {desk.words.name('fact_answers', answer, language)}"


def _tried(desk: Desk, one: ContactTry, language: str) -> Row:
    return {
        "what": desk.words.name("try_channels", one.channel, language),
        "result": desk.words.name("try_results", one.result, language),
        "on": one.on,
        "said": one.words or "",
    }
