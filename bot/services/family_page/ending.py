"""A link that must not let anybody in any more: taken back by staff, or since something else changed."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.family_page import BY_EMAIL, PageLink, PageVisit
from bot.services.acting import OnCase


def end_pages(on: OnCase, people: Iterable[str], why: str) -> None:
    """End every link of these people, and whoever is on the page is out."""
    for person_id in dict.fromkeys(people):
        for link in _links(on, person_id):
            end_link(on, link, why)


def end_mailed(on: OnCase, person_id: str) -> None:
    """An e-mail that somebody else may read lets nobody in; a link that was opened is used up already."""
    for link in _links(on, person_id):
        if link.how == BY_EMAIL and link.used_at is None:
            end_link(on, link, "not_safe")


def end_link(on: OnCase, link: PageLink, why: str) -> None:
    """End one link; a visit that goes on by it ends with it."""
    on.work.replace(replace(link, ended_at=on.work.now, ended_by=on.work.actor, ended_why=why))
    on.work.drop(PageVisit, case_id=on.case.id, link_id=link.id)


def _links(on: OnCase, person_id: str) -> tuple[PageLink, ...]:
    return on.work.find(PageLink, case_id=on.case.id, person_id=person_id, ended_at=None)
