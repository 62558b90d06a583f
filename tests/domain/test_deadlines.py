"""How soon something is due: each day has one group, a weekend stays, and what has no day says since when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.case import Case, CaseState
from bot.domain.closing import Acknowledgement, Copy, Endorsement, PlanVersion, Reply, View
from bot.domain.conference import Attendance, Conference, ConferenceState
from bot.domain.deadlines import DueKind, Group, days_of, dues_of, group_of
from bot.domain.people import Person
from bot.domain.plan import Task, TaskState
from bot.domain.record import CaseRecord

TODAY = date(2026, 3, 18)
AT = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
OF_CASE: dict[str, Any] = {"workspace_id": "T1", "case_id": "case-1"}
CASE = Case(
    workspace_id="T1",
    id="case-1",
    channel_id="C1",
    reference="TEST-0001",
    profile="us-ks",
    plan_kind="child_in_placement",
    zone="America/Chicago",
    opened_by="U1",
    opened_at=AT,
)
MEETING = Conference(
    **OF_CASE,
    id="m1",
    number=1,
    kind="case_planning_conference",
    # Late in the evening in Kansas is the next day in UTC.
    starts_at=datetime(2026, 3, 22, 3, tzinfo=UTC),
    ends_at=datetime(2026, 3, 22, 4, tzinfo=UTC),
    zone="America/Chicago",
    called_by="U1",
)
ENTERED: dict[str, Any] = {**OF_CASE, "entered_by": "U1", "entered_at": AT, "text": "-", "done_when": "-"}
PLAN: dict[str, Any] = {"content": "{}", "content_sha256": "", "signature": "", "sealed_by": "U1"}


def whole() -> CaseRecord:
    """A case in which one of each kind is due, beside one that is not."""
    people = tuple(
        Person(**OF_CASE, id=name, name=name, role="mother", left_on=left)
        for name, left in (("mom", None), ("aunt", None), ("dad", None), ("gone", TODAY))
    )
    held = replace(MEETING, id="held", number=2, state=ConferenceState.ENDED, started_at=AT, ended_at=AT)
    tasks = [Task(**ENTERED, id=state, owner_id="mom", due=TODAY, state=state) for state in TaskState]
    absent = {"conference_id": "held", "how": "absent_invited", "entered_by": "U1", "follow_up_by": TODAY}
    asked: dict[str, Any] = {"asked_on": TODAY, "asked_by": "U1", "asked_of": "U2"}
    return CaseRecord(
        case=CASE,
        people=people,
        conferences=(MEETING, held),
        tasks=tuple(tasks),
        attendances=tuple(
            Attendance(**OF_CASE, **absent, id=f"missed {who}", person_id=who)
            for who in ("mom", "aunt", "gone")
        ),
        versions=tuple(
            PlanVersion(**OF_CASE, **PLAN, id=f"v{number}", number=number, conference_id="held", sealed_at=AT)
            for number in (1, 2)
        ),
        endorsements=tuple(
            Endorsement(**OF_CASE, **asked, id=f"endorse {version}", version_id=version)
            for version in ("v1", "v2")
        ),
        acknowledgements=(
            Acknowledgement(
                **OF_CASE,
                id="said",
                version_id="v2",
                person_id="aunt",
                answer="yes",
                manner="in_slack",
                on=TODAY + timedelta(days=1),
                entered_by="U1",
            ),
        ),
        copies=(
            Copy(**OF_CASE, id="owed", version_id="v2", person_id="mom", due=TODAY),
            Copy(**OF_CASE, id="sent", version_id="v2", person_id="mom", due=TODAY, sent_on=TODAY),
        ),
        views=tuple(
            View(**OF_CASE, id=view, version_id="v2", person_id="mom", view=view, on=TODAY, entered_by="U1")
            for view in ("agrees", "disagrees")
        ),
        replies=tuple(
            Reply(
                **OF_CASE,
                id=f"reply to {view}",
                view_id=view,
                version_id="v2",
                person_id="mom",
                asked_of=("U2",),
                asked_on=TODAY,
                due=TODAY,
            )
            for view in ("agrees", "disagrees")
        ),
    )


def test_one_of_each_that_is_still_due_and_nothing_else() -> None:
    found = dues_of(whole(), (), [("child", TODAY)], TODAY)
    assert {(one.kind, one.subject_id) for one in found} == {
        (DueKind.CONFERENCE, "m1"),
        *((DueKind.TASK, state) for state in ("open", "not_yet", "stuck")),
        # The aunt was heard since, and whoever left is followed up by nobody.
        (DueKind.FOLLOW_UP, "missed mom"),
        (DueKind.COPY, "owed"),
        (DueKind.REPLY, "reply to disagrees"),
        (DueKind.ENDORSEMENT, "endorse v2"),
        # The mother missed the meeting: she is followed up, and not chased.
        (DueKind.ACKNOWLEDGEMENT, "dad"),
        (DueKind.NO_PLAN, "child"),
        (DueKind.NO_CONTACT, "case-1"),
    }
    assert next(one.due for one in found if one.kind is DueKind.CONFERENCE) == date(2026, 3, 21)


def test_a_closed_case_has_nothing_due() -> None:
    record = replace(whole(), case=replace(CASE, state=CaseState.CLOSED))
    assert dues_of(record, (), [("child", TODAY)], TODAY) == ()


def test_each_day_is_in_one_group_and_the_days_of_a_group_are_those() -> None:
    """Weekends among them: Saturday and Sunday are counted like any other day (K-06)."""
    for ahead in range(-40, 45):
        day = TODAY + timedelta(days=ahead)
        within = [
            group
            for group in (Group.OVERDUE, Group.IN_3, Group.IN_14, Group.IN_30)
            for since, until in [days_of(group, TODAY)]
            if (since is None or since <= day) and (until is None or day <= until)
        ]
        assert within == ([found] if (found := group_of(DueKind.TASK, day, TODAY)) else [])
    found = [
        group_of(DueKind.CLOCK, TODAY + timedelta(days=ahead), TODAY)
        for ahead in (-1, 0, 3, 4, 14, 15, 30, 31)
    ]
    three, fourteen, thirty = [Group.IN_3] * 2, [Group.IN_14] * 2, [Group.IN_30] * 2
    assert found == [Group.OVERDUE, *three, *fourteen, *thirty, None]


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        (DueKind.ENDORSEMENT, Group.WAITING),
        (DueKind.ACKNOWLEDGEMENT, Group.WAITING),
        (DueKind.NO_PLAN, Group.NO_PLAN),
        (DueKind.NO_CONTACT, Group.NO_CONTACT),
    ],
)
def test_what_has_no_day_of_its_own_is_never_called_overdue(kind: DueKind, group: Group) -> None:
    assert group_of(kind, TODAY - timedelta(days=100), TODAY) is group
    silent_only_from_its_day = None if kind is DueKind.NO_CONTACT else group
    assert group_of(kind, TODAY + timedelta(days=1), TODAY) is silent_only_from_its_day
