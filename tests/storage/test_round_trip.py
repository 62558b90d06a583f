"""Whatever a kept class can hold comes back as it was: odd text, other zones, nothing, everything."""

import string
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.case import Case
from bot.domain.closing import PlanVersion
from bot.domain.conference import Conference
from bot.domain.ideas import Idea
from bot.domain.kept import Kept
from bot.domain.kept_private import KeepPrivate
from bot.domain.people import Person
from bot.domain.plan import Goal, Need, Objective, Task
from bot.storage import Storage
from bot.storage.history import as_json, from_json
from bot.storage.shapes import Field
from bot.storage.tables import FIELDS, REFERS_TO, TABLE_OF
from tests.storage.things import ACTOR, TEAM, WHEN, a_case, a_child, a_person, keep, unit

NO_SURROGATES_NO_NUL = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
SECRET = st.text(st.characters(exclude_categories=()), max_size=300) | st.sampled_from(
    ["a\0b", "\ud83d", '<!channel> *b* `c` & "d"', "مرحبا \u202e", "👩‍👩‍👧", " \n\t", ""]
)
VALUES: dict[type[Any], st.SearchStrategy[Any]] = {
    str: st.text(NO_SURROGATES_NO_NUL, max_size=60),
    bool: st.booleans(),
    int: st.integers(0, 10**6),
    date: st.dates(),
    datetime: st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.timezones()),
    tuple: st.lists(st.text(NO_SURROGATES_NO_NUL, max_size=20), max_size=3).map(tuple),
}
OF_CASE: dict[str, Any] = {"workspace_id": TEAM, "case_id": "case-1"}
SAID: dict[str, Any] = OF_CASE | {"entered_by": ACTOR, "entered_at": WHEN, "text": "Home by summer."}
PARENT: dict[type[Kept], str] = {kind: f"the {name}" for kind, name in TABLE_OF.items()}


def _parents() -> tuple[Kept, ...]:
    """One of each kind that others refer to."""
    meeting = {"kind": "initial", "starts_at": WHEN, "ends_at": WHEN, "zone": "UTC", "called_by": ACTOR}
    sealed = {"content": "{}", "content_sha256": "", "signature": "", "sealed_at": WHEN, "sealed_by": ACTOR}
    told = {"entered_by": ACTOR, "told_on": WHEN.date(), "words": "He misses his dad."}
    conference = PARENT[Conference]
    return (
        a_case(),
        a_child(id=PARENT[REFERS_TO["child_id"]]),
        a_person(id=PARENT[REFERS_TO["person_id"]]),
        Conference(id=conference, number=-1, **OF_CASE, **meeting),
        Goal(id=PARENT[Goal], **SAID),
        KeepPrivate(id=PARENT[KeepPrivate], child_id=PARENT[REFERS_TO["child_id"]], **OF_CASE, **told),
        Objective(id=PARENT[Objective], goal_id=PARENT[Goal], **SAID),
        Need(id=PARENT[Need], **SAID),
        Idea(id=PARENT[Idea], need_id=PARENT[Need], **SAID),
        Task(id=PARENT[Task], owner_id=PARENT[Person], done_when="It is there.", due=WHEN.date(), **SAID),
        PlanVersion(id=PARENT[PlanVersion], number=-1, conference_id=conference, **OF_CASE, **sealed),
    )


def _values(kind: type[Kept], field: Field) -> st.SearchStrategy[Any]:
    fixed = {"workspace_id": TEAM, "case_id": "case-1"}
    if field.name == "id":
        return st.builds(lambda: str(uuid4()))
    if field.name in fixed:
        values: st.SearchStrategy[Any] = st.just(fixed[field.name])
    elif field.name in REFERS_TO:
        values = st.just(PARENT[REFERS_TO[field.name]])
    elif field.secret:
        values = SECRET
    else:
        values = VALUES[field.kind] if field.kind in VALUES else st.sampled_from(list(field.kind))
    return st.none() | values if field.optional else values


def _things(kind: type[Kept]) -> st.SearchStrategy[Kept]:
    return st.builds(kind, **{name: _values(kind, field) for name, field in FIELDS[kind].items()})


def _in_utc(thing: Kept) -> Kept:
    times = {
        name: value.astimezone(UTC)
        for name in FIELDS[type(thing)]
        if isinstance(value := getattr(thing, name), datetime)
    }
    return replace(thing, **times)


@pytest.mark.parametrize("kind", TABLE_OF, ids=lambda kind: kind.__name__)
def test_every_kind_comes_back_as_it_was(storage: Storage, kind: type[Kept]) -> None:
    keep(storage, *_parents())

    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(_things(kind))
    def round_trip(thing: Kept) -> None:
        with unit(storage) as work:
            work.add(thing)
            assert work.get(kind, thing.id) == _in_utc(thing)
            assert thing.id in {found.id for found in work.find(kind)}
        assert from_json(kind, as_json(thing)) == _in_utc(thing)

    round_trip()


def test_an_older_self_from_before_a_field_existed_gets_its_default() -> None:
    text = as_json(a_case(in_custody=True))
    without = text.replace('"in_custody": true, ', "").replace(', "in_custody": true', "")
    assert "in_custody" not in without
    assert from_json(Case, without) == a_case()


def test_ids_made_later_sort_later(storage: Storage) -> None:
    work = unit(storage)
    ids = [work.new_id() for _ in range(1000)]
    assert ids == sorted(set(ids))
    assert set("".join(ids)) <= set(string.hexdigits + "-")
