"""A child's own voice: asked before the conference and in it, in six ways, with nothing written over."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import SetAside
from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.plan import HOW_VOICE_WAS_HEARD, Voice
from bot.services import cases
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import holding
from bot.services.people import team
from bot.services.plan import sealing
from bot.services.plan.gaps import gaps
from bot.services.plan.plan import content
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import MANAGER, ZONE, Casework, Clock, looked_at_all_sections, opened
from tests.sqlite import make_database as make_sqlite

DAY = date(2026, 3, 18)
MEETING = {"kind": "case_planning_conference", "date": DAY, "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(17)}
ALONE = {"how": "in_person", "good": "My dog.", "worries": "The nights.\nMy brother.", "wish": "A door."}
WHY = {"asked_and_declined": "She shook her head", "too_young": "He reached for his aunt"}


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """Two children, someone they trust, and a conference that is planned."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    made.ids["second"] = cases.add_child(made.as_(MANAGER), made.ids["case"], {"name": "Max Reyes"})
    for key, role, name in (("aunt", "relative_support", "Lu Reyes"), ("mother", "mother", "Dana Reyes")):
        facts = {"name": name, "role": role, "family_said_yes": True}
        made.ids[key] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def say(case: Casework, child: str = "first", **values: Any) -> Voice:
    entry = capture.add(case.as_(MANAGER), case.ids["case"], "voice", {"child_id": case.ids[child], **values})
    assert isinstance(entry, Voice)
    return entry


def hold(case: Casework, conference: str = "") -> None:
    this = conference or case.ids["conference"]
    case.clock.moment = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
    holding.start(case.as_(MANAGER), this)
    holding.end(case.as_(MANAGER), this)


def voice_gaps(case: Casework, conference: str = "") -> list[str]:
    found = sealing.what_is_open(case.as_(MANAGER), conference or case.ids["conference"]).gaps
    return [gap.about for gap in found if gap.kind == "voice"]


def plans_voice(case: Casework, child: str = "first") -> Any:
    record = looking.whole_record(case.as_(MANAGER), case.ids["case"])
    said = content(record, case.agency.profiles["us-ks"])
    return next(one["voice"] for one in said["children"] if one["id"] == case.ids[child])


def everything_else(case: Casework) -> None:
    """Whatever else a plan needs, so that only the children's voices are open."""

    def add(kind: str, **values: Any) -> str:
        return capture.add(case.as_(MANAGER), case.ids["case"], kind, values).id

    with case.reading() as work:
        people = [one.id for one in looking.case_record(work, case.ids["case"]).people if one.on_team]
    for person in people:
        holding.attend(case.as_(MANAGER), case.ids["conference"], {"person_id": person, "how": "in_person"})
    goal = add("goal", text="The children are home and safe")
    objective = add("objective", goal_id=goal, text="A sober back-up for nights")
    task = {"owner_id": case.ids["mother"], "done_when": "A name on the list", "due": date(2026, 4, 1)}
    add("task", text="Ask a neighbor", objective_id=objective, **task)
    for child in ("first", "second"):
        add("permanency", child_id=case.ids[child], goal="reintegration")
    looked_at_all_sections(case.as_, MANAGER, case.ids["conference"])


@pytest.mark.requirement("T-04")
@pytest.mark.parametrize("how", HOW_VOICE_WAS_HEARD)
def test_each_of_the_six_ways_closes_the_gap_once_it_is_told_in_full(case: Casework, how: str) -> None:
    hold(case)
    assert voice_gaps(case) == [case.ids["first"], case.ids["second"]]
    with pytest.raises(AnswersNotUnderstood) as empty:
        say(case, how=how)
    assert empty.value.problems == {"reason": "voice_or_reason"}
    told = {"reason": WHY[how]} if how in WHY else {"said": "I want my own bed."}
    voice = say(case, how=how, **told)
    assert voice_gaps(case) == [case.ids["second"]], "each child for themself"
    found = sealing.what_is_open(case.as_(MANAGER), case.ids["conference"]).gaps
    unnamed = [gap for gap in found if gap.kind == "voice_by_whom"]
    assert [gap.about for gap in unnamed] == ([voice.id] if how == "through_person" else [])
    if unnamed:
        named = {"said_by": case.ids["aunt"]}
        capture.correct(case.as_(MANAGER), "voice", voice.id, named, voice.version)
        found = sealing.what_is_open(case.as_(MANAGER), case.ids["conference"]).gaps
        assert "voice_by_whom" not in {gap.kind for gap in found}


@pytest.mark.requirement("T-04")
def test_the_seal_waits_for_every_childs_voice_or_the_reason_why_there_is_none(case: Casework) -> None:
    hold(case)
    everything_else(case)
    say(case, **ALONE)
    with pytest.raises(NotNow, match="plan_has_gaps"):
        sealing.seal(case.as_(MANAGER), case.ids["conference"])
    assert voice_gaps(case) == [case.ids["second"]]
    item = f"voice:{case.ids['second']}"
    sealing.set_aside(case.as_(MANAGER), case.ids["conference"], item, "later", "He is ill today")
    assert sealing.seal(case.as_(MANAGER), case.ids["conference"]).number == 1
    with case.reading() as work:
        (why,) = work.find(SetAside, case_id=case.ids["case"], item=item)
    assert (why.item, why.words) == (item, "He is ill today")


def test_three_answers_stand_in_the_plan_as_they_were_said_with_who_asked_and_when(case: Casework) -> None:
    asked = {"asked_by": case.ids["aunt"], "asked_on": date(2026, 3, 2), "wants": "come_for_part"}
    beside = {"beside": "She is afraid at night.", "beside_by": case.ids["mother"]}
    say(case, **ALONE, **asked, **beside)
    voice = plans_voice(case)
    assert (voice["good"], voice["worries"]) == (["My dog."], ["The nights.", "My brother."])
    assert voice["wish"] == ["A door."]
    assert (voice["asked_by"], voice["asked_on"]) == (case.ids["aunt"], "2026-03-02")
    assert voice["beside"] == [{"text": "She is afraid at night.", "by": case.ids["mother"]}]
    assert "afraid" not in str([voice[name] for name in ("said", "good", "worries", "wish")])


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"beside": "She is shy.", "reason": "She said no"}, {"beside": "only_beside_own_words"}),
        ({"beside": "She is shy.", "said": "No.", "beside_by": None}, {"beside_by": "missing"}),
        ({"said": "No.", "asked_on": date(2026, 3, 3)}, {"asked_on": "date_in_future"}),
        ({"said": "No.", "asked_by": "nobody"}, {"asked_by": "not_there"}),
    ],
)
def test_what_cannot_be_is_refused_under_its_question(
    case: Casework, values: dict[str, Any], problem: dict[str, str]
) -> None:
    whole = {"how": "in_person", "beside_by": case.ids["aunt"], **values}
    with pytest.raises(AnswersNotUnderstood) as refused:
        say(case, **whole)
    assert refused.value.problems == problem


def test_what_a_child_says_later_stands_beside_what_it_said_before(case: Casework) -> None:
    first = say(case, **ALONE)
    case.clock.moment += timedelta(days=3)
    say(case, how="letter_or_drawing", said="I changed my mind about the dog.")
    assert plans_voice(case)["good"] == ["My dog."]
    assert plans_voice(case)["said"] == ["I changed my mind about the dog."]
    capture.correct(case.as_(MANAGER), "voice", first.id, {"good": "My dog Rex."}, first.version)
    with case.reading() as work:
        older = [was.good for was, *_ in work.history(first.id) if isinstance(was, Voice)]
    assert older[-1] == "My dog."


def test_a_word_before_the_next_conference_is_for_that_one_and_an_old_one_does_not_close_its_gap(
    case: Casework,
) -> None:
    hold(case)
    everything_else(case)
    for child in ("first", "second"):
        say(case, child, how="in_person", said="That was in March.")
    sealing.seal(case.as_(MANAGER), case.ids["conference"])
    case.clock.moment += timedelta(days=1)
    later = MEETING | {"date": date(2026, 4, 20), "after_due": True}
    review = scheduling.schedule(case.as_(MANAGER), case.ids["case"], later)
    assert voice_gaps(case, review) == [case.ids["first"], case.ids["second"]]
    asked = say(case, **ALONE)
    assert asked.conference_id is None, "said alone, before the conference"
    assert voice_gaps(case, review) == [case.ids["second"]]
    assert plans_voice(case)["said"] == [], "what was said in March was for the plan of March"
    assert voice_gaps(case) == [], "the plan of March lacks nothing"


def test_what_was_said_beforehand_fills_in_nobodys_attendance(case: Casework) -> None:
    june = {"name": "June Reyes", "role": "child", "child_id": case.ids["first"], "family_said_yes": True}
    team.add_person(case.as_(MANAGER), case.ids["case"], june)
    say(case, **ALONE)
    hold(case)
    record = looking.whole_record(case.as_(MANAGER), case.ids["case"])
    found = [gap for gap in gaps(record, case.ids["conference"]) if gap.kind == "participation"]
    assert found
    assert all(dict(gap.subject.chosen).keys() == {"person_id"} for gap in found)
