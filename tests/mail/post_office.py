"""A real mail server on loopback that keeps what it is given, and fails in the ways that tests ask for."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.mail.server import MailServer, Tls

LOOPBACK = "127.0.0.1"
SENDER = "no-reply@agency.example"
USER, PASSWORD = "roundtable", "open sesame"


@dataclass
class PostOffice:
    """What came; `sender`, `rcpt` and `data` are what it answers to these turns instead of yes."""

    came: list[EmailMessage] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    sender: str = ""
    rcpt: str = ""
    data: str = ""
    hang_up_after_data: bool = False
    port: int = 0

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not self.rcpt:
            envelope.rcpt_tos.append(address)
        return self.rcpt or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data:
            return self.data
        self.came.append(message_from_bytes(envelope.original_content or b"", policy=policy.default))
        self.to.append(envelope.rcpt_tos)
        if self.hang_up_after_data and server.transport is not None:
            server.transport.abort()
        return "250 OK"

    def bot(self, **changed: Any) -> MailServer:
        """Our side, before this office."""
        usual: dict[str, Any] = {"host": LOOPBACK, "port": self.port, "sender": SENDER, "tls": Tls.NONE}
        return MailServer(**usual | changed)


class AnyPort(Controller):
    """Listens where there is room."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def post_office(**settings: Any) -> Iterator[PostOffice]:
    """One that listens for as long as the block runs."""
    office = PostOffice()
    running = AnyPort(office, hostname=LOOPBACK, port=0, **settings)
    running.start()
    try:
        office.port = running.port
        yield office
    finally:
        running.stop()


def lets_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
    """Whether a login is the one we know."""
    known = isinstance(given, LoginPassword) and given == LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


@dataclass(frozen=True)
class Secrecy:
    """A certificate for loopback: what the server shows, and what our side takes for right."""

    server: ssl.SSLContext
    ours: ssl.SSLContext


def secrecy(folder: Path) -> Secrecy:
    """Made anew, and known to nobody else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    shown = folder / "certificate.pem"
    shown.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    kept = folder / "key.pem"
    form = serialization.PrivateFormat.PKCS8
    kept.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(shown, kept)
    return Secrecy(server, ssl.create_default_context(cafile=str(shown)))
