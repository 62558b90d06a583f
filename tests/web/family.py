"""A family's private page for tests: the full case on a real database, the site, and somebody's browser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.domain.family_page import LinkState, PageLink
from bot.paper_room import own_files, read_plan
from bot.render import Words
from bot.services.family_page import links
from bot.services.family_page.entering import Door
from bot.web.family.pages import family_pages
from bot.web.family.parts import FamilyParts
from bot.web.site import make_site
from tests.services.casework import MANAGER, TEAM, Casework
from tests.services.prepared import everybody

BASE = "https://pages.agency.example"
MOTHER, FATHER, CARER, AUNT = "U0MOTHER", "U0SECONDFATHER", "U0CARER", "U0AUNT"


@dataclass
class House:
    """The case, and the site on which its people have pages."""

    case: Casework
    site: Flask

    def link(self, user: str = FATHER, how: str = "shown") -> tuple[PageLink, str, str]:
        """A new link for somebody: it, the path that it leads to, and its code."""
        acting = self.case.as_(MANAGER)
        link = links.open_page(acting, self.case.ids[user], {"how": how})
        code, _ = links.give_code(self.case.as_(MANAGER), link.id)
        return link, links.address_of(acting.agency, link.id).removeprefix(BASE), code

    def browser(self, source: str = "203.0.113.7") -> FlaskClient:
        """A browser of its own, behind the web server in front."""
        made = self.site.test_client()
        made.environ_base["HTTP_X_FORWARDED_FOR"] = source
        return made

    def inside(self, user: str = FATHER) -> FlaskClient:
        """Somebody's browser after the right code."""
        _, path, code = self.link(user)
        browser = self.browser()
        assert post(browser, path, code=code).status_code == 303
        return browser

    def state(self, link: PageLink) -> LinkState:
        with self.case.reading() as work:
            return work.get(PageLink, link.id).state(work.now)

    def later(self, **time: float) -> None:
        self.case.clock.moment += timedelta(**time)


@contextmanager
def house(database: str, folder: Path) -> Iterator[House]:
    """The full case on that kind of database, with its site."""
    with everybody(database, folder) as case:
        yield House(case, site_of(case))


def site_of(case: Casework, practice: bool = False, address: str = BASE) -> Flask:
    """The site as the app puts it together, before the record of this case."""
    agency = replace(case.agency, practice=practice, family_page=address)
    parts = FamilyParts(
        door=lambda: Door(agency, TEAM),
        words=Words(),
        read_plan=read_plan,
        files=own_files(),
        address=address,
        practice=practice,
        phone="555 0100",
    )
    return make_site(dict, family=family_pages(parts))


def get(browser: FlaskClient, path: str, **options: object) -> TestResponse:
    return browser.get(path, base_url=BASE, **options)  # type: ignore[arg-type]


def post(browser: FlaskClient, path: str, **values: str) -> TestResponse:
    """Send a form, with nothing but these values."""
    return browser.post(path, base_url=BASE, data=values)


def send(browser: FlaskClient, path: str, to: str = "", **values: str) -> TestResponse:
    """Open a page and send its form, with what stands hidden in it."""
    return post(browser, to or path, **hidden(get(browser, path)), **values)


def hidden(page: TestResponse) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
