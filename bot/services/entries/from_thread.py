"""Marked replies under a conference's card: kept, corrected and taken out as their messages are.

Read only where the agency switched it on, only under the card of a conference that runs, and never
while that card may not stand in the channel. Each function may be told the same twice.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.conference import Conference, ConferenceState
from bot.domain.delivery import Outgoing
from bot.domain.errors import NotAllowed, NotNow
from bot.domain.kept import Entry
from bot.domain.threads import ThreadReply
from bot.flows import FLOWS
from bot.flows.thread_mark import Marked, marked
from bot.flows.typed_text import from_message
from bot.services.acting import Acting, OnCase
from bot.services.entries.capture import KINDS, UNDONE, added, corrected, taken_out
from bot.services.meeting.cards import card_stays_out
from bot.services.meeting.course import refuse_while_quiet


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A message in a thread, as it is since `heard_at`; a deleted one has no text."""

    channel_id: str
    thread_ts: str
    ts: str
    text: str
    heard_at: datetime


def hear(acting: Acting, reply: Reply) -> bool | None:
    """Bring the record in line with a reply of whoever acts. True: its entry stands; False: no more.

    None: it is nothing of ours. Raises NotNow, NotAllowed where it would be, but cannot be recorded.
    """
    conference_id = _under_card(acting, reply)
    if conference_id is None:
        return None
    with acting.on_case("entry.add_own", acting.case_of(Conference, conference_id)) as on:
        known = on.work.first(ThreadReply, channel_id=reply.channel_id, ts=reply.ts)
        mark = marked(reply.text)
        if known is None and mark is None:
            return None
        if known is not None and reply.heard_at <= known.heard_at:
            return _entry(on, known).stands
        _must_be_read(on, conference_id)
        if known is not None:
            return _followed(on, known, reply, mark).stands
        return mark is not None and _kept(on, reply, mark).stands


def undo(acting: Acting, channel_id: str, ts: str) -> bool | None:
    """Take out what a reply became, for its writer or one who leads. None: the message is none of ours."""
    known = _known(acting, channel_id, ts)
    if known is None:
        return None
    with acting.on_case("entry.add_own", acting.case_of(KINDS[known.kind], known.entry_id)) as on:
        entry = _entry(on, known)
        if not entry.stands:
            return False
        _must_be_read(on, entry.conference_id or "")
        return taken_out(on, entry, UNDONE).stands


def _known(acting: Acting, channel_id: str, ts: str) -> ThreadReply | None:
    if not acting.agency.read_threads:
        return None
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        return work.first(ThreadReply, channel_id=channel_id, ts=ts)


def _under_card(acting: Acting, reply: Reply) -> str | None:
    """The conference under whose card this was written, where such replies are read at all."""
    if not acting.agency.read_threads:
        return None
    with acting.agency.units(acting.workspace_id, acting.user, read_only=True) as work:
        card = work.first(Outgoing, to=reply.channel_id, message="card", ts=reply.thread_ts)
        return card.subject_id if card else None


def _must_be_read(on: OnCase, conference_id: str) -> None:
    """Raises NotNow with the same words for every reason: none of them is told to whoever wrote."""
    conference = on.work.get(Conference, conference_id)
    try:
        refuse_while_quiet(conference)
    except NotNow as quiet:
        raise NotNow("thread_closed") from quiet
    if conference.state is not ConferenceState.OPEN or card_stays_out(on.work, conference):
        raise NotNow("thread_closed")
    if on.me is None or not (on.me.on_team or on.leads()):
        raise NotAllowed("entry_add")


def _entry(on: OnCase, known: ThreadReply) -> Entry:
    return on.work.get(KINDS[known.kind], known.entry_id)


def _kept(on: OnCase, reply: Reply, mark: Marked) -> Entry:
    entry = _added(on, reply, mark)
    known = ThreadReply(
        workspace_id=on.work.workspace_id,
        id=on.work.new_id(),
        channel_id=reply.channel_id,
        ts=reply.ts,
        slack_user=on.work.actor,
        kind=mark.kind,
        entry_id=entry.id,
        entry_version=entry.version,
        heard_at=reply.heard_at,
    )
    on.work.add(known)
    return entry


def _followed(on: OnCase, known: ThreadReply, reply: Reply, mark: Marked | None) -> Entry:
    """An edit or a deletion. What was taken out stays out: a new reply says it anew."""
    entry, kind = _entry(on, known), known.kind
    if entry.stands and mark is not None and mark.kind == kind:
        _correct(on, known, entry, _words(on, mark))
    elif entry.stands:
        taken_out(on, entry, UNDONE)
        if mark is not None:
            entry, kind = _added(on, reply, mark), mark.kind
    now = on.work.get(KINDS[kind], entry.id)
    known = replace(known, kind=kind, entry_id=now.id, entry_version=now.version)
    on.work.replace(replace(known, heard_at=reply.heard_at))
    return now


def _added(on: OnCase, reply: Reply, mark: Marked) -> Entry:
    """Said by whoever wrote it, when they wrote it."""
    said = {"text": _words(on, mark), "said_by": on.me.id if on.me else None}
    return added(on, mark.kind, said, at=min(reply.heard_at, on.work.now))


def _correct(on: OnCase, known: ThreadReply, entry: Entry, words: str) -> None:
    if getattr(entry, "text", None) == words:
        return
    if entry.version != known.entry_version:
        raise NotNow("thread_changed_since")
    corrected(on, known.kind, entry, {"text": words})


def _words(on: OnCase, mark: Marked) -> str:
    """What is to be recorded. Raises NotNow where that is nothing, too much, or nobody knows as what."""
    names = {one.slack_user: one.name for one in on.people.values() if one.slack_user}
    words = from_message(mark.words, names)
    if not mark.kind or not words:
        raise NotNow("thread_word")
    if len(words) > (longest := FLOWS[mark.kind].step("text").longest):
        raise NotNow("thread_too_long", length=len(words), limit=longest)
    return words
