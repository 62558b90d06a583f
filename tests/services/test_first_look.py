"""The family sees the draft first and asks for changes; everyone gets it, and a late change is flagged."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.agenda import AgendaRequest, FirstLook, Publishing
from bot.domain.conference import AgendaSeen
from bot.domain.delivery import Outgoing
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.notices.agenda import changed
from bot.notices.reader import to_reader
from bot.render import Words
from bot.services.agenda import agenda, agenda_seen, first_look, own_topics, publishing
from bot.services.agenda.agenda_paper import agenda_material
from bot.services.agenda.agenda_receipts import receipts
from bot.services.calling import scheduling
from bot.services.people import team
from bot.services.preparing import readiness
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database as make_sqlite

MEETING = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(17)}
MOTHER, AUNT = "U0MOTHER", "U0AUNT"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A mother and an aunt with Slack, a child without, and a planned conference with one topic."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    for key, values in (
        (MOTHER, {"role": "mother", "slack_user": MOTHER}),
        (AUNT, {"role": "relative_support", "slack_user": AUNT, "family_said_yes": True}),
        ("child", {"role": "child", "child_id": made.ids["first"]}),
    ):
        facts = {"name": f"Name of {key}", **values}
        made.ids[key] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    topic = {"words": "Nights", "minutes": 20}
    made.ids["topic"] = agenda.add_topic(made.as_(MANAGER), made.ids["conference"], topic)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def kept(case: Casework, kind: type[Any]) -> list[Any]:
    with case.reading() as work:
        return list(work.find(kind, conference_id=case.ids["conference"]))


def sent(case: Casework, message: str) -> list[str]:
    with case.reading() as work:
        return sorted(one.to for one in work.find(Outgoing, message=message))


def publish(case: Casework, why: str | None = None) -> None:
    publishing.publish(case.as_(MANAGER), case.ids["conference"], why)


def gaps(case: Casework) -> set[str]:
    found = readiness.look(case.as_(MANAGER), case.ids["conference"])
    return {gap.item for gap in found.gaps["agenda"]}


def shown_to_everyone_of_the_family(case: Casework) -> None:
    first_look.looked(case.as_(MOTHER), case.ids["conference"])
    told = {"how": "not_shown", "words": "She is two years old."}
    first_look.note_look(case.as_(MANAGER), case.ids["conference"], case.ids["child"], told)


def test_the_draft_goes_to_the_family_and_only_they_and_who_leads_read_it(case: Casework) -> None:
    by_dm, by_staff = publishing.show_draft(case.as_(MANAGER), case.ids["conference"])
    assert (by_dm, by_staff) == (("Name of U0MOTHER",), ("Name of child",))
    publishing.show_draft(case.as_(MANAGER), case.ids["conference"])
    assert sent(case, "agenda_draft") == [MOTHER]
    reading = {
        who: agenda_seen.reading(case.as_(who), case.ids["conference"])[0] for who in (MOTHER, AUNT, MANAGER)
    }
    assert reading == {MOTHER: True, AUNT: False, MANAGER: True}
    with case.as_(AUNT).looking("paper.agenda", case.ids["case"]) as on, pytest.raises(NotNow) as not_yet:
        agenda_material(on)
    assert not_yet.value.problem == "agenda_not_out"
    shown_to_everyone_of_the_family(case)
    publish(case)
    assert agenda_seen.reading(case.as_(AUNT), case.ids["conference"])[0]


def test_sending_before_the_family_saw_it_asks_why_and_keeps_the_reason(case: Casework) -> None:
    assert {f"not_first:{case.ids[MOTHER]}", f"not_first:{case.ids['child']}"} <= gaps(case)
    with pytest.raises(AnswersNotUnderstood) as asked:
        publish(case)
    assert asked.value.problems == {"why": "missing"}
    first_look.looked(case.as_(MOTHER), case.ids["conference"])
    publish(case, "We could not reach her.")
    [went] = kept(case, Publishing)
    assert (went.not_first, went.why, went.entered_by) == (
        *((case.ids["child"],), "We could not reach her."),
        MANAGER,
    )
    publish(case)
    assert len(kept(case, Publishing)) == 1, "asked again, nothing went"
    assert sent(case, "agenda") == sorted([MOTHER, AUNT, MANAGER])


def test_a_child_too_young_never_blocks_and_whoever_has_no_slack_is_shown_by_staff(case: Casework) -> None:
    with pytest.raises(AnswersNotUnderstood):
        first_look.note_look(
            case.as_(MANAGER), case.ids["conference"], case.ids["child"], {"how": "not_shown", "words": None}
        )
    with pytest.raises(AnswersNotUnderstood):
        first_look.note_look(case.as_(MANAGER), case.ids["conference"], case.ids[AUNT], {"how": "paper"})
    with pytest.raises(NotAllowed):
        first_look.looked(case.as_(AUNT), case.ids["conference"])
    shown_to_everyone_of_the_family(case)
    publish(case)
    looks = {one.person_id: (one.how, one.words, one.entered_by) for one in kept(case, FirstLook)}
    assert looks == {
        case.ids[MOTHER]: ("tap", None, MOTHER),
        case.ids["child"]: ("not_shown", "She is two years old.", MANAGER),
    }
    assert [one.not_first for one in kept(case, Publishing)] == [()]


def test_a_request_is_kept_with_who_answered_with_a_reason_and_told_back(case: Casework) -> None:
    asked = {"kind": "differently", "topic": case.ids["topic"], "words": "Please not in front of June."}
    made = first_look.ask_change(case.as_(MOTHER), case.ids["conference"], asked)
    assert sent(case, "agenda_request") == [MANAGER]
    assert f"request:{made}" in gaps(case)
    assert [one.person_id for one in kept(case, FirstLook)] == [case.ids[MOTHER]], "she has seen it"
    with pytest.raises(NotAllowed):
        first_look.answer_request(case.as_(MOTHER), made, True, "Yes.", 1)
    told = first_look.answer_request(case.as_(MANAGER), made, False, "The judge asks for it.", 1)
    assert (told, sent(case, "request_answered")) == ("dm", [MOTHER])
    assert f"request:{made}" not in gaps(case)
    [answered] = kept(case, AgendaRequest)
    assert (answered.done, answered.answer, answered.answered_by) == (
        False,
        "The judge asks for it.",
        MANAGER,
    )
    this = case.ids["conference"]
    assert first_look.requests_of(case.as_(MOTHER), this) == (answered,)
    publish(case, "It is late.")
    assert first_look.requests_of(case.as_(AUNT), this) == ()
    assert looking.whole_record(case.as_(MOTHER), case.ids["case"]).agenda_requests == ()
    for_child = {"kind": "move", "words": "First, please."}
    made = first_look.note_request(case.as_(MANAGER), this, case.ids["child"], for_child)
    assert first_look.answer_request(case.as_(MANAGER), made, True, "It is first now.", 1) == "staff"


@pytest.mark.requirement("T-12")
def test_every_member_has_the_agenda_or_a_reason_and_a_late_change_is_flagged(case: Casework) -> None:
    def states() -> dict[str, str]:
        found = receipts(case.as_(MANAGER), case.ids["conference"])
        return {one.person.id: one.state for one in found}

    shown_to_everyone_of_the_family(case)
    publish(case)
    assert set(states().values()) == {"not_yet"}
    for who in (MOTHER, AUNT, MANAGER):
        agenda_seen.seen(case.as_(who), case.ids["conference"])
    with pytest.raises(AnswersNotUnderstood):
        agenda_seen.seen(case.as_(MANAGER), case.ids["conference"], case.ids["child"], "without")
    why = "She is two years old."
    agenda_seen.seen(case.as_(MANAGER), case.ids["conference"], case.ids["child"], "without", why)
    assert sorted(states().values()) == ["has_it", "has_it", "has_it", "without"]
    assert gaps(case) == set()
    own_topics.add(case.as_(AUNT), case.ids["conference"], {"words": "Summer"})
    agenda.retime_topic(case.as_(MANAGER), case.ids["topic"], 5)
    assert states()[case.ids[MOTHER]] == "changed"
    assert {f"saw_another:{case.ids[MOTHER]}", f"changed_since:{case.ids['conference']}"} <= gaps(case)
    agenda_seen.seen(case.as_(MOTHER), case.ids["conference"])
    assert states()[case.ids[MOTHER]] == "has_it"
    assert len([one for one in kept(case, AgendaSeen) if one.person_id == case.ids[MOTHER]]) == 1


def test_whoever_saw_it_is_told_once_of_all_late_changes_and_not_at_night(case: Casework) -> None:
    shown_to_everyone_of_the_family(case)
    publish(case)
    agenda_seen.seen(case.as_(MOTHER), case.ids["conference"])
    case.clock.moment = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
    for _ in range(3):
        agenda.retime_topic(case.as_(MANAGER), case.ids["topic"], 5)
    with case.reading() as work:
        [row] = work.find(Outgoing, message="agenda_changed")
    assert (row.to, row.due_at) == (MOTHER, datetime(2026, 3, 3, 14, 0, tzinfo=UTC)), "in the morning"
    assert _says(case, row) == "Composed"
    agenda_seen.seen(case.as_(MOTHER), case.ids["conference"])
    assert _says(case, row) == "Drop", "she has seen it as it is"
    case.clock.moment += timedelta(hours=12)
    agenda.retime_topic(case.as_(MANAGER), case.ids["topic"], 5)
    publish(case)
    assert sent(case, "agenda_changed") == [MOTHER, MOTHER]
    assert sent(case, "agenda") == sorted([MOTHER, *2 * [AUNT, MANAGER]]), "she hears that it changed instead"


def _says(case: Casework, row: Outgoing) -> str:
    compose = to_reader(case.agency, Words(), "agenda.look", changed)
    with case.reading() as work:
        return type(compose(work, row)).__name__
