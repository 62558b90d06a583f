"""The e-mail way of the outbox: what a mail server's answer means for a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.delivery import Outgoing, Sending
from bot.domain.sending import Drop, Limited, MailToSend, Refused, Uncertain
from bot.services.ports import Clock, Mailer, UnitOfWork, Units

NOT_SET_UP = "mail_not_set_up"
NO_SAFE_ADDRESS = "no_safe_address"
MAY_HAVE_COME = "mail_no_answer"
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
GIVE_UP_AFTER = timedelta(hours=2)

Write = Callable[[UnitOfWork, Outgoing], MailToSend | Drop]


def write_with(kinds: Mapping[str, Write]) -> Write:
    """One function out of several: by the message's name."""
    return lambda work, row: kinds[row.message](work, row)


@dataclass(frozen=True, kw_only=True)
class MailRoom:
    """Writes an e-mail from the record as it is now, and hands it over; `mailer` None: not set up."""

    units: Units
    write: Write
    mailer: Mailer | None
    clock: Clock

    def deliver(self, row: Outgoing) -> Drop | None:
        """Send it; a Drop when nobody needs it any more. Raises Limited, Uncertain or Refused."""
        with self.units(row.workspace_id, "system", read_only=True) as work:
            mail = self.write(work, row)
        if isinstance(mail, Drop):
            return mail
        if self.mailer is None:
            raise Refused(NOT_SET_UP)
        try:
            self.mailer.send(mail, row.id, self.clock.now())
        except Limited as later:
            raise self._later(row, later) from later
        except Uncertain as unknown:
            # One more try may bring it twice, under one Message-ID. After that a person is asked to look.
            raise (Refused(MAY_HAVE_COME) if row.state is Sending.UNKNOWN else unknown) from unknown
        return None

    def _later(self, row: Outgoing, later: Limited) -> Limited | Refused:
        """Each time twice as long as the last, until staff had better reach the person in another way."""
        since = row.first_tried_at or self.clock.now()
        if self.clock.now() - since >= GIVE_UP_AFTER:
            return Refused(later.reason)
        doubled = FIRST_WAIT * 2 ** min(row.attempts - 1, 10)
        return Limited(min(doubled, LONGEST_WAIT).total_seconds(), later.reason)
