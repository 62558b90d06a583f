"""Closing a case: team and log are there before any conference and stay; what is left open is told first."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.case import CaseClosing
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.plan import TaskState
from bot.services import cases, closing_case
from bot.services.calling import scheduling
from bot.services.delivery.reminders import wanted_reminders
from bot.services.entries import capture, tasks
from bot.services.people import belonging, network, team
from bot.services.plan import closing, papers
from bot.services.record import case_record
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import CHANNEL, CUSTODY, MANAGER, ZONE, Casework, Clock, opened, with_everybody
from tests.sqlite import make_database as make_sqlite

TODAY = {"why": "safe_at_home", "words": "The school goes on."}


@pytest.fixture(params=["sqlite", "postgresql"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[Any], Casework]]:
    """Makes a case on each kind of database."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    yield lambda how: how(storage, clock)
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def close(case: Casework, by: str = MANAGER, **more: Any) -> closing_case.LeftOpen:
    values = {"closed_on": case.clock.moment.date(), **TODAY, **more}
    return closing_case.close_case(case.as_(by), case.ids["case"], values)


@pytest.mark.requirement("C-09")
def test_team_and_log_stand_before_any_conference_and_outlive_the_closing(
    made: Callable[[Any], Casework],
) -> None:
    case = made(opened)
    person = {"name": "Dana Reyes", "role": "mother"}
    dana = team.add_person(case.as_(MANAGER), case.ids["case"], person)
    tried = {"person_id": dana, "channel": "phone", "result": "no_answer", "on": CUSTODY, "words": "Called."}
    belonging.record_try(case.as_(MANAGER), case.ids["case"], tried)
    with case.reading() as work:
        before = case_record(work, case.ids["case"], private=True)
    assert before.conferences == ()
    close(case)
    known, _ = network.look_at_person(case.as_(MANAGER), dana)
    assert [one.words for one in known.tries] == ["Called."]
    with case.reading() as work:
        after = case_record(work, case.ids["case"], private=True)
    assert (after.people, after.contact_tries) == (before.people, before.contact_tries)
    assert [one.why for one in after.closings] == ["safe_at_home"]
    papers.ask_for(case.as_(MANAGER), case.ids["case"], "record.json")


@pytest.mark.requirement("C-09")
def test_what_would_be_left_open_is_told_before_and_kept_with_the_closing(
    made: Callable[[Any], Casework],
) -> None:
    case = made(with_everybody)
    shown = closing_case.left_open(case.as_(MANAGER), case.ids["case"])
    assert len(shown.tasks) == 3
    assert shown.copies
    assert len(shown.endorsements) == 1
    assert shown.dates
    assert close(case).items == shown.items
    with case.reading() as work:
        (kept,) = work.find(CaseClosing, case_id=case.ids["case"])
    assert kept.left_open == shown.items


def test_a_closed_case_takes_nothing_more_but_answers_and_copies(made: Callable[[Any], Casework]) -> None:
    case = made(with_everybody)
    close(case)
    for deed in (
        lambda: capture.add(case.as_("U0MOTHER"), case.ids["case"], "strength", {"text": "Singing"}),
        lambda: tasks.answer_task(case.as_("U0MOTHER"), case.ids["task U0MOTHER"], TaskState.DONE),
        lambda: team.add_person(case.as_(MANAGER), case.ids["case"], {"name": "Kim Roe", "role": "casa"}),
        lambda: cases.record_event(case.as_(MANAGER), case.ids["case"], "placed_in_custody", CUSTODY),
        lambda: close(case),
    ):
        with pytest.raises(NotNow) as closed:
            deed()
        assert closed.value.problem == "case_closed"
    closing.acknowledge(case.as_("U0CHILD"), case.ids["version"], {"answer": "yes"})
    sent = {"person_id": case.ids["U0MOTHER"], "how": "mail", "sent_on": case.clock.moment.date()}
    closing.record_copy(case.as_(MANAGER), case.ids["version"], sent)
    papers.ask_for(case.as_("U0MOTHER"), case.ids["case"], "plan.pdf")


def test_whoever_could_read_it_still_can_and_is_told_the_day(made: Callable[[Any], Casework]) -> None:
    case = made(with_everybody)
    before = looking.whole_record(case.as_("U0MOTHER"), case.ids["case"])
    close(case)
    after = looking.whole_record(case.as_("U0MOTHER"), case.ids["case"])
    assert (after.strengths, after.tasks) == (before.strengths, before.tasks)
    assert looking.hub(case.as_("U0MOTHER"), CHANNEL).closed_on == case.clock.moment.date()
    (waiting,), _ = looking.home(case.as_("U0MOTHER"))
    assert waiting.tasks == ()


def test_reminders_stop_and_start_again_with_the_case(made: Callable[[Any], Casework]) -> None:
    case = made(with_everybody)

    def wanted() -> int:
        with case.reading() as work:
            record = case_record(work, case.ids["case"])
            return len(wanted_reminders(work, record, case.agency.profiles))

    before = wanted()
    assert before
    close(case)
    assert wanted() == 0
    closing_case.reopen_case(case.as_(MANAGER), case.ids["case"], "Dana asked for help again.")
    assert wanted() == before
    capture.add(case.as_("U0MOTHER"), case.ids["case"], "strength", {"text": "Singing"})
    with case.reading() as work:
        (kept,) = work.find(CaseClosing, case_id=case.ids["case"])
    assert (kept.reopened_by, kept.reopened_why) == (MANAGER, "Dana asked for help again.")


def test_who_was_asked_to_a_conference_must_hear_first_that_it_is_off(
    made: Callable[[Any], Casework],
) -> None:
    case = made(with_everybody)
    when = {"date": date(2026, 4, 20), "start": time(10), "end": time(11), "zone": ZONE}
    meeting = {"kind": "family_meeting", **when}
    coming = scheduling.schedule(case.as_(MANAGER), case.ids["case"], meeting)
    with pytest.raises(NotNow) as refused:
        close(case)
    assert refused.value.problem == "conference_on_its_way"
    scheduling.cancel(case.as_(MANAGER), coming, "It is not needed.")
    close(case)


def test_only_who_leads_closes_it_and_not_for_tomorrow(made: Callable[[Any], Casework]) -> None:
    case = made(opened)
    with pytest.raises(AnswersNotUnderstood) as wrong:
        close(case, closed_on=case.clock.moment.date() + timedelta(days=1))
    assert wrong.value.problems == {"closed_on": "date_in_future"}
    with pytest.raises(NotAllowed):
        close(case, by="U0STRANGER")
    with pytest.raises(NotNow):
        closing_case.reopen_case(case.as_(MANAGER), case.ids["case"], "It is open.")
    close(case, closed_on=date(2026, 3, 1))
