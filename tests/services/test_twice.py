"""The same delivery twice, two clicks, two people at once: all is there once, and nobody is told twice."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from typing import Any

import pytest

from bot.domain.closing import Acknowledgement, MadePaper, PlanVersion
from bot.domain.conference import Attendance, Conference, ConferenceState, Invitation
from bot.domain.delivery import Answer, Outgoing
from bot.domain.errors import AlreadyDone, PlanningError, SomeoneElseChangedThis
from bot.domain.kept import Kept
from bot.domain.people import Person
from bot.domain.plan import Need, Strength
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.services.acting import Acting
from bot.services.agenda import agenda, publishing
from bot.services.calling import scheduling
from bot.services.entries import by_command, capture
from bot.services.meeting import holding
from bot.services.people import team
from bot.services.plan import closing, look_once_more, papers, sealing
from bot.services.preparing import guided, private
from bot.storage import Storage, open_storage
from bot.storage.tables import TABLES
from tests.postgres import drop_database, make_database
from tests.services.casework import CHANNEL, MANAGER, TEAM, ZONE, Casework, Clock, opened, with_everybody
from tests.sqlite import make_database as make_sqlite

LEADER = "U0FACILITATOR"
MEETING = {"kind": "case_planning_conference", "date": date(2026, 4, 20), "after_due": True, "zone": ZONE}
MEETING |= {"start": time(10), "end": time(11)}
Deed = Callable[[Acting, dict[str, str]], object]


@pytest.fixture(params=["sqlite", "postgresql"])
def storage(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[Storage]:
    """An empty record of each kind."""
    url = make_database() if request.param == "postgresql" else make_sqlite(tmp_path)
    opened_one = open_storage(url, bytes(range(32)), Clock())
    yield opened_one
    opened_one.close()
    if request.param == "postgresql":
        drop_database(url)


@pytest.fixture(scope="module")
def casework(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """One full case to which things are done twice."""
    clock = Clock()
    opened_one = open_storage(make_sqlite(tmp_path_factory.mktemp("twice")), bytes(range(32)), clock)
    yield with_everybody(opened_one, clock)
    opened_one.close()


def everything(made: Casework) -> dict[str, int]:
    """How many rows of each kind there are."""
    with made.reading() as work:
        return {kind.__name__: len(work.find(kind)) for kind in TABLES}


DEEDS: dict[str, Deed] = {
    "schedule": lambda me, ids: scheduling.schedule(me, ids["case"], MEETING),
    "attend": lambda me, ids: holding.attend(
        me, ids["conference"], {"person_id": ids["U0AUNT"], "how": "phone"}
    ),
    "add": lambda me, ids: capture.add(me, ids["case"], "need", {"text": "Sleep"}),
    "person": lambda me, ids: team.add_person(me, ids["case"], {"name": "Kim", "role": "casa"}),
    "note": lambda me, ids: private.record_private_note(
        me, ids["case"], {"on": date(2026, 3, 2), "words": "called"}
    ),
    "acknowledge": lambda me, ids: closing.acknowledge(me, ids["version"], {"answer": "in_part"}),
    "paper": lambda me, ids: papers.ask_for(me, ids["case"], "record.json"),
}


@pytest.mark.parametrize("name", DEEDS)
def test_the_same_delivery_twice_changes_nothing_the_second_time(casework: Casework, name: str) -> None:
    acting = casework.as_(MANAGER)
    DEEDS[name](acting, casework.ids)
    before = everything(casework)
    with pytest.raises(AlreadyDone):
        DEEDS[name](acting, casework.ids)
    assert everything(casework) == before


def test_a_refused_delivery_may_come_again(casework: Casework) -> None:
    acting = casework.as_(MANAGER)
    with pytest.raises(PlanningError):
        capture.add(acting, casework.ids["case"], "need", {"text": "Sleep", "said_by": "nobody"})
    assert capture.add(acting, casework.ids["case"], "need", {"text": "Sleep"}).stands


def test_the_same_words_typed_again_are_recorded_once(casework: Casework) -> None:
    """Slack gives a command that is typed again a key of its own: its person got no answer."""
    first = by_command.add_in(casework.as_(MANAGER), CHANNEL, "strength", "He calls each night")
    again = by_command.add_in(casework.as_(MANAGER), CHANNEL, "strength", "He calls each night")
    assert (first.already, again.already) == (False, True)
    assert again.entry == first.entry
    assert first.sealed, "the plan is sealed: who typed it hears that it comes with the next version"
    others = [
        by_command.add_in(casework.as_(MANAGER), CHANNEL, "need", "He calls each night"),
        by_command.add_in(casework.as_(MANAGER), CHANNEL, "strength", "He calls each  night"),
        by_command.add_in(casework.as_(LEADER), CHANNEL, "strength", "He calls each night"),
    ]
    assert not any(typed.already for typed in others), "another kind, other words, another person"
    capture.withdraw(casework.as_(MANAGER), "strength", first.entry.id, "a slip")
    assert not by_command.add_in(casework.as_(MANAGER), CHANNEL, "strength", "He calls each night").already


def test_a_paper_asked_for_again_before_it_came_comes_once(storage: Storage) -> None:
    made = made_with_omar(storage)
    for _ in range(2):
        papers.ask_for(made.as_(MANAGER), made.ids["case"], "record.json")
    assert waiting(made, "file:record.json") == 1
    papers.ask_for(made.as_(LEADER), made.ids["case"], "record.json")
    assert waiting(made, "file:record.json") == 2
    assert disclosed(made, "disclosure.asked") == 2


def test_a_paper_made_anew_for_the_same_request_is_given_once(storage: Storage) -> None:
    made = made_with_omar(storage)
    for sha256 in ("a" * 64, "a" * 64, "b" * 64):
        papers.note_made(made.as_(MANAGER), made.ids["case"], "record.json", sha256, "request")
    with made.reading() as work:
        assert [one.sha256[0] for one in work.find(MadePaper)] == ["a", "b"]
    assert disclosed(made, "disclosure.file") == 1
    papers.note_made(made.as_(MANAGER), made.ids["case"], "record.json", "b" * 64, "another request")
    assert disclosed(made, "disclosure.file") == 2


def disclosed(made: Casework, action: str) -> int:
    """How many lines of the case's chain say so."""
    lines = made.storage.audit_lines(TEAM, made.ids["case"])
    return sum(json.loads(line)["entry"]["action"] == action for line in lines)


def planned(made: Casework, **changes: Any) -> str:
    return scheduling.schedule(made.as_(MANAGER), made.ids["case"], {**MEETING, **changes})


def waiting(made: Casework, message: str) -> int:
    with made.reading() as work:
        return len(work.find(Outgoing, message=message))


def made_with_omar(storage: Storage) -> Casework:
    made = opened(storage, Clock())
    facts = {"name": "Omar Haddad", "role": "facilitator", "slack_user": LEADER}
    made.ids[LEADER] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    mother = {"name": "Dana Reyes", "role": "mother", "slack_user": "U0MOTHER"}
    made.ids["U0MOTHER"] = team.add_person(made.as_(MANAGER), made.ids["case"], mother)
    return made


def test_each_move_is_told_once_also_back_to_where_it_was(storage: Storage) -> None:
    made = made_with_omar(storage)
    conference = planned(made)
    scheduling.reply(made.as_("U0MOTHER"), conference, "yes")
    for version, hour in enumerate((14, 10, 14), start=1):
        values = {**MEETING, "start": time(hour), "end": time(hour + 1)}
        scheduling.move(made.as_(MANAGER), conference, values, version)
        with pytest.raises(SomeoneElseChangedThis):
            scheduling.move(made.as_(MANAGER), conference, values, version)
    with made.reading() as work:
        replies = [one.reply for one in work.find(Invitation, conference_id=conference)]
        told = [one.to for one in work.find(Outgoing, message="conference_moved")]
    assert sorted(told) == sorted([LEADER, MANAGER, "U0MOTHER"] * 3)
    assert replies == [None, None], "a yes to another time is none to this one"


def test_an_agenda_goes_out_again_only_when_it_changed(storage: Storage) -> None:
    made = made_with_omar(storage)
    conference = planned(made)
    first = agenda.add_topic(made.as_(MANAGER), conference, {"words": "School"})
    agenda.add_topic(made.as_(MANAGER), conference, {"words": "Visits"})
    publishing.publish(made.as_(MANAGER), conference, "They saw it on paper.")
    publishing.publish(made.as_(MANAGER), conference, "They saw it on paper.")
    assert waiting(made, "agenda") == 3
    with made.reading() as work:
        assert work.get(Conference, conference).version == 2, "it was sent once, at one moment"
    agenda.arrange_topic(made.as_(MANAGER), first, {"words": "School and bus"}, 1)
    publishing.publish(made.as_(MANAGER), conference, "They saw it on paper.")
    assert waiting(made, "agenda") == 6


def test_only_one_conference_of_a_case_runs(storage: Storage) -> None:
    made = made_with_omar(storage)
    first, second = planned(made), planned(made, date=date(2026, 5, 20))
    outcomes = at_once(made, lambda me, ids, each: holding.start(me, each), [first, second])
    assert sorted(outcomes) == ["", "another_runs"]
    with made.reading() as work:
        assert len(work.find(Conference, state=ConferenceState.OPEN)) == 1
    running = first if outcomes[0] == "" else second
    holding.start(made.as_(LEADER), running)
    holding.end(made.as_(LEADER), running)
    holding.end(made.as_(LEADER), running)
    holding.start(made.as_(LEADER), second if running == first else first)
    with pytest.raises(PlanningError, match="another_runs"):
        holding.reopen(made.as_(LEADER), running)


def test_one_slack_user_is_one_person_also_when_two_add_them_at_once(storage: Storage) -> None:
    made = made_with_omar(storage)
    facts = {"name": "Kim Roe", "role": "casa", "slack_user": "U0KIM"}
    outcomes = at_once(made, lambda me, ids, each: team.add_person(me, ids["case"], facts), range(4))
    assert outcomes.count("") == 1
    assert count(made, Person, slack_user="U0KIM") == 1


def test_each_fact_of_a_person_is_there_once_when_many_enter_it_at_once(storage: Storage) -> None:
    made = made_with_omar(storage)
    conference = planned(made)
    holding.start(made.as_(LEADER), conference)
    person = made.ids["U0MOTHER"]
    outcomes = at_once(
        made,
        lambda me, ids, how: holding.attend(me, conference, {"person_id": person, "how": how}),
        ["in_person", "phone", "video", "part"],
    )
    assert outcomes == [""] * 4
    assert count(made, Attendance, person_id=person) == 1


def test_a_plan_is_sealed_once_however_many_press_the_button(storage: Storage) -> None:
    made = with_everybody(storage, _of(storage))
    strength = made.ids["strength U0MOTHER"]
    capture.correct(made.as_(LEADER), "strength", strength, {"text": "Said better"}, 1)
    seen = look_once_more.look(made.as_(LEADER), made.ids["case"], look_once_more.NOW).fingerprint
    look_once_more.answer(made.as_(LEADER), made.ids["case"], look_once_more.NOW, seen, left_out=True)
    outcomes = at_once(made, lambda me, ids, each: sealing.seal(me, ids["conference"], "a slip"), range(4))
    assert outcomes == [""] * 4
    with made.reading() as work:
        assert [one.number for one in work.find(PlanVersion)] == [1, 2]
        asked = [one for one in work.find(Outgoing, message="ask_acknowledgement") if one.to == "U0MOTHER"]
    assert len(asked) == 2, "once about each version"
    with pytest.raises(PlanningError, match="newer_version"):
        closing.acknowledge(made.as_("U0AUNT"), made.ids["version"], {"answer": "yes"})
    assert count(made, Acknowledgement, person_id=made.ids["U0AUNT"]) == 0


def test_of_two_who_change_one_entry_the_second_is_told(storage: Storage) -> None:
    made = made_with_omar(storage)
    need = capture.add(made.as_(LEADER), made.ids["case"], "need", {"text": "Sleep"})
    outcomes = at_once(
        made,
        lambda me, ids, words: capture.correct(me, "need", need.id, {"text": words}, 1),
        ["Sleep at night", "Sleep at home"],
    )
    assert sorted(outcomes) == ["", "needs"]
    with made.reading() as work:
        kept = work.get(Need, need.id)
        assert kept.text == ("Sleep at night" if outcomes[0] == "" else "Sleep at home")
        assert [older.text for older, *_ in work.history(need.id)] == ["Sleep"]


def test_whoever_stops_after_one_topic_is_asked_nothing_more(storage: Storage) -> None:
    made = made_with_omar(storage)
    conference = planned(made)
    guided.answer_topic(made.as_("U0MOTHER"), conference, "topic", "School")
    guided.stop(made.as_("U0MOTHER"), AGENDA_TOPICS, conference)
    with made.reading() as work:
        assert {one.step for one in work.find(Answer)} == {"topic", "minutes", "author_shown", "topic_2"}


def test_undo_twice_is_undo_once(storage: Storage) -> None:
    made = made_with_omar(storage)
    kept = capture.add(made.as_(LEADER), made.ids["case"], "strength", {"text": "Singing"})
    for _ in range(2):
        assert not capture.withdraw(made.as_(LEADER), "strength", kept.id, "undone").stands
    for _ in range(2):
        assert capture.bring_back(made.as_(LEADER), "strength", kept.id).stands
    assert count(made, Strength) == 1


def count(made: Casework, kind: type[Kept], **equals: object) -> int:
    with made.reading() as work:
        return len(work.find(kind, **equals))


def at_once(made: Casework, deed: Callable[[Acting, dict[str, str], Any], object], values: Any) -> list[str]:
    """The same deed by many at the same moment; of each, nothing or the problem that it met."""

    def one(acting: Acting, value: Any) -> str:
        try:
            deed(acting, made.ids, value)
        except PlanningError as refused:
            return refused.problem
        return ""

    everyone = [(made.as_(LEADER), value) for value in values]
    with ThreadPoolExecutor(len(everyone)) as pool:
        return list(pool.map(lambda pair: one(*pair), everyone))


def _of(storage: Storage) -> Clock:
    """The clock that the storage itself looks at."""
    clock = storage.units.clock
    assert isinstance(clock, Clock)
    return clock
