"""A topic's history for those who lead, and whether it stands every time."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.agenda import StandingTopic
from bot.domain.conference import Conference
from bot.domain.record import CaseRecord
from bot.flows.agenda import STANDING_END
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.options.asker import short
from bot.handlers.showing import paged, redrawn, shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.agenda import every_time, topic_history
from bot.services.agenda.topic_history import Change, Turn
from bot.services.seeing import looking

Body = Mapping[str, Any]
# A row is one block of text: older changes than these are counted.
CHANGES_SHOWN = 8
PAGE = 10


def register(app: App, desk: Desk) -> None:
    """The history behind each topic, and the tap that lets it stand every time."""
    shows(app, desk, {"topic_history": history_view})

    @app.action(pressed("topic_every_time"))
    def stand(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        topic_id = body["actions"][0]["value"]
        every_time.stand(context["acting"], topic_id)
        redrawn(desk, ack, body, client, context, history_view, topic_id)


def history_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """Each conference that a topic (`<id>`, or `<id>:<page>`) was on, the newest first."""
    topic_id, page = paged(asked)
    found = topic_history.look(acting, topic_id)
    record = looking.whole_record(acting, found.turns[0].topic.case_id, "agenda.look")
    rows = [_row(record, one) for one in found.turns]
    turns = Part("turns", rows, page=page, size=PAGE, turn="do:topic_history", turn_value=topic_id)
    now = found.stands_now
    end = Press("standing_end", "open:standing_end", f"{now.id}:{now.version}" if now else "")
    ended = next((one for one in reversed(found.standing) if one.ended_on), None)
    return desk.words.view(
        "views/topic_history",
        language,
        parts=[turns],
        presses=[end if now else Press("every_time", "do:topic_every_time", topic_id)],
        since=now.since if now else None,
        ended=ended.ended_on if ended and not now else None,
        why_ended=(ended.why_ended or "") if ended else "",
    )


def _row(record: CaseRecord, turn: Turn) -> dict[str, object]:
    shown = turn.changes[-CHANGES_SHOWN:]
    return {
        "said": turn.topic.words,
        "number": turn.conference.number,
        "when": turn.conference.starts_at,
        "zone": turn.conference.zone,
        "became": turn.became,
        "why": turn.topic.why_aside or turn.topic.what_was_settled or "",
        "changes": [_change(record, one) for one in shown],
        "earlier": len(turn.changes) - len(shown),
    }


def _change(record: CaseRecord, change: Change) -> dict[str, object]:
    person = record.person_using(change.by)
    return {
        "name": person.name if person else "",
        "user": change.by,
        "at": change.at,
        "what": change.what,
        "words_before": short(change.words_before),
    }


def _end(acting: Acting, subject: Subject, values: Values) -> Done:
    every_time.end(acting, subject.id, values["why"], subject.version or 0)
    return Done()


FORMS = (Form(STANDING_END, _end, "agenda.arrange", about=Conference, corrects=StandingTopic),)
