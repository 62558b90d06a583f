"""What a person does on their page: read, answer, tell, take a file, leave; then on to a clean address."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from unicodedata import combining, normalize
from uuid import uuid4

from flask import Blueprint, Response, request

from bot.domain.closing import ANSWERS, VIEWS
from bot.domain.errors import AnswersNotUnderstood, NotFound, NotNow, PlanningError, SomeoneElseChangedThis
from bot.domain.languages import LANGUAGES
from bot.services.family_page import own
from bot.services.family_page.own import TOLD_WAYS, OwnPage
from bot.services.family_page.visiting import Visitor, leave
from bot.web.family.front import ANY, NOT_THERE, see_other, visit_is_over
from bot.web.family.guard import COOKIE, drop_sign, who
from bot.web.family.masked import masked
from bot.web.family.parts import FamilyParts
from bot.web.family.words import PageWords, page_words

# Three thousand words of the longest kind.
LONGEST = 24_000
NOT_KEPT, AWAY = 422, 503
ASKED_ANSWERS = tuple(one for one in ANSWERS if one != "not_asked")
ASKED_VIEWS = tuple(one for one in VIEWS if one != "not_asked")
# A question of the page: what is chosen, which page shows it, and the service that keeps it.
QUESTIONS = {
    "part": ("answer", ASKED_ANSWERS, own.answer),
    "view": ("view", ASKED_VIEWS, own.give_view),
}

P = ParamSpec("P")
Inside = Callable[Concatenate["Here", P], Response]


class Here:
    """One request of a visitor, with everything that its answer is made of."""

    def __init__(self, parts: FamilyParts, visitor: Visitor) -> None:
        self.parts, self.visitor = parts, visitor
        self.acting, self.case_id = visitor.acting, visitor.case_id
        self.own: OwnPage = own.look(self.acting, self.case_id)

    @property
    def words(self) -> PageWords:
        return page_words(self.own.me.language)

    def page(self, page: str, status: int = 200, /, **values: object) -> Response:
        """One of their pages."""
        frame = {"own": self.own, "key": self.visitor.form_key, "date": self._date}
        return self.parts.page(page, self.words, status, **frame, **values)

    def _date(self, on: object) -> str:
        return self.parts.words.text("web/day", self.words.language, on=on).strip()


def inside_pages(pages: Blueprint, parts: FamilyParts) -> None:
    """The pages behind the code. Whoever is nobody gets one and the same answer everywhere."""

    def inside(show: Inside[P]) -> Callable[P, Response]:
        @wraps(show)
        def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
            found = who(parts.door, request)
            return show(Here(parts, found), *args, **kwargs) if found else visit_is_over(parts)

        return answer

    pages.add_url_rule("/you", "you", inside(_you))
    pages.add_url_rule("/you/plan", "plan", inside(_plan))
    pages.add_url_rule("/you/<any(part, view):name>", "question", inside(_question))
    pages.add_url_rule("/you/<any(part, view):name>", "say", inside(_say), methods=["POST"])
    pages.add_url_rule("/you/reach", "reach", inside(_reach))
    pages.add_url_rule("/you/reach", "tell", inside(_tell), methods=["POST"])
    pages.add_url_rule("/you/language", "speak", inside(_speak), methods=["POST"])
    pages.add_url_rule("/you/file", "file", inside(_file), methods=["POST"])
    pages.add_url_rule("/you/leave", "leave", inside(_leave), methods=["POST"])
    pages.add_url_rule("/you/<path:rest>", "lost_inside", inside(_lost), methods=ANY)


def _you(here: Here) -> Response:
    return here.page("you", saved="saved" in request.args)


def _plan(here: Here) -> Response:
    try:
        material, locale = own.own_copy(here.acting, here.case_id)
        own.note_read(here.acting, here.case_id, here.visitor.visit_id)
    except (NotFound, NotNow):
        return see_other("family.you")
    read = here.parts.read_plan
    told = read(material, locale, here.own.practice)
    return here.page("copy" if material.is_short else "plan", plan=told)


def _question(here: Here, name: str, status: int = 200, problem: str = "", typed: str = "") -> Response:
    """The question about the version that is the newest now; what was typed stays, whatever went wrong."""
    if here.own.version is None:
        return see_other("family.you")
    chosen, choices, _ = QUESTIONS[name]
    known = here.own.answer if name == "part" else here.own.view
    given = getattr(known, chosen, "") if known else ""
    values = {"name": name, "chosen": chosen, "choices": choices, "known": known, "problem": problem}
    given_now = request.form.get(chosen, given)
    text = typed or (known.words if known and known.words else "")
    return here.page("question", status, given=given_now, said=given, typed=text, **values)


def _say(here: Here, name: str) -> Response:
    chosen, choices, keep = QUESTIONS[name]
    typed = request.form.get("words", "").replace("\r\n", "\n").strip()
    if request.form.get(chosen) not in choices:
        return _question(here, name, NOT_KEPT, "choose", typed)
    if len(typed) > LONGEST:
        return _question(here, name, NOT_KEPT, "too_long", typed)
    known = request.form.get("known", "")
    values: dict[str, str | bool | None] = {chosen: request.form[chosen], "words": typed or None}
    if name == "part":
        values |= {"told": _asked(here), "language": here.words.language}
    else:
        text = here.words("view.challenge")
        values |= {"told_how_to_challenge": True, "told": text, "told_in": here.words.language}
    try:
        keep(here.acting, request.form.get("version", ""), values, int(known[:9]) if known.isdecimal() else 0)
    except SomeoneElseChangedThis:
        return _question(Here(here.parts, here.visitor), name, NOT_KEPT, "said_meanwhile", typed)
    except NotNow:
        return _question(Here(here.parts, here.visitor), name, NOT_KEPT, "newer", typed)
    return see_other("family.you", saved="1")


def _asked(here: Here) -> str:
    """The question as it stands on the page: kept with the answer."""
    return " ".join(here.words(f"part.{line}") for line in ("question", "not_agreeing"))


def _reach(here: Here, status: int = 200, problem: str = "") -> Response:
    ways = [{"way": one, "shown": masked(one.kind, one.value), "kind": one.kind} for one in here.own.ways]
    named = sorted(((_capital(here, one), one) for one in LANGUAGES), key=lambda found: _by_letter(found[0]))
    return here.page("reach", status, ways=ways, kinds=TOLD_WAYS, languages=named, problem=problem)


def _capital(here: Here, language: str) -> str:
    """A language's name as a line of a list begins; some languages write it small within a sentence."""
    name = here.parts.words.name("languages", language, here.words.language)
    return name[:1].upper() + name[1:]


def _by_letter(name: str) -> str:
    """Where a name stands in a list by the alphabet: an accent does not send it to the end."""
    return "".join(sign for sign in normalize("NFD", name.casefold()) if not combining(sign))


def _tell(here: Here) -> Response:
    """One more way, or one that is not safe."""
    stop = request.form.get("stop", "")
    try:
        if stop:
            own.stop_way(here.acting, here.case_id, stop)
        else:
            own.tell_way(
                here.acting, here.case_id, request.form.get("kind", ""), request.form.get("value", "")
            )
    except (AnswersNotUnderstood, NotFound):
        return _reach(here, NOT_KEPT, "missing")
    except NotNow:
        return _reach(here, NOT_KEPT, "ways_wait")
    return see_other("family.you", saved="1")


def _speak(here: Here) -> Response:
    try:
        own.speak(here.acting, here.case_id, request.form.get("language", ""))
    except AnswersNotUnderstood:
        return _reach(here, NOT_KEPT, "missing")
    return see_other("family.you", saved="1")


def _file(here: Here) -> Response:
    """Their copy as a file. The name that it is saved under says nothing of anybody."""
    paper = request.form.get("paper", "")
    make = here.parts.files.get(paper)
    if make is None or paper not in here.own.files:
        return see_other("family.you")
    try:
        body = own.take_file(here.acting, here.case_id, paper, make, str(uuid4()))
    except (NotFound, NotNow):
        return see_other("family.you")
    except PlanningError:
        return here.page("you", AWAY, saved=False, busy=True)
    kind = "application/pdf" if paper.endswith(".pdf") else DOCX
    return Response(
        body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{paper}"'}
    )


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _lost(here: Here, rest: str) -> Response:
    """Where nothing is, also where only a form leads: in their language, with the way back."""
    return here.page("lost", NOT_THERE)


def _leave(here: Here) -> Response:
    leave(here.parts.door(), request.cookies.get(COOKIE, ""))
    return drop_sign(visit_is_over(here.parts))
