"""The model finds what was planted: a control for the fault run, where it must find nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.faults.model import Change, History, Seen, Step, first_showing, judge
from tests.faults.plan import PARTS, Fate, Wanted, draw

PLAN = [replace(one, fate=Fate.STANDS) if one.fate is Fate.SHORT else one for one in draw(7, 300, 30)]


LATER = timedelta(hours=1)


def _due(wanted: Wanted) -> datetime:
    return first_showing(wanted.wall, wanted.zone)


def _as_it_should_be() -> History:
    """Whatever stands went out a second after it was due; the rest was changed an hour before."""
    seen, changes, steps = [], {}, []
    for one in PLAN:
        due = _due(one)
        if one.fate is not Fate.STANDS:
            moved = due + LATER if one.fate is Fate.MOVED else None
            changes[one.thing] = Change(due - timedelta(hours=1), moved)
        if one.fate in (Fate.STANDS, Fate.MOVED):
            at = due + LATER if one.fate is Fate.MOVED else due
            seen.append(Seen(one.thing, one.to, at + timedelta(seconds=1), one.fate is Fate.MOVED))
        steps += [Step(one.thing, "pending", "sending"), Step(one.thing, "sending", "sent")]
    return History(seen, changes, steps, {one.thing: "sent" for one in PLAN})


def _one(fate: Fate, readable: bool = True) -> Wanted:
    return next(one for one in PLAN if one.fate is fate and (one.to >= 0) is readable)


def test_where_all_went_well_it_finds_nothing() -> None:
    assert judge(PLAN, _as_it_should_be()).wrong == {}


def test_a_planted_loss_is_found() -> None:
    history, lost = _as_it_should_be(), _one(Fate.STANDS)
    history.seen = [one for one in history.seen if one.thing != lost.thing]
    assert judge(PLAN, history).wrong == {"lost": [lost.thing]}


@pytest.mark.parametrize("fate", [Fate.STANDS, Fate.MOVED])
def test_a_planted_double_is_found(fate: Fate) -> None:
    history, doubled = _as_it_should_be(), _one(fate)
    (first,) = (one for one in history.seen if one.thing == doubled.thing)
    history.seen = [*history.seen, replace(first, at=first.at + timedelta(seconds=40))]
    assert judge(PLAN, history).wrong == {"doubled": [doubled.thing]}


def test_a_double_where_nothing_can_be_read_must_be_listed() -> None:
    history, doubled = _as_it_should_be(), _one(Fate.STANDS, readable=False)
    (first,) = (one for one in history.seen if one.thing == doubled.thing)
    history.seen = [*history.seen, first]
    assert judge(PLAN, history).wrong == {"unlisted": [doubled.thing]}
    history.steps = [Step(doubled.thing, "sending", "unknown"), *history.steps]
    listed = judge(PLAN, history)
    assert listed.wrong == {}
    assert (listed.uncertain, listed.twice_unread) == ({doubled.thing}, 1)


@pytest.mark.parametrize("fate", [Fate.DONE, Fate.CLOSED, Fate.MOVED])
def test_a_planted_pointless_one_is_found(fate: Fate) -> None:
    """Sent at the old moment, an hour after everybody could know better."""
    history, pointless = _as_it_should_be(), _one(fate)
    others = [one for one in history.seen if one.thing != pointless.thing]
    history.seen = [*others, Seen(pointless.thing, pointless.to, _due(pointless))]
    wrong = judge(PLAN, history).wrong
    assert wrong.pop("lost", [pointless.thing]) == [pointless.thing], "of the new moment nobody heard"
    assert wrong == {"pointless": [pointless.thing]}


def test_one_that_came_too_late_too_early_or_to_somebody_else_is_found() -> None:
    late, early, another = [one for one in PLAN if one.fate is Fate.STANDS and one.to >= 0][:3]
    history = _as_it_should_be()
    changed = {
        late.thing: Seen(late.thing, late.to, _due(late) + late.lasts + timedelta(minutes=1)),
        early.thing: Seen(early.thing, early.to, _due(early) - timedelta(minutes=3)),
        another.thing: Seen(another.thing, another.to + 1, _due(another)),
    }
    history.seen = [changed.get(one.thing, one) for one in history.seen]
    assert judge(PLAN, history).wrong == {
        "pointless": [late.thing],
        "early": [early.thing],
        "to_another": [another.thing],
    }


def test_one_that_was_moved_is_said_again_at_its_new_moment_and_not_only_at_the_old_one() -> None:
    """Somebody who heard of Tuesday before it became Thursday hears of Thursday as well."""
    history, moved = _as_it_should_be(), _one(Fate.MOVED)
    due = _due(moved)
    history.changes = {**history.changes, moved.thing: Change(due + timedelta(minutes=1), due + LATER)}
    at_first = Seen(moved.thing, moved.to, due + timedelta(seconds=1))
    history.seen = [*history.seen, at_first]
    assert judge(PLAN, history).wrong == {}
    history.seen = [one for one in history.seen if one.thing != moved.thing or one is at_first]
    assert judge(PLAN, history).wrong == {"lost": [moved.thing]}


def test_a_life_that_no_row_may_have_and_one_without_an_end_are_found() -> None:
    history, one = _as_it_should_be(), _one(Fate.STANDS)
    history.steps = [*history.steps, Step(one.thing, "sent", "pending")]
    history.ends = {**history.ends, one.thing: "unknown"}
    assert set(judge(PLAN, history).wrong) == {"wrong_steps", "unfinished"}


def test_wall_times_in_the_gap_and_in_the_fold() -> None:
    """2:30 that never shows is 3:30; 1:30 that shows twice is the first one."""
    chicago = "America/Chicago"
    gap, fold = datetime(2027, 3, 14, 2, 30), datetime(2027, 11, 7, 1, 30)
    assert first_showing(gap, chicago) == datetime(2027, 3, 14, 8, 30, tzinfo=UTC)
    assert first_showing(fold, chicago) == datetime(2027, 11, 7, 6, 30, tzinfo=UTC)
    walls = {(one.wall.month, one.wall.hour) for one in PLAN if one.zone == chicago}
    assert {(3, 2), (3, 3), (11, 1)} <= walls, "the plan meets neither the gap nor the fold"
    assert {one.part for one in PLAN} == set(range(len(PARTS)))
