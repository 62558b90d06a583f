"""A camera for the pictures of the documents, and the practice workspace that they show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from bot.practice import sample
from bot.practice.bot_process import BotProcess
from bot.practice.desk import with_desk
from bot.practice.player.hands import Desk, Hands
from bot.practice.server import HOST, Running
from bot.practice.settings import Limits
from bot.practice.start import variables
from bot.practice.workspace import Workspace
from bot.slack.manifest import manifest
from tests.scenarios.world import World

PICTURES = Path(__file__).parents[3] / "docs" / "pictures"


class Camera:
    """One Chromium; a picture is what one person sees at that moment."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._url = url

    @contextmanager
    def as_person(self, who: Hands, place: str, height: int = 860) -> Iterator[Page]:
        """The practice page, played as somebody."""
        page = self._browser.new_page(viewport={"width": 1080, "height": height}, device_scale_factor=1.5)
        page.set_default_timeout(10_000)
        page.goto(f"{self._url}/#/{who.user}/{place}")
        try:
            yield page
        finally:
            page.close()

    def take(self, page: Page, name: str) -> None:
        """Keep what the page shows, once it has come to rest."""
        page.wait_for_timeout(600)
        page.screenshot(path=PICTURES / f"{name}.png")
        print(f"docs/pictures/{name}.png")

    def take_part(self, page: Page, words: str, name: str) -> None:
        """Keep one message alone: the newest with these words."""
        page.wait_for_timeout(600)
        page.locator(".message", has_text=words).last.screenshot(path=PICTURES / f"{name}.png")
        print(f"docs/pictures/{name}.png")


@contextmanager
def practice_world(folder: Path) -> Iterator[World]:
    """The sample workspace with the bot in it, as `make practice` has it."""
    limits = Limits(rate=False, ack_seconds=20.0)
    workspace = Workspace(manifest(), limits=limits, clock_file=folder / "clock")
    sample.people_come(workspace)
    channel = sample.prepare(workspace)
    app = with_desk(workspace, lambda: None)
    with Running(workspace, make_server(HOST, 0, app, threaded=True)) as running:
        desk = Desk(running.url)
        people = {one["real_name"]: Hands(desk, one["id"]) for one in sample.cast()["with_slack"]}
        people["Ana Admin"] = Hands(desk, sample.administrator())
        bot = BotProcess(folder, variables(running, folder))
        made = World(desk, bot, channel.id, people)
        made.at("2026-03-03T15:00:00+00:00")
        bot.start()
        try:
            made.until(lambda: bool(desk.get("/workspace")["connected"]), 60)
            yield made
        finally:
            bot.stop()
