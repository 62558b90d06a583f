"""The way in: a page that asks for the code and looks the same for every link, and the square to scan."""

import logging
from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Request, Response, request, send_from_directory, url_for

from bot.domain.errors import NotAllowed, NotFound, PlanningError
from bot.web.family.guard import COOKIE, comes_from_us, drop_sign, keep_sign, language_of
from bot.web.family.parts import FamilyParts
from bot.web.family.square import square
from bot.web.family.words import page_words

HERE = Path(__file__).parent
NOT_RIGHT, NOBODY, NOT_THERE, AWAY = 403, 403, 404, 503
ANY = ("GET", "POST", "PUT", "PATCH", "DELETE")
log = logging.getLogger(__name__)
WORDS_SHOWN = 20_000


def front_pages(pages: Blueprint, parts: FamilyParts) -> None:
    """Looking at a link (GET, HEAD: a scanner, a preview) asks nothing of the record and changes nothing.

    A link is the same with a slash behind it, as some mail programs write it.
    """

    @pages.get("/look.css")
    def look() -> Response:
        return send_from_directory(HERE, "look.css")

    @pages.get("/<token>", strict_slashes=False)
    def door(token: str) -> Response:
        return parts.page("code", page_words(language_of(request)), wrong=False)

    @pages.route("/", methods=ANY)
    @pages.route("/<token>/<path:rest>", methods=ANY)
    def lost(**_address: str) -> Response:
        """Where nothing is: it asks nothing of the record, and looks the same for every link."""
        return parts.page("lost", page_words(language_of(request)), NOT_THERE)

    @pages.get("/<token>/square")
    def show_square(token: str) -> Response:
        """Made of the address alone, whatever it is: it says nothing of whether there is such a link."""
        address = f"{parts.address}/family/{token}"
        words = page_words(language_of(request))
        return parts.page("square", words, address=address, square=square(address, words("show.alt")))

    @pages.post("/<token>", strict_slashes=False)
    def try_code(token: str) -> Response:
        code = request.form.get("code", "")
        secret = (
            parts.door().enter(token, code, source_of(request, parts)) if comes_from_us(request) else None
        )
        if secret is None:
            return parts.page("code", page_words(language_of(request)), NOT_RIGHT, wrong=True)
        return keep_sign(see_other("family.you"), secret)


def source_of(request: Request, parts: FamilyParts) -> str:
    """Where a request comes from: with HTTPS there is a web server in front, which says so last."""
    behind = parts.address.startswith("https://")
    return request.access_route[-1] if behind and request.access_route else request.remote_addr or ""


def see_other(page: str, saved: str | None = None) -> Response:
    """On to a clean address, so that going back or loading anew sends nothing again."""
    return Response(status=303, headers={"Location": url_for(page, saved=saved)})


def visit_is_over(parts: FamilyParts) -> Response:
    """For whoever is nobody (any more); what they just typed comes back, so that they can copy it."""
    answer = parts.page("over", page_words(language_of(request)), NOBODY, typed=_typed())
    return drop_sign(answer) if request.cookies.get(COOKIE) else answer


def not_now(parts: FamilyParts) -> Callable[[PlanningError], Response]:
    """What is shown when the record cannot be reached, or a right was lost at this very moment."""

    def answer(problem: PlanningError) -> Response:
        if isinstance(problem, NotAllowed | NotFound):
            return visit_is_over(parts)
        log.warning("a private page could not be shown: %s", type(problem).__name__)
        return parts.page("away", page_words(language_of(request)), AWAY, typed=_typed())

    return answer


def _typed() -> str:
    """The words of the form that was sent, if it was one of ours."""
    return request.form.get("words", "")[:WORDS_SHOWN] if comes_from_us(request) else ""
