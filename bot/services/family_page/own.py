"""What a person does on their private page: the same services as in Slack, under their own name."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.closing import FAMILY_PAGE, Acknowledgement, PlanVersion, View
from bot.domain.errors import AlreadyDone, AnswersNotUnderstood, NotFound, NotNow, SomeoneElseChangedThis
from bot.domain.languages import LANGUAGES
from bot.domain.network import ContactWay
from bot.domain.people import Person
from bot.domain.plan import Task
from bot.domain.version_moves import AnswerStays
from bot.services.acting import Acting, OnCase
from bot.services.delivery.outgoing import direct
from bot.services.delivery.reminders import schedule_reminders
from bot.services.family_page.ending import end_mailed
from bot.services.plan import closing, own_words, papers
from bot.services.plan.copy_rules import is_cleared
from bot.services.plan.look_once_more import waits
from bot.services.plan.material import Material, latest, plan_material
from bot.services.plan.papers import PAPERS
from bot.services.plan.versions import newest_sealed, newest_version
from bot.services.seeing.looking import tasks_seen

FILES = ("plan.pdf", "plan.docx", "copy.pdf")
# Ways that somebody can tell us of; Slack is set up by staff.
TOLD_WAYS = ("phone", "email", "mail", "other")
LONGEST_WAY, MOST_UNASKED = 300, 10

# Makes a file of a plan: (what it says, locale, practice) -> its bytes and their SHA-256.
MakeFile = Callable[[Material, str, bool], tuple[bytes, str]]


@dataclass(frozen=True)
class OwnPage:
    """What stands on somebody's page. `plan_waits`: there is a plan, but it is not to be read yet.

    `withdrawn`: there was one, which does not count any more. `said_of` is the number of the earlier
    version that they answered, where this one changed nothing for them. `steps` are their own that are
    still to do, as long as the plan that says them is not to be read.
    """

    me: Person
    version: PlanVersion | None
    plan_waits: bool
    answer: Acknowledgement | None
    view: View | None
    ways: tuple[ContactWay, ...]
    files: tuple[str, ...]
    today: date
    practice: bool
    withdrawn: bool = False
    said_of: int = 0
    steps: tuple[Task, ...] = ()


def look(acting: Acting, case_id: str) -> OwnPage:
    """Everything that is this person's on one page. Raises NotAllowed."""
    with acting.looking("family_page.own", case_id) as on:
        me = _me(on)
        version = newest_version(on.work, case_id)
        about = {"version_id": version.id if version else "", "person_id": me.id}
        # What waits to be read once more, and what nobody said yet why they need it, is not to be read.
        plan_waits = version is not None and (waits(on, version) or not is_cleared(on, version, me))
        readable = version is not None and not plan_waits
        return OwnPage(
            me=me,
            version=version,
            plan_waits=plan_waits,
            answer=on.work.first(Acknowledgement, **about),
            view=on.work.first(View, **about),
            ways=on.work.find(ContactWay, case_id=case_id, person_id=me.id, ended_on=None),
            files=tuple(one for one in FILES if readable and papers.may_have(on, one)),
            today=on.today,
            practice=acting.agency.practice,
            withdrawn=version is None and newest_sealed(on.work, case_id) is not None,
            said_of=_said_of(on, version, me),
            steps=_own_steps(on, me) if plan_waits else (),
        )


def _own_steps(on: OnCase, me: Person) -> tuple[Task, ...]:
    """What they took upon themselves is due on its day, whatever the plan waits for."""
    mine = (one for one in tasks_seen(on) if one.owner_id == me.id and one.is_owed)
    return tuple(sorted(mine, key=lambda one: one.due))


def _said_of(on: OnCase, version: PlanVersion | None, me: Person) -> int:
    """The number of the version that they answered, where the one of now left their part as it was."""
    about = {"version_id": version.id if version else "", "person_id": me.id}
    stays = on.work.first(AnswerStays, **about)
    return on.work.get(PlanVersion, stays.said_of).number if stays else 0


def own_copy(acting: Acting, case_id: str) -> tuple[Material, str]:
    """The plan as their copy holds it, and the place whose way of writing it follows.

    It is what the papers are made from, so that page and paper never say different things. Raises
    NotFound, NotNow.
    """
    with acting.looking("family_page.own", case_id) as on:
        return plan_material(on), on.profile.locale


def note_read(acting: Acting, case_id: str, visit_id: str) -> None:
    """That they had their copy before them: once for each visit and version."""
    with acting.on_case("family_page.own", case_id) as on:
        version = latest(on)
        try:
            on.work.once(f"page_read:{visit_id}:{version.id}")
        except AlreadyDone:
            return
        on.work.audit("disclosure.page", version.id, ["plan"], case_id)


def take_file(acting: Acting, case_id: str, paper: str, make: MakeFile, request: str) -> bytes:
    """Their copy as a file: its fingerprint is kept, and that they have it. Raises NotAllowed."""
    if paper not in FILES:
        raise NotFound("paper", id=paper)
    with acting.looking(PAPERS[paper], case_id) as on:
        papers.must_be_there(on, paper)
        material, version = plan_material(on), latest(on)
        locale = on.profile.locale
    body, sha256 = make(material, locale, acting.agency.practice)
    papers.note_made(acting, case_id, paper, sha256, request)
    closing.got_own_copy(acting, version.id, FAMILY_PAGE)
    return body


def answer(acting: Acting, version_id: str, values: Mapping[str, Any], known: int) -> None:
    """Whether they had a chance to take part, by their own hand, about the version that they saw.

    `known` is which answer they were shown (0: none). Raises SomeoneElseChangedThis when another came
    meanwhile, NotNow when there is a newer version.
    """
    told = {"words": None, **values, "manner": FAMILY_PAGE}
    with _on_what_was_seen(acting, Acknowledgement, version_id, known) as (one, said):
        if said is None:
            closing.acknowledge(one, version_id, told)
        else:
            own_words.change_answer(one, said.id, told, said.version)


def give_view(acting: Acting, version_id: str, values: Mapping[str, Any], known: int) -> None:
    """What they think of the plan, in their own words. Raises as `answer` does."""
    told = {"words": None, **values, "manner": FAMILY_PAGE}
    with _on_what_was_seen(acting, View, version_id, known) as (one, said):
        if said is None:
            closing.give_view(one, version_id, told)
        else:
            own_words.change_view(one, said.id, told, said.version)


def tell_way(acting: Acting, case_id: str, kind: str, value: str) -> None:
    """A way to reach them. It is used by nobody until staff have asked them, by voice, if it is safe."""
    if kind not in TOLD_WAYS or not value.strip() or len(value) > LONGEST_WAY:
        raise AnswersNotUnderstood({"value": "missing"})
    with acting.on_case("family_page.own", case_id) as on:
        me = _me(on)
        mine = on.work.find(ContactWay, case_id=case_id, person_id=me.id, ended_on=None)
        if any((one.kind, one.value.strip()) == (kind, value.strip()) for one in mine):
            return
        if sum(one.safe is None for one in mine) >= MOST_UNASKED:
            raise NotNow("ways_wait")
        way = on.keep(ContactWay, person_id=me.id, kind=kind, value=value.strip(), entered_by=acting.user)
        _tell_staff(on, me, way.id)


def stop_way(acting: Acting, case_id: str, way_id: str) -> None:
    """They say that a way is not safe: from this moment nobody uses it."""
    with acting.on_case("family_page.own", case_id) as on:
        me, way = _me(on), on.work.get(ContactWay, way_id)
        if way.person_id != me.id:
            raise NotFound("way", id=way_id)
        on.work.replace(replace(way, safe=False, asked_by=me.id, asked_on=on.today))
        if way.kind == "email":
            end_mailed(on, me.id)
        schedule_reminders(on.work, case_id)
        _tell_staff(on, me, f"{way.id}:{way.version}")


def speak(acting: Acting, case_id: str, language: str) -> None:
    """The language that is theirs, from now on in everything."""
    if language not in LANGUAGES:
        raise AnswersNotUnderstood({"language": "missing"})
    with acting.on_case("family_page.own", case_id) as on:
        me = _me(on)
        if me.language != language:
            on.work.replace(replace(me, language=language))
            _tell_staff(on, me, f"{me.id}:{me.version}")


def _tell_staff(on: OnCase, me: Person, occasion: str) -> None:
    """Those who lead hear that there is something new; what it is stands on the person's page."""
    for leader in on.leaders():
        if leader.slack_user:
            key = f"page_told:{occasion}:{leader.id}"
            on.work.send(direct(on, leader, "page_told", me.id, key))


def _me(on: OnCase) -> Person:
    if on.me is None:
        raise NotFound("person")
    return on.me


@contextmanager
def _on_what_was_seen(
    acting: Acting, kind: type[Acknowledgement] | type[View], version_id: str, known: int
) -> Iterator[tuple[Acting, Acknowledgement | View | None]]:
    """One unit of work in which what they said last is still what their page showed, and what that is."""
    case_id = acting.case_of(PlanVersion, version_id)
    with acting.in_one("closing.own", case_id) as acting:
        with acting.looking("family_page.own", case_id) as on:
            said = on.work.first(kind, version_id=version_id, person_id=_me(on).id)
        if (said.version if said else 0) != known:
            raise SomeoneElseChangedThis("said_meanwhile")
        yield acting, said
