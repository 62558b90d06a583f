"""What a button says about the form it opens comes back whole, and a draft belongs to what was chosen."""

import pytest

from bot.flows.subject import Subject

ROW = Subject("conference1", chosen=(("person_id", "dana"), ("how", "part")))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("case1", Subject("case1")),
        ("need1:3", Subject("need1", 3)),
        ("conference1:voice:child1", Subject("conference1:voice:child1")),
        ("conference1?person_id=dana&how=part", ROW),
    ],
)
def test_a_subject_reads_as_it_is_written(text: str, subject: Subject) -> None:
    assert Subject.read(text) == subject
    assert str(subject) == text


def test_two_rows_of_one_kind_have_two_drafts_and_a_newer_version_keeps_its_own() -> None:
    dana, marcus = (Subject("conference1", chosen=(("person_id", one),)) for one in ("dana", "marcus"))
    assert dana.draft != marcus.draft
    assert Subject("need1", 1).draft == Subject("need1", 2).draft


def test_whoever_chooses_somebody_else_types_about_them() -> None:
    assert (
        ROW.following({"person_id": "marcus", "how": "part"}).draft == "conference1?person_id=marcus&how=part"
    )
    assert ROW.following({"person_id": "dana"}) == ROW
    assert ROW.following({"person_id": None, "how": "phone"}).chosen == (("how", "phone"),)
    needs = Subject("case1", chosen=(("need_ids", "n1"),))
    assert needs.following({"need_ids": ["n2", "n1"]}) == needs
    assert needs.following({"need_ids": ["n2"]}).chosen == (("need_ids", "n2"),)
