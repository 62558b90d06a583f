"""Each person of the sample on each view, paper, message and page: they read what a table by hand says."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.domain.case import Case
from bot.profiles import profile
from bot.services import cases
from bot.services.entries import capture
from bot.services.meeting import holding
from bot.services.people import team
from bot.services.plan import closing, copies, endorsing, look_once_more, sealing
from bot.storage import open_storage
from tests.handlers.surfaces import shown_to
from tests.services.casework import (
    ADMIN,
    ENDORSER,
    MANAGER,
    OTHER_MANAGER,
    STRANGER,
    SUPERVISOR,
    Casework,
    Clock,
    first_child_placed,
    with_everybody,
)
from tests.sqlite import make_database

DATA = Path(__file__).parents[1] / "data"
FACILITATOR = "U0FACILITATOR"
# Those of the sample who have no place in the usual case; a therapist is everybody's provider.
NEWCOMERS = {
    "U0GAL": ("Tom Weller", "guardian_ad_litem"),
    "U0THIRD": ("Lena Voss", "third_party_not_managing_case"),
    "U0INTERPRETER": ("Ines Vidal", "interpreter"),
    "U0THERAPIST": ("Ida Lund", "therapist"),
}
GROUPS = {
    "leads": {FACILITATOR, MANAGER},
    "oversees": {SUPERVISOR, ENDORSER},
    "agency": {"U0AGENCY"},
    "advocates": {"U0CASA", "U0GAL", "U0THIRD"},
    "casa": {"U0CASA"},
    "mother": {"U0MOTHER"},
    "first_father": {"U0FIRSTFATHER"},
    "second_father": {"U0SECONDFATHER"},
    "child": {"U0CHILD"},
    "kin": {"U0AUNT"},
    "carer": {"U0CARER"},
    "provider": {"U0THERAPIST"},
    "nobody": {"U0OBSERVER", "U0INTERPRETER", STRANGER, OTHER_MANAGER, ADMIN},
}
EVERYONE = frozenset().union(*GROUPS.values())
# Who stands for each person of the sample, by their role there.
STANDS_FOR = {
    **{"mother": "U0MOTHER", "father": "U0FIRSTFATHER", "child": "U0CHILD", "case_manager": MANAGER},
    **{"guardian_ad_litem": "U0GAL", "casa": "U0CASA", "resource_parent": "U0CARER"},
    **{"third_party_not_managing_case": "U0THIRD", "relative_support": "U0AUNT"},
    **{"facilitator": FACILITATOR, "interpreter": "U0INTERPRETER", "observer": "U0OBSERVER"},
}


@pytest.fixture(scope="module")
def casework(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """Two families, everybody of the sample and a therapist; the plan sealed, and copies given out."""
    storage = open_storage(make_database(tmp_path_factory.mktemp("all")), bytes(range(32)), clock := Clock())
    made = with_everybody(storage, clock)
    _newcomers(made)
    _their_parts(made)
    first_child_placed(made)
    _sealed_again(made)
    for user in ("U0AUNT", "U0CARER", "U0CASA", "U0GAL", "U0THIRD", "U0THERAPIST"):
        given = {"purpose": "their_part", "why": "Said in the meeting.", "how": "hand"}
        to = {"person_id": made.ids[user], **given}
        made.ids["given"] = copies.give(made.as_(FACILITATOR), made.ids["version"], to).id
    yield made
    storage.close()


def _newcomers(made: Casework) -> None:
    for user, (name, role) in NEWCOMERS.items():
        facts = {"name": f"{name} of Oak", "role": role, "slack_user": user, "family_said_yes": True}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    with made.reading() as work:
        case = work.get(Case, made.ids["case"])
    told = {"why_we_are_here": "Why-we-are-here", "household": "Household-words", "in_custody": True}
    cases.describe_case(made.as_(MANAGER), case.id, told, case.version)


def _their_parts(made: Casework) -> None:
    def add(kind: str, **values: Any) -> str:
        return capture.add(made.as_(FACILITATOR), made.ids["case"], kind, values).id

    mother, therapist, aunt = (made.ids[user] for user in ("U0MOTHER", "U0THERAPIST", "U0AUNT"))
    need = add("need", text="Need-for-therapy", said_by=mother)
    goal = add("goal", text="Goal-of-therapy")
    objective = add("objective", goal_id=goal, text="Objective-of-therapy", need_ids=(need,))
    due = {"done_when": "It is done", "due": date(2026, 4, 15)}
    add("task", text="Task-of-U0THERAPIST", owner_id=therapist, objective_id=objective, **due)
    add("task", text="Task-of-U0AUNT", owner_id=aunt, **due)
    add("visit", child_id=made.ids["first"], with_person=aunt, how_often="Visits-of-U0AUNT")
    closed = {"treatment_consent": "not_on_file_do_not_record_details"}
    add("service", what="Service-of-U0THERAPIST", owner_id=therapist, for_person=mother, **closed)
    add("voice", child_id=made.ids["first"], how="in_person", said="PRIVATE-voice", keep_private=True)


def _sealed_again(made: Casework) -> None:
    conference = made.ids["conference"]
    for user in NEWCOMERS:
        if user != "U0INTERPRETER":
            here = {"person_id": made.ids[user], "how": "in_person"}
            holding.attend(made.as_(FACILITATOR), conference, here)
    _look(made, look_once_more.NOW)
    version = sealing.seal(made.as_(FACILITATOR), conference, "More was said.").id
    made.ids["version"] = version
    for user in ("U0MOTHER", "U0FIRSTFATHER"):
        closing.acknowledge(made.as_(user), version, {"answer": "no", "words": f"No-of-{user}"})
        closing.give_view(made.as_(user), version, {"view": "disagrees", "words": f"View-of-{user}"})
    _look(made, look_once_more.SEALED)
    made.ids["endorsement"] = endorsing.ask(made.as_(MANAGER), version, ENDORSER)


def _look(made: Casework, which: str) -> None:
    case_id = made.ids["case"]
    seen = look_once_more.look(made.as_(FACILITATOR), case_id, which).fingerprint
    look_once_more.answer(made.as_(FACILITATOR), case_id, which, seen, left_out=True)


@cache
def table() -> dict[str, frozenset[str]]:
    """For each canary the users who may meet it."""
    rows = tomllib.loads((DATA / "who_reads_what.toml").read_text("utf-8"))["words"]
    return {word: frozenset().union(*(GROUPS[group] for group in groups)) for word, groups in rows.items()}


def test_everybody_of_the_sample_has_a_place_in_the_table() -> None:
    told = json.loads((DATA / "sample_conference.json").read_text("utf-8"))
    kansas = profile("us-ks")
    roles = {kansas.role(one["role"]).id for one in (*told["team"], *told["not_team"])}
    places = {kansas.role(role).id: user for role, user in STANDS_FOR.items()}
    assert roles <= set(places)
    assert {places[role] for role in roles} <= EVERYONE


@pytest.mark.requirement("K-26")
@pytest.mark.parametrize("user", sorted(EVERYONE))
def test_each_person_meets_the_words_that_are_theirs_and_no_others(casework: Casework, user: str) -> None:
    shown = shown_to(casework, user)
    met = {
        word: [name for name, text in shown.items() if word in text]
        for word in table()
        if any(word in text for text in shown.values())
    }
    mine = {word for word, users in table().items() if user in users}
    assert {word: met[word][:5] for word in met if word not in mine} == {}, "met what is not theirs"
    assert mine - set(met) == set(), "did not meet what is theirs"


@pytest.mark.requirement("K-26")
@pytest.mark.parametrize("user", sorted(EVERYONE - GROUPS["nobody"]))
def test_a_copy_holds_of_the_table_what_is_its_reader_s_and_nothing_private(
    casework: Casework, user: str
) -> None:
    """Of what stands in the sealed plan nobody's paper holds a word that the table does not give them."""
    shown = shown_to(casework, user)
    paper = shown["plan paper"] + shown["short copy"]
    held = {word for word in table() if word in paper}
    assert held <= {word for word, users in table().items() if user in users}
    assert held, "everybody who gets a copy reads something in it"
    assert "PRIVATE-" not in paper
