"""What the rules ask of a case: set, confirmed, corrected; plans due or missing; when a meeting may help."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.case import CaseEvent, Child
from bot.domain.clocks import DueDate
from bot.domain.closing import Copy, Endorsement, PlanVersion
from bot.domain.confirming import Confirmation, edition
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotFound, NotNow
from bot.domain.sources import Mark
from bot.services import cases, setup
from bot.services.calling import scheduling
from bot.services.plan.copy_rules import owe_copies
from bot.services.rules import confirming, intervals, plan_kinds, without_plan
from bot.services.seeing import dates
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import ADMIN, CHANNEL, MANAGER, STRANGER, SUPERVISOR, TEAM, ZONE, Casework, Clock
from tests.services.victoria import in_victoria
from tests.sqlite import make_database as make_sqlite

OPENED, MET = date(2026, 3, 2), date(2026, 3, 9)
LATER = datetime(2026, 3, 20, 16, tzinfo=UTC)
SET = {"clock_id": "team_meeting", "days": 45, "set_by": "Sue Lane", "set_on": date(2026, 3, 10)}
SAID = {"said_by": "Ann Lee", "confirmed_on": date(2026, 3, 12)}
NARRATIVE = "clocks.narrative_entry"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A case in Connecticut whose team met on March 9."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = Casework(storage, clock)
    setup.name_staff(made.as_(ADMIN), MANAGER, ("staff",), (), "Priya Nandan")
    setup.name_staff(made.as_(ADMIN), SUPERVISOR, ("supervisor",), (MANAGER,), "Sue Lane")
    made.ids["case"] = cases.open_case(made.as_(MANAGER), CHANNEL, _facts())
    clock.moment = LATER
    made.ids["met"] = cases.record_event(made.as_(MANAGER), made.ids["case"], "last_team_meeting", MET)
    with made.reading() as work:
        made.ids["first"] = work.find(Child, case_id=made.ids["case"])[0].id
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def _facts() -> dict[str, Any]:
    return {
        "reference": "TEST-CT",
        "profile": "us-ct",
        "plan_kind": "family",
        "trigger_event": "ongoing_services_opened",
        "trigger_date": OPENED,
        "child_name": "June Reyes",
        "child_birth_date": date(2007, 1, 5),
        "opener_name": "Priya Nandan",
        "opener_role": "case_manager",
        "zone": ZONE,
    }


def due(case: Casework, clock: str) -> DueDate:
    found = dates.due_dates_of(case.as_(MANAGER), case.ids["case"])
    return next(one for one in found if one.clock_id == clock)


@pytest.mark.requirement("T-16")
def test_supervision_sets_45_days_and_cannot_set_120(case: Casework) -> None:
    assert due(case, "team_meeting").due == MET + timedelta(days=90)
    intervals.set_interval(case.as_(SUPERVISOR), case.ids["case"], SET)
    found = due(case, "team_meeting")
    assert (found.due, found.at_most and found.at_most.amount) == (MET + timedelta(days=45), 90)
    own = dates.dates_of(case.as_(MANAGER), case.ids["case"]).set_in_supervision["team_meeting"]
    assert (own.set_by, own.set_on, own.entered_by) == ("Sue Lane", SET["set_on"], SUPERVISOR)
    with pytest.raises(AnswersNotUnderstood) as refused:
        intervals.set_interval(case.as_(MANAGER), case.ids["case"], {**SET, "days": 120})
    assert refused.value.problems == {"days": "longer_than_rule"}
    assert refused.value.facts["days"] == {
        "most": 90,
        "source": "Connecticut DCF Policy 25-3, permanency teaming",
    }
    assert due(case, "team_meeting").reckoning.amount == 45
    with pytest.raises(NotNow):
        intervals.set_interval(case.as_(MANAGER), case.ids["case"], {**SET, "clock_id": "plan_review"})
    intervals.set_interval(case.as_(MANAGER), case.ids["case"], {**SET, "days": 90})
    assert due(case, "team_meeting").at_most is None


def test_an_administrator_confirms_a_value_and_its_mark_follows_until_taken_back(
    case: Casework,
) -> None:
    assert due(case, "narrative_entry").mark is Mark.UNCONFIRMED
    with pytest.raises(NotAllowed):
        confirming.confirm_value(case.as_(MANAGER), "us-ct", NARRATIVE, SAID)
    waiting = confirming.rules_of(case.as_(ADMIN), "us-ct").waiting
    made = confirming.confirm_value(case.as_(ADMIN), "us-ct", NARRATIVE, SAID)
    assert due(case, "narrative_entry").mark is Mark.CONFIRMED
    shown = dates.dates_of(case.as_(MANAGER), case.ids["case"]).confirmed[NARRATIVE]
    assert (shown.said_by, shown.confirmed_on, shown.entered_by) == ("Ann Lee", SAID["confirmed_on"], ADMIN)
    assert confirming.rules_of(case.as_(ADMIN), "us-ct").waiting == waiting - 1
    with pytest.raises(NotNow):
        confirming.confirm_value(case.as_(ADMIN), "us-ct", NARRATIVE, SAID)
    with pytest.raises(AnswersNotUnderstood):
        confirming.confirm_value(
            case.as_(ADMIN), "us-ct", "quiet_hours", {**SAID, "confirmed_on": date(2026, 4, 1)}
        )
    confirming.take_back(case.as_(ADMIN), made)
    assert due(case, "narrative_entry").mark is Mark.UNCONFIRMED
    with case.reading() as work:
        (kept,) = work.find(Confirmation)
    assert (kept.undone_by, kept.undone_at) == (ADMIN, LATER)


def test_a_value_that_changed_since_is_not_confirmed_any_more(case: Casework) -> None:
    confirming.confirm_value(case.as_(ADMIN), "us-ct", NARRATIVE, SAID)
    ours = case.agency.profiles["us-ct"]
    clocks = tuple(replace(one, within_days=3) if one.id == "narrative_entry" else one for one in ours.clocks)
    with case.reading() as work:
        changed = confirming.settled(work, replace(ours, clocks=clocks))
        same = confirming.settled(work, ours)
    assert edition(replace(ours, clocks=clocks)) != edition(ours) == edition(same)
    assert dates.dates_of(case.as_(MANAGER), case.ids["case"]).edition == edition(ours)
    marks = [
        next(one.mark for one in profile.clocks if one.id == "narrative_entry") for profile in (changed, same)
    ]
    assert marks == [Mark.UNCONFIRMED, Mark.CONFIRMED]


def test_a_corrected_day_moves_the_dates_and_the_old_day_is_kept(case: Casework) -> None:
    with case.reading() as work:
        version = work.get(CaseEvent, case.ids["met"]).version
    values = {"name": "last_team_meeting", "on": date(2026, 3, 11)}
    cases.correct_event(case.as_(MANAGER), case.ids["met"], values, version)
    assert due(case, "team_meeting").due == date(2026, 3, 11) + timedelta(days=90)
    kept = {one.event.id: one.before for one in dates.events_to_correct(case.as_(MANAGER), case.ids["case"])}
    assert kept[case.ids["met"]] == (MET,)


def test_months_in_care_are_counted_for_each_child_where_a_day_is_one_childs_alone(case: Casework) -> None:
    def counted() -> dict[str | None, date]:
        found = dates.due_dates_of(case.as_(MANAGER), case.ids["case"])
        return {one.child_id: one.due for one in found if one.clock_id == "federal_15_of_22_months"}

    case_id, first = case.ids["case"], case.ids["first"]
    second = cases.add_child(case.as_(MANAGER), case_id, {"name": "Max Reyes"})
    cases.record_event(case.as_(MANAGER), case_id, "foster_care_entry", date(2026, 3, 2))
    assert counted() == {None: date(2027, 6, 2)}
    event = cases.record_event(case.as_(MANAGER), case_id, "foster_care_entry", date(2026, 3, 12), second)
    cases.record_event(case.as_(MANAGER), case_id, "left_foster_care", date(2026, 3, 11), second)
    # Nine days of care before, then home for one.
    assert counted() == {first: date(2027, 6, 2), second: date(2027, 6, 3)}
    with case.reading() as work:
        version = work.get(CaseEvent, event).version
    values = {"name": "foster_care_entry", "on": date(2026, 3, 12)}
    cases.correct_event(case.as_(MANAGER), event, values, version)
    assert set(counted()) == {first, second}, "the other day is still one child's alone"
    with pytest.raises(NotFound):
        cases.record_event(case.as_(MANAGER), case_id, "foster_care_entry", date(2026, 3, 12), "nobody")


@pytest.mark.requirement("T-18")
def test_a_key_point_suggests_a_meeting_and_the_clock_still_runs(case: Casework) -> None:
    def suggested() -> str | None:
        found = dates.dates_of(case.as_(MANAGER), case.ids["case"]).suggestion
        return found.event if found else None

    before = due(case, "team_meeting")
    assert suggested() is None
    cases.record_event(case.as_(MANAGER), case.ids["case"], "moved_to_another_home", date(2026, 3, 18))
    assert suggested() == "moved_to_another_home"
    assert due(case, "team_meeting") == before
    case.clock.moment = LATER + timedelta(days=40)
    assert suggested() is None, "it is a suggestion while it is fresh"
    case.clock.moment = LATER
    when = {
        "kind": "permanency_teaming_meeting",
        "date": date(2026, 3, 27),
        "start": time(10),
        "end": time(11),
    }
    scheduling.schedule(case.as_(MANAGER), case.ids["case"], {**when, "zone": ZONE})
    assert suggested() is None
    assert due(case, "team_meeting") == before


@pytest.mark.requirement("C-01")
def test_an_open_child_without_a_current_plan_is_listed_for_who_answers_for_it(case: Casework) -> None:
    def listed(user: str) -> list[tuple[str, str]]:
        return [(one.child.name, one.why) for one in without_plan.children_without_plan(case.as_(user))]

    for user in (MANAGER, SUPERVISOR):
        assert listed(user) == [("June Reyes", "no_plan")]
    assert listed(STRANGER) == listed(ADMIN) == []
    _seal(case, case.ids["first"])
    assert listed(MANAGER) == []
    cases.add_child(case.as_(MANAGER), case.ids["case"], {"name": "Max Reyes"})
    assert listed(SUPERVISOR) == [("Max Reyes", "not_in_plan")]
    case.clock.moment = LATER + timedelta(days=200)
    assert set(listed(MANAGER)) == {("June Reyes", "review_overdue"), ("Max Reyes", "not_in_plan")}


def test_staff_see_which_plans_are_due_and_why_also_for_a_grown_child(case: Casework) -> None:
    found = plan_kinds.plans_due(case.as_(MANAGER), case.ids["case"])
    assert [(one.plan_kind, one.child_id, one.because) for one in found.due] == [
        ("family", None, ("ongoing_services",)),
        ("child_in_placement", case.ids["first"], ("eighteen_and_over",)),
    ]
    assert {one.needs for one in found.open} == {"out_of_home", "legal_basis"}
    status = {
        "child_id": case.ids["first"],
        "since": MET,
        "out_of_home": True,
        "legal_basis": "probate_order",
    }
    plan_kinds.record_status(case.as_(MANAGER), case.ids["case"], status)
    found = plan_kinds.plans_due(case.as_(SUPERVISOR), case.ids["case"])
    assert found.due[1].because == ("eighteen_and_over", "legal_basis_out_of_home")
    assert found.open == ()


@pytest.mark.requirement("V-05")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_victorias_steps_come_from_the_record_and_the_late_copy_is_named(kind: str, tmp_path: Path) -> None:
    with in_victoria(kind, tmp_path) as made:
        version = _seal(made, made.ids["first"], datetime(2026, 3, 19, 1, tzinfo=UTC))
        facts: dict[str, Any] = {"workspace_id": TEAM, "case_id": made.ids["case"], "version_id": version}
        asked = {"asked_on": date(2026, 3, 19), "asked_by": MANAGER, "asked_of": "U0ENDORSER"}
        with made.storage.units(TEAM, MANAGER) as work:
            endorsed = Endorsement(**facts, **asked, id="e1", answer="endorsed", done_on=date(2026, 3, 22))
            work.add(endorsed)
            work.add(Copy(**facts, id="c1", person_id=made.ids["child"], sent_on=date(2026, 3, 22)))
            work.add(Copy(**facts, id="c2", person_id=made.ids["mother"]))
            work.commit()
        made.clock.moment = datetime(2026, 3, 24, 1, tzinfo=UTC)
        missing = due(made, "plan_done_endorsed_copied")
        assert (missing.due, missing.overdue) == (date(2026, 3, 23), True)
        assert missing.late_steps == ("copied_to_parents",)
        with made.storage.units(TEAM, MANAGER) as work:
            work.replace(replace(work.get(Copy, "c2"), sent_on=date(2026, 3, 24)))
            work.commit()
        late = due(made, "plan_done_endorsed_copied")
        assert (late.met_on, late.late, late.late_steps) == (date(2026, 3, 24), True, ("copied_to_parents",))
        assert dict(late.steps)["plan_endorsed"] == date(2026, 3, 22)


@pytest.mark.requirement("V-05")
def test_a_copy_is_due_21_days_after_substantiation_and_counts_once_the_plan_is_endorsed(
    tmp_path: Path,
) -> None:
    """Sealed on the 18th day, endorsed on the 20th: a copy that went before counts from the 20th day on."""
    with in_victoria("sqlite", tmp_path) as made:
        made.clock.moment = datetime(2026, 3, 20, 1, tzinfo=UTC)
        version = _seal(made, made.ids["first"], made.clock.moment)
        with made.as_(MANAGER).on_case("plan.seal", made.ids["case"]) as on:
            owe_copies(on, on.work.get(PlanVersion, version))
            mine = on.work.first(Copy, person_id=made.ids["mother"])
            assert mine is not None
            assert mine.due == date(2026, 3, 23)
            for one in on.work.find(Copy, version_id=version):
                on.work.replace(replace(one, sent_on=on.today))
        steps = dict(due(made, "plan_done_endorsed_copied").steps)
        assert steps["copied_to_parents"] is None
        made.clock.moment += timedelta(days=2)
        with made.as_(MANAGER).on_case("endorsement.ask", made.ids["case"]) as on:
            told = {"asked_on": on.today, "asked_by": MANAGER, "asked_of": "U0ENDORSER", "done_on": on.today}
            on.keep(Endorsement, version_id=version, answer="endorsed", **told)
        steps = dict(due(made, "plan_done_endorsed_copied").steps)
        assert steps["copied_to_parents"] == steps["plan_endorsed"] == on.today
        with made.as_(MANAGER).on_case("plan.seal", made.ids["case"]) as on:
            later = replace(on.work.get(PlanVersion, version), id="v2", number=2, version=1)
            on.work.add(later)
            owe_copies(on, later)
            anew = on.work.first(Copy, version_id="v2", person_id=made.ids["mother"])
            assert anew is not None
            assert anew.due == on.today + timedelta(days=7)


def _seal(made: Casework, child_id: str, at: datetime = LATER) -> str:
    """A sealed plan that holds this child, of a meeting planned for then."""
    profile = "us-ct" if "met" in made.ids else "au-vic"
    kind = {"us-ct": "permanency_teaming_meeting", "au-vic": "formal_meeting"}[profile]
    when = {"kind": kind, "date": at.date(), "start": time(22), "end": time(23), "zone": ZONE}
    conference = scheduling.schedule(made.as_(MANAGER), made.ids["case"], when)
    version = PlanVersion(
        workspace_id=TEAM,
        id="v1",
        case_id=made.ids["case"],
        number=1,
        conference_id=conference,
        content=json.dumps({"children": [{"id": child_id}]}),
        content_sha256="0" * 64,
        signature="",
        sealed_at=at,
        sealed_by=MANAGER,
    )
    with made.storage.units(TEAM, MANAGER) as work:
        work.add(version)
        work.commit()
    return version.id
