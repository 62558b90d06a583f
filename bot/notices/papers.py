"""Papers that somebody asked for, made at the moment they go, with their fingerprint kept."""

from collections.abc import Callable, Iterable

from bot.domain.conference import Conference
from bot.domain.dates import to_wall
from bot.domain.errors import NotFound, NotNow
from bot.domain.sending import Drop, FileToSend, Ready
from bot.notices.conference import agenda_emptied
from bot.notices.reader import Reader
from bot.render import Press
from bot.services.acting import OnCase
from bot.services.agenda.agenda_paper import agenda_material, coming
from bot.services.plan import papers
from bot.services.plan.look_once_more import SEALED
from bot.services.plan.material import Material, plan_material
from bot.services.plan.plan import Json

# Makes one kind of paper of the plan: (what it says, locale, practice) -> bytes and their SHA-256.
MakePlan = Callable[[Material, str, bool], tuple[bytes, str]]
# Makes the agenda or a blank form: (what it says, language, locale, practice) -> the same.
MakeAgenda = Callable[[Json, str, str, bool], tuple[bytes, str]]
MakeWhole = Callable[[Json], tuple[bytes, str]]
AuditLines = Callable[[str, str], Iterable[str]]


def plan_paper(make: MakePlan) -> Callable[[Reader], Ready]:
    """A composer of one plan paper."""

    def tell(reader: Reader) -> Ready:
        try:
            material = plan_material(_as_read_by(reader), by_staff=reader.outgoing.person_id is not None)
        except NotNow:
            return _waits(reader)
        locale = reader.on.profile.locale
        practice = reader.agency.practice
        made = make(material, locale, practice)
        # Whoever passes it on sees whose kind of copy it is; a name would tell too much.
        given = f"copy-{material.reader['audience']}.pdf" if reader.outgoing.person_id else ""
        return _file(reader, *made, named=given)

    return tell


def _as_read_by(reader: Reader) -> OnCase:
    """The case as the reader sees it, or as the person does whose copy they give out. Raises NotFound."""
    of = reader.outgoing.person_id
    if of is None:
        return reader.on
    person = reader.on.people.get(of)
    if person is None:
        raise NotFound("person", id=of)
    return reader.on.as_seen_by(person)


def _waits(reader: Reader) -> Ready:
    """Whoever asked hears that it comes later; why is said to those who lead, who can do something."""
    leads, case_id = reader.on.leads(), reader.on.case.id
    look = [Press("look_once_more", "do:look_once_more", f"{case_id}:{SEALED}:1", "primary")] if leads else []
    return reader.says("paper_waits", presses=look, leads=leads)


def agenda_paper(make: MakeAgenda) -> Callable[[Reader], Ready]:
    """A composer of agenda.pdf: the reader's own, or that of the person whom they give it to."""

    def tell(reader: Reader) -> Ready:
        of = reader.on.person(reader.outgoing.person_id) if reader.outgoing.person_id else None
        try:
            told = agenda_material(reader.on, of)
        except NotNow as gone:
            return _no_agenda(reader, gone)
        language = (of.language if of else None) or reader.language
        made = make(told, language, reader.on.profile.locale, reader.agency.practice)
        return _file(reader, *made)

    return tell


def blank_paper(make: MakeAgenda, asks: Callable[[OnCase], Json]) -> Callable[[Reader], Ready]:
    """A composer of a form to fill by hand, in its asker's language; `asks` says what is on it."""

    def tell(reader: Reader) -> Ready:
        told, locale = asks(reader.on), reader.on.profile.locale
        return _file(reader, *make(told, reader.language, locale, reader.agency.practice))

    return tell


def _no_agenda(reader: Reader, gone: NotNow) -> Ready:
    """Somebody waits for this paper: they hear that there is nothing to put on it any more."""
    conference = coming(reader.on.work.find(Conference, case_id=reader.on.case.id))
    return agenda_emptied(reader, conference.id, on_paper=True) if conference else Drop(gone.problem)


def whole_record(make: MakeWhole) -> Callable[[Reader], Ready]:
    """A composer of record.json."""

    def tell(reader: Reader) -> Ready:
        return _file(reader, *make(papers.whole_material(reader.on)))

    return tell


def audit_trail(lines: AuditLines, sha256: Callable[[bytes], str]) -> Callable[[Reader], Ready]:
    """A composer of audit.jsonl."""

    def tell(reader: Reader) -> Ready:
        body = "".join(f"{line}\n" for line in lines(reader.on.work.workspace_id, reader.on.case.id)).encode()
        return _file(reader, body, sha256(body))

    return tell


def _file(reader: Reader, body: bytes, sha256: str, named: str = "") -> FileToSend:
    paper = reader.outgoing.message.removeprefix("file:")
    of = reader.outgoing.person_id
    papers.note_made(reader.acting, reader.on.case.id, paper, sha256, reader.outgoing.id, of)
    until = papers.leaves_slack(reader.on)
    on = to_wall(until, reader.on.case.zone).date()
    title = reader.words.text("papers/title", reader.language, paper=paper, until=on)
    return FileToSend(filename=named or paper, content=body, title=title, until=until)
