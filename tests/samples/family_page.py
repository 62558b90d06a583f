"""Values for the messages about private pages, as their senders give them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.render import Part
from tests.samples.notices import pressed

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
    "notices/page_opened": {},
    "notices/say_page_code": pressed("code"),
    "receipts/code_asked": {},
    "receipts/family_page": [
        pressed("ask_colleague", "code", how=how, address=ADDRESS, others=others)
        for how, others in (("shown", ["Omar Haddad"]), ("email", []))
    ],
    "views/page_code": pressed("new_code", code="4821 9930", name="Dana Reyes", **WHEN),
    "views/family_pages": [
        pressed("code", "end", "anew", parts=[Part("pages", STATES)]),
        {"parts": [Part("pages")]},
    ],
}
