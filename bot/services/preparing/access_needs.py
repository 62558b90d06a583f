"""What people need to take part, and what the agency made of it: each open one is a task of its staff."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.errors import AnswersNotUnderstood, NotNow
from bot.domain.people import Person
from bot.domain.preparing import NOTHING, AccessNeed
from bot.services.acting import Acting, OnCase
from bot.services.delivery.reminders import schedule_reminders
from bot.services.preparing.needs_told import tell


@dataclass(frozen=True)
class Needed:
    """One thing that a person needs, for those who lead."""

    person: Person
    need: AccessNeed


def record_reach(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """What somebody said, asked how they can take part; that they need nothing is an answer as well.

    What they said before and the agency has not answered is not asked for twice. Returns their id.
    """
    with acting.on_case("private.write", case_id) as on:
        if values["on"] > on.today:
            raise AnswersNotUnderstood({"on": "date_in_future"})
        person = on.person(values["person_id"])
        if values.get("language"):
            set_language(on, person, values["language"])
        wanted = tuple(values.get("needs") or ()) or (NOTHING,)
        known = {one.what for one in needs_of(on, person.id) if one.is_open}
        for what in (one for one in wanted if one not in known):
            about = {"person_id": person.id, "what": what, "words": values.get("words")}
            on.keep(AccessNeed, agreed_on=values["on"], entered_by=acting.user, **about)
        schedule_reminders(on.work, case_id)
        return person.id


def answer_need(acting: Acting, need_id: str, values: Mapping[str, Any], version: int) -> str:
    """The agency's answer: arranged by whom, how and when, or not possible and why.

    Returns how its person hears of it: "dm", "staff" must tell them, or "" where nobody needs to.
    """
    with acting.on_case("conference.ready", acting.case_of(AccessNeed, need_id)) as on:
        if values["answered_on"] > on.today:
            raise AnswersNotUnderstood({"answered_on": "date_in_future"})
        if values.get("by_person"):
            on.person(values["by_person"])
        need = on.work.get(AccessNeed, need_id)
        if not need.stands:
            raise NotNow("need_is_over")
        said: dict[str, Any] = {
            name: values.get(name) for name in ("answer", "by_person", "how", "why", "answered_on")
        }
        on.work.replace(replace(need, version=version, answered_by=acting.user, **said))
        schedule_reminders(on.work, on.case.id)
        return tell(on, need)


def end_need(acting: Acting, need_id: str) -> str:
    """They need it no longer; it stays in the record. Returns the person's id."""
    return _ended(acting, need_id, True)


def need_again(acting: Acting, need_id: str) -> str:
    """Undo that a need ended. Returns the person's id."""
    return _ended(acting, need_id, False)


def open_needs(acting: Acting, case_id: str) -> tuple[Needed, ...]:
    """What the agency still owes an answer to, for those who lead. Raises NotAllowed."""
    with acting.looking("conference.ready", case_id) as on:
        return open_needs_of(on)


def open_needs_of(on: OnCase) -> tuple[Needed, ...]:
    """The same within a case that is open already."""
    found = on.work.find(AccessNeed, case_id=on.case.id, answer=None, ended_on=None)
    return tuple(
        Needed(on.people[one.person_id], one) for one in found if one.is_open and one.person_id in on.people
    )


def needs_of(on: OnCase, person_id: str) -> tuple[AccessNeed, ...]:
    """Everything that one person ever said they need, oldest first."""
    return on.work.find(AccessNeed, case_id=on.case.id, person_id=person_id)


def wants_interpreter(needs: Iterable[AccessNeed], person_id: str) -> bool:
    """Whether somebody asked for one, and it is not settled."""
    return any(one.person_id == person_id and one.what == "interpreter" and one.is_open for one in needs)


def set_language(on: OnCase, person: Person, language: str) -> None:
    """The language that is best for somebody, where it is another than was known."""
    if person.language != language:
        on.work.replace(replace(person, language=language))


def _ended(acting: Acting, need_id: str, over: bool) -> str:
    with acting.on_case("conference.ready", acting.case_of(AccessNeed, need_id)) as on:
        need = on.work.get(AccessNeed, need_id)
        on.work.replace(replace(need, ended_on=on.today if over else None))
        schedule_reminders(on.work, on.case.id)
        return need.person_id
