"""A case on a real database, its outbox before a real mail server, and no Slack: what goes by e-mail."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from email.message import EmailMessage
from typing import Any

from icalendar import Calendar

from bot.domain.conference import Conference
from bot.domain.delivery import Outgoing
from bot.domain.network import ContactWay
from bot.domain.office import Office
from bot.domain.sending import Limited
from bot.notices.calendar import calendar_by_mail
from bot.paper_room import calendar
from bot.render import Words
from bot.services.acting import Acting
from bot.services.calling import calendar_wish, scheduling
from bot.services.delivery.composing import compose_with
from bot.services.delivery.handover import Handover
from bot.services.delivery.mailing import MailRoom
from bot.services.delivery.outbox import Courier
from bot.services.delivery.reminders import RECKON
from bot.services.people import team
from bot.storage import Storage
from bot.trouble import staff_teller
from tests.mail.post_office import PostOffice
from tests.services.casework import MANAGER, TEAM, ZONE, Casework, Clock, opened

WORDS = Words()
PLACE = "Canary Hall, 12 Elm Street"
DANA, ADDRESS = "Dana Reyes", "dana@mail.example"
MEETING: dict[str, Any] = {
    "kind": "case_planning_conference",
    "date": date(2026, 3, 18),
    "start": time(15, 30),
    "end": time(17, 0),
    "zone": ZONE,
    "place": PLACE,
}


class NoSlack:
    """Slack does not answer: what goes by Slack waits."""

    def room(self) -> int:
        """Our own pace would let many go."""
        return 100

    def pause(self) -> float:
        """See the courier's Messenger."""
        return 0.0

    def __getattr__(self, name: str) -> Any:
        def never(*_: object) -> None:
            raise Limited(600.0, "no_slack_here")

        return never


@dataclass
class MailDesk:
    """Priya's case: Dana is the mother, without Slack, with an address; `office` is the mail server."""

    case: Casework
    office: PostOffice
    clock: Clock
    dana: str = ""
    planned: str = ""
    mails: bool = True

    @property
    def manager(self) -> Acting:
        return self.case.as_(MANAGER)

    def person(self, name: str, role: str = "mother", **more: Any) -> str:
        """Somebody of the case without Slack, whose families said yes to them."""
        facts = {"name": name, "role": role, "family_said_yes": True, **more}
        return team.add_person(self.manager, self.case.ids["case"], facts)

    def way(self, person_id: str, value: str = ADDRESS, **more: Any) -> ContactWay:
        """An address that the person called safe, or whatever `more` says."""
        with self.case.storage.units(TEAM, MANAGER) as work:
            facts = {"case_id": self.case.ids["case"], "person_id": person_id, "entered_by": MANAGER}
            usual = {"kind": "email", "value": value, "safe": True}
            way = ContactWay(workspace_id=TEAM, id=work.new_id(), **facts, **usual | more)
            work.add(way)
            work.commit()
        return way

    def told(self, person_id: str) -> None:
        """Staff told this person of the conference."""
        today = date(2026, 3, 2)
        scheduling.record_notice(self.manager, self.planned, person_id, today, "phone")

    def wishes(self, person_id: str, wish: str = "with_place") -> None:
        calendar_wish.wish_for(self.manager, self.planned, person_id, wish)

    def move(self, **changed: Any) -> None:
        known = self.conference()
        scheduling.move(self.manager, known.id, {**MEETING, **changed}, known.version)

    def conference(self) -> Conference:
        with self.case.reading() as work:
            return work.get(Conference, self.planned)

    def deliver(self, sweeps: int = 1) -> None:
        """So many sweeps of the outbox, two seconds apart."""
        for _ in range(sweeps):
            self.courier().deliver()
            self.clock.moment += timedelta(seconds=2)

    def courier(self) -> Courier:
        storage = self.case.storage
        agency = self.case.agency
        mailer = self.office.bot() if self.mails else None
        write = calendar_by_mail(agency, WORDS, calendar)
        return Courier(
            queue=storage.outbox,
            units=storage.units,
            handover=Handover(units=storage.units, messenger=NoSlack(), clock=self.clock),
            compose=compose_with({}),
            errands={RECKON: lambda work, row: None},
            clock=self.clock,
            tell_staff=staff_teller(agency.profiles),
            mail_room=MailRoom(units=storage.units, write=write, mailer=mailer, clock=self.clock),
        )

    def rows(self, message: str = "mail:meeting") -> list[Outgoing]:
        """What is or was in the outbox of that kind, oldest first."""
        with self.case.reading() as work:
            return list(work.find(Outgoing, message=message))

    def events(self) -> list[Any]:
        """The event of each mail that came, with the method asked for."""
        return [event_of(mail) for mail in self.office.came]


def event_of(mail: EmailMessage) -> Any:
    """The event in a mail's calendar file; `METHOD` is the file's."""
    part = next(one for one in mail.walk() if one.get_content_type() == "text/calendar")
    made = Calendar.from_ical(part.get_payload(decode=True))
    [event] = made.walk("VEVENT")
    event["METHOD"] = made["METHOD"]
    return event


def words_of(mail: EmailMessage) -> str:
    """All that somebody can read of a mail without its calendar file."""
    part = next(one for one in mail.walk() if one.get_content_type() == "text/plain")
    return f"{mail.as_string().partition('BEGIN')[0]}\n{part.get_content()}"


def mail_desk(storage: Storage, clock: Clock, office: PostOffice) -> MailDesk:
    """A planned conference; Dana is on the team and has an address that is safe."""
    made = opened(storage, clock)
    office_of_agency = Office(phone="555 0100", address="office@agency.example", mails=True)
    made.agency = replace(made.agency, office=office_of_agency)
    desk = MailDesk(made, office, clock)
    desk.dana = desk.person(DANA)
    desk.way(desk.dana)
    desk.planned = scheduling.schedule(desk.manager, made.ids["case"], MEETING)
    return desk
