"""Opening a case: the channel is looked at first, then the form; guests are confirmed by name."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.errors import AnswersNotUnderstood, NotNow, PlanningError
from bot.flows.case import GUESTS, OPEN_CASE
from bot.flows.values import Option
from bot.handlers.desk import SLACK_IS_AWAY, Desk, View, problem_of
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.forms import Forms
from bot.handlers.people.channel import member_ids
from bot.render import Press
from bot.services import cases
from bot.services.acting import Acting, OnCase

log = logging.getLogger(__name__)
# What no waiting mends: whoever installed the bot must.
TO_BE_SET_RIGHT = ("missing_scope", "account_inactive", "token_revoked", "token_expired", "invalid_auth")
Body = Mapping[str, Any]


def begin(desk: Desk, forms: Forms, body: Body, client: WebClient, context: BoltContext) -> None:
    """Open a waiting view at once, look at the channel, then show the form or say why not.

    Called after the ack: looking at a channel's people takes longer than Slack waits.
    """
    language, channel = context["language"], str(body["channel_id"])
    waiting = desk.words.view("opening/looking", language)
    view_id = desk.open(client, body, waiting, context.respond, language)
    if view_id is None:
        return
    try:
        shown = _form_for(desk, forms, channel, client, context)
    except PlanningError as error:
        shown = desk.error_view(error, language)
    except SLACK_IS_AWAY as away:
        log.warning("channel not looked at, %s", problem_of(away))
        shown = desk.error_view(NotNow("slack_is_busy"), language)
    desk.update(client, view_id, shown)


def _form_for(desk: Desk, forms: Forms, channel: str, client: WebClient, context: BoltContext) -> View:
    acting: Acting = context["acting"]
    acting.must("case.open")
    refuse_open_channels(client, channel)
    members = _members(client, channel)
    me = next((one for one in members if one["id"] == acting.user), {})
    guests = [one for one in members if one.get("is_restricted") or one.get("is_ultra_restricted")]
    if not guests:
        return forms.view("open_case", Subject(channel), context, opener_answers(me))
    subject = "+".join([channel, *(one["id"] for one in guests)])
    return desk.words.form(
        GUESTS,
        context["language"],
        options={"guests": [Option(one["id"], _name(one)) for one in guests]},
        metadata=subject,
    )


def opener_answers(user: Mapping[str, Any]) -> Values:
    """What Slack knows of the opener: their name and zone, for them to correct."""
    return {"opener_name": _name(user), "zone": str(user.get("tz") or "")} if user else {}


def refuse_open_channels(client: WebClient, channel: str) -> None:
    """Only a private channel of this workspace alone, where the bot is a member (decision 12)."""
    try:
        found = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as refused:
        if refused.response.get("error") in ("channel_not_found", "not_in_channel"):
            raise NotNow("bot_not_in_channel") from None
        if refused.response.get("error") in TO_BE_SET_RIGHT:
            raise NotNow("bot_may_not_look") from None
        raise
    if found.get("is_im") or found.get("is_mpim"):
        raise NotNow("not_a_channel")
    if found.get("is_ext_shared") or found.get("is_pending_ext_shared") or found.get("is_org_shared"):
        raise NotNow("channel_is_shared")
    if not found.get("is_private"):
        raise NotNow("channel_is_public")
    if not found.get("is_member"):
        raise NotNow("bot_not_in_channel")


def _members(client: WebClient, channel: str) -> list[Mapping[str, Any]]:
    users = (client.users_info(user=member)["user"] for member in member_ids(client, channel))
    return [user for user in users if not user.get("is_bot")]


def _name(user: Mapping[str, Any]) -> str:
    profile = user.get("profile") or {}
    return str(user.get("real_name") or profile.get("real_name") or user.get("name") or user["id"])


def _guest_options(on: OnCase | None, subject: Subject) -> Mapping[str, object]:
    return {"guests": subject.id.split("+")[1:]}


def _confirm_guests(acting: Acting, subject: Subject, values: Values) -> Done:
    if set(values["guests"]) != set(subject.id.split("+")[1:]):
        raise AnswersNotUnderstood({"guests": "guest_not_confirmed"})
    return Done(next_form="open_case", next_subject=subject.id)


def _open(acting: Acting, subject: Subject, values: Values) -> Done:
    channel, *guests = subject.id.split("+")
    case_id = cases.open_case(acting, channel, values, tuple(guests))
    person = Press("person", "open:person", case_id, "primary")
    return Done("case_opened", {"presses": [person, Press("child", "open:child", case_id)]})


FORMS = (
    Form(GUESTS, _confirm_guests, "case.open", about=None, facts=_guest_options),
    Form(OPEN_CASE, _open, "case.open", about=None),
)
