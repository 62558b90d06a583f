"""The check of our language finds what it looks for."""

import pytest

from tests.readability import banned_words, too_hard

HARD = (
    "Notwithstanding previously communicated expectations, people demonstrating insufficient engagement "
    "with recommended interventions jeopardize continued reunification eligibility considerations."
)
LONG_AND_HARD = (
    "The agency anticipates documentation of participation in therapeutic activities regularly. " * 4
)


@pytest.mark.parametrize(
    "text",
    [
        "The client was late.",
        "She is Non-Compliant.",
        "Dad failed to call.",
        "You must comply with it.",
        "Mom must go there.",
        "An error came up.",
        "He refused the service.",
    ],
)
def test_words_that_label_or_blame_are_found(text: str) -> None:
    assert banned_words(text)


@pytest.mark.parametrize(
    "text", ["Dana said no.", "The complete list.", "Errands and a clientele.", "Must-haves."]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert not banned_words(text)


@pytest.mark.parametrize("text", [HARD, LONG_AND_HARD])
def test_hard_sentences_are_found(text: str) -> None:
    assert too_hard(text)


def test_plain_sentences_pass() -> None:
    assert not too_hard(
        "We will meet on Wednesday. You can bring someone who helps you. You can skip any question."
    )


def test_the_field_s_own_words_do_not_count_as_hard() -> None:
    assert not too_hard("Please ask the facilitator of the conference to read the permanency goal to you.")


def test_markup_and_buttons_are_not_read() -> None:
    assert not too_hard(
        "Thank you. <!date^1^{date}|Wednesday the eighteenth>\n[Acknowledgement of participation]"
    )
