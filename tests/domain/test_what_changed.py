"""What is not the same in two sealed plans, row by row."""

from typing import Any

from bot.domain.what_changed import Difference, RowChange, changes_between

TASK = {"id": "t1", "text": "Write a night plan", "owner": "dana", "due": "2026-04-15", "help": None}
EMPTY: dict[str, Any] = {"case": {"ref": "R", "why_we_are_here": None}, "people": {}, "tasks": []}


def plan(*tasks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return EMPTY | {"tasks": list(tasks)} | more


def test_what_was_added_changed_and_taken_out_is_told_with_what_was_before() -> None:
    later = TASK | {"due": "2026-04-30", "owner": "rosa"}
    (moved,) = changes_between(plan(TASK), plan(later))
    assert moved == RowChange(
        "changed",
        "tasks",
        later,
        (Difference("owner", "dana", "rosa"), Difference("due", "2026-04-15", "2026-04-30")),
    )
    assert moved.concerns == {"dana", "rosa"}, "whose it was as well"
    assert changes_between(plan(), plan(TASK)) == (RowChange("added", "tasks", TASK),)
    assert changes_between(plan(TASK), plan()) == (RowChange("taken_out", "tasks", TASK),)


def test_nothing_is_a_change_that_changes_nothing_that_was_agreed() -> None:
    same = plan(TASK | {"after": None, "carried": {"on": "2026-03-18"}}, people={"dana": {"name": "Dana"}})
    assert changes_between(plan(TASK), same) == ()
    assert changes_between(plan(TASK), same | {"ties": []}) == (), "an older plan knew no ties"


def test_the_beginning_of_a_plan_is_a_row_of_its_own() -> None:
    told = plan(case={"ref": "R", "why_we_are_here": "A short stay."})
    (changed,) = changes_between(plan(), told)
    assert (changed.part, changed.differences) == (
        "case",
        (Difference("why_we_are_here", None, "A short stay."),),
    )
