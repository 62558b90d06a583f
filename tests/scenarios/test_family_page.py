"""A mother without Slack has a private page by e-mail, and opens it with a code that she is told by voice."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from bot.practice.player.hands import Pick, does, elements
from bot.practice.start import family_pages
from tests.mail.post_office import LOOPBACK, SENDER, PostOffice, post_office
from tests.scenarios.test_who_belongs import page_of, people
from tests.scenarios.world import World, with_case, words_of, world
from tests.services.mail_desk import words_of as words_of_mail

ADDRESS = "dana@mail.example"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as running:
        yield running


@pytest.fixture
def paged(tmp_path: Path, office: PostOffice) -> Iterator[World]:
    """A workspace whose bot has a mail server and private pages."""
    mail = {"HOST": LOOPBACK, "PORT": str(office.port), "FROM": SENDER, "TLS": "none"}
    more = {f"ROUNDTABLE_SMTP_{name}": value for name, value in mail.items()}
    with world(tmp_path, more={**more, **family_pages(0)}) as found:
        yield found
        assert found.breaches() == []


def ask(address: str, sign: str = "", **values: str) -> tuple[HTTPResponse, str]:
    """One request as a phone makes it: a look, or a form with these values."""
    place = urlsplit(address)
    line = HTTPConnection(place.hostname or "", place.port, timeout=10)
    headers = {"Cookie": sign} if sign else {}
    method = "POST" if values else "GET"
    line.request(method, place.path, urlencode(values) or None, {**headers, **(FORM if values else {})})
    answer = line.getresponse()
    return answer, answer.read().decode()


def test_a_page_by_e_mail_and_its_code_by_voice(paged: World, office: PostOffice) -> None:
    made, _, omar = with_case(paged)
    omar.open(people(made, omar), "open:contact_way")
    omar.fill({"person_id": Pick("Dana Reyes"), "kind": "email", "value": ADDRESS, "safe": "yes"})
    omar.submit()
    omar.close()
    omar.open(page_of(made, omar, "Dana Reyes"), "open:family_page")
    omar.fill({"how": "email"})
    omar.submit()
    receipt = omar.modal()
    assert "on its way" in words_of(receipt)
    omar.press(receipt, "do:page_code")
    made.until(lambda: "out loud: *" in words_of(omar.modal()))
    (code,) = re.findall(r"\*(\d{4} \d{4})\*", words_of(omar.modal()))
    omar.close()

    made.until(lambda: len(office.came) == 1)
    told = words_of_mail(office.came[0])
    assert code not in told
    assert "Dana" not in told
    address = re.findall(r"http://\S+", told)[-1]
    base = address.partition("/family/")[0]

    looked, page = ask(address)
    assert (looked.status, "Enter your code" in page) == (200, True)
    entered, _ = ask(address, code=code)
    assert (entered.status, entered.getheader("Location")) == (303, "/family/you")
    sign = (entered.getheader("Set-Cookie") or "").partition(";")[0]
    _, page = ask(f"{base}/family/you/reach", sign)
    assert "d•••@m•••" in page
    (key,) = set(re.findall(r'name="key" value="(\w+)"', page))
    saved, _ = ask(f"{base}/family/you/reach", sign, key=key, kind="phone", value="555 0142")
    assert saved.status == 303

    notice = made.direct(omar, "told us on their page")
    omar.press(notice, "do:person", channel=made.dm(omar))
    made.until(lambda: "nobody has asked yet if it is safe" in words_of(omar.modal()))
    assert "555 0142" in words_of(omar.modal())
    omar.close()

    replayed, page = ask(address, code=code)
    assert (replayed.status, "That did not work." in page) == (403, True)
    pages = omar.open(people(made, omar), "do:family_pages")
    assert "was opened" in words_of(pages)
    omar.press(
        pages, "do:end_page", next(one["value"] for _, one in elements(pages) if does(one, "do:end_page"))
    )
    made.until(lambda: "ended" in words_of(omar.modal()))
    gone, _ = ask(f"{base}/family/you", sign)
    assert gone.status == 403
