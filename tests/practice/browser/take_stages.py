"""The pictures of docs/stages.md: the card of each stage of a family meeting, as the channel reads it."""

from __future__ import annotations

from typing import Any, Protocol

from playwright.sync_api import Page, expect

from bot.practice.player.hands import Hands
from bot.profiles import profile
from tests.scenarios.world import World

# A family meeting has every stage that a conference has, and the family's time among themselves.
KIND = "family_meeting_as_conference"
NEXT_MEETING: dict[str, Any] = {
    "kind": KIND,
    "date": "2026-04-08",
    "start": "15:30",
    "end": "17:30",
    "zone": "America/Chicago",
    "place": "Library, meeting room B",
    "ways": ["in_person"],
}


class Films(Protocol):
    """What takes one part of the page."""

    def as_person(self, who: Hands, place: str, height: int = 860) -> Any: ...

    def take_part(self, page: Page, words: str, name: str) -> None: ...


def photograph_stages(made: World, camera: Films) -> None:
    """Hold a family meeting from its first stage to its last and keep the card of each."""
    omar = made.person("Omar Haddad")
    made.form(omar, made.hub(omar), "open:schedule", **NEXT_MEETING)
    made.at("2026-04-08T20:30:00+00:00")
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    with camera.as_person(omar, made.channel, 1400) as page:
        stages = [stage.id for stage in profile("us-ks").stages_of(KIND)]
        for number, stage in enumerate(stages, 1):
            part = "We are back" if stage == "private_family_time" else f"Stage {number} of {len(stages)}"
            expect(page.locator(".messages")).to_contain_text(part)
            camera.take_part(page, part, f"stage-{number:02}-{stage.replace('_', '-')}")
            if stage != stages[-1]:
                on = "do:back_together" if stage == "private_family_time" else "do:next_stage"
                omar.press(made.card(omar), on, channel=made.channel)
