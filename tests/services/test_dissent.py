"""Who sees the plan otherwise: whose words they are, who answers, and how the answer comes to them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.closing import Acknowledgement, Reply, View
from bot.domain.delivery import Outgoing
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotFound, NotNow, SomeoneElseChangedThis
from bot.domain.people import StaffMember
from bot.profiles import load_profiles
from bot.services import setup
from bot.services.delivery.reminders import wanted_reminders
from bot.services.people import merging, reaching, team
from bot.services.plan import closing, dissent, own_words, plan_answers
from bot.services.record import case_record
from bot.services.rules import confirming
from tests.services.casework import ADMIN, ENDORSER, MANAGER, SUPERVISOR, Casework
from tests.services.prepared import everybody

LEADER = "U0FACILITATOR"
STATEMENT = " ".join(f"word{number}" for number in range(3000))


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    with everybody(request.param, tmp_path) as made:
        yield made


def reply_to(case: Casework, view_id: str) -> Reply:
    with case.reading() as work:
        (found,) = work.find(Reply, view_id=view_id)
    return found


def told(case: Casework, message: str) -> set[str]:
    with case.reading() as work:
        return {row.to for row in work.find(Outgoing, message=message)}


def test_dissent_goes_to_whom_the_profile_names_and_its_author_hears_the_answer(case: Casework) -> None:
    rule = load_profiles()["us-ks"].dissent
    assert rule is not None
    owed = reply_to(case, case.ids["dissent"])
    assert owed.asked_of == (SUPERVISOR,)
    assert owed.due == owed.asked_on + timedelta(days=rule.reply_within_days)
    assert told(case, "disagrees") == {SUPERVISOR}

    with case.reading() as work:
        record = case_record(work, case.ids["case"])
        found = wanted_reminders(work, record, load_profiles())
    slots = [one.slot for one in found if one.subject_id == owed.id and one.to == SUPERVISOR]
    # Past its day as a step is: after three days, then each week; after five it comes to the supervisor.
    assert slots == [
        f"{owed.due:%Y%m%d}{days}d" for days in ("-3", "+0", "+3", "+5", "+10", "+17", "+24", "+31")
    ]

    for other in (LEADER, ENDORSER):
        with pytest.raises(NotAllowed, match="dissent_answer"):
            dissent.answer(case.as_(other), case.ids["dissent"], "No.")
    dissent.answer(case.as_(SUPERVISOR), case.ids["dissent"], "We add a second visit on May 2.")
    assert told(case, "dissent_answered") == {"U0MOTHER"}
    seen = dissent.look(case.as_("U0MOTHER"), case.ids["dissent"])
    assert not seen.confirmed, "no paper of Kansas says within how many days"
    said = {"said_by": "Ann Lee", "confirmed_on": date(2026, 3, 2)}
    confirming.confirm_value(case.as_(ADMIN), "us-ks", "dissent", said)
    assert dissent.look(case.as_("U0MOTHER"), case.ids["dissent"]).confirmed
    assert seen.reply is not None
    assert (seen.reply.words, seen.reply.replied_by) == ("We add a second visit on May 2.", SUPERVISOR)
    with pytest.raises(NotNow, match="dissent_answered"):
        dissent.answer(case.as_(SUPERVISOR), case.ids["dissent"], "On second thought.")
    with pytest.raises(NotFound):
        dissent.look(case.as_("U0FIRSTFATHER"), case.ids["dissent"])


def test_nobody_but_its_author_changes_what_somebody_said(case: Casework) -> None:
    """A correction by another is refused with the reason; the author's own keeps what stood before."""
    version, mother = case.ids["version"], case.ids["U0MOTHER"]
    softer = {"person_id": mother, "view": "agrees", "words": "She is fine with it."}
    with pytest.raises(AnswersNotUnderstood) as refused:
        closing.give_view(case.as_(LEADER), version, softer)
    assert refused.value.problems == {"person_id": "said_it_themselves"}

    aunt = {"person_id": case.ids["U0AUNT"], "view": "disagrees", "words": "Too far away."}
    typed = closing.give_view(case.as_(LEADER), version, aunt)
    with pytest.raises(AnswersNotUnderstood) as refused:
        closing.give_view(case.as_(MANAGER), version, {**aunt, "words": "Quite near."})
    assert refused.value.problems == {"person_id": "typed_by_another"}
    closing.give_view(case.as_(LEADER), version, {**aunt, "words": "Much too far away."})
    own = closing.give_view(case.as_("U0AUNT"), version, {"view": "agrees_in_part", "words": "It is far."})
    assert own.id == typed.id
    with pytest.raises(NotNow, match="view_given"):
        closing.give_view(case.as_("U0AUNT"), version, {"view": "agrees"})
    changed = own_words.change_view(
        case.as_("U0AUNT"), own.id, {"view": "agrees", "words": None}, own.version
    )
    with pytest.raises(SomeoneElseChangedThis):
        own_words.change_view(case.as_("U0AUNT"), own.id, {"view": "disagrees"}, own.version)
    with pytest.raises(NotFound):
        own_words.change_view(case.as_("U0MOTHER"), own.id, {"view": "disagrees"}, changed.version)
    with case.reading() as work:
        before = [one.words for one, *_ in work.history(own.id) if isinstance(one, View)]
    assert before == ["Too far away.", "Much too far away.", "It is far."]


def test_of_two_answers_at_once_the_second_is_told_what_stands(case: Casework) -> None:
    """From Slack and from a page: nothing is lost, and nothing taken for a change of mind."""
    version = case.ids["version"]
    first = closing.acknowledge(case.as_("U0AUNT"), version, {"answer": "yes", "told": "Did you?"})
    with pytest.raises(NotNow, match="answered_so") as refused:
        closing.acknowledge(case.as_("U0AUNT"), version, {"answer": "no"})
    assert refused.value.facts == {"answer": "yes"}
    assert closing.acknowledge(case.as_("U0AUNT"), version, {"answer": "yes"}) == first
    heard = {"answer": "no", "words": "Nobody asked me.", "told": "Did you?", "language": "en"}
    own_words.change_answer(case.as_("U0AUNT"), first.id, heard, first.version)
    with case.reading() as work:
        now = work.get(Acknowledgement, first.id)
        before = [one.answer for one, *_ in work.history(first.id) if isinstance(one, Acknowledgement)]
    assert (now.answer, now.words, now.told, before) == ("no", "Nobody asked me.", "Did you?", ["yes"])
    with case.reading() as work:
        assert work.first(Outgoing, message="said_no", subject_id=first.id, to=SUPERVISOR)


def test_a_statement_of_three_thousand_words_is_kept_whole(case: Casework) -> None:
    """A form of Slack takes three thousand signs: more comes below, by its author or who typed it."""
    task = case.ids["task U0MOTHER"]
    half = len(STATEMENT) // 2
    person = {"person_id": case.ids["U0CHILD"], "view": "disagrees", "items": (task,)}
    said = closing.give_view(case.as_(LEADER), case.ids["version"], {**person, "words": STATEMENT[:half]})
    with pytest.raises(AnswersNotUnderstood):
        own_words.type_more(case.as_(MANAGER), said.id, "Not mine.")
    more = own_words.type_more(case.as_(LEADER), said.id, STATEMENT[half:])
    seen = dissent.look(case.as_(SUPERVISOR), said.id)
    assert seen.view.words == more.words == f"{STATEMENT[:half]}\n{STATEMENT[half:]}"
    assert seen.about == ("Task-of-U0MOTHER",)


def test_without_a_supervisor_those_who_lead_see_to_it(case: Casework) -> None:
    """A "no" or another view never goes to nobody; whoever has no Slack hears the answer from staff."""
    setup.name_staff(case.as_(ADMIN), SUPERVISOR, ("endorser",), (), "Sue Lane")
    with case.reading() as work:
        assert work.find(StaffMember, slack_user=SUPERVISOR)[0].duties == ("endorser",)
    version = case.ids["version"]
    on = date(2026, 3, 18)
    person = {"person_id": case.ids["U0CARER"]}
    said_no = {**person, "answer": "no", "manner": "by_interpreter", "on": on, "language": "am"}
    closing.acknowledge(case.as_(LEADER), version, said_no)
    view = closing.give_view(case.as_(LEADER), version, {**person, "view": "disagrees", "words": "No."})
    assert set(reply_to(case, view.id).asked_of) == {MANAGER, LEADER}
    with case.reading() as work:
        heard = {row.to for row in work.find(Outgoing, message="said_no") if row.to in (MANAGER, LEADER)}
    assert heard == {MANAGER, LEADER}


def test_a_new_supervisor_owes_the_answer_that_the_one_before_did(case: Casework) -> None:
    setup.name_staff(case.as_(ADMIN), SUPERVISOR, (), (), "Sue Lane")
    setup.name_staff(case.as_(ADMIN), "U0NEXTSUPERVISOR", ("supervisor",), (MANAGER,), "Ann Lee")
    assert dissent.look(case.as_("U0NEXTSUPERVISOR"), case.ids["dissent"]).mine
    with case.reading() as work:
        found = wanted_reminders(work, case_record(work, case.ids["case"]), load_profiles())
    assert "U0NEXTSUPERVISOR" in {one.to for one in found if one.kind == "reply"}
    for other in (SUPERVISOR, LEADER):
        with pytest.raises(NotAllowed):
            dissent.answer(case.as_(other), case.ids["dissent"], "No.")
    dissent.answer(case.as_("U0NEXTSUPERVISOR"), case.ids["dissent"], "We add a second visit on May 2.")
    assert reply_to(case, case.ids["dissent"]).replied_by == "U0NEXTSUPERVISOR"


def test_of_an_answer_that_no_message_can_bring_those_who_lead_hear(case: Casework) -> None:
    """Her Slack is read by somebody else: the answer does not count as told until staff told her."""
    unsafe = {"person_id": case.ids["U0MOTHER"], "kind": "slack", "value": "U0MOTHER", "safe": False}
    reaching.add_way(case.as_(LEADER), case.ids["case"], unsafe)
    dissent.answer(case.as_(SUPERVISOR), case.ids["dissent"], "We add a second visit on May 2.")
    assert reply_to(case, case.ids["dissent"]).told_on is None
    assert told(case, "tell_reply") == {LEADER, MANAGER}
    assert not told(case, "dissent_answered")


def test_nobody_answers_what_they_said_themselves(case: Casework) -> None:
    setup.name_staff(case.as_(ADMIN), SUPERVISOR, (), (), "Sue Lane")
    mine = {
        "person_id": case.ids[MANAGER],
        "view": "disagrees",
        "words": "Too many steps.",
        "manner": "spoken",
    }
    said = closing.give_view(case.as_(LEADER), case.ids["version"], mine)
    assert reply_to(case, said.id).asked_of == (LEADER,)
    with pytest.raises(NotAllowed):
        dissent.answer(case.as_(MANAGER), said.id, "It is fine.")


def test_one_who_was_entered_twice_reads_what_was_answered_to_either(case: Casework) -> None:
    once, twice = (
        team.add_person(
            case.as_(LEADER), case.ids["case"], {"role": "relative_support", "family_said_yes": True, **facts}
        )
        for facts in ({"name": "Tess Ray"}, {"name": "Tessa Ray", "slack_user": "U0TESS"})
    )
    said = [
        closing.give_view(
            case.as_(LEADER), case.ids["version"], {"person_id": one, "view": "disagrees", "words": "No."}
        )
        for one in (once, twice)
    ]
    merging.merge(case.as_(LEADER), once, twice)
    dissent.answer(case.as_(SUPERVISOR), said[0].id, "We heard you.")
    assert told(case, "dissent_answered") == {"U0TESS"}
    found = dissent.look(case.as_("U0TESS"), said[0].id)
    assert found.reply is not None
    assert found.reply.words == "We heard you."


def test_what_was_typed_for_the_wrong_person_is_taken_back(case: Casework) -> None:
    """Otherwise a record would say of somebody what they never said, and a supervisor would answer it."""
    version, child = case.ids["version"], case.ids["U0CHILD"]
    typed = {"person_id": child, "view": "disagrees", "words": "I want weekends."}
    said = closing.give_view(case.as_(MANAGER), version, typed)
    assert dissent.look(case.as_(SUPERVISOR), said.id).mine
    closing.give_view(case.as_(MANAGER), version, {"person_id": child, "view": "not_asked"})
    assert not dissent.look(case.as_(SUPERVISOR), said.id).mine
    with case.reading() as work:
        record = case_record(work, case.ids["case"])
        kept = work.get(View, said.id)
        found = wanted_reminders(work, record, load_profiles())
    assert (kept.view, kept.words, kept.was_asked) == ("not_asked", None, False)
    assert child not in {one["person"] for one in plan_answers.views(record, record.versions[-1])}
    owed = reply_to(case, said.id).id
    assert owed not in {one.subject_id for one in found}


def test_no_relative_and_no_child_is_noted_as_the_interpreter(case: Casework) -> None:
    about = {"person_id": case.ids["U0MOTHER"], "answer": "yes", "manner": "by_interpreter"}
    with pytest.raises(AnswersNotUnderstood) as refused:
        closing.acknowledge(
            case.as_(MANAGER), case.ids["version"], {**about, "interpreter": case.ids["U0CHILD"]}
        )
    assert refused.value.problems == {"interpreter": "interpreter_is_family"}
