"""Fills a Word template from a page: `fill`, for the template that we made and for an agency's own."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from threading import Lock
from typing import Any, TypedDict

import jinja2
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment

A4 = (Mm(210), Mm(297))


class Paper(TypedDict):
    """What a document is filled from: the page by the names that Jinja reaches, and what Word is told."""

    fields: Mapping[str, Any]
    title: str
    language: str
    a4: bool


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox without any function: a template can show the page's words and nothing else.

    Most of the time goes into compiling the template, so each part of it is compiled once.
    """

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=jinja2.StrictUndefined)
        self.globals.clear()
        self._lock = Lock()
        self._compiled: dict[str, jinja2.Template] = {}

    def from_string(self, source: Any, *_: Any, **__: Any) -> jinja2.Template:
        """The compiled template of this source."""
        with self._lock:
            if source not in self._compiled:
                self._compiled[source] = super().from_string(source)
            return self._compiled[source]


@cache
def environment() -> Sandbox:
    """The one of this process; threads share it."""
    return Sandbox()


def fill(template: bytes, paper: Paper) -> bytes:
    """The document. Raises whatever a template can raise."""
    document = DocxTemplate(BytesIO(template))
    document.init_docx()
    document.docx.core_properties.title = ""  # Set below: a longer one than Word allows would stop it here.
    document.render(paper["fields"], jinja_env=environment())
    _say_language(document.docx, paper["language"])
    if paper["a4"]:
        for section in document.docx.sections:
            section.page_width, section.page_height = A4
    document.docx.core_properties.title = paper["title"]
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _say_language(document: Any, tag: str) -> None:
    """Which language it is in, so that a screen reader speaks it as it should."""
    document.core_properties.language = tag
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in () if defaults is None else defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
