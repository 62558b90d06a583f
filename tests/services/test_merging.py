"""A person who was entered twice: both become one with everything either held, and can be parted again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import Invitation
from bot.domain.delivery import Outgoing
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.domain.family_page import LinkState, PageLink
from bot.domain.kept import OfCase
from bot.domain.network import ContactWay, Merge
from bot.domain.parting import NoContact
from bot.domain.people import Person, SafetyScreen
from bot.domain.plan import Strength
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.family_page import links
from bot.services.people import belonging, merging, parting, reaching, team
from bot.services.preparing import private
from bot.services.seeing import looking
from bot.storage import open_storage
from bot.storage.tables import FIELDS, TABLE_OF
from tests.postgres import drop_database
from tests.postgres import make_database as make_postgresql
from tests.services.casework import CUSTODY, MANAGER, Casework, Clock, opened
from tests.sqlite import make_database

DANA_HERE, DANA_AGAIN, ROSA = "dana with a phone", "dana with slack", "rosa"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """Dana twice: once without Slack and with what was said of her, once as a Slack user."""
    url = make_database(tmp_path) if request.param == "sqlite" else make_postgresql()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)

    def person(key: str, **facts: Any) -> None:
        made.ids[key] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)

    person(DANA_HERE, name="Dana Reyes", role="mother", parent_of=(made.ids["first"],))
    person(DANA_AGAIN, name="Dana R.", role="mother", slack_user="U0DANA", language="es")
    person(ROSA, name="Rosa Reyes", role="kin_support", asked_for_by=made.ids[DANA_AGAIN])
    lead, case_id = made.as_, made.ids["case"]
    way = {"person_id": made.ids[DANA_AGAIN], "kind": "phone", "value": "555 0100", "safe": True}
    made.ids["way"] = reaching.add_way(lead(MANAGER), case_id, way)
    strength = {"text": "Reads every night", "said_by": made.ids[DANA_AGAIN]}
    made.ids["strength"] = capture.add(lead(MANAGER), case_id, "strength", strength).id
    hidden = {"person_id": made.ids[ROSA], "address_hidden_from": (made.ids[DANA_AGAIN], made.ids[DANA_HERE])}
    made.ids["screen"] = private.record_safety_screen(lead(MANAGER), case_id, hidden)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def everything(case: Casework) -> dict[str, OfCase]:
    """Everything of the case by id, with its version left out."""
    found: dict[str, OfCase] = {}
    with case.reading() as work:
        for kind in (Person, ContactWay, Strength, SafetyScreen, Invitation):
            rows = work.find(kind, case_id=case.ids["case"])
            found |= {one.id: replace(one, version=1) for one in rows}
    return found


def joined(case: Casework) -> str:
    return merging.merge(case.as_(MANAGER), case.ids[DANA_AGAIN], case.ids[DANA_HERE])


def test_everything_that_either_entry_held_is_the_kept_ones(case: Casework) -> None:
    ids = case.ids
    joined(case)
    found: dict[str, Any] = everything(case)
    dana = found[ids[DANA_HERE]]
    assert (dana.slack_user, dana.language, dana.parent_of) == ("U0DANA", "es", (ids["first"],))
    assert found[ids["way"]].person_id == dana.id
    assert found[ids["strength"]].said_by == dana.id
    assert found[ids[ROSA]].asked_for_by == dana.id
    assert found[ids["screen"]].address_hidden_from == (dana.id,)
    assert found[ids[DANA_AGAIN]].left_on == CUSTODY
    assert looking.whole_record(case.as_("U0DANA"), ids["case"]).person_using("U0DANA").id == dana.id


def test_parting_them_again_restores_everything(case: Casework) -> None:
    before = everything(case)
    done = joined(case)
    assert everything(case) != before
    assert merging.part_again(case.as_(MANAGER), done) == case.ids[DANA_HERE]
    after: dict[str, Any] = everything(case)
    hidden = after[case.ids["screen"]].address_hidden_from
    assert set(hidden) == {case.ids[DANA_HERE], case.ids[DANA_AGAIN]}
    del before[case.ids["screen"]], after[case.ids["screen"]]
    assert after == before
    with pytest.raises(NotNow):
        merging.part_again(case.as_(MANAGER), done)


def test_what_came_to_the_kept_one_since_stays_theirs(case: Casework) -> None:
    done = joined(case)
    later = capture.add(
        case.as_(MANAGER), case.ids["case"], "strength", {"text": "Sings", "said_by": case.ids[DANA_HERE]}
    )
    merging.part_again(case.as_(MANAGER), done)
    with case.reading() as work:
        assert work.get(Strength, later.id).said_by == case.ids[DANA_HERE]


def test_of_two_invitations_to_one_conference_the_kept_ones_own_counts(case: Casework) -> None:
    meeting = {"date": date(2026, 3, 18), "start": time(15), "end": time(17), "zone": "UTC"}
    conference = scheduling.schedule(
        case.as_(MANAGER), case.ids["case"], {"kind": "case_planning_conference", **meeting}
    )
    scheduling.record_notice(
        case.as_(MANAGER), conference, case.ids[DANA_HERE], CUSTODY, "phone", reply="yes"
    )
    joined(case)
    with case.reading() as work:
        (mine,) = work.find(Invitation, conference_id=conference, person_id=case.ids[DANA_HERE])
        assert mine.reply == "yes"
        assert work.find(Invitation, conference_id=conference, person_id=case.ids[DANA_AGAIN])


def test_what_was_merged_is_not_put_back_by_the_other_way(case: Casework) -> None:
    joined(case)
    with pytest.raises(NotNow) as refused:
        team.bring_back(case.as_(MANAGER), case.ids[DANA_AGAIN])
    assert refused.value.problem == "is_somebody_else"
    _, record = team.look_at_team(case.as_(MANAGER), case.ids["case"])
    assert [one.gone_person for one in record.merges] == [case.ids[DANA_AGAIN]]


def test_two_who_cannot_be_one_stay_two(case: Casework) -> None:
    ids, lead = case.ids, case.as_
    other = {"name": "Marcus Harlow", "role": "father", "slack_user": "U0MARCUS"}
    ids["marcus"] = team.add_person(lead(MANAGER), ids["case"], other)
    sought = {"name": "Lu Reyes", "role": "kin_support", "how": "case_file", "on": CUSTODY}
    ids["lu"] = belonging.add_candidate(lead(MANAGER), ids["case"], sought)
    for gone, kept, problem in (
        (DANA_AGAIN, DANA_AGAIN, "same_entry"),
        (DANA_AGAIN, "marcus", "two_accounts"),
        (DANA_AGAIN, "lu", "keep_who_is_on_team"),
    ):
        with pytest.raises(AnswersNotUnderstood) as refused:
            merging.merge(lead(MANAGER), ids[gone], ids[kept])
        assert refused.value.problems == {"kept": problem}
    with pytest.raises(NotAllowed):
        merging.merge(lead("U0DANA"), ids[DANA_AGAIN], ids[DANA_HERE])


def kept_apart(case: Casework, one: str, other: str) -> NoContact:
    pair = {"person_id": case.ids[one], "other": case.ids[other]}
    return parting.keep_apart(
        case.as_(MANAGER), case.ids["case"], {**pair, "kind": "order", "since": CUSTODY}
    )


def apart_now(case: Casework) -> set[frozenset[str]]:
    with case.reading() as work:
        return {frozenset(one.between) for one in parting.rules_of(work, case.ids["case"])}


def test_two_who_are_kept_apart_are_never_made_one(case: Casework) -> None:
    rule = kept_apart(case, DANA_AGAIN, DANA_HERE)
    with pytest.raises(AnswersNotUnderstood) as refused:
        joined(case)
    assert refused.value.problems == {"kept": "are_kept_apart"}
    parting.correct(case.as_(MANAGER), rule.id, {"ended_on": CUSTODY}, rule.version)
    joined(case)


def test_a_rule_goes_with_the_person_it_protects_and_comes_back_with_them(case: Casework) -> None:
    ids = case.ids
    kept_apart(case, DANA_AGAIN, ROSA)
    before = apart_now(case)
    done = joined(case)
    assert apart_now(case) == {frozenset({ids[DANA_HERE], ids[ROSA]})}
    with case.reading() as work:
        told = work.find(Outgoing, case_id=ids["case"], message="kept_apart")
    assert len(told) == 2, "who leads hears that the kept one may be asked to a meeting with the other"
    merging.part_again(case.as_(MANAGER), done)
    assert apart_now(case) == before


def test_a_rule_that_was_made_of_the_two_as_one_holds_for_both_once_they_are_parted(case: Casework) -> None:
    done = joined(case)
    kept_apart(case, DANA_HERE, ROSA)
    merging.part_again(case.as_(MANAGER), done)
    ids = case.ids
    assert apart_now(case) == {frozenset({ids[who], ids[ROSA]}) for who in (DANA_HERE, DANA_AGAIN)}


def test_every_kind_that_can_name_a_person_is_looked_through() -> None:
    """A new kind of thing in a case belongs into NAMING, or here with the reason why it need not."""
    kept_as_signed = {"PlanVersion", "MadePaper"}
    about_merges = {Merge.__name__}
    names_accounts = {"ChannelChange", "CardsBack", "LookedOnceMore", "Moment", "FromEarlier", "VersionMove"}
    names_accounts |= {"Snooze"}
    # To whom something was told because of safety is said in words.
    about_the_case = {"Child", "CaseClosing", "StandingTopic", "QuietDays", "AsItIs"}
    # A link that lets somebody in ends when its person is found to be another.
    ends_then = {"PageLink", "PageVisit"}
    about_rules = {"SetInterval", "ChildStatus", "Deadline"}
    names_nobody = ends_then | about_rules | about_the_case | {"ToldForSafety"} | names_accounts
    of_a_case = {kind.__name__ for kind in TABLE_OF if "case_id" in FIELDS[kind] and issubclass(kind, OfCase)}
    assert of_a_case - set(merging.NAMING) - kept_as_signed - about_merges - names_nobody == set()


def test_a_link_made_for_one_lets_nobody_in_once_they_are_two_again(case: Casework) -> None:
    """It may be in the hands of the other, who would read what is not theirs."""
    merged = merging.merge(case.as_(MANAGER), case.ids[DANA_HERE], case.ids[DANA_AGAIN])
    link = links.open_page(case.as_(MANAGER), case.ids[DANA_AGAIN], {"how": "shown"})
    merging.part_again(case.as_(MANAGER), merged)
    with case.reading() as work:
        found = work.get(PageLink, link.id)
        assert (found.state(work.now), found.ended_why) == (LinkState.ENDED, "parted")
