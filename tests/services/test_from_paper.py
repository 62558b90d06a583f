"""A form filled by hand: the talk has its true day, each line is an entry, and a bad line loses nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import Attendance, Conference, ConferenceState
from bot.domain.errors import AnswersNotUnderstood, NotAllowed
from bot.domain.record import CaseRecord
from bot.services.calling import scheduling
from bot.services.entries import from_paper
from bot.services.entries.moment import current_conference
from bot.services.people import parting, team
from bot.services.seeing import looking
from tests.services.casework import MANAGER, Casework
from tests.services.victoria import MELBOURNE, in_victoria

LATER = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
DAY = date(2026, 3, 9)


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """Three days after a visit at home; Priya has the paper before her."""
    with in_victoria(request.param, tmp_path) as made:
        made.clock.moment = LATER
        yield made


def filled(case: Casework, **changes: Any) -> dict[str, Any]:
    there = (case.ids["mother"], case.ids["worker"])
    talk = {"kind": "home_visit", "day": DAY, "start": time(15), "end": time(16), "there": there}
    return talk | changes


def key_in(case: Casework, **changes: Any) -> Conference:
    return from_paper.key_in(case.as_(MANAGER), case.ids["case"], filled(case, **changes))[0]


def record(case: Casework, user: str = MANAGER) -> CaseRecord:
    return looking.whole_record(case.as_(user), case.ids["case"])


def test_one_submit_keeps_the_talk_who_was_there_and_every_line(case: Casework) -> None:
    held = key_in(
        case,
        strengths="Dana: I read to her each night.\n- She has her own room: with a door.\n\n",
        needs="Rosa Reyes: Someone to talk to at night.",
        concerns="June misses school.",
        decisions="We meet again in May.",
        text_1="Call the school",
        owner_id_1=case.ids["worker"],
        done_when_1="June has a start day",
        due_1=date(2026, 3, 11),
        barrier_1="The line is busy in the morning",
    )
    assert (held.held_on, held.state, held.kind) == (DAY, ConferenceState.ENDED, "home_visit")
    kept = record(case)
    assert [(one.text, one.said_by) for one in kept.strengths] == [
        ("I read to her each night.", case.ids["mother"]),
        ("She has her own room: with a door.", None),
    ]
    assert [one.said_by for one in kept.needs] == [case.ids["relative_support"]]
    entries = (*kept.strengths, *kept.needs, *kept.concerns, *kept.tasks)
    assert {(one.talked_on, one.conference_id) for one in entries} == {(DAY, held.id)}
    assert kept.decisions[0].on == DAY
    assert kept.tasks[0].due == date(2026, 3, 11), "what was agreed then may be due by now"
    assert kept.tasks[0].barrier == "The line is busy in the morning"
    came = {one.person_id for one in kept.attendances if one.conference_id == held.id}
    assert came == {case.ids["mother"], case.ids["worker"]}


def test_every_bad_field_is_named_with_its_line_and_nothing_is_kept(case: Casework) -> None:
    team.add_person(
        case.as_(MANAGER),
        case.ids["case"],
        {"role": "kin_support", "name": "Dana Cole", "family_said_yes": True},
    )
    before = record(case)
    with pytest.raises(AnswersNotUnderstood) as refused:
        key_in(
            case,
            strengths="She sings.\nDana: I cook.",
            needs="A bed.\nJune:",
            text_2="Call the school",
            due_2=date(2026, 3, 8),
        )
    assert refused.value.problems == {
        "strengths": "line_whose",
        "needs": "line_empty",
        "owner_id_2": "missing",
        "done_when_2": "missing",
    }
    assert refused.value.facts["strengths"] == {"line": 2, "said": "Dana: I cook."}
    after = record(case)
    assert (after.conferences, after.strengths, after.attendances) == (before.conferences, (), ())
    due_before_the_talk = {"owner_id_1": case.ids["worker"], "due_1": date(2026, 3, 8)}
    with pytest.raises(AnswersNotUnderstood) as early:
        key_in(case, text_1="Call", done_when_1="Called", **due_before_the_talk)
    assert early.value.problems == {"due_1": "due_in_past"}
    with pytest.raises(AnswersNotUnderstood) as when:
        key_in(case, day=date(2026, 3, 13), kind=None, end=time(14))
    assert when.value.problems == {"day": "date_in_future", "end": "end_before_start", "kind": "missing"}


def test_a_planned_meeting_that_ran_on_paper_is_held_on_its_day(case: Casework) -> None:
    case.clock.moment = datetime(2026, 3, 8, 1, 0, tzinfo=UTC)
    planned = {"kind": "formal_meeting", "date": DAY, "start": time(15), "end": time(16), "zone": MELBOURNE}
    meeting = scheduling.schedule(case.as_(MANAGER), case.ids["case"], planned)
    case.clock.moment = LATER
    key_in(case, meeting=meeting, kind=None, start=time(15, 20), strengths="She sings.")
    [held] = record(case).conferences
    assert (held.id, held.state, held.held_on, held.held_start) == (
        meeting,
        ConferenceState.ENDED,
        DAY,
        time(15, 20),
    )
    key_in(case, meeting=meeting, kind=None, needs="A bed.")
    [same] = record(case).conferences
    assert same.held_start == time(15, 20), "a second sheet adds to it and moves nothing"
    with case.reading() as work:
        assert len(work.find(Attendance, conference_id=meeting)) == 2


def test_what_is_entered_next_still_belongs_to_the_talk_that_was_last(case: Casework) -> None:
    last = key_in(case, day=date(2026, 3, 11))
    key_in(case, day=date(2026, 3, 5))
    with case.as_(MANAGER).looking("case.look", case.ids["case"]) as on:
        current = current_conference(on)
    assert current is not None
    assert current.id == last.id


def test_whoever_is_kept_apart_from_someone_there_learns_nothing_of_the_talk(case: Casework) -> None:
    pair = {"person_id": case.ids["mother"], "other": case.ids["relative_support"]}
    rule = {**pair, "kind": "wish", "since": DAY}
    parting.keep_apart(case.as_(MANAGER), case.ids["case"], rule)
    held = key_in(case, there=(case.ids["relative_support"], case.ids["worker"]))
    assert held.left_out == (case.ids["mother"],)
    assert record(case, "U0MOTHER").conferences == ()


def test_only_those_who_lead_key_in(case: Casework) -> None:
    with pytest.raises(NotAllowed):
        from_paper.key_in(case.as_("U0MOTHER"), case.ids["case"], filled(case))
