"""What the private pages need from the rest of the bot, put together by the app."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response, make_response, render_template

from bot.render import Words
from bot.services.family_page.entering import Door
from bot.services.family_page.own import MakeFile
from bot.services.plan.material import Material
from bot.services.plan.plan import Json
from bot.web.family.words import PageWords

# The sections of somebody's copy: (what it says, locale, practice).
ReadPlan = Callable[[Material, str, bool], Json]


@dataclass(frozen=True, kw_only=True)
class FamilyParts:
    """`door` is known once Slack has said which workspace this is; `phone` is the office's."""

    door: Callable[[], Door]
    words: Words
    read_plan: ReadPlan
    files: Mapping[str, MakeFile]
    address: str
    practice: bool
    phone: str | None = None

    def page(self, page: str, words: PageWords, status: int = 200, /, **values: object) -> Response:
        """One page, in one language."""
        frame = {"t": words, "language": words.language, "practice": self.practice, "phone": self.phone}
        return make_response(render_template(f"family/{page}.html", **frame, **values), status)
