"""The mark of a reply: typed as people type on a phone, and nothing that only looks like it."""

import pytest

from bot.flows.thread_mark import Marked, marked


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("+strength Dana reads to June", "strength", "Dana reads to June"),
        ("+ Need: a quiet place\nto sleep", "need", "a quiet place\nto sleep"),
        (" +NOTE, June drew a house", "note", "June drew a house"),
        ("＋necesidad dormir", "need", "dormir"),
        ("+fortaleza", "strength", ""),
        ("+strenght typed in haste", "", "typed in haste"),
        ("+ I agree", "", "agree"),
    ],
)
def test_a_plus_sign_and_a_word(text: str, kind: str, words: str) -> None:
    assert marked(text) == Marked(kind, words)


@pytest.mark.parametrize(
    "text", ["", "+1", "+1 for that", "+", "need: sleep", "a +strength", "++", "strength x"]
)
def test_what_is_no_mark_is_nothing_of_ours(text: str) -> None:
    assert marked(text) is None
