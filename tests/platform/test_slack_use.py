"""The reading of the source finds each way in which Slack is used, and says what it cannot read."""

from pathlib import Path

import pytest

from tests.platform.slack_use import Use, used_in


def read(folder: Path, **modules: str) -> Use:
    package = folder / "bot"
    for name, text in modules.items():
        path = package / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return used_in(package, leave_out=frozenset({"practice"}))


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ("client.chat_postMessage(channel=c)", {"chat.postMessage"}),
        ("self._client.users_info(user=u)", {"users.info"}),
        ("send = partial(client.chat_update, channel=c)", {"chat.update"}),
        ("ask(pace, lambda: client.files_getUploadURLExternal())", {"files.getUploadURLExternal"}),
        ("client.files_upload_v2(channel=c)", {"files.getUploadURLExternal", "files.completeUploadExternal"}),
        ("client.api_call('pins.add')", {"pins.add"}),
        ("getattr(client, 'views_open')", {"views.open"}),
        ("say('hello')", {"chat.postMessage"}),
        ("record.users_of(case)", set()),
    ],
)
def test_methods_are_found_however_they_are_called(tmp_path: Path, text: str, methods: set[str]) -> None:
    assert read(tmp_path, a=text).methods == methods


def test_listeners_are_found_as_calls_and_as_decorators(tmp_path: Path) -> None:
    use = read(
        tmp_path,
        handlers__one="app.command('/conference')(run)\n@app.event('app_home_opened')\ndef home(): ...\n",
        handlers__two="self.bolt.message()(hear)\napp.event({'type': 'team_join'})(greet)\n",
        handlers__three="app.shortcut({'type': 'message_action', 'callback_id': 'add'})(add)\n",
    )
    assert use.commands == {"/conference"}
    assert use.events == {"app_home_opened", "message", "team_join"}
    assert use.shortcuts == {"add"}
    assert use.interactive
    assert not use.options


def test_constants_are_followed_into_other_modules(tmp_path: Path) -> None:
    use = read(
        tmp_path, names="OPEN = 'open_it'", a="from bot.names import OPEN as WAY\napp.global_shortcut(WAY)(f)"
    )
    assert use.shortcuts == {"open_it"}


@pytest.mark.parametrize(
    "text", ['event["type"] == "pin_added"', 'event.get("type") in ("pin_added",)', "event['type'] == PIN"]
)
def test_events_worked_from_the_inbox_are_found(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, a=f"PIN = 'pin_added'\nif {text}:\n    work()").events == {"pin_added"}


def test_options_are_noticed(tmp_path: Path) -> None:
    assert read(tmp_path, a="app.options('people')(choose)").options


def test_practice_is_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, practice__server="client.admin_users_list()\nclient.pins_add()").methods == set()


@pytest.mark.parametrize(
    "text",
    ["for name in names:\n    app.command(name)(run)", "app.event(re.compile('.*'))(f)", "c.api_call(m)"],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    assert len(read(tmp_path, a=text).unclear) == 1
