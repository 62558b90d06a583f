"""Slack hands commands and messages on with `&`, `<` and `>` written out, once: once they are undone."""

import pytest

from bot.flows.typed_text import as_typed, from_message


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("Tom & Ann <3 > 2", "Tom &amp; Ann &lt;3 &gt; 2"),
        ("what &amp; means", "what &amp;amp; means"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("&amp;lt;", "&amp;amp;lt;"),
        ("&quot; &#39; &", "&amp;quot; &amp;#39; &amp;"),
    ],
)
def test_what_was_typed_comes_back_letter_by_letter(typed: str, sent: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert escaped == sent, "Slack's own rule"
    assert from_message(sent) == typed


def test_a_form_hands_on_what_was_typed_and_nothing_is_undone() -> None:
    assert as_typed("Tom & Ann &lt;3 &amp;") == "Tom & Ann &lt;3 &amp;"
