"""The words that documents are made of, read from messages/, and dates as the reader writes them."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_timezone_name
from babel.lists import format_list

from bot.domain.dates import zone_named

MESSAGES = Path(__file__).resolve().parents[2] / "messages"
FALLBACK = "en"
# What every paper says, then what each says: a paper speaks a language that has the sentences of its own.
SHARED, PLAN, AGENDA = "documents/sheet.toml", "documents/plan.toml", "documents/agenda.toml"
BLANK, COPY = "documents/blank.toml", "documents/copy.toml"
TERMS, NAMES = "documents/terms.toml", "names"
# What somebody typed may end its sentence itself; ours gives it no second end.
ENDS = (".", "!", "?", "…", "。", "።", "؟")
_BLOCK = re.compile(r"\{% block (\w+) %\}(.*?)\{% endblock %\}", re.DOTALL)

Sections = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Words:
    """One language's words. `terms` may bring a profile's own names for ids, as `{"roles.casa": "CASA"}`.

    `asked` is the language that the reader would rather have, where the paper does not speak it.
    """

    language: str
    locale: Locale
    phrases: Sections
    names: Sections
    terms: Mapping[str, str] = field(default_factory=dict)
    asked: str = ""

    def __call__(self, key: str, **facts: object) -> str:
        """The phrase `section.name`, filled in; typed-in text is put in as it is, never read as a phrase."""
        section, name = key.split(".")
        phrase = self.phrases[section][name]
        told = phrase.format(**facts)
        return told[:-1] if phrase.endswith("}.") and told[:-1].endswith(ENDS) else told

    def own_words(self) -> str:
        """What a reader of a translated paper should know: what people said is not translated."""
        return "" if self.language == FALLBACK else self("sheet.own_words")

    def term(self, group: str, value: object) -> str:
        """What an id of the record is called; one without a name is shown as it is, spaced."""
        if value is None:
            return self("facts.not_recorded")
        if isinstance(value, bool):
            return self.term("answers", "yes" if value else "no")
        text = str(value)
        return self.terms.get(f"{group}.{text}") or self.names.get(group, {}).get(text) or spaced(text)

    def long_date(self, day: str) -> str:
        """A day with its weekday, in full."""
        return format_date(date.fromisoformat(day), format="full", locale=self.locale)

    def short_date(self, day: str | None) -> str:
        """A day with its weekday, short enough for a table."""
        if day is None:
            return self("facts.not_recorded")
        # "January" is never cut to a number: 3/4 is March in one country and April in another.
        return format_skeleton("yMMMMEd", date.fromisoformat(day), locale=self.locale)

    def time(self, clock: str) -> str:
        """A time of day as people there write it."""
        return format_time(datetime.fromisoformat(f"2000-01-01T{clock}"), format="short", locale=self.locale)

    def zone(self, day: str, clock: str, zone: str) -> str:
        """What people call the zone on that day: summer time has a name of its own."""
        moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone_named(zone))
        return get_timezone_name(moment, locale=self.locale)

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row: "A, B and C"."""
        return format_list(list(names), locale=self.locale)


def spaced(value: str) -> str:
    """An id as words: `kinship_home` becomes "Kinship home"."""
    text = value.replace("_", " ")
    return text[:1].upper() + text[1:]


def words(
    language: str = FALLBACK,
    locale: str = "en-US",
    *,
    terms: Mapping[str, str] | None = None,
    folder: Path = MESSAGES,
    paper: str = PLAN,
) -> Words:
    """The words of a language; single phrases that are not translated yet are English.

    A paper is in one language: until a language has its sentences, names and dates stay English too.
    `locale` is the practice profile's: it says how people there write a day (Australia: 18 March).
    """
    spoken = language if (folder / language / paper).exists() else FALLBACK
    phrases, names = _phrases(folder, spoken), _names(folder, spoken)
    if spoken == language:
        return Words(spoken, _locale(spoken, locale), phrases, names, terms or {})
    return Words(
        spoken, _locale(spoken, locale), _with_aside(phrases, folder, language), names, terms or {}, language
    )


def _with_aside(phrases: Sections, folder: Path, asked: str) -> Sections:
    """The one sentence that is in the reader's own language: that the paper is not."""
    own = _phrases(folder, asked).get("sheet", {})
    return _laid_over((phrases, {"sheet": {key: own[key] for key in ("other_language",) if key in own}}))


@cache
def _phrases(folder: Path, language: str) -> Sections:
    return _laid_over(
        _toml(folder / found / file)
        for found in (FALLBACK, language)
        for file in (SHARED, PLAN, AGENDA, BLANK, COPY)
    )


@cache
def _names(folder: Path, language: str) -> Sections:
    """Names that only documents use, and those that Slack shows: nobody meets two names for one thing."""
    return _laid_over(
        part
        for found in (FALLBACK, language)
        for part in (_toml(folder / found / TERMS), _blocks(folder / found / NAMES))
    )


def _laid_over(parts: Iterable[Sections]) -> Sections:
    laid: dict[str, dict[str, str]] = {}
    for part in parts:
        for section, lines in part.items():
            laid.setdefault(section, {}).update(lines)
    return laid


def _toml(path: Path) -> Sections:
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def _blocks(folder: Path) -> Sections:
    """The names of each group: a words file with one block for each id."""
    return {path.stem: dict(_BLOCK.findall(path.read_text("utf-8"))) for path in sorted(folder.glob("*.j2"))}


def _locale(language: str, locale: str) -> Locale:
    """The reader's language as it is written in the profile's country, or else that language anywhere."""
    territory = locale.replace("_", "-").partition("-")[2]
    for wanted in (f"{language}-{territory}", language):
        try:
            return Locale.parse(wanted, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(FALLBACK)
