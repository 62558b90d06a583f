"""A small Bolt app that shows every block and element, errors under fields, and every kind of answer."""

from __future__ import annotations

import threading
from typing import Any

from slack_bolt import App

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str, **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": {"action_id": "answer", **element},
        **more,
    }


ROLES = [option("Mother", "mother"), option("Father", "father"), option("Case manager", "case_manager")]
HOW = [
    option("In the room", "room", description=plain("At the library")),
    option("By phone", "phone"),
    option("By video", "video"),
]

FIELDS = [
    field(
        "words",
        "What helps already?",
        {"type": "plain_text_input", "multiline": True, "max_length": 300},
        hint=plain("Use the family's own words."),
    ),
    field("place", "Place", {"type": "plain_text_input", "placeholder": plain("Room or address")}),
    field("role", "Role", {"type": "static_select", "placeholder": plain("Choose a role"), "options": ROLES}),
    field("roles", "Roles", {"type": "multi_static_select", "options": ROLES}, optional=True),
    field("person", "Person", {"type": "users_select"}, optional=True),
    field("people", "People", {"type": "multi_users_select"}, optional=True),
    field("topic", "Topic", {"type": "external_select", "min_query_length": 1}, optional=True),
    field("how", "How do they take part?", {"type": "radio_buttons", "options": HOW}),
    field("kinds", "Kinds of meeting", {"type": "checkboxes", "options": HOW}, optional=True),
    field("day", "Day", {"type": "datepicker"}),
    field("time", "Time", {"type": "timepicker"}, optional=True),
    field("moment", "Moment", {"type": "datetimepicker"}, optional=True),
    field("minutes", "Minutes", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
    field("mail", "Email", {"type": "email_text_input"}, optional=True),
    field("link", "Link", {"type": "url_text_input"}, optional=True),
    field("paper", "Paper", {"type": "file_input"}, optional=True),
]


def form() -> Json:
    blocks: list[Json] = [
        {"type": "alert", "level": "info", "text": mrkdwn("Only the team sees *what you write* here.")},
        {
            "type": "section",
            "block_id": "more",
            "text": mrkdwn("Would another window help?"),
            "accessory": {"type": "button", "action_id": "push", "text": plain("Open another")},
        },
        *FIELDS,
    ]
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Prepare the conference"),
        "submit": plain("Save"),
        "close": plain("Not now"),
        "notify_on_close": True,
        "blocks": blocks,
    }


def pushed() -> Json:
    return {
        "type": "modal",
        "callback_id": "pushed",
        "title": plain("On top"),
        "submit": plain("Keep"),
        "blocks": [field("note", "Note", {"type": "plain_text_input"})],
    }


def card() -> Json:
    buttons = [
        {"type": "button", "action_id": "agree", "text": plain("I was there"), "style": "primary"},
        {
            "type": "button",
            "action_id": "remove",
            "text": plain("Remove"),
            "style": "danger",
            "confirm": {
                "title": plain("Remove it?"),
                "text": mrkdwn("It stays in the *history*."),
                "confirm": plain("Remove"),
                "deny": plain("Keep"),
            },
        },
        {
            "type": "static_select",
            "action_id": "pick",
            "placeholder": plain("Choose a role"),
            "options": ROLES,
        },
        {"type": "overflow", "action_id": "over", "options": [option("Show again", "again")]},
    ]
    fields = [
        mrkdwn("*When*\n<!date^1773865800^{date_long} at {time}|18 March>"),
        mrkdwn("*Where*\nLibrary, room B"),
    ]
    section = {
        "type": "rich_text_section",
        "elements": [
            {"type": "text", "text": "Bring "},
            {"type": "text", "text": "your letter", "style": {"bold": True}},
        ],
    }
    steps = {
        "type": "rich_text_list",
        "style": "ordered",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
            for words in ("Welcome", "Listen")
        ],
    }
    return {
        "text": "The conference begins",
        "blocks": [
            {"type": "header", "text": plain("The conference begins")},
            {
                "type": "section",
                "text": mrkdwn(
                    "Ask <@U0SAMPLEP4> first.\n• *Strengths* so far: 2\n"
                    "• _Needs_: `1`\n> said &lt;quietly&gt;"
                ),
                "fields": fields,
            },
            {"type": "rich_text", "elements": [section, steps]},
            {"type": "divider"},
            {"type": "actions", "block_id": "card", "elements": buttons},
            {"type": "context", "elements": [mrkdwn("Only counts are shown here. :lock:")]},
        ],
    }


def small_app(app: App) -> None:
    """Register everything on a Bolt app."""
    _commands(app)
    _form(app)
    _card(app)
    _elsewhere(app)


def _commands(app: App) -> None:
    @app.command("/conference")
    def conference(ack: Any, body: Json, client: Any, say: Any) -> None:
        asked = body.get("text", "")
        if asked == "quiet":
            ack("Only *you* read this.")
        elif asked == "card":
            ack()
            say(**card())
        elif asked == "slow":
            # Longer than Slack waits; nothing else happens.
            threading.Event().wait(3.4)
            ack()
        elif asked == "tell":
            ack()
            client.chat_postMessage(channel=body["user_id"], text="For you alone: bring your letter.")
        else:
            client.views_open(trigger_id=body["trigger_id"], view=form())
            ack()


def _form(app: App) -> None:
    @app.view("form")
    def sent(ack: Any, body: Json, client: Any) -> None:
        values = body["view"]["state"]["values"]
        if values["place"]["answer"]["value"] == "nowhere":
            ack(response_action="errors", errors={"place": "Please name a place that people can find."})
            return
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text=kept(values))

    @app.view_closed("form")
    def closed(ack: Any, body: Json, client: Any) -> None:
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text="Nothing was saved.")

    @app.action("push")
    def push(ack: Any, body: Json, client: Any) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=pushed())

    @app.view("pushed")
    def keep(ack: Any) -> None:
        ack()

    @app.options("answer")
    def topics(ack: Any, payload: Json) -> None:
        words = [f"{payload['value']} {n}" for n in (1, 2)]
        ack(options=[option(word, word) for word in words])


def kept(values: Json) -> str:
    """What the form said, in the order of its fields."""
    return "Saved: " + "; ".join(
        f"{name}={_said(values[name]['answer'])}" for name in values if _said(values[name]["answer"])
    )


def _said(state: Json) -> str:
    value = next(content for name, content in state.items() if name not in ("type", "timezone"))
    if isinstance(value, dict):
        return str(value["value"])
    if isinstance(value, list):
        return ",".join(
            str(one.get("value", one.get("name"))) if isinstance(one, dict) else str(one) for one in value
        )
    return "" if value is None else str(value)


def _card(app: App) -> None:
    @app.action("agree")
    def agree(ack: Any, respond: Any) -> None:
        ack()
        respond(text="Thank you, that is kept.", replace_original=True)

    @app.action("remove")
    def remove(ack: Any, respond: Any) -> None:
        ack()
        respond(text="Removed.", replace_original=False, response_type="ephemeral")

    @app.action("pick")
    def pick(ack: Any, body: Json, respond: Any) -> None:
        ack()
        chosen = body["actions"][0]["selected_option"]["text"]["text"]
        respond(text=f"You chose {chosen}.", replace_original=False, response_type="ephemeral")

    @app.action("over")
    def over(ack: Any, respond: Any) -> None:
        ack()
        respond(text="Here it is again.", replace_original=False, response_type="ephemeral")


def _elsewhere(app: App) -> None:
    @app.event("app_home_opened")
    def home(event: Json, client: Any) -> None:
        if event["tab"] == "home":
            blocks = [
                {"type": "header", "text": plain("What waits for you")},
                {
                    "type": "section",
                    "text": mrkdwn("Your next conference: <!date^4102444800^{date}|1 January 2100>"),
                },
                {
                    "type": "actions",
                    "elements": [{"type": "button", "action_id": "again", "text": plain("Show it again")}],
                },
            ]
            client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.action("again")
    def again(ack: Any, body: Json, client: Any) -> None:
        ack()
        blocks = [{"type": "section", "text": mrkdwn("It is up to date.")}]
        client.views_publish(user_id=body["user"]["id"], view={"type": "home", "blocks": blocks})

    @app.shortcut("capture")
    def capture(ack: Any, body: Json, client: Any) -> None:
        ack()
        said = body["message"]["text"]
        client.chat_postEphemeral(
            channel=body["channel"]["id"], user=body["user"]["id"], text=f"Kept: {said}"
        )

    @app.shortcut("start")
    def start(ack: Any, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=pushed())
        ack()

    @app.event("message")
    def message(event: Json) -> None:
        return None
