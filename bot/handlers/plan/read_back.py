"""The plan to read, or to read back to everyone: page by page, then on to what is open or to the seal."""

from collections.abc import Iterable, Iterator

from bot.domain.conference import Conference, ConferenceState
from bot.domain.fingerprint import printed
from bot.domain.plan_states import plan_or_withdrawal
from bot.domain.record import PARTS, CaseRecord, standing
from bot.domain.version_moves import VersionMove
from bot.handlers.desk import Desk, View
from bot.handlers.entries.views import carried_words, in_words, name_of
from bot.render import Part, Press, Told
from bot.services.acting import Acting
from bot.services.plan import sealing
from bot.services.seeing import looking, plan_read
from bot.services.seeing.plan_read import PlanRead

# As much as can be read aloud without a pause, and far below what Slack shows in one view.
CHARACTERS, POINTS = 6_000, 40


def plan_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """The plan as far as it is this person's to see: `<case>`, or `<case>:<page>` once it was turned."""
    case_id, _, turned = asked.partition(":")
    shown = plan_read.read(acting, case_id)
    record = shown.record
    pages = list(in_pages(points(desk, shown, language))) or [[]]
    page = min(max(1, int(turned or 1)), len(pages))
    version = record.latest_version()
    gone = isinstance(plan_or_withdrawal(record.versions, record.version_moves), VersionMove)
    return desk.words.view(
        "views/plan",
        language,
        parts=pages[page - 1],
        presses=[
            *_turning(case_id, page, len(pages)),
            *(_going_on(acting, record, page == len(pages)) if looking.leads(acting, case_id) else ()),
        ],
        page=page,
        pages=len(pages),
        number=version.number if version else 0,
        anew=shown.anew,
        withdrawn=version.number if version and gone else 0,
        fingerprint=printed(version.content_sha256) if version else "",
    )


def in_pages(points: Iterable[tuple[str, Told]]) -> Iterator[list[Part]]:
    """Section by section; one that is too long for a page goes on under its heading on the next."""
    page: dict[str, list[Told]] = {}
    for part, one in points:
        there = [told for section in page.values() for told in section]
        length = sum(len(told.lead) + len(told.words) for told in there) + len(one.words)
        if there and (length > CHARACTERS or len(there) >= POINTS):
            yield [Part(name, told=told) for name, told in page.items()]
            page = {}
        page.setdefault(part, []).append(one)
    if page:
        yield [Part(name, told=told) for name, told in page.items()]


def points(desk: Desk, shown: PlanRead, language: str) -> Iterator[tuple[str, Told]]:
    """Each entry of a plan under the name of its part, in the order of the plan."""
    record = shown.record
    for part in PARTS.values():
        for entry in standing(getattr(record, part)):
            name, told_by = name_of(record, entry.said_by), name_of(record, getattr(entry, "told_by", None))
            lead = desk.words.text("entries/said_by", language, name=name, told_by=told_by) if name else ""
            mark = carried_words(desk, shown, entry, language)
            yield part, Told(lead, "\n".join(filter(None, [in_words(desk, record, entry, language), mark])))


def _turning(case_id: str, page: int, pages: int) -> list[Press]:
    before = [Press("page_before", "do:plan", f"{case_id}:{page - 1}")] if page > 1 else []
    after = [Press("page_after", "do:plan", f"{case_id}:{page + 1}", "primary")] if page < pages else []
    return [*before, *after]


def _going_on(acting: Acting, record: CaseRecord, last_page: bool) -> list[Press]:
    """For those who lead: what is still open; at the end of a plan that lacks nothing, the seal."""
    conference = _conference(record)
    if conference is None:
        return []
    held = conference.state is ConferenceState.ENDED and record.latest_version() is None
    ready = last_page and held and not sealing.what_is_open(acting, conference.id).gaps
    seal = [Press("seal", "do:seal", conference.id, "primary")] if ready else []
    since = [Press("changes", "do:changes", record.case.id)] if record.latest_version() else []
    return [*seal, Press("still_open", "do:gaps", conference.id), *since]


def _conference(record: CaseRecord) -> Conference | None:
    running = (one for one in record.conferences if one.state is ConferenceState.OPEN)
    return next(running, None) or record.latest_conference_held()
