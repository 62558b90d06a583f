"""The parts of the Word template for what was weighed up: ideas, worries, decisions, help of each kind."""

from typing import Any

from bot.documents.docx_parts import each, heading, heads, soften, table, when


def told(document: Any) -> None:
    line = document.add_paragraph("{{ item.text }}", style="List Bullet")
    soften(line.add_run("{% if item.note %}{{ '\\n' }}{{ item.note }}{% endif %}"))


def ideas(document: Any) -> None:
    document.add_paragraph("{%p if ideas.heading %}")
    heading(document, "{{ ideas.heading }}")
    each(document, "need in ideas.needs", _ideas_for)
    document.add_paragraph("{%p endif %}")


def _ideas_for(document: Any) -> None:
    heading(document, "{{ need.heading }}", 2)
    each(document, "item in need.items_said", told)


def concerns(document: Any) -> None:
    document.add_paragraph("{%p if concerns.heading %}")
    heading(document, "{{ concerns.heading }}")
    when(document, "concerns.none", "{{ concerns.none }}")
    document.add_paragraph("{%p if concerns.rows %}")
    cells = ("{{ concern.text|join('\\n') }}", "{{ concern.action|join('\\n') }}")
    table(document, heads("concerns", 2), "concern in concerns.rows", cells, (85, 85))
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endif %}")


def decisions(document: Any) -> None:
    document.add_paragraph("{%p if decisions.heading %}")
    heading(document, "{{ decisions.heading }}")
    each(document, "item in decisions.items_said", told)
    document.add_paragraph("{%p endif %}")


def services(document: Any) -> None:
    heading(document, "{{ services.heading }}")
    when(document, "services.none", "{{ services.none }}")
    each(document, "group in services.groups", _service_group)


def _service_group(document: Any) -> None:
    heading(document, "{{ group.heading }}", 2)
    cells = [f"{{{{ service['{column}'] }}}}" for column in ("for", "what", "who", "start")]
    table(document, heads("services", 4), "service in group.rows", cells)
