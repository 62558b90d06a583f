"""Hands one outbox row to Slack: where to, whether it is there already, as new, as a change, or as a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.delivery import Outgoing
from bot.domain.people import DirectLine
from bot.domain.reminder import IN_PLACE_ONLY
from bot.domain.sending import Block, Composed, FileToSend, Limited, Refused, ReservedFile, Sent, SlackUser
from bot.services.delivery.taking_back import take_back_when_over
from bot.services.ports import Clock, Units

# A send may take the HTTP timeout; with less of the lease left, the row is left to the next sweep.
NEEDED_TO_SEND = timedelta(seconds=20)
# How far Slack's clock may be behind ours when we look for a message that we may have sent.
CLOCK_SKEW = timedelta(seconds=60)
OWN_PACE = "own_pace"
CARD_IS_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


class Messenger(Protocol):
    """Slack, as the outbox needs it; each method raises Limited, Uncertain or Refused."""

    def post(self, channel: str, text: str, blocks: Sequence[Block], marker: str) -> Sent:
        """A new message with our marker on it."""
        ...

    def must_wait(self, channel: str) -> float:
        """Seconds until a new message may go there; asking uses nothing up."""
        ...

    def room(self) -> int:
        """How many new messages may go out now, in all."""
        ...

    def pause(self) -> float:
        """Seconds until a few more may, in all."""
        ...

    def update(self, sent: Sent, text: str, blocks: Sequence[Block], marker: str) -> Sent:
        """The message changed in place."""
        ...

    def find_marker(self, channel: str, marker: str, oldest: datetime) -> str | None:
        """The ts of our message with this marker in a DM."""
        ...

    def open_dm(self, user: str) -> str:
        """The id of the DM with this user."""
        ...

    def user(self, user_id: str) -> SlackUser:
        """What Slack says of a user."""
        ...

    def reserve_file(self, filename: str, length: int) -> ReservedFile:
        """An id for a file, and where its bytes go."""
        ...

    def fill_file(self, reserved: ReservedFile, content: bytes) -> None:
        """The bytes; nobody sees the file yet."""
        ...

    def share_file(self, file_id: str, channel: str, title: str) -> None:
        """The file appears in the DM."""
        ...

    def delete_file(self, file_id: str) -> None:
        """The file is gone, or was gone already."""
        ...

    def file_is_shared(self, file_id: str, channel: str) -> bool:
        """Whether the file came to stand in this DM."""
        ...


@dataclass(frozen=True, kw_only=True)
class Handover:
    """Knows what Slack must be asked, and in which order, so that a lost answer can be made good."""

    units: Units
    messenger: Messenger
    clock: Clock

    def line(self, row: Outgoing) -> DirectLine | None:
        """How to reach the row's user; a DM that was never opened is opened now. None for a channel.

        A DM's own id is kept, for files and history take no user's id.
        """
        if not is_user(row.to):
            return None
        with self.units(row.workspace_id, "system", read_only=True) as work:
            known = work.first(DirectLine, slack_user=row.to)
        if known and known.channel_id:
            return known
        channel = self.messenger.open_dm(row.to)
        return self._keep(row, channel, self.messenger.user(row.to))

    def line_moved(self, row: Outgoing) -> bool:
        """Whether this user's DM has another id now, as with an app that was set up anew; it is kept then."""
        if not is_user(row.to):
            return False
        with self.units(row.workspace_id, "system", read_only=True) as work:
            known = work.first(DirectLine, slack_user=row.to)
        channel = self.messenger.open_dm(row.to)
        if known is None or known.channel_id == channel:
            return False
        self._keep(row, channel, self.messenger.user(row.to))
        return True

    def found(self, row: Outgoing, place: str) -> Sent | None:
        """The message or file of an earlier try, where the app may look it up: in a DM."""
        if not place.startswith("D"):
            return None
        if _is_file(row):
            there = row.ts is not None and self.messenger.file_is_shared(row.ts, place)
            return Sent(place, row.ts) if there and row.ts else None
        if row.ts is not None:
            return None  # a change in place, which can simply be made again
        ts = self.messenger.find_marker(place, row.id, (row.first_tried_at or row.due_at) - CLOCK_SKEW)
        return Sent(place, ts) if ts else None

    def may_go(self, row: Outgoing, place: str) -> None:
        """Raises Limited before anything is composed that our own pace would not let go."""
        if row.ts is None and not _is_file(row) and (wait := self.messenger.must_wait(place)) > 0.0:
            raise Limited(wait, OWN_PACE)

    def send(self, row: Outgoing, place: str, ready: Composed) -> Sent:
        """A new message, or a change in place of what stands there. Raises NotSent's family."""
        self._must_hold(row)
        if row.ts is not None:
            try:
                return self.messenger.update(Sent(place, row.ts), ready.text, ready.blocks, row.id)
            except Refused as refused:
                if refused.reason not in CARD_IS_GONE or row.message in IN_PLACE_ONLY:
                    raise
        return self.messenger.post(place, ready.text, ready.blocks, row.id)

    def reserve(self, row: Outgoing, place: str, file: FileToSend) -> tuple[Outgoing, ReservedFile]:
        """The file's id, kept in the row before anyone can see the file: to look it up, to take it back.

        With it is kept when that will be.
        """
        reserved = self.messenger.reserve_file(file.filename, len(file.content))
        with self.units(row.workspace_id, "system") as work:
            work.replace(replace(row, channel_id=place, ts=reserved.file_id))
            kept = work.get(Outgoing, row.id)
            if file.until is not None:
                take_back_when_over(work, row, file.until)
            work.commit()
        return kept, reserved

    def send_file(self, row: Outgoing, place: str, file: FileToSend, reserved: ReservedFile) -> Sent:
        """The bytes, then the file appears. Raises NotSent's family."""
        self._must_hold(row)
        self.messenger.fill_file(reserved, file.content)
        self.messenger.share_file(reserved.file_id, place, file.title)
        return Sent(place, reserved.file_id)

    def _must_hold(self, row: Outgoing) -> None:
        if row.lease_until and self.clock.now() + NEEDED_TO_SEND > row.lease_until:
            raise Limited(0.0, "lease_too_short")

    def _keep(self, row: Outgoing, channel: str, user: SlackUser) -> DirectLine:
        with self.units(row.workspace_id, "system") as work:
            known = work.first(DirectLine, slack_user=row.to)
            line = DirectLine(
                workspace_id=row.workspace_id,
                id=known.id if known else work.new_id(),
                version=known.version if known else 1,
                slack_user=row.to,
                channel_id=channel,
                zone=user.zone or (known.zone if known else None),
                language=(known.language if known else None) or user.locale,
            )
            if known:
                work.replace(line)
            else:
                work.add(line)
            work.commit()
        return line


def is_user(to: str) -> bool:
    """Whether a row goes to a user, alone, and not to a channel."""
    return to.startswith(("U", "W"))


def _is_file(row: Outgoing) -> bool:
    return row.message.startswith("file:")
