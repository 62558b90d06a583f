"""An e-mail as it goes over the line: plain words, and a calendar file beside them."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from bot.domain.sending import MailToSend

CALENDAR_FILE = "meeting.ics"


def letter(mail: MailToSend, sender: str, marker: str, now: datetime) -> EmailMessage:
    """The whole message. Its Message-ID is the marker's: a second try is the same mail to whoever gets it."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{marker}@{sender.rpartition('@')[2]}>"
    # No out-of-office reply shall come back to an address that nobody reads.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    # Only signs that every server passes on unchanged.
    message.set_content(mail.words, cte="quoted-printable", headers=[f"Content-Language: {mail.language}"])
    if mail.calendar is not None:
        params = {"method": mail.method or "", "name": CALENDAR_FILE}
        message.add_alternative(mail.calendar.decode(), subtype="calendar", cte="base64", params=params)
    return message
