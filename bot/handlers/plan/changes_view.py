"""The plan's versions with their reasons, and what changed since the last one."""

from typing import Any

from bot.handlers.desk import Desk, View
from bot.handlers.entries.views import in_words
from bot.handlers.showing import paged
from bot.render import Part
from bot.services.acting import Acting
from bot.services.calling.sittings import plan_kind_of
from bot.services.plan import changes

PAGE = 12


def changes_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """`<case>`, or `<case>:<page>` once it was turned."""
    case_id, page = paged(asked)
    found = changes.look(acting, case_id)
    zone = found.record.case.zone

    def row(one: changes.Change) -> dict[str, Any]:
        by = found.record.person_using(one.by)
        return {
            **{"what": one.what, "kind": one.kind, "by": by.name if by else "", "at": one.at, "zone": zone},
            **{"why": one.why, "said": in_words(desk, found.record, one.entry, language), "presses": []},
        }

    versions = [
        {"number": one.number, "at": one.sealed_at, "zone": zone, "said": one.why or "", "presses": []}
        | {"kind": plan_kind_of(found.record, one)}
        for one in found.versions[:PAGE]
    ]
    since = Part(
        "since",
        [row(one) for one in found.since],
        page=page,
        size=PAGE,
        turn="do:changes",
        turn_value=case_id,
    )
    return desk.words.view("views/changes", language, parts=[since, Part("versions", versions)])
