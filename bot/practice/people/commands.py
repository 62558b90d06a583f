"""Slash commands and shortcuts, as a person starts them."""

from __future__ import annotations

from bot.practice import payloads
from bot.practice.api import responses
from bot.practice.api.call import ApiError
from bot.practice.delivery.outcome import Outcome
from bot.practice.model import Json, ResponseUrl, User
from bot.practice.people.asking import field, joined, message_of
from bot.practice.people.refusals import Refused
from bot.practice.people.talking import escaped
from bot.practice.shapes import message_json
from bot.practice.workspace import Workspace

NOT_SET_UP = "This app is not configured to handle interactive responses."


def command(workspace: Workspace, user: User, given: Json) -> Json:
    """Send a slash command, and show what its ack says."""
    name, _, text = field(given, "text", str).partition(" ")
    with workspace.lock:
        installed_command(workspace, name)
        if given.get("thread_ts"):
            raise Refused("command_in_thread", f"{name} is not supported in threads. Sorry!")
        channel = joined(workspace, user, field(given, "channel", str))
        fields, grant = payloads.command(workspace, user, channel, name, escaped(workspace, text))
    outcome = workspace.courier.interact("slash_commands", fields, user.id, takes_payload=True)
    error = outcome.error or _answer(workspace, grant, outcome, name)
    message = f'{name} failed with the error "{error}"' if error else None
    shown = {**outcome.public(message), "error": error}
    return {"ok": error is None, "error": error, "message": message, "outcome": shown}


def installed_command(workspace: Workspace, name: str) -> None:
    if name not in workspace.manifest.commands or not workspace.installed:
        raise Refused("unknown_command", f"{name} is not a valid command.")


def _answer(workspace: Workspace, grant: ResponseUrl, outcome: Outcome, name: str) -> str | None:
    """Show what the ack carried; the error that the person sees when it cannot be shown."""
    if outcome.body in (None, {}, ""):
        return None
    body = outcome.body if isinstance(outcome.body, dict) else {"text": outcome.body}
    try:
        with workspace.lock:
            responses.respond(workspace, grant, body)
    except ApiError as refused:
        workspace.breaches.add(refused.error, f"ack of {name}", "; ".join(refused.messages))
        return refused.error
    return None


def shortcut(workspace: Workspace, user: User, given: Json) -> Json:
    """Start a global shortcut, or one on a message."""
    wanted = workspace.manifest.shortcuts.get(field(given, "callback_id", str))
    on_message = "ts" in given
    if wanted is None or not workspace.installed or (wanted.kind == "message") != on_message:
        raise Refused("unknown_shortcut", "There is no such shortcut here.")
    interactivity(workspace)
    with workspace.lock:
        kind = "message_action" if on_message else "shortcut"
        payload = {
            **payloads.base(workspace, kind, user),
            "callback_id": wanted.callback_id,
            "trigger_id": workspace.trigger(user.id),
            "action_ts": workspace.stamp(),
            **(_on_message(workspace, user, given) if on_message else {}),
        }
    return deliver(workspace, payload, user, f"{wanted.name} did not work. Try again?")


def _on_message(workspace: Workspace, user: User, given: Json) -> Json:
    channel = joined(workspace, user, field(given, "channel", str))
    message = message_of(channel, user, field(given, "ts", str))
    if message.only_for is not None:
        raise Refused("no_such_element", "A message that only you see has no shortcuts.")
    place = payloads.in_message(workspace, channel, message, {}, user)
    return {
        "channel": place["channel"],
        "message_ts": message.ts,
        "message": message_json(message),
        "response_url": place["response_url"],
    }


def interactivity(workspace: Workspace) -> None:
    """Refuse what needs interactivity when the manifest has it off."""
    if not workspace.manifest.interactive or not workspace.installed:
        raise Refused("interactivity_off", NOT_SET_UP)


def deliver(workspace: Workspace, payload: Json, user: User, sorry: str) -> Json:
    """Deliver an interaction whose ack carries nothing."""
    outcome = workspace.courier.interact("interactive", payload, user.id, takes_payload=False)
    message = None if outcome.acked else sorry
    return {
        "ok": outcome.acked,
        "error": outcome.error,
        "message": message,
        "outcome": outcome.public(message),
    }
