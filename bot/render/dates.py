"""How templates write dates, times, people and lists, in the reader's language and place."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import cast
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_datetime_format, get_timezone_name
from babel.lists import format_list
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from bot.render.escape import escaped, safe


def locale_of(language: str) -> Locale:
    """The place's way of writing, English where the tag is unknown."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def _locale(context: Context) -> Locale:
    return cast(Locale, context["locale"])


@pass_context
def day(context: Context, on: date) -> str:
    """18 March 2026, or March 18, 2026."""
    return format_date(on, "long", locale=_locale(context))


@pass_context
def weekday(context: Context, on: date) -> str:
    """Wednesday 18 March 2026."""
    return written_weekday(on, _locale(context))


def written_weekday(on: date, locale: Locale) -> str:
    """The same outside of a template."""
    return format_date(on, "full", locale=locale)


@pass_context
def clock(context: Context, at: time | datetime, zone: str | None = None) -> str:
    """3:30 PM, in that zone when `at` is a moment."""
    local = _local(at, zone) if isinstance(at, datetime) else at
    return _spaces(format_time(local, "short", locale=_locale(context)))


@pass_context
def moment(context: Context, at: datetime, zone: str) -> str:
    """Wednesday 18 March 2026 at 3:30 PM CDT: as people in that zone read it, whoever reads it."""
    return _moment(at, zone, _locale(context))


@pass_context
def for_reader(context: Context, at: datetime, zone: str) -> Markup:
    """The same moment in the zone of the reader's own device, by Slack's date markup (mrkdwn only)."""
    fallback = escaped(_moment(at, zone, _locale(context))).replace("|", "/")
    return Markup("<!date^{}^{}|{}>").format(
        int(at.timestamp()), "{date_long_pretty} {time}", Markup(fallback)
    )


@pass_context
def listed(context: Context, things: Iterable[object]) -> Markup:
    """Ann, Ben, and Cleo."""
    safely = [str(safe(thing)) for thing in things]
    return Markup(format_list(safely, locale=_locale(context)))


def person(slack_user: str) -> Markup:
    """A mention by id; anything that is no user id stays plain words."""
    known = re.fullmatch(r"[UW][A-Z0-9]+", slack_user)
    return Markup(f"<@{slack_user}>") if known else safe(slack_user)


def channel(channel_id: str) -> Markup:
    """A link to a channel by id."""
    known = re.fullmatch(r"[CGD][A-Z0-9]+", channel_id)
    return Markup(f"<#{channel_id}>") if known else safe(channel_id)


def _local(at: datetime, zone: str | None) -> datetime:
    if at.tzinfo is None:
        raise TypeError("a moment without a zone cannot be shown")
    return at.astimezone(ZoneInfo(zone) if zone else UTC)


def _moment(at: datetime, zone: str, locale: Locale) -> str:
    local = _local(at, zone)
    name = get_timezone_name(local, "short", locale=locale)
    if not name.isalpha():
        name = get_timezone_name(local, "long", locale=locale)
    hour = f"{format_time(local, 'short', locale=locale)} {name}"
    pattern = str(get_datetime_format("full", locale=locale))
    return _spaces(pattern.replace("{1}", format_date(local, "full", locale=locale)).replace("{0}", hour))


def _spaces(text: str) -> str:
    """CLDR's narrow no-break spaces as plain ones, which every font has."""
    return text.replace("\u202f", " ")
