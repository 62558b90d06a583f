"""What the doctor makes of what Slack and the mail server say."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import doctor
from bot.doctor import clock, family_page, mail, scopes
from bot.settings import MailSettings, PageSettings
from bot.slack.manifest import BOT_SCOPES, bot_scopes
from tests.mail.post_office import lets_in, post_office, secrecy

NOW = datetime(2026, 3, 18, 15, 30, tzinfo=UTC)


def slack_says(moment: datetime) -> str:
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize(("seconds", "well"), [(0, True), (60, True), (-60, True), (61, False), (-61, False)])
def test_a_clock_may_differ_by_a_minute(seconds: int, well: bool) -> None:
    assert clock(slack_says(NOW + timedelta(seconds=seconds)), NOW).well is well


@pytest.mark.parametrize("said", [None, "", "yesterday"])
def test_no_time_from_slack_is_no_problem_of_ours(said: str | None) -> None:
    assert clock(said, NOW).well


def test_a_scope_that_the_installed_app_lacks_is_named() -> None:
    assert scopes(", ".join(BOT_SCOPES)).well
    missing = scopes(",".join(set(BOT_SCOPES) - {"files:read"}))
    assert not missing.well
    assert "files:read" in missing.note
    assert scopes(None).well


def test_threads_that_are_to_be_read_need_their_scopes_and_others_must_not_have_them() -> None:
    wanting = scopes(",".join(BOT_SCOPES), read_threads=True)
    assert not wanting.well
    assert "groups:history" in wanting.note
    assert "ROUNDTABLE_READ_THREADS is yes" in wanting.note
    every = ",".join(bot_scopes(read_threads=True))
    assert scopes(every, read_threads=True).well
    assert not scopes(every).well


def of_mail(monkeypatch: pytest.MonkeyPatch, port: int, **more: str) -> MailSettings:
    usual = {"HOST": "127.0.0.1", "PORT": str(port), "FROM": "no-reply@agency.example", "TLS": "none"}
    for name, value in {**usual, **more}.items():
        monkeypatch.setenv(f"ROUNDTABLE_SMTP_{name}", value)
    return MailSettings()


@pytest.mark.parametrize(
    ("address", "says"),
    [("", "off"), ("https://pages.agency.example", "by HTTPS"), ("http://127.0.0.1:3000", "without HTTPS")],
)
def test_it_says_whether_families_have_pages_and_by_https(
    monkeypatch: pytest.MonkeyPatch, address: str, says: str
) -> None:
    monkeypatch.setenv("ROUNDTABLE_FAMILY_PAGE", address)
    found = family_page(PageSettings())
    assert (found.well, says in found.note) == (True, True)


def test_without_a_mail_server_all_is_well_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROUNDTABLE_SMTP_HOST", raising=False)
    found = mail(MailSettings())
    assert found.well
    assert "not set up" in found.note


def test_a_mail_server_is_asked_and_gets_no_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office() as office:
        assert mail(of_mail(monkeypatch, office.port)).well
    assert office.came == []
    silent = mail(of_mail(monkeypatch, office.port))
    assert not silent.well
    assert "ROUNDTABLE_SMTP_HOST" in silent.note


def test_what_the_mail_server_does_not_like_is_named_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with post_office() as office:
        found = mail(of_mail(monkeypatch, office.port, TLS="starttls"))
        assert not found.well
        assert "ROUNDTABLE_SMTP_TLS" in found.note
    with post_office(tls_context=secrecy(tmp_path).server) as office:
        found = mail(of_mail(monkeypatch, office.port, TLS="starttls"))
        assert "certificate" in found.note
    with post_office(authenticator=lets_in, auth_require_tls=False) as office:
        wrong = {"USER": "roundtable", "PASSWORD": "open barley"}
        found = mail(of_mail(monkeypatch, office.port, **wrong))
        assert not found.well
        assert "ROUNDTABLE_SMTP_PASSWORD" in found.note
        assert "barley" not in found.note


@pytest.mark.parametrize(
    ("url", "well", "note"),
    [
        ("sqlite:///{folder}/new.db", True, "is made at the first start"),
        ("sqlite:///{folder}/none/new.db", False, "Make it, or change DATABASE_URL."),
        ("sqlite:///{folder}/junk.db", False, "cannot be used as it is"),
        ("postgresql+psycopg://u:secret@127.0.0.1:9/x", False, "check the address, and start PostgreSQL"),
    ],
)
def test_what_is_wrong_with_the_database_is_said_in_whole_sentences_and_without_its_password(
    url: str, well: bool, note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "junk.db").write_bytes(b"no database" * 500)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url.format(folder=tmp_path))
    monkeypatch.setenv("ROUNDTABLE_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    found = next(one for one in doctor.examine() if one.what == "database")
    assert (found.well, note in found.note) == (well, True), found.note
    assert "secret" not in found.note
    assert ".:" not in found.note
