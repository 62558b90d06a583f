"""Values for each message that needs some, so that every file in messages/en can be drawn in a test.

One entry a file, by its name; a file whose sentences vary has several, as a list. Use only invented people.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.samples.agenda import AGENDA_VIEWS
from tests.samples.capture import CAPTURE
from tests.samples.common import DUE, WHEN
from tests.samples.copies import COPIES
from tests.samples.deadlines import DEADLINES
from tests.samples.entries import ENTRIES
from tests.samples.family_page import FAMILY_PAGE
from tests.samples.how_we_talk import HOW_WE_TALK
from tests.samples.hub import HUB_AND_HELP
from tests.samples.mail import MAIL
from tests.samples.network import NETWORK
from tests.samples.notices import CARDS, NOTICES, pressed
from tests.samples.plan import PLAN_VIEWS
from tests.samples.preparing import PREPARING
from tests.samples.receipts import RECEIPTS
from tests.samples.reminders import REMINDERS
from tests.samples.rules import RULES
from tests.samples.running import RUNNING
from tests.samples.views import VIEWS
from tests.samples.ways import CLOSED, WAYS

Sample = Mapping[str, Any]

WHO = ("Omar Haddad", "")
SAMPLES: dict[str, Sample | Sequence[Sample]] = {
    **NOTICES,
    **CARDS,
    **HUB_AND_HELP,
    **RECEIPTS,
    **AGENDA_VIEWS,
    **PLAN_VIEWS,
    **VIEWS,
    **ENTRIES,
    **NETWORK,
    **CAPTURE,
    **MAIL,
    **FAMILY_PAGE,
    **HOW_WE_TALK,
    **PREPARING,
    **WAYS,
    **REMINDERS,
    **CLOSED,
    **COPIES,
    **RUNNING,
    **RULES,
    **DEADLINES,
    "notices/not_delivered": pressed("people"),
    "notices/not_posted": pressed("people"),
    "notices/not_taken_back": pressed("people"),
    "common": {"page": 1, "pages": 3, "number": 6, "total": 14, "minutes": 12, "ready": 2, "speak": 1},
    "receipts/own_view": pressed("change", "more_words", told=()),
    "errors/not_now_answered_so": {"answer": "in_part"},
    "errors/not_now_endorsed_already": [{"name": name, "on": DUE} for name in ("Sam Ortiz", "")],
    **{
        f"errors/not_now_{name}": [{"name": name, "at": WHEN["when"], "zone": WHEN["zone"]} for name in WHO]
        for name in ("reopened_already", "withdrawn_already")
    },
    "errors/not_now_correction_days_over": [{"until": DUE}, {"until": None}],
    "receipts/plan_withdrawn": pressed("changes", told=()),
    "receipts/plan_sealed": pressed("answers", "changes", number=2, told=()),
    "receipts/plan_reopened": pressed("still_open", "changes", told=()),
    "say/challenge": {"challenge": "ask_agency"},
    "view/form": {"challenge": "ask_agency"},
    "own_view/form": {"challenge": "ask_agency"},
    "errors/not_now_plan_has_gaps": [{"count": 1}, {"count": 3}],
    "errors/not_now_thread_too_long": {"length": 4210, "limit": 3000},
    "schedule/after_due": {"due": DUE, "clock": "initial_conference"},
    "problems/after_due": {"due": DUE, "clock": "initial_conference"},
    "problems/agenda_too_long": [{"over": 1}, {"over": 25}],
    "errors/no_case_here_staff": [pressed("open_case", said=said) for said in ("", "Dana calls.")],
    "problems/line_whose": {"line": 3},
    "problems/line_empty": {"line": 2},
    "problems/too_many_lines": {"most": 40},
    "receipts/from_paper": [
        {"count": 1, "day": DUE},
        pressed("who_came", "child_voice", "another", count=4, day=DUE),
    ],
    "problems/too_long": {"limit": 300, "length": 412},
    "problems/before_birth": {"born": DUE},
    "problems/strange_year": {"first": 1900, "last": 2100},
    "problems/too_many_picks": {"most": 2},
    "problems/kept_apart": {"names": ["Dana Reyes", "Marcus Harlow"]},
    "problems/goal_too_young": {"goal": "appla", "min_age": 16, "age": 9},
    "problems/goal_no_back_up": {"goal": "soul_family", "goals": ("adoption", "reintegration")},
    "problems/goal_never_back_up": [{"goal": "appla", "unless_court": court} for court in (True, False)],
    "problems/goal_first_must_be": [
        {"goals": ("reunification",), "unless_court": court} for court in (True, False)
    ],
    "problems/too_small": {"limit": 1},
    "problems/too_big": {"limit": 60},
}


def samples_of(name: str) -> Sequence[Sample]:
    """All samples of one file; one without values where the file needs none."""
    found = SAMPLES.get(name, {})
    return [found] if isinstance(found, Mapping) else found
