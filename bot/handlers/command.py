"""`/conference`: alone it opens the hub; with a word it goes straight to what the word names."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.errors import NoCaseHere, NotNow
from bot.flows import FLOWS
from bot.flows.typed_text import word_and_rest
from bot.flows.values import dump
from bot.handlers import opening
from bot.handlers.agenda.agenda_view import agenda_view
from bot.handlers.desk import Desk, pressed
from bot.handlers.entries.plan import entry_values
from bot.handlers.entries.recorded import record_view
from bot.handlers.forms import Forms
from bot.handlers.plan.gaps_view import gaps_view
from bot.handlers.plan.read_back import plan_view
from bot.handlers.preparing import get_ready
from bot.handlers.preparing.readiness_view import readiness_view
from bot.handlers.preparing.talk import talks_view
from bot.handlers.seeing.deadlines import open_deadlines
from bot.handlers.seeing.hub import hub_message
from bot.handlers.seeing.progress import progress_view
from bot.handlers.seeing.since import since_view
from bot.render import Press
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.entries import by_command
from bot.services.rules import guide
from bot.services.seeing import looking

Body = Mapping[str, Any]

# What can be typed, and the right that each word needs.
SUBCOMMANDS = {
    "strength": "entry.add_own",
    "need": "entry.add_own",
    "idea": "entry.add_own",
    "note": "entry.add_own",
    "concern": "entry.add",
    "decision": "entry.add",
    "update": "entry.add_own",
    "since": "case.look",
    "progress": "case.look",
    "plan": "case.look",
    "record": "case.look",
    "agenda": "agenda.look",
    "mine": "preparation.own",
    "ready": "conference.ready",
    "talk": "private.write",
    "person": "team.change",
    "schedule": "conference.plan",
    "topic": "agenda.arrange",
    "goal": "entry.add",
    "objective": "entry.add",
    "task": "entry.add",
    "visit": "entry.add",
    "tie": "entry.add",
    "service": "entry.add",
    "voice": "entry.add",
    "permanency": "entry.add",
    "close": "plan.seal",
    "deadlines": "report.look",
    "open": "case.open",
}
# Another right by which somebody may type a word.
ALSO = {"deadlines": "report.agency"}
# What is done with the hub's buttons, so that typing it leads there.
IN_THE_HUB = ("", "hub", "start", "end")
# Where the words go that are typed behind a word that opens a form.
FIRST_ANSWER = {"person": "name", "schedule": "place", "visit": "how_often", "service": "what"}
FIRST_ANSWER |= {"tie": "name", "voice": "said", "permanency": "reasons", "topic": "words"}
KNOWN = ("help", *SUBCOMMANDS)
CLOSE_ENOUGH = 0.7
LONGEST_WORD = 40
TYPED_AT_ONCE = ("strength", "need", "note", "update")
FORM_NAMES = (
    "person",
    "schedule",
    "concern",
    "decision",
    "idea",
    "goal",
    "objective",
    "task",
    "visit",
    "tie",
    "service",
    "voice",
    "permanency",
)


def register(app: App, desk: Desk, forms: Forms) -> None:
    """The one slash command."""

    @app.command("/conference")
    def conference(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        try:
            _answer(ack, body, client, context)
        except NoCaseHere as error:
            ack(**_said(_no_case(desk, error, body, context["language"])))

    @app.action(pressed("open_case"))
    def open_case(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        ack()
        opening.begin(desk, forms, {**body, "channel_id": body["channel"]["id"]}, client, context)

    def _answer(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        word, rest = word_and_rest(str(body.get("text") or ""))
        acting = context["acting"]
        if word == "open":
            ack()
            opening.begin(desk, forms, body, client, context)
        elif word in IN_THE_HUB:
            ack(**_said(hub_message(desk, acting, str(body["channel_id"]), context["language"])))
        elif word == "help":
            ack(**_said(_help(desk, acting, str(body["channel_id"]), context["language"])))
        elif word == "deadlines":
            ack()
            open_deadlines(desk, body, client, context)
        elif word in TYPED_AT_ONCE and rest:
            _capture(desk, ack, word, rest, context, str(body["channel_id"]))
        elif word in KNOWN:
            case_id = acting.case_in(str(body["channel_id"]))
            ack()
            _show(desk, forms, word, rest, case_id, body, client, context)
        else:
            ack(**_said(_unknown(desk, acting, str(body["channel_id"]), word, rest, context["language"])))


def _capture(desk: Desk, ack: Ack, kind: str, text: str, context: BoltContext, channel: str) -> None:
    """Kept as typed before the ack, so that "recorded" is true when it is read."""
    acting: Acting = context["acting"]
    limit = FLOWS[kind].step("text").longest
    if len(text) > limit:
        case_id = acting.case_in(channel)
        drafts.save_draft(acting, kind, case_id, dump({"text": text}))
        presses = [Press("shorten", f"open:{kind}", case_id, "primary")]
        facts = {"said": text, "length": len(text), "limit": limit, "presses": presses}
        ack(**_said(desk.words.message("captured/too_long", context["language"], **facts)))
        return
    try:
        kept = by_command.add_in(acting, channel, kind, text)
    except NotNow as error:
        # Where nothing can be recorded right now, what was typed waits in its person's own draft.
        drafts.keep_beside(acting, kind, acting.case_in(channel), {"text": text})
        raise error
    values = entry_values(kind, kept.entry)
    said = desk.words.message(
        "captured/entry", context["language"], already=kept.already, sealed=kept.sealed, **values
    )
    ack(**_said(said))
    desk.wake()


def _show(
    desk: Desk,
    forms: Forms,
    word: str,
    rest: str,
    case_id: str,
    body: Body,
    client: WebClient,
    context: BoltContext,
) -> None:
    acting, language, respond = context["acting"], context["language"], context.respond
    answers = {FIRST_ANSWER.get(word, "text"): rest} if rest else None
    if word in FORM_NAMES or word in TYPED_AT_ONCE:
        forms.open(word, case_id, body, client, respond, context, answers)
    elif word == "record":
        desk.open(client, body, record_view(desk, acting, case_id, language), respond, language)
    elif word == "progress":
        desk.open(client, body, progress_view(desk, acting, case_id, language), respond, language)
    elif word == "since":
        desk.open(client, body, since_view(desk, acting, case_id, language), respond, language)
    elif word == "talk":
        desk.open(client, body, talks_view(desk, acting, case_id, language), respond, language)
    elif word == "plan":
        desk.open(client, body, plan_view(desk, acting, case_id, language), respond, language)
    else:
        _show_meeting(desk, forms, word, answers, body, client, context)


def _show_meeting(
    desk: Desk,
    forms: Forms,
    word: str,
    answers: dict[str, Any] | None,
    body: Body,
    client: WebClient,
    context: BoltContext,
) -> None:
    acting, language, respond = context["acting"], context["language"], context.respond
    conference = looking.hub(acting, str(body["channel_id"])).conference
    if conference is None:
        raise NotNow("no_conference")
    if word == "topic":
        forms.open("topic", conference.id, body, client, respond, context, answers)
    elif word == "mine":
        get_ready.begin(desk, acting, conference.id, respond, language)
    elif word == "agenda":
        desk.open(client, body, agenda_view(desk, acting, conference.id, language), respond, language)
    elif word == "ready":
        desk.open(client, body, readiness_view(desk, acting, conference.id, language), respond, language)
    else:
        desk.open(client, body, gaps_view(desk, acting, conference.id, language), respond, language)


def _help(desk: Desk, acting: Acting, channel: str, language: str) -> Any:
    """What this person can type in this channel, and nothing that would be refused."""
    more = guide.for_help(acting, channel)
    return desk.words.message(
        "help/commands",
        language,
        subcommands=_allowed(acting, channel),
        papers=[{"title": paper.title, "link": paper.link} for paper in more.papers],
        presses=[Press("guide", "do:guide", more.about)] if more.about else [],
    )


def _allowed(acting: Acting, channel: str) -> tuple[str, ...]:
    rights = looking.rights_in(acting, channel)
    return tuple(word for word, right in SUBCOMMANDS.items() if {right, ALSO.get(word)} & rights)


def _unknown(desk: Desk, acting: Acting, channel: str, word: str, rest: str, language: str) -> Any:
    """The nearest word that this person can type here, and what they typed behind it, to copy."""
    close = get_close_matches(word, ("help", *_allowed(acting, channel)), 1, CLOSE_ENOUGH)
    return desk.words.message(
        "help/unknown", language, word=word[:LONGEST_WORD], close=close[0] if close else "", said=rest
    )


def _no_case(desk: Desk, error: NoCaseHere, body: Body, language: str) -> Any:
    """What to do in a channel without a case: open one, for staff; for others, whom to ask.

    Their words come with it: Slack has taken them from the field by now.
    """
    said = word_and_rest(str(body.get("text") or ""))[1]
    if error.problem == "staff":
        presses = [Press("open_case", "do:open_case", str(body["channel_id"]), "primary")]
        return desk.words.message("errors/no_case_here_staff", language, presses=presses, said=said)
    if said:
        return desk.words.message("help/refused", language, problem=desk.refusal(error, language), said=said)
    return desk.words.error(error, language)


def _said(message: Any) -> dict[str, Any]:
    return {"text": message.text, "blocks": message.blocks, "response_type": "ephemeral"}
