"""What each answer under /family/ carries, and whom a request comes from."""

from collections.abc import Callable

from flask import Request, Response

from bot.services.family_page.entering import Door
from bot.services.family_page.visiting import Visitor, visitor
from bot.web.family.words import languages

COOKIE, FOLDER = "family_page", "/family/"
# Far more than three thousand words; a body beyond it is not read.
MOST_BYTES = 512 * 1024
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def guarded(answer: Response) -> Response:
    """The answer with every header that keeps it to this one browser."""
    answer.headers.update(HEADERS)
    return answer


def comes_from_us(request: Request) -> bool:
    """Whether a form was sent by a page of ours, as far as the browser says; older ones say nothing.

    Origin says nothing here: with no-referrer browsers send `null`.
    """
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def who(door: Callable[[], Door], request: Request) -> Visitor | None:
    """The visitor by their cookie; for a form also by its key. Nobody is asked without a cookie."""
    secret = request.cookies.get(COOKIE, "")
    found = visitor(door(), secret) if secret else None
    if found is None or request.method != "POST":
        return found
    return found if comes_from_us(request) and found.sent(request.form.get("key", "")) else None


def keep_sign(answer: Response, secret: str) -> Response:
    """The sign of a visit, for this browser and these pages alone; it goes when the browser is closed."""
    answer.set_cookie(COOKIE, secret, path=FOLDER, secure=True, httponly=True, samesite="Strict")
    return answer


def drop_sign(answer: Response) -> Response:
    """Take the sign away."""
    answer.delete_cookie(COOKIE, path=FOLDER, secure=True, httponly=True, samesite="Strict")
    return answer


def language_of(request: Request) -> str:
    """What a browser asks for, while nobody knows who is there: chosen by a link, or its own setting."""
    chosen = request.args.get("language", "")
    if chosen in languages():
        return chosen
    return request.accept_languages.best_match(languages()) or languages()[0]
