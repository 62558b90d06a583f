"""Words that label or blame, office words, and how hard a sentence is: found as they stand, never changed."""

import pytest

from bot.domain.kind_words import blaming, jargon
from bot.domain.reading import grade


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dana was non-compliant and refused to come.", ("non-compliant", "refused")),
        ("Dad is in denial and failed to call.", ("in denial", "failed to")),
        ("Marcus is a drug addict.", ("drug addict",)),
        ("Dana calls each night and June likes it.", ()),
        ("The failsafe on the stove works.", ()),
    ],
)
def test_words_that_label_or_blame(text: str, found: tuple[str, ...]) -> None:
    assert blaming(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Client will utilize wraparound.", ("Client", "utilize", "wraparound")),
        ("The UA is due, says CPS.", ("UA", "CPS")),
        ("Grandma sews, and June will draw in the gallery.", ()),
        ("Uncle Gal brings the mail.", ()),
    ],
)
def test_words_of_the_office(text: str, found: tuple[str, ...]) -> None:
    assert jargon(text) == found


def test_the_grade_of_plain_and_of_office_sentences() -> None:
    plain = grade("Call the clinic and ask for a day on which June can come.")
    hard = grade(
        "Collaboratively participate in individualized therapeutic interventions to demonstrate"
        " appropriate parental responsibility for the minor."
    )
    assert plain is not None
    assert hard is not None
    assert plain <= 6 < 12 < hard


def test_too_short_and_other_languages_have_no_grade() -> None:
    assert grade("Call the clinic.") is None
    assert grade("Llamar a la clínica para pedir una cita y acompañar a June cada semana.") is None
