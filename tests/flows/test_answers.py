"""What people give becomes values, or a named problem; nothing they typed is lost on the way."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import AnswersNotUnderstood
from bot.flows import FLOWS
from bot.flows.answers import PROBLEMS, problem_names, read, read_all, typed, zones
from bot.flows.conditions import answered
from bot.flows.flow import Check, Flow, Step
from bot.flows.typed_text import as_typed, one_line
from bot.flows.values import Option, dump, load, raw

FACTS = {"people": (Option("p1", "Dana"), Option("p2", "Marcus")), "goals": ("g1", "g2")}


def problem_of(step, given_value, facts=FACTS):
    with pytest.raises(AnswersNotUnderstood) as caught:
        read(step, given_value, facts)
    return caught.value.problems[step.name], caught.value.facts[step.name]


@pytest.mark.parametrize(
    ("step", "given_value", "value"),
    [
        (Step("a", "text"), "  June's\nletter \t here ", "June's letter here"),
        (Step("a", "long_text"), "one\r\ntwo\n", "one\ntwo"),
        (Step("a", "long_text"), "Tom & Ann &lt;3 &amp;", "Tom & Ann &lt;3 &amp;"),
        (Step("a", "choice", choices=("x", "y")), "y", "y"),
        (Step("a", "choice", choices_from="goals"), ["g2"], "g2"),
        (Step("a", "choices", choices=("x", "y", "z")), ["z", "x", "z"], ("z", "x")),
        (Step("a", "choices", choices=("x", "y")), "x", ("x",)),
        (Step("a", "person"), "p2", "p2"),
        (Step("a", "user"), "U0123ABC", "U0123ABC"),
        (Step("a", "users"), ["U0123ABC", "W999"], ("U0123ABC", "W999")),
        (Step("a", "date"), "2026-03-18", date(2026, 3, 18)),
        (Step("a", "time"), "15:30", time(15, 30)),
        (Step("a", "number"), " 12 ", 12),
        (Step("a", "number"), "٣", 3),
        (Step("a", "yes_no"), "no", False),
        (Step("a", "zone"), "America/Chicago", "America/Chicago"),
        (Step("a", "date", optional=True), None, None),
        (Step("a", "text", optional=True), " \n\u200b ", None),
        (Step("a", "choices", choices=("x",), optional=True), [], None),
    ],
)
def test_an_answer_becomes_a_value(step, given_value, value):
    assert read(step, given_value, FACTS) == value


@pytest.mark.parametrize(
    ("step", "given_value", "problem"),
    [
        (Step("a", "text"), "", "missing"),
        (Step("a", "text"), None, "missing"),
        (Step("a", "long_text"), "\u200b\u3164 \n\x00", "missing"),
        (Step("a", "choices", choices=("x",)), [], "missing"),
        (Step("a", "text"), "x" * 301, "too_long"),
        (Step("a", "long_text"), "x" * 3001, "too_long"),
        (Step("a", "choice", choices=("x",)), "y", "not_a_choice"),
        (Step("a", "choices", choices=("x",)), ["x", "y"], "not_a_choice"),
        (Step("a", "person"), "p9", "not_a_choice"),
        (Step("a", "yes_no"), "maybe", "not_a_choice"),
        (Step("a", "user"), "Ann", "not_a_user"),
        (Step("a", "users"), ["U0123ABC", "<!channel>"], "not_a_user"),
        (Step("a", "date"), "18.3.2026", "not_a_date"),
        (Step("a", "date"), "2026-02-30", "not_a_date"),
        (Step("a", "date"), "20260318", "not_a_date"),
        (Step("a", "date"), "1899-12-31", "strange_year"),
        (Step("a", "date"), "2101-01-01", "strange_year"),
        (Step("a", "time"), "25:00", "not_a_time"),
        (Step("a", "time"), "3pm", "not_a_time"),
        (Step("a", "number"), "1.5", "not_a_number"),
        (Step("a", "number"), "9" * 40, "not_a_number"),
        (Step("a", "number", at_least=1), "0", "too_small"),
        (Step("a", "number", at_most=60), "61", "too_big"),
        (Step("a", "zone"), "Mars/Base", "not_a_zone"),
    ],
)
def test_a_wrong_answer_is_named(step, given_value, problem):
    assert problem_of(step, given_value)[0] == problem


@pytest.mark.parametrize(("kind", "limit"), [("text", 300), ("long_text", 3000)])
def test_text_may_be_as_long_as_its_limit_and_the_limit_is_named_past_it(kind, limit):
    assert read(Step("a", kind), "x" * limit, {}) == "x" * limit
    assert problem_of(Step("a", kind), "x" * (limit + 7)) == (
        "too_long",
        {"limit": limit, "length": limit + 7},
    )


def test_a_step_may_ask_for_less_but_never_for_more_than_slack_takes():
    assert Step("a", "text", max_length=120).longest == 120
    assert Step("a", "long_text", max_length=9000).longest == 3000


def test_the_edges_of_numbers_and_years_are_inside():
    step = Step("a", "number", at_least=1, at_most=60)
    assert (read(step, "1", {}), read(step, "60", {})) == (1, 60)
    assert read(Step("a", "date"), "1900-01-01", {}) == date(1900, 1, 1)
    assert read(Step("a", "date"), "2100-12-31", {}) == date(2100, 12, 31)


MEETING = Flow(
    name="meeting",
    steps=(
        Step("start", "time"),
        Step(
            "end", "time", checks=(Check("end_before_start", lambda end, known, facts: end > known["start"]),)
        ),
        Step("by_video", "yes_no", optional=True),
        Step("link", "text", when=answered("by_video", "yes")),
    ),
)


def test_every_wrong_field_is_named_at_once():
    with pytest.raises(AnswersNotUnderstood) as caught:
        read_all(MEETING, {"start": "15:30", "end": "15:00", "by_video": "yes", "link": " "}, {})
    assert caught.value.problems == {"end": "end_before_start", "link": "missing"}


def test_answers_to_questions_that_were_not_asked_are_left_out():
    given_values = {"start": "15:30", "end": "17:00", "by_video": "no", "link": "x", "other": "y"}
    assert read_all(MEETING, given_values, {}) == {
        "start": time(15, 30),
        "end": time(17, 0),
        "by_video": False,
    }


def test_a_choice_from_a_source_needs_that_source():
    with pytest.raises(KeyError, match="people"):
        read(Step("a", "person"), "p1", {})


def test_every_check_adds_its_problem_to_those_that_need_words():
    assert problem_names([MEETING]) == {*PROBLEMS, "end_before_start"}


def test_answers_survive_a_draft():
    flow = Flow(
        "all_kinds",
        tuple(
            Step(kind, kind)
            for kind in ("text", "long_text", "choices", "users", "date", "time", "number", "yes_no", "zone")
        ),
    )
    answers = {
        "text": 'quote " and \\',
        "long_text": "שלום\nworld 🙂",
        "choices": ("a", "b"),
        "users": ("U12345",),
        "date": date(2026, 3, 18),
        "time": time(9, 5),
        "number": 0,
        "yes_no": False,
        "zone": None,
    }
    assert typed(flow, load(dump(answers))) == answers


def test_a_draft_keeps_wrong_fields_as_they_were_typed():
    half_filled = {"start": "half past", "by_video": ["x", "y"], "link": None}
    assert load(dump(half_filled)) == {"start": "half past", "by_video": ("x", "y"), "link": None}
    assert typed(MEETING, load(dump(half_filled))) == {"link": None}


def test_answers_of_an_older_flow_do_not_get_in_the_way():
    assert typed(MEETING, {"gone": "x", "start": "15:30"}) == {"start": time(15, 30)}


@given(st.text(max_size=400))
def test_cleaning_never_fails_and_keeps_whatever_can_be_seen(text):
    clean = as_typed(text.replace("&", ""))
    assert not any(ord(char) < 32 and char not in "\n\t" for char in clean)
    assert "\n" not in one_line(text)
    wanted = [char for char in text if char.isalnum()]
    assert [char for char in clean if char.isalnum()] == wanted or not clean


@given(st.dictionaries(st.text(), st.none() | st.text() | st.lists(st.text()).map(tuple)))
def test_any_raw_values_make_the_round_trip(values):
    assert load(dump(values)) == values


def test_raw_is_what_a_form_gives_back():
    assert [raw(value) for value in (True, 5, date(2026, 3, 1), time(7, 5), ("a",), None, "x")] == [
        *("yes", "5", "2026-03-01", "07:05", ("a",), None, "x")
    ]


def test_zones_are_places():
    assert "Australia/Melbourne" in zones()
    assert not any(zone.startswith("Etc/") for zone in zones())


@pytest.mark.parametrize("flow", FLOWS.values(), ids=list(FLOWS))
def test_each_flow_reads_nothing_as_missing_or_skipped(flow):
    facts = {step.source: () for step in flow.steps if step.source}
    required = {step.name for step in flow.steps if not step.optional and step.when({}, facts)}
    if not required:
        assert set(read_all(flow, {}, facts).values()) <= {None}
        return
    with pytest.raises(AnswersNotUnderstood) as caught:
        read_all(flow, {}, facts)
    assert caught.value.problems == dict.fromkeys(required, "missing")
