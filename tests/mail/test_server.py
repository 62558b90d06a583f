"""E-mails reach a real mail server, and each way of failing says whether the mail may have gone."""

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.sending import Limited, MailToSend, Refused, Uncertain
from bot.mail.server import MailServer, Tls, is_address
from tests.mail.post_office import PASSWORD, SENDER, USER, lets_in, post_office, secrecy

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Reunión\r\nEND:VCALENDAR\r\n".encode()
MAIL = MailToSend(
    to="dana@mail.example",
    subject="Reunión de planificación",
    words="¿Va a venir?\n.\nLlame al 555 0100.",
    language="es",
    calendar=ICS,
    method="REQUEST",
)


def test_a_mail_comes_as_it_was_written_to_one_person() -> None:
    with post_office() as office:
        office.bot().send(MAIL, "row-1", NOW)
    [came], [to] = office.came, office.to
    assert to == ["dana@mail.example"]
    assert (came["From"], came["To"], came["Subject"]) == (SENDER, MAIL.to, MAIL.subject)
    assert came["Message-ID"] == "<row-1@agency.example>"
    assert came["Date"].datetime == NOW
    assert (came["Cc"], came["Bcc"], came["Reply-To"]) == (None, None, None)
    assert came["Auto-Submitted"] == "auto-generated"
    words, calendar = came.iter_parts()
    assert words.get_content().splitlines() == MAIL.words.splitlines()
    assert words["Content-Language"] == "es"
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_payload(decode=True) == ICS


def test_a_mail_without_a_calendar_is_words_alone() -> None:
    with post_office() as office:
        plain = MailToSend(to="dana@mail.example", subject="Hello", words="Hello.", language="en")
        office.bot().send(plain, "row-1", NOW)
    assert office.came[0].get_content_type() == "text/plain"


def test_the_line_is_secret_from_the_first_byte_or_after_asking(tmp_path: Path) -> None:
    made = secrecy(tmp_path)
    with post_office(ssl_context=made.server) as office:
        office.bot(tls=Tls.TLS, context=made.ours).send(MAIL, "row-1", NOW)
    assert len(office.came) == 1
    with post_office(tls_context=made.server, require_starttls=True) as office:
        office.bot(tls=Tls.STARTTLS, context=made.ours).send(MAIL, "row-1", NOW)
        with pytest.raises(Refused) as refused:
            office.bot(tls=Tls.NONE).send(MAIL, "row-2", NOW)
    assert refused.value.reason == "mail_refused:530"
    assert len(office.came) == 1


def test_nothing_goes_over_a_line_that_others_could_read(tmp_path: Path) -> None:
    with post_office(tls_context=secrecy(tmp_path).server) as office:
        with pytest.raises(Limited) as strange:
            office.bot(tls=Tls.STARTTLS).send(MAIL, "row-1", NOW)
        assert strange.value.reason == "mail_not_encrypted"
    with post_office() as office:
        with pytest.raises(Limited) as unable:
            office.bot(tls=Tls.STARTTLS).send(MAIL, "row-1", NOW)
        assert unable.value.reason == "mail_not_offered"
    assert office.came == []


def test_the_login_is_given_where_one_is_set_up(tmp_path: Path) -> None:
    made = secrecy(tmp_path)
    asks = {"tls_context": made.server, "authenticator": lets_in, "auth_required": True}
    with post_office(**asks) as office:
        ours = {"tls": Tls.STARTTLS, "context": made.ours, "user": USER}
        office.bot(**ours, password=PASSWORD).send(MAIL, "row-1", NOW)
        with pytest.raises(Limited) as wrong:
            office.bot(**ours, password="open barley").send(MAIL, "row-2", NOW)
        assert wrong.value.reason == "mail_login"
        office.bot(**ours, password=PASSWORD).greet()
    assert [one["Message-ID"] for one in office.came] == ["<row-1@agency.example>"]
    assert PASSWORD not in repr(office.bot(**ours, password=PASSWORD))


@pytest.mark.parametrize("turn", ["sender", "rcpt", "data"])
def test_not_now_and_never_are_told_apart_and_carry_none_of_the_servers_words(turn: str) -> None:
    with post_office() as office:
        setattr(office, turn, "451 dana@mail.example is busy, try again")
        with pytest.raises(Limited) as later:
            office.bot().send(MAIL, "row-1", NOW)
        setattr(office, turn, "550 no such user dana@mail.example")
        with pytest.raises(Refused) as never:
            office.bot().send(MAIL, "row-1", NOW)
        setattr(office, turn, "")
        office.bot().send(MAIL, "row-1", NOW)
    assert (later.value.reason, never.value.reason) == ("mail_later:451", "mail_refused:550")
    assert "dana" not in str(later.value) + str(never.value)
    assert len(office.came) == 1


def test_a_line_that_breaks_after_the_mail_leaves_open_whether_it_went() -> None:
    with post_office() as office:
        office.hang_up_after_data = True
        with pytest.raises(Uncertain) as unknown:
            office.bot().send(MAIL, "row-1", NOW)
    assert unknown.value.reason == "mail_no_answer"
    assert len(office.came) == 1


def test_nobody_there_means_that_it_did_not_go() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = MailServer(host="127.0.0.1", port=taken.getsockname()[1], sender=SENDER, tls=Tls.NONE)
        with pytest.raises(Limited) as gone:
            nobody.send(MAIL, "row-1", NOW)
        with pytest.raises(Limited):
            nobody.greet()
    assert gone.value.reason == "mail_unreachable"


@pytest.mark.parametrize(
    "text",
    [
        *("", "dana", "dana@", "@mail.example", "dana@mail.example, eve@mail.example", "da na@mail.example"),
        *("dana@mail.example\r\nBcc: eve@mail.example", "<dana@mail.example>", "dana@@mail.example"),
        *("daña@mail.example", "dana@mail..example", "dana@mail.example ", f"{'d' * 250}@mail.example"),
    ],
)
def test_what_is_no_plain_address_is_refused_before_anyone_is_asked(text: str) -> None:
    assert not is_address(text)
    with post_office() as office, pytest.raises(Refused) as refused:
        office.bot().send(MailToSend(to=text, subject="Hello", words="Hello", language="en"), "row-1", NOW)
    assert refused.value.reason == "mail_address"
    assert office.came == []


@pytest.mark.parametrize(
    "text", ["dana@mail.example", "d.r+kids@mail-one.example.org", "o'neil@mail.example"]
)
def test_an_address_as_people_have_them_is_one(text: str) -> None:
    assert is_address(text)
