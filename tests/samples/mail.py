"""Values for calendar files and e-mails, as their senders give them, and for one that did not arrive."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.samples.notices import MEETING, pressed

PHONES = ("555 0100", "")
HOW_IT_STANDS = (
    {"cancelled": False, "changed": False},
    {"cancelled": False, "changed": True},
    {"cancelled": True, "changed": True},
)
WHY = (
    *("mail_not_set_up", "no_safe_address", "mail_address", "mail_refused", "mail_later", "mail_unreachable"),
    *("mail_login", "mail_not_encrypted", "mail_not_offered", "mail_no_answer", "fault"),
)
EVERY_MAIL = [
    {**MEETING, **stands, "phone": phone, "practice": practice}
    for stands in HOW_IT_STANDS
    for phone, practice in zip(PHONES, (True, False), strict=True)
]
MAIL: dict[str, Mapping[str, Any] | Sequence[Mapping[str, Any]]] = {
    "calendar/title": [{"cancelled": False}, {"cancelled": True}],
    "calendar/summary": [{"practice": False}, {"practice": True}],
    "calendar/description": [{"phone": phone} for phone in PHONES],
    "calendar/subject": EVERY_MAIL,
    "calendar/mail": EVERY_MAIL,
    "notices/not_mailed": pressed("who"),
    "views/not_reached": [pressed("told", name="Dana Reyes", why=why) for why in WHY],
}
