"""A whole exchange with a real Bolt app over Socket Mode: command, modal, message, event."""

from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from tests.practice.conftest import Bench, Connect, wait_until

MODAL = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Open a case"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "reference",
            "label": {"type": "plain_text", "text": "Reference"},
            "element": {"type": "plain_text_input", "action_id": "answer", "max_length": 10},
        },
        {
            "type": "actions",
            "block_id": "more",
            "elements": [
                {
                    "type": "button",
                    "action_id": "add",
                    "text": {"type": "plain_text", "text": "Add"},
                    "value": "7",
                }
            ],
        },
    ],
}


def set_up(heard: list[Any]) -> Any:
    def listeners(app: App) -> None:
        @app.command("/conference")
        def command(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            heard.append(body)
            client.views_open(trigger_id=body["trigger_id"], view=MODAL)
            ack("Here you are")

        @app.action("add")
        def add(ack: Ack, body: dict[str, Any]) -> None:
            heard.append(body)
            ack()

        @app.view("form")
        def submitted(ack: Ack, body: dict[str, Any]) -> None:
            heard.append(body)
            text = body["view"]["state"]["values"]["reference"]["answer"]["value"]
            ack(response_action="errors", errors={"reference": "Taken"}) if text == "old" else ack()

        @app.event("app_home_opened")
        def home(event: dict[str, Any], client: WebClient) -> None:
            heard.append(event)
            client.views_publish(user_id=event["user"], view={"type": "home", "blocks": []})

        @app.shortcut("capture")
        def capture(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
            heard.append(body)
            ack()
            respond("Kept")

    return listeners


def test_a_command_opens_a_modal_that_is_filled_refused_and_sent(bench: Bench, connect: Connect) -> None:
    heard: list[Any] = []
    connect(bench, set_up(heard))
    people, omar = bench.people, bench.omar

    done = people.post(f"{omar}/command", channel=bench.team, text="/conference open it")
    assert done["ok"], done
    assert (heard[0]["text"], heard[0]["channel_name"]) == ("open it", "privategroup")
    assert people.messages(omar, bench.team)[-1]["text"] == "Here you are"
    assert not any(m["text"] == "Here you are" for m in people.messages(bench.priya, bench.team))

    view = people.modal(omar)["id"]
    assert people.post(f"{omar}/submit", view_id=view)["errors"] == {
        "reference": "Please complete this required field."
    }
    people.post(f"{omar}/fill", view_id=view, values={"reference": {"answer": "old"}})
    clicked = people.post(f"{omar}/act", where={"view_id": view}, block_id="more", action_id="add")
    assert clicked["outcome"]["acked"]
    assert heard[-1]["view"]["state"]["values"]["reference"]["answer"]["value"] == "old"
    assert heard[-1]["actions"][0]["value"] == "7"

    assert people.post(f"{omar}/submit", view_id=view)["errors"] == {"reference": "Taken"}
    people.post(f"{omar}/fill", view_id=view, values={"reference": {"answer": "TEST-0001"}})
    sent = people.post(f"{omar}/submit", view_id=view)
    assert (sent["ok"], sent["modals"]) == (True, [])
    assert bench.serious() == []


def test_the_home_tab_is_published_when_it_is_opened(bench: Bench, connect: Connect) -> None:
    connect(bench, set_up([]))
    assert bench.people.post(f"{bench.omar}/home")["view"] is None
    bench.people.quiet()
    assert bench.people.get(f"{bench.omar}/state")["home"]["type"] == "home"
    assert bench.people.get(f"{bench.priya}/state")["home"] is None


def test_a_message_shortcut_brings_the_message_and_can_be_answered(bench: Bench, connect: Connect) -> None:
    heard: list[Any] = []
    connect(bench, set_up(heard))
    said = bench.people.post(f"{bench.priya}/message", channel=bench.team, text="She calls every night")
    done = bench.people.post(
        f"{bench.omar}/shortcut", callback_id="capture", channel=bench.team, ts=said["ts"]
    )
    assert done["ok"]
    wait_until(lambda: bench.people.messages(bench.omar, bench.team)[-1]["text"] == "Kept")
    assert heard[-1]["message"]["text"] == "She calls every night"
    assert all(m["text"] != "Kept" for m in bench.people.messages(bench.priya, bench.team))
