"""The permanency goals of a case over time (G-04): for those who lead, and those who oversee them."""

from bot.handlers.desk import Desk, View
from bot.handlers.entries.views import name_of
from bot.handlers.showing import paged
from bot.render import Part
from bot.services.acting import Acting
from bot.services.plan.goal_history import GoalWasSet, goal_history
from bot.services.seeing import looking

PAGE = 20


def goals_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """`<case>`, or `<case>:<page>` once it was turned."""
    case_id, page = paged(asked)
    record = looking.whole_record(acting, case_id, "answers.look")
    children = {one.id: one.name for one in record.children}

    def row(one: GoalWasSet) -> dict[str, object]:
        return {
            "name": children.get(one.set.child_id, ""),
            "goal": one.set.goal,
            "concurrent": one.set.concurrent,
            "set_on": one.set.set_on,
            "days": one.days,
            "court_ordered": one.set.court_ordered,
            "took_part": [name_of(record, person) for person in one.took_part],
            "not_asked": [name_of(record, person) for person in one.not_asked],
            "views": [{"name": name_of(record, view.person_id), "view": view.view} for view in one.views],
            "said": one.set.reasons or "",
            "presses": [],
        }

    found = [row(one) for one in goal_history(record, acting.agency.profiles[record.case.profile])]
    part = Part("goals", found, page=page, size=PAGE, turn="do:goal_history", turn_value=case_id)
    return desk.words.view("views/goal_history", language, parts=[part])
