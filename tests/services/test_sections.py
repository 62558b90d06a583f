"""Each section of a plan is filled, said not to be needed, or still to be looked at: then the seal waits."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.documents.page import page
from bot.documents.words import words
from bot.domain.conference import Conference, ConferenceState, SetAside
from bot.domain.errors import NotNow
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord
from bot.domain.sections import PLACES, SectionState, place_of
from bot.profiles import load_profiles
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import holding
from bot.services.plan import sealing, sections
from bot.services.plan.plan import about, content
from bot.services.record import case_record
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import MANAGER, Casework, Clock, looked_at_all_sections, opened
from tests.services.test_talks import say
from tests.sqlite import make_database as make_sqlite

FILLED, CONSIDERED, UNTOUCHED = SectionState.FILLED, SectionState.CONSIDERED, SectionState.UNTOUCHED


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A conference that was held; of the plan there is all but what fills sections of its own accord."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    _held(made)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def _held(made: Casework) -> None:
    when = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": "America/Chicago"}
    when |= {"start": time(15, 30), "end": time(17)}
    this = made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], when)
    made.clock.moment = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
    holding.start(made.as_(MANAGER), this)
    goal = say(made, "goal", text="June is home and safe")
    objective = say(made, "objective", goal_id=goal, text="A sober back-up for nights")
    with made.reading() as work:
        (worker,) = case_record(work, made.ids["case"]).people
    step = {"owner_id": worker.id, "done_when": "A name on the list", "due": date(2026, 4, 1)}
    say(made, "task", objective_id=objective, text="Ask a neighbor", **step)
    say(made, "permanency", child_id=made.ids["first"], goal="reintegration")
    say(made, "voice", child_id=made.ids["first"], how="in_person", said="I want my own bed.")
    holding.end(made.as_(MANAGER), this)
    holding.attend(made.as_(MANAGER), this, {"person_id": worker.id, "how": "in_person"})


def states(case: Casework) -> dict[str, SectionState]:
    standing = sealing.what_is_open(case.as_(MANAGER), case.ids["conference"]).sections
    return {one.id: one.state for one in standing}


def waiting(case: Casework) -> dict[str, str]:
    """What the seal waits for, with the form that is the shortest way."""
    found = sealing.what_is_open(case.as_(MANAGER), case.ids["conference"]).gaps
    return {gap.about: gap.form for gap in found}


def record_of(case: Casework) -> CaseRecord:
    with case.reading() as work:
        return case_record(work, case.ids["case"])


@pytest.mark.requirement("V-10")
def test_the_seal_waits_for_each_section_that_nobody_looked_at_and_the_meeting_counts_as_held(
    case: Casework,
) -> None:
    this = case.ids["conference"]
    here = states(case)
    assert list(here) == [one.id for one in case.agency.profiles["us-ks"].sections], "as the profile says"
    assert {name for name, state in here.items() if state is FILLED} == {
        *("child_voice", "permanency_goal", "goals")
    }
    ways = {"strengths": "strength", "needs": "need", "safety": "concern", "services": "service"}
    ways |= {"visits": "visit", "placement": "placement", "well_being": "need"}
    assert waiting(case) == ways
    with case.reading() as work:
        assert work.get(Conference, this).state is ConferenceState.ENDED
    with pytest.raises(NotNow, match="plan_has_gaps") as refused:
        sealing.seal(case.as_(MANAGER), this)
    assert refused.value.facts["count"] == len(ways)

    say(case, "strength", text="Dana reads to June.")
    say(case, "need", text="Somebody at night", domain="emotional")
    assert states(case)["well_being"] is FILLED, "a need of one of the five kinds"
    for name in ("safety", "services", "visits"):
        sections.not_needed(case.as_(MANAGER), this, name)
    assert states(case)["services"] is CONSIDERED
    assert set(waiting(case)) == {"placement"}
    with pytest.raises(NotNow, match="plan_has_gaps"):
        sealing.seal(case.as_(MANAGER), this)
    sections.not_needed(case.as_(MANAGER), this, "placement")
    assert UNTOUCHED not in states(case).values()
    assert sealing.seal(case.as_(MANAGER), this).number == 1


@pytest.mark.requirement("V-10")
def test_that_a_section_is_not_needed_is_a_fact_with_who_and_when_and_can_be_taken_back(
    case: Casework,
) -> None:
    this = case.ids["conference"]
    for _ in range(2):
        sections.not_needed(case.as_(MANAGER), this, "services")
    said_at = case.clock.moment
    case.clock.moment += timedelta(minutes=5)
    sections.take_up_again(case.as_(MANAGER), this, "services")
    assert states(case)["services"] is UNTOUCHED
    assert "services" in waiting(case)
    with case.reading() as work:
        (fact,) = work.find(SetAside, case_id=case.ids["case"])
    assert (fact.item, fact.why) == ("section:services", "not_relevant")
    assert (fact.entered_by, fact.entered_at) == (MANAGER, said_at)
    assert (fact.taken_back_by, fact.taken_back_at) == (MANAGER, case.clock.moment)

    sections.not_needed(case.as_(MANAGER), this, "services")
    kept = say(case, "service", what="Asthma clinic")
    assert states(case)["services"] is FILLED, "what stands there says more than that it was not needed"
    capture.withdraw(case.as_(MANAGER), "service", kept, "Said twice")
    assert states(case)["services"] is CONSIDERED


def test_what_no_tap_can_pass_over(case: Casework) -> None:
    this = case.ids["conference"]
    record = record_of(case)
    there = {"task": record.tasks, "objective": record.objectives, "goal": record.goals}
    for kind, (one,) in (there | {"voice": record.voices}).items():
        capture.withdraw(case.as_(MANAGER), kind, one.id, "Said twice")
    for name in ("goals", "child_voice", "no_such_section"):
        sections.not_needed(case.as_(MANAGER), this, name)
    found = sealing.what_is_open(case.as_(MANAGER), this).gaps
    asked = [gap.kind for gap in found if gap.kind != "section"]
    assert asked == ["voice", "no_goal"], "each is asked for once, by its own row"
    assert {states(case)["goals"], states(case)["child_voice"]} == {UNTOUCHED}
    assert record_of(case).set_aside == ()
    item = f"voice:{case.ids['first']}"
    sealing.set_aside(case.as_(MANAGER), this, item, "later", "She slept")
    assert states(case)["child_voice"] is CONSIDERED
    sections.take_up_again(case.as_(MANAGER), this, "child_voice")
    assert case.ids["first"] in waiting(case), "a reason can be taken back as well"
    sealing.set_aside(case.as_(MANAGER), this, item, "not_discussed")
    assert states(case)["child_voice"] is CONSIDERED


@pytest.mark.requirement("V-10")
def test_papers_say_that_a_section_was_looked_at_in_place_of_an_empty_one(case: Casework) -> None:
    looked_at_all_sections(case.as_, MANAGER, case.ids["conference"])
    first = sealing.seal(case.as_(MANAGER), case.ids["conference"])
    looked = "We looked at this. It is not needed this time."

    def paper() -> dict:
        record, profile = record_of(case), case.agency.profiles["us-ks"]
        return page(content(record, profile), about(record, profile, first, ()), words("en"), practice=False)

    printed = paper()
    assert [printed[part]["none"] for part in ("services", "visits", "strengths", "concerns")] == [looked] * 4
    assert printed["ties"]["none"] != looked, "the profile has no such section, so nobody was asked"
    left_open = "Services and supports: we looked at this. It is not needed this time."
    assert left_open in printed["set_aside"]["items"]
    case.clock.moment += timedelta(days=1)
    sections.take_up_again(case.as_(MANAGER), case.ids["conference"], "visits")
    assert paper()["visits"]["none"] == looked, "the plan that was sealed goes on saying it"
    say(case, "service", what="Asthma clinic")
    assert left_open not in paper()["set_aside"]["items"]


def test_another_conference_looks_at_every_section_again(case: Casework) -> None:
    looked_at_all_sections(case.as_, MANAGER, case.ids["conference"])
    sealing.seal(case.as_(MANAGER), case.ids["conference"])
    case.clock.moment += timedelta(days=1)
    when = {"kind": "case_planning_conference", "date": date(2026, 4, 20), "zone": "America/Chicago"}
    when |= {"start": time(15, 30), "end": time(17), "after_due": True}
    case.ids["conference"] = scheduling.schedule(case.as_(MANAGER), case.ids["case"], when)
    assert states(case)["services"] is UNTOUCHED


@pytest.mark.parametrize("profile", load_profiles().values(), ids=lambda one: one.id)
def test_every_section_of_every_profile_has_a_place(profile: PracticeProfile) -> None:
    assert {one.id for one in profile.sections} <= set(PLACES)


def test_a_section_of_an_agencys_own_is_filled_by_notes_about_it() -> None:
    own = place_of("pets")
    assert (own.form, own.noted, own.chosen) == ("note", True, (("section", "pets"),))
