"""Texts of any length fit into Slack's limits, and long typed words lose nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.render.limits import fit, fit_blocks, fit_view, shorten, size, split

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_a_shortened_text_fits_and_begins_as_before(text, limit):
    short = shorten(text, limit)
    assert size(short) <= max(limit, 3)
    assert short == text or text.startswith(short[:-1])


def test_a_text_at_its_limit_is_whole_and_one_past_it_is_cut():
    assert shorten("x" * 75, 75) == "x" * 75
    assert shorten("x" * 76, 75) == "x" * 74 + "…"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("abc &amp; def", "abc…"),
        ("see <@U0123456> now", "see…"),
        (f"abcde{FAMILY}xx", "abcde…"),
        ("abcdefge\u0301ghijk", "abcdefg…"),
    ],
)
def test_nothing_is_cut_in_the_middle_of_what_belongs_together(text, cut):
    assert shorten(text, 9) == cut


def test_emoji_count_as_slack_counts_them():
    assert size("🙂") == 2
    assert size(shorten("🙂" * 40, 75)) <= 75


@given(st.text(), st.integers(min_value=4, max_value=60))
def test_the_pieces_of_a_split_text_fit_and_lose_nothing_that_can_be_seen(text, limit):
    pieces = split(text, limit)
    assert all(size(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_long_text_is_split_between_words_and_keeps_its_kind():
    pieces = split(Markup("word " * 20), 30)
    assert all(piece.strip().endswith("word") and isinstance(piece, Markup) for piece in pieces)


def test_texts_are_shortened_wherever_they_stand():
    def plain(words):
        return {"type": "plain_text", "text": words * 400}

    confirm = {"title": plain("t"), "text": plain("x"), "confirm": plain("c"), "deny": plain("d")}
    button = {"type": "button", "text": plain("b"), "confirm": confirm, "accessibility_label": "a" * 90}
    select = {
        "type": "static_select",
        "placeholder": plain("p"),
        "options": [{"text": plain("o"), "value": "1"}],
    }
    blocks = [{"type": "actions", "elements": [button, select]}, {"type": "header", "text": plain("h")}]
    fit(blocks)
    lengths = [len(part["text"]) for part in confirm.values()]
    assert lengths == [100, 300, 30, 30]
    assert len(button["text"]["text"]) == len(button["accessibility_label"]) == 75
    assert len(select["placeholder"]["text"]) == 150
    assert len(select["options"][0]["text"]["text"]) == 75
    assert len(blocks[1]["text"]["text"]) == 150


def test_a_message_with_too_many_blocks_says_that_there_is_more():
    dividers = [{"type": "divider"}] * 51
    fitting = fit_blocks(dividers, 50, "There is more.")
    assert len(fitting) == 50
    assert fitting[-1]["elements"][0]["text"] == "There is more."
    assert fit_blocks(dividers[:50], 50, "There is more.") == dividers[:50]


def test_a_view_that_is_too_large_loses_its_end_but_no_field():
    said = {"type": "section", "text": {"type": "mrkdwn", "text": "ж" * 3000}}
    field = {"type": "input", "block_id": "text"}
    view = {"type": "modal", "blocks": [said] * 30 + [field]}
    fit_view(view, "There is more.")
    assert len(json.dumps(view)) <= 250_000
    assert field in view["blocks"]
    assert view["blocks"][-1]["elements"][0]["text"] == "There is more."
