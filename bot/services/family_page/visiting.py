"""A visit: who it is that holds its sign, for as long as it goes on, and leaving."""

import hmac
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from bot.domain.errors import NotAllowed, SomeoneElseChangedThis
from bot.domain.family_page import PageLink, PageVisit, digest
from bot.domain.people import ON_PAGE
from bot.services.acting import Acting
from bot.services.family_page.entering import AT_THE_DOOR, Door

# Noted no more often than this: a page that is read must not write each time.
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Visitor:
    """The person whose page it is; `form_key` stands in each form, so that no other site can send one."""

    acting: Acting
    case_id: str
    visit_id: str
    form_key: str

    def sent(self, key: str) -> bool:
        """Whether a form came from our own page."""
        return hmac.compare_digest(self.form_key.encode(), key.encode())


def visitor(door: Door, secret: str) -> Visitor | None:
    """Who holds this sign; None when there is no such visit, it is over, or they lost the right."""
    with door.agency.units(door.workspace_id, AT_THE_DOOR, read_only=True) as work:
        visit = work.first(PageVisit, secret_sha256=digest(secret))
        if visit is None or not visit.goes_on(work.now):
            return None
        if work.get(PageLink, visit.link_id).ended_at is not None:
            return None
        acting = Acting(agency=door.agency, workspace_id=door.workspace_id, user=ON_PAGE + visit.person_id)
        try:
            acting.open(work, "family_page.own", visit.case_id)
        except NotAllowed:
            return None
        seen = work.now - visit.seen_at >= NOTED_EVERY
    if seen:
        _note_seen(door, visit)
    key = hmac.new(secret.encode(), b"form", sha256).hexdigest()
    return Visitor(acting, visit.case_id, visit.id, key)


def leave(door: Door, secret: str) -> None:
    """The visit is over; its sign is worth nothing any more."""
    with door.agency.units(door.workspace_id, AT_THE_DOOR) as work:
        work.drop(PageVisit, secret_sha256=digest(secret))
        work.commit()


def _note_seen(door: Door, visit: PageVisit) -> None:
    """That they are still there; another page of theirs may say so at the same moment."""
    try:
        with door.agency.units(door.workspace_id, AT_THE_DOOR) as work:
            if (now := work.first(PageVisit, id=visit.id)) is not None:
                work.replace(replace(now, seen_at=work.now))
                work.commit()
    except SomeoneElseChangedThis:
        return
