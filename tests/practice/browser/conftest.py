"""A real browser at the practice page: `page_as(stage, person)` is a page on which that person is played."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from slack_sdk import WebClient
from werkzeug.serving import make_server

from bot.practice import populate, sample
from bot.practice.bot_process import BotProcess
from bot.practice.desk import with_desk
from bot.practice.server import HOST, Running
from bot.practice.settings import Limits
from bot.practice.start import variables
from bot.practice.workspace import Workspace
from bot.slack.manifest import manifest as roundtable
from tests.practice.browser.small_app import small_app
from tests.practice.conftest import Bench, Connect, People, manifest, wait_until
from tests.sqlite import make_database_with_key

OMAR, PRIYA, TOM = "U0SAMPLEX1", "U0SAMPLEP4", "U0SAMPLEP5"
TEAM = "C0BROWSER"
DEADLINES = Limits(rate=False, ack_seconds=3.0)

# What is waited for comes at once; a busy machine is given the time to bring it.
expect.set_options(timeout=20_000)

PageAs = Callable[..., Page]


def chromium() -> str:
    """Where Chromium is; without one these tests cannot say anything, so they fail."""
    found = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(found).exists():
        pytest.fail(f"Chromium is needed at {found}: apt-get install chromium, or set CHROMIUM to its path.")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this worker."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium(), headless=True, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()


class Stage(Bench):
    """A served workspace with the sample's people, the desk, and a channel of three with the bot."""

    def __init__(self, running: Running, asked: list[str]) -> None:
        self.running = running
        self.workspace = running.workspace
        self.people = People(running.url)
        self.client = WebClient(self.workspace.tokens.bot, base_url=f"{running.url}/api/", retry_handlers=[])
        self.team = populate.add_channel(
            self.workspace,
            "team-one",
            OMAR,
            private=True,
            members=(PRIYA, TOM, self.workspace.bot.id),
            wanted_id=TEAM,
        ).id
        self.asked = asked


@contextmanager
def staged(raw: dict[str, Any], folder: Path) -> Iterator[Stage]:
    """A workspace with this manifest, served with its page and desk."""
    workspace = Workspace(raw, limits=DEADLINES, clock_file=folder / "clock")
    sample.people_come(workspace)
    asked: list[str] = []
    app = with_desk(workspace, lambda: asked.append("start over"), patience=0.3)
    with Running(workspace, make_server(HOST, 0, app, threaded=True)) as running:
        yield Stage(running, asked)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A workspace at which a browser can look; no bot is connected yet."""
    with staged(manifest(), tmp_path) as stage:
        yield stage


@pytest.fixture
def with_app(stage: Stage, connect: Connect) -> Stage:
    """The same, with the small app of these tests connected over Socket Mode."""
    connect(stage, small_app)
    return stage


@pytest.fixture
def with_bot(tmp_path: Path) -> Iterator[Stage]:
    """A workspace with the bot itself, as `roundtable practice` starts it."""
    with staged(roundtable(), tmp_path) as stage:
        make_database_with_key(tmp_path, "practice.db")
        bot = BotProcess(tmp_path, variables(stage.running, tmp_path))
        bot.start()
        try:
            wait_until(lambda: stage.workspace.sockets.connected >= 1, seconds=30)
            yield stage
        finally:
            bot.stop()


@pytest.fixture
def page_as(browser: Browser) -> Iterator[PageAs]:
    """Open the page as one person: `page_as(stage, OMAR, TEAM)`; its errors fail the test."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def build(stage: Stage, person: str = "", place: str = "", **settings: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1360, "height": 860}, **settings})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.goto(f"{stage.running.url}/#/{person}/{place}".rstrip("/"))
        return page

    yield build
    for context in contexts:
        context.close()
    assert problems == []
