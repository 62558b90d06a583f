"""Copies of the plan: seen before they go, given with a purpose and a reason, logged, late ones in sight."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot.domain.closing import Copy, MadePaper
from bot.domain.delivery import Outgoing, Sending
from bot.domain.disclosure import Disclosure
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotFound, NotNow
from bot.domain.sending import Composed, FileToSend
from bot.notices import composers
from bot.paper_room import calendar, makers, outlined
from bot.render import Words
from bot.services import closing_case
from bot.services.delivery.taking_back import FILE, TAKE_BACK
from bot.services.entries import capture
from bot.services.people import parting, reaching, team
from bot.services.plan import closing, copies, endorsing, look_once_more, moving, papers, sealing
from tests.services.casework import ENDORSER, TEAM, Casework
from tests.services.prepared import everybody

LEADER, MOTHER, AUNT, CARER, CASA = "U0FACILITATOR", "U0MOTHER", "U0AUNT", "U0CARER", "U0CASA"
WHY = "She is to help at night."


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    with everybody(request.param, tmp_path) as made:
        yield made


def give(case: Casework, user: str, how: str = "hand") -> Disclosure:
    values = {"person_id": case.ids[user], "purpose": "their_part", "why": WHY, "how": how}
    return copies.give(case.as_(LEADER), case.ids["version"], values)


def files_for(case: Casework, person: str) -> list[tuple[Outgoing, FileToSend]]:
    """The files that wait for whoever leads, about somebody's copy, made as they would go now."""
    room = makers(case.storage.signer, case.storage.signer.public_key(), case.storage.audit_lines)
    tell = composers(case.agency, Words(), room, calendar)
    with case.reading() as work:
        rows = work.find(Outgoing, to=LEADER, person_id=case.ids[person])
        made = [(row, tell[row.message](work, row)) for row in rows if row.message.startswith("file:")]
    return [(row, file) for row, file in made if isinstance(file, FileToSend)]


@pytest.mark.requirement("K-26")
@pytest.mark.requirement("K-23")
def test_a_copy_is_given_with_purpose_and_reason_and_the_file_is_known_again(case: Casework) -> None:
    ids = case.ids
    with pytest.raises(NotNow):  # Kansas asks first why a relative needs to know
        papers.ask_for(case.as_(AUNT), ids["case"], "copy.pdf")
    given = give(case, AUNT)
    [(row, file)] = files_for(case, AUNT)
    assert file.filename == "copy-kin.pdf", "its name says nobody's"
    with case.reading() as work:
        kept = work.get(Disclosure, given.id)
        copy = work.first(Copy, version_id=ids["version"], person_id=ids[AUNT])
        [paper] = work.find(MadePaper, person_id=ids[AUNT])
    assert (kept.to_whom, kept.purpose, kept.why, kept.how) == (f"Name-of-{AUNT}", "their_part", WHY, "hand")
    assert copy is not None
    assert (copy.how, copy.sent_on) == ("hand", None), "it went when somebody says on which day"
    assert paper.sha256 == sha256(file.content).hexdigest()
    assert (paper.version_id, paper.made_for) == (ids["version"], LEADER)
    logged = [json.loads(line) for line in case.storage.audit_lines(TEAM, ids["case"])]
    assert any("disclosure.copy" in json.dumps(line) and given.id in json.dumps(line) for line in logged)
    assert WHY not in json.dumps(logged)
    papers.ask_for(case.as_(AUNT), ids["case"], "copy.pdf")
    assert row.person_id == ids[AUNT]


def test_whoever_gives_it_sees_the_very_copy_first_and_what_it_leaves_out(case: Casework) -> None:
    ids = case.ids
    seen = copies.preview(case.as_(LEADER), ids["version"], ids[AUNT])
    assert seen.material.content["tasks"] == []
    left = {(one.part, one.why): one.count for one in seen.left_out}
    assert left[("tasks", "audience")] == 3
    assert left[("concerns", "audience")] == 2
    assert left[("voice", "audience")] >= 1, "a child's own words are not for an aunt, and that is said"
    assert left[("private", "kept_private")] == 1
    father = copies.preview(case.as_(LEADER), ids["version"], ids["U0FIRSTFATHER"]).left_out
    assert {one.part: one.count for one in father if one.why == "other_family"}["children"] == 1
    copies.show_me(case.as_(LEADER), ids["version"], ids[AUNT])
    assert len(files_for(case, AUNT)) == 1, "also before anybody said why she needs it"
    copies.show_me(case.as_(LEADER), ids["version"], ids[MOTHER])
    [(row, file)] = files_for(case, MOTHER)
    assert (row.to, file.filename) == (LEADER, "copy-parent.pdf")
    with case.reading() as work:
        assert work.find(Disclosure, version_id=ids["version"]) == (), "looking gives nothing out"
    for other in (MOTHER, CASA, ENDORSER):
        with pytest.raises(NotAllowed):
            copies.preview(case.as_(other), ids["version"], ids[AUNT])


def test_what_is_seen_before_it_goes_is_the_paper_word_for_word(case: Casework) -> None:
    """Also where the team went on writing since the seal: the paper holds what was sealed."""
    capture.add(case.as_(LEADER), case.ids["case"], "strength", {"text": "Written-after-the-seal"})
    for user in (MOTHER, AUNT):
        seen = copies.preview(case.as_(LEADER), case.ids["version"], case.ids[user])
        said = outlined(seen.material, seen.locale, seen.practice)
        lines = [part for _, each in said for line in each for part in line.split(" · ")]
        copies.show_me(case.as_(LEADER), case.ids["version"], case.ids[user])
        pages = PdfReader(BytesIO(files_for(case, user)[-1][1].content)).pages
        printed = _signs("".join(page.extract_text() for page in pages))
        assert len(lines) > 10
        assert [line for line in lines if _signs(line) not in printed] == []
        assert _signs("Written-after-the-seal") not in printed


def _signs(text: str) -> str:
    """Letters and digits alone: a PDF breaks its lines, also inside words."""
    return "".join(sign for sign in text if sign.isalnum())


def test_no_copy_goes_on_a_way_that_is_not_safe_nor_to_who_interprets_or_observes(case: Casework) -> None:
    ids = case.ids
    with pytest.raises(AnswersNotUnderstood) as refused:
        give(case, AUNT, "mail")
    assert refused.value.problems == {"how": "no_safe_way"}
    way = {"person_id": ids[AUNT], "kind": "mail", "value": "12 Elm", "safe": True}
    reaching.add_way(case.as_(LEADER), ids["case"], way)
    give(case, AUNT, "mail")
    unsafe = {"person_id": ids[CARER], "kind": "slack", "value": "U0CARER", "safe": False}
    reaching.add_way(case.as_(LEADER), ids["case"], unsafe)
    with pytest.raises(AnswersNotUnderstood) as refused:
        give(case, CARER, "slack")
    assert refused.value.problems == {"how": "no_safe_slack"}
    with pytest.raises(AnswersNotUnderstood) as refused:
        give(case, "U0OBSERVER")
    assert refused.value.problems == {"person_id": "no_copy_for_them"}


def test_a_copy_in_slack_is_a_private_view_and_no_file(case: Casework) -> None:
    give(case, AUNT, "slack")
    with case.reading() as work:
        told = work.find(Outgoing, to=AUNT, message="plan_ready")
        copy = work.first(Copy, version_id=case.ids["version"], person_id=case.ids[AUNT])
    assert len(told) == 1
    assert files_for(case, AUNT) == []
    assert copy is not None
    assert copy.sent_on == case.clock.moment.date()


def test_each_asks_for_the_paper_of_their_own_audience(case: Casework) -> None:
    ids = case.ids
    papers.ask_for(case.as_("U0CHILD"), ids["case"], "copy.pdf")
    papers.ask_for(case.as_(MOTHER), ids["case"], "plan.pdf")
    with pytest.raises(NotNow):
        papers.ask_for(case.as_(CASA), ids["case"], "plan.pdf")
    give(case, CASA)
    papers.ask_for(case.as_(CASA), ids["case"], "plan.pdf")
    with pytest.raises(NotFound):
        papers.ask_for(case.as_(CASA), ids["case"], "copy.pdf")
    assert "copy.pdf" in papers.papers_for(case.as_("U0CHILD"), ids["case"])
    assert "plan.pdf" not in papers.papers_for(case.as_(AUNT), ids["case"])


def endorsed(case: Casework) -> None:
    endorsing.answer(case.as_(ENDORSER), case.ids["endorsement"], "endorsed")


@pytest.mark.requirement("K-23")
def test_every_parent_has_a_copy_task_also_one_who_came_after_the_seal(case: Casework) -> None:
    ids = case.ids
    late = {"name": "Ann Stone", "role": "guardian", "family_said_yes": True}
    newcomer = team.add_person(case.as_(LEADER), ids["case"], late)
    values: dict[str, Any] = {"closed_on": date(2026, 3, 18), "why": "goals_met"}
    left = closing_case.close_case(case.as_(LEADER), ids["case"], values)
    owed = {one.person_id for one in left.copies}
    assert {newcomer, ids[MOTHER], ids["U0FIRSTFATHER"], ids["U0SECONDFATHER"], ids["U0CHILD"]} <= owed


@pytest.mark.requirement("K-26")
def test_a_copy_that_went_by_mistake_goes_away_in_slack_and_is_asked_for_no_more(case: Casework) -> None:
    ids = case.ids
    given = give(case, AUNT)
    in_slack = sent(case, AUNT)
    papers.ask_for(case.as_(AUNT), ids["case"], "copy.pdf")
    assert copies.take_back(case.as_(LEADER), given.id, "It was for another Rosa.") == ids["version"]
    gone = going(case)
    assert [(one.subject_id, one.person_id) for one in gone] == [(in_slack.id, ids[AUNT])]
    with case.reading() as work:
        [own] = work.find(Outgoing, to=AUNT, message="file:copy.pdf")
        assert (own.state, own.why) == (Sending.DROPPED, "by_mistake"), "it had not gone yet"
        [paper] = work.find(MadePaper, sending_id=in_slack.id)
        assert (paper.taken_back_by, paper.taken_back_why, paper.gone_at) == (LEADER, "by_mistake", None)
        assert work.get(Disclosure, given.id).taken_back_why == "It was for another Rosa."
    with pytest.raises(NotNow, match="need_to_know_first"):
        papers.ask_for(case.as_(AUNT), ids["case"], "copy.pdf")
    with pytest.raises(NotNow, match="copy_taken_back"):
        copies.take_back(case.as_(LEADER), given.id, "Once more.")


@pytest.mark.requirement("K-26")
def test_files_go_away_in_slack_where_access_ends_or_the_case_closes(case: Casework) -> None:
    give(case, AUNT)
    to_leader = sent(case, AUNT)
    papers.ask_for(case.as_(MOTHER), case.ids["case"], "plan.pdf")
    own = sent(case, None, to=MOTHER)
    day = case.clock.moment.date()
    apart = {"person_id": case.ids[MOTHER], "other": case.ids[CARER], "kind": "order", "since": day}
    parting.keep_apart(case.as_(LEADER), case.ids["case"], apart)
    assert {one.subject_id for one in going(case)} == {own.id}
    team.remove_person(case.as_(LEADER), case.ids[MOTHER])
    assert len(going(case)) == 1, "once for each file"
    with case.reading() as work:
        assert work.find(MadePaper, sending_id=own.id)[0].taken_back_why == "kept_apart"
    closing_case.close_case(case.as_(LEADER), case.ids["case"], {"closed_on": day, "why": "goals_met"})
    assert {one.subject_id for one in going(case)} == {own.id, to_leader.id}


@pytest.mark.parametrize("take_out", [True, False])
def test_the_files_of_a_withdrawn_version_stay_unless_they_harm_somebody(
    case: Casework, take_out: bool
) -> None:
    """Whoever has one is told, and that it is gone; undone, it can be asked for again."""
    papers.ask_for(case.as_(MOTHER), case.ids["case"], "plan.pdf")
    own = sent(case, None, to=MOTHER)
    moving.withdraw(case.as_(LEADER), case.ids["version"], "Another family's visit.", take_out=take_out)
    assert {one.subject_id for one in going(case)} == ({own.id} if take_out else set())
    with case.reading() as work:
        (row,) = work.find(Outgoing, message="plan_withdrawn", to=MOTHER)
        told = composers(case.agency, Words(), {}, calendar)["plan_withdrawn"](work, row)
    assert isinstance(told, Composed)
    assert ("is taken out of Slack" in told.text) is take_out


def test_a_file_says_until_when_it_stays_in_slack(case: Casework) -> None:
    """By the practice's days; a table of due dates by the shortest of all practices."""
    papers.ask_for(case.as_(MOTHER), case.ids["case"], "plan.pdf")
    room = makers(case.storage.signer, case.storage.signer.public_key(), case.storage.audit_lines)
    tell = composers(case.agency, Words(), room, calendar)
    last = case.clock.moment.date() + timedelta(days=30)
    with case.reading() as work:
        (row,) = work.find(Outgoing, to=MOTHER, message="file:plan.pdf")
        file = tell[row.message](work, row)
    assert isinstance(file, FileToSend)
    assert file.until is not None
    assert file.until.date() == last == papers.leaves_slack_on(case.as_(MOTHER), case.ids["case"])
    assert file.title == f"The plan (in Slack until {last:%B} {last.day}, {last.year})"


def sent(case: Casework, person: str | None, to: str = LEADER) -> Outgoing:
    """The file that waits for somebody went to Slack, which gave it an id."""
    room = makers(case.storage.signer, case.storage.signer.public_key(), case.storage.audit_lines)
    tell = composers(case.agency, Words(), room, calendar)
    with case.reading() as work:
        about = case.ids[person] if person else None
        [row] = [one for one in work.find(Outgoing, to=to, person_id=about) if one.message.startswith(FILE)]
        made = tell[row.message](work, row)
        assert isinstance(made, FileToSend)
    with case.storage.units(TEAM, "system") as work:
        work.replace(replace(row, state=Sending.SENT, ts=f"F{row.id}", channel_id="D1"))
        work.commit()
    return row


def going(case: Casework) -> tuple[Outgoing, ...]:
    """The files that Slack is to delete."""
    with case.reading() as work:
        return work.find(Outgoing, message=TAKE_BACK)


@pytest.mark.requirement("V-06")
def test_a_child_without_a_copy_is_a_warning_before_the_case_is_closed(case: Casework) -> None:
    ids = case.ids
    assert closing_case.left_open(case.as_(LEADER), ids["case"]).children_without == ("Max Reyes",)
    facts = {"name": "Max Reyes", "role": "child", "child_id": ids["second"]}
    team.add_person(case.as_(LEADER), ids["case"], facts)
    endorsed(case)
    assert closing_case.left_open(case.as_(LEADER), ids["case"]).children_without == ()


@pytest.mark.requirement("K-23")
def test_a_late_copy_is_in_sight_until_it_goes(case: Casework) -> None:
    case.clock.moment += timedelta(days=30)
    late = {one.person.id for one in copies.copies(case.as_(LEADER), case.ids["version"]).each if one.overdue}
    assert case.ids[MOTHER] in late
    sent = {"person_id": case.ids[MOTHER], "how": "hand", "sent_on": case.clock.moment.date(), "got_on": None}
    closing.record_copy(case.as_(LEADER), case.ids["version"], sent)
    each = copies.copies(case.as_(LEADER), case.ids["version"]).each
    assert not any(one.overdue for one in each if one.person.id == case.ids[MOTHER])


@pytest.mark.requirement("K-26")
def test_nothing_is_noted_as_given_that_would_not_go(case: Casework) -> None:
    """Neither to somebody who left, nor of a version that a newer one replaced: what goes is the newest."""
    ids = case.ids
    team.remove_person(case.as_(LEADER), ids[AUNT])
    with pytest.raises(AnswersNotUnderstood):
        give(case, AUNT)
    case.clock.moment += timedelta(minutes=1)
    capture.add(case.as_(LEADER), ids["case"], "strength", {"text": "He cooks."})
    seen = look_once_more.look(case.as_(LEADER), ids["case"], look_once_more.NOW).fingerprint
    look_once_more.answer(case.as_(LEADER), ids["case"], look_once_more.NOW, seen, left_out=True)
    sealing.seal(case.as_(LEADER), ids["conference"], "He told us later")
    with case.reading() as work:
        before = work.find(Copy, version_id=ids["version"])
    for deed in (
        lambda: give(case, MOTHER, "slack"),
        lambda: copies.show_me(case.as_(LEADER), ids["version"], ids[MOTHER]),
    ):
        with pytest.raises(NotNow, match="newer_version"):
            deed()
    with case.reading() as work:
        assert work.find(Copy, version_id=ids["version"]) == before
        assert not work.find(Disclosure, version_id=ids["version"])


@pytest.mark.requirement("K-23")
def test_what_was_said_of_a_copy_before_stays(case: Casework) -> None:
    """She said that she has it; that another went by mail, noted later, takes nothing of it away."""
    ids, today = case.ids, case.clock.moment.date()
    closing.got_own_copy(case.as_(MOTHER), ids["version"])
    mailed = {"person_id": ids[MOTHER], "how": "mail", "sent_on": today, "got_on": None}
    closing.record_copy(case.as_(LEADER), ids["version"], mailed)
    closing.record_copy(case.as_(LEADER), ids["version"], mailed | {"person_id": ids["U0CHILD"]})
    came = {"person_id": ids["U0CHILD"], "how": None, "sent_on": None, "got_on": today}
    closing.record_copy(case.as_(LEADER), ids["version"], came)
    with case.reading() as work:
        found = {one.person_id: one for one in work.find(Copy, version_id=ids["version"])}
    for person in (MOTHER, "U0CHILD"):
        copy = found[ids[person]]
        assert (copy.how, copy.sent_on, copy.got_on) == ("mail", today, today)
        assert copy.due is not None
