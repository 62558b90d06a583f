"""All pages under /family/, as one part of the site."""

from pathlib import Path
from typing import Any

from flask import Blueprint, request

from bot.domain.errors import PlanningError
from bot.web.family.front import front_pages, not_now
from bot.web.family.guard import FOLDER, MOST_BYTES, guarded
from bot.web.family.inside import inside_pages
from bot.web.family.parts import FamilyParts

HERE = Path(__file__).parent


def family_pages(parts: FamilyParts) -> Blueprint:
    """The routes, with what guards every answer, also those that are errors."""
    pages = Blueprint(
        "family",
        __name__,
        url_prefix=FOLDER.rstrip("/"),
        root_path=str(HERE),
        template_folder="templates",
        static_folder=None,
    )
    inside_pages(pages, parts)
    front_pages(pages, parts)
    pages.after_request(guarded)
    pages.register_error_handler(PlanningError, not_now(parts))

    @pages.before_request
    def read_no_more() -> Any:
        request.max_content_length = MOST_BYTES

    return pages
