"""A case from first contact to its closing, over the protocol: team and log first, closed, opened."""

import pytest

from tests.scenarios.world import CannotDo, World, with_case, words_of


@pytest.mark.requirement("C-09")
def test_a_case_is_closed_before_any_conference_and_its_log_is_still_there(made: World) -> None:
    made, priya, _ = with_case(made)
    tried = {"channel": "phone", "result": "no_answer", "on": "2026-03-02", "words": "Rang twice."}
    made.form(priya, made.hub(priya), "open:contact_try", **tried)

    shown = priya.open(made.hub(priya), "do:close_case", channel=made.channel)
    assert "First planning conference: Sunday, March 22, 2026" in words_of(shown)
    priya.open(shown, "open:close_case")
    priya.fill({"closed_on": "2026-03-03", "why": "safe_at_home"})
    with pytest.raises(CannotDo, match="not come yet"):
        priya.submit()
    priya.fill({"closed_on": "2026-03-02", "words": "Dana's sister helps."})
    priya.submit()
    assert "The case is closed" in words_of(priya.modal())
    priya.close()

    hub = made.hub(priya)
    assert "This case was closed on March 2, 2026." in words_of(hub)
    assert "open:person" not in words_of(hub)
    refused = priya.command(made.channel, "/conference strength Dana sings.")
    assert "This case is closed." in refused["text"]
    search = priya.open(hub, "do:search", channel=made.channel)
    assert "Rang twice." in words_of(search)
    priya.close()

    made.form(priya, made.hub(priya), "open:reopen_case", why="Dana asked for help.")
    assert "No conference is planned yet." in words_of(made.hub(priya))
    priya.command(made.channel, "/conference strength Dana sings.")
    assert "Dana sings." in words_of(made.entries(priya, "strength"))
