"""Everything that one person could be shown of a case, as text, for looking whether something is in it."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.documents.page_copy import copy_page
from bot.documents.words import COPY, words
from bot.domain.delivery import Outgoing
from bot.domain.disclosure import Disclosure
from bot.domain.errors import PlanningError
from bot.domain.sending import Composed, FileToSend
from bot.handlers import FORMS
from bot.handlers.agenda.agenda import agenda_view
from bot.handlers.agenda.agenda_out import receipts_view
from bot.handlers.agenda.own_topics import my_topics_view
from bot.handlers.agenda.topic_calls import calls_view
from bot.handlers.agenda.topic_history import history_view
from bot.handlers.calling.planning import tell_view
from bot.handlers.choices import Sources
from bot.handlers.closing_case import left_open_view
from bot.handlers.desk import Desk
from bot.handlers.drawing import Drawing
from bot.handlers.entries.ideas_view import ideas_view
from bot.handlers.entries.ideas_view import needs_view as needs_ideas
from bot.handlers.entries.kept_private import kept_private_view, look_view
from bot.handlers.entries.recorded import entries_view, older_view, record_view
from bot.handlers.entries.tasks import task_view
from bot.handlers.entries.views import RECORDED
from bot.handlers.form import Subject
from bot.handlers.meeting.how_we_talk_view import acceptances_view
from bot.handlers.meeting.looking_back import feelings_view, outcomes_view, self_checks_view
from bot.handlers.meeting.roll_call import roll_call_view
from bot.handlers.meeting.running_view import course_view, running_view
from bot.handlers.meeting.signals import safety_view
from bot.handlers.people.channel import channel_view
from bot.handlers.people.people_views import people_view, person_view
from bot.handlers.people.search_view import search_view
from bot.handlers.plan.answers_view import answers_view
from bot.handlers.plan.burden_view import burden_view
from bot.handlers.plan.changes_view import changes_view
from bot.handlers.plan.closing import sealed_plan_view
from bot.handlers.plan.dissent import dissent_view
from bot.handlers.plan.gaps_view import gaps_view
from bot.handlers.plan.goals_view import goals_view
from bot.handlers.plan.papers import papers_view
from bot.handlers.plan.read_back import plan_view
from bot.handlers.preparing.get_ready import my_answers_view, own_needs_view
from bot.handlers.preparing.private import kept_apart_view
from bot.handlers.preparing.readiness_view import readiness_view
from bot.handlers.preparing.talk import needs_view, parts_view, talks_view
from bot.handlers.preparing.ways import kind_view, ways_view
from bot.handlers.rules.due_view import due_view
from bot.handlers.seeing.home import day_view, home_view
from bot.handlers.seeing.hub import hub_message
from bot.handlers.seeing.progress import progress_view
from bot.handlers.seeing.since import since_view, updates_view
from bot.notices import composers
from bot.paper_room import calendar, outlined
from bot.render import Words
from bot.services.acting import Acting
from bot.services.agenda.agenda_paper import agenda_material
from bot.services.entries import tasks
from bot.services.plan import closing, papers
from bot.services.plan.material import plan_material
from bot.services.plan.plan import whole
from bot.services.seeing import dates, looking
from bot.storage import Storage
from tests.services.casework import CHANNEL, TEAM, Casework

WORDS = Words()
DESK = Desk(WORDS, lambda: None, outlined)


def shown_to(made: Casework, user: str) -> dict[str, str]:
    """Every surface that this person gets, by its name; what is refused is not there."""
    found: dict[str, str] = {}
    for name, draw in _surfaces(made, user):
        try:
            found[name] = json.dumps(draw(), default=str, ensure_ascii=False)
        except PlanningError as refused:
            found[name] = f"refused: {type(refused).__name__}"
    return found


Draw = Callable[[], Any]


def _surfaces(made: Casework, user: str) -> Iterator[tuple[str, Draw]]:
    ids = made.ids
    case, conference, version = ids["case"], ids["conference"], ids["version"]

    def me() -> Acting:
        return made.rehearsing(user)

    yield "hub", lambda: hub_message(DESK, me(), CHANNEL, "en").blocks
    yield "home", lambda: home_view(WORDS, me(), "en")
    yield "record", lambda: record_view(DESK, me(), case, "en")
    yield "plan", lambda: plan_view(DESK, me(), case, "en")
    yield "agenda", lambda: agenda_view(DESK, me(), conference, "en")
    yield "gaps", lambda: gaps_view(DESK, me(), conference, "en")
    yield "people", lambda: people_view(DESK, me(), case, "en")
    yield "page of a parent", lambda: person_view(DESK, me(), ids["U0MOTHER"], "en")
    yield "page of a candidate", lambda: person_view(DESK, me(), ids["candidate"], "en")
    yield "ideas by need", lambda: needs_ideas(DESK, me(), case, "en")
    yield "ideas", lambda: ideas_view(DESK, me(), ids["need U0MOTHER"], "en")
    yield "goals over time", lambda: goals_view(DESK, me(), case, "en")
    yield "talks", lambda: talks_view(DESK, me(), case, "en")
    yield "parts of a talk", lambda: parts_view(DESK, me(), ids["U0MOTHER"], "en")
    yield "what people need", lambda: needs_view(DESK, me(), case, "en")
    yield "kept private", lambda: kept_private_view(DESK, me(), case, "en")
    yield "looked at once more", lambda: look_view(DESK, me(), f"{case}:now:1", "en")
    yield "progress", lambda: progress_view(DESK, me(), case, "en")
    yield "since", lambda: since_view(DESK, me(), case, "en")
    for name in (name for name in ids if name.startswith("task ")):
        yield f"updates {name}", lambda name=name: updates_view(DESK, me(), ids[name], "en")
    yield "search", lambda: search_view(DESK, me(), case, "en")
    yield "answers", lambda: answers_view(DESK, me(), version, "en")
    yield "running", lambda: running_view(DESK, me(), conference, "en")
    yield "how it went", lambda: course_view(DESK, me(), conference, "en")
    yield "safety", lambda: safety_view(DESK, me(), conference, "en")
    yield "ways to meet", lambda: ways_view(DESK, me(), case, "en")
    yield "left open", lambda: left_open_view(DESK, me(), case, "en")
    yield "due", lambda: [str(one) for one in dates.due_dates_of(me(), case)]
    yield "the record itself", lambda: whole(looking.whole_record(me(), case, private=True))
    yield "said no", lambda: closing.no_words(me(), ids["no"])
    yield "dissent", lambda: dissent_view(DESK, me(), ids["dissent"], "en")
    for kind in RECORDED:
        yield f"entries {kind}", lambda kind=kind: entries_view(DESK, me(), f"{case}:{kind}:1", "en")
    for name in (name for name in ids if name.startswith("task ")):
        yield name, lambda name=name: [str(tasks.task_of(me(), ids[name]))]
    yield from _around_a_meeting(made, me)
    yield from _of_the_team(made, me)
    yield from _forms(made, me)
    yield from _papers(made, me)
    yield from _messages(made, user)


def _around_a_meeting(made: Casework, me: Callable[[], Acting]) -> Iterator[tuple[str, Draw]]:
    """What is asked before a conference, noted while it runs, and looked back on."""
    ids, conference = made.ids, made.ids["conference"]
    yield "how it was", lambda: feelings_view(DESK, me(), conference, "en")
    yield "own parts", lambda: self_checks_view(DESK, me(), "own", "en")
    yield "lasting questions", lambda: outcomes_view(DESK, me(), conference, "en")
    yield "who said what to keeping private", lambda: acceptances_view(DESK, me(), conference, "en")
    yield "roll call", lambda: roll_call_view(DESK, me(), conference, 1, "en")
    yield "kind of meeting", lambda: kind_view(DESK, me(), conference, "en")
    yield "readiness", lambda: readiness_view(DESK, me(), conference, "en")
    yield "whom to tell", lambda: tell_view(DESK, me(), conference, "en")
    yield "own answers", lambda: my_answers_view(DESK, me(), conference, "en")
    yield "own topics", lambda: my_topics_view(DESK, me(), conference, "en")
    yield "calls for topics", lambda: calls_view(DESK, me(), conference, "en")
    yield "who has seen the agenda", lambda: receipts_view(DESK, me(), conference, "en")
    for name in (name for name in ids if name.startswith("topic ")):
        yield f"history of {name}", lambda name=name: history_view(DESK, me(), ids[name], "en")


def _of_the_team(made: Casework, me: Callable[[], Acting]) -> Iterator[tuple[str, Draw]]:
    """What is shown of the case and its plan beside the record itself."""
    ids, case = made.ids, made.ids["case"]
    yield "day", lambda: day_view(WORDS, me(), "en")
    yield "who does what", lambda: burden_view(DESK, me(), case, "en")
    yield "changes", lambda: changes_view(DESK, me(), case, "en")
    yield "in the channel", lambda: channel_view(DESK, me(), case, "en")
    yield "kept apart", lambda: kept_apart_view(DESK, me(), case, "en")
    yield "own needs", lambda: own_needs_view(DESK, me(), case, "en")
    yield "list of papers", lambda: papers_view(DESK, me(), case, "en")
    yield "due dates", lambda: due_view(DESK, me(), case, "en")
    yield "sealed plan", lambda: sealed_plan_view(DESK, me(), ids["version"], "en")
    for name, thing in ids.items():
        kind = name.partition(" ")[0]
        if kind == "task":
            yield f"view of {name}", lambda thing=thing: task_view(DESK, me(), thing, "en")
        if kind in RECORDED and kind not in ("team_contact",):
            about = f"{kind}:{thing}"
            yield f"older {name}", lambda about=about: older_view(DESK, me(), about, "en")


def _forms(made: Casework, me: Callable[[], Acting]) -> Iterator[tuple[str, Draw]]:
    """Each form about its usual thing, with the options that its pickers hold."""
    ids = made.ids
    about = {
        "Case": "case",
        "Conference": "conference",
        "PlanVersion": "version",
        "NoContact": "rule",
        "AccessNeed": "need",
        "KeepPrivate": "kept private",
        "Idea": "idea",
        "View": "dissent",
        "Disclosure": "given",
    }
    about |= {"Topic": "topic U0SECONDFATHER"}
    about |= {"Person": "candidate", "Endorsement": "endorsement", "Task": "task U0SECONDFATHER"}
    corrections = {
        "strength": "strength U0SECONDFATHER",
        "need": "need U0SECONDFATHER",
        "task": "task U0SECONDFATHER",
    }
    corrections |= {"topic": "topic U0SECONDFATHER", "person": "U0SECONDFATHER", "child": "second"}
    for form in FORMS:
        name = form.flow.name
        if form.about is Disclosure and "given" not in ids:
            continue  # no copy was given in this case
        if form.about is not None:
            yield f"form {name}", _form(form, Subject(ids[about[form.about.__name__]]), me)
        if name in corrections:
            yield f"correcting {name}", _form(form, Subject(ids[corrections[name]], 1), me)


def _form(form: Any, subject: Subject, me: Callable[[], Acting]) -> Draw:
    def draw() -> Any:
        acting = me()
        with form.looking(acting, subject) as (on, thing):
            sources = Sources(WORDS, "en", None, on, tuple(acting.agency.profiles.values()))
            return Drawing(WORDS, "en", form, on, thing).with_draft(sources, subject, {})

    return draw


def _papers(made: Casework, me: Callable[[], Acting]) -> Iterator[tuple[str, Draw]]:
    def plan() -> Any:
        with me().looking("paper.plan", made.ids["case"]) as on:
            told = plan_material(on)
            return [told.content, told.about]

    def short_copy() -> Any:
        with me().looking("paper.copy", made.ids["case"]) as on:
            told = plan_material(on)
            return copy_page(told.content, told.about, told.reader, words(paper=COPY), practice=False)

    def audit() -> Any:
        with me().looking("paper.audit", made.ids["case"]):
            return list(made.storage.audit_lines(TEAM, made.ids["case"]))

    def agenda() -> Any:
        with me().looking("paper.agenda", made.ids["case"]) as on:
            return agenda_material(on)

    def everything() -> Any:
        with me().looking("paper.record", made.ids["case"]) as on:
            return papers.whole_material(on)

    yield "plan paper", plan
    yield "short copy", short_copy
    yield "agenda paper", agenda
    yield "record paper", everything
    yield "audit paper", audit


def _messages(made: Casework, user: str) -> Iterator[tuple[str, Draw]]:
    """Every message that waits in the outbox for this person, composed as it would go now."""
    with made.reading() as work:
        waiting = work.find(Outgoing, to=user)
    # What the papers say is looked at under `_papers`, without setting them.
    for row in (one for one in waiting if one.message.removeprefix("file:") not in papers.PAPERS):
        yield f"message {row.message} {row.id}", lambda row=row: composed(made, made.storage, row)


def composed(made: Casework, storage: Storage, row: Outgoing) -> Mapping[str, Any] | str:
    """What a message says; the name of the reason where it is dropped."""
    tell = composers(made.agency, WORDS, {}, calendar)
    with storage.units(TEAM, "system", read_only=True) as work:
        ready = tell[row.message if row.message in tell else row.message.partition(":")[0]](work, row)
    if isinstance(ready, Composed):
        return {"text": ready.text, "blocks": ready.blocks}
    if isinstance(ready, FileToSend):
        return {"title": ready.title, "file": ready.content.decode("utf-8", errors="replace")}
    return str(ready)
