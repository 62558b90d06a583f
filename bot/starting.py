"""What must be true before the bot takes work, and the one line to say when it is not."""

import sys
from dataclasses import dataclass
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.domain.errors import DatabaseAway
from bot.domain.sending import OF_THE_APP
from bot.profiles import ProfileError
from bot.settings import WrongSetting
from bot.storage.errors import StorageError

UNREACHABLE = (SlackRequestError, HTTPException, OSError, UnicodeDecodeError)
"""What the SDK lets through when no answer came or none that Slack would give."""


class CannotStart(Exception):
    """Something outside the settings keeps the bot from working; its text is the one line to read."""


PROBLEMS = (WrongSetting, CannotStart, ProfileError, StorageError, DBAPIError, DatabaseAway)
"""What an operator can put right; anything else is a fault of ours."""


def in_one_line(problem: Exception) -> str:
    """What to say of a problem; a database driver's own text may quote the address with its password."""
    if isinstance(problem, DatabaseAway):
        problem = problem.__cause__ if isinstance(problem.__cause__, DBAPIError) else problem
    if isinstance(problem, DBAPIError):
        problem = WrongSetting("DATABASE_URL", _of_database(problem))
    return " ".join(str(problem).split())


def _of_database(problem: DBAPIError) -> str:
    """What to do about it; the driver's text stays out."""
    code, kind = getattr(problem.orig, "sqlstate", None), type(problem.orig).__name__
    if str(code or "").startswith("28"):
        return f"names a user or password that the database does not take ({code})"
    if code == "3D000":
        return "names a database that is not there: make it, or name another one"
    if isinstance(problem, OperationalError):
        return (
            f"leads to a database that does not answer ({kind}; check the address, and start PostgreSQL, "
            "or see that SQLite's folder is there and may be written to)"
        )
    return f"cannot be used as it is ({kind})"


def tell(problem: Exception) -> int:
    """Say one of PROBLEMS on stderr; the exit code: 2 for a setting, 1 for anything else."""
    print(in_one_line(problem), file=sys.stderr, flush=True)
    return 2 if isinstance(problem, WrongSetting | DBAPIError | DatabaseAway) else 1


@dataclass(frozen=True)
class Identity:
    """Whom Slack takes us for: ids only."""

    team: str
    bot_user: str


def identify(client: WebClient, address: str) -> Identity:
    """Ask Slack who we are. Raises WrongSetting for a bad token, CannotStart when there is no answer."""
    try:
        answer = client.auth_test()
    except SlackApiError as refused:
        raise _explained("SLACK_BOT_TOKEN", error_code(refused)) from None
    except UNREACHABLE as problem:
        raise _no_answer(address, problem) from None
    return Identity(team=str(answer["team_id"]), bot_user=str(answer["user_id"]))


def opening_refused(problem: SlackClientError | OSError, address: str) -> WrongSetting | CannotStart:
    """Why Socket Mode could not be opened."""
    if isinstance(problem, SlackApiError):
        return _explained("SLACK_APP_TOKEN", error_code(problem))
    return _no_answer(address, problem)


def error_code(refused: SlackApiError) -> str:
    """Slack's own short name of the problem; anything longer is not from Slack and stays out."""
    code = str(refused.response.get("error", ""))
    return code if code.replace("_", "").isalnum() and len(code) <= 60 else "no usable answer"


def _explained(variable: str, code: str) -> WrongSetting | CannotStart:
    if code in OF_THE_APP:
        return WrongSetting(variable, f"is not accepted by Slack ({code})")
    return CannotStart(f"Slack did not let the bot in ({code}). Try again in a minute.")


def _no_answer(address: str, problem: Exception) -> CannotStart:
    reason = getattr(problem, "reason", None) or getattr(problem, "strerror", None) or type(problem).__name__
    return CannotStart(
        f"Slack cannot be reached at {address} ({reason}). Check the network, and SLACK_API_URL if it is set."
    )
