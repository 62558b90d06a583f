"""Each click may meet another process: a form opened in one is sent to another, the first being dead."""

from pathlib import Path

import pytest

from bot.practice.player.hands import Hands
from tests.scenarios.several import Several, several
from tests.scenarios.world import in_conference, words_of

pytestmark = pytest.mark.timeout(180)

PROCESSES = 3
STRENGTHS = ("Dana calls June every night", "Aunt Rosa has a spare room", "June likes her teacher")
NOT_OPENED = "Slack did not open it"


def test_people_meet_any_process_and_one_that_dies_takes_nothing_with_it(
    tmp_path: Path, postgresql_url: str
) -> None:
    """A conference over HTTP: opened in one process, sent to another, each click delivered to two of them."""
    with several(tmp_path, postgresql_url, PROCESSES) as made:
        world, _, omar = in_conference(made.world)
        _every_click_twice(made, True)
        world.add(omar, "strength", text=STRENGTHS[0])
        _every_click_twice(made, False)
        _who_opened_a_form_dies(made, omar)
        made.wait_until_well()
        world.add(omar, "strength", text=STRENGTHS[2])
        said = words_of(world.entries(omar, "strength"))
        assert [said.count(one) for one in STRENGTHS] == [1, 1, 1]
        everywhere = (*omar.messages(world.channel), *omar.direct())
        assert not any(NOT_OPENED in one["text"] for one in everywhere)
        assert min(made.balancer.answered[port] for port in made.bots) > 5, "some process met nobody"
        # Slack alone could tell that the same click had opened the form elsewhere.
        assert {one["rule"] for one in world.breaches()} == {"exchanged_trigger_id"}


def _who_opened_a_form_dies(made: Several, omar: Hands) -> None:
    """What was typed goes to one that is left."""
    made.world.blank(omar, "strength")
    omar.fill({"text": STRENGTHS[1]})
    made.bots[made.balancer.last].kill()
    omar.submit()
    omar.close()


def _every_click_twice(made: Several, on: bool) -> None:
    made.world.desk.post("/faults", duplicate_interactions=1.0 if on else 0.0)
