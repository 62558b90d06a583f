"""`roundtable doctor`: looks at everything that the bot needs and says what to do, changing nothing."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import Console
from rich.table import Table
from slack_sdk.errors import SlackClientError

from bot.clock import SystemClock
from bot.database import connections_now, revisions, the_record
from bot.domain.sending import Limited
from bot.finding import Finding
from bot.mail_room import mail_server
from bot.master_key import key_file, master_key
from bot.run import HTTP_PORT
from bot.running_bot import room, running, waiting
from bot.settings import MailSettings, PageSettings, Settings, StorageSettings, WrongSetting, load
from bot.slack.calls import web_client
from bot.slack.manifest import THREAD_SCOPES, bot_scopes
from bot.starting import PROBLEMS, UNREACHABLE, identify, in_one_line, opening_refused
from bot.storage import open_storage
from bot.storage.engine import ProcessLock
from bot.storage.errors import OneProcessOnly

CLOCK_MAY_DIFFER = timedelta(seconds=60)
"""Slack refuses signatures that are five minutes off; reminders are wrong long before."""

SIGNS = {"Latin": "é", "Ethiopic": "አ", "Chinese and Japanese": "家", "emoji": "🏠"}
ZONES = ("America/Chicago", "Australia/Melbourne", "UTC")


def examine() -> tuple[Finding, ...]:
    """All findings, in the order in which to put things right."""
    return (*_settings_and_slack(), *_record(), zones(), fonts())


def show(findings: tuple[Finding, ...]) -> None:
    """A table on standard output."""
    table = Table(title="Roundtable", show_lines=True)
    for heading in ("what", "", "what to know or do"):
        table.add_column(heading)
    for one in findings:
        table.add_row(one.what, "ok" if one.well else "[bold]to do[/bold]", one.note)
    Console().print(table)


def _settings_and_slack() -> Iterator[Finding]:
    try:
        settings = load(Settings)
    except WrongSetting as problem:
        yield Finding("environment", False, str(problem))
        return
    mode = "Socket Mode" if settings.socket_mode else "HTTP"
    named = len(settings.admins)
    admins = "1 administrator" if named == 1 else f"{named or 'no'} administrators"
    yield Finding("environment", True, f"{mode}; {admins} named")
    if not settings.admins:
        yield Finding("administrators", False, "Set ROUNDTABLE_ADMINS: nobody can name staff until then.")
    yield from _slack(settings)
    yield running(settings.host, settings.port or (None if settings.socket_mode else HTTP_PORT))
    yield mail(settings)
    yield template(settings.plan_template)
    yield family_page(settings)


def template(path: Path | None) -> Finding:
    """Whether the agency's own Word template can be used."""
    if path is None:
        return Finding("Word template", True, "ours")
    from bot.documents.docx_apart import check

    problems = check(path.read_bytes())
    return Finding("Word template", not problems, " ".join(problems) or f"{path} can be used")


def _slack(settings: Settings) -> Iterator[Finding]:
    client = web_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    try:
        identity = identify(client, settings.slack_api_url)
        headers = {name.lower(): value for name, value in client.auth_test().headers.items()}
    except (*PROBLEMS, SlackClientError, *UNREACHABLE) as problem:
        yield Finding("Slack token", False, in_one_line(problem))
        return
    yield Finding("Slack token", True, f"workspace {identity.team}, bot {identity.bot_user}")
    yield scopes(headers.get("x-oauth-scopes"), settings.read_threads)
    yield clock(headers.get("date"), SystemClock().now())
    if settings.slack_app_token is not None:
        yield _socket_mode(settings, settings.slack_app_token.get_secret_value())


def _socket_mode(settings: Settings, token: str) -> Finding:
    client = web_client(token, settings.slack_api_url)
    try:
        client.apps_connections_open(app_token=token)
    except (SlackClientError, OSError) as problem:
        return Finding("Socket Mode", False, str(opening_refused(problem, settings.slack_api_url)))
    return Finding("Socket Mode", True, "Slack opens a connection for this app token")


def scopes(granted: str | None, read_threads: bool = False) -> Finding:
    """Whether the installed app may do what this version of the bot does."""
    if granted is None:
        return Finding("Slack scopes", True, "Slack did not say; a missing one is logged when it is needed")
    given = {one.strip() for one in granted.split(",")}
    advice = "Update the app with `roundtable manifest`, then install it again."
    missing = sorted(set(bot_scopes(read_threads)) - given)
    if missing:
        why = " ROUNDTABLE_READ_THREADS is yes, and needs them." if set(missing) & set(THREAD_SCOPES) else ""
        return Finding("Slack scopes", False, f"Missing: {', '.join(missing)}.{why} {advice}")
    unused = sorted((set(THREAD_SCOPES) - set(bot_scopes(read_threads))) & given)
    if unused:
        why = "ROUNDTABLE_READ_THREADS is not yes"
        return Finding("Slack scopes", False, f"More than needed: {', '.join(unused)}; {why}. {advice}")
    return Finding("Slack scopes", True, "all that are needed")


def clock(slack_says: str | None, now: datetime) -> Finding:
    """Whether this machine's clock agrees with Slack's."""
    try:
        theirs = parsedate_to_datetime(slack_says or "").astimezone(UTC)
    except ValueError:
        return Finding("clock", True, "Slack did not say what time it is")
    difference = abs(now - theirs)
    note = f"{difference.total_seconds():.0f} seconds from Slack's"
    if difference > CLOCK_MAY_DIFFER:
        return Finding("clock", False, f"{note}. Let this machine keep time by NTP: due dates depend on it.")
    return Finding("clock", True, note)


MAIL_TROUBLES = {
    "mail_unreachable": "does not answer. Check ROUNDTABLE_SMTP_HOST and ROUNDTABLE_SMTP_PORT",
    "mail_login": "does not let us in. Check ROUNDTABLE_SMTP_USER and ROUNDTABLE_SMTP_PASSWORD",
    "mail_not_encrypted": "has a certificate that does not fit. Check ROUNDTABLE_SMTP_HOST and _TLS",
    "mail_not_offered": "does not offer what is set up. Check ROUNDTABLE_SMTP_TLS, and the login",
}


def mail(settings: MailSettings) -> Finding:
    """Whether the mail server answers and lets us in; no mail is sent."""
    server = mail_server(settings)
    if server is None:
        return Finding("e-mail", True, "not set up; whoever has no Slack is told by staff")
    try:
        server.greet()
    except Limited as problem:
        return Finding("e-mail", False, f"{server.host}:{server.port} {MAIL_TROUBLES[problem.reason]}.")
    how = "without a safe line, on this machine" if server.tls == "none" else f"by {server.tls}"
    return Finding("e-mail", True, f"{server.host}:{server.port} answers, {how}")


def family_page(settings: PageSettings) -> Finding:
    """Whether there are private pages, and whether the way to them is secret."""
    address = settings.family_page
    if address is None:
        return Finding("family page", True, "off; set ROUNDTABLE_FAMILY_PAGE to have private pages")
    if address.startswith("https://"):
        return Finding("family page", True, f"on at {address}/family/, by HTTPS")
    return Finding("family page", True, f"on at {address}/family/, without HTTPS: for this machine alone")


def _record() -> Iterator[Finding]:
    try:
        settings = load(StorageSettings)
        state = revisions()
    except PROBLEMS as problem:
        yield Finding("database", False, in_one_line(problem))
        return
    file = settings.sqlite_file
    if file is not None and not file.parent.is_dir():
        yield Finding(
            "database", False, f"The folder of {file} is not there. Make it, or change DATABASE_URL."
        )
        return
    if file is not None and not file.exists():
        yield Finding("database", True, f"{file} is made at the first start, and {key_file(file)} beside it")
        return
    note = f"revision {state.found or 'none'}"
    yield Finding(
        "database", state.current, note if state.current else f"{note}. Run `roundtable db upgrade`."
    )
    yield _tried("key", lambda: _open_with_key(settings, state.current))
    if state.current:
        yield from _of_the_running_record(settings)
    if file is not None:
        yield _tried("SQLite lock", lambda: _one_process(file))


def _of_the_running_record(settings: StorageSettings) -> Iterator[Finding]:
    try:
        with the_record() as storage:
            yield waiting(storage.backlog.look(SystemClock().now()), SystemClock().now())
        if settings.sqlite_file is None:
            yield room(connections_now())
    except PROBLEMS as problem:
        yield Finding("messages", False, in_one_line(problem))


def _tried(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except PROBLEMS as problem:
        return Finding(what, False, in_one_line(problem))


def _open_with_key(settings: StorageSettings, current: bool) -> str:
    key = master_key(settings)
    if not current:
        return "is there; whether it fits shows once the database is upgraded"
    open_storage(settings.database_url.get_secret_value(), key, SystemClock(), alone=False).close()
    return "opens this database"


def _one_process(file: Path) -> str:
    try:
        ProcessLock(file).release()
    except OneProcessOnly:
        return "held: a bot is running with this file, and a second one could not"
    return "free: no bot is running with this file"


def zones() -> Finding:
    """Whether local times can be computed."""
    try:
        for name in ZONES:
            ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return Finding("time zones", False, "The zone tables are missing: pip install tzdata.")
    return Finding("time zones", True, "the zone tables are there")


def fonts() -> Finding:
    """Whether plans can show the scripts that families write in."""
    from bot.documents.fonts import coverage

    covered = coverage()
    missing = [script for script, sign in SIGNS.items() if not any(ord(sign) in font for font in covered)]
    if missing:
        advice = "Plans show a replacement sign. Install requirements.lock again."
        return Finding("fonts", False, f"No font for {', '.join(missing)}. {advice}")
    return Finding("fonts", True, ", ".join(SIGNS))
