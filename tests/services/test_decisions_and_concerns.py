"""What is decided, by whom; what worries people and what is done about it: kept, shown, sealed."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.errors import AnswersNotUnderstood, NotAllowed
from bot.domain.plan import Concern, Decision
from bot.services.entries import capture
from bot.services.plan import look_once_more, sealing
from bot.services.record import case_record
from bot.services.seeing import looking
from tests.services.casework import MANAGER, Casework
from tests.services.prepared import everybody

LEADER = "U0FACILITATOR"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A case in the middle of things."""
    with everybody(request.param, tmp_path) as made:
        yield made


def open_kinds(case: Casework) -> list[str]:
    found = sealing.what_is_open(case.as_(LEADER), case.ids["conference"]).gaps
    return [gap.kind for gap in found]


def seen_by(case: Casework, user: str) -> tuple[set[str], set[str]]:
    """The worries and the decisions that somebody reads."""
    record = looking.whole_record(case.as_(user), case.ids["case"])
    return {one.text for one in record.concerns}, {one.text for one in record.decisions}


@pytest.mark.requirement("T-17")
def test_a_decision_is_kept_with_who_decided_and_sealed_so(case: Casework) -> None:
    both = (case.ids["U0MOTHER"], case.ids[MANAGER])
    told = {"text": "June stays in her school.", "decided_by": both, "said_by": case.ids["U0AUNT"]}
    made = capture.add(case.as_(LEADER), case.ids["case"], "decision", told)
    assert isinstance(made, Decision)
    assert made.on == date(2026, 3, 18), "the day on which it was entered, where nobody says another"
    me, case_id = case.as_(LEADER), case.ids["case"]
    seen = look_once_more.look(me, case_id, look_once_more.NOW).fingerprint
    look_once_more.answer(me, case_id, look_once_more.NOW, seen, left_out=True)
    version = sealing.seal(case.as_(LEADER), case.ids["conference"], "One decision more.")
    rows = {row["id"]: row for row in json.loads(version.content)["decisions"]}
    assert rows[made.id] == {
        **{"id": made.id, "text": told["text"], "decided_by": list(both), "by": case.ids["U0AUNT"]},
        "on": "2026-03-18",
    }
    assert json.loads(version.content)["people"][case.ids["U0MOTHER"]]["name"] == "Name-of-U0MOTHER"


def test_a_decision_is_not_of_tomorrow_nor_by_somebody_else(case: Casework) -> None:
    tomorrow = {"text": "We wait.", "on": date(2026, 3, 18) + timedelta(days=1)}
    with pytest.raises(AnswersNotUnderstood) as refused:
        capture.add(case.as_(LEADER), case.ids["case"], "decision", tomorrow)
    assert refused.value.problems == {"on": "date_in_future"}
    stranger = {"text": "We wait.", "decided_by": ("nobody",)}
    with pytest.raises(AnswersNotUnderstood) as refused:
        capture.add(case.as_(LEADER), case.ids["case"], "decision", stranger)
    assert refused.value.problems == {"decided_by": "not_there"}
    for kind in ("decision", "concern"):
        with pytest.raises(NotAllowed):
            capture.add(case.as_("U0MOTHER"), case.ids["case"], kind, {"text": "Mine."})


@pytest.mark.requirement("V-01")
def test_each_worry_has_an_action_or_a_reason_before_the_plan_is_sealed(case: Casework) -> None:
    def worry(**told: object) -> Concern:
        values = {"text": "There is no smoke alarm.", "child_id": case.ids["first"], **told}
        made = capture.add(case.as_(LEADER), case.ids["case"], "concern", values)
        assert isinstance(made, Concern)
        return made

    worry(action="Priya brings two alarms.")
    worry(no_action="The landlord does it this week.")
    worry(task_ids=(case.ids["task U0MOTHER"],))
    assert "concern_without_action" not in open_kinds(case)
    bare = worry()
    assert "concern_without_action" in open_kinds(case)
    capture.correct(case.as_(LEADER), "concern", bare.id, {"action": "Dana asks the landlord."}, bare.version)
    assert "concern_without_action" not in open_kinds(case)
    capture.withdraw(case.as_(LEADER), "task", case.ids["task U0MOTHER"], "undone")
    assert open_kinds(case).count("concern_without_action") == 1, "a task that was taken out does nothing"


def test_a_worry_that_a_child_keeps_private_is_in_no_plan_and_keeps_nothing_open(case: Casework) -> None:
    secret = {"text": "Canary: I am scared at night.", "said_by": case.ids["U0CHILD"], "keep_private": True}
    capture.add(case.as_(LEADER), case.ids["case"], "concern", secret)
    assert "concern_without_action" not in open_kinds(case)
    with case.reading() as work:
        assert secret["text"] not in {one.text for one in case_record(work, case.ids["case"]).concerns}
        assert secret["text"] in {
            one.text for one in case_record(work, case.ids["case"], private=True).concerns
        }


def test_worries_and_decisions_of_another_family_are_not_read(case: Casework) -> None:
    about = {"text": "Concern-about-second", "child_id": case.ids["second"], "action": "A visit."}
    capture.add(case.as_(LEADER), case.ids["case"], "concern", about)
    shared = {"text": "Decided-together", "decided_by": (case.ids["U0SECONDFATHER"], case.ids["U0MOTHER"])}
    capture.add(case.as_(LEADER), case.ids["case"], "decision", shared)
    worries, decisions = seen_by(case, "U0FIRSTFATHER")
    assert worries == set(), "of no child in particular, a worry may be about anyone"
    assert decisions == {"Decision-of-U0MOTHER", "Decided-together"}
    record = looking.whole_record(case.as_("U0FIRSTFATHER"), case.ids["case"])
    together = next(one for one in record.decisions if one.text == "Decided-together")
    assert together.decided_by == (case.ids["U0MOTHER"],)
    worries, decisions = seen_by(case, "U0SECONDFATHER")
    assert worries == {"Concern-about-second", "Concern-of-U0SECONDFATHER"}
    assert seen_by(case, "U0CARER") == (set(), set()), "carers do not read what was said"
    everything = seen_by(case, "U0CASA")
    assert {"Concern-about-second", "Concern-of-U0MOTHER"} <= everything[0]
