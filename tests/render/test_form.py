"""A flow as a form: an input for each question that applies, filled with what was answered before."""

from datetime import date, time

import pytest

from bot.flows import FLOWS
from bot.flows.conditions import answered
from bot.flows.flow import Flow, Step
from bot.flows.values import Option
from bot.render import Words
from bot.render.fields import suggestions, zone_suggestions
from tests.slack_rules import faults_of_view

PEOPLE = [Option("p1", "Dana *Reyes* <!channel>", "mother"), Option("p2", "Marcus Harlow")]
EVERY_KIND = Flow(
    name="all",
    steps=(
        Step("line", "text", max_length=120),
        Step("story", "long_text", optional=True),
        Step("one", "choice", choices=("a", "b")),
        Step("perhaps", "choice", choices=("a", "b"), optional=True),
        Step("some", "choices", choices=("a", "b")),
        Step("who", "person"),
        Step("user", "user"),
        Step("users", "users"),
        Step("on", "date"),
        Step("at", "time"),
        Step("count", "number", at_least=0, at_most=60),
        Step("sure", "yes_no"),
        Step("zone", "zone"),
    ),
)
ANSWERS = {
    "line": 'a "b" \\ <c>',
    "story": "one\ntwo",
    "one": "b",
    "perhaps": "a",
    "some": ("a", "b"),
    "who": "p1",
    "user": "U123",
    "users": ("U123", "W456"),
    "on": date(2026, 3, 18),
    "at": time(9, 5),
    "count": 0,
    "sure": False,
    "zone": "America/Chicago",
}


@pytest.fixture
def form(write, words):
    def form(flow, **settings):
        write(
            f"{flow.name}/form",
            "form",
            title="A form",
            submit="Save",
            intro="Some words.",
            small="Thank you.",
        )
        for step in flow.steps:
            labels = {f"choice_{choice}": f"Choice {choice}" for choice in step.choices}
            write(
                f"{flow.name}/{step.words_file}", "question", question=f"{step.name}?", help="Help.", **labels
            )
        return words().form(flow, "en", **{"options": {"people": PEOPLE}, **settings})

    return form


def elements(view):
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


def test_each_question_is_one_input_named_after_its_step(form):
    view = form(EVERY_KIND, metadata="id1:3")
    assert (view["callback_id"], view["private_metadata"]) == ("form:all", "id1:3")
    assert list(elements(view)) == [step.name for step in EVERY_KIND.steps]
    assert {element["action_id"] for element in elements(view).values()} == {"answer"}
    assert faults_of_view(view) == []


def test_each_kind_has_its_control(form):
    kinds = {name: element["type"] for name, element in elements(form(EVERY_KIND)).items()}
    assert kinds == {
        "line": "plain_text_input",
        "story": "plain_text_input",
        "one": "radio_buttons",
        "perhaps": "static_select",
        "some": "checkboxes",
        "who": "static_select",
        "user": "users_select",
        "users": "multi_users_select",
        "on": "datepicker",
        "at": "timepicker",
        "count": "number_input",
        "sure": "radio_buttons",
        "zone": "external_select",
    }


def test_what_was_answered_before_is_filled_in(form):
    view = form(EVERY_KIND, answers=ANSWERS)
    filled = elements(view)
    assert filled["line"]["initial_value"] == 'a "b" \\ <c>'
    assert filled["story"]["initial_value"] == "one\ntwo"
    assert filled["one"]["initial_option"]["value"] == "b"
    assert [option["value"] for option in filled["some"]["initial_options"]] == ["a", "b"]
    assert filled["who"]["initial_option"] == filled["who"]["options"][0]
    assert filled["user"]["initial_user"] == "U123"
    assert filled["users"]["initial_users"] == ["U123", "W456"]
    assert filled["on"]["initial_date"] == "2026-03-18"
    assert filled["at"]["initial_time"] == "09:05"
    assert filled["count"]["initial_value"] == "0"
    assert filled["sure"]["initial_option"]["text"]["text"] == "No"
    assert filled["zone"]["initial_option"]["value"] == "America/Chicago"
    assert faults_of_view(view) == []


def test_a_draft_that_makes_no_sense_never_spoils_the_form(form):
    nonsense = {step.name: "nonsense" for step in EVERY_KIND.steps}
    view = form(EVERY_KIND, answers=nonsense)
    assert faults_of_view(view) == []
    filled = elements(view)
    assert filled["line"]["initial_value"] == "nonsense"
    assert not any("initial_date" in element or "initial_time" in element for element in filled.values())


def test_a_text_longer_than_its_field_is_shown_whole(form):
    element = elements(form(EVERY_KIND, answers={"line": "x" * 200}))["line"]
    assert element["initial_value"] == "x" * 200
    assert "max_length" not in element


def test_nothing_is_chosen_for_anybody(form):
    for element in elements(form(EVERY_KIND)).values():
        assert not any(key.startswith("initial") for key in element)


def test_names_in_options_are_plain(form):
    option = elements(form(EVERY_KIND))["who"]["options"][0]
    assert option["text"] == {"type": "plain_text", "text": "Dana *Reyes* <!channel>", "emoji": False}
    assert option["description"]["text"] == "mother"


def test_only_what_must_be_answered_is_required(form):
    view = form(EVERY_KIND)
    optional = {block["block_id"] for block in view["blocks"] if block.get("optional")}
    assert optional == {"story", "perhaps"}


BRANCHING = Flow(
    "branching",
    (
        Step("interpreter", "yes_no"),
        Step("language", "text", when=answered("interpreter", "yes")),
        Step("seats", "number"),
    ),
)


def test_a_question_appears_with_the_answer_it_depends_on(form):
    assert list(elements(form(BRANCHING))) == ["interpreter", "seats"]
    assert list(elements(form(BRANCHING, answers={"interpreter": "yes"}))) == [
        "interpreter",
        "language",
        "seats",
    ]


def test_slack_tells_us_at_once_only_where_the_form_changes(form):
    tells = [block["block_id"] for block in form(BRANCHING)["blocks"] if block.get("dispatch_action")]
    assert tells == ["interpreter"]


def test_one_question_alone(form):
    assert list(elements(form(BRANCHING, only="language"))) == ["language"]


def many(count):
    return [Option(f"p{number}", f"Person {number}") for number in range(count)]


@pytest.mark.parametrize(
    ("kind", "count", "control"),
    [
        ("person", 100, "static_select"),
        ("person", 101, "external_select"),
        ("choices", 10, "checkboxes"),
        ("choices", 11, "multi_static_select"),
        ("choices", 100, "multi_static_select"),
        ("choices", 101, "multi_external_select"),
        ("choice", 10, "radio_buttons"),
        ("choice", 11, "static_select"),
        ("choice", 101, "external_select"),
    ],
)
def test_the_control_fits_the_number_of_options(form, kind, count, control):
    flow = Flow("many", (Step("who", kind, choices_from="people"),))
    view = form(flow, options={"people": many(count)}, answers={"who": "p3"})
    element = elements(view)["who"]
    assert element["type"] == control
    chosen = element.get("initial_option") or element["initial_options"][0]
    assert chosen["value"] == "p3"
    assert faults_of_view(view) == []


def test_where_there_is_nothing_to_choose_the_form_says_so(form):
    flow = Flow(
        "none", (Step("who", "person"), Step("perhaps", "person", optional=True), Step("why", "text"))
    )
    view = form(flow, options={"people": []})
    assert list(elements(view)) == ["why"]
    assert [block["type"] for block in view["blocks"][1:3]] == ["section", "context"]
    assert faults_of_view(view) == []


def test_the_source_of_options_must_be_given(form):
    with pytest.raises(KeyError, match="people"):
        form(EVERY_KIND, options={})


def test_a_notice_stands_on_top(form):
    assert (
        form(BRANCHING, notice="Please *look* again.")["blocks"][0]["text"]["text"]
        == "Please \u2217look\u2217 again."
    )


def test_what_is_offered_while_typing():
    assert [option.value for option in zone_suggestions("new y")] == ["America/New_York"]
    assert [option.text for option in zone_suggestions("NEW YORK ")] == ["America/New York"]
    assert len(zone_suggestions("")) == 100
    assert zone_suggestions("nowhere") == []
    assert len(suggestions(many(300), "")) == 100


def test_the_best_match_comes_first():
    options = [Option("1", "Rosa Reyes"), Option("2", "Reyes Dana")]
    assert [option.value for option in suggestions(options, "reyes")] == ["2", "1"]


@pytest.mark.parametrize("flow", FLOWS.values(), ids=list(FLOWS))
def test_every_flow_of_the_bot_makes_a_form(flow):
    words = Words()
    options = {step.source: PEOPLE for step in flow.steps if step.source}
    facts = dict.fromkeys(("guests", "several_children"), True)
    told = {"page": 1, "pages": 2, "due": date(2026, 3, 22), "clock": "first_conference", "names": ["Dana"]}
    told |= {"nobody_here": False, "over": 0}
    assert faults_of_view(words.form(flow, options=options, facts=facts, **told)) == []
    for step in flow.steps:
        assert faults_of_view(words.form(flow, options=options, only=step.name, **told)) == []
