"""What the page makes of Slack's markup and dates, asked of its own modules in the browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.practice.browser.conftest import PageAs, Stage

pytestmark = pytest.mark.browser

WORLD = """{zone: "America/Chicago", now: () => 1773865800, channelName: () => undefined,
            userName: (id) => ({U1: "Omar Haddad"})[id]}"""


@pytest.fixture
def page(stage: Stage, page_as: PageAs) -> Page:
    return page_as(stage)


def drawn(page: Page, text: str) -> str:
    """The HTML of one line of mrkdwn, without the element that holds the line."""
    script = f"""async (text) => {{
        const {{ mrkdwn }} = await import("/page/js/mrkdwn.js");
        const box = document.createElement("div");
        box.append(...mrkdwn(text, {WORLD}));
        return box.firstChild.innerHTML;
    }}"""
    found: str = page.evaluate(script, text)
    return found


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* and _italic_ and ~gone~", "<strong>bold</strong> and <em>italic</em> and <s>gone</s>"),
        ("snake_case_stays and 2*3*4", "snake_case_stays and 2*3*4"),
        ("`*not bold*`", "<code>*not bold*</code>"),
        ("*a _b_ c*", "<strong>a <em>b</em> c</strong>"),
        ("&lt;b&gt; &amp;lt;", "&lt;b&gt; &amp;lt;"),
        ("<b>raw</b>", '<span>b</span>raw<span>/b</span>'),
        ("<@U1> <@U9|Tom>", '<span class="mention">@Omar Haddad</span> <span class="mention">@Tom</span>'),
        ("<!channel>", '<span class="mention">@channel</span>'),
        (":seedling: :no_such_sign:", "🌱 :no_such_sign:"),
        ("<javascript:alert(1)|press>", "<span>press</span>"),
    ],
)  # fmt: skip
def test_markup_becomes_only_what_slack_makes_of_it(page: Page, text: str, html: str) -> None:
    assert drawn(page, text) == html


def test_a_link_opens_elsewhere_and_tells_nothing(page: Page) -> None:
    html = drawn(page, "<https://example.org/a?b=1&amp;c=2|the handbook>")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html
    assert 'rel="noreferrer noopener"' in html


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("{date_num}", "2026-03-18"),
        ("{date}", "March 18th, 2026"),
        ("{date_short}", "Mar 18, 2026"),
        ("{date_long}", "Wednesday, March 18th, 2026"),
        ("{date_pretty} at {time}", "today at 3:30 PM"),
        ("{unknown}", "{unknown}"),
    ],
)
def test_dates_are_shown_in_the_reader_s_zone(page: Page, token: str, words: str) -> None:
    assert f">{words}</time>" in drawn(page, f"<!date^1773865800^{token}|never>")


def call(page: Page, module: str, expression: str) -> Any:
    return page.evaluate(
        f'async () => {{ const it = await import("/page/js/{module}.js"); return {expression}; }}'
    )


def test_a_time_on_the_wall_is_the_same_moment_on_both_sides_of_a_clock_change(page: Page) -> None:
    before = call(page, "dates", 'it.fromWall("2026-03-08T01:59", "America/Chicago")')
    after = call(page, "dates", 'it.fromWall("2026-03-08T03:00", "America/Chicago")')
    assert after - before == 60
    assert call(page, "dates", f'it.toWall({after}, "America/Chicago")') == "2026-03-08T03:00"


def test_the_soonest_date_ahead_is_found_in_tokens_and_in_words(page: Page) -> None:
    text = "'due November 30, 2026 and <!date^1796000000^{date}|later>, begun November 2, 2026'"
    now = call(page, "dates", 'it.fromWall("2026-11-10T12:00", "America/Chicago")')
    found = call(page, "next_date", f'it.soonest({text}, {now}, "America/Chicago")')
    assert call(page, "dates", f'it.toWall({found}, "America/Chicago")') == "2026-11-29T18:53"
    later = call(page, "next_date", f'it.soonest({text}, {found}, "America/Chicago")')
    assert call(page, "dates", f'it.toWall({later}, "America/Chicago")') == "2026-11-30T09:00"
    assert call(page, "next_date", f'it.soonest({text}, {later}, "America/Chicago")') is None
