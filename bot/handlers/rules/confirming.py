"""For administrators: what their agency confirmed of each practice profile, and what it did not."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.domain.confirming import Value, edition
from bot.flows.rules import CONFIRM_VALUE
from bot.handlers.desk import Desk, View, pressed
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.showing import paged, redrawn, shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.rules import confirming
from bot.services.rules.confirming import ToConfirm

Row = dict[str, Any]
PAGE = 12
# Under which names the ids of a part are known; an id of another part is read as it stands.
_GROUPS = {
    **{name: name for name in ("clocks", "roles", "permanency_goals", "sections", "meeting_kinds")},
    **{name: name for name in ("plan_kinds", "outcome_questions", "plan_rules", "legal_bases")},
    **{"stand_ins": "events", "trigger_events": "events", "needs_domains": "need_domains"},
    "offers": "meeting_kinds",
}


def register(app: App, desk: Desk) -> None:
    """The values of one profile, and taking a confirmation back."""
    shows(app, desk, {"rules": rules_view})

    @app.action(pressed("unconfirm"))
    def unconfirm(ack: Ack, body: Mapping[str, Any], client: WebClient, context: BoltContext) -> None:
        profile_id = confirming.take_back(context["acting"], body["actions"][0]["value"])
        redrawn(desk, ack, body, client, context, rules_view, profile_id)


def rules_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """What no paper settles in one profile, deadlines first: `<profile>`, or `<profile>:<page>`."""
    profile_id, page = paged(asked)
    found = confirming.rules_of(acting, profile_id)
    rows = [_row(desk, profile_id, one, language) for one in found.values]
    part = Part("values", rows, page=page, size=PAGE, turn="do:rules", turn_value=profile_id)
    return desk.words.view(
        "views/rules",
        language,
        parts=[part],
        profile=found.profile.label,
        open=found.waiting,
        edition=edition(found.profile),
    )


def rules_part(acting: Acting) -> Part:
    """Every profile with how much of it waits to be confirmed, for the administrator's own page."""
    rows = [
        {
            "label": found.profile.label,
            "open": found.waiting,
            "presses": [Press("rules", "do:rules", found.profile.id)],
        }
        for found in confirming.rules_to_confirm(acting)
    ]
    return Part("rules", rows)


def _row(desk: Desk, profile_id: str, one: ToConfirm, language: str) -> Row:
    known = one.confirmed
    path = f"{profile_id}/{one.value.path}"
    confirm = Press("confirm", f"open:{CONFIRM_VALUE.name}", path)
    return {
        "part": one.value.path.partition(".")[0],
        "name": _name(desk, one.value, language),
        "says": _says(one.value),
        "source": one.value.stated.source,
        "confirmed_on": known.confirmed_on if known else None,
        "by": known.said_by if known else "",
        "changed": one.changed_since,
        "presses": [Press("unconfirm", "do:unconfirm", known.id)] if known else [confirm],
    }


def _name(desk: Desk, value: Value, language: str) -> str:
    part, _, name = value.path.partition(".")
    own, _, within = name.partition(".")
    said = desk.words.name(_GROUPS[part], own, language) if part in _GROUPS and own else own.replace("_", " ")
    return f"{said} ({within.replace('_', ' ')})" if within else said


def _says(value: Value) -> str:
    """What it sets, in figures and lists: enough to hold it beside the agency's own paper."""
    stated = value.stated
    skip = {"id", "source", "mark", "profile"}
    given = {name: said for name, said in vars(stated).items() if name not in skip}
    plain = {
        name: _plain(said) for name, said in given.items() if isinstance(said, int | str | tuple) and said
    }
    return " · ".join(f"{name.replace('_', ' ')}: {said}" for name, said in plain.items() if said)


def _plain(said: object) -> str:
    if isinstance(said, tuple):
        return ", ".join(str(one).replace("_", " ") for one in said if isinstance(one, int | str))
    return "yes" if said is True else str(said).replace("_", " ")


def _confirm(acting: Acting, subject: Subject, values: Values) -> Done:
    profile_id, _, path = subject.id.partition("/")
    confirming.confirm_value(acting, profile_id, path, values)
    return Done("saved", {"presses": [Press("rules", "do:rules", profile_id)]})


FORMS = (Form(CONFIRM_VALUE, _confirm, "profile.confirm", about=None),)
