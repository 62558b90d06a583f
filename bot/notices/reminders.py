"""Reminders: looked at anew when they go; nothing on the lock screen but that something is due, and when."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bot.domain.calls import is_call
from bot.domain.delivery import Outgoing
from bot.domain.people import DirectLine
from bot.domain.reminder import NOW
from bot.domain.sending import Composed, Drop, Later, Ready
from bot.notices.reader import Reader, to_reader
from bot.notices.reminder_lines import NOT_PUT_OFF, Line, line_of
from bot.render import Part, Press, Words
from bot.services.acting import Agency
from bot.services.delivery.composing import Compose
from bot.services.delivery.escalating import told_beforehand_at
from bot.services.delivery.reminders import still_open
from bot.services.delivery.together import carried, said_with
from bot.services.ports import UnitOfWork


def remind(reader: Reader) -> Ready:
    """Any kind of reminder, with those that go along; dropped when the record calls for none of them."""
    row = reader.outgoing
    if row.message == "reminder:escalation" and (later := told_beforehand_at(reader.on.work, row)):
        return Later(later)
    lines = _once_each(line_of(reader, one) for one in (row, *carried(reader.on.work, row)))
    if not lines:
        return Drop("not_wanted")
    # Staff who sent one at once were asked about quiet hours.
    return replace(_said(reader, lines), quiet=not row.key.startswith(NOW))


def say_again(agency: Agency, words: Words) -> Compose:
    """What a reminder that stands in Slack says now, in its place: the rest of it, or that all is over."""

    def tell(reader: Reader) -> Ready:
        work = reader.on.work
        first = work.get(Outgoing, reader.outgoing.subject_id)
        lines = _once_each(line_of(reader, one, still_open) for one in (first, *said_with(work, first)))
        return _said(reader, lines) if lines else reader.says("reminder_over")

    to_whoever_may = to_reader(agency, words, "case.look", tell)

    def compose(work: UnitOfWork, outgoing: Outgoing) -> Ready:
        ready = to_whoever_may(work, outgoing)
        return _over(words, work, outgoing) if isinstance(ready, Drop) else ready

    return compose


def _said(reader: Reader, lines: list[Line]) -> Composed:
    if len(lines) == 1:
        (line,) = lines
        return reader.says(f"reminder_{line.kind}", presses=_presses(line), **line.facts)
    rows = [{"kind": line.kind, "presses": _presses(line), **line.facts} for line in lines]
    return reader.says("reminder_several", count=len(lines), parts=[Part("things", rows)])


def _presses(line: Line) -> tuple[Press, ...]:
    """Its buttons, and the one that puts it off."""
    if line.kind in NOT_PUT_OFF or is_call(line.kind):
        return line.presses
    about = ":".join((line.case_id, line.kind, *line.subjects))
    return (*line.presses, Press("put_off", "do:put_off", about))


def _over(words: Words, work: UnitOfWork, outgoing: Outgoing) -> Composed:
    """To somebody who may see nothing of the case any more: the message they have keeps no buttons."""
    line = work.first(DirectLine, slack_user=outgoing.to)
    said = words.message("notices/reminder_over", (line.language if line else None) or "en")
    return Composed(text=said.text, blocks=said.blocks)


def _once_each(lines: Iterator[Line | None]) -> list[Line]:
    """Each line once; of several that say the same and lead to the same, one with their number."""
    counted: dict[tuple[object, ...], Line] = {}
    times = Counter[tuple[object, ...]]()
    for line in lines:
        if line is None:
            continue
        same = (line.kind, line.presses, *line.facts.values())
        times[same] += 1
        subjects = (*(counted[same].subjects if same in counted else ()), *line.subjects)
        counted[same] = replace(line, facts={**line.facts, "count": times[same]}, subjects=subjects)
    return list(counted.values())
