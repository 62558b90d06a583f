"""The agenda as a private view: its order, who raised what, how its minutes fit, what who leads can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.agenda import AgendaRequest
from bot.domain.conference import ON_THE_WAY, Conference, Topic
from bot.domain.people import Person
from bot.domain.record import CaseRecord
from bot.handlers.desk import Desk, View
from bot.handlers.entries.views import name_of
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.agenda import agenda, carrying, first_look
from bot.services.agenda.agenda_paper import coming
from bot.services.agenda.agenda_seen import as_it_stands, reading
from bot.services.agenda.own_topics import is_taken_back
from bot.services.calling.scheduling import conference_of
from bot.services.seeing import looking

# A topic takes three of Slack's hundred blocks, long words one more.
PAGE = 24


@dataclass(frozen=True)
class _Agenda:
    """What one person may see of one conference's agenda."""

    record: CaseRecord
    conference: Conference
    me: Person | None
    leads: bool
    is_out: bool
    of_family: bool
    requests: tuple[AgendaRequest, ...]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic, also what was set aside."""
        if not self.is_out:
            return ()
        return tuple(one for one in self.record.topics if one.conference_id == self.conference.id)

    def is_new(self, topic: Topic) -> bool:
        """Whether it came, or changed, since this person saw the agenda."""
        mine = self.me.id if self.me else ""
        seen = (one for one in self.record.agenda_seen if one.conference_id == self.conference.id)
        saw = next((one.topics for one in seen if one.person_id == mine), ())
        return bool(saw) and not set(as_it_stands([topic])).issubset(saw)


def agenda_view(desk: Desk, acting: Acting, asked: str, language: str, near: str = "") -> View:
    """The agenda of a conference (`<id>`, or `<id>:<page>`); `near` a topic: the page on which that is."""
    conference_id, _, page = asked.partition(":")
    case_id = conference_of(acting, conference_id).case_id
    record = looking.whole_record(acting, case_id, "agenda.look")
    conference = next(one for one in record.conferences if one.id == conference_id)
    is_out, of_family = reading(acting, conference_id)
    shown = _Agenda(
        record=record,
        conference=conference,
        me=record.person_using(acting.user),
        leads=looking.leads(acting, case_id),
        is_out=is_out,
        of_family=of_family,
        requests=first_look.requests_of(acting, conference_id),
    )
    standing = agenda.in_order(shown.topics)
    ids = [one.id for one in standing]
    return desk.words.view(
        "views/agenda",
        language,
        parts=_parts(shown, standing, ids.index(near) // PAGE + 1 if near in ids else int(page or 1)),
        presses=[*_left_over(acting, shown), *_presses(shown, bool(standing))],
        minutes=agenda.minutes_of(standing),
        untimed=sum(one.minutes is None and not one.if_time for one in standing),
        planned=agenda.planned_minutes(conference),
        leads=shown.leads,
        is_out=shown.is_out,
        is_draft=shown.is_out and conference.agenda_sent_at is None,
    )


def _parts(shown: _Agenda, standing: Sequence[Topic], page: int) -> list[Part]:
    rows = [_row(shown, standing, place) for place in range(len(standing))]
    turn_value = shown.conference.id
    parts = [Part("topics", rows, page=page, size=PAGE, turn="do:open_agenda", turn_value=turn_value)]
    if shown.requests:
        parts.append(Part("requests", [_request_row(shown, one) for one in shown.requests]))
    settled = [one for one in shown.topics if one.settled]
    if settled:
        parts.append(Part("settled", [_settled_row(shown, one) for one in settled]))
    aside = [one for one in shown.topics if one.aside not in ("", "settled") and not is_taken_back(one)]
    if shown.leads and aside:
        parts.append(Part("aside", [_aside_row(shown, one) for one in aside]))
    return parts


def _left_over(acting: Acting, shown: _Agenda) -> list[Press]:
    if not shown.leads or not carrying.any_left(acting, shown.conference.id):
        return []
    return [Press("carry_over", "do:carry_over", shown.conference.id, "primary")]


def _before(shown: _Agenda, topic: Topic) -> dict[str, date | None]:
    """The day of the conference from which it comes: that one left it open, or talked about it as well."""
    before = next((one for one in shown.record.topics if one.id == topic.carried_from), None)
    held = shown.record.conference(before.conference_id) if before else None
    day = held.held_on if held else None
    was_left = before is not None and (before.parked or before.if_time)
    return {"left_on": day if was_left else None, "last_on": None if was_left else day}


def _presses(shown: _Agenda, any_topic: bool) -> list[Press]:
    next_up, conference = coming(shown.record.conferences), shown.conference
    is_next = next_up is not None and next_up.id == conference.id
    if not is_next and not shown.leads:
        return []
    add = Press("add_topic", "open:topic", conference.id)
    presses = [add if shown.leads else Press("my_topics", "do:my_topics", conference.id)]
    if shown.leads and conference.state in ON_THE_WAY:
        presses.append(Press("who_was_asked", "do:who_was_asked", conference.id))
    if any_topic and is_next:
        presses.append(Press("on_paper", "do:get_paper", f"{shown.record.case.id}:agenda.pdf"))
    if any_topic:
        presses += _of_who_leads(conference) if shown.leads else _of_others(shown)
    return presses


def _of_who_leads(conference: Conference) -> list[Press]:
    draft = [
        Press("show_draft", "do:show_draft", conference.id),
        Press("first_look", "open:first_look", conference.id),
    ]
    return [
        Press("copy_for", "open:agenda_for", conference.id),
        *([] if conference.agenda_sent_at else draft),
        Press("note_request", "open:agenda_request", conference.id),
        Press("who_has_it", "do:who_has_agenda", conference.id),
    ]


def _of_others(shown: _Agenda) -> list[Press]:
    first = shown.of_family and shown.conference.agenda_sent_at is None
    looked = [Press("draft_seen", "do:draft_seen", shown.conference.id, "primary")] if first else []
    return [*looked, Press("ask_change", "open:own_request", shown.conference.id)]


def _request_row(shown: _Agenda, request: AgendaRequest) -> dict[str, object]:
    topic = next((one.words for one in shown.topics if one.id == request.topic), "")
    said = [*([topic] if topic else []), request.words, *([f"→ {request.answer}"] if request.answer else [])]
    answer = Press("answer_request", "open:answer_request", f"{request.id}:{request.version}")
    return {
        "said": "\n".join(said),
        "name": name_of(shown.record, request.person_id),
        "what": request.kind,
        "done": request.done,
        "presses": [answer] if shown.leads and request.done is None else [],
    }


def _row(shown: _Agenda, standing: Sequence[Topic], place: int) -> dict[str, object]:
    topic = standing[place]
    with_it = [topic, *(one for one in shown.topics if one.merged_into == topic.id)]
    names = dict.fromkeys(filter(None, (name_of(shown.record, one.from_person) for one in with_it)))
    return {
        "said": "\n+ ".join(agenda.wordings(topic, shown.topics)),
        "said_first": True,
        "place": place + 1,
        "from_names": list(names),
        "unshown": not all(one.author_shown for one in with_it),
        "lead_name": name_of(shown.record, topic.lead),
        "minutes": topic.minutes,
        "wish": topic.wish_minutes if topic.wish_minutes != topic.minutes else None,
        "hard": topic.hard,
        "leads": shown.leads,
        "late": topic.late,
        "if_time": topic.if_time,
        **_before(shown, topic),
        "is_new": shown.is_new(topic),
        "yes_names": [name for one in topic.family_yes if (name := name_of(shown.record, one))],
        "presses": _row_presses(standing, place) if shown.leads else [],
    }


def _row_presses(standing: Sequence[Topic], place: int) -> list[Press]:
    topic = standing[place]
    moves = []
    if place > 0 and standing[place - 1].if_time == topic.if_time:
        moves.append(Press("up", "do:topic_up", topic.id))
    if place < len(standing) - 1 and standing[place + 1].if_time == topic.if_time:
        moves.append(Press("down", "do:topic_down", topic.id))
    times = [Press("less", "do:topic_less", topic.id), Press("more", "do:topic_more", topic.id)]
    named = f"{topic.id}:{topic.version}"
    let_in = [Press("let_in", "open:topic_let_in", named)] if topic.if_time else []
    change, aside = Press("change", "open:topic", named), Press("set_aside", "open:topic_aside", named)
    history = Press("topic_history", "do:topic_history", topic.id)
    return [change, *moves, *times, *let_in, aside, history]


def _settled_row(shown: _Agenda, topic: Topic) -> dict[str, object]:
    return {
        "said": f"{topic.words}\n→ {topic.what_was_settled or ''}",
        "said_first": True,
        "from_names": _author(shown, topic),
        "by_name": name_of(shown.record, topic.settled_by),
        "presses": _put_back(shown, topic),
    }


def _aside_row(shown: _Agenda, topic: Topic) -> dict[str, object]:
    return {
        "said": topic.words,
        "said_first": True,
        "from_names": _author(shown, topic),
        "how": topic.aside,
        "why": topic.why_aside or "",
        "presses": _put_back(shown, topic),
    }


def _author(shown: _Agenda, topic: Topic) -> list[str]:
    name = name_of(shown.record, topic.from_person)
    return [name] if name else []


def _put_back(shown: _Agenda, topic: Topic) -> list[Press]:
    return [Press("put_back", "do:topic_back", topic.id)] if shown.leads else []
