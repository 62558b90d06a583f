"""Writes plan.docx, the template of the Word document: `python -m bot.documents.docx_template FILE`.

An agency may open the template in Word and change how it looks; the words in double braces are filled
in from bot/documents/page.py. Run this only to start anew.
"""

import sys
from collections.abc import Sequence
from typing import Any

from docx import Document

from bot.documents.docx_parts import (
    UNDER,
    bullets,
    each,
    facts,
    heading,
    heads,
    lead,
    lines,
    margins,
    styles,
    table,
    when,
)
from bot.documents.docx_weighed import concerns, decisions, ideas, services, told


def main(path: str) -> None:
    """Build the template and save it there."""
    document = Document()
    styles(document)
    margins(document)
    _body(document)
    document.core_properties.title = ""
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.save(path)


def _body(document: Any) -> None:
    when(document, "practice_line", "{{ practice_line }}", bold=True)
    document.add_paragraph("{{ title }}", style="Title")
    facts(document, "facts")
    heading(document, "{{ why.heading }}")
    document.add_paragraph("{{ why.text }}")
    each(document, "voice in voices", _voice)
    for name in ("strengths", "needs"):
        _section_told(document, name)
    ideas(document)
    concerns(document)
    each(document, "home in homes", _home)
    _goals(document)
    _visits(document)
    _section_told(document, "ties")
    services(document)
    decisions(document)
    _table_section(document, "dates", "date", ("what", "when"), notes="notes")
    _people(document)
    heading(document, "{{ views.heading }}")
    when(document, "views.none", "{{ views.none }}")
    document.add_paragraph("{%p if views.items_said %}")
    lead(document, "{{ views.lead }}")
    document.add_paragraph("{%p endif %}")
    each(document, "view in views.items_said", _view)
    heading(document, "{{ challenge.heading }}")
    lines(document, "challenge.lines")
    each(document, "section in lists", _list_section)
    heading(document, "{{ seal.heading }}")
    lines(document, "seal.lines", quiet=True)


def _voice(document: Any) -> None:
    heading(document, "{{ voice.heading }}")
    each(document, "words in voice.said", lambda inner: inner.add_paragraph("{{ words }}", style="Quote"))
    each(document, "answer in voice.answers", _answer)
    lines(document, "voice.lines", quiet=True)


def _answer(document: Any) -> None:
    lead(document, "{{ answer.question }}")
    each(document, "words in answer.said", lambda inner: inner.add_paragraph("{{ words }}", style="Quote"))


def _section_told(document: Any, name: str) -> None:
    heading(document, f"{{{{ {name}.heading }}}}")
    when(document, f"{name}.none", f"{{{{ {name}.none }}}}")
    each(document, f"item in {name}.items_said", told)


def _home(document: Any) -> None:
    heading(document, "{{ home.heading }}")
    facts(document, "home.facts")
    document.add_paragraph("{%p if home.views %}")
    heading(document, "{{ home.views_heading }}", 2)
    each(document, "view in home.views", _view)
    document.add_paragraph("{%p endif %}")


def _view(document: Any) -> None:
    document.add_paragraph("{{ view.line }}").paragraph_format.keep_with_next = True
    document.add_paragraph("{%p if view.words %}")
    document.add_paragraph("{{ view.words }}", style="Quote")
    document.add_paragraph("{%p endif %}")
    when(document, "view.note", "{{ view.note }}", quiet=True)


def _goals(document: Any) -> None:
    heading(document, "{{ goals.heading }}")
    when(document, "goals.none", "{{ goals.none }}")
    each(document, "goal in goals.items_said", _goal)
    document.add_paragraph("{%p if goals.other.steps %}")
    heading(document, "{{ goals.other.heading }}", 2)
    lead(document, "{{ goals.other.lead }}")
    _steps(document, "goals.other.steps")
    document.add_paragraph("{%p endif %}")


def _goal(document: Any) -> None:
    heading(document, "{{ goal.heading }}", 2)
    when(document, "not goal.objectives and goal.none", "{{ goal.none }}")
    each(document, "objective in goal.objectives", _objective)


def _objective(document: Any) -> None:
    heading(document, "{{ objective.heading }}", 3)
    facts(document, "objective.facts", with_next=True)
    document.add_paragraph("{%p if objective.steps %}")
    _steps(document, "objective.steps")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ goals.no_steps }}")
    document.add_paragraph("{%p endif %}")


def _steps(document: Any, steps: str) -> None:
    cells = (
        "{{ step.owner }}",
        "{{ ([step.what] + step.notes)|join('\\n') }}",
        "{{ step.done_when }}",
        "{{ step.due }}",
    )
    table(document, heads("goals", 4), f"step in {steps}", cells)


def _visits(document: Any) -> None:
    heading(document, "{{ visits.heading }}")
    when(document, "visits.none", "{{ visits.none }}")
    document.add_paragraph("{%p if visits.rows %}")
    cells = (
        "{{ visit.who }}",
        "{{ visit.how_often }}",
        "{{ visit.where|join('\\n') }}",
        "{{ visit.change|join('\\n') }}",
    )
    table(document, heads("visits", 4), "visit in visits.rows", cells, (32, 36, 54, 48))
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if visits.workers %}")
    heading(document, "{{ visits.worker_heading }}", 2)
    bullets(document, "visits.workers")
    document.add_paragraph("{%p endif %}")


def _people(document: Any) -> None:
    heading(document, "{{ people.heading }}")
    when(document, "people.none", "{{ people.none }}")
    document.add_paragraph("{%p if people.rows %}")
    lead(document, "{{ people.lead }}")
    cells = (
        "{{ person.name }}" + UNDER + "{{ person.role }}",
        "{{ person.took_part }}",
        "{{ person.chance|join('\\n') }}",
    )
    table(document, heads("people", 3), "person in people.rows", cells)
    document.add_paragraph("{%p endif %}")
    lines(document, "people.empty")
    document.add_paragraph("{%p if people.absent %}")
    heading(document, "{{ people.absent_heading }}", 2)
    each(document, "person in people.absent", _absent)
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if people.others %}")
    heading(document, "{{ people.others_heading }}", 2)
    bullets(document, "people.others")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if people.not_noted %}")
    heading(document, "{{ people.not_noted_heading }}", 2)
    bullets(document, "people.not_noted")
    document.add_paragraph("{%p endif %}")


def _absent(document: Any) -> None:
    name = document.add_paragraph()
    name.paragraph_format.keep_with_next = True
    name.add_run("{{ person.line }}").bold = True
    lines(document, "person.lines")


def _list_section(document: Any) -> None:
    document.add_paragraph("{%p if section.items_said %}")
    heading(document, "{{ section.heading }}")
    bullets(document, "section.items_said")
    document.add_paragraph("{%p endif %}")


def _table_section(document: Any, name: str, row: str, columns: Sequence[str], notes: str = "") -> None:
    heading(document, f"{{{{ {name}.heading }}}}")
    when(document, f"{name}.none", f"{{{{ {name}.none }}}}")
    document.add_paragraph(f"{{%p if {name}.rows %}}")
    cells = [f"{{{{ {row}['{column}'] }}}}" for column in columns]
    if notes:
        cells[-1] = f"{{{{ ([{row}['{columns[-1]}']] + {row}.{notes})|join('\\n') }}}}"
    table(document, heads(name, len(columns)), f"{row} in {name}.rows", cells)
    document.add_paragraph("{%p endif %}")


if __name__ == "__main__":
    main(sys.argv[1])
