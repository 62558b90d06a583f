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


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("Ask <@U0DANA>", "Ask @Dana Reyes"),
        ("Ask <@U0OTHER|omar>", "Ask @omar"),
        ("Ask <@U0OTHER>", "Ask @U0OTHER"),
        ("in <#C0TEAM|team>", "in #team"),
        ("<!here> <!subteam^S1|@nurses> <!date^1700000000^{date}|14 November>", "@here nurses 14 November"),
        ("<https://clinic.example/a?b=1&amp;c=2>", "https://clinic.example/a?b=1&c=2"),
        ("<https://clinic.example|clinic.example>", "clinic.example"),
        ("<https://clinic.example|the clinic>", "the clinic (https://clinic.example)"),
        ("<mailto:dana@mail.example|dana@mail.example>", "dana@mail.example"),
        ("1 &lt; 2 &gt; 0", "1 < 2 > 0"),
    ],
)
def test_a_message_reads_as_its_writer_saw_it(sent: str, read: str) -> None:
    assert from_message(sent, {"U0DANA": "Dana Reyes"}) == read
