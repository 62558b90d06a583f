"""After a meeting: one's own part by six principles, how it was for the family, the lasting questions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond

from bot.domain.conference import Conference
from bot.domain.looking_back import PRINCIPLES, Outcome
from bot.domain.record import CaseRecord
from bot.flows.looking_back import FEELING, OWN_FEELING, SELF_CHECK
from bot.flows.subject import Subject
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.entries.views import name_of
from bot.handlers.form import Done, Form, Values, again
from bot.handlers.showing import paged, shows
from bot.render import Part, Press, Told
from bot.services.acting import Acting
from bot.services.meeting import looking_back
from bot.services.meeting.looking_back import OnePart
from bot.services.seeing import outcomes

Body = Mapping[str, Any]
PAGE = 12


def register(app: App, desk: Desk) -> None:
    """What can be looked at, and the tap that says how it was."""
    shows(app, desk, {"outcomes": outcomes_view, "self_checks": self_checks_view, "feelings": feelings_view})

    @app.action(pressed("feeling"))
    def feeling(ack: Ack, body: Body, respond: Respond, context: BoltContext) -> None:
        conference_id, mark = str(body["actions"][0]["value"]).split(":")
        looking_back.say_how_it_was(context["acting"], conference_id, {"mark": mark})
        ack()
        change = Press("own_words", f"open:{OWN_FEELING.name}", conference_id)
        said = desk.words.message("captured/feeling", context["language"], mark=mark, presses=[change])
        desk.say(respond, said.text, said.blocks, replace=True)


def outcomes_view(desk: Desk, acting: Acting, conference_id: str, language: str) -> View:
    """Each lasting question, what was answered today, and what at earlier meetings."""
    asked, record = outcomes.asked_at(acting, conference_id)
    rows = [
        {
            "question": one.question,
            "asked_now": bool(one.now),
            "presses": [_answer(record, one.question)],
            "said": "\n".join(_told(desk, record, one, language)),
        }
        for one in asked
    ]
    return desk.words.view("views/outcomes", language, parts=[Part("questions", rows)])


def _answer(record: CaseRecord, question: str) -> Press:
    return Press("answer", "open:outcome", str(Subject(record.case.id, chosen=(("question", question),))))


def _told(desk: Desk, record: CaseRecord, asked: outcomes.Asked, language: str) -> list[str]:
    def line(day: date, one: Outcome, when: str) -> str:
        facts = {"day": day, "name": name_of(record, one.said_by), "when": when, "text": one.text}
        return desk.words.text("entries/outcome_line", language, **facts)

    now = [line(day, one, "now") for day, one in asked.now]
    return [*now, *(line(day, one, "before") for day, one in reversed(asked.before))]


def self_checks_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """One's own, and for a supervisor those of their workers; never summed up, never compared."""
    _, page = paged(asked)
    rows = [_own_part(desk, one, language) for one in looking_back.self_checks(acting)]
    part = Part("checks", rows, page=page, size=PAGE, turn="do:self_checks", turn_value="own")
    return desk.words.view("views/self_checks", language, parts=[part])


def _own_part(desk: Desk, one: OnePart, language: str) -> dict[str, Any]:
    by_name = {check.principle: check for check in one.checks}
    lines = []
    for name in PRINCIPLES:
        if (check := by_name.get(name)) and (check.mark or check.words):
            said = [str(check.mark)] if check.mark else []
            told = ". ".join([*said, *([check.words] if check.words else [])])
            lines.append(f"{desk.words.name('principles', name, language)}: {told}")
    return {"maker": one.maker, "on": one.held_on, "said": "\n".join(lines)}


def feelings_view(desk: Desk, acting: Acting, conference_id: str, language: str) -> View:
    """How it was for each person of the family who said so, for who facilitates alone."""
    told = [
        Told(
            f"{person.name}:",
            desk.words.text(
                "entries/feeling_line",
                language,
                mark=one.mark or 0,
                rather_not=one.rather_not,
                text=one.words or "",
            ),
        )
        for person, one in looking_back.how_it_was(acting, conference_id)
    ]
    add = Press("feeling", f"open:{FEELING.name}", conference_id)
    return desk.words.view("views/feelings", language, parts=[Part("feelings", told=told)], presses=[add])


def _self_check(acting: Acting, subject: Subject, values: Values) -> Done:
    looking_back.check_oneself(acting, subject.id, values)
    return Done("self_check")


def _feeling(acting: Acting, subject: Subject, values: Values) -> Done:
    looking_back.note_how_it_was(acting, subject.id, values)
    return again(FEELING.name, Subject(subject.id))


def _own_feeling(acting: Acting, subject: Subject, values: Values) -> Done:
    looking_back.say_how_it_was(acting, subject.id, values)
    return Done("thanks")


FORMS = (
    Form(SELF_CHECK, _self_check, "self_check.own", about=Conference),
    Form(FEELING, _feeling, "feeling.enter", about=Conference),
    Form(OWN_FEELING, _own_feeling, "feeling.own", about=Conference),
)
