"""One question at a time in a DM: each message shows every way to answer it."""

import pytest

from bot.flows import FLOWS
from bot.flows.flow import Flow, Step, next_step
from bot.flows.values import Option
from bot.render import Words
from tests.slack_rules import faults_of_message

FLOW = Flow(
    "talk",
    (
        Step("ride", "yes_no"),
        Step("how", "choice", choices=("bus", "car"), optional=True),
        Step("who", "person"),
        Step("story", "long_text", optional=True),
        Step("on", "date"),
    ),
)


@pytest.fixture
def ask(write, words):
    def ask(name, **settings):
        for step in FLOW.steps:
            labels = {f"choice_{choice}": f"By {choice}" for choice in step.choices}
            write(
                f"talk/{step.name}", "question", question=f"{step.name}, {{{{ n }}}}?", help="Help.", **labels
            )
        message = words().question(FLOW, FLOW.step(name), subject="s1", n=1, **settings)
        assert faults_of_message(message.text, message.blocks) == []
        return message

    return ask


def buttons(message):
    return [(e["text"]["text"], e["action_id"], e["value"]) for e in message.blocks[-1]["elements"]]


def test_few_choices_are_buttons(ask):
    assert buttons(ask("how")) == [
        ("By bus", "do:answer", "talk:s1:how:bus"),
        ("By car", "do:answer:2", "talk:s1:how:car"),
        ("Skip this one", "do:skip", "talk:s1:how"),
        ("Ask me later", "do:later", "talk:s1:how"),
        ("Stop asking", "do:stop", "talk:s1:how"),
    ]


def test_yes_and_no_have_words_without_being_written_again(ask):
    assert [label for label, *_ in buttons(ask("ride"))] == ["Yes", "No", "Ask me later", "Stop asking"]


def test_what_must_be_answered_cannot_be_skipped_but_can_wait(ask):
    assert not any(action == "do:skip" for _, action, _ in buttons(ask("ride")))
    assert any(action == "do:later" for _, action, _ in buttons(ask("ride")))


def test_a_few_people_are_buttons_and_many_are_chosen_in_a_form(ask):
    few = [Option("p1", "Dana *R*"), Option("p2", "Marcus")]
    assert buttons(ask("who", options={"people": few}))[0] == ("Dana *R*", "do:answer", "talk:s1:who:p1")
    many = [Option(str(n), f"Person {n}") for n in range(6)]
    assert buttons(ask("who", options={"people": many}))[0] == ("Answer", "open:talk", "s1:who")


def test_words_and_dates_are_given_in_a_form(ask):
    assert buttons(ask("story"))[:2] == [
        ("Answer", "open:talk", "s1:story"),
        ("Skip this one", "do:skip", "talk:s1:story"),
    ]
    assert buttons(ask("on"))[0] == ("Answer", "open:talk", "s1:on")


def test_the_text_says_all_of_it(ask):
    assert ask("on").text == "on, 1?\nHelp.\n[Answer] [Ask me later] [Stop asking]"


def test_a_member_is_asked_for_two_topics_with_a_wish_for_time_and_can_skip():
    words = Words()
    flow, answers, told = FLOWS["agenda_topics"], {}, []
    for given in ("More time with Dad", 10, True, None):
        step = next_step(flow, answers, {})
        told.append(words.question(flow, step, subject="s1").text.split("\n")[0])
        assert "[Skip this one]" in words.question(flow, step, subject="s1").text
        answers[step.name] = given
    assert next_step(flow, answers, {}) is None
    assert len(set(told)) == 4
