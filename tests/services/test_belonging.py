"""Who belongs: who was asked and named whom, three separate answers, the search, joining by the rules."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import Invitation
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.people import Person
from bot.services.calling import scheduling, telling
from bot.services.entries import capture
from bot.services.people import belonging, network, team
from bot.services.people.network import Known
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.services.casework import CHANNEL, CUSTODY, MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database

MOTHER = {"name": "Dana Reyes", "role": "mother"}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Casework]:
    """A case with its mother and its child, before any conference."""
    storage = open_storage(make_database(tmp_path), bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    made.ids["mother"] = team.add_person(made.as_(MANAGER), made.ids["case"], MOTHER)
    child = {"name": "June Reyes", "role": "child", "child_id": made.ids["first"]}
    made.ids["child"] = team.add_person(made.as_(MANAGER), made.ids["case"], child)
    yield made
    storage.close()


def said(case: Casework, belongs: str, **more: Any) -> str:
    values = {"asked_of": case.ids["mother"], "on": CUSTODY, "belongs": belongs, **more}
    return belonging.say_who_belongs(case.as_(MANAGER), case.ids["case"], values)


def candidate(case: Casework, name: str = "Lu Reyes", **more: Any) -> str:
    facts = {"name": name, "role": "kin_support", "relation": "aunt", "how": "case_file", "on": CUSTODY}
    return belonging.add_candidate(case.as_(MANAGER), case.ids["case"], facts | more)


def page(case: Casework, person_id: str) -> Known:
    return network.look_at_person(case.as_(MANAGER), person_id)[0]


@pytest.mark.requirement("T-01")
def test_the_child_and_each_parent_are_asked_who_belongs_and_the_answer_is_stored(case: Casework) -> None:
    look = network.look_at_network(case.as_(MANAGER), case.ids["case"])
    assert {one.person.name: one.on for one in look.asked} == {"Dana Reyes": None, "June Reyes": None}
    said(case, "helps", name="Lu Reyes", relation="aunt", words="She took us in.")
    said(case, "no_one", asked_of=case.ids["child"])
    look = network.look_at_network(case.as_(MANAGER), case.ids["case"])
    assert {one.on for one in look.asked} == {CUSTODY}
    (lu,) = (one for one in look.known if one.person.name == "Lu Reyes")
    assert lu.person.candidate
    assert [(one.belongs, one.words) for one in lu.mentions] == [("helps", "She took us in.")]
    assert [one.how for one in lu.found] == ["named_by_family"]


def test_who_must_not_be_there_is_kept_and_looked_for_by_nobody(case: Casework) -> None:
    said(case, "not_there", name="Vic Dunn")
    look = network.look_at_network(case.as_(MANAGER), case.ids["case"])
    assert "Vic Dunn" not in {one.person.name for one in look.known}
    (dana,) = (one for one in look.known if one.person.id == case.ids["mother"])
    assert [one.name for one in dana.mentions] == ["Vic Dunn"]


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        ({}, {"person_id": "who_is_it"}),
        ({"name": "Dana Reyes"}, {"name": "name_is_known"}),
        ({"name": "Lu", "on": CUSTODY + timedelta(days=1)}, {"on": "date_in_future"}),
    ],
)
def test_a_mention_that_cannot_be_is_refused(
    case: Casework, more: dict[str, Any], problems: dict[str, str]
) -> None:
    with pytest.raises(AnswersNotUnderstood) as refused:
        said(case, "matters", **more)
    assert refused.value.problems == problems


@pytest.mark.requirement("T-15")
def test_a_person_can_be_willing_and_not_able_and_the_report_shows_it(case: Casework) -> None:
    lu = candidate(case)
    about = {"person_id": lu}
    record = belonging.record_answers
    record(case.as_(MANAGER), case.ids["case"], about | {"willing": "yes", "able": "no", "on": CUSTODY})
    case.clock.moment += timedelta(days=3)
    later = CUSTODY + timedelta(days=3)
    record(case.as_(MANAGER), case.ids["case"], about | {"able": "being_checked", "on": later})
    report = network.look_at_network(case.as_(MANAGER), case.ids["case"]).sought
    (row,) = report
    assert {name: (one.answer, one.on) for name, one in row.answers.items()} == {
        "willing": ("yes", CUSTODY),
        "able": ("being_checked", later),
    }
    assert len(row.answered) == 3, "what was answered before stays"
    with pytest.raises(AnswersNotUnderstood) as refused:
        record(case.as_(MANAGER), case.ids["case"], about | {"on": CUSTODY})
    assert refused.value.problems == {"interest": "one_of_three"}


@pytest.mark.requirement("T-13")
def test_the_search_reports_each_persons_tries_with_channel_day_and_result(case: Casework) -> None:
    lu = candidate(case)
    for channel, result in (("phone", "no_answer"), ("letter", "reached")):
        told = {"person_id": lu, "channel": channel, "result": result, "on": CUSTODY, "words": "a note"}
        belonging.record_try(case.as_(MANAGER), case.ids["case"], told)
    nobody = {"channel": "records", "result": "nothing_found", "on": CUSTODY}
    belonging.record_try(case.as_(MANAGER), case.ids["case"], nobody)
    look = network.look_at_network(case.as_(MANAGER), case.ids["case"])
    (row,) = look.sought
    assert [one.how for one in row.found] == ["case_file"]
    assert [(one.channel, one.result, one.on) for one in row.tries] == [
        ("phone", "no_answer", CUSTODY),
        ("letter", "reached", CUSTODY),
    ]
    assert [one.result for one in look.tries_about_nobody] == ["nothing_found"]
    first = row.tries[0]
    right = {"person_id": lu, "channel": "visit", "result": "no_answer", "on": CUSTODY}
    belonging.correct_try(case.as_(MANAGER), first.id, right, 1)
    assert page(case, lu).tries[0].channel == "visit"


def test_staff_tell_those_too_whom_the_bot_may_not_tell(case: Casework) -> None:
    """Who interprets needs the day as much as anybody; the bot tells them nothing of the case."""
    who = {"role": "interpreter", "name": "Ines Ortiz", "slack_user": "U0INTERPRETER"}
    interpreter = team.add_person(case.as_(MANAGER), case.ids["case"], who)
    meeting = {"date": date(2026, 3, 18), "start": time(15), "end": time(17), "zone": ZONE}
    kind = {"kind": "case_planning_conference"}
    conference = scheduling.schedule(case.as_(MANAGER), case.ids["case"], kind | meeting)
    told = telling.people_to_tell(case.as_(MANAGER), conference)
    assert interpreter in {one.person.id for one in told}


def test_a_candidate_has_no_right_and_is_on_no_list_until_they_join(case: Casework) -> None:
    lu = candidate(case)
    meeting = {"date": date(2026, 3, 18), "start": time(15), "end": time(17), "zone": ZONE}
    conference = scheduling.schedule(
        case.as_(MANAGER), case.ids["case"], {"kind": "case_planning_conference", **meeting}
    )
    told = telling.people_to_tell(case.as_(MANAGER), conference)
    assert lu not in {one.person.id for one in told}
    record = looking.whole_record(case.as_(MANAGER), case.ids["case"])
    assert record.person(lu) is None
    values = {"role": "kin_support", "slack_user": "U0LU", "asked_for_by": case.ids["mother"]}
    belonging.put_on_team(case.as_(MANAGER), lu, values, 1)
    assert looking.whole_record(case.as_("U0LU"), case.ids["case"]).person(lu)
    with case.reading() as work:
        assert work.find(Invitation, person_id=lu, conference_id=conference)
    with pytest.raises(NotNow):
        belonging.put_on_team(case.as_(MANAGER), lu, values, 2)


@pytest.mark.requirement("K-13")
def test_a_support_joins_only_when_the_family_asked_or_said_yes(case: Casework) -> None:
    teacher = {"name": "Ida Roy", "role": "teacher"}
    with pytest.raises(AnswersNotUnderstood) as refused:
        team.add_person(case.as_(MANAGER), case.ids["case"], teacher)
    assert refused.value.problems == {"role": "ask_family_first"}
    sought = candidate(case, "Ida Roy", role="teacher")
    for answer, problem in ((None, "ask_family_first"), (False, "family_said_no")):
        values = {"role": "teacher", "family_said_yes": answer}
        with pytest.raises(AnswersNotUnderstood) as refused:
            belonging.put_on_team(case.as_(MANAGER), sought, values, 1)
        assert refused.value.problems == {"role": problem}
    belonging.put_on_team(
        case.as_(MANAGER), sought, {"role": "teacher", "asked_for_by": case.ids["mother"]}, 1
    )
    with case.reading() as work:
        assert work.get(Person, sought).asked_for_by == case.ids["mother"]


@pytest.mark.requirement("K-30")
def test_a_godparent_is_kin_without_a_legal_tie(case: Casework) -> None:
    godparent = {"name": "Sol Miranda", "role": "kin_support", "relation": "godmother"}
    added = team.add_person(
        case.as_(MANAGER),
        case.ids["case"],
        godparent | {"asked_for_by": case.ids["mother"], "slack_user": "U0SOL"},
    )
    with case.reading() as work:
        assert work.get(Person, added).on_team
    assert looking.whole_record(case.as_("U0SOL"), case.ids["case"]).person(added)


@pytest.mark.requirement("T-02")
def test_the_team_lasts_from_one_conference_to_the_next(case: Casework) -> None:
    before = looking.whole_record(case.as_(MANAGER), case.ids["case"]).people
    for day in (18, 20):
        meeting = {"date": date(2026, 3, day), "start": time(15), "end": time(17), "zone": ZONE}
        scheduling.schedule(
            case.as_(MANAGER), case.ids["case"], {"kind": "case_planning_conference", **meeting}
        )
    record = looking.whole_record(case.as_(MANAGER), case.ids["case"])
    assert len(record.conferences) == 2
    assert record.people == before


def test_a_name_that_is_known_needs_words_that_tell_the_two_apart(case: Casework) -> None:
    again = {"name": " dana  reyes", "role": "father"}
    with pytest.raises(AnswersNotUnderstood) as refused:
        team.add_person(case.as_(MANAGER), case.ids["case"], again)
    assert refused.value.problems == {"name": "name_is_known"}
    aunt = team.add_person(case.as_(MANAGER), case.ids["case"], again | {"relation": "June's other parent"})
    with pytest.raises(AnswersNotUnderstood):
        team.change_person(case.as_(MANAGER), aunt, again | {"relation": None}, 1)


@pytest.mark.requirement("C-08")
def test_a_providers_input_is_shown_as_theirs_to_those_who_may_see_it(case: Casework) -> None:
    lead, case_id = case.as_(MANAGER), case.ids["case"]
    for user, role in (("U0CASA", "casa"), ("U0MOTHER", "mother"), ("U0CARER", "resource_parent")):
        facts = {"name": user, "role": role, "slack_user": user}
        case.ids[user] = team.add_person(case.as_(MANAGER), case_id, facts)
    text = {"text": "June reads to me.", "given_on": CUSTODY, "about_treatment": False}
    capture.add(case.as_("U0CASA"), case_id, "provider_input", text)
    for user, sees in ((MANAGER, True), ("U0CASA", True), ("U0MOTHER", True), ("U0CARER", False)):
        shown = looking.whole_record(case.as_(user), case_id).provider_inputs
        assert [(one.text, one.said_by) for one in shown] == [
            ("June reads to me.", case.ids["U0CASA"])
        ] * sees
    with pytest.raises(NotAllowed):
        capture.add(case.as_("U0MOTHER"), case_id, "provider_input", text)
    for more, problems in (
        ({"said_by": case.ids["U0MOTHER"]}, {"said_by": "not_a_provider"}),
        ({"said_by": case.ids["U0CASA"], "about_treatment": True}, {"treatment_consent": "no_consent"}),
    ):
        with pytest.raises(AnswersNotUnderstood) as refused:
            capture.add(lead, case_id, "provider_input", text | more)
        assert refused.value.problems == problems


def test_the_team_and_the_search_are_there_before_any_conference(case: Casework) -> None:
    candidate(case)
    record = looking.whole_record(case.as_(MANAGER), case.ids["case"], private=True)
    assert record.conferences == ()
    assert [one.name for one in record.candidates] == ["Lu Reyes"]
    assert len(record.found) == 1
    assert looking.hub(case.as_(MANAGER), CHANNEL).conference is None


def test_the_only_child_who_comes_by_name_gets_their_own_page_of_the_plan(case: Casework) -> None:
    """Nobody has to say which child it is; a sister or a brother, not in the case yet, is nobody's page."""
    facts = [{"name": name, "role": "child"} for name in ("Juni, June's little brother", "June R.")]
    made = [team.add_person(case.as_(MANAGER), case.ids["case"], one) for one in facts]
    with case.reading() as work:
        assert [work.get(Person, one).child_id for one in made] == [None, case.ids["first"]]
        assert work.get(Person, case.ids["mother"]).child_id is None
