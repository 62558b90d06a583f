"""Nothing that a person typed can ping, link or format, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.render.escape import as_mrkdwn, as_plain, from_mrkdwn, safe
from bot.render.texts import plain

NASTY = ["<!channel>", "<@U123>", "<https://x.example|here>", "a & b", 'say "hi"', "it's", "back\\slash"]


@pytest.mark.parametrize("typed", NASTY)
def test_typed_words_stay_words(typed):
    assert "<" not in as_mrkdwn(typed)
    assert as_plain(safe(typed)) == typed
    assert from_mrkdwn(as_mrkdwn(typed)) == typed


@pytest.mark.parametrize("typed", ["*bold*", "_slanted_", "~gone~", "`code`", "a *b* c", "*"])
def test_typed_formatting_characters_do_not_format(typed):
    assert not set("*_~`") & set(as_mrkdwn(typed))
    assert as_plain(safe(typed)) == typed


def test_a_reference_with_underscores_can_still_be_copied():
    assert as_mrkdwn("case JD_2026_01") == "case JD_2026_01"


def test_a_typed_quote_sign_makes_no_quote():
    assert as_mrkdwn("> he said\nx > y") == "\u203a he said\nx &gt; y"


def test_in_plain_text_a_typed_quote_sign_stays():
    assert as_plain(safe("> he said\n>> so")) == "> he said\n>> so"


def test_our_own_words_format_and_mention():
    assert as_mrkdwn(Markup("*Now*: <@U123>")) == "*Now*: <@U123>"
    assert (
        as_plain(Markup("due <!date^1^{date}|March 18>, see <@U123> &amp; ask"))
        == "due March 18, see @U123 & ask"
    )


def test_quotes_that_were_escaped_while_joining_come_back():
    joined = Markup("{} and {}").format('Ann "A" ', "O'Neil")
    assert as_mrkdwn(joined) == 'Ann "A"  and O\'Neil'


def test_a_typed_entity_stays_as_it_was_typed():
    assert as_plain(safe("&#39; &lt;")) == "&#39; &lt;"


def test_none_is_never_printed():
    with pytest.raises(TypeError, match="None"):
        safe(None)


def test_emoji_codes_turn_into_pictures_only_in_our_own_words():
    assert plain(Markup("Done :tada:"))["emoji"] is True
    assert plain("my :tada: party")["emoji"] is False


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_whatever_is_typed_comes_out_of_plain_text_unchanged(typed):
    kept = typed.strip()
    marks = {chr(code) for code in range(0xF8F0, 0xF8F5)}
    if not marks & set(typed):
        assert as_plain(safe(kept)) == "\n".join(line.strip() for line in kept.split("\n"))


@given(st.text())
def test_no_token_of_slack_survives_in_mrkdwn(typed):
    assert not set("<>") & set(as_mrkdwn(typed))
