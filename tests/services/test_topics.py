"""Topics: whose they are as their author wishes, how they change places, what comes late, what is merged."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain.conference import Topic
from bot.domain.errors import AnswersNotUnderstood, NotAllowed, NotNow
from bot.services.agenda import agenda, carrying, late_topics, own_topics, publishing
from bot.services.agenda.agenda_paper import agenda_material
from bot.services.calling import scheduling
from bot.services.meeting import holding
from bot.services.people import team
from bot.services.plan.plan import Json
from bot.services.preparing import guided
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import MANAGER, ZONE, Casework, Clock, opened
from tests.sqlite import make_database as make_sqlite

MEETING = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(16, 0)}
MOTHER, AUNT, FATHER = "U0MOTHER", "U0AUNT", "U0FATHER"


@pytest.fixture(params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casework]:
    """A mother and an aunt with Slack, the father of another child, and a planned conference."""
    url = make_sqlite(tmp_path) if request.param == "sqlite" else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    first = (made.ids["first"],)
    for user, role, facts in (
        (MOTHER, "mother", {"parent_of": first}),
        (AUNT, "relative_support", {"family_said_yes": True}),
        (FATHER, "father", {"parent_of": ()}),
    ):
        values = {"name": f"Name of {user}", "role": role, "slack_user": user, **facts}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], values)
    made.ids["conference"] = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    yield made
    storage.close()
    if request.param == "postgresql":
        drop_database(url)


def named(case: Casework, who: str, words: str, **values: Any) -> str:
    return own_topics.add(case.as_(who), case.ids["conference"], {"words": words, **values})


def topic(case: Casework, topic_id: str) -> Topic:
    with case.reading() as work:
        return work.get(Topic, topic_id)


def seen(case: Casework, who: str) -> dict[str, Topic]:
    record = looking.whole_record(case.as_(who), case.ids["case"], "agenda.look")
    return {one.words: one for one in record.topics}


def order(case: Casework) -> list[str]:
    record = looking.whole_record(case.as_(MANAGER), case.ids["case"])
    return [one.words for one in agenda.in_order(record.topics)]


def on_paper(case: Casework, who: str, of: str = "") -> Json:
    with case.as_(who).looking("paper.agenda", case.ids["case"]) as on:
        return agenda_material(on, on.person(case.ids[of]) if of else None)


def test_whose_topic_it_is_only_its_author_and_who_leads_read_where_they_wish_so(case: Casework) -> None:
    mine = named(case, MOTHER, "Nights", author_shown=False)
    assert seen(case, AUNT)["Nights"].from_person is None
    assert seen(case, MOTHER)["Nights"].from_person == case.ids[MOTHER]
    assert seen(case, MANAGER)["Nights"].from_person == case.ids[MOTHER]
    publishing.publish(case.as_(MANAGER), case.ids["conference"], "They saw it on paper.")
    for who in (MANAGER, MOTHER, AUNT):
        assert case.ids[MOTHER] not in str(on_paper(case, who)["topics"]), "a paper lies on a table"
    own_topics.change(case.as_(MOTHER), mine, {"words": "Nights", "author_shown": True}, 1)
    assert seen(case, AUNT)["Nights"].from_person == case.ids[MOTHER]


def test_the_talk_asks_for_each_topic_whether_others_read_whose_it_is(case: Casework) -> None:
    for step, value in (("topic", "Nights"), ("minutes", 10), ("author_shown", False), ("topic_2", "School")):
        guided.answer_topic(case.as_(MOTHER), case.ids["conference"], step, value)
    guided.answer_topic(case.as_(MOTHER), case.ids["conference"], "minutes_2", 5)
    guided.answer_topic(case.as_(MOTHER), case.ids["conference"], "author_shown_2", None)
    nights, school = own_topics.named(case.as_(MOTHER), case.ids["conference"])
    assert (nights.author_shown, nights.wish_minutes, nights.minutes) == (False, 10, 10)
    assert (school.author_shown, school.wish_minutes) == (True, 5)


def test_a_wish_for_time_stays_beside_the_time_that_who_leads_gives(case: Casework) -> None:
    mine = named(case, MOTHER, "Nights", minutes=20)
    for step, minutes in ((-5, 15), (-5, 10), (5, 15)):
        agenda.retime_topic(case.as_(MANAGER), mine, step)
        assert topic(case, mine).minutes == minutes
    version = topic(case, mine).version
    own_topics.change(case.as_(MOTHER), mine, {"words": "Nights", "minutes": 30}, version)
    assert (topic(case, mine).wish_minutes, topic(case, mine).minutes) == (30, 15)
    with pytest.raises(NotAllowed):
        agenda.retime_topic(case.as_(MOTHER), mine, 5)


def test_a_third_topic_of_one_person_is_kept_for_the_time_that_is_left(case: Casework) -> None:
    topics = [topic(case, named(case, MOTHER, words)) for words in ("One", "Two", "Three")]
    assert [(one.if_time, one.late) for one in topics] == [(False, False), (False, False), (True, False)]
    named(case, AUNT, "Hers")
    assert order(case) == ["One", "Two", "Hers", "Three"]
    agenda.move_topic(case.as_(MANAGER), topics[2].id, -1)
    assert order(case)[-1] == "Three", "it does not pass those that have their place"


def test_what_comes_after_the_agenda_went_out_waits_until_who_leads_and_the_family_say_yes(
    case: Casework,
) -> None:
    named(case, AUNT, "School", minutes=25)
    publishing.publish(case.as_(MANAGER), case.ids["conference"], "They saw it on paper.")
    late = named(case, AUNT, "Summer", minutes=25)
    by_leader = agenda.add_topic(case.as_(MANAGER), case.ids["conference"], {"words": "Bus"})
    assert (topic(case, late).late, topic(case, late).if_time) == (True, True)
    assert topic(case, by_leader).if_time
    assert agenda.fit(case.as_(MANAGER), case.ids["conference"]) == {"minutes": 25, "planned": 30}
    with pytest.raises(AnswersNotUnderstood) as refused:
        late_topics.let_in(case.as_(MANAGER), late, [case.ids[AUNT]])
    assert refused.value.problems == {"family_yes": "not_of_family"}
    with pytest.raises(NotAllowed):
        late_topics.let_in(case.as_(MOTHER), late, [case.ids[MOTHER]])
    late_topics.let_in(case.as_(MANAGER), late, [case.ids[MOTHER]])
    kept = topic(case, late)
    assert (kept.if_time, kept.late, kept.family_yes, kept.let_in_by) == (
        *(False, True),
        *((case.ids[MOTHER],), MANAGER),
    )
    assert agenda.fit(case.as_(MANAGER), case.ids["conference"])["minutes"] == 50
    with pytest.raises(NotNow):
        late_topics.let_in(case.as_(MANAGER), late, [case.ids[MOTHER]])


def test_merged_topics_keep_both_authors_and_both_wordings_for_whoever_may_see_them(case: Casework) -> None:
    theirs, mine = named(case, FATHER, "Weekends"), named(case, MOTHER, "Nights")
    values = {"how": "merged", "into": theirs, "why": "Both are about who is there."}
    assert agenda.set_topic_aside(case.as_(MANAGER), mine, values, 1) == "dm"
    whole = on_paper(case, MANAGER)["topics"]
    assert [one["topic"] for one in whole] == ["Weekends + Nights"]
    # The other father's topic is nothing that she sees; hers is not lost behind it.
    assert [one["topic"] for one in on_paper(case, MOTHER)["topics"]] == ["Nights"]
    assert [one["topic"] for one in on_paper(case, FATHER)["topics"]] == ["Weekends"]


@pytest.mark.requirement("K-26")
def test_a_copy_for_somebody_holds_what_they_may_see_and_whose_it_is(case: Casework) -> None:
    named(case, FATHER, "Weekends")
    named(case, MOTHER, "Nights")
    for who in (MOTHER, FATHER):
        copy, own = on_paper(case, MANAGER, of=who), on_paper(case, who)
        assert copy["topics"] == own["topics"]
        assert len(copy["topics"]) == 1
        assert (copy["of"], own["of"]) == (case.ids[who], None)
        assert not copy["of_who_leads"]
    assert len(on_paper(case, MANAGER)["topics"]) == 2
    assert on_paper(case, MANAGER)["of_who_leads"]


def test_a_topic_settled_beforehand_says_what_was_settled_and_by_whom_and_can_come_back(
    case: Casework,
) -> None:
    mine = named(case, MOTHER, "A ride to school")
    values = {"how": "settled", "what_was_settled": "The aunt drives.", "settled_by": case.ids[AUNT]}
    assert agenda.set_topic_aside(case.as_(MANAGER), mine, values, 1) == "dm"
    told = seen(case, MOTHER)["A ride to school"]
    assert (told.aside, told.what_was_settled, told.settled_by) == (
        *("settled", "The aunt drives."),
        case.ids[AUNT],
    )
    assert order(case) == []
    agenda.put_topic_back(case.as_(MANAGER), mine)
    back = topic(case, mine)
    assert (back.stands, back.what_was_settled, back.settled_by) == (True, None, None)
    with case.reading() as work:
        changes = [(one.aside, who) for one, who, _, _ in work.history(mine) if isinstance(one, Topic)]
    assert changes == [("", MANAGER), ("settled", MANAGER)], "who changed it, and what it was before"


def test_a_longer_agenda_than_the_meeting_is_counted_by_what_has_its_place(case: Casework) -> None:
    for words in ("One", "Two", "Three"):
        named(case, MOTHER, words, minutes=20)
    assert agenda.fit(case.as_(MANAGER), case.ids["conference"]) == {"minutes": 40, "planned": 30}


def test_what_was_left_open_comes_to_the_next_agenda_once_with_its_author_and_its_history(
    case: Casework,
) -> None:
    kept = {words: named(case, MOTHER, words, author_shown=False) for words in ("Nights", "School", "Summer")}
    aside = {"how": "parked", "why": "We need more time."}
    agenda.set_topic_aside(case.as_(MANAGER), kept["Nights"], aside, 1)
    case.clock.moment = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)
    holding.start(case.as_(MANAGER), case.ids["conference"])
    holding.end(case.as_(MANAGER), case.ids["conference"])
    values = {**MEETING, "date": date(2026, 4, 20), "after_due": True}
    following = scheduling.schedule(case.as_(MANAGER), case.ids["case"], values)
    assert carrying.any_left(case.as_(MANAGER), following)
    # Of the three the third had waited for time that was left.
    assert carrying.carry_over(case.as_(MANAGER), following) == 2
    assert carrying.carry_over(case.as_(MANAGER), following) == 0
    with case.reading() as work:
        came = {one.words: one for one in work.find(Topic, conference_id=following)}
    assert set(came) == {"Nights", "Summer"}
    nights = came["Nights"]
    assert (nights.carried_from, nights.from_person, nights.author_shown, nights.stands) == (
        *(kept["Nights"], case.ids[MOTHER]),
        *(False, True),
    )
    before = topic(case, kept["Nights"])
    assert (before.parked, before.why_aside) == (True, "We need more time.")


def test_nothing_comes_over_to_somebody_who_was_left_out_when_it_was_named(case: Casework) -> None:
    values = {**MEETING, "date": date(2026, 3, 17), "left_out": [case.ids[FATHER]], "why_left_out": "A wish"}
    alone = scheduling.schedule(case.as_(MANAGER), case.ids["case"], values)
    parked = agenda.add_topic(case.as_(MANAGER), alone, {"words": "Nights"})
    agenda.set_topic_aside(case.as_(MANAGER), parked, {"how": "parked", "why": "Later."}, 1)
    case.clock.moment = datetime(2026, 3, 17, 20, 30, tzinfo=UTC)
    holding.start(case.as_(MANAGER), alone)
    holding.end(case.as_(MANAGER), alone)
    assert not carrying.any_left(case.as_(MANAGER), case.ids["conference"]), "he is asked to that one"
