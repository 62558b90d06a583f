"""What every kind of reminder is reckoned with: who reads it, by which way, on whose morning, until when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.calls import OPEN, Called, as_chased
from bot.domain.dates import to_utc
from bot.domain.people import Person
from bot.domain.reach import Reach
from bot.domain.record import CaseRecord
from bot.domain.reminder import BY_MAIL, CALL, Reminder, RemindWhen

STILL_WORTH_SAYING = timedelta(days=7)


@dataclass(frozen=True)
class Desk:
    """One case, how long ahead its practice reminds people, and how they are reached."""

    record: CaseRecord
    when: RemindWhen
    reach: Reach

    def to_person(
        self, kind: str, subject_id: str, person_id: str, due: date, days: tuple[int, ...]
    ) -> Iterator[Reminder]:
        """To somebody themself, so many days before; else as calls that staff make, at the same moments.

        By e-mail nobody can answer: what is asked on the day or after it is asked by a call.
        """
        person = self.present(person_id)
        if person and person.slack_user:
            yield from self.days_before(kind, subject_id, person.slack_user, due, days, person_id)
            return
        mailed = person is not None and person.id in self.reach.by_mail
        if mailed:
            ahead = tuple(one for one in days if one > 0)
            yield from self.days_before(kind, subject_id, BY_MAIL + person_id, due, ahead, person_id)
        called = tuple(one for one in days if one <= 0 or not mailed)
        for user in self.staff():
            yield from self.calls(kind, subject_id, user, due, called, person_id)

    def calls(
        self, kind: str, subject_id: str, user: str, due: date, days: tuple[int, ...], person_id: str
    ) -> Iterator[Reminder]:
        """The calls about one thing, each until it was made; what is noted of one ends those before it."""
        ones = list(self.days_before(kind + CALL, subject_id, user, due, days, person_id))
        words = [self.said_of(call) for call in ones]
        noted = [place for place, said in enumerate(words) if said is not None and said.result != OPEN]
        for call in ones[max(noted, default=0) :]:
            yield from self.until_made(call, call is ones[-1])

    def until_made(self, call: Reminder, last: bool) -> Iterator[Reminder]:
        """One call, asked for again until somebody notes that it was made; `last`: none follows about it."""
        for one in as_chased(call, last, self.said_of(call)):
            due_at = self.undisturbed(one.due_at, call.to)
            if due_at < one.expires_at:
                yield replace(one, due_at=due_at)

    def said_of(self, call: Reminder) -> Called | None:
        """What was noted last of a call."""
        return self.reach.called.get((call.kind, call.subject_id, call.person_id or "", call.slot))

    def days_before(
        self,
        kind: str,
        subject_id: str,
        to: str,
        due: date,
        days: tuple[int, ...],
        person_id: str | None = None,
    ) -> Iterator[Reminder]:
        """One for each number of days; each is worth saying until the next one comes."""
        moments = sorted((self.morning(due - timedelta(days=ahead), to), ahead) for ahead in days)
        for place, (moment, ahead) in enumerate(moments):
            following = moments[place + 1 :]
            yield Reminder(
                kind=kind,
                subject_id=subject_id,
                to=to,
                slot=f"{due:%Y%m%d}{-ahead:+d}d",
                due_at=moment,
                expires_at=following[0][0] if following else moment + STILL_WORTH_SAYING,
                person_id=person_id,
            )

    def morning(self, day: date, user: str) -> datetime:
        """Nine o'clock on that day where the reader is, or when they may be disturbed after it."""
        return self.undisturbed(to_utc(datetime.combine(day, self.when.morning), self.zone(user)), user)

    def undisturbed(self, moment: datetime, user: str) -> datetime:
        """The moment itself, or the end of the reader's quiet hours."""
        return self.reach.quiet.get(user, self.when.quiet).over_at(moment, self.zone(user))

    def zone(self, user: str) -> str:
        """Where the reader is; unknown, where the case is."""
        return self.reach.zones.get(user) or self.record.case.zone

    def people(self) -> list[Person]:
        """Those who are of the case now."""
        return [person for person in self.record.people if person.left_on is None]

    def present(self, person_id: str | None) -> Person | None:
        """Somebody who is of the case now."""
        return next((person for person in self.people() if person.id == person_id), None)

    def users(self, role: str) -> list[str]:
        """The accounts of those with a role."""
        return [one.slack_user for one in self.people() if one.role == role and one.slack_user]

    def staff(self) -> list[str]:
        """Who makes the calls: the case manager, else the facilitator, else whoever opened the case."""
        return self.users("case_manager") or self.users("facilitator") or [self.record.case.opened_by]
