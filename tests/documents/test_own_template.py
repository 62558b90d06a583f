"""An agency's own Word template: used, or refused with the reason; nobody's plan is lost by it."""

import logging
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot.documents import docx_apart
from bot.documents.docx_apart import OURS, Unusable, check
from bot.documents.docx_file import plan_docx
from bot.documents.own_template import OwnTemplate
from bot.documents.words import words
from tests.documents.plans import with_words, worked_example
from tests.documents.test_docx_file import text_of

WORDS = words("en", "en-US")
TITLE = "Case plan for Juniper 'June' Reyes"
USUAL = "the agency's own template could not be used"


def template(*paragraphs: str, footer: str = "") -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.sections[0].footer.paragraphs[0].text = footer
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(part: str, body: bytes | None, into: bytes = OURS.read_bytes()) -> bytes:
    """A document with one part added, or put in the place of its own."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(into)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        if body is not None:
            new.writestr(part, body)
    return file.getvalue()


def part_of(name: str) -> bytes:
    with zipfile.ZipFile(OURS) as package:
        return package.read(name)


def test_our_own_can_be_used_and_changed() -> None:
    assert check(OURS.read_bytes()) == ()
    own = template(
        "Agency of the county",
        "{{ title }}",
        "{%p for goal in goals.items_said %}",
        "{{ loop.index }}: {{ goal.heading|upper }}",
        "{%p endfor %}",
        "{% set what = seal.heading %}{{ what }}",
        footer="{{ footer }}",
    )
    assert check(own) == ()
    made = plan_docx(*worked_example(), WORDS, own=lambda: own)
    text = text_of(Document(BytesIO(made.body)))
    assert text.startswith(f"Agency of the county\n{TITLE}\n1: GOAL 1: JUNE COMES HOME")
    assert text.endswith("About this paper")


def test_names_that_no_plan_has_are_listed_with_their_sentence() -> None:
    own = template(
        "Dear {{ famly }}",
        "{%p for goal in goals.items_said %}",
        "So: {{ goal.hedding }}",
        "{%p endfor %}",
        "{{ title.__class__ }} {{ cycler }}",
        footer="{{ version }}",
    )
    assert set(check(own)) == {
        "Unknown name 'famly', in: Dear {{ famly }}",
        "Unknown name 'goals.items_said.hedding', in: So: {{ goal.hedding }}",
        "Unknown name 'title.__class__', in: {{ title.__class__ }} {{ cycler }}",
        "Unknown name 'cycler', in: {{ title.__class__ }} {{ cycler }}",
        "Unknown name 'version', in: {{ version }}",
    }


MACRO = part_of("[Content_Types].xml").replace(b"wordprocessingml.document.main", b"wordprocessingml.x.main")
ATTACHED = part_of("word/_rels/document.xml.rels").replace(
    b"</Relationships>",
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    b'attachedTemplate" Target="http://elsewhere.example/t.dotm" TargetMode="External"/></Relationships>',
)
LINKED = ATTACHED.replace(b"attachedTemplate", b"hyperlink")
RUNS = part_of("word/document.xml").replace(
    b"<w:body>", b"<w:body><w:p><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r></w:p>"
)
ENTITIES = part_of("word/document.xml").replace(
    b"<w:document ", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document ', 1
)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no Word document"),
        (b"%PDF-1.7", "no Word document"),
        (repacked("word/document.xml", None), "no Word document"),
        (repacked("word/vbaProject.bin", b"x"), "word/vbaProject.bin"),
        (repacked("[Content_Types].xml", MACRO + b"<!-- macroEnabled -->"), "macros"),
        (repacked("word/embeddings/oleObject1.xml", b"x"), "other things that run"),
        (repacked("word/_rels/document.xml.rels", ATTACHED), "fetches its attachedTemplate from elsewhere"),
        (repacked("word/document.xml", RUNS), "DDEAUTO"),
        (repacked("word/document.xml", ENTITIES), "entities"),
        (repacked("word/bomb.xml", b"0" * 31_000_000), "Unpacked"),
        (b"0" * 5_000_001, "larger than"),
        (template("{% for x in %}"), "Jinja does not understand it"),
        (template("{{ ''.__class__.__mro__ }}"), "unsafe"),
        (template("{% include 'x' %}"), "could not be filled"),
        (template("{{ 'x' * 3000000000 }}"), "too much memory"),
    ],
    ids=range(15),
)
def test_what_could_do_harm_is_refused_with_its_reason(body: bytes, reason: str) -> None:
    found = check(body)
    assert any(reason in one for one in found), found


def test_a_link_for_people_to_click_on_is_no_harm() -> None:
    assert check(repacked("word/_rels/document.xml.rels", LINKED)) == ()


def test_a_loop_bomb_ends_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = "".join(f"{{% for a{nth} in '0123456789' %}}" for nth in range(12)) + "{% endfor %}" * 12
    monkeypatch.setattr(docx_apart, "SECONDS", 1)
    assert check(template(bomb)) == (docx_apart.ENDLESS,)


def test_nobody_goes_without_a_plan_when_the_template_fails(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It may be gone, or have been spoilt since it was checked: ours is taken, and the paper says so."""
    file = tmp_path / "own.docx"
    own = OwnTemplate(file)
    with caplog.at_level(logging.ERROR), pytest.raises(Unusable):
        own()
    for body, reason in ((None, "cannot be read"), (template("{{ nothing }}"), "Unknown name 'nothing'")):
        if body:
            file.write_bytes(body)
        made = plan_docx(*worked_example(), WORDS, own=own)
        text = text_of(Document(BytesIO(made.body)))
        assert TITLE in text
        assert USUAL in text
        assert reason in caplog.text
    file.write_bytes(template("{{ title }}"))
    assert text_of(Document(BytesIO(plan_docx(*worked_example(), WORDS, own=own).body))) == TITLE


def test_one_that_fails_on_these_words_alone_is_replaced_and_their_words_are_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    picky = template("{{ 'x' if why.text == 'x' else why.text.nothing }}")
    made = plan_docx(*with_words("Only for us."), WORDS, own=lambda: picky)
    assert USUAL in text_of(Document(BytesIO(made.body)))
    assert "Only for us." not in caplog.text
