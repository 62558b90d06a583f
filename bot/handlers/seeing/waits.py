"""What waits for somebody, as rows with the buttons that lead there: on App Home and in a private view."""

from collections.abc import Callable, Mapping, Sequence

from bot.notices.agenda import draft_presses
from bot.notices.closing import answer_presses, view_presses
from bot.notices.conference import agenda_presses, reply_presses
from bot.notices.how_we_talk import accept_presses
from bot.render import Press
from bot.services.seeing.waiting import Wait


def wait_row(wait: Wait) -> dict[str, object]:
    """One thing that waits: what it is, of which day, and its buttons."""
    when = {"when": wait.conference.starts_at, "zone": wait.conference.zone} if wait.conference else {}
    return {"what": wait.kind, **when, "presses": _PRESSES[wait.kind](wait)}


def _invitation(wait: Wait) -> Sequence[Press]:
    return reply_presses(wait.conference) if wait.conference else ()


def _endorsement(wait: Wait) -> Sequence[Press]:
    return (
        Press("read_plan", "do:read_plan", wait.version_id),
        Press("endorse", "open:endorse", wait.subject_id, "primary"),
    )


_PRESSES: Mapping[str, Callable[[Wait], Sequence[Press]]] = {
    "invitation": _invitation,
    "confidential": lambda wait: accept_presses(wait.subject_id),
    "get_ready": lambda wait: (Press("get_ready", "do:get_ready", wait.subject_id),),
    "topics": lambda wait: (Press("begin", "open:agenda_topics", wait.subject_id),),
    "draft": lambda wait: draft_presses(wait.subject_id),
    "agenda": lambda wait: agenda_presses(wait.subject_id),
    "chance": lambda wait: answer_presses(wait.subject_id),
    "view": lambda wait: view_presses(wait.subject_id),
    "copy": lambda wait: (
        Press("read_plan", "do:read_plan", wait.subject_id),
        Press("got_it", "do:got_it", wait.subject_id),
    ),
    "telling": lambda wait: (Press("tell", "do:tell", wait.subject_id),),
    "needs": lambda wait: (Press("needs", "do:needs", wait.subject_id),),
    "sent_back": lambda wait: (Press("read_note", "do:answers", wait.subject_id),),
    "calls": lambda wait: (Press("calls", "do:calls", wait.subject_id),),
    "endorsement": _endorsement,
}
