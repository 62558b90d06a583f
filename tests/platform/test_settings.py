"""Each variable is read, defaulted or refused in one line that says what it is and where to get it."""

import base64
from itertools import pairwise
from pathlib import Path

import pytest

from bot.domain.office import NOBODY, Office
from bot.mail_room import mail_server, office
from bot.setting_names import VARIABLES
from bot.settings import Settings, StorageSettings, WrongSetting, load

KEY = base64.b64encode(b"k" * 32).decode()
SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1-2-abc", "SLACK_APP_TOKEN": "xapp-1-A1-2-abc"}
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1-2-abc", "SLACK_SIGNING_SECRET": "0" * 32}

MAIL = {"ROUNDTABLE_SMTP_HOST": "mail.agency.example", "ROUNDTABLE_SMTP_FROM": "no-reply@agency.example"}


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def read(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return load(Settings)


def test_a_token_and_an_app_token_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **SOCKET)
    assert settings.socket_mode
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.sqlite_file == Path("roundtable.db")
    assert (settings.admins, settings.host, settings.port) == ((), "127.0.0.1", None)
    assert (settings.zone, settings.log_level, settings.clock_file) == ("UTC", "info", None)


def test_threads_are_read_only_where_somebody_said_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not read(monkeypatch, **SOCKET).read_threads
    assert not read(monkeypatch, ROUNDTABLE_READ_THREADS="no").read_threads
    assert read(monkeypatch, ROUNDTABLE_READ_THREADS="Yes").read_threads


def test_private_pages_are_off_until_somebody_says_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, **SOCKET).family_page is None
    on = {"ROUNDTABLE_FAMILY_PAGE": "https://pages.agency.example/", "PORT": "3000"}
    assert read(monkeypatch, **on).family_page == "https://pages.agency.example"
    assert read(monkeypatch, ROUNDTABLE_FAMILY_PAGE="http://127.0.0.1:3000").family_page


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://pages.agency.example", "is not https"),
        ("https://pages.agency.example/here", "is not a web address without a path"),
        ("pages.agency.example", "is not a web address"),
        ("https://user@pages.agency.example", "is not a web address"),
    ],
)
def test_private_pages_need_a_secret_way(monkeypatch: pytest.MonkeyPatch, address: str, problem: str) -> None:
    with pytest.raises(WrongSetting, match=problem):
        read(monkeypatch, **SOCKET, PORT="3000", ROUNDTABLE_FAMILY_PAGE=address)


def test_private_pages_need_a_port(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongSetting, match="PORT is missing"):
        read(monkeypatch, **SOCKET, ROUNDTABLE_FAMILY_PAGE="https://pages.agency.example")


def test_without_a_mail_server_nobody_is_mailed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **SOCKET)
    assert mail_server(settings) is None
    assert office(settings) == Office(phone=None, address=NOBODY, mails=False)


@pytest.mark.parametrize(
    ("values", "port", "tls"),
    [
        ({}, 587, "starttls"),
        ({"ROUNDTABLE_SMTP_TLS": "TLS"}, 465, "tls"),
        ({"ROUNDTABLE_SMTP_PORT": "2525"}, 2525, "starttls"),
    ],
)
def test_a_mail_server_needs_a_name_and_a_sender(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], port: int, tls: str
) -> None:
    settings = read(monkeypatch, **SOCKET, **MAIL, **values)
    server = mail_server(settings)
    assert server is not None
    assert (server.host, server.port, str(server.tls)) == ("mail.agency.example", port, tls)
    assert (server.sender, server.user, server.password) == ("no-reply@agency.example", None, None)
    assert office(settings) == Office(phone=None, address="no-reply@agency.example", mails=True)


def test_the_office_may_have_an_address_and_a_phone_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    of_office = {
        "ROUNDTABLE_OFFICE_EMAIL": "planning@agency.example",
        "ROUNDTABLE_OFFICE_PHONE": "(555) 0100 ext. 7",
    }
    made = office(read(monkeypatch, **SOCKET, **MAIL, **of_office))
    assert made == Office(phone="(555) 0100 ext. 7", address="planning@agency.example", mails=True)


def test_the_mail_password_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    login = {"ROUNDTABLE_SMTP_USER": "roundtable", "ROUNDTABLE_SMTP_PASSWORD": "open sesame"}
    settings = read(monkeypatch, **SOCKET, **MAIL, **login)
    server = mail_server(settings)
    assert server is not None
    assert server.password == "open sesame"
    assert "sesame" not in repr(settings) + repr(server)


def test_without_an_app_token_the_bot_answers_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not read(monkeypatch, **HTTP).socket_mode


def test_settings_cannot_be_changed_and_do_not_show_their_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **SOCKET, ROUNDTABLE_MASTER_KEY=KEY, DATABASE_URL="postgresql://u:hush@db/r")
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1
    for secret in (*SOCKET.values(), KEY, "hush"):
        assert secret not in repr(settings)


def test_administrators_are_a_list_of_ids_without_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **SOCKET, ROUNDTABLE_ADMINS=" U024BE7LH, W012A3CDE,U024BE7LH, ")
    assert settings.admins == ("U024BE7LH", "W012A3CDE")


@pytest.mark.parametrize("spelling", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_through_psycopg(monkeypatch: pytest.MonkeyPatch, spelling: str) -> None:
    settings = read(
        monkeypatch, **SOCKET, DATABASE_URL=f"{spelling}://u:p%40ss@db:5433/r", ROUNDTABLE_MASTER_KEY=KEY
    )
    assert settings.database_url.get_secret_value() == "postgresql+psycopg://u:p%40ss@db:5433/r"
    assert settings.sqlite_file is None


def test_the_working_directory_s_env_file_is_read_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(
        "SLACK_BOT_TOKEN=xoxb-1-2-file\nSLACK_APP_TOKEN=xapp-1-file\nPORT=4000\nHOST=\nSOMETHING_ELSE=1\n"
    )
    settings = read(monkeypatch, PORT="5000")
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1-2-file"
    assert (settings.port, settings.host) == (5000, "127.0.0.1")


def test_what_opens_the_record_is_read_without_slack() -> None:
    assert load(StorageSettings).sqlite_file == Path("roundtable.db")


@pytest.mark.parametrize(
    ("variable", "values"),
    [
        ("SLACK_BOT_TOKEN", {}),
        ("SLACK_BOT_TOKEN", {**SOCKET, "SLACK_BOT_TOKEN": ""}),
        ("SLACK_BOT_TOKEN", {**SOCKET, "SLACK_BOT_TOKEN": "xoxp-1-2-abc"}),
        ("SLACK_BOT_TOKEN", {**SOCKET, "SLACK_BOT_TOKEN": "xoxb-"}),
        ("SLACK_BOT_TOKEN", {**SOCKET, "SLACK_BOT_TOKEN": "xoxb-1 2"}),
        ("SLACK_APP_TOKEN", {**SOCKET, "SLACK_APP_TOKEN": "xoxb-1-2-abc"}),
        ("SLACK_SIGNING_SECRET", {"SLACK_BOT_TOKEN": "xoxb-1-2-abc"}),
        ("SLACK_SIGNING_SECRET", {**HTTP, "SLACK_SIGNING_SECRET": "0" * 31}),
        ("SLACK_SIGNING_SECRET", {**SOCKET, "SLACK_SIGNING_SECRET": "not hexadecimal, not hexadecimal!"}),
        ("SLACK_API_URL", {**SOCKET, "SLACK_API_URL": "slack.com/api"}),
        ("SLACK_API_URL", {**SOCKET, "SLACK_API_URL": "ftp://slack.com/api/"}),
        ("SLACK_API_URL", {**SOCKET, "SLACK_API_URL": "https://"}),
        ("SLACK_API_URL", {**SOCKET, "SLACK_API_URL": "https://slack.com:port/api"}),
        ("SLACK_API_URL", {**SOCKET, "SLACK_API_URL": "https://slack.com/api?x=1"}),
        ("SLACK_API_URL", {**SOCKET, "SLACK_API_URL": "https://a@slack.com/api"}),
        ("SLACK_API_URL", {**SOCKET, "SLACK_API_URL": "http://slack.com/api/"}),
        ("DATABASE_URL", {**SOCKET, "DATABASE_URL": "roundtable.db"}),
        ("DATABASE_URL", {**SOCKET, "DATABASE_URL": "mysql://u:p@db/r"}),
        ("DATABASE_URL", {**SOCKET, "DATABASE_URL": "sqlite://"}),
        ("DATABASE_URL", {**SOCKET, "DATABASE_URL": "sqlite:///:memory:"}),
        ("DATABASE_URL", {**SOCKET, "DATABASE_URL": "postgresql://u:p@db"}),
        ("DATABASE_URL", {**SOCKET, "DATABASE_URL": "postgresql://u:p@db:port/r"}),
        ("ROUNDTABLE_ADMINS", {**SOCKET, "ROUNDTABLE_ADMINS": "@marisol"}),
        ("ROUNDTABLE_ADMINS", {**SOCKET, "ROUNDTABLE_ADMINS": "U024BE7LH;U024BE7LJ"}),
        ("ROUNDTABLE_MASTER_KEY", {**SOCKET, "DATABASE_URL": "postgresql://u:p@db/r"}),
        ("ROUNDTABLE_MASTER_KEY", {**SOCKET, "ROUNDTABLE_MASTER_KEY": base64.b64encode(b"k" * 31).decode()}),
        ("ROUNDTABLE_MASTER_KEY", {**SOCKET, "ROUNDTABLE_MASTER_KEY": base64.b64encode(b"k" * 33).decode()}),
        ("ROUNDTABLE_MASTER_KEY", {**SOCKET, "ROUNDTABLE_MASTER_KEY": "k" * 43 + "!"}),
        ("HOST", {**SOCKET, "HOST": "http://localhost"}),
        ("HOST", {**SOCKET, "HOST": "localhost:3000"}),
        ("PORT", {**SOCKET, "PORT": "0"}),
        ("PORT", {**SOCKET, "PORT": "65536"}),
        ("PORT", {**SOCKET, "PORT": "-1"}),
        ("PORT", {**SOCKET, "PORT": "3000.0"}),
        ("ROUNDTABLE_CLOCK_FILE", {**SOCKET, "ROUNDTABLE_CLOCK_FILE": "clock"}),
        ("ROUNDTABLE_SMTP_HOST", {**SOCKET, **MAIL, "ROUNDTABLE_SMTP_HOST": "smtp://mail.agency.example"}),
        ("ROUNDTABLE_SMTP_HOST", {**SOCKET, **MAIL, "ROUNDTABLE_SMTP_HOST": ""}),
        ("ROUNDTABLE_SMTP_HOST", {**SOCKET, "ROUNDTABLE_SMTP_PASSWORD": "open sesame"}),
        ("ROUNDTABLE_SMTP_PORT", {**SOCKET, **MAIL, "ROUNDTABLE_SMTP_PORT": "smtp"}),
        ("ROUNDTABLE_SMTP_TLS", {**SOCKET, **MAIL, "ROUNDTABLE_SMTP_TLS": "ssl"}),
        ("ROUNDTABLE_SMTP_TLS", {**SOCKET, **MAIL, "ROUNDTABLE_SMTP_TLS": "none"}),
        ("ROUNDTABLE_SMTP_USER", {**SOCKET, **MAIL, "ROUNDTABLE_SMTP_PASSWORD": "open sesame"}),
        ("ROUNDTABLE_SMTP_PASSWORD", {**SOCKET, **MAIL, "ROUNDTABLE_SMTP_USER": "roundtable"}),
        ("ROUNDTABLE_SMTP_FROM", {**SOCKET, **MAIL, "ROUNDTABLE_SMTP_FROM": ""}),
        ("ROUNDTABLE_SMTP_FROM", {**SOCKET, **MAIL, "ROUNDTABLE_SMTP_FROM": "Us <us@agency.example>"}),
        ("ROUNDTABLE_OFFICE_EMAIL", {**SOCKET, "ROUNDTABLE_OFFICE_EMAIL": "the office"}),
        ("ROUNDTABLE_OFFICE_PHONE", {**SOCKET, "ROUNDTABLE_OFFICE_PHONE": "call Priya"}),
        (
            "ROUNDTABLE_CLOCK_FILE",
            {**SOCKET, "ROUNDTABLE_CLOCK_FILE": "c", "SLACK_API_URL": "https://127.0.0.1.example.org/"},
        ),
        ("ROUNDTABLE_ZONE", {**SOCKET, "ROUNDTABLE_ZONE": "Topeka"}),
        ("ROUNDTABLE_ZONE", {**SOCKET, "ROUNDTABLE_ZONE": "../../etc/passwd"}),
        ("ROUNDTABLE_READ_THREADS", {**SOCKET, "ROUNDTABLE_READ_THREADS": "on"}),
        ("ROUNDTABLE_MESSAGES_PER_MINUTE", {**SOCKET, "ROUNDTABLE_MESSAGES_PER_MINUTE": "5"}),
        ("LOG_LEVEL", {**SOCKET, "LOG_LEVEL": "chatty"}),
    ],
)
def test_a_missing_or_wrong_variable_is_named_with_its_meaning_and_source(
    monkeypatch: pytest.MonkeyPatch, variable: str, values: dict[str, str]
) -> None:
    with pytest.raises(WrongSetting) as refused:
        read(monkeypatch, **values)
    line = str(refused.value)
    assert line.startswith(f"{variable} ")
    assert "\n" not in line
    assert VARIABLES[variable].meaning in line
    assert VARIABLES[variable].source in line
    known = VARIABLES[variable].meaning + VARIABLES[variable].source
    if given := values.get(variable):
        assert given in known or f" {given}" not in line, "the value may be a secret"


def test_of_several_wrong_variables_the_first_to_get_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongSetting) as refused:
        read(monkeypatch, PORT="x", SLACK_APP_TOKEN="x", SLACK_BOT_TOKEN="x")
    assert refused.value.variable == "SLACK_BOT_TOKEN"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8888/api", "http://localhost/api/", "http://[::1]:99/api/"]
)
def test_practice_on_this_machine_may_move_the_clock(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    settings = read(monkeypatch, **SOCKET, SLACK_API_URL=address, ROUNDTABLE_CLOCK_FILE="clock")
    assert settings.clock_file == Path("clock")
    assert settings.slack_api_url == address.rstrip("/") + "/"


def test_an_unreadable_env_file_is_one_line_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SLACK_BOT_TOKEN=\xff\xfe\n")
    with pytest.raises(WrongSetting, match=r"\.env is not UTF-8"):
        load(Settings)


def test_the_example_explains_each_variable_in_one_line() -> None:
    lines = (Path(__file__).parents[2] / ".env.example").read_text().splitlines()
    explained = {
        line.lstrip("# ").split("=")[0]: before
        for before, line in pairwise(lines)
        if "=" in line and line.lstrip("# ").split("=")[0] in VARIABLES
    }
    assert list(explained) == list(VARIABLES)
    assert all(line.startswith("# ") and len(line) > 20 for line in explained.values())


def test_operators_find_every_variable_in_their_guide() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "operators.md").read_text()
    assert [name for name in VARIABLES if f"`{name}`" not in guide] == []
