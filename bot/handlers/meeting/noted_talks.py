"""A talk or a home visit, noted once it is over: one form, then what was said there (V-02)."""

from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.flows.meeting import NOTED_TALK
from bot.handlers.form import Done, Form, Subject, Values
from bot.render import Press
from bot.services.acting import Acting, OnCase
from bot.services.meeting import talks

# What is usually said in one; everything else is a list further away.
SAID = ("strength", "need", "voice", "task")


def _note(acting: Acting, subject: Subject, values: Values) -> Done:
    planned = subject.id if subject.version is not None else ""
    case_id = acting.case_of(Conference, planned) if planned else subject.id
    talk_id = talks.note_talk(acting, case_id, values, planned)
    said = [Press(f"add_{kind}", f"open:{kind}", case_id) for kind in SAID]
    another = Press("another", "open:noted_talk", case_id)
    return Done("talk_noted", {"presses": [*said, another, Press("close_up", "do:gaps", talk_id)]})


def _begins(on: OnCase | None, thing: object | None) -> Values:
    """As it was planned; for one that was not, whoever notes it was there."""
    if not isinstance(thing, Conference):
        return {"people": [on.me.id]} if on and on.me else {}
    starts, ends = (to_wall(at, thing.zone) for at in (thing.starts_at, thing.ends_at))
    times = {"date": starts.date(), "start": starts.time(), "end": ends.time()}
    return {**times, "people": list(thing.asked), "how": next(iter(thing.ways), None)}


FORMS = (Form(NOTED_TALK, _note, "conference.hold", corrects=Conference, begins=_begins),)
