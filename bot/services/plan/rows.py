"""What a plan says of each entry: one row a function, under the names of docs/plan.schema.json."""

from typing import Any

from bot.domain.dates import to_wall
from bot.domain.from_earlier import KINDS, marks
from bot.domain.ideas import Idea
from bot.domain.kept import Said
from bot.domain.plan import Concern, Decision, FromEarlier, Objective, Service, Task, Visit
from bot.domain.record import PARTS, CaseRecord, standing
from bot.domain.ties import Tie
from bot.services.plain import plain

Json = dict[str, Any]
# The lists whose entries may come from an earlier plan.
CARRIED = tuple(PARTS[kind] for kind in KINDS)


def concern(concern: Concern, record: CaseRecord) -> Json:
    """A worry beside what is done about it, or why nothing is (V-01)."""
    there = {task.id for task in standing(record.tasks)}
    return {
        "id": concern.id,
        "text": concern.text,
        "by": concern.said_by,
        "child": concern.child_id,
        "action": concern.action,
        "tasks": [task for task in concern.task_ids if task in there],
        "no_action": concern.no_action,
        **told(concern),
    }


def idea(idea: Idea) -> Json:
    """An idea for a need; the one that was chosen says by whom and why, the others stay beside it (K-17)."""
    return {
        "id": idea.id,
        "need": idea.need_id,
        "text": idea.text,
        "kind": idea.kind,
        "by": idea.said_by,
        "chosen_on": idea.chosen_on,
        "chosen_by": idea.chosen_by,
        "chosen_why": idea.chosen_why,
    }


def decision(decision: Decision) -> Json:
    return {
        "id": decision.id,
        "text": decision.text,
        "decided_by": decision.decided_by,
        "by": decision.said_by,
        "on": decision.on,
    }


def objective(objective: Objective) -> Json:
    return {
        "id": objective.id,
        "goal": objective.goal_id,
        "text": objective.text,
        "measure": objective.measure,
        "by_date": objective.by_date,
        "needs": objective.need_ids,
        # A plan without any is the same as one that was sealed before there were any.
        **({"tags": objective.tags} if objective.tags else {}),
    }


def task(task: Task) -> Json:
    return {
        "id": task.id,
        "objective": task.objective_id,
        "owner": task.owner_id,
        "text": task.text,
        "done_when": task.done_when,
        "due": task.due,
        "help": task.help,
        "barrier": task.barrier,
        "court_ordered": task.court_ordered,
        "after": task.after_task,
        "idea": task.from_idea,
    }


def visit(visit: Visit) -> Json:
    return {
        "id": visit.id,
        "child": visit.child_id,
        "with": visit.with_person,
        "worker_with": visit.worker_with,
        "who": visit.who,
        "how_often": visit.how_often,
        "where": visit.where,
        "supervised": visit.supervised,
        "starts": visit.starts,
        "loosens_when": visit.loosens_when,
        "loosens_to": visit.loosens_to,
        "review_on": visit.review_on,
    }


def tie(tie: Tie) -> Json:
    return {
        "id": tie.id,
        "child": tie.child_id,
        "kind": tie.kind,
        "wish": tie.wish,
        "with": tie.with_person,
        "name": tie.name,
        "keeps": tie.keeps,
        "how_often": tie.how_often,
        "safe": tie.safe,
        "by": tie.said_by,
    }


def service(service: Service) -> Json:
    """Of treatment the plan holds whether a consent is on file, and no detail (42 CFR Part 2)."""
    return {
        "id": service.id,
        "for": service.for_person,
        "what": service.what,
        "who": service.who,
        "start_by": service.start_by,
        "kind": service.kind,
        "owner": service.owner_id,
        "idea": service.from_idea,
        "treatment_consent": service.treatment_consent,
    }


def told(said: Said) -> Json:
    """Who passed the words on, and the plainer wording that stands beside them."""
    return {"told_by": said.told_by, "beside": said.beside and {"text": said.beside, "by": said.beside_by}}


def marked(plan: Json, record: CaseRecord) -> Json:
    """The lists; a row of an earlier plan says of which day it was, who carried it over, and when (V-11)."""
    carried = {key: {"carried": _carried(said, record)} for key, said in marks(record).items()}
    return {part: [row | carried.get(row["id"], {}) for row in plan[part]] for part in CARRIED}


def _carried(said: FromEarlier, record: CaseRecord) -> Json:
    held_it = next((one for one in record.versions if one.id == said.from_version), None)
    by = record.person_using(said.entered_by)
    zone = record.case.zone
    told: Json = plain(
        {
            "plan_of": held_it and to_wall(held_it.sealed_at, zone).date(),
            "by": by and by.id,
            "on": to_wall(said.entered_at, zone).date(),
        }
    )
    return told
