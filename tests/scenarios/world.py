"""A practice workspace with the bot as its own process, and what scenarios do again and again."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.practice.bot_process import BotProcess
from bot.practice.player.hands import CannotDo, Desk, Hands, does, elements
from bot.practice.server import serve
from bot.practice.settings import Limits
from bot.practice.workspace import Workspace
from bot.slack.manifest import manifest
from tests.sqlite import make_database_with_key
from tests.warm_bots import nursery

Json = dict[str, Any]
CUSTODY = "2026-03-02"
CASE = {
    "reference": "TEST-0001",
    "profile": "us-ks",
    "plan_kind": "child_in_placement",
    "trigger_event": "placed_in_custody",
    "trigger_date": CUSTODY,
    "in_custody": "yes",
    "child_name": "June Reyes",
    "child_birth_date": "2016-08-14",
    "opener_name": "Priya Nandan",
    "opener_role": "case_manager",
    "zone": "America/Chicago",
}
MEETING = {
    "kind": "case_planning_conference",
    "date": "2026-03-18",
    "start": "15:30",
    "end": "17:00",
    "zone": "America/Chicago",
    "place": "Library, room B",
    "ways": ["in_person", "phone"],
}


@dataclass
class World:
    """Everybody of one workspace; `admin` is the administrator that the settings name."""

    desk: Desk
    bot: BotProcess
    channel: str = ""
    people: dict[str, Hands] = field(default_factory=dict)

    def person(self, name: str, **facts: Any) -> Hands:
        """Somebody with Slack, made on first mention."""
        if name not in self.people:
            body = {"name": name.lower(), "real_name": name, "tz": "America/Chicago", **facts}
            self.people[name] = Hands(self.desk, self.desk.post("/users", **body)["user"]["id"])
        return self.people[name]

    def make_channel(self, name: str, by: Hands, members: tuple[Hands, ...] = (), **facts: Any) -> str:
        """A channel with the bot in it, unless `bot=False`."""
        with_bot = facts.pop("bot", True)
        ids = [one.user for one in members]
        body = {"private": True, **facts}
        made = self.desk.post("/channels", name=name, by=by.user, members=ids, **body)["channel"]["id"]
        if with_bot:
            bot = self.desk.get("/workspace")["app"]["bot_user_id"]
            self.desk.post(f"/channels/{made}/invite", by=by.user, user=bot)
        return str(made)

    def at(self, moment: str) -> None:
        """Move the clock."""
        self.desk.post("/clock", to=moment)

    def name_staff(self, who: Hands, name: str, duties: tuple[str, ...], **more: Any) -> None:
        """The administrator gives somebody duties."""
        admin = self.person("Ana Admin")
        admin.open(admin.home(), "open:staff", "new")
        admin.fill({"slack_user": who.user, "name": name, "duties": list(duties), **more})
        admin.submit()
        admin.close()

    def open_case(self, who: Hands, channel: str, **changes: Any) -> None:
        """Open a case in a channel; raises CannotDo with what the form said."""
        who.shown(lambda: who.command(channel, "/conference open"))
        who.fill({**CASE, **changes})
        who.submit()
        who.close()

    def hub(self, who: Hands) -> Json:
        """The hub as this person sees it now."""
        return who.answered(self.channel, "/conference")

    def form(self, who: Hands, surface: Json, action: str, value: str | None = None, **values: Any) -> Json:
        """Open a form, fill it, send it; what is shown then."""
        who.open(surface, action, value, self.channel)
        who.fill(values)
        who.submit()
        shown = who.modal()
        who.close()
        return shown

    def send_agenda(self, who: Hands, why: str = "They saw it on paper.") -> None:
        """Send the agenda though it is not noted that the family saw it first."""
        who.open(self.hub(who), "do:send_agenda", channel=self.channel)
        who.fill({"why": why})
        who.submit()
        who.close()

    def card(self, who: Hands) -> Json:
        """The conference's card in the channel."""
        return [one for one in who.messages(self.channel) if not one.get("ephemeral")][-1]

    def entries(self, who: Hands, kind: str) -> Json:
        """The list of one kind of entry, as a modal."""
        record = who.shown(lambda: who.command(self.channel, "/conference record"))
        value = next(
            element["value"]
            for _, element in elements(record)
            if element["action_id"] == "do:entries" and element["value"].split(":")[1] == kind
        )
        return who.open(record, "do:entries", value)

    def blank(self, who: Hands, kind: str) -> Json:
        """An empty form for one more entry; the list's other buttons change what is there."""
        view = self.entries(who, kind)
        pressable = (one for _, one in elements(view) if one["action_id"].startswith(f"open:{kind}"))
        case_id = next(one["value"] for one in pressable if ":" not in one["value"])
        return who.open(view, f"open:{kind}", case_id)

    def add(self, who: Hands, kind: str, **values: Any) -> None:
        """Add one entry through its list."""
        self.blank(who, kind)
        who.fill(values)
        who.submit()
        who.close()

    def choices(self, who: Hands, kind: str, step: str) -> dict[str, str]:
        """What can be chosen in a step of an entry's form: words -> value."""
        view = self.blank(who, kind)
        block = next(one for one in view["blocks"] if one.get("block_id") == step)
        who.close()
        return {one["text"]["text"]: one["value"] for one in block["element"]["options"]}

    def id_of(self, who: Hands, name: str) -> str:
        """A person's id in the case, found as anyone would: in a list of people to choose from."""
        found = self.choices(who, "strength", "said_by")
        return next(value for words, value in found.items() if words.startswith(name))

    def whole_plan_seen(self, who: Hands) -> Json:
        """What is still open, once each section that holds nothing was said not to be needed."""
        view = who.shown(lambda: who.command(self.channel, "/conference close"))
        while waiting := [one for _, one in elements(view) if does(one, "do:not_needed")]:
            before = view["hash"]
            who.press(view, "do:not_needed", waiting[0]["value"])
            self.until(lambda before=before: who.modal()["hash"] != before)
            view = who.modal()
        return view

    def direct(self, who: Hands, words: str) -> Json:
        """The newest direct message with these words, waited for."""
        self.until(lambda: any(words in one["text"] for one in who.direct()))
        return [one for one in who.direct() if words in one["text"]][-1]

    def dm(self, who: Hands) -> str:
        """The id of the DM with the bot."""
        return str(who.state()["dms"][0]["id"])

    def breaches(self) -> list[Json]:
        """What the bot did that Slack would not bear."""
        return [one for one in self.desk.get("/breaches")["breaches"] if one["serious"]]

    def connected(self) -> bool:
        """Whether a bot is there."""
        return bool(self.desk.get("/workspace")["connected"])

    def kill_bot(self) -> None:
        """A power cut, until the next bot is there; at first the dead one seems connected still."""
        self.bot.kill()
        self.until(lambda: not self.connected())
        self.until(self.connected, seconds=60.0)

    def until(self, holds: Callable[[], bool], seconds: float = 15.0) -> None:
        """Wait for something to come true."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"did not happen; the bot's last words: {self.bot.last_words()}")
            time.sleep(0.05)


@contextmanager
def world(
    folder: Path,
    database_url: str = "",
    more: Mapping[str, str] | None = None,
    threads: bool = False,
) -> Iterator[World]:
    """A fresh workspace and a running bot; the channel limit is kept short so that scenarios are quick."""
    limits = Limits(channel_interval=0.05, channel_burst=50)
    workspace = Workspace(manifest=manifest(read_threads=threads), clock_file=folder / "clock", limits=limits)
    with serve(workspace, port=0) as running:
        desk = Desk(running.url)
        desk.post("/clock", to=f"{CUSTODY}T16:00:00+00:00")
        admin = desk.post("/users", name="ana", real_name="Ana Admin", tz="America/Chicago")["user"]["id"]
        variables = {
            **running.environment(),
            "ROUNDTABLE_ADMINS": admin,
            "DATABASE_URL": database_url or make_database_with_key(folder),
            **(more or {}),
        }
        bot = BotProcess(folder, variables, nursery().begin)
        made = World(desk, bot, people={"Ana Admin": Hands(desk, admin)})
        bot.start()
        try:
            made.until(made.connected, seconds=60.0)
            yield made
        finally:
            bot.stop()


def with_case(made: World) -> tuple[World, Hands, Hands]:
    """The world with an open case: Priya manages it, Omar facilitates, Dana is the mother, without Slack."""
    priya, omar = made.person("Priya Nandan"), made.person("Omar Haddad")
    made.name_staff(priya, "Priya Nandan", ("staff",))
    made.channel = made.make_channel("case-test-0001", priya, (omar,))
    made.open_case(priya, made.channel)
    hub = made.hub(priya)
    made.form(priya, hub, "open:person", role="facilitator", name="Omar Haddad", slack_user=omar.user)
    made.form(priya, hub, "open:person", role="mother", name="Dana Reyes", language="en")
    made.form(priya, hub, "open:person", role="child", name="June Reyes")
    return made, priya, omar


def in_conference(made: World) -> tuple[World, Hands, Hands]:
    """A case whose conference runs."""
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    made.at("2026-03-18T20:30:00+00:00")
    omar.press(made.hub(omar), "do:start", channel=made.channel)
    made.until(lambda: any("Welcome" in one["text"] for one in omar.messages(made.channel)))
    return made, priya, omar


def words_of(surface: Json) -> str:
    """All words of a view or message, for looking whether something is said in it."""
    return json.dumps(surface.get("blocks") or surface, ensure_ascii=False)


__all__ = ["CannotDo", "World", "in_conference", "with_case", "words_of", "world"]
