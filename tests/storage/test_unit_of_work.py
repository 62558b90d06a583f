"""One action is kept whole or not at all, and nobody's change is lost without a word."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, event

from bot.domain.case import Case, CaseState
from bot.domain.delivery import Draft, Received
from bot.domain.errors import AlreadyDone, NotFound, SomeoneElseChangedThis
from bot.domain.kept import Span
from bot.domain.people import Person, StaffMember
from bot.domain.plan import Strength
from bot.storage import Storage
from tests.storage.conftest import Watch
from tests.storage.things import ACTOR, TEAM, WHEN, a_case, a_child, a_person, a_strength, keep, unit


def test_what_was_added_and_committed_is_there(storage: Storage) -> None:
    keep(storage, a_case(), a_strength())
    with unit(storage) as work:
        assert work.get(Case, "case-1") == a_case()
        assert work.get(Strength, "strength-1") == a_strength()


def test_leaving_without_commit_keeps_nothing(storage: Storage) -> None:
    with unit(storage) as work:
        work.add(a_case())
    with unit(storage) as work:
        assert work.find(Case) == ()
    assert storage.verify_chain(TEAM, "case-1").lines == 0


def test_an_error_in_the_middle_keeps_nothing(storage: Storage) -> None:
    with pytest.raises(NotFound):
        _open_a_case_and_stumble(storage)
    with unit(storage) as work:
        assert work.find(Case) == ()


def test_a_unit_that_is_over_cannot_be_used(storage: Storage) -> None:
    with unit(storage) as work:
        work.commit()
        with pytest.raises(RuntimeError):
            work.find(Case)


def test_a_unit_for_reading_refuses_changes(storage: Storage) -> None:
    with storage.units(TEAM, ACTOR, read_only=True) as work, pytest.raises(RuntimeError):
        work.add(a_case())


def test_readers_do_not_wait_for_a_writer(storage: Storage) -> None:
    keep(storage, a_case())
    with unit(storage) as writer:
        writer.add(a_strength())
        with storage.units(TEAM, ACTOR, read_only=True) as reader:
            assert reader.find(Strength) == ()
            assert reader.find(Case) == (a_case(),)
        writer.commit()


def test_a_change_takes_the_place_of_its_older_self(storage: Storage, clock: Watch) -> None:
    keep(storage, a_case(), a_strength())
    clock.move(hours=1)
    with unit(storage) as work:
        work.replace(replace(a_strength(), text="They read together."), why="She said it differently.")
        work.commit()
    with unit(storage) as work:
        assert work.get(Strength, "strength-1") == a_strength(version=2, text="They read together.")
        assert work.history("strength-1") == ((a_strength(), ACTOR, clock.now(), "She said it differently."),)


def test_the_second_of_two_editors_is_told(storage: Storage) -> None:
    keep(storage, a_case(), a_strength())
    with unit(storage) as work:
        mine = theirs = work.get(Strength, "strength-1")
    with unit(storage) as work:
        work.replace(replace(mine, text="Mine."))
        work.commit()
    with unit(storage) as work, pytest.raises(SomeoneElseChangedThis):
        work.replace(replace(theirs, text="Theirs."))
    with unit(storage) as work:
        assert work.get(Strength, "strength-1").text == "Mine."


def test_a_change_that_changes_nothing_leaves_no_trace(storage: Storage) -> None:
    keep(storage, a_case(), a_strength())
    with unit(storage) as work:
        work.replace(a_strength())
        work.commit()
    with unit(storage) as work:
        assert work.get(Strength, "strength-1").version == 1
    assert storage.verify_chain(TEAM, "case-1").lines == 2


def test_nothing_of_another_workspace_can_be_read_or_written(storage: Storage) -> None:
    keep(storage, a_case(), a_strength())
    with unit(storage, "T2") as work:
        assert work.find(Case) == ()
        assert work.find(Strength, workspace_id=TEAM) == ()
        assert work.history("strength-1") == ()
        with pytest.raises(NotFound):
            work.get(Strength, "strength-1")
        with pytest.raises(ValueError, match="another workspace"):
            work.add(a_person())


def test_nothing_refers_into_another_case(storage: Storage) -> None:
    keep(storage, a_case(), a_case(id="case-2", channel_id="C2"), a_child())
    with unit(storage) as work, pytest.raises(NotFound):
        work.add(a_person(case_id="case-2", child_id="child-1"))


def test_a_thing_of_a_case_that_is_not_there_is_refused(storage: Storage) -> None:
    with unit(storage) as work, pytest.raises(NotFound):
        work.add(a_strength())


def test_a_thing_never_moves_to_another_case(storage: Storage) -> None:
    keep(storage, a_case(), a_case(id="case-2", channel_id="C2"), a_strength())
    with unit(storage) as work, pytest.raises(ValueError, match="another case"):
        work.replace(replace(a_strength(), case_id="case-2"))


def test_a_second_case_in_a_channel_is_refused_and_the_unit_goes_on(storage: Storage) -> None:
    keep(storage, a_case())
    with unit(storage) as work:
        with pytest.raises(AlreadyDone):
            work.add(a_case(id="case-2"))
        assert [case.id for case in work.find(Case)] == ["case-1"]


def test_a_form_has_one_draft_for_each_user(storage: Storage) -> None:
    draft = Draft(
        workspace_id=TEAM, id="d1", slack_user="U1", form="task", subject_id="c", values="{}", saved_at=WHEN
    )
    keep(storage, draft)
    with unit(storage) as work:
        with pytest.raises(AlreadyDone):
            work.add(replace(draft, id="d2"))
        work.replace(replace(draft, values='{"text": "x"}'))
        assert work.first(Draft, slack_user="U1", form="task") == replace(
            draft, values='{"text": "x"}', version=2
        )


def test_a_delivery_counts_once(storage: Storage) -> None:
    with unit(storage) as work:
        work.once("view:V1:hash")
        work.commit()
    with unit(storage) as work, pytest.raises(AlreadyDone):
        work.once("view:V1:hash")
    with unit(storage, "T2") as work:
        work.once("view:V1:hash")


def test_a_delivery_whose_work_was_rolled_back_counts_as_new(storage: Storage) -> None:
    with unit(storage) as work:
        work.once("view:V1:hash")
    with unit(storage) as work:
        work.once("view:V1:hash")
        assert len(work.find(Received)) == 1


def test_find_gives_the_oldest_first_and_takes_any_of_several_values(storage: Storage) -> None:
    with unit(storage) as work:
        work.add(a_case())
        ids = [work.new_id() for _ in range(20)]
        for number, name in enumerate(ids):
            work.add(a_person(id=name, role=("mother", "father", "aunt")[number % 3]))
        work.commit()
    with unit(storage) as work:
        assert [person.id for person in work.find(Person, case_id="case-1")] == ids
        some = work.find(Person, role=("mother", "aunt"))
        assert [person.id for person in some] == [name for n, name in enumerate(ids) if n % 3 != 1]
        first = work.first(Person, role="father")
        assert first is not None
        assert first.id == ids[1]
        assert work.first(Person, role="uncle") is None
        assert work.find(Person, role=()) == ()


def test_find_knows_what_was_not_said_from_no(storage: Storage) -> None:
    yes, no, unsaid = (
        a_person(id=str(n), family_said_yes=said) for n, said in enumerate((True, False, None))
    )
    keep(storage, a_case(), yes, no, unsaid)
    with unit(storage) as work:
        assert work.find(Person, family_said_yes=None) == (unsaid,)
        assert work.find(Person, family_said_yes=False) == (no,)
        assert work.find(Person, family_said_yes=(None, True)) == (yes, unsaid)


def test_a_case_is_found_by_its_reference_though_that_is_encrypted(storage: Storage) -> None:
    keep(storage, a_case(), a_case(id="case-2", channel_id="C2", reference="Other"))
    with unit(storage) as work:
        assert [case.id for case in work.find(Case, reference=" cinc  2027-0412 ")] == ["case-1"]
        work.replace(replace(work.get(Case, "case-1"), reference="New", state=CaseState.CLOSED))
        assert work.find(Case, reference="CINC 2027-0412") == ()
        assert [case.id for case in work.find(Case, reference="New", state=CaseState.CLOSED)] == ["case-1"]
    with unit(storage, "T2") as work:
        assert work.find(Case, reference="CINC 2027-0412") == ()


@pytest.mark.parametrize("field", ["text", "nothing_like_that"])
def test_what_cannot_be_looked_up_is_refused(storage: Storage, field: str) -> None:
    with unit(storage) as work, pytest.raises(TypeError, match=field):
        work.find(Strength, **{field: "words nobody should see"})


def test_times_come_back_in_utc_whatever_zone_they_had(storage: Storage) -> None:
    chicago_in_july = datetime(2026, 7, 4, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=-5)))
    keep(storage, a_case(opened_at=chicago_in_july))
    with unit(storage) as work:
        opened = work.get(Case, "case-1").opened_at
        assert opened == chicago_in_july
        assert opened.tzinfo is UTC
        assert len(work.find(Case, opened_at=chicago_in_july)) == 1


def test_a_time_without_a_zone_is_refused(storage: Storage) -> None:
    with unit(storage) as work, pytest.raises(ValueError, match="opened_at"):
        work.add(a_case(opened_at=datetime(2027, 1, 1)))


@pytest.mark.parametrize("odd", ["a\0b", "half \ud83d pair"])
def test_odd_characters_are_kept_in_words_and_refused_elsewhere(storage: Storage, odd: str) -> None:
    keep(storage, a_case(), a_strength(text=odd))
    with unit(storage) as work:
        assert work.get(Strength, "strength-1").text == odd
        with pytest.raises(ValueError, match="role holds a character"):
            work.add(a_person(role=odd))
        with pytest.raises(ValueError, match="slack_user"):
            work.find(Person, slack_user=odd)


def test_staff_belong_to_no_case_and_are_recorded_in_the_workspaces_chain(storage: Storage) -> None:
    keep(storage, StaffMember(workspace_id=TEAM, id="s1", slack_user="U9", duties=("staff",), named_by=ACTOR))
    with unit(storage) as work:
        found = work.first(StaffMember, slack_user="U9")
        assert found is not None
        work.replace(replace(found, duties=()))
        work.commit()
    with unit(storage) as work:
        assert [older.version for older, *_ in work.history("s1")] == [1]
    assert storage.verify_chain(TEAM).lines == 2


def test_the_number_of_statements_does_not_grow(storage: Storage) -> None:
    keep(storage, a_case())
    seen = _statements(storage.units.transactions.engine)
    keep(storage, *(a_strength(id=f"s{number}") for number in range(2)))
    seen.clear()
    keep(storage, a_strength(id="counted"))
    print("add a strength:", *seen, sep="\n  ")
    # (PostgreSQL's BEGIN goes with the first statement, and COMMIT is nobody's statement here.)
    assert len([one for one in seen if not one.startswith("BEGIN")]) <= 4
    seen.clear()
    with storage.units(TEAM, ACTOR, read_only=True) as work:
        seen.clear()
        assert len(work.find(Strength, case_id="case-1")) == 3
    # Where the chain ends, then all of them.
    assert len(seen) == 2


def _open_a_case_and_stumble(storage: Storage) -> None:
    with unit(storage) as work:
        work.add(a_case())
        work.get(Strength, "not there")


def _statements(engine: Engine) -> list[str]:
    seen: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        seen.append(" ".join(statement.split())[:100])

    event.listen(engine, "before_cursor_execute", note)
    return seen


def test_counting_and_the_newest_ask_as_finding_does(storage: Storage) -> None:
    said = [a_strength(id=f"strength-{nth}", entered_by=who) for nth, who in enumerate("AABA")]
    keep(storage, a_case(), *said)
    with unit(storage) as work:
        assert work.count(Strength, case_id="case-1", entered_by="A") == 3
        assert work.count(Strength, case_id="case-1", entered_by="C") == 0
        assert work.newest(Strength, 2, case_id="case-1", entered_by="A") == (said[3], said[1])
        within = Span("strength-1", "strength-2")
        assert work.find(Strength, case_id="case-1", id=within) == tuple(said[1:3])
        assert work.count(Strength, case_id="case-1", id=Span(until="strength-2")) == 3
        assert work.find(Strength, case_id="case-1", id=Span()) == tuple(said)
        assert work.tally(Strength, "entered_by", case_id="case-1", id=within) == {"A": 1, "B": 1}
        with pytest.raises(TypeError, match="encrypted"):
            work.tally(Strength, "text", case_id="case-1")
