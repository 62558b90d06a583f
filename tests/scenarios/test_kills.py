"""The bot is killed again and again in a conference; whoever was told "recorded" was told the truth."""

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bot.practice import bot_process
from bot.practice.player.hands import Hands, elements
from tests.scenarios.world import CannotDo, World, in_conference, words_of, world

KILLS = 20
SEED = 7
PATIENCE_SECONDS = 30.0


class Killer:
    """Ends the bot with -9 at seeded moments until it has done so often enough."""

    def __init__(self, made: World) -> None:
        self._made, self._random = made, random.Random(SEED)
        self.kills = 0
        self._thread = threading.Thread(target=self._work, daemon=True)

    @property
    def busy(self) -> bool:
        """Whether there are kills to come."""
        return self.kills < KILLS

    def start(self) -> None:
        self._thread.start()

    def wait(self) -> None:
        self._thread.join()

    def _work(self) -> None:
        while self.busy:
            time.sleep(self._random.uniform(0.6, 2.4))
            pid = self._made.bot.pid
            if pid and self._made.desk.get("/workspace")["connected"]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    self.kills += 1


@contextmanager
def killed_now_and_then(made: World) -> Iterator[Killer]:
    killer = Killer(made)
    killer.start()
    yield killer
    killer.wait()


def again_until_it_works(deed: Callable[[], object]) -> None:
    """As a person does: it did not work, so they press once more."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            deed()
            return
        except CannotDo:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def record(made: World, who: Hands, text: str) -> None:
    """One strength through its form; the same form is sent again when no answer came."""

    def open_form() -> None:
        who.close()
        made.blank(who, "strength")
        who.fill({"text": text})

    again_until_it_works(open_form)
    again_until_it_works(lambda: send(who))
    who.close()


def send(who: Hands) -> None:
    """Press Save if the form is still there: it closes when an earlier try had been kept."""
    modals = who.state()["modals"]
    if modals and modals[-1]["callback_id"] == "form:strength":
        who.submit()


def listed(made: World, who: Hands) -> list[str]:
    """Every strength as the record shows it, page by page."""
    found: list[str] = []
    view = made.entries(who, "strength")
    while True:
        found += [
            piece["text"]
            for block in view["blocks"]
            if block["type"] == "rich_text"
            for part in block["elements"]
            for piece in part["elements"]
        ]
        turn = [one for _, one in elements(view) if one["action_id"].endswith("next_page")]
        if not turn:
            return found
        before = words_of(view)
        who.press(view, "do:entries:next_page", turn[0]["value"])
        made.until(lambda before=before: words_of(who.modal()) != before)
        view = who.modal()


@pytest.mark.timeout(400)
def test_twenty_kills_lose_nothing_and_double_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot_process, "SOON_SECONDS", 0.0)
    monkeypatch.setattr(bot_process, "PAUSE_SECONDS", 0.1)
    with world(tmp_path) as made:
        made, priya, omar = in_conference(made)
        told: list[str] = []
        with killed_now_and_then(made) as killer:
            while killer.busy:
                text = f"Something that works, number {len(told) + 1}"
                record(made, omar, text)
                told.append(text)
        assert killer.kills == KILLS
        made.until(lambda: bool(made.desk.get("/workspace")["connected"]))
        assert sorted(listed(made, omar)) == sorted(told)

        # What was on its way out when the bot died is looked up or sent once its lease is over.
        made.at("2026-03-18T20:45:00+00:00")
        made.until(lambda: f"strengths: {len(told)}" in made.card(omar)["text"] or welcome(made, omar), 30)
        invitations = [one["text"] for one in priya.direct() if "You are invited" in one["text"]]
        assert max(Counter(invitations).values()) == 1


def welcome(made: World, omar: Hands) -> bool:
    """The first stage's card has no count of strengths: one stage on, it has."""
    with suppress(CannotDo):
        omar.press(made.card(omar), "do:next_stage", channel=made.channel)
    return False
