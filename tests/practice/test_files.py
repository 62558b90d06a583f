"""Files: the three steps of an upload, who can read them, taking them away."""

from __future__ import annotations

from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.practice.conftest import Bench
from tests.practice.test_api_calls import error


def upload(bench: Bench, channel: str | None = None) -> Any:
    return bench.client.files_upload_v2(filename="plan.pdf", content="words", title="Plan", channel=channel)[
        "file"
    ]


def read(url: str, token: str) -> bytes:
    with urlopen(Request(url, headers={"Authorization": f"Bearer {token}"})) as answer:
        content: bytes = answer.read()
    return content


def test_a_file_goes_into_direct_messages_by_their_d_id(bench: Bench) -> None:
    channel = bench.client.conversations_open(users=bench.omar)["channel"]["id"]
    file = upload(bench, channel)
    shown = bench.people.messages(bench.omar, channel)[-1]["files"][0]
    assert (shown["id"], shown["title"]) == (file["id"], "Plan")
    assert read(file["url_private"], bench.workspace.tokens.bot) == b"words"
    assert bench.people.get(f"{bench.priya}/files/{file['id']}")["status"] == 404
    with urlopen(f"{bench.running.url}/people/{bench.omar}/files/{file['id']}") as answer:
        assert answer.read() == b"words"
    assert bench.client.files_info(file=file["id"])["file"]["shares"]["private"][channel]
    assert bench.rules() == []


def test_a_user_id_is_no_place_for_a_file(bench: Bench) -> None:
    assert error(upload, bench=bench, channel=bench.omar) == "channel_not_found"


def test_a_file_without_a_channel_stays_private(bench: Bench) -> None:
    file = upload(bench)
    assert (file["channels"], file["groups"], file["ims"]) == ([], [], [])
    assert bench.people.get(f"{bench.omar}/files/{file['id']}")["status"] == 404


def test_a_file_is_read_with_the_token_alone(bench: Bench) -> None:
    file = upload(bench, bench.team)
    with pytest.raises(HTTPError):
        read(file["url_private"], "xoxb-wrong")


def test_a_deleted_file_is_gone_everywhere(bench: Bench) -> None:
    file = upload(bench, bench.team)
    assert bench.client.files_delete(file=file["id"])["ok"]
    assert error(bench.client.files_info, file=file["id"]) == "file_deleted"
    assert bench.people.messages(bench.omar, bench.team)[-1]["files"][0]["mode"] == "tombstone"
    assert bench.people.get(f"{bench.omar}/files/{file['id']}")["status"] == 404


def test_an_upload_has_the_length_it_announced(bench: Bench) -> None:
    begun = bench.client.files_getUploadURLExternal(filename="a.txt", length=3)
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(begun["upload_url"], b"four"))
    assert refused.value.code == 400
    files = [{"id": begun["file_id"], "title": "a"}]
    assert error(bench.client.files_completeUploadExternal, files=files) == "file_update_failed"
    with urlopen(Request(begun["upload_url"], b"abc")) as answer:
        assert answer.status == 200
    assert bench.client.files_completeUploadExternal(files=files)["ok"]
    assert error(bench.client.files_completeUploadExternal, files=files) == "file_not_found"


def test_alternative_text_has_a_thousand_characters(bench: Bench) -> None:
    announce = bench.client.files_getUploadURLExternal
    assert announce(filename="a.png", length=1, alt_txt="t" * 1000)["ok"]
    assert error(announce, filename="a.png", length=1, alt_txt="t" * 1001) == "alt_txt_too_large"


def test_a_person_s_file_is_not_the_bot_s_to_see_or_delete(bench: Bench) -> None:
    sent = bench.people.post(f"{bench.omar}/upload", name="letter.txt", base64="aGVsbG8=")["file"]
    assert error(bench.client.files_info, file=sent["id"]) == "file_not_found"
    bench.people.post(f"{bench.omar}/message", channel=bench.team, files=[sent["id"]])
    assert bench.client.files_info(file=sent["id"])["ok"]
    assert error(bench.client.files_delete, file=sent["id"]) == "cant_delete_file"
