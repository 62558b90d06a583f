"""From settings to the mail server and the office: for the bot, and for the doctor."""

from bot.domain.office import NOBODY, Office
from bot.mail.server import MailServer, Tls
from bot.settings import MailSettings

PORTS = {Tls.TLS: 465, Tls.STARTTLS: 587, Tls.NONE: 25}


def mail_server(settings: MailSettings) -> MailServer | None:
    """The agency's mail server; None when no variable names one."""
    if settings.smtp_host is None or settings.smtp_from is None:
        return None
    tls = Tls(settings.smtp_tls)
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port or PORTS[tls],
        sender=settings.smtp_from,
        tls=tls,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
    )


def office(settings: MailSettings) -> Office:
    """How people outside Slack reach the agency."""
    return Office(
        phone=settings.office_phone,
        address=settings.office_email or settings.smtp_from or NOBODY,
        mails=settings.smtp_host is not None,
    )
