"""What is said, as it was said: whose words, who passed them on, when; notes; plainer words beside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.errors import AnswersNotUnderstood, NotAllowed, SomeoneElseChangedThis
from bot.domain.notes import Note
from bot.domain.plan import Strength
from bot.domain.record import CaseRecord
from bot.services.entries import capture, from_message
from bot.services.entries.older import older_selves
from bot.services.people import team
from bot.services.seeing import looking
from bot.storage import open_storage
from tests.postgres import drop_database, make_database
from tests.services.casework import CHANNEL, MANAGER, Casework, Clock, opened, with_everybody
from tests.sqlite import make_database as make_sqlite

LEADER, MOTHER, CARER = "U0FACILITATOR", "U0MOTHER", "U0CARER"
KINDS = tuple(capture.KINDS)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """One case for all: each test looks only at what it added."""
    sqlite = request.param == "sqlite"
    url = make_sqlite(tmp_path_factory.mktemp("capture")) if sqlite else make_database()
    storage = open_storage(url, bytes(range(32)), clock := Clock())
    yield with_everybody(storage, clock)
    storage.close()
    if not sqlite:
        drop_database(url)


def seen(case: Casework, user: str) -> CaseRecord:
    return looking.whole_record(case.as_(user), case.ids["case"])


def add(case: Casework, user: str, kind: str, **values: object) -> object:
    return capture.add(case.as_(user), case.ids["case"], kind, values)


def test_words_passed_on_name_the_speaker_and_who_told_them(case: Casework) -> None:
    mother, aunt = case.ids[MOTHER], case.ids["U0AUNT"]
    add(case, LEADER, "strength", text="I read to him.", said_by=mother, told_by=aunt)
    kept = seen(case, LEADER).strengths[-1]
    assert (kept.said_by, kept.told_by, kept.entered_by) == (mother, aunt, LEADER)
    add(case, LEADER, "strength", text="I cook.", said_by=mother, told_by=mother)
    assert seen(case, LEADER).strengths[-1].told_by is None, "who said it themself told us themself"


def test_a_plainer_wording_stands_beside_the_words_and_names_its_author(case: Casework) -> None:
    said = {"text": "My boy, he don't sleep none.", "said_by": case.ids[MOTHER]}
    need = add(case, LEADER, "need", **said, beside="He sleeps badly.")
    assert isinstance(need, capture.KINDS["need"])
    again = {**said, "beside": "He sleeps badly."}
    capture.correct(case.as_("U0MANAGER"), "need", need.id, {**again, "domain": "physical"}, need.version)
    kept = seen(case, LEADER).needs[-1]
    assert kept.text == said["text"]
    assert (kept.beside, kept.beside_by) == ("He sleeps badly.", case.ids[LEADER])
    with pytest.raises(NotAllowed):
        add(case, MOTHER, "need", text="Sleep", beside="Rest")


def test_a_note_is_read_by_whoever_reads_the_familys_words(case: Casework) -> None:
    add(case, MOTHER, "note", text="The cat is called Moss.")
    note = seen(case, LEADER).notes[-1]
    assert isinstance(note, Note)
    assert note.said_by == case.ids[MOTHER]
    assert seen(case, "U0AUNT").notes[-1:] == (note,)
    assert seen(case, CARER).notes == ()
    add(case, LEADER, "note", text="He hides food.", said_by=case.ids["U0CHILD"], keep_private=True)
    assert "He hides food." in [
        one.text for one in looking.whole_record(case.as_(LEADER), case.ids["case"], private=True).notes
    ]
    assert "He hides food." not in [one.text for one in seen(case, "U0AUNT").notes]


def test_what_is_entered_later_keeps_the_day_of_the_talk(case: Casework) -> None:
    earlier = case.clock.moment.date() - timedelta(days=3)
    kept = add(case, LEADER, "strength", text="He laughed.", talked_on=earlier)
    assert isinstance(kept, Strength)
    assert (kept.talked_on, kept.entered_at) == (earlier, case.clock.moment)
    with pytest.raises(AnswersNotUnderstood) as refused:
        add(case, LEADER, "strength", text="x", talked_on=case.clock.moment.date() + timedelta(days=2))
    assert refused.value.problems == {"talked_on": "date_in_future"}


def test_a_message_names_its_writer_if_they_are_of_the_case_and_nobody_else(case: Casework) -> None:
    at = datetime.fromisoformat("2026-03-01T03:00:00+00:00")

    def read(user: str, writer: str, text: str = "Tom &amp; I &lt;3") -> from_message.FromMessage:
        return from_message.read(case.as_(user), CHANNEL, text, (writer, at), KINDS)

    mine = read(MOTHER, MOTHER)
    assert (mine.words, mine.said_by) == ("Tom & I <3", case.ids[MOTHER])
    assert mine.written_on == date(2026, 2, 28), "the day it was where the case is"
    assert set(mine.kinds) == set(capture.ONES_OWN)
    assert read(LEADER, "U0NOBODYWEKNOW").said_by is None
    assert read(LEADER, MOTHER, f"Ask <@{MOTHER}> <!here>").words.endswith("@here")
    assert "<@" not in read(LEADER, MOTHER, f"Ask <@{MOTHER}>").words
    with pytest.raises(NotAllowed):
        read(MOTHER, LEADER)


def test_who_leads_no_more_changes_no_words_of_others_that_they_typed(tmp_path: Path) -> None:
    storage = open_storage(make_sqlite(tmp_path), bytes(range(32)), clock := Clock())
    made = opened(storage, clock)
    for user, role in ((LEADER, "facilitator"), (MOTHER, "mother")):
        facts = {"name": f"Name-of-{user}", "role": role, "slack_user": user}
        made.ids[user] = team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    said = {"text": "She reads to him", "said_by": made.ids[MOTHER]}
    kept = add(made, LEADER, "strength", **said)
    assert isinstance(kept, Strength)
    with made.as_(MANAGER).on_case("team.change", made.ids["case"]) as on:
        on.work.replace(replace(on.person(made.ids[LEADER]), role="relative_support"))
    with pytest.raises(NotAllowed):
        capture.correct(made.as_(LEADER), "strength", kept.id, {"text": "Nothing"}, kept.version)
    with pytest.raises(NotAllowed):
        capture.withdraw(made.as_(LEADER), "strength", kept.id, "no")
    with pytest.raises(NotAllowed):
        older_selves(made.as_(LEADER), "strength", kept.id)
    own = add(made, LEADER, "strength", text="He sings")
    assert isinstance(own, Strength)
    assert capture.withdraw(made.as_(LEADER), "strength", own.id, "Not so").withdrawn_why == "Not so"
    storage.close()


def test_the_undo_of_a_correction_brings_back_the_words_before_and_keeps_both(case: Casework) -> None:
    first = capture.add(case.as_(LEADER), case.ids["case"], "strength", {"text": "Dana reads to June."})
    second = capture.correct(case.as_(LEADER), "strength", first.id, {"text": "Dana sings."}, first.version)
    third = capture.correct(case.as_(LEADER), "strength", first.id, {"text": "Dana hums."}, second.version)
    back = capture.undo_change(case.as_(LEADER), "strength", first.id, third.version)
    assert isinstance(back, Strength)
    assert back.text == "Dana sings."
    assert back.stands, "the sentence is never lost with its correction"
    assert back in seen(case, LEADER).strengths, "what is told back is what is kept, with its version"
    _, older = older_selves(case.as_(LEADER), "strength", first.id)
    assert [one.entry.text for one in older if isinstance(one.entry, Strength)] == [
        "Dana reads to June.",
        "Dana sings.",
        "Dana hums.",
    ]
    with pytest.raises(SomeoneElseChangedThis):
        capture.undo_change(case.as_(LEADER), "strength", first.id, third.version)
    with pytest.raises(NotAllowed):
        capture.undo_change(case.as_(CARER), "strength", first.id, back.version)


def test_who_takes_out_and_puts_back_can_undo_that_too(case: Casework) -> None:
    made = capture.add(case.as_(LEADER), case.ids["case"], "strength", {"text": "June swims."})
    capture.withdraw(case.as_(LEADER), "strength", made.id, "slip")
    back = capture.bring_back(case.as_(LEADER), "strength", made.id)
    assert not capture.undo_change(case.as_(LEADER), "strength", made.id, back.version).stands
