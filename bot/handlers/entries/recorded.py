"""What is recorded so far: list by list, whose words and who entered them, their history, taking them out."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App

from bot.domain.kept import Entry
from bot.domain.plan import OUTCOME_TAGS, Task
from bot.domain.record import CaseRecord, standing
from bot.flows.correcting import TAKE_OUT
from bot.handlers.desk import Desk, View
from bot.handlers.entries.views import RECORDED, carried_words, in_words, name_of
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.meeting.how_we_talk_view import opening_part
from bot.handlers.showing import shows
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.entries import capture, older
from bot.services.seeing import looking, plan_read
from bot.services.seeing.from_family import from_family
from bot.services.seeing.plan_read import PlanRead

# Few may see any of these: to all others an empty list would say what is not so.
ONLY_WITH_ROWS = ("offer", "team_contact")
PAGE = 8


def register(app: App, desk: Desk) -> None:
    """Each list, and the history of an entry."""
    shows(
        app,
        desk,
        {"record": record_view, "entries": entries_view, "older": older_view},
    )


def record_view(desk: Desk, acting: Acting, case_id: str, language: str) -> View:
    """What is recorded so far: how many of each kind, and the way to each."""
    record = looking.whole_record(acting, case_id, private=True)
    counted = from_family(acting, case_id)
    rows = [
        {
            "kind": kind,
            "count": len(standing(getattr(record, part))),
            "of_family": counted.get(kind),
            "presses": [_open(kind, case_id)],
        }
        for kind, part in RECORDED.items()
        if kind not in ONLY_WITH_ROWS or standing(getattr(record, part))
    ]
    leads = looking.leads(acting, case_id)
    parts = [*opening_part(desk, acting, record, leads, language), Part("kinds", rows)]
    return desk.words.view("views/record", language, parts=parts)


def _open(kind: str, case_id: str) -> Press:
    """The list of a kind; ideas are read need by need."""
    if kind == "idea":
        return Press("open", "do:needs_ideas", case_id)
    return Press("open", "do:entries", f"{case_id}:{kind}:1")


def entries_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """The entries of one kind, each in its own words; whoever may can change them or take them out.

    `<case>:<kind>:<page>`; of objectives also `<case>:<kind>:<tag>:<page>`, with that outcome alone (C-05).
    """
    case_id, kind, *tags, number = asked.split(":")
    record = looking.whole_record(acting, case_id, private=True)
    leads = looking.leads(acting, case_id)
    shown = plan_read.read(acting, case_id)
    rows = [
        {
            "kind": kind,
            "carried": carried_words(desk, shown, entry, language),
            "earlier": _earlier(shown, entry) if leads else "",
            **_whose(desk, record, entry, language),
            "private": bool(getattr(entry, "keep_private", False)),
            "said": in_words(desk, record, entry, language),
            "presses": [
                *(_of_task(entry, leads) if isinstance(entry, Task) else []),
                *(_presses(kind, entry) if leads or _is_own(record, entry, acting.user) else []),
            ],
        }
        for entry in standing(getattr(record, RECORDED[kind]))
        if not tags or tags[0] in getattr(entry, "tags", ())
    ]
    shown_of = ":".join((case_id, kind, *tags))
    part = Part("entries", rows, page=int(number), size=PAGE, turn="do:entries", turn_value=shown_of)
    add = [Press("another", f"open:{kind}", case_id)] if capture.may_add(acting, case_id, kind) else []
    if kind == "permanency" and leads:
        add.append(Press("history", "do:goal_history", case_id))
    name = desk.words.name("kinds", kind, language)
    presses = [*add, *(_by_tag(record) if kind == "objective" else [])]
    tag = desk.words.name("outcome_tags", tags[0], language) if tags else ""
    return desk.words.view("views/entries", language, parts=[part], presses=presses, kind_name=name, tag=tag)


def _by_tag(record: CaseRecord) -> list[Press]:
    """The way to the objectives of one outcome, and back to all, where any has a tag."""
    there = {tag for one in standing(record.objectives) for tag in one.tags}
    of = f"{record.case.id}:objective"
    tagged = [Press(f"tag_{tag}", "do:entries", f"{of}:{tag}:1") for tag in OUTCOME_TAGS if tag in there]
    return [*tagged, Press("tag_all", "do:entries", f"{of}:1")] if tagged else []


def _earlier(shown: PlanRead, entry: Entry) -> str:
    """What became of an entry of the plan before that is not in the plan of now."""
    if entry.id in shown.waiting:
        return "waiting"
    return "left_out" if entry.id in shown.left_out else ""


def _is_own(record: CaseRecord, entry: Entry, user: str) -> bool:
    me = record.person_using(user)
    return me is not None and entry.said_by == me.id and entry.entered_by == user


def older_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """What an entry said before it was changed, who changed it, when, and why."""
    kind, entry_id = asked.split(":")
    now, selves = older.older_selves(acting, kind, entry_id)
    record = looking.whole_record(acting, now.case_id, private=True)
    rows = [
        {
            "by": _entered_by(record, one.changed_by),
            "at": one.changed_at,
            "zone": record.case.zone,
            "why": one.why,
            "said": in_words(desk, record, one.entry, language),
        }
        for one in reversed(selves)
    ]
    said = in_words(desk, record, now, language)
    return desk.words.view("views/older", language, parts=[Part("older", rows)], said=said)


def _whose(desk: Desk, record: CaseRecord, entry: Entry, language: str) -> dict[str, Any]:
    """Who said it, who told it here and on which day; who entered it, when, and at which stage.

    Of a meeting that its reader was not asked to, no day and no stage is named.
    """
    theirs = record.day_is_known(entry)
    stage = entry.stage if theirs else None
    return {
        "by": name_of(record, entry.said_by),
        "told_by": name_of(record, getattr(entry, "told_by", None)),
        "talked_on": entry.talked_on if theirs else None,
        "entered_by": _entered_by(record, entry.entered_by),
        "at": entry.entered_at if theirs else None,
        "zone": record.case.zone,
        "stage": desk.words.name("stages", stage, language) if stage else "",
    }


def _entered_by(record: CaseRecord, slack_user: str) -> str:
    person = record.person_using(slack_user)
    return person.name if person else ""


def _of_task(task: Task, leads: bool) -> list[Press]:
    """What was told of it; for those who lead also where it stands, to tick it off for its owner."""
    stands = [Press("where_it_stands", "do:task", task.id)] if leads else []
    return [Press("updates", "do:updates", task.id), *stands]


def _presses(kind: str, entry: Entry) -> list[Press]:
    before = [Press("older", "do:older", f"{kind}:{entry.id}")] if entry.version > 1 else []
    return [
        Press("change", f"open:{kind}", f"{entry.id}:{entry.version}"),
        Press("take_out", "open:take_out", f"{entry.case_id}:{kind}:{entry.id}"),
        *before,
    ]


def _take_out(acting: Acting, subject: Subject, values: Values) -> Done:
    _, kind, entry_id = subject.id.split(":")
    capture.withdraw(acting, kind, entry_id, values["why"])
    back: Mapping[str, Any] = {"presses": [Press("bring_back", "do:bring_back", f"{kind}:{entry_id}")]}
    return Done("entry_undone", back)


FORMS = (Form(TAKE_OUT, _take_out, "entry.add_own"),)
