"""Messages about a conference: invitation, change, topics, agenda, and what is done in the channel."""

from bot.domain.conference import ON_THE_WAY, Conference, ConferenceState
from bot.domain.sending import Drop, Ready
from bot.flows.agenda_topics import AGENDA_TOPICS
from bot.notices.reader import Reader
from bot.render import Press
from bot.services.agenda.agenda_seen import topics_for
from bot.services.calling.scheduling import when_asked
from bot.services.calling.sittings import last_of_theirs, must_be_theirs
from bot.services.calling.telling import told_of
from bot.services.meeting.cards import we_are_out
from bot.services.people.parting import rules_of


def invitation(reader: Reader) -> Ready:
    """Come to this conference, with three ways to answer (K-01: what there is to read)."""
    conference = _conference(reader)
    if conference.state is not ConferenceState.PLANNED:
        return Drop("conference_not_planned")
    reply = [*reply_presses(conference), what_kind_press(conference), get_ready_press(conference)]
    reply.append(calendar_press(conference))
    reading = [paper.title for paper in reader.on.profile.further_reading if not paper.for_staff]
    told = {"reading": reading, "formal": conference.formal}
    return reader.says("invitation", presses=reply, **told, **_when(reader, conference))


def reply_presses(conference: Conference) -> list[Press]:
    """The ways to answer; each names the time that was asked about, for the conference may be moved."""
    asked = when_asked(conference)
    return [Press(name, "do:reply", f"{conference.id}:{name}:{asked}") for name in ("yes", "no", "not_sure")]


def what_kind_press(conference: Conference) -> Press:
    """What kind of meeting is this? (K-32)"""
    return Press("what_kind", "do:what_kind", conference.id)


def calendar_press(conference: Conference) -> Press:
    """The question whether they want it as a calendar file."""
    return Press("calendar", "open:own_calendar", conference.id)


def get_ready_press(conference: Conference) -> Press:
    """The questions that somebody answers by themselves: language, what they need, which times suit."""
    return Press("get_ready", "do:get_ready", conference.id)


def moved(reader: Reader) -> Ready:
    """Another time or place."""
    conference = _conference(reader)
    if conference.state is not ConferenceState.PLANNED:
        return Drop("conference_not_planned")
    reply = [*reply_presses(conference), calendar_press(conference)]
    return reader.says("conference_moved", presses=reply, **_when(reader, conference))


def goes_on(reader: Reader) -> Ready:
    """It was adjourned: the day on which it goes on, with the ways to answer."""
    conference = _conference(reader)
    if not conference.adjourned:
        return Drop("conference_not_planned")
    reply = [*reply_presses(conference), calendar_press(conference)]
    return reader.says("conference_goes_on", presses=reply, **_when(reader, conference))


def cancelled(reader: Reader) -> Ready:
    """It is called off, for all or for this reader, who hears of it as they knew it; why is not said here."""
    this, person_id = reader.outgoing.subject_id, reader.outgoing.person_id or ""
    conference = last_of_theirs(reader.on.work, this, person_id)
    return reader.says("conference_cancelled", **_when(reader, conference))


def ask_topics(reader: Reader) -> Ready:
    """What should we talk about?"""
    conference = _conference(reader)
    if conference.state not in ON_THE_WAY:
        return Drop("conference_over")
    none = Press("no_topics", "do:stop", f"{AGENDA_TOPICS.name}:{conference.id}")
    begin = [Press("begin", "do:begin", conference.id, "primary"), none]
    return reader.says("ask_topics", presses=begin, **_when(reader, conference))


def agenda(reader: Reader) -> Ready:
    """The agenda is ready; its topics are behind the button."""
    conference = _conference(reader)
    if conference.state not in ON_THE_WAY:
        return Drop("conference_over")
    if not topics_for(reader.on, conference.id):
        if not reader.on.leads():
            return Drop("agenda_empty")
        return agenda_emptied(reader, conference.id, on_paper=False)
    return reader.says("agenda", presses=agenda_presses(conference.id), **_when(reader, conference))


def agenda_emptied(reader: Reader, conference_id: str, on_paper: bool) -> Ready:
    """Whoever sent the agenda, or asked for it on paper, hears that it has no topic any more."""
    presses = [Press("open_agenda", "do:open_agenda", conference_id, "primary")]
    return reader.says("agenda_emptied", presses=presses, on_paper=on_paper)


def topic_aside(reader: Reader) -> Ready:
    """One of your topics was set aside; which and why is behind the button."""
    conference = _conference(reader)
    if conference.state not in ON_THE_WAY:
        return Drop("conference_over")
    mine = Press("my_topics", "do:my_topics", conference.id, "primary")
    return reader.says("topic_aside", presses=[mine], **_when(reader, conference))


def agenda_presses(conference_id: str) -> list[Press]:
    """Look at the agenda, and say so."""
    return [
        Press("open_agenda", "do:open_agenda", conference_id, "primary"),
        Press("seen", "do:seen_agenda", conference_id),
    ]


def tell_people(reader: Reader) -> Ready:
    """To those who lead: people without Slack wait to be told; who they are is behind the button."""
    conference = _conference(reader)
    if not told_of(reader.on, conference):
        return Drop("nobody_to_tell")
    presses = [Press("who", "do:tell", conference.id), Press("told", "open:notice", conference.id, "primary")]
    return reader.says("tell_people", presses=presses, **_when(reader, conference))


def kept_apart(reader: Reader) -> Ready:
    """To those who lead: something is to be done. That two people are kept apart is behind the button."""
    if not rules_of(reader.on.work, reader.on.case.id):
        return Drop("ended")
    return reader.says("kept_apart", presses=[Press("who", "do:kept_apart", reader.on.case.id, "primary")])


def channel_changes(reader: Reader) -> Ready:
    """To the facilitator: people came into the channel or left it; who is behind the button."""
    return reader.says("channel_changes", presses=[Press("who", "do:channel", reader.on.case.id)])


def bot_left(reader: Reader) -> Ready:
    """To the facilitator: we were taken out of the channel, and how we come back."""
    if not we_are_out(reader.on.work, reader.on.case.id):
        return Drop("back_again")
    return reader.says("bot_left", presses=[Press("who", "do:channel", reader.on.case.id)])


def _conference(reader: Reader) -> Conference:
    return must_be_theirs(reader.on, reader.on.work.get(Conference, reader.outgoing.subject_id))


def _when(reader: Reader, conference: Conference) -> dict[str, object]:
    return {
        "when": conference.starts_at,
        "zone": conference.zone,
        "kind": reader.words.name("meeting_kinds", conference.kind, reader.language),
        "place": conference.place or "",
    }
