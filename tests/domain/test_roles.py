"""Who is missing, whom to invite, who may not hold a place: the worked example's team and its neighbours."""

from datetime import date

import pytest

from bot.domain.conditions import CaseFacts
from bot.domain.profile import Mark, UnknownRole
from bot.domain.roles import (
    MissingRole,
    Refusal,
    RefusedBecause,
    Seat,
    check_team,
    must_invite,
    refusal_of,
    team,
)
from bot.profiles import profile

KANSAS = profile("us-ks")
DAY = date(2026, 3, 18)
IN_CUSTODY = CaseFacts(
    birth_dates=(date(2016, 8, 14),), answers={"in_custody": True, "able_to_understand": True}
)
AT_HOME = CaseFacts(
    birth_dates=(date(2016, 8, 14),), answers={"in_custody": False, "able_to_understand": True}
)
SAMPLE = (
    Seat("dana", "mother", invited=True, attended=True),
    Seat("marcus", "father", invited=True, attended=True),
    Seat("june", "child", invited=True, attended=True),
    Seat("priya", "case_manager", invited=True, attended=True),
    Seat("tom", "guardian_ad_litem", invited=True, attended=True),
    Seat("ruth", "casa", invited=True, attended=False),
    Seat("gail", "resource_parent", invited=True, attended=True),
    Seat("lena", "third_party_not_managing_case", invited=True, attended=True),
    Seat("rosa", "relative_support", family_asked=True, invited=True, attended=True),
    Seat("omar", "facilitator"),
    Seat("booked", "spanish_interpreter"),
    Seat("bea", "trainee_observer"),
)


def without(*people: str) -> list[Seat]:
    return [seat for seat in SAMPLE if seat.person not in people]


def missing(seats: list[Seat], facts: CaseFacts = IN_CUSTODY) -> list[str]:
    return [gap.place for gap in check_team(KANSAS, seats, facts, DAY).missing]


def test_the_sample_team_is_complete() -> None:
    check = check_team(KANSAS, SAMPLE, IN_CUSTODY, DAY)
    assert check.missing == check.refusals == ()
    assert check.to_find == check.to_invite == check.open_questions == ()


@pytest.mark.requirement("K-10")
def test_a_missing_mother_is_reported_though_the_father_is_there() -> None:
    check = check_team(KANSAS, without("dana"), IN_CUSTODY, DAY)
    assert check.missing == (MissingRole("mother", ("mother",)),)


@pytest.mark.requirement("K-10")
def test_the_provider_case_manager_alone_fills_the_workers_place() -> None:
    assert missing(without("priya")) == ["worker"]
    assert missing([*without("priya"), Seat("priya", "provider_case_manager")]) == []
    assert missing([*without("priya"), Seat("sam", "DCF worker")]) == []


def test_a_parent_whom_nobody_knows_is_accounted_for_by_saying_so() -> None:
    assert missing(without("marcus")) == ["father"]
    said = CaseFacts(IN_CUSTODY.birth_dates, IN_CUSTODY.answers, frozenset({"father"}))
    assert missing(without("marcus"), said) == []
    assert missing(without("dana", "marcus")) == ["parents"]
    nobody = CaseFacts(IN_CUSTODY.birth_dates, IN_CUSTODY.answers, frozenset({"father", "mother"}))
    assert missing(without("dana", "marcus"), nobody) == []


def test_two_mothers_or_a_guardian_fill_the_parents_places() -> None:
    assert missing([*without("marcus"), Seat("alex", "mother")]) == []
    assert missing([*without("marcus"), Seat("alex", "legal guardian")]) == []


@pytest.mark.requirement("K-11")
def test_four_roles_must_be_invited_in_custody_and_none_of_them_at_home() -> None:
    four = {"guardian_ad_litem", "casa", "resource_parent", "third_party_not_managing_case"}
    assert set(must_invite(KANSAS, IN_CUSTODY, DAY)) == four | {"child"}
    assert set(must_invite(KANSAS, AT_HOME, DAY)) == {"child"}
    assert set(check_team(KANSAS, without("tom", "ruth", "gail", "lena"), IN_CUSTODY, DAY).to_find) == four


def test_a_held_place_is_still_to_be_invited() -> None:
    seats = [*without("tom"), Seat("tom", "gal")]
    check = check_team(KANSAS, seats, IN_CUSTODY, DAY)
    assert (check.to_find, check.to_invite) == ((), ("guardian_ad_litem",))


def test_what_nobody_has_said_is_asked() -> None:
    check = check_team(KANSAS, SAMPLE, CaseFacts(), DAY)
    assert check.open_questions == ("in_custody", "able_to_understand", "birth_date")


@pytest.mark.requirement("K-12")
@pytest.mark.parametrize(
    ("seat", "others", "because"),
    [
        (Seat("priya", "third party"), SAMPLE, RefusedBecause.MANAGES_CASE),
        (Seat("x", "third_party", manages_case=True), (), RefusedBecause.MANAGES_CASE),
        (Seat("x", "third_party", supervises_manager=True), (), RefusedBecause.SUPERVISES_CASE_MANAGER),
        (Seat("x", "third_party"), (Seat("x", "supervisor"),), RefusedBecause.SUPERVISES_CASE_MANAGER),
    ],
)
def test_the_third_party_may_not_manage_the_case_or_supervise_its_manager(
    seat: Seat, others: tuple[Seat, ...], because: RefusedBecause
) -> None:
    assert refusal_of(KANSAS, seat, others) == Refusal(seat.person, "third_party_not_managing_case", because)


def test_a_refused_third_party_fills_no_place() -> None:
    seats = [*without("lena"), Seat("priya", "third_party", invited=True)]
    check = check_team(KANSAS, seats, IN_CUSTODY, DAY)
    assert check.to_find == ("third_party_not_managing_case",)
    assert [no.because for no in check.refusals] == [RefusedBecause.MANAGES_CASE]


def test_a_supporter_needs_the_familys_answer_first() -> None:
    asked = {None: RefusedBecause.ASK_FAMILY_FIRST, False: RefusedBecause.FAMILY_SAID_NO}
    for answer, because in asked.items():
        no = refusal_of(KANSAS, Seat("kim", "teacher", family_asked=answer), ())
        assert no is not None
        assert no.because is because
    assert refusal_of(KANSAS, Seat("kim", "teacher", family_asked=True), ()) is None


@pytest.mark.requirement("K-14")
def test_an_invited_person_who_stayed_away_is_absent_and_not_missing() -> None:
    check = check_team(KANSAS, SAMPLE, IN_CUSTODY, DAY)
    assert check.absent == ("ruth",)
    assert "casa" not in check.to_find + check.to_invite
    assert check.missing == ()


def test_facilitator_interpreter_and_observer_are_not_team() -> None:
    assert {seat.person for seat in SAMPLE} - {seat.person for seat in team(KANSAS, SAMPLE)} == {
        "omar",
        "booked",
        "bea",
    }
    assert all(profile(name).copies_for("observer") is None for name in ("us-ks", "us-ga", "au-vic"))


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("Mother", "mother"),
        ("stepfather", "stepparent"),
        ("maternal grandmother", "relative_support"),
        ("great-uncle", "relative_support"),
        ("Godparent", "kin_support"),
        ("attorney for mother", "parent_attorney"),
        ("mother's attorney", "parent_attorney"),
        ("attorney_for_child", "child_attorney"),
        ("tribal_representative", "tribal_representative"),
        ("school", "teacher"),
        ("counselor", "therapist"),
        ("elder", "cultural_support"),
        ("team_manager", "supervisor"),
        ("youth", "child"),
        ("brother", "sibling"),
        ("foster-parent", "resource_parent"),
        ("Somali interpreter", "interpreter"),
        ("student observer", "observer"),
        ("caseworker", "case_manager"),
    ],
)
def test_people_may_use_their_own_names_for_roles(typed: str, role: str) -> None:
    assert KANSAS.role(typed).id == role


def test_an_unknown_role_lists_the_choices() -> None:
    with pytest.raises(UnknownRole, match=r"no role here; the roles are .*mother") as refused:
        KANSAS.role("resource_parnet")
    assert refused.value.close == ("resource_parent",)
    assert "casa" in refused.value.choices


USUAL_ROLES = """
mother, father, guardian, child, sibling, grandmother, godparent, teacher, elder, therapist, case_manager,
supervisor, team_manager, facilitator, interpreter, observer, resource_parent,
lawyer for child, attorney for father
"""


@pytest.mark.parametrize("name", ["us-ks", "us-ct", "us-ga", "au-vic", "us-federal-floor"])
def test_every_profile_knows_the_usual_roles(name: str) -> None:
    for typed in USUAL_ROLES.split(","):
        assert profile(name).role(typed).mark in Mark


def test_victoria_asks_whether_the_child_is_aboriginal_and_then_for_an_elder() -> None:
    victoria = profile("au-vic")
    assert check_team(victoria, (), CaseFacts(), DAY).open_questions == ("aboriginal_child",)
    asked = must_invite(victoria, CaseFacts(answers={"aboriginal_child": True}), DAY)
    assert asked == ("departmental_convenor", "community_convenor", "elder")
