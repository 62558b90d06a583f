"""What a form offers follows the practice profile of its case."""

import pytest

from bot.handlers.choices import Sources
from bot.profiles import load_profiles
from bot.render import Words


def test_languages_start_with_those_that_have_words_and_go_on_as_one_looks_for_them() -> None:
    english, spanish, *others = (one.text for one in Sources(Words(), "en").named("languages"))
    assert (english, spanish) == ("English", "Spanish")
    assert others == sorted(others, key=str.casefold)
    assert {"Hebrew", "Dari", "American Sign Language"} <= set(others)


@pytest.mark.requirement("K-09")
def test_each_profile_offers_its_own_permanency_goals() -> None:
    profiles, words = load_profiles(), Words()
    kansas, georgia = (
        {one.value for one in Sources(words, "en", profiles[name]).named("permanency_goals")}
        for name in ("us-ks", "us-ga")
    )
    seed = {"maintain_at_home", "reintegration", "adoption", "permanent_custodianship", "appla"}
    assert seed <= kansas
    assert kansas - seed == {"soul_family"}
    assert "reunification" in georgia
    assert not georgia & {"reintegration", "permanent_custodianship"}
