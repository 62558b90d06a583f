"""The whole record comes back as it was kept, and its private parts only to whoever asks for them."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date

from bot.domain.case import CaseFact
from bot.domain.conference import AgendaSeen, SetAside
from bot.domain.kept import Kept
from bot.domain.people import PrivateNote
from bot.domain.record import CaseRecord
from bot.services.record import case_record
from bot.storage import Storage
from tests.builders import CASE, CONFERENCE, OF_CASE, WORKSPACE, sample_record

PRIVATE = ("preparations", "safety_screens", "private_notes")


def full_record() -> CaseRecord:
    """The worked example with something of every kind that it lacks."""
    day = date(2026, 3, 10)
    seen = AgendaSeen(
        **OF_CASE, id="g1", conference_id=CONFERENCE, person_id="p1", seen_on=day, how="phone", entered_by="U"
    )
    note = PrivateNote(
        **OF_CASE, id="n1x", kind="keep_private", entered_by="U", on=day, words="Not for the plan."
    )
    aside = SetAside(
        **OF_CASE, id="a1", conference_id=CONFERENCE, item="visits:child1", why="later", entered_by="U"
    )
    fact = CaseFact(**OF_CASE, id="k1", name="father", recorded_by="U", reason="Not known.")
    return replace(
        sample_record(), agenda_seen=(seen,), private_notes=(note,), set_aside=(aside,), facts=(fact,)
    )


def parts(record: CaseRecord) -> Iterable[tuple[Kept, ...]]:
    return (getattr(record, field.name) for field in fields(record) if field.name != "case")


def keep(storage: Storage, record: CaseRecord) -> None:
    with storage.units(WORKSPACE, "U_p4") as work:
        work.add(record.case)
        for part in parts(record):
            for thing in part:
                work.add(thing)
        work.commit()


def test_every_part_of_the_record_comes_back_as_it_was_kept(sqlite_storage: Storage) -> None:
    kept = full_record()
    assert all(parts(kept)), "every kind of thing has one, so that none can be forgotten"
    keep(sqlite_storage, kept)
    with sqlite_storage.units(WORKSPACE, "U_p4") as work:
        read = case_record(work, CASE, private=True)
    for field in fields(CaseRecord):
        assert getattr(read, field.name) == getattr(kept, field.name), field.name


def test_private_parts_are_not_even_read_unless_asked_for(sqlite_storage: Storage) -> None:
    keep(sqlite_storage, full_record())
    with sqlite_storage.units(WORKSPACE, "U_p4") as work:
        read = case_record(work, CASE)
    for name in PRIVATE:
        assert getattr(read, name) == ()
    assert read.strengths == full_record().strengths


def test_another_case_is_not_read_along(sqlite_storage: Storage) -> None:
    keep(sqlite_storage, full_record())
    other = replace(full_record().case, id="case2", channel_id="C2", reference="TEST-0009")
    with sqlite_storage.units(WORKSPACE, "U_p4") as work:
        work.add(other)
        work.commit()
    with sqlite_storage.units(WORKSPACE, "U_p4") as work:
        read = case_record(work, "case2", private=True)
    assert read == CaseRecord(case=other)
