"""Files out to Slack in its three steps, so that a file's id is known before anyone can see the file."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.domain.sending import Refused, ReservedFile, Uncertain
from bot.slack.calls import ask
from bot.slack.pacing import Pace

GONE = frozenset({"file_not_found", "file_deleted"})


class Files:
    """Sends files into DMs and takes them back."""

    def __init__(self, client: WebClient, pace: Pace) -> None:
        self._client = client
        self._pace = pace

    def upload(self, channel: str, filename: str, content: bytes, title: str) -> str:
        """All three steps at once; returns the file's id."""
        reserved = self.reserve_file(filename, len(content))
        self.fill_file(reserved, content)
        self.share_file(reserved.file_id, channel, title)
        return reserved.file_id

    def reserve_file(self, filename: str, length: int) -> ReservedFile:
        """Step 1: an id and an address for the bytes."""
        answer = ask(
            self._pace,
            "files.getUploadURLExternal",
            lambda: self._client.files_getUploadURLExternal(filename=filename, length=length),
        )
        return ReservedFile(answer["file_id"], answer["upload_url"])

    def fill_file(self, reserved: ReservedFile, content: bytes) -> None:
        """Step 2: the bytes. Whatever goes wrong here, nobody has seen the file.

        The SDK offers this step alone under a private name only; its own way keeps proxy and TLS settings.
        """
        client = self._client
        try:
            result = client._upload_file(
                url=reserved.url,
                data=content,
                logger=client._logger,
                timeout=client.timeout,
                proxy=client.proxy,
                ssl=client.ssl,
            )
        except (SlackClientError, OSError) as error:
            raise Uncertain(type(error).__name__) from None
        if result.status != 200:
            raise Uncertain(f"upload_http_{result.status}")

    def share_file(self, file_id: str, channel: str, title: str) -> None:
        """Step 3: the file appears in the DM. `channel` is the DM's own id; Slack refuses a user's here."""
        ask(
            self._pace,
            "files.completeUploadExternal",
            lambda: self._client.files_completeUploadExternal(
                files=[{"id": file_id, "title": title}], channel_id=channel
            ),
            channel,
        )

    def file_is_shared(self, file_id: str, channel: str) -> bool:
        """Whether the file came to stand in this DM."""
        try:
            answer = ask(self._pace, "files.info", lambda: self._client.files_info(file=file_id))
        except Refused as refused:
            if refused.reason in GONE:
                return False
            raise
        found = answer["file"]
        return any(channel in (found.get(places) or ()) for places in ("ims", "groups", "channels"))

    def delete_file(self, file_id: str) -> None:
        """Take a file out of Slack; one that is gone already is fine."""
        try:
            ask(self._pace, "files.delete", lambda: self._client.files_delete(file=file_id))
        except Refused as refused:
            if refused.reason not in GONE:
                raise
