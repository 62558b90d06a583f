"""Who belongs: asking, looking for people, reaching them, one person entered twice."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.network import ContactTry, ContactWay
from bot.domain.people import Person
from bot.flows.network import (
    CANDIDATE,
    CONTACT_TRY,
    CONTACT_WAY,
    JOIN,
    MENTION,
    PERSON_FACTS,
    SAME_PERSON,
)
from bot.handlers.desk import Desk, pressed
from bot.handlers.form import Done, Form, Subject, Values, add_or_correct, again
from bot.handlers.people.people_views import people_view, person_view
from bot.handlers.people.search_view import search_view
from bot.handlers.showing import redrawn, shows
from bot.render import Press
from bot.services.acting import Acting
from bot.services.people import belonging, merging, reaching

Body = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """The lists, each person's page, and the buttons on it."""
    shows(app, desk, {"people": people_view, "person": person_view, "search": search_view})

    @app.action(pressed("way_ended"))
    def way_ended(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        person_id = reaching.end_way(context["acting"], body["actions"][0]["value"])
        redrawn(desk, ack, body, client, context, person_view, person_id)

    @app.action(pressed("way_again"))
    def way_again(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        person_id = reaching.take_up_way(context["acting"], body["actions"][0]["value"])
        redrawn(desk, ack, body, client, context, person_view, person_id)

    @app.action(pressed("part_again"))
    def part_again(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        kept_id = merging.part_again(context["acting"], body["actions"][0]["value"])
        redrawn(desk, ack, body, client, context, person_view, kept_id)


def _mention(acting: Acting, subject: Subject, values: Values) -> Done:
    belonging.say_who_belongs(acting, subject.id, values)
    return again("mention", subject)


def _candidate(acting: Acting, subject: Subject, values: Values) -> Done:
    belonging.add_candidate(acting, subject.id, values)
    return again("candidate", subject)


def _join(acting: Acting, subject: Subject, values: Values) -> Done:
    belonging.put_on_team(acting, subject.id, values, subject.version or 0)
    return Done()


def _person_facts(acting: Acting, subject: Subject, values: Values) -> Done:
    belonging.record_answers(acting, subject.id, values)
    return again("person_facts", subject)


def _same_person(acting: Acting, subject: Subject, values: Values) -> Done:
    merge_id = merging.merge(acting, subject.id, values["kept"])
    return Done("same_person", {"presses": [Press("part_again", "do:part_again", merge_id)]})


FORMS = (
    Form(MENTION, _mention, "network.change"),
    Form(CANDIDATE, _candidate, "network.change"),
    Form(JOIN, _join, "network.change", about=Person, corrects=Person),
    Form(PERSON_FACTS, _person_facts, "network.change"),
    Form(
        CONTACT_TRY,
        add_or_correct("contact_try", belonging.record_try, belonging.correct_try),
        "network.change",
        corrects=ContactTry,
    ),
    Form(
        CONTACT_WAY,
        add_or_correct("contact_way", reaching.add_way, reaching.change_way),
        "network.change",
        corrects=ContactWay,
    ),
    Form(SAME_PERSON, _same_person, "team.change", about=Person),
)
