"""How a conference opens: who said what to keeping things private, who is still open, rules people add."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.domain.conference import Conference
from bot.domain.delivery import Outgoing
from bot.domain.errors import NotFound, NotNow
from bot.domain.how_we_talk import Acceptance, RulesSaid, WentOn, fingerprint
from bot.domain.people import Person
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import going_on, holding, how_we_talk, roll_call, stages
from bot.services.meeting.how_we_talk import Wording
from bot.services.people import parting, team
from bot.services.record import case_record
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.services.casework import CHANNEL, MANAGER, ROLES, ZONE, Casework, Clock, opened

LEADER, MOTHER, FATHER, AUNT = "U0FACILITATOR", "U0MOTHER", "U0FIRSTFATHER", "U0AUNT"
TOLD = Wording("en", "What is said here stays here.")
WHEN = {"date": date(2026, 3, 18), "start": time(15, 30), "end": time(17), "zone": ZONE}


@pytest.fixture
def case(either_url: str) -> Iterator[Casework]:
    """A conference that runs, at its ground rules; the mother has Slack, an interpreter none."""
    clock = Clock()
    storage = open_storage(either_url, bytes(range(32)), clock)
    made = opened(storage, clock)
    people = {user: ROLES[user] for user in (LEADER, MOTHER, FATHER, AUNT)}
    for user, role in people.items():
        facts = {"name": user[2:].title(), "role": role, "slack_user": user, "family_said_yes": True}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    speaks = {"name": "Ana Ruiz", "role": "interpreter", "language": "es"}
    made.ids["interpreter"] = team.add_person(made.as_(MANAGER), made.ids["case"], speaks)
    plan = {"kind": "case_planning_conference", **WHEN}
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], plan)
    clock.moment = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
    holding.start(made.as_(LEADER), made.ids["conference"])
    yield made
    storage.close()


def here(case: Casework, *who: str, how: str = "in_person") -> None:
    roll_call.keep(case.as_(LEADER), case.ids["conference"], {case.ids[one]: how for one in who})


def go_on(case: Casework) -> None:
    with case.reading() as work:
        stage = work.get(Conference, case.ids["conference"]).stage
    stages.go_to_stage(case.as_(LEADER), case.ids["conference"], stage or "", 1)


def said(case: Casework, who: str) -> Acceptance:
    with case.reading() as work:
        found = work.first(Acceptance, conference_id=case.ids["conference"], person_id=case.ids[who])
    assert found is not None
    return found


def open_now(case: Casework) -> set[str]:
    return {one.id for one in going_on.who_is_open(case.as_(LEADER), case.ids["conference"])}


def asked_by_message(case: Casework, message: str = "ask_confidential") -> set[str]:
    with case.reading() as work:
        return {one.to for one in work.find(Outgoing, message=message)}


def test_what_each_person_said_is_kept_with_how_when_by_whom_and_in_which_words(case: Casework) -> None:
    here(case, MOTHER, FATHER, AUNT, "interpreter")
    marked = {MOTHER: "said", FATHER: "phone", "interpreter": "interpreter", AUNT: "rather_not"}
    by_id = {case.ids[one]: how for one, how in marked.items()}
    how_we_talk.keep(case.as_(LEADER), case.ids["conference"], by_id, TOLD)
    mother = said(case, MOTHER)
    assert (mother.answer, mother.how, mother.language, mother.told) == ("accepted", "said", "en", TOLD.text)
    assert (mother.entered_by, mother.at) == (LEADER, case.clock.moment)
    assert said(case, FATHER).how == "phone"
    assert (said(case, "interpreter").how, said(case, "interpreter").language) == ("interpreter", "es")
    assert (said(case, AUNT).answer, said(case, AUNT).how) == ("rather_not", None)
    assert fingerprint(TOLD.text) != fingerprint(TOLD.text + " ")


@pytest.mark.requirement("K-28")
def test_who_is_there_without_an_answer_is_shown_before_the_first_topic_and_kept(case: Casework) -> None:
    here(case, MOTHER, FATHER, "interpreter")
    go_on(case)
    how_we_talk.keep(case.as_(LEADER), case.ids["conference"], {case.ids[MOTHER]: "said"}, TOLD)
    open_ones = {case.ids[FATHER], case.ids["interpreter"]}
    assert open_now(case) == open_ones
    names = looking.hub(case.as_(LEADER), CHANNEL).not_recorded
    assert set(names) == {"Firstfather", "Ana Ruiz"}
    assert looking.hub(case.as_(MOTHER), CHANNEL).not_recorded == ()
    go_on(case)
    with case.reading() as work:
        (kept,) = work.find(WentOn, conference_id=case.ids["conference"])
        conference = work.get(Conference, case.ids["conference"])
    assert set(kept.still_open) == open_ones
    assert (kept.entered_by, conference.stage) == (LEADER, "why_we_are_here")


def test_whoever_joins_late_is_open_and_asked_and_whoever_was_not_there_is_neither(case: Casework) -> None:
    here(case, MOTHER)
    assert asked_by_message(case) == set()
    go_on(case)
    assert asked_by_message(case) == {MOTHER}
    here(case, FATHER, how="absent_invited")
    go_on(case)
    assert case.ids[FATHER] not in open_now(case)
    here(case, FATHER, how="phone")
    assert case.ids[FATHER] in open_now(case)
    assert asked_by_message(case) == {MOTHER, FATHER}
    # Who leads has the list; nobody is asked twice.
    here(case, LEADER)
    here(case, MOTHER, how="left_early")
    assert asked_by_message(case) == {MOTHER, FATHER}


def test_a_tap_of_ones_own_counts_and_can_be_changed(case: Casework) -> None:
    here(case, MOTHER)
    spanish = Wording("es", "Lo que se dice aquí queda aquí.")
    how_we_talk.keep_own(case.as_(MOTHER), case.ids["conference"], "rather_not", None, spanish)
    first = said(case, MOTHER)
    assert (first.how, first.language, first.entered_by) == ("tapped", "es", MOTHER)
    assert asked_by_message(case, "rather_not") == {LEADER}
    assert open_now(case) == set()
    words = "I will, for June."
    how_we_talk.keep_own(case.as_(MOTHER), case.ids["conference"], "with_words", words, spanish)
    now = said(case, MOTHER)
    assert (now.id, now.answer, now.words) == (first.id, "with_words", words)
    with case.reading() as work:
        older = [one for one, *_ in work.history(first.id)]
    assert older == [first]


def test_what_was_marked_by_mistake_can_be_taken_back(case: Casework) -> None:
    here(case, MOTHER)
    mother = {"person_id": case.ids[MOTHER]}
    facts: dict[str, Any] = {**mother, "answer": "with_words", "how": "phone", "words": "Yes, I will."}
    how_we_talk.keep_one(case.as_(LEADER), case.ids["conference"], facts, TOLD)
    assert said(case, MOTHER).words == "Yes, I will."
    how_we_talk.keep(case.as_(LEADER), case.ids["conference"], {case.ids[MOTHER]: "not_asked"}, TOLD)
    now = said(case, MOTHER)
    assert (now.answer, now.how, now.words, now.told) == ("not_asked", None, None, None)
    assert open_now(case) == {case.ids[MOTHER]}


def test_each_person_sees_their_own_answer_and_nobody_of_the_family_anothers(case: Casework) -> None:
    here(case, MOTHER, FATHER)
    both = {case.ids[one]: "said" for one in (MOTHER, FATHER)}
    how_we_talk.keep(case.as_(LEADER), case.ids["conference"], both, TOLD)
    shown = looking.whole_record(case.as_(MOTHER), case.ids["case"]).acceptances
    assert [one.person_id for one in shown] == [case.ids[MOTHER]]
    everybody = looking.whole_record(case.as_(LEADER), case.ids["case"]).acceptances
    assert {one.person_id for one in everybody} == set(both)


def test_whoever_is_left_out_of_a_meeting_is_asked_nothing_of_it(case: Casework) -> None:
    holding.end(case.as_(LEADER), case.ids["conference"])
    apart = {"person_id": case.ids[MOTHER], "other": case.ids[FATHER], "kind": "order"}
    parting.keep_apart(case.as_(LEADER), case.ids["case"], {**apart, "since": date(2026, 3, 18)})
    later = {**WHEN, "date": date(2026, 3, 20), "left_out": (case.ids[FATHER],), "after_due": True}
    plan = {"kind": "case_planning_conference", **later}
    case.ids["conference"] = scheduling.schedule(case.as_(MANAGER), case.ids["case"], plan)
    case.clock.moment = datetime(2026, 3, 20, 20, 30, tzinfo=UTC)
    holding.start(case.as_(LEADER), case.ids["conference"])
    everyone = how_we_talk.everyone(case.as_(LEADER), case.ids["conference"])
    assert case.ids[FATHER] not in {one.person.id for one in everyone}
    with pytest.raises(NotFound):
        how_we_talk.keep_own(case.as_(FATHER), case.ids["conference"], "accepted", None, TOLD)


def test_nothing_is_noted_before_the_start(case: Casework) -> None:
    holding.end(case.as_(LEADER), case.ids["conference"])
    plan = {"kind": "case_planning_conference", **WHEN, "date": date(2026, 3, 20), "after_due": True}
    planned = scheduling.schedule(case.as_(MANAGER), case.ids["case"], plan)
    with pytest.raises(NotNow):
        how_we_talk.keep(case.as_(LEADER), planned, {case.ids[MOTHER]: "said"}, TOLD)
    with pytest.raises(NotNow):
        how_we_talk.keep(case.as_(LEADER), planned, {}, TOLD, TOLD)


@pytest.mark.requirement("K-25")
def test_the_ground_rules_are_logged_as_given_with_those_that_people_added(case: Casework) -> None:
    rules = Wording("en", "We treat each other with respect.")
    how_we_talk.keep(case.as_(LEADER), case.ids["conference"], {}, TOLD, rules)
    case.clock.moment = datetime(2026, 3, 18, 20, 45, tzinfo=UTC)
    how_we_talk.keep(case.as_(MANAGER), case.ids["conference"], {}, TOLD, rules)
    own = {"text": "Nobody talks about me as if I were not here."}
    capture.add(case.as_(MOTHER), case.ids["case"], "ground_rule", own)
    with case.reading() as work:
        (given,) = work.find(RulesSaid, conference_id=case.ids["conference"])
        record = case_record(work, case.ids["case"])
        mother = work.get(Person, case.ids[MOTHER])
    (rule,) = record.ground_rules
    assert (given.text, given.entered_by, given.at.minute) == (rules.text, LEADER, 30)
    assert (rule.text, rule.said_by, rule.entered_at) == (own["text"], mother.id, case.clock.moment)
    assert rule.conference_id == case.ids["conference"]
