"""Ideas for a need: several before one is chosen, who sees one differently, who chose and why; supports."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow, SomeoneElseChangedThis
from bot.domain.ideas import Idea
from bot.domain.plan import Service, Task
from bot.services.entries import capture, ideas
from bot.services.entries.ideas import IdeasFor, ideas_for
from bot.services.plan import look_once_more, sealing
from bot.services.record import case_record
from bot.services.seeing import looking
from tests.services.casework import Casework
from tests.services.prepared import everybody

LEADER, MOTHER, AUNT = "U0FACILITATOR", "U0MOTHER", "U0AUNT"
NEED = "a calm night"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A case in the middle of things, with a need for which there is no idea yet."""
    with everybody(request.param, tmp_path) as made:
        need = {"text": "A calm night", "said_by": made.ids[MOTHER]}
        made.ids[NEED] = capture.add(made.as_(LEADER), made.ids["case"], "need", need).id
        yield made


def idea(case: Casework, text: str, by: str = AUNT, **more: object) -> Idea:
    told = {"need_id": case.ids[NEED], "text": text, "said_by": case.ids[by], **more}
    made = capture.add(case.as_(LEADER), case.ids["case"], "idea", told)
    assert isinstance(made, Idea)
    return made


def found(case: Casework, user: str = LEADER) -> IdeasFor:
    record = looking.whole_record(case.as_(user), case.ids["case"], private=True)
    return ideas_for(record, next(one for one in record.needs if one.id == case.ids[NEED]))


def choose(case: Casework, chosen: Idea, version: int = 1) -> Idea:
    told = {"chosen_by": (case.ids[MOTHER], case.ids["U0CASA"]), "chosen_why": "June asked for it."}
    return ideas.choose(case.as_(LEADER), chosen.id, told, version)


def test_what_was_chosen_on_an_earlier_day_says_so_and_no_day_is_yet_to_come(case: Casework) -> None:
    near = idea(case, "Rosa stays over.")
    told = {"chosen_by": (case.ids[MOTHER],), "chosen_why": "June asked for it."}
    with pytest.raises(AnswersNotUnderstood) as refused:
        ideas.choose(case.as_(LEADER), near.id, {**told, "chosen_on": date(2027, 1, 1)}, 1)
    assert refused.value.problems == {"chosen_on": "date_in_future"}
    earlier = ideas.choose(case.as_(LEADER), near.id, {**told, "chosen_on": date(2026, 3, 1)}, 1)
    assert earlier.chosen_on == date(2026, 3, 1)
    again = ideas.choose(
        case.as_(LEADER), near.id, {**told, "chosen_why": "All agreed."}, earlier.version + 1
    )
    assert (again.chosen_on, again.chosen_why) == (date(2026, 3, 1), "All agreed.")


@pytest.mark.requirement("K-17")
def test_two_ideas_a_differing_view_and_why_one_was_chosen_stand_in_the_record_and_in_the_plan(
    case: Casework,
) -> None:
    near, far = idea(case, "Rosa stays over.", kind="informal"), idea(case, "A night nurse.", kind="formal")
    view = {"idea_id": near.id, "text": "I can do it myself."}
    capture.add(case.as_(MOTHER), case.ids["case"], "other_view", view)
    choose(case, near)
    shown = found(case)
    assert [(one.text, one.chosen, one.chosen_why) for one in shown.ideas] == [
        ("Rosa stays over.", True, "June asked for it."),
        ("A night nurse.", False, None),
    ]
    (differing,) = shown.views_of(near)
    assert (differing.said_by, differing.text) == (case.ids[MOTHER], "I can do it myself.")
    me, case_id = case.as_(LEADER), case.ids["case"]
    seen = look_once_more.look(me, case_id, look_once_more.NOW).fingerprint
    look_once_more.answer(me, case_id, look_once_more.NOW, seen, left_out=True)
    version = sealing.seal(case.as_(LEADER), case.ids["conference"], "Ideas.")
    plan = json.loads(version.content)
    chosen, other = (row for row in plan["ideas"] if row["need"] == case.ids[NEED])
    assert chosen["chosen_by"] == [case.ids[MOTHER], case.ids["U0CASA"]]
    assert (chosen["chosen_why"], chosen["chosen_on"]) == ("June asked for it.", "2026-03-18")
    assert (other["text"], other["chosen_on"]) == (far.text, None)
    assert "I can do it myself." in {row["text"] for row in plan["other_views"]}
    assert {case.ids[MOTHER], case.ids["U0CASA"], case.ids[AUNT]} <= set(plan["people"])


def test_three_ideas_are_asked_for_and_fewer_will_do_with_or_without_a_reason(case: Casework) -> None:
    idea(case, "Rosa stays over.")
    assert not found(case).enough
    with pytest.raises(AnswersNotUnderstood):
        ideas.enough(case.as_(LEADER), case.ids[NEED], "because")
    with pytest.raises(NotAllowed):
        ideas.enough(case.as_(MOTHER), case.ids[NEED], None)
    ideas.enough(case.as_(LEADER), case.ids[NEED], "family_is_sure")
    ideas.enough(case.as_(LEADER), case.ids[NEED], None)
    passed = found(case)
    assert passed.enough
    assert passed.passed is not None
    assert passed.passed.why == "family_is_sure", "said once; a second tap changes nothing"


def test_three_ideas_are_enough_by_themselves(case: Casework) -> None:
    for text in ("One", "Two", "Three"):
        assert not found(case).enough
        idea(case, text)
    assert found(case).enough


def test_a_choice_names_who_and_why_and_can_be_taken_back(case: Casework) -> None:
    one = idea(case, "Rosa stays over.")
    with pytest.raises(AnswersNotUnderstood) as refused:
        ideas.choose(case.as_(LEADER), one.id, {"chosen_by": (), "chosen_why": ""}, 1)
    assert refused.value.problems == {"chosen_by": "missing", "chosen_why": "missing"}
    with pytest.raises(NotAllowed):
        ideas.choose(case.as_(MOTHER), one.id, {"chosen_by": (case.ids[MOTHER],), "chosen_why": "Mine."}, 1)
    choose(case, one)
    with pytest.raises(SomeoneElseChangedThis):
        choose(case, one, version=1)
    ideas.take_back(case.as_(LEADER), one.id)
    assert not found(case).ideas[0].chosen
    with case.reading() as work:
        before = [old.chosen_why for old, *_ in work.history(one.id) if isinstance(old, Idea)]
    assert "June asked for it." in before, "that it was chosen, and why, is not forgotten"


def test_an_idea_with_views_stays_and_one_that_was_taken_out_cannot_be_chosen(case: Casework) -> None:
    one = idea(case, "Rosa stays over.")
    with pytest.raises(NotNow):
        capture.withdraw(case.as_(LEADER), "need", case.ids[NEED], "slip")
    view = capture.add(
        case.as_(LEADER),
        case.ids["case"],
        "other_view",
        {"idea_id": one.id, "text": "No.", "said_by": case.ids[AUNT]},
    )
    with pytest.raises(NotNow):
        capture.withdraw(case.as_(LEADER), "idea", one.id, "slip")
    capture.withdraw(case.as_(LEADER), "other_view", view.id, "slip")
    capture.withdraw(case.as_(LEADER), "idea", one.id, "slip")
    with pytest.raises(NotNow):
        choose(case, one, version=2)


def test_ideas_for_a_need_that_is_kept_private_or_another_familys_are_not_read(case: Casework) -> None:
    hidden = capture.add(
        case.as_(LEADER),
        case.ids["case"],
        "need",
        {"text": "Canary need", "said_by": case.ids["U0CHILD"], "keep_private": True},
    )
    canary = {"need_id": hidden.id, "text": "Canary idea"}
    capture.add(case.as_(LEADER), case.ids["case"], "idea", canary)
    theirs = {"need_id": case.ids["need U0SECONDFATHER"], "text": "Idea for the second"}
    capture.add(case.as_(LEADER), case.ids["case"], "idea", theirs)
    choose(case, idea(case, "Rosa stays over.", by="U0SECONDFATHER"))
    with case.reading() as work:
        openly = {one.text for one in case_record(work, case.ids["case"]).ideas}
    assert "Canary idea" not in openly
    assert {"Idea for the second", "Rosa stays over."} <= openly
    record = looking.whole_record(case.as_("U0FIRSTFATHER"), case.ids["case"])
    assert [one.text for one in record.ideas] == ["Idea-of-U0MOTHER"], "not those of another family"
    assert [one.text for one in record.other_views] == ["Other-view-of-U0MOTHER"]
    assert looking.whole_record(case.as_("U0CARER"), case.ids["case"]).ideas == ()


@pytest.mark.requirement("K-16")
def test_grandma_drives_on_sundays_is_an_informal_support_with_an_owner(case: Casework) -> None:
    one = idea(case, "Grandma drives on Sundays.", kind="informal")
    told = {"what": one.text, "kind": "informal", "owner_id": case.ids[AUNT], "from_idea": one.id}
    made = capture.add(case.as_(LEADER), case.ids["case"], "service", told)
    assert isinstance(made, Service)
    assert (made.kind, made.owner_id, made.from_idea) == ("informal", case.ids[AUNT], one.id)
    with pytest.raises(AnswersNotUnderstood) as refused:
        capture.add(case.as_(LEADER), case.ids["case"], "service", told | {"owner_id": "nobody"})
    assert refused.value.problems == {"owner_id": "not_there"}


@pytest.mark.requirement("V-18")
def test_a_parents_task_names_the_agencys_that_comes_first_and_never_itself(case: Casework) -> None:
    due = date(2026, 4, 1)
    first = {"text": "Send the referral to Prairie Light.", "done_when": "A receipt is on file."}
    referral = capture.add(
        case.as_(LEADER), case.ids["case"], "task", {**first, "owner_id": case.ids["U0AGENCY"], "due": due}
    )
    call = {"text": "Call Prairie Light and go to the intake.", "done_when": "The letter is shown."}
    paired = {**call, "owner_id": case.ids[MOTHER], "due": due, "after_task": referral.id}
    mine = capture.add(case.as_(LEADER), case.ids["case"], "task", paired)
    assert isinstance(mine, Task)
    assert mine.after_task == referral.id
    for after in (mine.id, referral.id):
        with pytest.raises(AnswersNotUnderstood) as refused:
            capture.correct(case.as_(LEADER), "task", referral.id, {"after_task": after}, referral.version)
        assert refused.value.problems == {"after_task": "task_in_a_circle"}
