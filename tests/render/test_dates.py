"""Dates read as the reader's place writes them."""

from datetime import UTC, date, datetime, time

import pytest

MOMENT = datetime(2026, 3, 18, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "weekday"),
    [
        ("en", "March 18, 2026", "Wednesday, March 18, 2026"),
        ("en-US", "March 18, 2026", "Wednesday, March 18, 2026"),
        ("en-AU", "18 March 2026", "Wednesday, 18 March 2026"),
        ("es", "18 de marzo de 2026", "miércoles, 18 de marzo de 2026"),
        ("xx-nowhere", "March 18, 2026", "Wednesday, March 18, 2026"),
    ],
)
def test_days(write, words, language, day, weekday):
    write("x/day", "words", words="{{ on | day }} / {{ on | weekday }}")
    assert words().text("x/day", language, on=date(2026, 3, 18)) == f"{day} / {weekday}"


def test_a_moment_is_told_in_the_zone_of_the_meeting(write, words):
    write(
        "x/when",
        "words",
        words='{{ at | moment("America/Chicago") }}; {{ at | clock("Australia/Melbourne") }}',
    )
    told = words().text("x/when", "en", at=MOMENT)
    assert told == "Wednesday, March 18, 2026, 3:30\u202fPM CDT; 7:30\u202fAM".replace("\u202f", " ")


def test_the_clock_changes_with_the_season(write, words):
    write("x/when", "words", words='{{ at | moment("America/Chicago") }}')
    assert words().text("x/when", at=datetime(2026, 1, 18, 20, 30, tzinfo=UTC)).endswith("2:30 PM CST")


def test_a_time_of_day_needs_no_zone(write, words):
    write("x/time", "words", words="{{ at | clock }}")
    assert words().text("x/time", "en", at=time(15, 30)) == "3:30 PM"


def test_a_moment_without_a_zone_is_refused(write, words):
    write("x/when", "words", words='{{ at | moment("America/Chicago") }}')
    with pytest.raises(TypeError, match="zone"):
        words().text("x/when", at=datetime(2026, 3, 18, 20, 30))


def test_the_reader_sees_the_moment_in_their_own_zone_or_at_least_in_the_meetings(write, words):
    write("x/when", "notice", words='{{ at | for_reader("America/Chicago") }}')
    shown = words().message("x/when", at=MOMENT).blocks[0]["text"]["text"]
    begins = "<!date^1773865800^{date_long_pretty} {time}|"
    assert shown == f"{begins}Wednesday, March 18, 2026, 3:30 PM CDT>"
    assert words().text("x/when", at=MOMENT) == "Wednesday, March 18, 2026, 3:30 PM CDT"


def test_names_are_listed_as_the_language_lists_them(write, words):
    write("x/names", "notice", words="{{ names | listed }}")
    names = ["Ann", "<Ben>", "Cleo"]
    assert words().message("x/names", names=names).blocks[0]["text"]["text"] == "Ann, &lt;Ben&gt;, and Cleo"
    assert words().text("x/names", "es", names=names) == "Ann, <Ben> y Cleo"


def test_mentions_are_made_of_ids_only(write, words):
    write("x/who", "notice", words="{{ a | person }} {{ b | person }} {{ c | channel }} {{ d | channel }}")
    shown = words().message("x/who", a="U1", b="!channel", c="C1", d="@here").blocks[0]["text"]["text"]
    assert shown == "<@U1> !channel <#C1> @here"
