"""Who does what by when, a person at a time: the family, young people and the agency alike."""

from bot.handlers.desk import Desk, View
from bot.handlers.showing import paged
from bot.render import Part
from bot.services.acting import Acting
from bot.services.plan.burden import shares
from bot.services.seeing import looking

PAGE, MOST = 12, 12


def burden_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """`<case>`, or `<case>:<page>` once it was turned; each sees what they may see of the plan."""
    case_id, page = paged(asked)
    record = looking.whole_record(acting, case_id)
    rows = [
        {
            "name": share.person.name,
            "role": desk.words.name("roles", share.person.role, language),
            "count": len(share.tasks),
            "tasks": [{"due": task.due, "text": task.text} for task in share.tasks[:MOST]],
            "more": max(0, len(share.tasks) - MOST),
            "presses": [],
        }
        for share in shares(record)
    ]
    part = Part("people", rows, page=page, size=PAGE, turn="do:burden", turn_value=case_id)
    return desk.words.view("views/burden", language, parts=[part])
