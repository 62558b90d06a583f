"""Who may endorse a plan, and what those hear who may not (V-04)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.case import Case
from bot.domain.closing import Endorsement, PlanVersion
from bot.domain.conference import Attendance
from bot.domain.delivery import Outgoing
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.reach import Reach
from bot.domain.reminder import RemindWhen
from bot.domain.reminders import due_reminders
from bot.services import closing_case, setup
from bot.services.people import team
from bot.services.plan import endorsing
from bot.services.record import case_record
from bot.services.seeing import looking
from tests.services.casework import ADMIN, ENDORSER, MANAGER, SUPERVISOR, Casework
from tests.services.prepared import everybody

SECOND = "U0SECONDENDORSER"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    with everybody(request.param, tmp_path) as made:
        yield made


def refused(case: Casework, asked_of: str) -> str:
    with pytest.raises(AnswersNotUnderstood) as found:
        endorsing.ask(case.as_(MANAGER), case.ids["version"], asked_of)
    return found.value.problems["asked_of"]


def in_practice(case: Casework, profile: str) -> None:
    """The same case where another practice's approvers endorse."""
    here = case.agency.profiles["us-ks"]
    ruled = replace(here, endorsement=case.agency.profiles[profile].endorsement)
    vars(case)["agency"] = replace(case.agency, profiles={**case.agency.profiles, "us-ks": ruled})


@pytest.mark.requirement("V-04")
def test_another_person_endorses_later_who_was_not_there(case: Casework) -> None:
    ids = case.ids
    with case.reading() as work:
        author = work.get(PlanVersion, ids["version"]).sealed_by
        there = {one.person_id for one in work.find(Attendance, conference_id=ids["conference"])}
        assert work.get(Case, ids["case"]).opened_by == MANAGER
    assert ENDORSER not in {*there, author}
    case.clock.moment = case.clock.moment.replace(month=4)
    endorsing.answer(case.as_(ENDORSER), ids["endorsement"], "endorsed")
    with case.reading() as work:
        done = work.get(Endorsement, ids["endorsement"])
    assert (done.answer, done.done_on and done.done_on.month) == ("endorsed", 4)


@pytest.mark.requirement("V-04")
def test_nobody_endorses_their_own_plan(case: Casework) -> None:
    """Neither asked nor answering: named since to endorse, the practitioner is refused all the same."""
    for author in (MANAGER, "U0FACILITATOR"):
        setup.name_staff(case.as_(ADMIN), author, ("staff", "endorser"), (), "An Author")
        assert refused(case, author) == "endorser_is_author"
        with pytest.raises(NotAllowed, match="endorsement_answer"):
            endorsing.answer(case.as_(author), case.ids["endorsement"], "endorsed")


def test_each_practice_has_its_own_approvers(case: Casework) -> None:
    assert endorsing.ask(case.as_(MANAGER), case.ids["version"], SUPERVISOR)
    assert refused(case, "U0STRANGER") == "not_an_endorser"
    setup.name_staff(case.as_(ADMIN), "U0CASA", ("endorser",), (), "Cass")
    assert refused(case, "U0CASA") == "endorser_on_team"
    setup.name_staff(case.as_(ADMIN), SECOND, ("supervisor",), ("U0SOMEBODY",), "Of others")
    assert refused(case, SECOND) == "supervises_others"
    in_practice(case, "au-vic")
    assert refused(case, SUPERVISOR) == "supervisor_endorses_not"


def test_of_two_who_endorse_the_second_is_told_who_did_and_when(case: Casework) -> None:
    setup.name_staff(case.as_(ADMIN), SECOND, ("endorser",), (), "Abe Stone")
    second = endorsing.ask(case.as_(MANAGER), case.ids["version"], SECOND)
    endorsing.answer(case.as_(ENDORSER), case.ids["endorsement"], "endorsed")
    with pytest.raises(NotNow, match="endorsed_already") as told:
        endorsing.answer(case.as_(SECOND), second, "returned", "Wait.")
    assert told.value.facts["name"] == "Eve Moss"
    with case.reading() as work:
        assert work.get(Endorsement, second).answer is None
    with pytest.raises(NotNow, match="endorsed_already"):
        endorsing.ask(case.as_(MANAGER), case.ids["version"], SECOND)


def test_sent_back_with_words_it_waits_for_those_who_wrote_it(case: Casework) -> None:
    endorsing.answer(case.as_(ENDORSER), case.ids["endorsement"], "returned", "Who drives on Sundays?")
    with case.reading() as work:
        told = {row.to for row in work.find(Outgoing, message="endorsement_returned")}
    assert told == {MANAGER, "U0FACILITATOR"}
    waits = [one.kind for each in looking.home(case.as_(MANAGER))[0] for one in each.waits]
    assert "sent_back" in waits
    left = closing_case.left_open(case.as_(MANAGER), case.ids["case"])
    assert [one.answer for one in left.endorsements] == ["returned"]


def test_sent_back_it_is_asked_about_again_with_a_reply_and_both_words_stand(case: Casework) -> None:
    version, noted = case.ids["version"], "Who drives on Sundays?"
    endorsing.answer(case.as_(ENDORSER), case.ids["endorsement"], "returned", noted)
    assert remembered(case) == {"sent_back": MANAGER}
    with pytest.raises(AnswersNotUnderstood) as silent:
        endorsing.ask(case.as_(MANAGER), version, ENDORSER)
    assert silent.value.problems == {"reply": "missing"}
    again = endorsing.ask(case.as_(MANAGER), version, ENDORSER, "Rosa drives. She said so on Monday.")
    assert remembered(case) == {"endorsement": ENDORSER}
    with case.as_(ENDORSER).looking("endorsement.answer", case.ids["case"]) as on:
        assert endorsing.said_before(on) == {"noted": noted, "replied": "Rosa drives. She said so on Monday."}
    endorsing.answer(case.as_(ENDORSER), again, "endorsed")
    assert remembered(case) == {}
    with case.reading() as work:
        kept = {one.answer: (one.words, one.reply) for one in work.find(Endorsement, version_id=version)}
    said = (None, "Rosa drives. She said so on Monday.")
    assert kept == {"returned": (noted, None), "endorsed": said}


def remembered(case: Casework) -> dict[str, str]:
    """Who is reminded of the endorsement, as the record stands."""
    with case.reading() as work:
        record = case_record(work, case.ids["case"])
        found = due_reminders(record, (), RemindWhen(), Reach())
    return {one.kind: one.to for one in found if one.kind in ("endorsement", "sent_back")}


@pytest.mark.requirement("V-04")
def test_whoever_led_the_meeting_endorses_it_no_more_after_leaving_the_case(case: Casework) -> None:
    setup.name_staff(case.as_(ADMIN), MANAGER, ("endorser",), (), "Priya Nandan")
    successor = {"name": "Ann Lee", "role": "case_manager", "slack_user": "U0SUCCESSOR"}
    team.add_person(case.as_(MANAGER), case.ids["case"], successor)
    team.remove_person(case.as_("U0SUCCESSOR"), case.ids[MANAGER])
    with pytest.raises(AnswersNotUnderstood) as found:
        endorsing.ask(case.as_("U0SUCCESSOR"), case.ids["version"], MANAGER)
    assert found.value.problems["asked_of"] == "endorser_is_author"


def test_a_request_that_nobody_has_answered_is_taken_back_and_asked_of_another(case: Casework) -> None:
    """Whom it went to hears of it once and is reminded no more; what was answered stays."""
    version, first = case.ids["version"], case.ids["endorsement"]
    assert endorsing.take_back(case.as_(MANAGER), first) == version
    endorsing.take_back(case.as_(MANAGER), first)
    with case.reading() as work:
        over = [row.to for row in work.find(Outgoing, message="endorsement_over")]
    assert (over, remembered(case)) == ([ENDORSER], {})
    with pytest.raises(NotNow, match="endorsement_taken_back"):
        endorsing.answer(case.as_(ENDORSER), first, "endorsed")
    second = endorsing.ask(case.as_(MANAGER), version, SUPERVISOR)
    endorsing.answer(case.as_(SUPERVISOR), second, "endorsed")
    with pytest.raises(NotNow, match="endorsement_answered"):
        endorsing.take_back(case.as_(MANAGER), second)
    found = endorsing.requests(case.as_(MANAGER), version)
    assert [(one.name, one.asked.answer) for one in found] == [
        ("Eve Moss", "taken_back"),
        ("Sue Lane", "endorsed"),
    ]
