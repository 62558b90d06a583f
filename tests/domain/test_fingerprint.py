"""The fingerprint on paper can be read out and typed in, and a slip is found."""

import hashlib

import pytest

from bot.domain.fingerprint import Mistyped, printed, typed

SUMS = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(20)]


def test_what_is_printed_can_be_typed_in() -> None:
    for sha256 in SUMS:
        assert typed(printed(sha256)) == sha256[:16]
    assert len(printed(SUMS[0])) == len("24AF-7C4E-C082-98D6-B")


def test_spaces_case_and_what_looks_like_a_digit_do_not_matter() -> None:
    shown = printed("0158" * 16)
    assert typed(f"  {shown.lower()} ") == typed(shown.replace("-", " ")) == "0158" * 4
    assert typed(shown.replace("0", "O").replace("1", "l").replace("5", "S")) == "0158" * 4
    assert typed(shown.replace("-", "\N{EN DASH}")) == "0158" * 4


@pytest.mark.parametrize("sha256", SUMS[:3])
def test_every_single_wrong_sign_is_found(sha256: str) -> None:
    shown = printed(sha256)
    for place, sign in enumerate(shown):
        for other in "0123456789ABCDEF":
            if sign not in (other, "-"):
                with pytest.raises(Mistyped):
                    typed(shown[:place] + other + shown[place + 1 :])


def test_two_signs_that_changed_places_are_found() -> None:
    found = swapped = 0
    for sha256 in SUMS:
        shown = printed(sha256).replace("-", "")
        for at in range(len(shown) - 1):
            if shown[at] != shown[at + 1]:
                swapped += 1
                try:
                    typed(shown[:at] + shown[at + 1] + shown[at] + shown[at + 2 :])
                except Mistyped:
                    found += 1
    assert found / swapped > 0.98


@pytest.mark.parametrize("text", ["", "24AF-7C4E-C082-98D6", "X" * 17, "24AF-7C4E-C082-98D6-BB", "%" * 17])
def test_what_is_no_fingerprint_is_refused(text: str) -> None:
    with pytest.raises(Mistyped):
        typed(text)
