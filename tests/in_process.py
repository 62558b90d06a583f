"""The bot in this very process, before a practice Slack: so its database's statements can be counted."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import Path
from typing import Any, cast

from pydantic import SecretStr
from slack_bolt import App, BoltRequest, BoltResponse
from sqlalchemy import Engine, event

from bot.app import Application, build
from bot.clock import clock_for
from bot.domain.plan import Strength
from bot.practice import populate
from bot.practice.player.hands import Desk, Hands, elements
from bot.practice.server import Running, serve
from bot.practice.settings import Limits, Team
from bot.practice.workspace import Workspace
from bot.services.calling import scheduling
from bot.services.entries import capture
from bot.services.meeting import holding
from bot.services.people import team
from bot.settings import Settings
from bot.slack.manifest import manifest
from bot.socket_mode import SlackSocket
from bot.storage.keys import new_master_key
from tests.services.casework import CHANNEL, CUSTODY, MANAGER, TEAM, ZONE, Casework, Clock, opened

LEADER, OURSELVES = "U0FACILITATOR", Team().bot_user_id
MEETING: dict[str, Any] = {"kind": "case_planning_conference", "date": date(2026, 3, 18), "zone": ZONE}
MEETING |= {"start": time(15, 30), "end": time(17)}
# Set in a thread for as long as it answers somebody: what follows runs in others, at a pace of its own.
_answering = threading.local()


@dataclass
class Asked:
    """What a database was asked, statement by statement, and in how many transactions."""

    statements: list[str] = field(default_factory=list)
    transactions: int = 0


@contextmanager
def watched() -> Iterator[Asked]:
    """Everything that is asked meanwhile for an answer, as it is asked; BEGIN and COMMIT are transactions."""
    found = Asked()

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        if _is_answering() and not statement.startswith("BEGIN"):
            found.statements.append(statement)

    def begin(connection: object) -> None:
        found.transactions += _is_answering()

    event.listen(Engine, "before_cursor_execute", note)
    event.listen(Engine, "begin", begin)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        event.remove(Engine, "begin", begin)


def _is_answering() -> bool:
    return getattr(_answering, "now", False)


@dataclass(frozen=True)
class _Noticed:
    """A Bolt app of which is known which threads answer just now."""

    app: App

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """From the delivery to the end of its listener."""
        _answering.now = True
        try:
            return self.app.dispatch(request)
        finally:
            _answering.now = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.app, name)


@dataclass
class Meeting:
    """A conference that runs, and the hands of who leads it."""

    made: Casework
    hands: Hands

    def say(self, many: int) -> None:
        """So many strengths by the same person in the same conference, kept in one go."""
        said = capture.add(self.made.as_(LEADER), self.made.ids["case"], "strength", {"text": "The first"})
        with self.made.storage.units(TEAM, LEADER) as work:
            for nth in range(work.count(Strength, case_id=said.case_id), many):
                work.add(replace(said, id=work.new_id(), text=f"Said before {nth}"))
            work.commit()

    def by_command(self, text: str) -> Callable[[], object]:
        """The step that records a sentence typed behind the command."""
        return lambda: self.hands.command(CHANNEL, f"/conference strength {text}")

    def by_form(self, text: str) -> Callable[[], object]:
        """The step that records one written into the form."""
        return self.by_form_of("strength", {"text": text})

    def by_form_of(self, kind: str, answers: Mapping[str, Any]) -> Callable[[], object]:
        """The step that records what was answered in the form for any kind of entry."""
        self.hands.close()
        self.hands.shown(lambda: self.hands.command(CHANNEL, f"/conference {kind}"))
        self.hands.fill(answers)
        return self.hands.submit

    def by_message(self, text: str) -> Callable[[], object]:
        """The step that records a message of the channel."""
        self.hands.close()
        ts = self.hands.say(CHANNEL, text)
        kinds = self.hands.shown(lambda: self.hands.shortcut("add_to_plan", CHANNEL, ts))
        strength = next(one["value"] for _, one in elements(kinds) if one["value"].startswith("strength:"))
        self.hands.open(kinds, "do:add_as", strength)
        return self.hands.submit

    @property
    def ways(self) -> dict[str, Callable[[str], Callable[[], object]]]:
        """The three ways from a spoken sentence to the record."""
        return {"command": self.by_command, "form": self.by_form, "message": self.by_message}


@contextmanager
def meeting(folder: Path, url: str) -> Iterator[Meeting]:
    """A conference that runs, on an empty database."""
    clock_file = folder / "clock"
    workspace = Workspace(manifest(), team=Team(id=TEAM), clock_file=clock_file, limits=Limits(rate=False))
    with serve(workspace) as running:
        desk, settings = Desk(running.url), _settings(running, url)
        application = build(settings, clock_for(clock_file))
        slack = SlackSocket(cast(App, _Noticed(application.bolt)), settings)
        try:
            application.start()
            made = _held(application, desk, workspace)
            slack.open()
            yield Meeting(made, Hands(desk, LEADER))
        finally:
            slack.take_no_more(5.0)
            slack.close()
            application.stop()


def _settings(running: Running, url: str) -> Settings:
    tokens = running.workspace.tokens
    return Settings(
        database_url=SecretStr(url),
        master_key=SecretStr(new_master_key()),
        slack_bot_token=SecretStr(tokens.bot),
        slack_app_token=SecretStr(tokens.app),
        slack_api_url=f"{running.url}/api/",
        clock_file=running.workspace.clock_file,
    )


def _held(application: Application, desk: Desk, workspace: Workspace) -> Casework:
    desk.post("/clock", to=f"{CUSTODY}T16:00:00+00:00")
    made = opened(application.storage, Clock())
    for name, user in (("priya", MANAGER), ("omar", LEADER)):
        populate.add_user(workspace, name, wanted_id=user)
    members = LEADER, OURSELVES
    populate.add_channel(workspace, "case", MANAGER, private=True, members=members, wanted_id=CHANNEL)
    facts = {"name": "Omar Haddad", "role": "facilitator", "slack_user": LEADER, "language": "en"}
    team.add_person(made.as_(MANAGER), made.ids["case"], facts)
    conference = scheduling.schedule(made.as_(MANAGER), made.ids["case"], MEETING)
    desk.post("/clock", to="2026-03-18T21:00:00+00:00")
    holding.start(made.as_(LEADER), conference)
    made.ids["conference"] = conference
    return made
