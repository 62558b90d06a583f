"""What attacks on the bot need: a running conference, hostile words, and a look at what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.practice.player.hands import Hands
from tests.scenarios.world import CannotDo, World, in_conference, world

Json = dict[str, Any]
# In every text of these tests, so that the bot's log can be searched for anything of them.
CANARY = "zebrafinch"
MARKUP = f"{CANARY} <!channel> <@U0> *bold* _it_ ~no~ `code` \"double\" 'single' &amp; & <b> 🙂 https://example.org"
HEBREW = f"{CANARY} שלום\u200f (2) 🙂"
LIMIT = 3000


@dataclass
class Busy:
    """A conference that runs, and the people in it; Dana is the mother, here with Slack."""

    made: World
    priya: Hands
    omar: Hands
    dana: Hands
    watcher: Hands

    def person(self, name: str) -> str:
        """The id of a person of the case."""
        return self.made.id_of(self.omar, name)

    def bots_own(self, who: Hands) -> list[Json]:
        """What the bot has said into the channel, for all to read."""
        found = who.messages(self.made.channel)
        return [one for one in found if one.get("bot_id") and not one.get("ephemeral")]

    def own(self, who: Hands) -> Json:
        """The newest message that only this person sees in the channel."""
        return [one for one in who.messages(self.made.channel) if one.get("ephemeral")][-1]

    def last_said(self, who: Hands) -> str:
        """The newest words that only this person sees in the channel."""
        return words(self.own(who))

    def answer(self, who: Hands, text: str) -> str:
        """What the bot answers to a command."""
        return str(who.command(self.made.channel, text).get("text", ""))


@contextmanager
def busy(folder: Path) -> Iterator[Busy]:
    """The attacked world; afterwards no rule of Slack is broken, and the log has no words and no trace."""
    with world(folder) as made:
        made, priya, omar = in_conference(made)
        dana, watcher = made.person("Dana Slack"), made.person("Wendy Watch")
        for who in (dana, watcher):
            made.desk.post(f"/channels/{made.channel}/invite", by=priya.user, user=who.user)
        hub = made.hub(omar)
        made.form(omar, hub, "open:person", role="mother", name="Dana Slack", slack_user=dana.user)
        facts = {"role": "observer", "name": "Wendy Watch", "family_said_yes": "yes"}
        made.form(omar, hub, "open:person", slack_user=watcher.user, **facts)
        yield Busy(made, priya, omar, dana, watcher)
        made.desk.post("/faults", rate_429=0, rate_500=0, lost_response=0, latency_ms=0)
        made.desk.quiet()
        assert made.breaches() == [], made.breaches()
        log = made.bot.log.read_text("utf-8", errors="replace")
        assert CANARY not in log
        assert "Traceback" not in log
        ours = [line for line in log.splitlines() if '"where": "bot.handlers' in line]
        assert not [line for line in ours if '"level": "error"' in line]


def refused(who: Hands) -> dict[str, str]:
    """The errors under the fields of the form that is sent now; there must be some."""
    with pytest.raises(CannotDo) as caught:
        who.submit()
    return dict(caught.value.answer["errors"])


def typed(who: Hands, step: str) -> Any:
    """What stands in an input of the top modal."""
    return next(iter(who.modal()["state"]["values"][step].values()))


def words(surface: Any) -> str:
    """All words of a view or message as a person reads them."""
    return "\n".join(_texts(surface))


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, dict):
        for key in ("text", "title", "heading"):
            if isinstance(thing.get(key), str):
                text = thing[key]
                if thing.get("type") == "mrkdwn":
                    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
                yield text
        for value in thing.values():
            yield from _texts(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from _texts(value)
