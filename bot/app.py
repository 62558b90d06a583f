"""Puts the parts together; the only module that knows them all."""

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flask import Blueprint
from slack_bolt import App
from slack_sdk import WebClient

from bot import mail_room, trouble
from bot.domain.errors import DatabaseAway
from bot.handlers import register
from bot.handlers.context import acting_for, events_to_inbox
from bot.handlers.desk import Desk
from bot.handlers.entries.threads import is_read
from bot.handlers.events import handler
from bot.handlers.shapes import refuse_misshapen
from bot.master_key import master_key
from bot.notices import composers
from bot.notices.calendar import calendar_by_mail
from bot.notices.due_table import due_table
from bot.notices.family_page import page_by_mail
from bot.notices.reminder_mail import REMINDS_BY_MAIL, remind_by_mail
from bot.paper_room import calendar, due_table_file, makers, outlined, own_files, read_plan
from bot.profiles import load_profiles
from bot.pulse import Line, Pulse, as_numbers
from bot.render import Words
from bot.scheduler import Ticks
from bot.scheduler.watch import GiveUp
from bot.services.acting import Agency
from bot.services.calling.calendar_files import AS_MAIL
from bot.services.delivery.composing import compose_with
from bot.services.delivery.handover import Handover
from bot.services.delivery.inbox import keep_event, work_events
from bot.services.delivery.mailing import MailRoom, write_with
from bot.services.delivery.outbox import Courier
from bot.services.delivery.recounting import count_on, stands_on
from bot.services.delivery.reminders import RECKON, reckoner
from bot.services.family_page.entering import Door, forget_what_passed
from bot.services.family_page.links import AS_MAIL as PAGE_BY_MAIL
from bot.services.people.channel_sweep import ChannelSweep
from bot.services.ports import Clock, Sealed
from bot.services.seeing.due_table import MESSAGE as DUE_TABLE
from bot.setting_rules import is_loopback
from bot.settings import LISTENER_THREADS, Settings
from bot.slack.calls import web_client
from bot.slack.messenger import Messenger
from bot.slack.pacing import Pace, per_minute
from bot.socket_answers import InPlace
from bot.storage import Storage, open_storage
from bot.web.family.parts import FamilyParts

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Application:
    """The running parts. `start` comes after any fork; `stop` lets running listeners finish."""

    bolt: App
    storage: Storage
    ticks: Ticks
    pulse: Pulse
    family: Blueprint | None
    listeners: Executor = field(repr=False)

    def start(self, give_up: GiveUp | None = None, line: Line | None = None) -> None:
        """Begin to deliver, to work events, to reckon reminders; `line` is how the socket is doing."""
        self.pulse.line = line
        self.ticks.start(give_up)

    def stop(self) -> None:
        """Finish what was begun, then close the record."""
        self.listeners.shutdown(wait=True)
        self.ticks.stop(wait=True)
        _anchor(self.storage)
        self.storage.close()

    def health(self) -> Mapping[str, object]:
        """Whether the ticks tick, and how much waits for how long."""
        return as_numbers(self.pulse.look())


def build(settings: Settings, clock: Clock) -> Application:
    """All parts of one process. Raises the storage's errors and WrongSetting; starts no thread."""
    url = settings.database_url.get_secret_value()
    storage = open_storage(url, master_key(settings), clock, anchors=settings.anchor_file)
    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    pulse = Pulse(storage, clock)
    agency = _agency(settings, storage, pulse)
    words = Words()
    ticks = _ticks(settings, agency, storage, client, words, clock)
    pulse.ticks = ticks.health
    listeners = InPlace() if settings.socket_mode else ThreadPoolExecutor(LISTENER_THREADS)
    bolt = _bolt(settings, client, listeners)
    desk = Desk(words, ticks.wake, outlined)
    bolt.middleware(refuse_misshapen)
    bolt.middleware(
        events_to_inbox(
            lambda body: is_read(body, settings.read_threads),
            lambda body: keep_event(storage.inbox, body, clock.now()),
            ticks.wake_inbox,
        )
    )
    bolt.middleware(acting_for(agency, desk))
    register(bolt, desk)
    family = _family(settings, agency, words, client)
    return Application(bolt, storage, ticks, pulse, family, listeners)


def _bolt(settings: Settings, client: WebClient, listeners: Executor) -> App:
    secret = settings.slack_signing_secret
    return App(
        client=client,
        signing_secret=secret.get_secret_value() if secret else None,
        listener_executor=listeners,
        token_verification_enabled=False,
    )


def _agency(settings: Settings, storage: Storage, pulse: Pulse) -> Agency:
    return Agency(
        units=storage.units,
        profiles=load_profiles(own=settings.profiles),
        admins=frozenset(settings.admins),
        signer=storage.signer,
        seal=_seal,
        public_key=storage.signer.public_key(),
        zone=settings.zone,
        practice=settings.clock_file is not None and is_loopback(settings.slack_api_url),
        office=mail_room.office(settings),
        read_threads=settings.read_threads,
        family_page=settings.family_page or "",
        health=pulse.look,
    )


def _family(settings: Settings, agency: Agency, words: Words, client: WebClient) -> Blueprint | None:
    if not agency.family_page:
        return None
    from bot.web.family.pages import family_pages

    team = cache(lambda: str(client.auth_test()["team_id"]))
    parts = FamilyParts(
        door=lambda: Door(agency, team()),
        words=words,
        read_plan=read_plan,
        files=own_files(settings.plan_template),
        address=agency.family_page,
        practice=agency.practice,
        phone=agency.office.phone,
    )
    return family_pages(parts)


def _post(settings: Settings, agency: Agency, words: Words, clock: Clock) -> MailRoom:
    kinds = {AS_MAIL: calendar_by_mail(agency, words, calendar), PAGE_BY_MAIL: page_by_mail(agency, words)}
    kinds |= dict.fromkeys(REMINDS_BY_MAIL, remind_by_mail(agency, words))
    write = write_with(kinds)
    return MailRoom(units=agency.units, write=write, mailer=mail_room.mail_server(settings), clock=clock)


def _seal(content: Mapping[str, Any]) -> Sealed:
    # Imported when the first plan is sealed: a bot that starts must be there within seconds.
    from bot.documents.seal import seal

    return seal(content)


def _ticks(
    settings: Settings, agency: Agency, storage: Storage, client: WebClient, words: Words, clock: Clock
) -> Ticks:
    us = cache(lambda: client.auth_test())
    counted_by = cache(lambda: stands_on(agency.profiles))

    def team() -> str:
        return str(us()["team_id"])

    times = storage.times(team)
    messenger = Messenger(client, Pace(per_minute=per_minute(settings.messages_per_minute), times=times))
    channels = ChannelSweep(
        agency=agency, members=messenger.members, us=lambda: str(us()["user_id"]), clock=clock
    )
    key = storage.signer.public_key()
    room = makers(storage.signer, key, storage.audit_lines, settings.plan_template)
    tell = composers(agency, words, room, calendar)
    courier = Courier(
        queue=storage.outbox,
        units=storage.units,
        handover=Handover(units=storage.units, messenger=messenger, clock=clock),
        compose=compose_with({**tell, DUE_TABLE: due_table(agency, words, due_table_file)}),
        errands={RECKON: reckoner(agency.profiles, agency.office.mails)},
        clock=clock,
        tell_staff=trouble.staff_teller(agency.profiles, agency.office.mails),
        mail_room=_post(settings, agency, words, clock),
        look_again_in=lambda seconds: ticks.wake_in(seconds),
        before_card=channels.before_card,
    )
    handle = handler(words, agency, client)
    ticks = Ticks(
        deliver=courier.deliver,
        work_inbox=lambda: work_events(storage.inbox, handle, clock),
        roll_over=_each_hour(storage, team),
        count_on=lambda: count_on(storage.units, team(), counted_by()),
        look_around=lambda: channels.sweep([team()]),
        clock=clock,
    )
    return ticks


def _each_hour(storage: Storage, team: Callable[[], str]) -> Callable[[], None]:
    def each_hour() -> None:
        _anchor(storage)
        forget_what_passed(storage.units, team())

    return each_hour


def _anchor(storage: Storage) -> None:
    """Write down where the audit chains end. A full disk there keeps nobody from their meeting."""
    try:
        storage.anchor()
    except (OSError, DatabaseAway) as problem:
        log.error("the anchors were not written: %s", type(problem).__name__)
