"""What goes out unasked or stands in a channel holds dates and counts only; a locked screen shows no more."""

import pytest

from bot.profiles.loader import profile
from bot.render import Words
from tests.samples.notices import MEETING, pressed
from tests.words_files import languages, words_files

# Days, counts, the name that the practice has for a stage, and what is yes or no and says nothing of whom.
SAFE_ON_A_LOCKED_SCREEN = {
    *("when", "zone", "due", "further", "until", "on"),
    *("count", "planned"),
    *("reading", "stage"),
    *("on_paper", "formal", "leads"),
    *("affected", "again", "endorsed", "taken"),
}
SAFE_IN_A_CHANNEL = {"counts", "minutes", "number", "total"}
UNASKED = [(tongue, name) for tongue in languages() for name in words_files(tongue) if "notices/" in name]
CARDS = [(tongue, name) for tongue in languages() for name in words_files(tongue) if "stages/" in name]
SAYS_AGREE = {"en": "agree", "es": "acuerdo"}
NO_LEGAL_NOTICE = {"en": "not a legal notice", "es": "no es un aviso legal"}


@pytest.mark.parametrize(("language", "name"), UNASKED)
def test_a_notice_can_say_no_name_reason_place_or_task(language: str, name: str) -> None:
    assert words_files(language)[name].needs <= SAFE_ON_A_LOCKED_SCREEN


@pytest.mark.parametrize("language", languages())
def test_that_two_people_are_kept_apart_is_said_nowhere_before_it_is_opened(language: str) -> None:
    said = Words().message("notices/kept_apart", language, **pressed("who"))
    shown = f"{said.text} {said.blocks}".casefold()
    for word in (
        "apart",
        "separad",
        "contact",
        "court",
        "order",
        "juez",
        "meet",
        "channel",
        "canal",
        "two",
        "dos ",
    ):
        assert word not in shown.replace("do:kept_apart", "")


@pytest.mark.parametrize(("language", "name"), CARDS)
def test_a_card_in_the_channel_can_say_counts_only(language: str, name: str) -> None:
    assert words_files(language)[name].needs <= SAFE_IN_A_CHANNEL


@pytest.mark.parametrize("language", languages())
def test_asking_for_the_acknowledgement_never_speaks_of_agreeing(language: str) -> None:
    presses = pressed("read_plan", "answer_yes", "answer_in_part", "answer_no", "answer_rather_not_say")
    assert (
        SAYS_AGREE[language] not in Words().message("notices/ask_acknowledgement", language, **presses).text
    )


@pytest.mark.parametrize("language", languages())
def test_an_invitation_says_that_it_is_no_legal_notice(language: str) -> None:
    assert NO_LEGAL_NOTICE[language] in _invitation("au-vic", language)


@pytest.mark.requirement("K-01")
def test_an_invitation_in_kansas_names_the_family_handbook_and_one_in_victoria_nothing() -> None:
    assert "PPS 5137" in _invitation("us-ks", "en")
    assert "read more" not in _invitation("au-vic", "en")


def _invitation(profile_id: str, language: str) -> str:
    reading = [paper.title for paper in profile(profile_id).further_reading if not paper.for_staff]
    return Words().message("notices/invitation", language, **MEETING, formal=True, reading=reading).text
