"""What a child asks to keep private: who sees it, what leaves it out, and the look before a plan goes out."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.domain.closing import Copy
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow, SomeoneElseChangedThis
from bot.domain.kept_private import LookedOnceMore
from bot.domain.sending import Composed, FileToSend, Ready
from bot.notices.papers import plan_paper
from bot.notices.reader import to_reader
from bot.render import Words
from bot.services.entries import capture, kept_private
from bot.services.meeting import how_we_talk
from bot.services.meeting.how_we_talk import Wording
from bot.services.plan import closing, endorsing, look_once_more, papers, sealing
from bot.services.plan.look_once_more import NOW, SEALED
from bot.services.plan.material import plan_material
from bot.services.record import case_record
from bot.services.seeing import looking
from tests.services.casework import ENDORSER, EVERYBODY, MANAGER, Casework
from tests.services.prepared import everybody

LEADER, HEARER, PARENT = "U0FACILITATOR", "U0CASA", "U0MOTHER"
TODAY = date(2026, 3, 18)
SECRET = "Canary: she hides bread under her bed"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A sealed plan; one item is private, told to the CASA volunteer, and was left out."""
    with everybody(request.param, tmp_path) as made:
        yield made


def keep(case: Casework, words: str = SECRET, **more: Any) -> str:
    values = {"child_id": case.ids["first"], "words": words, "told_on": TODAY, **more}
    return kept_private.keep(case.as_(LEADER), case.ids["case"], values).id


def words_seen(case: Casework, user: str) -> list[str]:
    return [one.kept.words for one in kept_private.wishes(case.as_(user), case.ids["case"]).items]


def look(case: Casework, which: str, left_out: bool = True) -> None:
    seen = look_once_more.look(case.as_(LEADER), case.ids["case"], which).fingerprint[:16]
    look_once_more.answer(case.as_(LEADER), case.ids["case"], which, seen, left_out)


def is_open(case: Casework) -> bool:
    found = sealing.what_is_open(case.as_(LEADER), case.ids["conference"]).gaps
    return "look_once_more" in {gap.kind for gap in found}


def ask_for_plan(case: Casework, user: str) -> None:
    papers.ask_for(case.as_(user), case.ids["case"], "plan.pdf")


def flag(case: Casework, kind: str, entry_id: str, value: bool = True) -> None:
    with case.reading() as work:
        version = work.get(capture.KINDS[kind], entry_id).version
    capture.correct(case.as_(LEADER), kind, entry_id, {"said_by": None, "keep_private": value}, version)


def test_an_item_is_for_those_who_lead_and_for_whoever_heard_it(case: Casework) -> None:
    keep(case, heard_by=case.ids["U0AUNT"])
    for user in EVERYBODY:
        try:
            seen = words_seen(case, user)
        except NotAllowed:
            seen = []
        wanted = {
            **{LEADER: ["PRIVATE-secret", SECRET], MANAGER: ["PRIVATE-secret", SECRET]},
            **{HEARER: ["PRIVATE-secret"], "U0AUNT": [SECRET]},
        }
        assert seen == wanted.get(user, []), user
        if user not in wanted:
            continue
        assert looking.hub(case.as_(user), "C0CASEWORK").heard_private == (user in (HEARER, "U0AUNT"))


def test_only_the_childs_own_later_yes_lifts_it_and_that_it_had_to_be_told_is_a_fact_of_its_own(
    case: Casework,
) -> None:
    item = case.ids["kept private"]
    nurse = {"told_to": "The school nurse", "on": TODAY, "why": "She could get hurt"}
    kept_private.told_for_safety(case.as_(LEADER), item, nurse)
    (found,) = kept_private.wishes(case.as_(LEADER), case.ids["case"]).items
    assert [(one.told_to, one.on) for one in found.safety] == [("The school nurse", TODAY)]
    assert found.kept.holds, "told to one is not told to all"
    with pytest.raises(AnswersNotUnderstood):
        kept_private.correct(case.as_(LEADER), item, {"lifted_on": date(2026, 3, 19)}, 1)
    kept_private.correct(case.as_(LEADER), item, {"lifted_on": TODAY}, 1)
    (found,) = kept_private.wishes(case.as_(LEADER), case.ids["case"]).items
    assert found.kept.lifted_on == TODAY
    assert look_once_more.look(case.as_(LEADER), case.ids["case"], NOW).wishes == ()
    with case.reading() as work:
        assert [was.lifted_on for was, *_ in work.history(item)] == [None]


def test_the_seal_waits_for_the_look_and_who_looked_is_kept(case: Casework) -> None:
    assert not is_open(case)
    capture.add(case.as_(LEADER), case.ids["case"], "goal", {"text": "Bread for every night"})
    assert is_open(case), "another plan, so it is read anew"
    with pytest.raises(NotNow, match="plan_has_gaps"):
        sealing.seal(case.as_(LEADER), case.ids["conference"], "A goal came")
    look(case, NOW, left_out=False)
    assert is_open(case), "whoever says no changes the plan first"
    look(case, NOW)
    assert not is_open(case)
    with case.reading() as work:
        last = work.find(LookedOnceMore, case_id=case.ids["case"])[-1]
    assert (last.looked_by, last.left_out, last.looked_at) == (LEADER, True, case.clock.moment)


def test_what_was_changed_after_somebody_looked_is_not_answered_for(case: Casework) -> None:
    seen = look_once_more.look(case.as_(LEADER), case.ids["case"], NOW).fingerprint
    keep(case)
    with pytest.raises(SomeoneElseChangedThis):
        look_once_more.answer(case.as_(LEADER), case.ids["case"], NOW, seen, left_out=True)
    look(case, NOW)
    item = keep(case, "The bread")
    look(case, NOW)
    assert not is_open(case)
    kept_private.correct(case.as_(LEADER), item, {"words": "The bread, and the key"}, 1)
    assert is_open(case), "other words are another wish"


def test_a_new_item_after_the_seal_holds_every_copy_until_somebody_looked(case: Casework) -> None:
    ask_for_plan(case, PARENT)
    keep(case)
    with pytest.raises(NotNow, match="look_once_more"):
        ask_for_plan(case, LEADER)
    with pytest.raises(NotNow, match="plan_not_ready"):
        ask_for_plan(case, "U0FIRSTFATHER")
    assert "plan.pdf" not in papers.papers_for(case.as_(PARENT), case.ids["case"])
    assert papers.waits_to_be_looked_at(case.as_(LEADER), case.ids["case"])
    assert not papers.waits_to_be_looked_at(case.as_(PARENT), case.ids["case"]), "and nobody else is told"
    assert looking.hub(case.as_(LEADER), "C0CASEWORK").next_step == "look_once_more"
    with case.as_(PARENT).looking("paper.plan", case.ids["case"]) as on, pytest.raises(NotNow):
        plan_material(on)
    look(case, SEALED)
    ask_for_plan(case, LEADER)
    ask_for_plan(case, "U0FIRSTFATHER")


def test_an_endorsed_plan_goes_out_only_after_the_look(case: Casework) -> None:
    keep(case)
    endorsing.answer(case.as_(ENDORSER), case.ids["endorsement"], "endorsed")

    def out() -> tuple[int, int]:
        with case.reading() as work:
            sent = [one for one in work.find(Copy, version_id=case.ids["version"]) if one.sent_on]
            return len(work.find(Outgoing, message="plan_ready")), len(sent)

    assert out() == (0, 0)
    with case.reading() as work:
        hear = {one.to for one in work.find(Outgoing, message="plan_waits")}
    assert hear == {LEADER, MANAGER}, "those who can do something hear of it, and nobody else"
    look(case, SEALED)
    told, sent = out()
    assert told >= sent > 0


@pytest.mark.parametrize(("kind", "name"), [("need", "need U0MOTHER"), ("voice", "voice first")])
def test_an_entry_that_a_child_keeps_private_leaves_every_plan_and_those_who_lead_see_it(
    case: Casework, kind: str, name: str
) -> None:
    words = "Need-of-U0MOTHER" if kind == "need" else "Voice-of-first"
    assert words in json.dumps(_plan(case))
    flag(case, kind, case.ids[name])
    assert look_once_more.look(case.as_(LEADER), case.ids["case"], SEALED).holds_any
    with pytest.raises(NotNow, match="plan_holds_it"):
        look(case, SEALED)
    for user in EVERYBODY:
        leads = user in (LEADER, MANAGER)
        try:
            record = looking.whole_record(case.as_(user), case.ids["case"], private=True)
        except NotAllowed:
            continue
        assert (words in str(record.needs + record.voices)) == leads, user
    look(case, NOW)
    assert not is_open(case)
    version = sealing.seal(case.as_(LEADER), case.ids["conference"], "A child asked for it")
    assert words not in version.content
    ask_for_plan(case, PARENT)
    assert words not in json.dumps(_plan(case))
    if kind == "voice":
        child = next(one for one in json.loads(version.content)["children"] if one["id"] == case.ids["first"])
        assert child["voice"]["how"] == "in_person", "that the child was heard is no secret"
        assert child["voice"]["said"] == []


def _plan(case: Casework) -> Any:
    with case.as_(PARENT).looking("paper.plan", case.ids["case"]) as on:
        return plan_material(on).content


def test_a_need_that_is_kept_private_leaves_no_trace_in_an_objective(case: Casework) -> None:
    need = case.ids["need U0MOTHER"]
    with case.reading() as work:
        version = work.get(capture.KINDS["objective"], case.ids["objective"]).version
    capture.correct(case.as_(LEADER), "objective", case.ids["objective"], {"need_ids": (need,)}, version)
    flag(case, "need", need)
    with case.reading() as work:
        openly = case_record(work, case.ids["case"])
    assert [one.need_ids for one in openly.objectives] == [()]


def test_only_what_a_child_said_can_be_kept_private_and_only_by_those_who_lead(case: Casework) -> None:
    strength = {"text": "She sings", "said_by": case.ids[PARENT], "keep_private": True}
    with pytest.raises(AnswersNotUnderstood) as refused:
        capture.add(case.as_(LEADER), case.ids["case"], "strength", strength)
    assert refused.value.problems == {"keep_private": "only_a_childs"}
    own = {"text": "I sing", "keep_private": True}
    with pytest.raises(NotAllowed):
        capture.add(case.as_("U0CHILD"), case.ids["case"], "strength", own)
    kept = capture.add(
        case.as_(LEADER), case.ids["case"], "strength", {**own, "said_by": case.ids["U0CHILD"]}
    )
    with case.reading() as work:
        assert kept.id not in {one.id for one in case_record(work, case.ids["case"]).strengths}


def test_what_is_printed_beside_the_plan_is_read_with_it_and_holds_it_when_it_comes_later(
    case: Casework,
) -> None:
    keep(case)
    look(case, SEALED)
    ask_for_plan(case, LEADER)
    facts = {"person_id": case.ids["U0AUNT"], "view": "agrees_in_part", "on": case.clock.moment.date()}
    closing.give_view(case.as_(LEADER), case.ids["version"], {**facts, "words": None})
    ask_for_plan(case, PARENT)
    closing.give_view(case.as_(LEADER), case.ids["version"], {**facts, "words": "June told of the night."})
    with pytest.raises(NotNow, match="plan_not_ready"):
        ask_for_plan(case, PARENT)
    read = look_once_more.look(case.as_(LEADER), case.ids["case"], SEALED).sentences
    assert ("answers", "June told of the night.") in read
    look(case, SEALED)
    ask_for_plan(case, PARENT)


def test_rules_and_answers_of_the_opening_are_read_with_the_plan_too(case: Casework) -> None:
    keep(case)
    look(case, SEALED)
    rule = {"text": "Nobody asks June about the night."}
    capture.add(case.as_(LEADER), case.ids["case"], "ground_rule", rule)
    with pytest.raises(NotNow, match="plan_not_ready"):
        ask_for_plan(case, PARENT)
    said = {"person_id": case.ids["U0AUNT"], "answer": "with_words", "words": "Also of the night."}
    told = Wording("en", "What is said here stays here.")
    how_we_talk.keep_one(case.as_(LEADER), case.ids["conference"], said, told)
    read = look_once_more.look(case.as_(LEADER), case.ids["case"], SEALED).sentences
    assert {("meeting", rule["text"]), ("answers", said["words"])} <= set(read)


def composed(case: Casework, user: str) -> tuple[Outgoing, Ready]:
    """The newest request of one person for the plan, and what goes to them for it now."""
    made = to_reader(case.agency, Words(), "paper.plan", plan_paper(lambda *_: (b"the plan", "0" * 64)))
    with case.reading() as work:
        row = work.find(Outgoing, to=user, message="file:plan.pdf")[-1]
        return row, made(work, row)


def delivered(case: Casework, row: Outgoing, ts: str) -> None:
    claimed = {one.id: one for one in case.storage.outbox.claim(case.clock.now(), 500, 60)}
    sent = {"ts": ts, "channel_id": "D1"}
    assert case.storage.outbox.finish(claimed[row.id], Sending.SENT, case.clock.now(), **sent)


def test_a_paper_that_must_wait_says_so_and_comes_by_itself_after_the_look(case: Casework) -> None:
    for user in (LEADER, PARENT):
        ask_for_plan(case, user)
    keep(case)
    row, said = composed(case, LEADER)
    assert isinstance(said, Composed)
    assert "read the plan once more" in said.text
    assert "do:look_once_more" in str(said.blocks)
    row, said = composed(case, PARENT)
    assert isinstance(said, Composed)
    assert "not ready yet" in said.text
    assert "private" not in said.text, "she is not told why"
    delivered(case, row, "1773849600.000100")
    look(case, SEALED)
    again, file = composed(case, PARENT)
    assert again.id != row.id
    assert isinstance(file, FileToSend)
    delivered(case, again, "F0PLAN")
    keep(case, "The key")
    look(case, SEALED)
    assert composed(case, PARENT)[0].id == again.id, "it came once"
