"""One unit of work asks nothing twice, is never told what is old by its own doing, and has parts."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.domain.case import Case
from bot.domain.delivery import Draft, Outgoing
from bot.domain.errors import NotFound
from bot.domain.plan import Need, Strength
from bot.services.ports import UnitOfWork
from bot.storage import Storage
from bot.storage.asked import MOST
from tests.storage.things import ACTOR, TEAM, WHEN, a_case, a_message, a_strength, keep, unit


def a_draft(form: str = "task") -> Draft:
    facts = {"slack_user": "U1", "form": form, "subject_id": "case-1", "values": "{}", "saved_at": WHEN}
    return Draft(workspace_id=TEAM, id=f"draft-{form}", **facts)


def statements(storage: Storage) -> list[str]:
    seen: list[str] = []
    engine = storage.units.transactions.engine
    event.listen(engine, "before_cursor_execute", lambda *given: seen.append(str(given[2])))
    return seen


def test_what_was_read_is_not_asked_again(storage: Storage) -> None:
    keep(storage, a_case(), a_strength())
    with unit(storage) as work:
        (found,) = work.find(Strength, case_id="case-1")
        assert work.first(Need, case_id="case-1") is None
        seen = statements(storage)
        assert work.find(Strength, case_id="case-1") == (found,)
        assert work.get(Strength, found.id) is found
        assert work.first(Need, case_id="case-1") is None
        assert seen == []
        assert work.find(Strength, case_id="case-1", entered_by="nobody") == ()
        assert len(seen) == 1


def test_its_own_changes_are_seen_at_once(storage: Storage) -> None:
    keep(storage, a_case(), a_strength())
    with unit(storage) as work:
        (found,) = work.find(Strength, case_id="case-1")
        work.add(a_strength(id="second"))
        assert len(work.find(Strength, case_id="case-1")) == 2
        work.replace(replace(found, text="They cook on Sundays."))
        assert work.get(Strength, found.id).text == "They cook on Sundays."
        assert work.first(Outgoing, key="k") is None
        work.send(a_message(key="k"))
        assert work.first(Outgoing, key="k")


def test_many_questions_do_not_pile_up_and_are_answered_as_before(storage: Storage) -> None:
    keep(storage, a_case(), *(a_strength(id=f"s{nth}") for nth in range(MOST + 3)))
    with unit(storage) as work:
        for _ in range(2):
            for nth in range(MOST + 3):
                assert [one.id for one in work.find(Strength, id=f"s{nth}")] == [f"s{nth}"]


def test_ones_turn_shows_what_others_did_before_it(storage: Storage) -> None:
    """What was read before the wait is read anew, and the chain goes on from where it ends now."""
    keep(storage, a_case(), a_strength())
    with storage.units(TEAM, ACTOR, read_only=True) as before:
        known = before.get(Strength, "strength-1")
    keep(storage, a_strength(id="second"))
    with unit(storage) as work:
        case = work.turn(channel_id=a_case().channel_id)
        assert work.turn(id=case.id) is case
        assert len(work.find(Strength, case_id=case.id)) == 2
        work.replace(replace(known, text="Anew"))
        work.replace(replace(case, zone="Europe/Berlin"))
        assert work.turn(id=case.id).zone == "Europe/Berlin"
        work.commit()
    report = storage.verify_chain(TEAM, case.id)
    assert (report.whole, report.lines) == (True, 5)


@pytest.mark.parametrize("known_by", [{"id": "not-there"}, {"channel_id": "C0NOBODYS"}])
def test_there_is_no_turn_at_a_case_that_is_not_there(storage: Storage, known_by: dict[str, str]) -> None:
    keep(storage, a_case())
    with unit(storage) as work, pytest.raises(NotFound):
        work.turn(**known_by)
    with storage.units("T-other", ACTOR) as other, pytest.raises(NotFound):
        other.turn(id="case-1")


def test_only_what_passes_is_let_go_of(storage: Storage) -> None:
    keep(storage, a_case(), a_draft(), a_draft("need"))
    with unit(storage) as work:
        work.drop(Draft, slack_user="U1", form="task", subject_id="case-1")
        assert work.first(Draft, slack_user="U1", form="task", subject_id="case-1") is None
        with pytest.raises(TypeError):
            work.drop(Case, id="case-1")
        work.commit()
    with unit(storage) as work:
        assert [one.form for one in work.find(Draft)] == ["need"]


def test_a_part_is_kept_with_the_whole_and_not_before(storage: Storage) -> None:
    keep(storage, a_case())
    whole = unit(storage)
    with whole as work:
        with work as part:
            part.add(a_strength())
            part.commit()
        assert not _there(storage)
        work.commit()
    assert _there(storage)


def test_of_a_part_that_was_given_up_nothing_is_kept(storage: Storage) -> None:
    keep(storage, a_case())
    with unit(storage) as work:
        with pytest.raises(NotFound):
            _add_and_stumble(work)
        with pytest.raises(RuntimeError, match="given up"):
            work.commit()
    assert not _there(storage)


def _add_and_stumble(work: UnitOfWork) -> None:
    with work as part:
        part.add(a_strength())
        part.get(Need, "not there")


def _there(storage: Storage) -> bool:
    with storage.units(TEAM, ACTOR, read_only=True) as work:
        return bool(work.find(Strength))
