"""Which questions a flow asks follows from the answers alone."""

import pytest

from bot.flows.conditions import all_of, answered, any_of, fact, none_of
from bot.flows.flow import Flow, Step, asked, next_step, repeat, standing

RIDE = Flow(
    name="ride",
    steps=(
        Step("interpreter", "yes_no"),
        Step("language", "text", when=answered("interpreter", "yes")),
        Step("dialect", "text", optional=True, when=answered("language")),
        Step("seats", "number", optional=True),
    ),
)


def names(steps):
    return [step.name for step in steps]


def test_a_question_is_asked_only_of_those_whom_it_concerns():
    assert names(asked(RIDE, {"interpreter": False}, {})) == ["interpreter", "seats"]
    assert names(asked(RIDE, {"interpreter": True}, {})) == ["interpreter", "language", "seats"]


def test_what_hangs_on_an_answer_that_no_longer_counts_drops_out_too():
    changed = {"interpreter": False, "language": "Spanish", "dialect": "Cuban", "seats": 2}
    assert names(asked(RIDE, changed, {})) == ["interpreter", "seats"]
    assert standing(RIDE, changed, {}) == {"interpreter": False, "seats": 2}


def test_the_answers_come_back_when_the_mind_changes_again():
    changed_back = {"interpreter": True, "language": "Spanish", "seats": None}
    assert standing(RIDE, changed_back, {}) == {"interpreter": True, "language": "Spanish"}


def test_the_next_question_is_the_first_that_was_neither_answered_nor_skipped():
    assert next_step(RIDE, {}, {}) == RIDE.step("interpreter")
    assert next_step(RIDE, {"interpreter": True, "seats": None}, {}) == RIDE.step("language")
    assert next_step(RIDE, {"interpreter": False, "seats": None}, {}) is None


def test_repeated_questions_share_their_words_and_stop_with_the_first_skip():
    topics = Flow(
        "topics",
        repeat(3, Step("topic", "text", optional=True), Step("minutes", "number", when=answered("topic"))),
    )
    assert names(topics.steps) == ["topic", "minutes", "topic_2", "minutes_2", "topic_3", "minutes_3"]
    assert [step.words_file for step in topics.steps] == ["topic", "minutes"] * 3
    assert [step.nth for step in topics.steps] == [1, 1, 2, 2, 3, 3]
    assert names(asked(topics, {"topic": None}, {})) == ["topic"]
    assert names(asked(topics, {"topic": "Visits"}, {})) == ["topic", "minutes", "topic_2"]
    two = {"topic": "Visits", "minutes": 5, "topic_2": "School"}
    assert names(asked(topics, two, {}))[3:] == ["minutes_2", "topic_3"]


def test_a_repeated_question_keeps_its_own_condition():
    steps = repeat(2, Step("name", "text"), Step("age", "number", when=fact("ages_matter")))
    flow = Flow("children", steps)
    assert "age_2" not in names(asked(flow, {"name": "June", "name_2": "Sam"}, {}))
    assert "age_2" in names(asked(flow, {"name": "June", "name_2": "Sam"}, {"ages_matter": True}))


@pytest.mark.parametrize(
    ("when", "answers", "facts", "applies"),
    [
        (answered("a"), {"a": "x"}, {}, True),
        (answered("a"), {"a": None}, {}, False),
        (answered("a"), {}, {}, False),
        (answered("a", "yes"), {"a": True}, {}, True),
        (answered("a", "yes"), {"a": False}, {}, False),
        (answered("a", "3"), {"a": 3}, {}, True),
        (answered("a", "x", "y"), {"a": ("z", "y")}, {}, True),
        (fact("kind", "child"), {}, {"kind": "child"}, True),
        (fact("kind", "child"), {}, {}, False),
        (fact("guests"), {}, {"guests": ()}, False),
        (all_of(answered("a"), fact("f")), {"a": "x"}, {"f": 1}, True),
        (all_of(answered("a"), fact("f")), {"a": "x"}, {}, False),
        (any_of(answered("a"), fact("f")), {"a": "x"}, {}, True),
        (any_of(answered("a"), fact("f")), {}, {}, False),
        (none_of(answered("a"), fact("f")), {}, {}, True),
        (none_of(answered("a"), fact("f")), {"a": "x"}, {}, False),
    ],
)
def test_conditions(when, answers, facts, applies):
    assert when(answers, facts) is applies


def test_conditions_know_the_steps_they_look_at():
    when = all_of(answered("a", "yes"), any_of(answered("b"), none_of(answered("c")), fact("f")))
    assert when.steps == {"a", "b", "c"}
    assert RIDE.others_depend_on(RIDE.step("interpreter"))
    assert not RIDE.others_depend_on(RIDE.step("seats"))


def test_a_flow_with_two_steps_of_one_name_is_refused():
    with pytest.raises(ValueError, match="same name"):
        Flow("twice", (Step("a", "text"), Step("a", "date")))


def test_a_step_that_waits_for_a_later_one_is_refused():
    with pytest.raises(ValueError, match="depends on"):
        Flow("upside_down", (Step("b", "text", when=answered("a")), Step("a", "text")))
