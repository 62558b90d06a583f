"""The whole table of a plan version: every state and every move, allowed or refused by name."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from bot.domain import access
from bot.domain.case import Case
from bot.domain.closing import Acknowledgement, Copy, PlanVersion
from bot.domain.plan_states import (
    RIGHTS,
    TABLE,
    Move,
    Refused,
    State,
    plans_at_rest,
    standing_of,
    that_count,
)
from bot.domain.record import CaseRecord
from bot.domain.version_moves import VersionMove
from bot.profiles import load_profiles

WORDS = Path(__file__).parents[2] / "messages"
SEALED = datetime(2026, 3, 18, 20, 0, tzinfo=UTC)
PROFILE = load_profiles()["us-ks"]
OF_CASE = {"workspace_id": "T0", "case_id": "case"}
CASE = Case(
    workspace_id="T0",
    id="case",
    channel_id="C0",
    reference="R",
    profile="us-ks",
    plan_kind="child_in_placement",
    zone="America/Chicago",
    opened_by="U0",
    opened_at=SEALED,
)
# Spelled out by hand, so that no slip in the table can hide: what each state allows, all else is refused.
ALLOWED = {
    State.DRAFT: "seal",
    State.ASKING: "seal reopen withdraw answer enter ask endorse give",
    State.CORRECTION: "seal reopen withdraw answer enter ask endorse give",
    State.STANDING: "seal withdraw answer enter ask endorse give",
    State.REOPENED: "seal leave withdraw answer enter",
    State.SUPERSEDED: "enter",
    State.WITHDRAWN: "seal restore answer enter",
}
REFUSED = {
    State.DRAFT: dict.fromkeys(Move, "not_sealed_yet"),
    State.ASKING: {Move.LEAVE: "not_reopened", Move.RESTORE: "not_withdrawn"},
    State.CORRECTION: {Move.LEAVE: "not_reopened", Move.RESTORE: "not_withdrawn"},
    State.STANDING: {
        Move.REOPEN: "correction_days_over",
        Move.LEAVE: "not_reopened",
        Move.RESTORE: "not_withdrawn",
    },
    State.REOPENED: dict.fromkeys(Move, "being_corrected")
    | {Move.REOPEN: "reopened_already", Move.RESTORE: "not_withdrawn"},
    State.SUPERSEDED: dict.fromkeys(Move, "newer_version"),
    State.WITHDRAWN: dict.fromkeys(Move, "version_withdrawn")
    | {Move.WITHDRAW: "withdrawn_already", Move.LEAVE: "not_reopened"},
}


def version(number: int = 1, conference: str = "meeting") -> PlanVersion:
    return PlanVersion(
        **OF_CASE,
        id=f"v{number}",
        number=number,
        conference_id=conference,
        content="{}",
        content_sha256=str(number),
        signature="",
        sealed_at=SEALED + timedelta(days=number - 1),
        sealed_by="U0",
    )


def moved(move: Move, of: int = 1) -> VersionMove:
    said = {"why": "A day was wrong.", "moved_by": "U0", "moved_at": SEALED + timedelta(days=of)}
    return VersionMove(**OF_CASE, id=f"{move}{of}", version_id=f"v{of}", move=move.value, **said)


def answered(of: int = 1) -> Acknowledgement:
    facts = {"person_id": "dana", "answer": "yes", "manner": "tap", "on": date(2026, 3, 19)}
    return Acknowledgement(**OF_CASE, id="said", version_id=f"v{of}", entered_by="U1", **facts)


def state(record: CaseRecord, on: date = date(2026, 3, 20), number: int = 1) -> State:
    return standing_of(record, version(number), PROFILE, on).state


@pytest.mark.parametrize(("at", "move"), list(product(State, Move)))
def test_every_move_in_every_state_is_allowed_or_refused_with_its_words(at: State, move: Move) -> None:
    outcome = TABLE[at][move]
    if move.value in ALLOWED[at].split():
        assert not isinstance(outcome, Refused), "it leads to a state"
        assert outcome
    else:
        assert outcome == Refused(REFUSED[at][move])
        for language in ("en", "es"):
            assert (WORDS / language / "errors" / f"not_now_{REFUSED[at][move]}.j2").exists()


def test_every_move_needs_a_right_that_is_in_the_table_of_rights() -> None:
    assert set(RIGHTS) == set(Move)
    assert set(RIGHTS.values()) <= set(access.RULES)


def test_the_state_follows_from_what_was_sealed_said_and_given() -> None:
    asked = CaseRecord(case=CASE, versions=(version(),))
    assert standing_of(asked, None, PROFILE, SEALED.date()).state is State.DRAFT
    assert state(asked) is State.ASKING
    said = replace(asked, acknowledgements=(answered(),))
    copied = replace(asked, copies=(Copy(**OF_CASE, id="c", version_id="v1", person_id="dana"),))
    assert state(said) is State.CORRECTION
    assert state(copied) is State.ASKING, "a copy that is owed did not go out"
    given = replace(asked, copies=(replace(copied.copies[0], sent_on=date(2026, 3, 20)),))
    assert state(given) is State.CORRECTION
    days = PROFILE.correction.within_days if PROFILE.correction else 0
    last = date(2026, 3, 18) + timedelta(days=days)
    assert state(said, last) is State.CORRECTION
    assert state(said, last + timedelta(days=1)) is State.STANDING
    assert state(asked, last + timedelta(days=1)) is State.ASKING, "nobody was asked in vain"
    without_days = replace(PROFILE, correction=None)
    assert standing_of(said, version(), without_days, last).state is State.STANDING
    opened = replace(said, version_moves=(moved(Move.REOPEN),))
    assert state(opened) is State.REOPENED
    gone = replace(said, version_moves=(moved(Move.REOPEN), moved(Move.WITHDRAW)))
    assert state(gone) is State.WITHDRAWN
    later = replace(gone, versions=(version(), version(2)))
    assert (state(later), state(later, number=2)) == (State.WITHDRAWN, State.ASKING)
    assert state(replace(opened, versions=(version(), version(2)))) is State.SUPERSEDED
    back = replace(moved(Move.WITHDRAW), taken_back_by="U0", taken_back_at=SEALED)
    assert state(replace(said, version_moves=(back,))) is State.CORRECTION


def test_what_was_withdrawn_counts_no_more_nor_what_it_had_corrected() -> None:
    plan, corrected, of_review = version(1), version(2), version(3, "review")
    every = (plan, corrected, of_review)
    assert that_count(every, ()) == every
    assert that_count(every, (moved(Move.WITHDRAW, 2),)) == (of_review,)
    assert that_count(every, (moved(Move.WITHDRAW, 3),)) == (plan, corrected)
    again = version(4)
    assert that_count((*every, again), (moved(Move.WITHDRAW, 2),)) == (of_review, again)
    assert that_count(every, (moved(Move.REOPEN, 3),)) == every


def test_nobody_is_reminded_of_what_is_older_withdrawn_or_being_corrected() -> None:
    both = (version(1), version(2))
    assert plans_at_rest(both, ()) == {"v1"}
    assert plans_at_rest(both, (moved(Move.REOPEN, 2),)) == {"v1", "v2"}
    assert plans_at_rest(both, (moved(Move.WITHDRAW, 2),)) == {"v1", "v2"}
