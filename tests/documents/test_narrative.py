"""The narrative holds what the system of record asks for, and says that it was not entered there yet."""

from dataclasses import replace
from datetime import date

import pytest
from rich.markdown import Markdown

from bot.documents.narrative import narrative_md
from bot.documents.words import words
from bot.domain.case import NARRATIVE_ENTERED, CaseEvent
from tests.builders import bare_record, sample, sample_record
from tests.documents.plans import plan_of, worked_example

WORDS = words("en", "en-US")


def narrative(practice: bool = False) -> str:
    return narrative_md(*worked_example(), WORDS, practice=practice).body.decode()


def test_category_people_decisions_dissent_and_dates_are_in_it() -> None:
    text, facts = narrative(), sample()
    assert text.startswith("# Narrative: Case planning\n")
    assert "Ruth Ellison" in text
    assert "Sick on the day" in text
    for task in facts["tasks"]:
        assert task["text"] in text
        assert task["done_when"] in text
    assert "“I want June to live with me now. Once a week is not enough.”" in text
    assert "Next planning conference: Friday, September 4, 2026" in text
    assert text.endswith("Entered in the system of record: not yet.\n")


@pytest.mark.parametrize(
    ("profile_id", "category", "confirmed"),
    [("us-ct", "Permanency teaming", True), ("au-vic", "Case plan", False)],
)
def test_the_category_is_the_profiles_and_says_where_nobody_confirmed_it(
    profile_id: str, category: str, confirmed: bool
) -> None:
    text = narrative_md(*plan_of(sample_record(), profile_id), WORDS).body.decode()
    assert text.startswith(f"# Narrative: {category}\n")
    assert ("This kind of entry is not confirmed by your agency." in text) is not confirmed


@pytest.mark.requirement("T-19")
def test_it_says_since_when_it_stands_in_the_system_of_record_and_who_says_so() -> None:
    """Until then it says by which day, if the profile has one; an entry before the meeting is of another."""
    record = sample_record()
    before = CaseEvent(
        workspace_id="T1",
        id="e9",
        case_id=record.case.id,
        name=NARRATIVE_ENTERED,
        on=date(2026, 3, 10),
        recorded_by="U_supervisor",
    )
    held = replace(record, events=(*record.events, before))
    assert "system of record: not yet." in narrative_md(*plan_of(held), WORDS).body.decode()
    done = replace(held, events=(*held.events, replace(before, id="e10", on=date(2026, 3, 20))))
    said, told = plan_of(done)
    text = narrative_md(said, told, WORDS).body.decode()
    assert text.endswith("Entered in the system of record by Nell Brandt on Friday, March 20, 2026.\n")
    # What staff did with the narrative changes no plan, and is no date of the family's.
    assert said == plan_of(record)[0]
    due = {
        **told["due_dates"][0],
        "clock": "narrative_entry",
        "due": "2026-03-23",
        "done_by": [NARRATIVE_ENTERED],
    }
    late = told | {"narrative_entered": None, "due_dates": [due]}
    text = narrative_md(said, late, WORDS).body.decode()
    assert text.endswith("not yet. It is due by Monday, March 23, 2026.\n")
    assert "Monday, March 23, 2026" not in text.replace("due by Monday, March 23, 2026", "")


def test_who_does_not_agree_with_the_goal_is_named_with_the_child() -> None:
    assert "Marcus Harlow (Father): Disagrees (The goal, Juniper 'June' Reyes)" in narrative()


def test_no_dissent_is_said_only_when_there_is_none() -> None:
    said = "Nobody recorded that they do not agree."
    assert said not in narrative()
    quiet = replace(sample_record(), views=(), goal_views=())
    assert said in narrative_md(*plan_of(quiet), WORDS).body.decode()


def test_words_with_line_breaks_stay_one_item() -> None:
    record = sample_record()
    odd = replace(record.strengths[0], text="one\n# two\n- three")
    text = narrative_md(*plan_of(replace(record, strengths=(odd,))), WORDS).body.decode()
    assert "- one # two - three (Said by Gail Okafor)" in text


MARKUP = "#strong[x] *b* _i_ `c` <!-- {{ title }} &amp; [a](http://x) ![i](http://x) \\* ~~s~~ 5 > 4, a_b"


def test_no_name_is_read_as_markup_and_each_is_there_to_the_letter() -> None:
    record = sample_record()
    [child] = record.children
    odd = replace(record, children=(replace(child, name=MARKUP),))
    text = narrative_md(*plan_of(odd), WORDS).body.decode()
    page = Markdown(text).parsed
    inline = [inner for block in page for inner in block.children or ()]
    assert {inner.type for inner in inline} <= {"text", "text_special"}
    headings = ["".join(inner.content for inner in block.children or ()) for block in page if block.children]
    assert f"{MARKUP}: in their own words" in headings


@pytest.mark.parametrize("beginning", ["# ", "- ", "+ ", "1. ", "12) ", "> ", "=== "])
def test_a_line_that_begins_like_a_list_is_a_line(beginning: str) -> None:
    record = sample_record()
    odd = replace(record.strengths[0], text=f"{beginning}words", said_by=None)
    text = narrative_md(*plan_of(replace(record, strengths=(odd,))), WORDS).body.decode()
    blocks = Markdown(text).parsed
    assert f"{beginning}words" in [
        block.content.replace("\\", "") for block in blocks if block.type == "inline"
    ]
    assert not {"ordered_list_open", "blockquote_open"} & {block.type for block in blocks}


def test_signs_that_turn_other_peoples_words_round_are_left_out() -> None:
    record = sample_record()
    odd = replace(record.strengths[0], text="one \u202etwo\u2066")
    text = narrative_md(*plan_of(replace(record, strengths=(odd,))), WORDS).body.decode()
    assert "- one two (Said by Gail Okafor)" in text


def test_practice_says_so_and_a_family_of_which_nothing_is_known_has_one() -> None:
    assert "PRACTICE" in narrative(practice=True)
    assert "PRACTICE" not in narrative()
    assert narrative_md(*plan_of(bare_record()), WORDS).body
