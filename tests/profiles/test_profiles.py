"""The five profiles hold what their sources say, each value with its source and mark."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from bot.domain.profile import CopyParts, Mark, PracticeProfile, RoleGroup, Sourced
from bot.profiles import load_profiles, profile

ALL = ("au-vic", "us-ct", "us-federal-floor", "us-ga", "us-ks")


def sourced_in(value: object) -> Iterator[Sourced]:
    if isinstance(value, Sourced):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from sourced_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from sourced_in(getattr(value, field.name))


def test_there_are_five() -> None:
    assert tuple(sorted(load_profiles())) == ALL


@pytest.mark.parametrize("name", ALL)
def test_every_value_names_its_source_in_words(name: str) -> None:
    values = list(sourced_in(profile(name)))
    assert len(values) > 80
    assert all(" " in value.source for value in values)


@pytest.mark.parametrize("name", ALL)
def test_every_profile_is_complete(name: str) -> None:
    """Nothing that the bot shows of a practice is left for an agency to find out that it is not there."""
    one = profile(name)
    lists = ("clocks", "roles", "required_roles", "permanency_goals", "needs_domains", "sections", "copies")
    more = ("legal_references", "further_reading", "read_first", "meeting_kinds", "hard_stages")
    assert [part for part in (*lists, *more) if not getattr(one, part)] == []
    rules = ("endorsement", "challenge", "dissent", "correction", "escalation", "safety")
    assert [part for part in rules if getattr(one, part) is None] == []
    assert one.endorsement.roles
    assert one.help_contact.ask
    assert one.narrative.category
    assert any(paper.link for paper in one.further_reading), "one of them can be opened"


@pytest.mark.parametrize("name", ALL)
def test_what_comes_from_memory_or_ourselves_is_never_confirmed(name: str) -> None:
    ours = re.compile(r"Roundtable|from memory|ask the agency|not confirmed")
    wrong = [value for value in sourced_in(profile(name)) if ours.search(value.source) and value.confirmed]
    assert wrong == []


def test_kansas_offers_its_five_goals_and_a_sixth_two_of_them_from_sixteen_on() -> None:
    kansas = profile("us-ks")
    five = ["maintain_at_home", "reintegration", "adoption", "permanent_custodianship", "appla"]
    assert [goal.id for goal in kansas.permanency_goals] == [*five, "soul_family"], "the form lists them all"
    assert [goal.id for goal in kansas.goals_for(9)] == five[:-1], "federal law: no APPLA before sixteen"
    assert [goal.id for goal in kansas.goals_for(16)] == [*five, "soul_family"]
    assert [goal.id for goal in kansas.goals_for(None)] == [*five, "soul_family"]


def test_no_two_jurisdictions_share_a_list_of_goals() -> None:
    lists = {name: tuple(goal.id for goal in profile(name).permanency_goals) for name in ALL}
    assert len(set(lists.values())) == len(ALL)


def test_connecticut_keeps_appla_for_sixteen_and_over() -> None:
    assert "appla" not in [goal.id for goal in profile("us-ct").goals_for(15)]
    assert "appla" in [goal.id for goal in profile("us-ct").goals_for(16)]


def test_kansas_points_parents_to_the_handbook_and_victoria_to_nothing() -> None:
    def for_families(name: str) -> list[str]:
        return [paper.title for paper in profile(name).further_reading if not paper.for_staff]

    assert for_families("us-ks") == ["Family Handbook, PPS 5137"]
    assert for_families("au-vic") == []


def test_georgias_list_to_read_first_names_the_chapter_as_it_is_called_now() -> None:
    assert [paper.id for paper in profile("us-ga").read_first] == ["case_plan_policy", "county_procedure"]
    assert "10.23" in profile("us-ga").read_first[0].title


def test_the_kansas_narrative_category_is_not_confirmed() -> None:
    narrative = profile("us-ks").narrative
    assert (narrative.category, narrative.mark) == ("case_planning", Mark.UNCONFIRMED)
    assert profile("us-ct").narrative.category == "permanency_teaming"


def test_connecticut_prints_its_two_laws() -> None:
    citations = [law.citation for law in profile("us-ct").legal_references]
    assert "42 U.S.C. 675" in citations
    assert "Connecticut General Statutes 17a-15(b)" in citations


def test_georgia_gives_caregivers_goals_and_services_only() -> None:
    rule = profile("us-ga").copies_for("resource_parent")
    assert rule is not None
    assert rule.parts is CopyParts.GOALS_AND_SERVICES


def test_victoria_copies_child_and_parents_within_21_days() -> None:
    for role in ("child", "mother", "father"):
        rule = profile("au-vic").copies_for(role)
        assert rule is not None
        assert (rule.within_days, rule.from_event) == (21, "substantiation")


def test_victoria_has_its_manager_endorse_later_and_from_elsewhere() -> None:
    rule = profile("au-vic").endorsement
    assert (rule.roles, rule.may_be_later, rule.need_not_attend) == (("team_manager",), True, True)


@pytest.mark.parametrize("name", ALL)
def test_acknowledgement_is_never_agreement(name: str) -> None:
    rule = profile(name).acknowledgement
    assert rule.agreement_is_separate
    assert rule.meaning == "had_chance_to_take_part"
    assert not rule.promises_no_penalty


@pytest.mark.parametrize("name", ALL)
def test_every_kind_of_meeting_can_be_held_from_welcome_to_copies(name: str) -> None:
    one = profile(name)
    for kind in one.meeting_kinds:
        stages = [stage.id for stage in one.stages_of(kind.id)]
        assert (stages[0], stages[-1]) == ("welcome", "copies_and_dates")
        assert stages.index("child_voice") < stages.index("strengths") < stages.index("objectives_tasks")
        assert stages.index("read_back") < stages.index("acknowledgement")


def test_only_a_family_meeting_has_private_family_time() -> None:
    kansas = profile("us-ks")
    with_it = [
        kind.id
        for kind in kansas.meeting_kinds
        if "private_family_time" in [stage.id for stage in kansas.stages_of(kind.id)]
    ]
    assert with_it == ["family_meeting", "family_meeting_as_conference"]
    assert sum(stage.minutes for stage in kansas.stages_of("case_planning_conference")) == 90


@pytest.mark.parametrize("name", ALL)
def test_only_parents_and_the_child_are_the_family_group(name: str) -> None:
    """Standing in the case follows the group: whoever is in it may see what a parent may see."""
    family = {role.id for role in profile(name).roles if role.group is RoleGroup.FAMILY}
    assert family == {"mother", "father", "parent", "guardian", "child"}


def test_included_clocks_say_which_profile_states_them() -> None:
    stated = {clock.id: clock.profile for clock in profile("us-ks").clocks}
    assert stated["initial_conference"] == "us-ks"
    assert stated["federal_60_day_outer_limit"] == "us-federal-floor"
    assert {clock.profile for clock in profile("au-vic").clocks} == {"au-vic"}


def test_included_events_open_no_case() -> None:
    def openers(one: PracticeProfile) -> list[str]:
        return [event.id for event in one.trigger_events if event.opens_case]

    assert openers(profile("us-ks")) == ["placed_in_custody", "family_services_started"]
    assert openers(profile("us-federal-floor")) == ["removal", "foster_care_entry"]


def test_youth_of_fourteen_choose_two_who_are_neither_carer_nor_worker() -> None:
    for name in ("us-ks", "us-ct", "us-ga"):
        youth = profile(name).youth
        assert youth is not None
        assert (youth.min_age, youth.picks, youth.rights_list) == (14, 2, True)
        assert youth.picks_exclude == ("resource_parent", "case_manager")
    assert profile("au-vic").youth is None
