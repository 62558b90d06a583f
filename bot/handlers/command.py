"""`/conference`: alone it opens the hub; with a word it goes straight to what the word names."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.conference import ConferenceState
from bot.domain.errors import NotNow
from bot.flows import FLOWS
from bot.flows.typed_text import from_message
from bot.flows.values import dump
from bot.handlers import opening
from bot.handlers.desk import Desk
from bot.handlers.forms import Forms
from bot.handlers.gaps_view import gaps_view
from bot.handlers.gaps_view import gaps_view
from bot.handlers.plan import entry_values
from bot.handlers.read_back import plan_view
from bot.handlers.views import agenda_view, record_view
from bot.render import Part, Press
from bot.services import capture, drafts, looking
from bot.services.acting import Acting
from bot.services.looking import Hub

Body = Mapping[str, Any]

# What can be typed, and the right that each word needs.
SUBCOMMANDS = {
    "strength": "entry.add_own",
    "need": "entry.add_own",
    "plan": "case.look",
    "record": "case.look",
    "agenda": "agenda.look",
    "person": "team.change",
    "schedule": "conference.plan",
    "topic": "agenda.arrange",
    "goal": "entry.add",
    "objective": "entry.add",
    "task": "entry.add",
    "visit": "entry.add",
    "service": "entry.add",
    "voice": "entry.add",
    "permanency": "entry.add",
    "close": "plan.seal",
    "open": "case.open",
}
# Where the words go that are typed behind a word that opens a form.
FIRST_ANSWER = {"person": "name", "schedule": "place", "visit": "how_often", "service": "what"}
FIRST_ANSWER |= {"voice": "said", "permanency": "reasons"}
KNOWN = ("help", *SUBCOMMANDS)
TYPED_AT_ONCE = ("strength", "need")
FORM_NAMES = (
    "person",
    "schedule",
    "goal",
    "objective",
    "task",
    "visit",
    "service",
    "voice",
    "permanency",
)


def register(app: App, desk: Desk, forms: Forms) -> None:
    """The one slash command."""

    @app.command("/conference")
    def conference(ack: Ack, body: Body, client: WebClient, context: BoltContext) -> None:
        word, rest = _split(str(body.get("text") or ""))
        acting = context["acting"]
        if word == "open":
            ack()
            opening.begin(desk, forms, body, client, context)
        elif word in ("", "hub"):
            ack(**_said(hub_message(desk, acting, str(body["channel_id"]), context["language"])))
        elif word == "help":
            ack(**_said(_help(desk, acting, str(body["channel_id"]), context["language"])))
        elif word in TYPED_AT_ONCE and rest:
            _capture(desk, ack, word, rest, context, str(body["channel_id"]))
        elif word in KNOWN:
            case_id = acting.case_in(str(body["channel_id"]))
            ack()
            _show(desk, forms, word, rest, case_id, body, client, context)
        else:
            close = get_close_matches(word, KNOWN, 1)
            ack(text=desk.words.text("help/unknown", context["language"], close=close[0] if close else ""))


def _split(text: str) -> tuple[str, str]:
    """The first word, and the rest as its person typed it; empty where nothing of it can be seen."""
    word, rest = (*text.split(None, 1), "", "")[:2]
    return word.lower(), from_message(rest)


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
    typed = capture.add_in(acting, channel, kind, text)
    values = entry_values(kind, typed.entry)
    said = desk.words.message("captured/entry", context["language"], already=typed.already, **values)
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
    if word in FORM_NAMES or word in TYPED_AT_ONCE:
        answers = {FIRST_ANSWER.get(word, "text"): rest} if rest else None
        forms.open(word, case_id, body, client, respond, context, answers)
    elif word == "record":
        desk.open(client, body, record_view(desk, acting, case_id, language), respond, language)
    elif word == "plan":
        desk.open(client, body, plan_view(desk, acting, case_id, language), respond, language)
    else:
        _show_meeting(desk, forms, word, body, client, context)


def _show_meeting(
    desk: Desk, forms: Forms, word: str, body: Body, client: WebClient, context: BoltContext
) -> None:
    acting, language, respond = context["acting"], context["language"], context.respond
    conference = looking.hub(acting, str(body["channel_id"])).conference
    if conference is None:
        raise NotNow("no_conference")
    if word == "topic":
        forms.open("topic", conference.id, body, client, respond, context)
    elif word == "agenda":
        desk.open(client, body, agenda_view(desk, acting, conference.id, language), respond, language)
    else:
        desk.open(client, body, gaps_view(desk, acting, conference.id, language), respond, language)


def _help(desk: Desk, acting: Acting, channel: str, language: str) -> Any:
    """What this person can type in this channel, and nothing that would be refused."""
    rights = looking.rights_in(acting, channel)
    words = tuple(word for word, right in SUBCOMMANDS.items() if right in rights)
    return desk.words.message("help/commands", language, subcommands=words)


def hub_message(desk: Desk, acting: Acting, channel: str, language: str) -> Any:
    """Where this team stands, and what this person can do next."""
    found = looking.hub(acting, channel)
    due = next((one for one in found.due if one.met_on is None and not one.warn_only), None)
    return desk.words.message(
        "hub/hub",
        language,
        presses=_next(found),
        parts=_rooms(found),
        state=str(found.conference.state) if found.conference else "none",
        when=found.conference.starts_at if found.conference else None,
        zone=found.case.zone,
        due=due.due if due else None,
        due_name=desk.words.name("clocks", due.clock_id, language) if due else "",
        arithmetic=str(due.reckoning) if due else "",
        sealed=found.version.number if found.version else 0,
        copies_overdue=found.copies_overdue,
        leads=found.leads,
    )


def _next(found: Hub) -> list[Press]:
    """What can be done next by this person, the most likely first."""
    if found.leads:
        return _by_state(found)
    own = [
        Press("add_strength", "open:strength", found.case.id),
        Press("add_need", "open:need", found.case.id),
    ]
    return own if found.me else []


def _rooms(found: Hub) -> list[Part]:
    """Everything else, by what it is about: what there is to read, the team, the case, what is private."""
    case_id = found.case.id
    look = Part(
        "look",
        presses=[
            Press("record", "do:record", case_id),
            Press("plan", "do:plan", case_id),
            Press("due", "do:due", case_id),
            Press("papers", "do:papers", case_id),
        ],
    )
    return [look, *_for_leaders(case_id, found.case.version)] if found.leads else [look]


def _by_state(found: Hub) -> list[Press]:
    conference = found.conference
    if conference is None:
        return [Press("schedule", "open:schedule", found.case.id, "primary")]
    if conference.state is ConferenceState.PLANNED:
        return [
            Press("start", "do:start", conference.id, "primary"),
            Press("ask_topics", "do:ask_topics", conference.id),
            Press("add_topic", "open:topic", conference.id),
            Press("agenda", "do:open_agenda", conference.id),
            Press("send_agenda", "do:send_agenda", conference.id),
            Press("told", "open:notice", conference.id),
            Press("agenda_told", "open:agenda_told", conference.id),
            Press("move", "open:schedule", f"{conference.id}:{conference.version}"),
            Press("cancel", "open:cancel", conference.id),
        ]
    if conference.state is ConferenceState.OPEN:
        return [
            Press("attendance", "open:attendance", conference.id),
            Press("close_up", "do:gaps", conference.id),
            Press("end", "do:end", conference.id),
        ]
    closing = [Press("close_up", "do:gaps", conference.id, "primary")]
    if found.version:
        closing.append(Press("answers", "do:answers", found.version.id))
    return [*closing, Press("schedule", "open:schedule", found.case.id)]


def _for_leaders(case_id: str, version: int) -> list[Part]:
    team = [
        Press("people", "do:people", case_id),
        Press("person", "open:person", case_id),
        Press("child", "open:child", case_id),
    ]
    case = [
        Press("background", "open:background", f"{case_id}:{version}"),
        Press("placement", "open:placement", case_id),
        Press("event", "open:event", case_id),
        Press("fact", "open:case_fact", case_id),
        Press("tribe_inquiry", "open:tribe_inquiry", case_id),
    ]
    private = [
        Press("preparation", "open:preparation", case_id),
        Press("safety_screen", "open:safety_screen", case_id),
        Press("private_note", "open:private_note", case_id),
    ]
    return [Part("team", presses=team), Part("case", presses=case), Part("private", presses=private)]


def _said(message: Any) -> dict[str, Any]:
    return {"text": message.text, "blocks": message.blocks, "response_type": "ephemeral"}
