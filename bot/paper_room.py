"""Makes the papers: joins documents/ to the messages that carry them; libraries load when first needed."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from bot.domain.calendar import CalendarEntry
from bot.notices.papers import MakePlan, agenda_paper, audit_trail, blank_paper, plan_paper, whole_record
from bot.notices.reader import Tell
from bot.services.plan.blank_form import blank_material, snapshot_material
from bot.services.plan.material import Material
from bot.services.plan.plan import Json
from bot.services.ports import Signer

AuditLines = Callable[[str, str], Iterable[str]]


def makers(
    signer: Signer, public_key: str, audit_lines: AuditLines, template: Path | None = None
) -> dict[str, Tell]:
    """A composer for each paper by its name; `template` is an agency's own for the Word document."""
    return {
        "agenda.pdf": agenda_paper(_agenda),
        "blank.pdf": blank_paper(_blank, blank_material),
        "snapshot.pdf": blank_paper(_snapshot, snapshot_material),
        "plan.pdf": plan_paper(_pdf),
        "plan.docx": plan_paper(_docx(template)),
        "copy.pdf": plan_paper(_copy),
        "plan.json": plan_paper(_signed(signer, public_key)),
        "court.pdf": plan_paper(_pdf),
        "narrative.md": plan_paper(_narrative),
        "actions.csv": plan_paper(_actions),
        "record.json": whole_record(_whole),
        "audit.jsonl": audit_trail(audit_lines, lambda body: sha256(body).hexdigest()),
    }


def own_files(template: Path | None = None) -> dict[str, MakePlan]:
    """A person's own copy, made while they wait for it."""
    return {"plan.pdf": _pdf, "plan.docx": _docx(template), "copy.pdf": _copy}


def read_plan(told: Material, locale: str, practice: bool) -> Json:
    """The plan as its papers hold it, section by section, for a page; whose copy is short reads that."""
    from bot.documents.page import page
    from bot.documents.page_copy import copy_page
    from bot.documents.words import COPY, words

    if told.is_short:
        spoken = words(told.language, locale, paper=COPY)
        return copy_page(told.content, told.about, told.reader, spoken, practice=practice)
    return page(told.content, told.about, words(told.language, locale), practice=practice)


def outlined(told: Material, locale: str, practice: bool) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The same as headed lines, for a view in Slack."""
    from bot.documents.outline import outline

    return outline(read_plan(told, locale, practice))


def calendar(entry: CalendarEntry) -> bytes:
    """A person's calendar file."""
    from bot.documents.calendar import calendar_file

    return calendar_file(entry)


def due_table_file(heads: Sequence[str], rows: Iterable[Sequence[str | int]], last: Sequence[str]) -> bytes:
    """Due dates for a spreadsheet."""
    from bot.documents.csv_file import csv_file

    return csv_file(heads, rows, last).body


def _agenda(told: Json, language: str, locale: str, practice: bool) -> tuple[bytes, str]:
    from bot.documents.pdf_file import agenda_pdf
    from bot.documents.words import AGENDA, words

    made = agenda_pdf(told, words(language, locale, paper=AGENDA), practice=practice)
    return made.body, made.sha256


def _blank(told: Json, language: str, locale: str, practice: bool) -> tuple[bytes, str]:
    from bot.documents.pdf_file import blank_pdf
    from bot.documents.words import BLANK, words

    made = blank_pdf(told, words(language, locale, paper=BLANK), practice=practice)
    return made.body, made.sha256


def _snapshot(told: Json, language: str, locale: str, practice: bool) -> tuple[bytes, str]:
    from bot.documents.pdf_file import snapshot_pdf
    from bot.documents.words import BLANK, words

    made = snapshot_pdf(told, words(language, locale, paper=BLANK), practice=practice)
    return made.body, made.sha256


def _pdf(told: Material, locale: str, practice: bool) -> tuple[bytes, str]:
    from bot.documents.pdf_file import plan_pdf
    from bot.documents.words import words

    made = plan_pdf(told.content, told.about, words(told.language, locale), practice=practice)
    return made.body, made.sha256


def _docx(template: Path | None) -> MakePlan:
    own = cache(lambda: _own(template)) if template else None

    def make(told: Material, locale: str, practice: bool) -> tuple[bytes, str]:
        from bot.documents.docx_file import plan_docx
        from bot.documents.words import words

        spoken = words(told.language, locale)
        made = plan_docx(told.content, told.about, spoken, practice=practice, own=own and own())
        return made.body, made.sha256

    return make


def _own(template: Path) -> Callable[[], bytes]:
    from bot.documents.own_template import OwnTemplate

    return OwnTemplate(template)


def _copy(told: Material, locale: str, practice: bool) -> tuple[bytes, str]:
    from bot.documents.pdf_file import copy_pdf
    from bot.documents.words import COPY, words

    spoken = words(told.language, locale, paper=COPY)
    made = copy_pdf(told.content, told.about, told.reader, spoken, practice=practice)
    return made.body, made.sha256


def _narrative(told: Material, locale: str, practice: bool) -> tuple[bytes, str]:
    from bot.documents.narrative import narrative_md
    from bot.documents.words import words

    made = narrative_md(told.content, told.about, words(told.language, locale), practice=practice)
    return made.body, made.sha256


def _actions(told: Material, locale: str, practice: bool) -> tuple[bytes, str]:
    from bot.documents.actions_csv import actions_csv
    from bot.documents.words import words

    made = actions_csv(told.content, told.about, words(told.language, locale), practice=practice)
    return made.body, made.sha256


def _signed(signer: Signer, public_key: str) -> MakePlan:
    def make(told: Material, locale: str, practice: bool) -> tuple[bytes, str]:
        from bot.documents.seal import plan_json

        made = plan_json(told.content, told.about, signer, public_key)
        return made.body, made.sha256

    return make


def _whole(whole: Json) -> tuple[bytes, str]:
    from bot.documents.seal import record_json

    made = record_json(whole)
    return made.body, made.sha256
