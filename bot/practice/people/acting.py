"""A person uses one element of a message, a modal or the home tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.practice import payloads
from bot.practice.blockkit.surfaces import check_blocks
from bot.practice.messages import interactive_elements
from bot.practice.model import Json, Message, User, View
from bot.practice.people import seen
from bot.practice.people.asking import channel_of, field, message_of
from bot.practice.people.choosing import chosen
from bot.practice.people.commands import deliver, interactivity
from bot.practice.people.refusals import Refused, Unknown
from bot.practice.values import STATE, Values
from bot.practice.workspace import Workspace

SORRY_MODAL = "We had some trouble connecting. Try again?"
SORRY_MESSAGE = "This did not work. Try again?"


@dataclass
class Place:
    """A view or message that holds elements, with what is typed in it so far."""

    blocks: list[Json]
    values: Values
    view: View | None = None
    message: Message | None = None

    def element(self, block_id: str, action_id: str) -> tuple[Json, Json]:
        for block in self.blocks:
            for element in interactive_elements(block):
                if (block["block_id"], element["action_id"]) == (block_id, action_id):
                    return block, element
        raise Refused("no_such_element", "This is not there any more.")


def place_of(workspace: Workspace, user: User, where: Json) -> Place:
    """The view or message that a person points at."""
    if "view_id" in where:
        view = view_of(workspace, user, field(where, "view_id", str))
        return Place(view.body["blocks"], view.values, view=view)
    channel = channel_of(workspace, user, field(where, "channel", str))
    message = message_of(channel, user, field(where, "ts", str))
    key = (user.id, channel.id, message.ts)
    values = workspace.message_values[key] = seen.message_values(workspace, user, message)
    return Place(message.body.get("blocks", []), values, message=message)


def view_of(workspace: Workspace, user: User, view_id: str) -> View:
    """The top modal or the home tab: nothing else can be touched."""
    view = workspace.views.get(view_id)
    if view is None or view.user != user.id:
        raise Unknown("no_such_view")
    if view.kind == "modal" and workspace.modals[user.id][-1] != view_id:
        raise Refused("not_the_top_view", "Another window lies on top of this one.")
    return view


def act(workspace: Workspace, user: User, given: Json) -> Json:
    """Use an element; the bot hears of it where Slack would tell."""
    with workspace.lock:
        place = place_of(workspace, user, field(given, "where", dict))
        block, element = place.element(field(given, "block_id", str), field(given, "action_id", str))
        picked = chosen(workspace, user, block["block_id"], element, given.get("value"))
        _keep(place, block, element, picked)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return {"ok": True, "outcome": None}
        interactivity(workspace)
        payload = _payload(workspace, user, place, block, element, picked)
    return deliver(workspace, payload, user, SORRY_MODAL if place.view else SORRY_MESSAGE)


def _keep(place: Place, block: Json, element: Json, picked: Json) -> None:
    if element["type"] in STATE:
        place.values[block["block_id"]][element["action_id"]] |= picked


def _payload(
    workspace: Workspace, user: User, place: Place, block: Json, element: Json, picked: Json
) -> Json:
    where, trigger = _where(workspace, user, place)
    entry = payloads.action(element, block["block_id"], picked, workspace.stamp())
    return {
        **payloads.base(workspace, "block_actions", user),
        **where,
        "trigger_id": trigger,
        "actions": [entry],
    }


def _where(workspace: Workspace, user: User, place: Place) -> tuple[Json, str]:
    if place.message is not None:
        channel = workspace.channels[place.message.channel]
        where = payloads.in_message(workspace, channel, place.message, place.values, user)
        return where, workspace.trigger(user.id)
    if place.view is not None:
        modal = place.view.id if place.view.kind == "modal" else None
        return payloads.in_view(workspace, place.view), workspace.trigger(user.id, modal)
    raise Refused("no_such_element", "This is not there any more.")


def fill(workspace: Workspace, user: User, given: Json) -> Json:
    """Set several values of a view, one after the other."""
    view_id = field(given, "view_id", str)
    outcomes: list[Json] = []
    for block_id, fields in field(given, "values", dict).items():
        for action_id, value in field({"fields": fields}, "fields", dict).items():
            step = {
                "where": {"view_id": view_id},
                "block_id": block_id,
                "action_id": action_id,
                "value": value,
            }
            outcomes.append(act(workspace, user, step))
    return {"ok": all(outcome["ok"] for outcome in outcomes), "outcomes": outcomes}


def options(workspace: Workspace, user: User, given: Json) -> Json:
    """Ask the bot for the choices of an external select, as typing into it does."""
    query = field(given, "query", str, "")
    with workspace.lock:
        interactivity(workspace)
        place = place_of(workspace, user, field(given, "where", dict))
        block, element = place.element(field(given, "block_id", str), field(given, "action_id", str))
        if not element["type"].endswith("external_select"):
            raise Refused("no_such_element", "This has its choices already.")
        if len(query) < element.get("min_query_length", 3):
            return {"ok": True, "options": [], "outcome": None}
        where, _ = _where(workspace, user, place)
        where.pop("response_url", None)
        where.pop("state", None)
        asked = {"action_id": element["action_id"], "block_id": block["block_id"], "value": query}
        payload = {**payloads.base(workspace, "block_suggestion", user), **where, **asked}
    outcome = workspace.courier.interact("interactive", payload, user.id, takes_payload=True)
    return _offered(workspace, user, payload, outcome.body, outcome.public())


def _offered(workspace: Workspace, user: User, asked: Json, body: Any, outcome: Json) -> Json:
    """Take the choices that came back, if Slack would."""
    if not outcome["acked"]:
        return {
            "ok": False,
            "error": outcome["error"],
            "message": "No choices could be loaded.",
            "outcome": outcome,
        }
    given = body if isinstance(body, dict) else {}
    probe = {"type": "static_select", "action_id": "probe", **given}
    problems = (
        [] if given == {"options": []} else check_blocks([{"type": "actions", "elements": [probe]}], "modal")
    )
    if problems:
        workspace.breaches.add("invalid_options", "ack of block_suggestion", "; ".join(map(str, problems)))
        return {
            "ok": False,
            "error": "invalid_options",
            "message": "No choices could be loaded.",
            "outcome": outcome,
        }
    grouped = [option for group in given.get("option_groups", []) for option in group["options"]]
    key = (user.id, asked["block_id"], asked["action_id"])
    with workspace.lock:
        workspace.known_options.setdefault(key, []).extend([*given.get("options", []), *grouped])
    return {"ok": True, **given, "outcome": outcome}
