"""The agenda as a private view; whoever leads orders and times its topics, or sets one aside and says why."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient

from bot.domain.conference import Conference, Topic
from bot.domain.record import CaseRecord
from bot.flows.meeting import AGENDA_TOLD, TOPIC, TOPIC_ASIDE
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values, again
from bot.handlers.views import name_of
from bot.render import Part, Press
from bot.services import agenda, looking
from bot.services.acting import Acting
from bot.services.agenda_paper import coming
from bot.services.own_topics import is_taken_back
from bot.services.scheduling import conference_of

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Asking for topics, sending and opening the agenda, moving a topic."""

    @app.action(pressed("ask_topics"))
    def ask_topics(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        count = agenda.ask_for_topics(context["acting"], body["actions"][0]["value"])
        ack()
        desk.wake()
        words = desk.words.text("captured/topics_asked", context["language"], count=count)
        desk.say(respond, words)

    @app.action(pressed("send_agenda"))
    def send_agenda(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        agenda.send_agenda(context["acting"], body["actions"][0]["value"])
        ack()
        desk.wake()
        words = desk.words.text("captured/agenda_sent", context["language"])
        desk.say(respond, words)

    @app.action(pressed("open_agenda"))
    def open_agenda(ack: Ack, body: Body, client: WebClient, respond: Respond, context: BoltContext) -> None:
        ack()
        view = agenda_view(desk, context["acting"], body["actions"][0]["value"], context["language"])
        desk.open(client, body, view, respond, context["language"])

    @app.action(pressed("topic_up"))
    def up(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        _move(ack, body, client, context, -1)

    @app.action(pressed("topic_down"))
    def down(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        _move(ack, body, client, context, 1)

    @app.action(pressed("topic_back"))
    def back(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        conference_id = agenda.put_topic_back(context["acting"], body["actions"][0]["value"])
        ack()
        view = agenda_view(desk, context["acting"], conference_id, context["language"])
        desk.update(client, body["view"]["id"], view)

    @app.action(pressed("seen_agenda"))
    def seen_agenda(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        agenda.seen(context["acting"], body["actions"][0]["value"])
        ack()
        words = desk.words.text("captured/agenda_seen", context["language"])
        desk.say(respond, words)

    def _move(ack: Ack, body: Body, client: WebClient, context: BoltContext, step: int) -> None:
        conference_id = agenda.move_topic(context["acting"], body["actions"][0]["value"], step)
        ack()
        view = agenda_view(desk, context["acting"], conference_id, context["language"])
        desk.update(client, body["view"]["id"], view)


def agenda_view(desk: Desk, acting: Acting, conference_id: str, language: str) -> View:
    """The agenda in its order, who raised what, and how its minutes fit into the time that is planned."""
    case_id = conference_of(acting, conference_id).case_id
    record = looking.whole_record(acting, case_id, "agenda.look")
    leads = looking.leads(acting, case_id)
    conference = next(one for one in record.conferences if one.id == conference_id)
    topics = tuple(one for one in record.topics if one.conference_id == conference_id)
    standing = agenda.in_order(topics)
    parts = [Part("topics", [_row(record, topics, standing, place, leads) for place in range(len(standing))])]
    aside = [one for one in topics if not one.stands and not is_taken_back(one)]
    if leads and aside:
        parts.append(Part("aside", [_aside_row(record, topic) for topic in aside]))
    return desk.words.view(
        "views/agenda",
        language,
        parts=parts,
        presses=_presses(record, conference, bool(standing), leads),
        minutes=sum(topic.minutes or 0 for topic in standing),
        untimed=sum(topic.minutes is None for topic in standing),
        planned=int((conference.ends_at - conference.starts_at).total_seconds() // 60),
    )


def _presses(record: CaseRecord, conference: Conference, any_topic: bool, leads: bool) -> list[Press]:
    next_up = coming(record.conferences)
    if next_up is None or next_up.id != conference.id:
        return []
    add = Press("add_topic", "open:topic", conference.id)
    presses = [add if leads else Press("my_topics", "do:my_topics", conference.id)]
    if any_topic:
        presses.append(Press("on_paper", "do:get_paper", f"{record.case.id}:agenda.pdf"))
    return presses


def _row(
    record: CaseRecord, topics: Sequence[Topic], standing: Sequence[Topic], place: int, leads: bool
) -> dict[str, object]:
    topic = standing[place]
    asked_by = [topic.from_person, *(one.from_person for one in topics if one.merged_into == topic.id)]
    names = dict.fromkeys(name for name in (name_of(record, one) for one in asked_by) if name)
    return {
        "said": topic.words,
        "said_first": True,
        "place": place + 1,
        "from_names": list(names),
        "lead_name": name_of(record, topic.lead),
        "minutes": topic.minutes,
        "presses": _row_presses(topic, place, len(standing)) if leads else [],
    }


def _row_presses(topic: Topic, place: int, total: int) -> list[Press]:
    moves = []
    if place > 0:
        moves.append(Press("up", "do:topic_up", topic.id))
    if place < total - 1:
        moves.append(Press("down", "do:topic_down", topic.id))
    named = f"{topic.id}:{topic.version}"
    return [Press("change", "open:topic", named), *moves, Press("set_aside", "open:topic_aside", named)]


def _aside_row(record: CaseRecord, topic: Topic) -> dict[str, object]:
    return {
        "said": topic.words,
        "said_first": True,
        "from_names": [name] if (name := name_of(record, topic.from_person)) else [],
        "how": topic.aside,
        "why": topic.why_aside or "",
        "presses": [Press("put_back", "do:topic_back", topic.id)],
    }


def _topic(acting: Acting, subject: Subject, values: Values) -> Done:
    if subject.version is None:
        agenda.add_topic(acting, subject.id, values)
        return again("topic", subject)
    agenda.arrange_topic(acting, subject.id, values, subject.version)
    return Done()


def _topic_aside(acting: Acting, subject: Subject, values: Values) -> Done:
    told = agenda.set_topic_aside(acting, subject.id, values, subject.version or 0)
    return Done("topic_aside", {"author_hears": told})


def _agenda_told(acting: Acting, subject: Subject, values: Values) -> Done:
    agenda.seen(acting, subject.id, values["person_id"], values["how"])
    return again("agenda_told", subject)


FORMS = (
    Form(TOPIC, _topic, "agenda.arrange", about=Conference, corrects=Topic),
    Form(TOPIC_ASIDE, _topic_aside, "agenda.arrange", about=Conference, corrects=Topic),
    Form(AGENDA_TOLD, _agenda_told, "agenda.arrange", about=Conference),
)
