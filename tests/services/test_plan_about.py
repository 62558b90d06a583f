"""What is recorded about a sealed plan: who was asked, who came, who thinks what, what falls due."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.domain.closing import Endorsement, View
from bot.domain.conference import Topic
from bot.domain.plan_states import Move
from bot.domain.record import CaseRecord
from bot.domain.version_moves import VersionMove
from bot.profiles import load_profiles, profile
from bot.services.plan.plan import about, content
from tests.builders import (
    CONFERENCE,
    OF_CASE,
    SAID_AT,
    VERSION,
    bare_record,
    sample,
    sample_due_dates,
    sample_record,
    sample_version,
    sealed,
)

KANSAS = profile("us-ks")
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "plan.schema.json").read_text("utf-8"))


def told(record: CaseRecord) -> dict[str, Any]:
    record, version = sealed(record, content(record, KANSAS))
    return about(record, KANSAS, version, sample_due_dates(), {"U_supervisor": "Nell Brandt"})


def part(rows: list[dict[str, Any]], person: str) -> dict[str, Any]:
    return next(row for row in rows if row["person"] == person)


def test_the_meeting_is_told_in_local_time_with_its_day_number() -> None:
    meeting, expected = told(sample_record())["conference"], sample()["conference"]
    assert (meeting["date"], meeting["start"], meeting["end"]) == ("2026-03-18", "15:30", "17:00")
    assert meeting["held"] == {"date": "2026-03-18", "start": "15:30", "end": "17:00", "by": None}
    assert meeting["day_number"] == expected["day_number"]


@pytest.mark.requirement("K-14")
def test_asked_came_and_absent_are_separate_facts() -> None:
    team = told(sample_record())["team"]
    ruth, dana = part(team, "p6"), part(team, "p1")
    assert (ruth["invited_on"], ruth["notice"], ruth["took_part"]) == (
        "2026-03-04",
        "email",
        "absent_invited",
    )
    assert ruth["absence"] == {
        "reason": "Sick on the day",
        "input": "written note",
        "input_on": "2026-03-17",
        "follow_up_by": "2026-03-24",
        "follow_up_owner": "p4",
    }
    assert (dana["took_part"], dana["absence"]) == ("in_person", None)


def test_who_missed_the_last_meeting_of_a_plan_took_part_in_it_by_the_one_apart() -> None:
    record = sample_record()
    held = record.conferences[-1]
    apart = replace(held, id="apart", left_out=("p2",), ended_at=SAID_AT - timedelta(days=7))
    there = next(one for one in record.attendances if one.person_id == "p6")
    earlier = replace(there, id="a9", conference_id="apart", how="part", reason=None)
    both = replace(
        record, conferences=(apart, *record.conferences), attendances=(earlier, *record.attendances)
    )
    assert part(told(both)["team"], "p6")["took_part"] == "part"


def test_what_nobody_recorded_is_null_and_never_a_yes() -> None:
    record = replace(sample_record(), attendances=(), acknowledgements=(), views=(), endorsements=())
    plan = told(record)
    assert {member["took_part"] for member in plan["team"]} == {None}
    assert plan["acknowledgements"] == plan["views"] == []
    assert plan["endorsement"] is None


def test_facilitator_interpreter_and_observer_are_not_on_the_team() -> None:
    plan = told(sample_record())
    assert {each["person"] for each in plan["others"]} == {"x1", "x2", "x3"}
    assert {each["person"] for each in plan["team"]} == {f"p{number}" for number in range(1, 10)}


@pytest.mark.requirement("K-22")
def test_the_chance_to_take_part_and_the_view_are_apart() -> None:
    plan = told(sample_record())
    answer, view = part(plan["acknowledgements"], "p2"), part(plan["views"], "p2")
    assert (answer["answer"], answer["manner"], answer["witness"]) == ("yes", "spoken", "x1")
    assert view["view"] == "disagrees"
    assert view["words"] == "I want June to live with me now. Once a week is not enough."
    assert not {"view", "agrees"} & set(answer)


def test_people_named_only_around_the_plan_have_their_names_and_staff_theirs() -> None:
    people = told(sample_record())["people"]
    assert people["p8"]["name"] == "Lena Voss"
    assert people["U_supervisor"]["name"] == "Nell Brandt"


def test_records_of_another_version_are_left_out() -> None:
    record = sample_record()
    older = View(
        **OF_CASE,
        id="w0",
        version_id="older",
        person_id="p1",
        view="disagrees",
        on=date(2026, 1, 1),
        entered_by="U",
    )
    plan = told(replace(record, views=(older, *record.views)))
    assert part(plan["views"], "p1")["view"] == "agrees"


def test_a_later_version_says_which_one_it_replaces_and_why() -> None:
    record = sample_record()
    later = replace(sample_version(), id="version2", number=2, why="Visits moved to Sundays.")
    plan = about(record, KANSAS, later, ())
    assert (plan["version"], plan["replaces"], plan["why"]) == (2, 1, "Visits moved to Sundays.")
    assert plan["acknowledgements"] == []


def test_what_was_said_of_the_version_before_is_not_lost_with_a_new_seal() -> None:
    record, first = sealed(sample_record(), content(sample_record(), KANSAS))
    later = replace(first, id="version2", number=2)
    anew = replace(record.views[0], id="w9", version_id=later.id, view="disagrees")
    said = record.acknowledgements
    no = replace(said[0], answer="no", words="Nobody asked me.", person_id="p2", id="k8")
    unasked = replace(no, id="k9", version_id=later.id, answer="not_asked", words=None)
    answered = tuple(one for one in said if one.person_id != "p2")
    record = replace(record, versions=(first, later), views=(*record.views, anew))
    record = replace(record, acknowledgements=(*answered, no, unasked))
    plan = about(record, KANSAS, later, ())
    assert [one["person"] for one in plan["views"]] == [anew.person_id]
    before = {one["person"]: one for one in plan["views_before"]}
    assert anew.person_id not in before
    assert (before["p2"]["view"], before["p2"]["said_of"]) == ("disagrees", 1)
    assert before["p2"]["words"] == "I want June to live with me now. Once a week is not enough."
    answers = {one["person"]: one for one in plan["acknowledgements_before"]}
    assert (answers["p2"]["answer"], answers["p2"]["said_of"]) == ("no", 1), "that nobody asked is no answer"
    assert set(answers) == {one.person_id for one in (*answered, no)}
    withdrawn = VersionMove(
        **OF_CASE,
        id="m1",
        version_id=first.id,
        move=Move.WITHDRAW,
        why="Wrong.",
        moved_by="U",
        moved_at=SAID_AT,
    )
    over = about(replace(record, version_moves=(withdrawn,)), KANSAS, later, ())
    assert over["views_before"] == over["acknowledgements_before"] == []


def test_the_newest_request_for_endorsement_counts() -> None:
    record = sample_record()
    asked_again = Endorsement(
        **OF_CASE,
        id="z2",
        version_id=VERSION,
        asked_on=date(2026, 3, 20),
        asked_by="U_p4",
        asked_of="U_other",
    )
    assert (
        told(replace(record, endorsements=(asked_again, *record.endorsements)))["endorsement"]["answer"]
        is None
    )


def test_the_agenda_is_in_its_order_and_a_parked_topic_is_kept() -> None:
    record = sample_record()
    parked = Topic(
        **OF_CASE, id="t0", conference_id=CONFERENCE, words="Summer camp", entered_by="U", parked=True
    )
    agenda = told(replace(record, topics=(parked, *reversed(record.topics))))["agenda"]
    assert [topic["n"] for topic in agenda] == [*range(1, 10), None]
    assert agenda[-1]["topic"] == "Summer camp"


def test_due_dates_keep_their_source_and_a_sunday_stays_a_sunday() -> None:
    first = told(sample_record())["due_dates"][0]
    assert (first["due"], first["weekday"], first["met_on"]) == ("2026-03-22", "sunday", "2026-03-18")
    assert first["source"]


@pytest.mark.requirement("K-01")
def test_further_reading_and_laws_come_from_the_profile() -> None:
    plan = told(sample_record())
    assert any("PPS 5137" in each["title"] for each in plan["further_reading"])
    victoria = profile("au-vic")
    record, version = sealed(bare_record(), content(bare_record(), victoria))
    assert about(record, victoria, version, ())["further_reading"] == []


@pytest.mark.parametrize("profile_id", sorted(load_profiles()))
@pytest.mark.parametrize("record", [sample_record(), bare_record()], ids=["worked example", "nothing known"])
def test_plans_fit_the_published_schema(profile_id: str, record: CaseRecord) -> None:
    practice = profile(profile_id)
    said = content(record, practice)
    record, version = sealed(record, said)
    plan = {
        "content": said,
        "content_sha256": version.content_sha256,
        "about": about(record, practice, version, sample_due_dates()),
        "signature": {"algorithm": "Ed25519", "public_key": "", "value": ""},
    }
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(plan, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_the_schema_refuses_what_a_plan_never_holds() -> None:
    person = SCHEMA["properties"]["content"]["properties"]["people"]["additionalProperties"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "Ida", "role": "mother", "relation": None, "contact": "x"}, person)


@pytest.mark.requirement("C-21")
def test_the_first_plan_and_later_ones_both_stand_in_the_history() -> None:
    """A correction belongs to the plan that it corrects; a later meeting makes a later plan."""
    record = sample_record()
    first, meeting = record.versions[0], record.conferences[0]
    later = replace(meeting, id="c9", number=9, starts_at=meeting.starts_at + timedelta(days=90))
    mended = replace(first, id="ver2", number=2, why="A day was wrong.")
    reviewed = replace(first, id="ver3", number=3, conference_id=later.id, why="We met again.")
    record = replace(record, conferences=(*record.conferences, later), versions=(first, mended, reviewed))
    kinds = [about(record, KANSAS, one, ())["kind"] for one in record.versions]
    assert kinds == ["initial", "initial", "ongoing"]
