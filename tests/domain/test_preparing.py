"""Which parts of the private talk are for whom, and what counts as said before the next conference."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.access import Standing
from bot.domain.preparing import NOTHING, AccessNeed, PartAside, SinceLast, parts_for, set_aside

S = Standing
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
ADULT = ("who_belongs", "safety", "reach", "explain", "culture", "notice")


@pytest.mark.parametrize(
    ("standing", "age", "parts"),
    [
        (S.PARENT, None, ADULT),
        (S.KIN, None, ("who_belongs", "reach", "explain", "culture", "notice")),
        (S.CHILD, 9, ("who_belongs", "reach", "explain", "voice", "notice")),
        (S.CHILD, 14, ("who_belongs", "safety", "reach", "explain", "voice", "notice")),
        (S.CHILD, None, ("who_belongs", "reach", "explain", "voice", "notice")),
        (S.PROFESSIONAL, None, ("reach", "input", "notice")),
        (S.RESOURCE_PARENT, None, ("reach", "explain", "notice")),
        (S.CASE_MANAGER, None, ()),
        (S.OBSERVER, None, ()),
    ],
)
def test_each_is_asked_what_concerns_them(
    standing: Standing, age: int | None, parts: tuple[str, ...]
) -> None:
    assert parts_for(standing, age) == parts


def aside(part: str, state: str, hours: int, person: str = "dana") -> PartAside:
    facts = {"workspace_id": "T1", "id": f"{part}{hours}{person}", "case_id": "c1", "entered_by": "U1"}
    return PartAside(person_id=person, part=part, state=state, at=NOON + timedelta(hours=hours), **facts)


def test_what_was_said_last_counts_and_only_since_the_last_conference() -> None:
    asides = [aside("safety", "skipped", 2), aside("safety", "later", 1), aside("reach", "later", -5)]
    asides.append(aside("explain", "later", 3, "marcus"))
    found = set_aside(asides, "dana", SinceLast(NOON.date(), NOON))
    assert {part: one.state for part, one in found.items()} == {"safety": "skipped"}


def test_without_a_conference_before_everything_counts() -> None:
    since = SinceLast.conference(None)
    assert since.counts(date(2020, 1, 1))
    assert since.is_new(NOON)
    assert not SinceLast(NOON.date(), NOON).counts(NOON.date())


@pytest.mark.parametrize(
    ("facts", "is_open"),
    [
        ({}, True),
        ({"answer": "arranged"}, False),
        ({"answer": "not_possible"}, False),
        ({"ended_on": date(2026, 3, 13)}, False),
        ({"what": NOTHING}, False),
    ],
)
def test_a_need_is_open_until_the_agency_answers_or_it_ends(facts: dict[str, object], is_open: bool) -> None:
    about = {"workspace_id": "T1", "id": "n1", "case_id": "c1", "person_id": "dana", "entered_by": "U1"}
    need = {"what": "ride", "agreed_on": date(2026, 3, 12), **about, **facts}
    assert AccessNeed(**need).is_open is is_open  # type: ignore[arg-type]
