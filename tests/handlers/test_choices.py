"""What a form offers follows the practice profile of its case."""

import pytest

from bot.handlers.choices import Sources
from bot.profiles import load_profiles
from bot.render import Words


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
