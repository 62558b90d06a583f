"""What is still open before a plan is sealed, each section's state, what is worth a look: rows open forms."""

from collections.abc import Iterable
from typing import Any

from bot.domain.conference import ConferenceState
from bot.domain.record import CaseRecord
from bot.domain.sections import SECTION, Section, SectionState
from bot.handlers.desk import Desk, View
from bot.handlers.entries.views import RECORDED, about_whom
from bot.render import Part, Press
from bot.services.acting import Acting
from bot.services.plan import sealing
from bot.services.plan.from_earlier import EARLIER
from bot.services.plan.gaps import Gap
from bot.services.plan.sections import NOT_NEEDED

# Rows with two buttons take two blocks, and Slack shows a hundred in a view.
PAGE = 14
# Of entries of the earlier plan, which wait to be carried over; one block each.
WAITING = 8
# Sections have one button at most.
SECTIONS = 12


def gaps_view(desk: Desk, acting: Acting, asked: str, language: str) -> View:
    """For a conference (`<id>`; `<id>:<list>:<page>` once a list was turned): what is open, then the seal."""
    conference_id, turned, page = (*asked.split(":"), "", "1")[:3]
    found, worth_a_look, record, sections = sealing.what_is_open(acting, conference_id)
    earlier = [gap for gap in found if gap.kind == EARLIER]
    of_now = [gap for gap in found if gap.kind != EARLIER]
    lists: tuple[tuple[str, Iterable[Gap]], ...] = (
        *(("gaps", of_now), ("earlier", earlier), ("hints", worth_a_look)),
    )
    listed = {
        name: [_row(desk, record, gap, conference_id, language, name == "hints") for gap in rows]
        for name, rows in lists
    }
    standing = [_section(desk, record, one, conference_id, language) for one in sections]
    parts = [
        Part(
            name,
            rows,
            page=int(page) if turned == name else 1,
            size=size,
            turn="do:gaps",
            turn_value=f"{conference_id}:{name}",
            presses=[Press("earlier", "do:earlier", conference_id)] if name == "earlier" else (),
        )
        for name, rows, size in (
            ("gaps", listed["gaps"], PAGE),
            *([("earlier", listed["earlier"], WAITING)] if earlier else []),
            ("sections", standing, SECTIONS),
            ("hints", listed["hints"], PAGE),
        )
    ]
    presses = [
        Press("read_back", "do:plan", record.case.id),
        Press("burden", "do:burden", record.case.id),
    ]
    if not found:
        presses.append(seal_press(record, conference_id))
    presses += [*_when_held(record, conference_id), Press("look_again", "do:gaps", conference_id)]
    return desk.words.view("views/gaps", language, parts=parts, presses=presses, count=len(found))


def seal_press(record: CaseRecord, conference_id: str) -> Press:
    """The button that seals: the first time at once, later with a reason."""
    if record.latest_version() is not None:
        return Press("seal_again", "open:new_version", conference_id)
    return Press("seal", "do:seal", conference_id, "primary")


def _when_held(record: CaseRecord, conference_id: str) -> list[Press]:
    """The way to say when a conference that is over really ran."""
    found = record.conference(conference_id)
    if found is None or found.state is not ConferenceState.ENDED:
        return []
    return [Press("held", "open:held", f"{found.id}:{found.version}")]


def _row(
    desk: Desk, record: CaseRecord, gap: Gap, conference_id: str, language: str, hint: bool = False
) -> dict[str, Any]:
    opens = Press(gap.form, f"do:{gap.form}", str(gap.subject))
    presses = [opens if gap.deed else Press("fill", f"open:{gap.form}", str(gap.subject))]
    if gap.may_be_set_aside:
        presses.append(Press("leave_open", "open:set_aside", f"{conference_id}:{gap.item}"))
    if gap.kind == SECTION:
        presses.append(Press("not_needed", "do:not_needed", f"{conference_id}:{gap.about}"))
    if hint:
        presses.append(Press("as_it_is", "do:as_it_is", f"{conference_id}:{gap.item}"))
    return {
        "kind": gap.kind,
        "name": _name(desk, record, gap, language),
        "words": _words(desk, gap, language),
        "notes": _notes(desk, gap, language),
        "presses": presses,
    }


def _notes(desk: Desk, gap: Gap, language: str) -> list[str]:
    """More to say; of an entry of the earlier plan its ids, which the row's own words name."""
    if gap.kind == EARLIER:
        return list(gap.notes)
    return [desk.words.name("worth_a_look", note, language) for note in gap.notes]


def _name(desk: Desk, record: CaseRecord, gap: Gap, language: str) -> str:
    if gap.kind == SECTION:
        return desk.words.name("sections", gap.about, language)
    return about_whom(record, gap.about)


def _words(desk: Desk, gap: Gap, language: str) -> list[str]:
    """The words that a hint is about: an entry's own, or goals by their names."""
    if gap.kind != "goal_passed_over":
        return list(gap.words)
    return [desk.words.name("permanency_goals", goal, language) for goal in gap.words]


def _section(
    desk: Desk, record: CaseRecord, section: Section, conference_id: str, language: str
) -> dict[str, Any]:
    """Where a section stands: what is there can be read, and what was passed over taken up again."""
    form, presses = section.place.form, []
    if section.state is SectionState.FILLED and form in RECORDED:
        presses.append(Press("open", "do:entries", f"{record.case.id}:{form}:1"))
    if section.state is SectionState.CONSIDERED:
        presses.append(Press("take_up", "do:take_up", f"{conference_id}:{section.id}"))
    aside = next(iter(section.asides), None)
    by = record.person_using(aside.entered_by) if aside else None
    return {
        "name": desk.words.name("sections", section.id, language),
        "state": "left_open" if aside and aside.why != NOT_NEEDED else str(section.state),
        "why": desk.words.name("set_aside_reasons", aside.why, language) if aside else "",
        "by": by.name if by else "",
        "at": aside and aside.entered_at,
        "zone": record.case.zone,
        "presses": presses,
    }
