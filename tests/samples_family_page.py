"""Values for the messages about private pages, as their senders give them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.render import Part
from tests.samples_notices import pressed

WHEN = {"until": datetime(2026, 4, 2, 20, 0, tzinfo=UTC), "zone": "America/Chicago"}
LINK = {**WHEN, "name": "Dana Reyes", "how": "shown", "used": None, "why": ""}
STATES = [
    {**LINK, "state": "open"},
    {**LINK, "state": "used", "used": datetime(2026, 3, 30, 20, 0, tzinfo=UTC), "how": "email"},
    {**LINK, "state": "locked"},
    {**LINK, "state": "expired"},
    *(
        {**LINK, "state": "ended", "why": why}
        for why in (
            "staff",
            "left",
            "same_person",
            "parted",
            "kept_apart",
            "case_closed",
            "not_safe",
            "newer_link",
        )
    ),
]
ADDRESS = "https://pages.agency.example/family/abcdefgh"

FAMILY_PAGE: dict[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]] = {
    "errors/not_now_answered_on_page": {"answer": "in_part"},
    "web/day": {"on": date(2026, 3, 18)},
    "web/subject": [{"practice": practice} for practice in (True, False)],
    "web/mail": [{"address": ADDRESS, "phone": phone} for phone in ("555 0100", "")],
    "notices/page_locked": pressed("pages"),
    "notices/page_told": pressed("person"),
    "receipts/family_page": [pressed("code", how=how, address=ADDRESS) for how in ("shown", "email")],
    "views/page_code": pressed("new_code", code="4821 9930", **WHEN),
    "views/family_pages": [
        pressed("code", "end", "anew", parts=[Part("pages", STATES)]),
        {"parts": [Part("pages")]},
    ],
}
