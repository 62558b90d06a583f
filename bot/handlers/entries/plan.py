"""What is said becomes entries: a form for each kind, a receipt of all of it, correcting, taking out."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.kept import Entry
from bot.domain.offers import Offer
from bot.domain.plan import OWN_WORDS, Task, Voice
from bot.domain.record import PARTS
from bot.flows import FLOWS
from bot.flows.between import TEAM_CONTACT, UPDATE
from bot.flows.correcting import WHY_CHANGED
from bot.flows.how_we_talk import GROUND_RULE
from bot.flows.looking_back import OUTCOME
from bot.flows.network import PROVIDER_INPUT
from bot.flows.notes import NOTE
from bot.flows.offers import OFFER
from bot.flows.plan import (
    CONCERN,
    DECISION,
    GOAL,
    GOAL_VIEW,
    IDEA,
    NEED,
    OBJECTIVE,
    OTHER_VIEW,
    PERMANENCY,
    SERVICE,
    TASK,
    VISIT,
    VOICE,
)
from bot.flows.strength import STRENGTH
from bot.flows.ties import TIE
from bot.handlers.choices import Sources
from bot.handlers.desk import Desk, pressed
from bot.handlers.entries.once_more import saying, stays_open
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.options.asker import short
from bot.handlers.telling_back import TellingBack
from bot.render import Part, Press, Told
from bot.services.acting import Acting, OnCase
from bot.services.entries import capture, child_part, moment
from bot.services.entries.ideas import need_of
from bot.services.entries.serving import could_serve, serves_nothing
from bot.services.plan.gentle import of_entry

ENTRY_FLOWS = (
    *(STRENGTH, NEED, CONCERN, IDEA, OTHER_VIEW, GOAL, OBJECTIVE, TASK, VISIT, TIE, SERVICE, DECISION),
    *(VOICE, PERMANENCY, GOAL_VIEW, NOTE),
    *(PROVIDER_INPUT, OFFER, UPDATE, TEAM_CONTACT),
    GROUND_RULE,
    OUTCOME,
)
TUPLES = ("need_ids", "tags", "task_ids", "decided_by", "people")
# A day that says when it was: left empty, it stays as it is, or is today.
ITS_DAYS = ("on", "set_on")
# Days that stand in a new form at first.
TODAY = {"update": "given_on", "team_contact": "on"}
MOST_OBJECTIVES = 8
# Of these several are said in a row: the form stays open for the next.
ONE_AFTER_ANOTHER = ("strength", "need", "concern", "note", "decision", "goal")


def register(app: App, desk: Desk) -> None:
    """The undo of what was just kept or changed, and its undo."""

    @app.action(pressed("undo"))
    def undo(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        kind, entry_id = body["actions"][0]["value"].split(":")
        gone = capture.withdraw(context["acting"], kind, entry_id, capture.UNDONE)
        ack()
        _show(desk, body, client, context, "entry_undone", kind, gone)

    @app.action(pressed("undo_change"))
    def undo_change(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        kind, entry_id, version = body["actions"][0]["value"].split(":")
        before = capture.undo_change(context["acting"], kind, entry_id, int(version))
        ack()
        receipt = "entry" if before.stands else "entry_undone"
        _show(desk, body, client, context, receipt, kind, before)

    @app.action(pressed("bring_back"))
    def bring_back(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        kind, entry_id = body["actions"][0]["value"].split(":")
        back = capture.bring_back(context["acting"], kind, entry_id)
        ack()
        _show(desk, body, client, context, "entry", kind, back)

    @app.action(pressed("serves"))
    def serves(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        task_id, version, objective_id = body["actions"][0]["value"].split(":")
        told = {"objective_id": objective_id}
        task = capture.correct(context["acting"], "task", task_id, told, int(version))
        ack()
        _show(desk, body, client, context, "entry", "task", task)


def _show(
    desk: Desk,
    body: Mapping[str, Any],
    client: WebClient,
    context: BoltContext,
    receipt: str,
    kind: str,
    entry: Entry,
) -> None:
    """The receipt changes where it stands: in its modal, or in the message that only its reader sees."""
    desk.wake()
    acting, language = context["acting"], context["language"]
    if body.get("view") and stays_open(body["view"]):
        # Somebody may have begun to type the next: only the words above the fields change.
        said = desk.words.message(f"forms/{above(entry)}", language, **just_kept(acting, kind, entry))
        desk.update(client, body["view"]["id"], saying(body["view"], said))
        return
    if body.get("view"):
        shown = {**receipt_values(acting, kind, entry), "told": _told(desk, acting, kind, entry, language)}
        view = desk.words.view(f"receipts/{receipt}", language, **shown)
        desk.update(client, body["view"]["id"], view)
        return
    said = desk.words.message(f"captured/{receipt}", language, **entry_values(kind, entry))
    desk.say(context.respond, said.text, said.blocks, replace=True)


def entry_values(kind: str, entry: Entry) -> Values:
    """What a receipt shows of an entry: its words, and ids for its buttons."""
    words = next((getattr(entry, name) for name in WORDS_OF if getattr(entry, name, None)), "")
    back = _way_back(kind, entry)
    change = Press("change", f"open:{kind}", f"{entry.id}:{entry.version}")
    another = Press("another", f"open:{kind}", entry.case_id)
    return {"kind": kind, "said": words, "presses": [back, change, another] if entry.stands else [back]}


def _way_back(kind: str, entry: Entry) -> Press:
    """The undo of what was just done: of a correction it is the words before, never the entry as a whole."""
    named = f"{kind}:{entry.id}"
    if not entry.stands:
        return Press("bring_back", "do:bring_back", named)
    if entry.version > 1:
        return Press("undo", "do:undo_change", f"{named}:{entry.version}")
    return Press("undo", "do:undo", named)


def just_kept(acting: Acting, kind: str, entry: Entry) -> Values:
    """What stands above a form that is open for the next: what was kept, how many so far, ways to mend it."""
    shown = entry_values(kind, entry)
    presses = [press for press in shown["presses"] if press.name != "another"]
    asked = [{"kind": one.kind, "words": list(one.words)} for one in of_entry(kind, entry)]
    return {**shown, "presses": presses, "count": moment.how_many(acting, entry), "wording": asked}


def above(entry: Entry) -> str:
    """The words above such a form."""
    return "recorded" if entry.stands else "recorded_undone"


def receipt_values(acting: Acting, kind: str, entry: Entry) -> Values:
    """The buttons below what is told back, and what may come next."""
    presses: list[Press] = entry_values(kind, entry)["presses"]
    if (need_id := need_of(entry)) and entry.stands:
        presses.append(Press("ideas", "do:ideas", need_id))
    if isinstance(entry, Voice) and entry.stands and (gap := child_part.after_voice(acting, entry)):
        presses.append(Press("took_part", f"open:{gap.form}", str(gap.subject)))
    if isinstance(entry, Offer) and entry.stands and entry.answer == "yes":
        presses.insert(0, Press("plan_it", "open:schedule", f"{entry.case_id}?kind={entry.kind}", "primary"))
    parts = _on_wording(kind, entry) if entry.stands else []
    if isinstance(entry, Task) and serves_nothing(acting, entry):
        parts.append(_which_objective(acting, entry))
    return {"presses": presses, "parts": parts}


def _on_wording(kind: str, entry: Entry) -> list[Part]:
    """To whoever writes, once: words that may hurt, office words, a sentence that is hard to read."""
    rows = [{"kind": one.kind, "words": list(one.words), "presses": []} for one in of_entry(kind, entry)]
    return [Part("wording", rows)] if rows else []


def _which_objective(acting: Acting, task: Task) -> Part:
    """One tap says what a task serves; leaving it unsaid is an answer too."""
    found = could_serve(acting, task)
    if not found:
        return Part("no_objective", presses=[Press("add_objective", "open:objective", task.case_id)])
    named = f"{task.id}:{task.version}"
    return Part(
        "which_objective",
        presses=[
            *(
                Press("serves", "do:serves", f"{named}:{one.id}", text=short(one.text))
                for one in found[:MOST_OBJECTIVES]
            ),
            *([Press("other", "open:task", named)] if found[MOST_OBJECTIVES:] else []),
        ],
    )


def _told(desk: Desk, acting: Acting, kind: str, entry: Entry, language: str) -> list[Told]:
    """An entry as its form would ask and answer it."""
    flow = FLOWS[kind]
    with acting.looking("case.look", entry.case_id) as on:
        options = Sources(desk.words, language, None, on).of(flow)
        answers = {step.name: getattr(entry, step.name, None) for step in flow.steps}
        return TellingBack(desk.words, language, flow, options).all_of(answers)


WORDS_OF = ("text", "what", "how_often", *OWN_WORDS, "words", "reason", "how_words")


def _keep(kind: str, acting: Acting, subject: Subject, values: Values) -> Done:
    told = {name: tuple(value or ()) if name in TUPLES else value for name, value in values.items()}
    told.pop(WHY_CHANGED.name, None)
    for day in ITS_DAYS:
        if told.get(day, True) is None:
            del told[day]
    if subject.version is not None:
        why = values.get(WHY_CHANGED.name)
        entry = capture.correct(acting, kind, subject.id, told, subject.version, why)
        return Done("entry", receipt_values(acting, kind, entry))
    entry = capture.add(acting, subject.id, kind, told)
    if kind in ONE_AFTER_ANOTHER:
        following = {"next_form": kind, "next_subject": entry.case_id, "above": above(entry)}
        return Done(values=just_kept(acting, kind, entry), tag=entry.id, **following)
    return Done("entry", receipt_values(acting, kind, entry))


def _keeper(kind: str) -> Callable[[Acting, Subject, Values], Done]:
    return partial(_keep, kind)


def _only_ones_own(kind: str) -> Callable[[OnCase, object | None], None]:
    def check(on: OnCase, thing: object | None) -> None:
        capture.may_touch(on, kind, thing if isinstance(thing, Entry) else None)

    return check


def _begins(kind: str) -> Callable[[OnCase | None, object | None], Values]:
    day = TODAY.get(kind)

    def begins(on: OnCase | None, thing: object | None) -> Values:
        return {day: on.today} if day and on else {}

    return begins


def _next_version(on: OnCase) -> str:
    return "forms/sealed" if moment.is_sealed(on) else ""


FORMS = tuple(
    Form(
        flow,
        _keeper(flow.name),
        "entry.add_own",
        corrects=capture.KINDS[flow.name],
        may_touch=_only_ones_own(flow.name),
        facts=lambda on, subject: (
            {**moment.asked_of(on), "correcting": subject.version is not None} if on else {}
        ),
        begins=_begins(flow.name),
        beforehand=_next_version if flow.name in PARTS else Form.beforehand,
        in_one=True,
    )
    for flow in ENTRY_FLOWS
)
