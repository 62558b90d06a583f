"""Hands e-mails to a mail server by SMTP, and knows for each way of failing whether the mail may have gone.

Reasons are codes: what a server answers may quote the address, so none of its words goes any further.
"""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.sending import Limited, MailToSend, Refused, Uncertain
from bot.mail.letter import letter

# A mail takes several turns, each may wait so long; all of them fit into the lease of an outbox row.
TURN_SECONDS = 4.0
# Servers read a mail through before they say that they have it.
READING_SECONDS = 25.0
# How long to wait after a no for now is for the outbox to say, which knows how often it tried.
LATER = 60.0
ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)


class Tls(StrEnum):
    """How the line is kept secret: from the first byte, after asking, or not at all (on this machine)."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """One mail server, asked anew for each mail; holds no connection, so any thread may use it."""

    host: str
    port: int
    sender: str
    tls: Tls = Tls.STARTTLS
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    context: ssl.SSLContext | None = field(default=None, repr=False)

    def send(self, mail: MailToSend, marker: str, now: datetime) -> None:
        """Hand a mail over. Raises Limited (it did not go), Uncertain (it may have) or Refused."""
        if not is_address(mail.to):
            raise Refused("mail_address")
        raw = letter(mail, self.sender, marker, now).as_bytes()
        with self._line() as line:
            _must_be_taken(line.mail(self.sender))
            _must_be_taken(line.rcpt(mail.to))
            _hand_over(line, raw)

    def greet(self) -> None:
        """Log in and leave again, for a look at whether it works. Raises Limited."""
        with self._line():
            pass

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        """A connection that is let in. What goes wrong before the mail itself means that it did not go."""
        line: smtplib.SMTP | None = None
        try:
            line = self._connected()
            yield line
            _leave(line)
        except ssl.SSLError as problem:
            raise Limited(LATER, "mail_not_encrypted") from problem
        except smtplib.SMTPAuthenticationError as problem:
            raise Limited(LATER, "mail_login") from problem
        except smtplib.SMTPNotSupportedError as problem:
            raise Limited(LATER, "mail_not_offered") from problem
        except (smtplib.SMTPException, OSError) as problem:
            raise Limited(LATER, "mail_unreachable") from problem
        finally:
            if line is not None:
                line.close()

    def _connected(self) -> smtplib.SMTP:
        context = self.context or ssl.create_default_context()
        if self.tls is Tls.TLS:
            line: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TURN_SECONDS, context=context)
        else:
            line = smtplib.SMTP(self.host, self.port, timeout=TURN_SECONDS)
        line.ehlo_or_helo_if_needed()
        if self.tls is Tls.STARTTLS:
            line.starttls(context=context)
            line.ehlo()
        if self.user and self.password:
            line.login(self.user, self.password)
        return line


def is_address(text: str) -> bool:
    """Whether mail can go there: one plain address, so that nothing else can ride along."""
    return len(text) <= 254 and ADDRESS.fullmatch(text) is not None


def _hand_over(line: smtplib.SMTP, raw: bytes) -> None:
    """The mail itself. A line that breaks from here on leaves open whether it went."""
    if line.sock is not None:
        line.sock.settimeout(READING_SECONDS)
    try:
        answer = line.data(raw)
    except smtplib.SMTPDataError as no:
        _must_be_taken((no.smtp_code, b""))
        raise Limited(LATER, f"mail_later:{no.smtp_code}") from no
    except (smtplib.SMTPException, OSError) as problem:
        raise Uncertain("mail_no_answer") from problem
    _must_be_taken(answer)


def _must_be_taken(answer: tuple[int, bytes]) -> None:
    """4xx: not now. 5xx: never (RFC 5321, 4.2.1)."""
    code = answer[0]
    if code >= 500:
        raise Refused(f"mail_refused:{code}")
    if not 200 <= code < 300:
        raise Limited(LATER, f"mail_later:{code}")


def _leave(line: smtplib.SMTP) -> None:
    # The mail has been taken: a goodbye that fails changes nothing about that.
    with suppress(smtplib.SMTPException, OSError):
        line.quit()
