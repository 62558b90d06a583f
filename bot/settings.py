"""What the environment says, read once and frozen; a missing or wrong variable is named in one line."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url

from bot import setting_rules as rules

LISTENER_THREADS = 32
"""How many people can be answered at once; Bolt's own five lose commands under load."""

SLACK_API = "https://slack.com/api/"
APPS = "https://api.slack.com/apps"


@dataclass(frozen=True)
class Variable:
    """What a variable means and where its value comes from, in the operator's words."""

    meaning: str
    source: str


VARIABLES = {
    "SLACK_BOT_TOKEN": Variable(
        "the bot's own token; it starts with xoxb-", f"{APPS}, your app, Install App, Bot User OAuth Token"
    ),
    "SLACK_APP_TOKEN": Variable(
        "the token for Socket Mode; it starts with xapp-",
        f"{APPS}, your app, Basic Information, App-Level Tokens, with the scope connections:write",
    ),
    "SLACK_SIGNING_SECRET": Variable(
        "the secret that proves a request over HTTP comes from Slack; 32 hexadecimal characters",
        f"{APPS}, your app, Basic Information, App Credentials, Signing Secret",
    ),
    "SLACK_API_URL": Variable(
        "the address of Slack's Web API; https unless it is this machine",
        f"leave it out for Slack itself ({SLACK_API})",
    ),
    "DATABASE_URL": Variable(
        "where the record is kept; sqlite:///file.db or postgresql://user:password@host/name",
        "leave it out for roundtable.db in the working directory, or ask whoever runs your PostgreSQL",
    ),
    "ROUNDTABLE_ADMINS": Variable(
        "Slack user ids of the people who name staff, separated by commas",
        "Slack, the person's profile, the menu with three dots, Copy member ID",
    ),
    "ROUNDTABLE_MASTER_KEY": Variable(
        "the key that opens the record; 32 random bytes in base64",
        "openssl rand -base64 32, once, kept where your other secrets are kept",
    ),
    "HOST": Variable(
        "the address to listen on for HTTP", "leave it out for 127.0.0.1; 0.0.0.0 in a container"
    ),
    "PORT": Variable("the port to listen on, from 1 to 65535", "leave it out for 3000"),
    "ROUNDTABLE_CLOCK_FILE": Variable(
        "the file that moves the clock in the practice workspace",
        "the practice workspace alone; leave it out otherwise",
    ),
    "ROUNDTABLE_ZONE": Variable(
        "the time zone of a person whose zone Slack does not say, such as America/Chicago",
        "leave it out for UTC, or the names in the IANA time zone list",
    ),
    "LOG_LEVEL": Variable("how much is logged: debug, info, warning or error", "leave it out for info"),
}
"""Every variable, in the order in which an operator meets them."""


class WrongSetting(Exception):
    """A variable is missing or wrong; its text is the one line that the operator reads."""

    def __init__(self, variable: str, problem: str) -> None:
        known = VARIABLES[variable]
        super().__init__(f"{variable} {problem}: {known.meaning}. Where to get it: {known.source}.")
        self.variable = variable


class StorageSettings(BaseSettings):
    """What is needed to open the record, with or without Slack."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    database_url: Annotated[SecretStr, AfterValidator(rules.database_url)] = SecretStr(
        "sqlite:///roundtable.db"
    )
    master_key: Annotated[SecretStr | None, AfterValidator(rules.master_key)] = Field(
        default=None, validation_alias="ROUNDTABLE_MASTER_KEY"
    )
    log_level: Annotated[str, AfterValidator(rules.log_level)] = "info"

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


class Settings(StorageSettings):
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
