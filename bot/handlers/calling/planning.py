"""Planning a conference: when, and who was told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_bolt import App

from bot.domain.conference import Conference
from bot.domain.dates import to_utc, to_wall
from bot.flows.meeting import ADJOURN, CANCEL, NOTICE, SCHEDULE
from bot.handlers.desk import Desk, View
from bot.handlers.form import Done, Form, Subject, Values
from bot.handlers.showing import shows
from bot.render import Part, Press
from bot.services.acting import Acting, OnCase
from bot.services.calling import scheduling, telling
from bot.services.meeting import adjourning
from bot.services.preparing import offers


def register(app: App, desk: Desk) -> None:
    """Who is to be told by staff."""
    shows(app, desk, {"tell": tell_view})


def tell_view(desk: Desk, acting: Acting, conference_id: str, language: str) -> View:
    """Whom staff have to tell of a conference, in which safe ways, and who was told."""
    rows = [
        {
            "name": one.person.name,
            "told": one.told_on,
            "ways": [
                {"kind": desk.words.name("way_kinds", way.kind, language), "value": way.value}
                for way in one.ways
            ],
            "unasked": one.unasked,
        }
        for one in telling.people_to_tell(acting, conference_id)
    ]
    presses = [
        Press("told", "open:notice", conference_id, "primary"),
        Press("calendar", "open:calendar_for", conference_id),
    ]
    return desk.words.view("views/tell", language, parts=[Part("people", rows)], presses=presses)


def _schedule(acting: Acting, subject: Subject, values: Values) -> Done:
    if subject.version is None:
        conference_id = scheduling.schedule(acting, subject.id, values)
    else:
        conference_id = subject.id
        scheduling.move(acting, subject.id, values, subject.version)
    by_dm, by_staff = scheduling.who_hears(acting, conference_id)
    tell = [Press("tell", "do:tell", conference_id, "primary")] if by_staff else []
    starts = datetime.combine(values["date"], values["start"])
    facts = {
        "moved": subject.version is not None,
        "when": to_utc(starts, values["zone"]),
        "zone": values["zone"],
        "by_dm": by_dm,
        "by_staff": by_staff,
        "presses": tell,
    }
    return Done("scheduled", facts)


def _known_times(on: OnCase | None, thing: object | None) -> Values:
    """The times as they stand; for a new conference the zone of the last one, or the case's own."""
    if on is None:
        return {}
    if not isinstance(thing, Conference):
        last = scheduling.last_planned(on)
        wanted = offers.kind_said_yes_to(on)
        known = {"zone": last.zone if last else on.case.zone}
        return {**known, "kind": wanted} if wanted else known
    starts, ends = (to_wall(at, thing.zone) for at in (thing.starts_at, thing.ends_at))
    times = {"date": starts.date(), "start": starts.time(), "end": ends.time()}
    return {**times, "people": list(thing.asked)}


def _rules(on: OnCase | None, subject: Subject) -> Mapping[str, object]:
    """By when each kind is due, and which kinds are talks and visits."""
    if on is None:
        return {}
    days = {kind: due.due for kind, due in scheduling.due_by_kind(on).items()}
    return {"due_days": days, "talk_kinds": on.profile.talk_kinds}


def _due_words(on: OnCase | None, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    if on is None:
        return {}
    due = scheduling.due_by_kind(on).get(str(answers.get("kind")))
    wanted = offers.kind_said_yes_to(on)
    said_yes = {"wanted": wanted} if wanted else {}
    return said_yes | ({"due": due.due, "clock": due.clock_id} if due else {})


def _cancel(acting: Acting, subject: Subject, values: Values) -> Done:
    scheduling.cancel(acting, subject.id, values["why"])
    return Done()


def _notice(acting: Acting, subject: Subject, values: Values) -> Done:
    scheduling.record_notice(acting, subject.id, **values)
    of_them = Subject(subject.id, chosen=(("person_id", values["person_id"]),))
    calendar = Press("calendar", "open:calendar_for", str(of_them))
    return Done("saved", {"presses": [Press("another", "open:notice", subject.id), calendar]})


def _adjourn(acting: Acting, subject: Subject, values: Values) -> Done:
    adjourning.adjourn(acting, subject.id, values)
    by_dm, by_staff = scheduling.who_hears(acting, subject.id)
    zone = scheduling.conference_of(acting, subject.id).zone
    when = to_utc(datetime.combine(values["date"], values["start"]), zone)
    tell = [Press("tell", "do:tell", subject.id, "primary")] if by_staff else []
    said = {"when": when, "zone": zone, "by_dm": by_dm, "by_staff": by_staff, "presses": tell}
    return Done("scheduled", {"moved": True, **said})


FORMS = (
    Form(
        SCHEDULE,
        _schedule,
        "conference.plan",
        corrects=Conference,
        facts=_rules,
        begins=_known_times,
        says=_due_words,
    ),
    Form(ADJOURN, _adjourn, "conference.plan", about=Conference),
    Form(CANCEL, _cancel, "conference.plan", about=Conference),
    Form(NOTICE, _notice, "conference.plan", about=Conference),
)
