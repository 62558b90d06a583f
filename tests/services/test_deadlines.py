"""What falls due, kept beside the record: it follows each change, and everybody sees what is theirs."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.case import Case
from bot.domain.clock_rules import LengthChange
from bot.domain.conference import Conference
from bot.domain.deadlines import Deadline, DueKind, Group
from bot.domain.delivery import Outgoing, Sending
from bot.domain.errors import NotAllowed
from bot.domain.people import Person
from bot.domain.plan import TaskState
from bot.domain.profile import PracticeProfile
from bot.domain.sending import Composed, Drop, FileToSend
from bot.domain.sources import Mark
from bot.handlers.desk import Desk
from bot.handlers.rules.due_view import due_view
from bot.notices import composers
from bot.notices.due_table import due_table
from bot.paper_room import calendar, due_table_file, outlined
from bot.render import Words
from bot.services import closing_case, setup
from bot.services.delivery import recounting
from bot.services.delivery.composing import compose_with
from bot.services.delivery.recounting import StandsOn, count_on, stands_on
from bot.services.delivery.reminders import RECKON, reckoner
from bot.services.delivery.taking_back import TAKE_BACK, take_back_when_over
from bot.services.entries import tasks
from bot.services.people import team
from bot.services.seeing import deadlines
from bot.services.seeing.answered_for import AGENCY, MINE, OF, UNIT, scopes
from bot.services.seeing.deadlines import Asked
from bot.services.seeing.due_table import MESSAGE, TABLE_STAYS, ask_for_table
from bot.storage import open_storage
from bot.trouble import staff_teller
from tests.postgres import drop_database, make_database
from tests.services.casework import (
    ADMIN,
    EVERYBODY,
    MANAGER,
    OTHER_MANAGER,
    SUPERVISOR,
    TEAM,
    Casework,
    Clock,
    with_everybody,
)
from tests.sqlite import make_database as make_sqlite

BY = StandsOn("rules", "zones")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """One full case and another worker's, made once for each database; tests change it in turn."""
    folder = tmp_path_factory.mktemp("deadlines")
    url = make_sqlite(Path(folder)) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    yield with_everybody(storage, clock)
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


@pytest.fixture
def made(kept: Casework) -> Casework:
    """With all due dates reckoned."""
    reckoned(kept)
    return kept


def reckoned(made: Casework, profiles: dict[str, PracticeProfile] | None = None) -> int:
    """Do every errand that waits; how many there were."""
    reckon, done = reckoner(profiles or made.agency.profiles), 0
    while rows := made.storage.outbox.claim(made.clock.now(), 200, 60):
        for row in rows:
            if row.message == RECKON:
                with made.storage.units(TEAM, "system") as work:
                    reckon(work, row)
                    work.commit()
                done += 1
            made.storage.outbox.finish(row, Sending.DROPPED, made.clock.now(), why="done")
    return done


def rows(made: Casework, case: str = "case") -> dict[tuple[DueKind, str], Deadline]:
    with made.reading() as work:
        return {row.about: row for row in work.find(Deadline, case_id=made.ids[case])}


def test_the_rows_follow_the_record_and_reckoning_again_adds_none(made: Casework) -> None:
    before = rows(made)
    assert {DueKind.CLOCK, DueKind.TASK, DueKind.ENDORSEMENT, DueKind.NO_CONTACT} <= {
        kind for kind, _ in before
    }
    assert {row.worker for row in before.values()} == {MANAGER}
    with made.storage.units(TEAM, "system") as work:
        for case in work.find(Case):
            recounting.schedule_reminders(work, case.id)
        work.commit()
    assert reckoned(made) == 2
    assert rows(made) == before, "the same rows, untouched"

    (kind, task) = next(about for about in before if about[0] is DueKind.TASK)
    tasks.answer_task(made.as_(MANAGER), task, TaskState.DONE)
    reckoned(made)
    assert set(before) - set(rows(made)) == {(kind, task)}


def test_no_row_says_more_than_ids_and_days(made: Casework) -> None:
    with made.reading() as work:
        people = work.find(Person, case_id=made.ids["case"])
        names = {one.name for one in people} | {case.reference for case in work.find(Case)}
        said = {str(value) for row in work.find(Deadline) for value in vars(row).values()}
    assert names
    assert not names & said


@pytest.mark.requirement("T-09")
def test_a_team_that_was_not_in_touch_is_listed_from_its_day_on(made: Casework) -> None:
    quiet = rows(made)[DueKind.NO_CONTACT, made.ids["case"]].due
    was = made.clock.moment
    for ahead, listed in ((-1, 0), (0, 1)):
        made.clock.moment = datetime(quiet.year, quiet.month, quiet.day, 18, tzinfo=UTC) + timedelta(
            days=ahead
        )
        found = deadlines.look(made.as_(MANAGER), Asked(MINE, Group.NO_CONTACT))
        assert len(found.rows) == listed
    made.clock.moment = was


def test_each_sees_the_cases_that_they_answer_for(made: Casework) -> None:
    seen = {}
    for user in EVERYBODY:
        for scope in (MINE, UNIT, f"{OF}{MANAGER}"):
            try:
                found = deadlines.look(made.as_(user), Asked(scope))
            except NotAllowed:
                continue
            seen[user, scope] = {row.case.id if row.case else None for row in found.rows}
    ours, other = {made.ids["case"]}, {made.ids["other_case"]}
    assert seen == {
        (MANAGER, MINE): ours,
        (MANAGER, f"{OF}{MANAGER}"): ours,
        ("U0FACILITATOR", MINE): ours,
        ("U0FACILITATOR", f"{OF}{MANAGER}"): ours,
        (OTHER_MANAGER, MINE): other,
        (SUPERVISOR, UNIT): ours,
        (SUPERVISOR, f"{OF}{MANAGER}"): ours,
        # An administrator counts, and looks into no case.
        (ADMIN, f"{OF}{MANAGER}"): {None},
    }
    assert scopes(made.as_("U0MOTHER")) == ()
    assert scopes(made.as_(ADMIN)) == (AGENCY,)


def test_the_agency_counts_what_each_worker_sees(made: Casework) -> None:
    loads = {one.user: one.groups for one in deadlines.agency_load(made.as_(ADMIN))}
    for worker in (MANAGER, OTHER_MANAGER):
        assert loads[worker] == deadlines.look(made.as_(worker), Asked(MINE)).groups


def test_kinds_and_groups_and_pages_are_those_of_the_list(made: Casework) -> None:
    every = deadlines.look(made.as_(MANAGER), Asked(MINE))
    assert sum(every.groups.values()) == len(every.rows) == sum(every.kinds.values())
    for kind, count in every.kinds.items():
        found = deadlines.look(made.as_(MANAGER), Asked(MINE, kind=kind))
        assert {row.deadline.kind for row in found.rows} == {kind}
        assert len(found.rows) == count
    clocks = deadlines.look(made.as_(MANAGER), Asked(MINE, kind=DueKind.ACKNOWLEDGEMENT))
    assert len(clocks.rows) < deadlines.PAGE or deadlines.shown(
        clocks.rows, Asked(MINE, kind=DueKind.CLOCK, page=99)
    )
    days = [row.deadline.due for row in every.of(Group.WAITING)]
    assert days == sorted(days)


def test_a_supervisor_who_is_left_out_of_a_meeting_learns_nothing_of_it(made: Casework) -> None:
    facts = {"name": "Sue Lane", "role": "agency_staff", "slack_user": SUPERVISOR, "family_said_yes": True}
    person = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    with made.storage.units(TEAM, "system") as work:
        held = work.find(Conference, case_id=made.ids["case"])[0]
        work.replace(replace(held, left_out=(person,)))
        work.commit()
    kinds = deadlines.look(made.as_(SUPERVISOR), Asked(UNIT)).kinds
    assert not {DueKind.CONFERENCE, DueKind.CLOCK} & set(kinds)
    assert kinds[DueKind.ENDORSEMENT]
    team.remove_person(made.as_(MANAGER), person)


def test_whoever_left_sees_nothing(made: Casework) -> None:
    team.remove_person(made.as_(MANAGER), made.ids["U0FACILITATOR"])
    with pytest.raises(NotAllowed):
        deadlines.look(made.as_("U0FACILITATOR"), Asked(MINE))
    team.bring_back(made.as_(MANAGER), made.ids["U0FACILITATOR"])
    setup.name_staff(made.as_(ADMIN), SUPERVISOR, (), (), "Sue Lane")
    with pytest.raises(NotAllowed):
        deadlines.look(made.as_(SUPERVISOR), Asked(UNIT))
    setup.name_staff(made.as_(ADMIN), SUPERVISOR, ("supervisor",), (MANAGER,), "Sue Lane")


def test_the_table_holds_no_names_and_who_asked_is_written_down(made: Casework) -> None:
    compose = due_table(made.agency, Words(), due_table_file)

    def table(user: str, scope: str) -> Any:
        ask_for_table(made.as_(user), scope)
        with made.reading() as work:
            row = work.find(Outgoing, message=MESSAGE, to=user)[-1]
            return compose(work, row)

    file = table(SUPERVISOR, UNIT)
    assert isinstance(file, FileToSend)
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith('"Case","What is due"')
    assert len(lines) - 1 == len(deadlines.look(made.as_(SUPERVISOR), Asked(UNIT)).rows)
    assert '"TEST-C0CASEWORK"' in lines[1]
    assert MANAGER in lines[1]
    assert "Name-of" not in file.content.decode()
    assert "June" not in file.content.decode()
    counts = table(ADMIN, AGENCY).content.decode("utf-8-sig").splitlines()
    assert len(counts) == 1 + len(deadlines.agency_load(made.as_(ADMIN)))
    assert "TEST-" not in "".join(counts)
    with pytest.raises(NotAllowed):
        ask_for_table(made.as_("U0MOTHER"), MINE)
    said = Counter(
        deed["action"]
        for deed in (json.loads(line)["entry"] for line in made.storage.audit_lines(TEAM, ""))
        if deed["action"].startswith("disclosure.")
    )
    assert said == {"disclosure.asked": 2, "disclosure.file": 2}
    _in_slack(made, SUPERVISOR)
    setup.name_staff(made.as_(ADMIN), SUPERVISOR, (), (), "Sue Lane")
    with made.reading() as work:
        back = work.find(Outgoing, message=TAKE_BACK, to=SUPERVISOR, due_at=work.now)
        late = compose(work, work.find(Outgoing, message=MESSAGE, to=SUPERVISOR)[-1])
    assert isinstance(late, Drop), "asked again as it goes"
    assert len(back) == 1, "whoever may see none keeps no file of it"
    setup.name_staff(made.as_(ADMIN), SUPERVISOR, ("supervisor",), (MANAGER,), "Sue Lane")
    _whoever_has_a_table_that_slack_keeps_is_asked_to_delete_it(made)


def _whoever_has_a_table_that_slack_keeps_is_asked_to_delete_it(made: Casework) -> None:
    ask_for_table(made.as_(SUPERVISOR), UNIT)
    with made.reading() as work:
        row = work.find(Outgoing, message=MESSAGE, to=SUPERVISOR)[-1]
        file = due_table(made.agency, Words(), due_table_file)(work, row)
    assert isinstance(file, FileToSend)
    assert file.until is not None
    assert file.until.date() == made.clock.moment.date() + timedelta(days=30)
    with made.storage.units(TEAM, "system") as work:
        take_back_when_over(work, row, file.until)
        (back,) = work.find(Outgoing, message=TAKE_BACK, subject_id=row.id)
        assert back.due_at == file.until
        staff_teller(made.agency.profiles)(work, back, "cant_delete_file")
        (asked,) = work.find(Outgoing, message=TABLE_STAYS)
        said = composers(made.agency, Words(), {}, calendar)[asked.message](work, asked)
    assert asked.to == SUPERVISOR
    assert isinstance(said, Composed)
    assert "delete that file yourself" in said.text


def _in_slack(made: Casework, user: str) -> None:
    """The table that waits for somebody went to Slack."""
    with made.storage.units(TEAM, "system") as work:
        row = work.find(Outgoing, message=MESSAGE, to=user)[-1]
        work.replace(replace(row, state=Sending.SENT, ts="F0TABLE", channel_id="D1"))
        work.commit()


def test_all_open_cases_are_counted_anew_in_batches_that_a_kill_cannot_lose(
    made: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is a transaction of its own, so a process that dies leaves whole steps behind."""
    monkeypatch.setattr(recounting, "BATCH", 1)
    units = made.storage.units
    while count_on(units, TEAM, BY):
        reckoned(made)
    assert not count_on(units, TEAM, BY), "nothing changed since"

    rules = replace(BY, rules="other rules")
    assert count_on(units, TEAM, rules)
    assert count_on(units, TEAM, rules), "the first batch is not done yet"
    now = deadlines.counting(made.as_(ADMIN))
    assert now
    assert (now.changed, now.asked, now.whole, now.changed_done_at) == ("rules", 1, 2, None)
    done = reckoned(made)
    while count_on(units, TEAM, rules):
        done += reckoned(made)
    now = deadlines.counting(made.as_(ADMIN))
    assert done == 2
    assert now
    assert now.asked == now.whole
    assert now.changed_done_at == made.clock.now()

    made.clock.moment += timedelta(hours=1)
    assert count_on(units, TEAM, rules), "as an hour passes, clocks roll over"
    now = deadlines.counting(made.as_(ADMIN))
    assert now
    assert now.changed_done_at, "the hour is no change of rules"
    while count_on(units, TEAM, rules):
        reckoned(made)


def test_a_change_of_rules_moves_the_dates_of_open_cases(made: Casework) -> None:
    """Every clock of Kansas gets longer by one of its units; each date is later, and none is there twice."""
    other = {**made.agency.profiles, "us-ks": _longer(made.agency.profiles["us-ks"])}
    assert stands_on(other).rules != stands_on(made.agency.profiles).rules
    assert stands_on(other) == stands_on(dict(reversed(other.items()))), "the same in each process"
    while count_on(made.storage.units, TEAM, stands_on(made.agency.profiles)):
        reckoned(made)
    told_before = told_of_rules(made)
    before = {about: row.due for about, row in rows(made).items() if row.kind is DueKind.CLOCK}
    for profiles, moves in ((other, True), (made.agency.profiles, False)):
        while count_on(made.storage.units, TEAM, stands_on(profiles)):
            reckoned(made, profiles)
        after = {about: row.due for about, row in rows(made).items() if row.kind is DueKind.CLOCK}
        assert before
        assert after.keys() == before.keys()
        assert all((after[about] > due) is moves for about, due in before.items())
        made.clock.moment += timedelta(hours=1)
    told = told_of_rules(made)[len(told_before) :]
    assert Counter(one.to for one in told) == {MANAGER: 2, OTHER_MANAGER: 2}, "once for each change"
    compose = compose_with(composers(made.agency, Words(), {}, lambda entry: b""))
    with made.reading() as work:
        said = compose(work, told[0])
    assert isinstance(said, Composed)
    assert "A rule of your agency was changed." in said.text


def test_a_rule_that_changes_from_a_day_on_leaves_every_date_before_it_and_says_so(made: Casework) -> None:
    """From April 1 the next conference is due within 100 days. The one of March 18 keeps its 170 days."""
    kansas = made.agency.profiles["us-ks"]
    change = LengthChange(from_day="2026-04-01", within_days=100, source="New Kansas rule", mark=Mark.CODE)
    clocks = [
        replace(one, changes=(change,)) if one.id == "next_conference" else one for one in kansas.clocks
    ]
    changed = {**made.agency.profiles, "us-ks": replace(kansas, clocks=tuple(clocks))}
    reckoned(made)
    assert stands_on(changed).rules != stands_on(made.agency.profiles).rules
    while count_on(made.storage.units, TEAM, stands_on(made.agency.profiles)):
        reckoned(made)
    before, told_before = rows(made), told_of_rules(made)
    while count_on(made.storage.units, TEAM, stands_on(changed)):
        reckoned(made, changed)
    assert {about: row.due for about, row in rows(made).items()} == {
        about: row.due for about, row in before.items()
    }
    assert told_of_rules(made) == told_before, "nothing moved"
    then = replace(made)
    then.agency = replace(made.agency, profiles=changed)
    for user in ("U0MOTHER", MANAGER):
        view = str(due_view(Desk(Words(), lambda: None, outlined), then.as_(user), made.ids["case"], "en"))
        assert "Friday, September 4, 2026" in view
        assert "The rule changes. For what begins on April 1, 2026 or later it is 100 days." in view


def told_of_rules(made: Casework) -> list[Outgoing]:
    with made.reading() as work:
        return sorted(work.find(Outgoing, message="rules_moved"), key=lambda row: row.id)


def _longer(profile: PracticeProfile) -> PracticeProfile:
    lengths = ("within_days", "within_months", "repeat_days", "repeat_months")
    clocks = [
        replace(one, changes=(), **{name: value + 1 for name in lengths if (value := getattr(one, name))})
        for one in profile.clocks
    ]
    return replace(profile, clocks=tuple(clocks))


def test_a_closed_case_leaves_nothing_due(made: Casework) -> None:
    values = {"why": "moved", "closed_on": date(2026, 3, 2)}
    closing_case.close_case(made.as_(OTHER_MANAGER), made.ids["other_case"], values)
    reckoned(made)
    assert rows(made, "other_case") == {}
    assert deadlines.look(made.as_(OTHER_MANAGER), Asked(MINE)).cases == 0
    closing_case.reopen_case(made.as_(OTHER_MANAGER), made.ids["other_case"], "They came back.")
    reckoned(made)
    assert rows(made, "other_case")
