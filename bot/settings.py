"""What the environment says, read once and frozen; a missing or wrong variable is named in one line."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url

from bot import setting_rules as rules
from bot.setting_names import SLACK_API, VARIABLES

PREFIX = "ROUNDTABLE_"
LISTENER_THREADS = 32
"""How many people can be answered at once; Bolt's own five lose commands under load."""


class WrongSetting(Exception):
    """A variable is missing or wrong; its text is the one line that the operator reads."""

    def __init__(self, variable: str, problem: str) -> None:
        known = VARIABLES[variable]
        super().__init__(f"{variable} {problem}: {known.meaning}. Where to get it: {known.source}.")
        self.variable = variable


def _named(name: str, default: object = None) -> Any:
    return Field(default=default, validation_alias=PREFIX + name)


class Environment(BaseSettings):
    """Read from the environment, then from `.env`; a refusal shows no value."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
    )


class StorageSettings(Environment):
    """What is needed to open the record, with or without Slack."""

    database_url: Annotated[SecretStr, AfterValidator(rules.database_url)] = SecretStr(
        "sqlite:///roundtable.db"
    )
    master_key: Annotated[SecretStr | None, AfterValidator(rules.master_key)] = Field(
        default=None, validation_alias="ROUNDTABLE_MASTER_KEY"
    )
    anchors: Path | None = _named("ANCHORS")
    log_level: Annotated[str, AfterValidator(rules.log_level)] = "info"

    @property
    def anchor_file(self) -> Path | None:
        """Where the ends of the audit chains are written down; None where nobody named a place."""
        if self.anchors is not None or self.sqlite_file is None:
            return self.anchors
        return self.sqlite_file.with_name(f"{self.sqlite_file.name}.anchors")

    @cached_property
    def sqlite_file(self) -> Path | None:
        """The database's file when it is SQLite, None when it is PostgreSQL."""
        url = make_url(self.database_url.get_secret_value())
        return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None

    @model_validator(mode="after")
    def _postgres_brings_its_key(self) -> Self:
        if self.sqlite_file is None and self.master_key is None:
            raise _wrong("ROUNDTABLE_MASTER_KEY", "is missing (PostgreSQL has no file to keep a key beside)")
        return self


class MailSettings(Environment):
    """How people outside Slack are reached: the mail server, if there is one, and the office."""

    smtp_host: Annotated[str | None, AfterValidator(rules.mail_host)] = _named("SMTP_HOST")
    smtp_port: Annotated[int | None, BeforeValidator(rules.port)] = _named("SMTP_PORT")
    smtp_tls: Annotated[str, AfterValidator(rules.mail_tls)] = _named("SMTP_TLS", "starttls")
    smtp_user: str | None = _named("SMTP_USER")
    smtp_password: SecretStr | None = _named("SMTP_PASSWORD")
    smtp_from: Annotated[str | None, AfterValidator(rules.mail_address)] = _named("SMTP_FROM")
    office_email: Annotated[str | None, AfterValidator(rules.mail_address)] = _named("OFFICE_EMAIL")
    office_phone: Annotated[str | None, AfterValidator(rules.phone)] = _named("OFFICE_PHONE")

    @model_validator(mode="after")
    def _mail_is_whole_or_not_there(self) -> Self:
        login = {"SMTP_USER": self.smtp_user, "SMTP_PASSWORD": self.smtp_password}
        given = {"SMTP_PORT": self.smtp_port, "SMTP_FROM": self.smtp_from, **login}
        if self.smtp_host is None and any(given.values()):
            raise _wrong(PREFIX + "SMTP_HOST", "is missing (other variables of the mail server are set)")
        if self.smtp_host is not None and self.smtp_from is None:
            raise _wrong(PREFIX + "SMTP_FROM", "is missing (there is a mail server)")
        for name, value in login.items():
            if value is None and any(login.values()):
                raise _wrong(PREFIX + name, "is missing (the other half of the login is set)")
        if self.smtp_tls == "none" and self.smtp_host and not rules.is_this_machine(self.smtp_host):
            raise _wrong(PREFIX + "SMTP_TLS", "is refused, because the mail server is not on this machine")
        return self


class ProfileSettings(Environment):
    """The folder of practice profiles that the agency wrote itself."""

    profiles: Path | None = _named("PROFILES")


class ThreadSettings(Environment):
    """Whether replies under a conference's card are read: what the manifest asks for follows it."""

    read_threads: Annotated[bool, BeforeValidator(rules.yes_or_no)] = _named("READ_THREADS", False)


class PaperSettings(Environment):
    """How papers look."""

    plan_template: Annotated[Path | None, AfterValidator(rules.file_there)] = _named("PLAN_TEMPLATE")


class PageSettings(Environment):
    """Where families find their private pages; None: there are none."""

    family_page: Annotated[str | None, AfterValidator(rules.public_address)] = _named("FAMILY_PAGE")


class PaceSettings(Environment):
    """How much Slack takes from us."""

    messages_per_minute: Annotated[int, BeforeValidator(rules.per_minute)] = _named(
        "MESSAGES_PER_MINUTE", 300
    )


class Settings(
    StorageSettings,
    MailSettings,
    ThreadSettings,
    PaperSettings,
    PageSettings,
    ProfileSettings,
    PaceSettings,
):
    """Everything that `roundtable run` needs."""

    slack_bot_token: Annotated[SecretStr, AfterValidator(rules.bot_token)]
    slack_app_token: Annotated[SecretStr | None, AfterValidator(rules.app_token)] = None
    slack_signing_secret: Annotated[SecretStr | None, AfterValidator(rules.signing_secret)] = None
    slack_api_url: Annotated[str, AfterValidator(rules.api_url)] = SLACK_API
    admins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(rules.user_ids)] = Field(
        default=(), validation_alias="ROUNDTABLE_ADMINS"
    )
    host: Annotated[str, AfterValidator(rules.host)] = "127.0.0.1"
    port: Annotated[int | None, BeforeValidator(rules.port)] = None
    clock_file: Path | None = Field(default=None, validation_alias="ROUNDTABLE_CLOCK_FILE")
    zone: Annotated[str, AfterValidator(rules.zone)] = Field(
        default="UTC", validation_alias="ROUNDTABLE_ZONE"
    )

    @property
    def socket_mode(self) -> bool:
        """Socket Mode when there is an app token, HTTP otherwise."""
        return self.slack_app_token is not None

    @model_validator(mode="after")
    def _the_parts_fit(self) -> Self:
        if not self.socket_mode and self.slack_signing_secret is None:
            raise _wrong(
                "SLACK_SIGNING_SECRET", "is missing (without SLACK_APP_TOKEN the bot answers over HTTP)"
            )
        if self.family_page is not None and self.socket_mode and self.port is None:
            raise _wrong("PORT", "is missing (there are private pages for families)")
        if self.clock_file is not None and not rules.is_loopback(self.slack_api_url):
            raise _wrong("ROUNDTABLE_CLOCK_FILE", "is refused, because SLACK_API_URL is not on this machine")
        return self


S = TypeVar("S", bound=BaseSettings)


def load(kind: type[S]) -> S:
    """The settings of that kind from the environment and `.env`. Raises WrongSetting."""
    try:
        return kind()
    except ValidationError as refused:
        raise _first_of(refused) from None
    except UnicodeDecodeError:
        raise WrongSetting("SLACK_BOT_TOKEN", "cannot be read, because .env is not UTF-8 text") from None


def _wrong(variable: str, problem: str) -> PydanticCustomError:
    return PydanticCustomError("setting", "{problem}", {"variable": variable, "problem": problem})


def _first_of(refused: ValidationError) -> WrongSetting:
    """The first wrong variable in the order of VARIABLES; the others are told once it is right."""
    order = list(VARIABLES)
    wrong = [WrongSetting(_variable(error), _problem(error)) for error in refused.errors()]
    return min(wrong, key=lambda one: order.index(one.variable))


def _variable(error: ErrorDetails) -> str:
    named = error.get("ctx", {}).get("variable") or error["loc"][0]
    return str(named).upper()


def _problem(error: ErrorDetails) -> str:
    if error["type"] == "missing":
        return "is missing"
    return str(error.get("ctx", {}).get("problem", "is not right"))
