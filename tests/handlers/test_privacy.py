"""What people must not see of each other is in nothing that they could be shown (decisions 12 and 18)."""

from collections.abc import Iterator

import pytest

from bot.domain.errors import NotAllowed
from bot.services.entries import capture
from bot.services.entries.older import older_selves
from bot.services.meeting import how_we_talk, looking_back
from bot.services.people import parting
from bot.storage import open_storage
from tests.handlers.surfaces import shown_to
from tests.services.casework import EVERYBODY, MANAGER, Casework, Clock, first_child_placed, with_everybody
from tests.sqlite import make_database

LEADERS = ("U0FACILITATOR", MANAGER)


@pytest.fixture(scope="module")
def casework(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """One full case that these tests only look at."""
    clock = Clock()
    storage = open_storage(make_database(tmp_path_factory.mktemp("seen")), bytes(range(32)), clock)
    made = with_everybody(storage, clock)
    first_child_placed(made)
    yield made
    storage.close()


def holding(shown: dict[str, str], *words: str) -> dict[str, list[str]]:
    """Which of these words are on which surface."""
    found = {name: [word for word in words if word in text] for name, text in shown.items()}
    return {name: there for name, there in found.items() if there}


def test_private_parts_are_shown_to_those_who_lead_and_to_nobody_else(casework: Casework) -> None:
    for user in EVERYBODY:
        found = holding(shown_to(casework, user), "PRIVATE-")
        if user == "U0CASA":
            assert found == {"kept private": ["PRIVATE-"]}, "only what a child told them"
        else:
            assert bool(found) == (user in LEADERS), f"{user}: {found}"


def test_a_parent_of_one_child_sees_nothing_of_another_childs_other_parent(casework: Casework) -> None:
    ids = casework.ids
    theirs = ("U0SECONDFATHER", ids["U0SECONDFATHER"], "Max Reyes", "Voice-of-second", "Reasons-for-second")
    shown = shown_to(casework, "U0FIRSTFATHER")
    assert not holding(shown, *theirs)
    assert holding(shown, "Task-of-U0FIRSTFATHER")
    assert holding(shown, "Voice-of-first")
    assert holding(shown, "Name-of-U0MOTHER"), "they have a child in common"


def test_a_parent_of_both_sees_both(casework: Casework) -> None:
    shown = shown_to(casework, "U0MOTHER")
    for words in ("Voice-of-first", "Voice-of-second", "Task-of-U0SECONDFATHER"):
        assert holding(shown, words), words


@pytest.mark.parametrize("user", ["U0MOTHER", "U0CHILD", "U0AUNT", "U0CARER"])
def test_family_sees_nobody_elses_answers_and_absences(casework: Casework, user: str) -> None:
    words = [f"{word}-of-U0FIRSTFATHER" for word in ("Opinion", "No", "View")]
    found = holding(shown_to(casework, user), *words, "Absence-of-U0SECONDFATHER")
    assert not found


SAID = ("Strength-of-", "Need-of-", "Voice-of-", "Opinion-of-", "Wish-of-")


def test_carers_do_not_read_what_was_said(casework: Casework) -> None:
    assert not holding(shown_to(casework, "U0CARER"), *SAID)
    assert holding(shown_to(casework, "U0CARER"), "Tie-of-"), "they keep the child's ties with them"


@pytest.mark.parametrize("user", ["U0OBSERVER", "U0STRANGER", "U0OTHERMANAGER", "U0ADMIN"])
def test_who_is_not_of_the_case_is_shown_nothing_of_it(casework: Casework, user: str) -> None:
    shown = shown_to(casework, user)
    assert not holding(shown, "-of-U0", "Reyes", "TEST-C0CASEWORK", "June"), user


def test_the_audit_trail_names_ids_and_no_words(casework: Casework) -> None:
    trail = shown_to(casework, "U0SUPERVISOR")["audit paper"]
    assert "strengths" in trail
    assert not holding({"audit": trail}, "-of-", "PRIVATE-", "June", "Max")


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """The same case, where mother and second father are kept apart since the plan was sealed."""
    clock = Clock()
    storage = open_storage(make_database(tmp_path_factory.mktemp("parted")), bytes(range(32)), clock)
    made = with_everybody(storage, clock)
    conference, case_id = made.ids["conference"], made.ids["case"]
    for user in ("U0MOTHER", "U0SECONDFATHER"):
        felt = {"person_id": made.ids[user], "mark": "2", "words": f"Feeling-of-{user}"}
        looking_back.note_how_it_was(made.as_("U0FACILITATOR"), conference, felt)
        said = {"person_id": made.ids[user], "answer": "with_words", "words": f"Acceptance-of-{user}"}
        told = how_we_talk.Wording("en", "What is said here stays here.")
        how_we_talk.keep_one(made.as_("U0FACILITATOR"), conference, said, told)
        rule = {"text": f"Rule-of-{user}", "said_by": made.ids[user]}
        capture.add(made.as_("U0FACILITATOR"), case_id, "ground_rule", rule)
        note = {"text": f"Note-of-{user}", "said_by": made.ids[user]}
        capture.add(made.as_("U0FACILITATOR"), case_id, "note", note)
    looking_back.check_oneself(
        made.as_("U0FACILITATOR"), conference, {"heard": "3", "heard_words": "OWN-PART"}
    )
    apart = {"person_id": made.ids["U0MOTHER"], "other": made.ids["U0SECONDFATHER"], "kind": "order"}
    parting.keep_apart(made.as_("U0FACILITATOR"), case_id, {**apart, "since": clock.moment.date()})
    yield made
    storage.close()


@pytest.mark.parametrize(
    ("reader", "other"), [("U0MOTHER", "U0SECONDFATHER"), ("U0SECONDFATHER", "U0MOTHER")]
)
def test_two_who_are_kept_apart_are_shown_nothing_of_each_other(
    parted: Casework, reader: str, other: str
) -> None:
    shown = shown_to(parted, reader)
    assert not holding(shown, other, parted.ids[other])
    assert holding(shown, f"Note-of-{reader}"), "their own words stay"
    assert not holding(shown, "Feeling-of-", "OWN-PART")


def test_how_a_meeting_was_is_read_by_who_facilitates_and_by_nobody_else(parted: Casework) -> None:
    for user in EVERYBODY:
        found = holding(shown_to(parted, user), "Feeling-of-", "OWN-PART")
        assert bool(found) == (user == "U0FACILITATOR"), f"{user}: {found}"


def test_what_an_entry_said_before_names_nobody_to_one_who_is_kept_apart_from_them(parted: Casework) -> None:
    own = capture.add(parted.as_("U0MOTHER"), parted.ids["case"], "strength", {"text": "He sleeps well"})
    why = "Name-of-U0SECONDFATHER told it otherwise"
    told = {"text": "He sleeps well at home", "said_by": own.said_by}
    capture.correct(parted.as_("U0FACILITATOR"), "strength", own.id, told, own.version, why)
    assert [one.why for one in older_selves(parted.as_("U0FACILITATOR"), "strength", own.id)[1]] == [why]
    assert [one.why for one in older_selves(parted.as_("U0MOTHER"), "strength", own.id)[1]] == [None]
    theirs = {"text": "He sleeps at Name-of-U0SECONDFATHER", "said_by": parted.ids["U0SECONDFATHER"]}
    capture.correct(parted.as_("U0FACILITATOR"), "strength", own.id, theirs, own.version + 1, why)
    with pytest.raises(NotAllowed):
        older_selves(parted.as_("U0MOTHER"), "strength", own.id)
