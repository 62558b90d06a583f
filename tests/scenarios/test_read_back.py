"""The plan read back: whole, in points, page by page, with a way on from each page."""

from bot.practice.player.hands import Hands, Json, elements
from tests.scenarios.attacks import words
from tests.scenarios.world import World, in_conference


def read_back(made: World, who: Hands) -> Json:
    who.close()
    return who.shown(lambda: who.command(made.channel, "/conference plan"))


def points(view: Json) -> list[str]:
    """Each point of the lists in a view, as it reads."""
    lists = [one for block in view["blocks"] if block["type"] == "rich_text" for one in block["elements"]]
    items = [item for one in lists if one["type"] == "rich_text_list" for item in one["elements"]]
    return ["".join(piece["text"] for piece in item["elements"]) for item in items]


def values(view: Json, action: str) -> list[str]:
    return [one["value"] for _, one in elements(view) if one["action_id"].startswith(action)]


def test_each_point_is_a_line_with_its_speaker_and_its_letters(made: World) -> None:
    made, _, omar = in_conference(made)
    omar.command(made.channel, "/conference strength Tom & Ann &amp; <3 *always* call")
    made.add(omar, "need", text="A warm room", said_by=made.id_of(omar, "Dana"))
    view = read_back(made, omar)
    assert points(view) == ["Tom & Ann &amp; <3 *always* call", "Dana Reyes: A warm room"]
    assert "•" not in words(view)


def test_reading_back_and_what_is_open_lead_to_each_other_in_one_window(made: World) -> None:
    made, _, omar = in_conference(made)
    omar.command(made.channel, "/conference need A warm room")
    read_back(made, omar)
    for _ in range(4):
        omar.press(omar.modal(), "do:gaps")
        # The plan has a button of this name: the list is there when it is the title.
        made.until(lambda: omar.modal()["title"]["text"] == "What is still open")
        omar.press(omar.modal(), "do:plan")
        made.until(lambda: omar.modal()["title"]["text"] == "The plan")
        assert points(omar.modal()) == ["A warm room"]
    assert len(omar.state()["modals"]) == 1
    assert not values(omar.modal(), "do:seal"), "something is open"


def test_a_long_plan_is_read_in_pages_and_no_word_is_left_out(made: World) -> None:
    made, _, omar = in_conference(made)
    said = [f"{nth} " + "word " * 500 for nth in range(5)]
    for text in said:
        omar.command(made.channel, f"/conference strength {text}")
    view = read_back(made, omar)
    read = ""
    for page in range(1, 4):
        read += "".join(points(omar.modal()))
        following = [value for value in values(omar.modal(), "do:plan") if value.endswith(f":{page + 1}")]
        if not following:
            break
        omar.press(omar.modal(), "do:plan", following[0])
    assert page == 3, "more than two texts are too long for one page"
    for text in said:
        assert text.strip() in read
    assert "Page 1 of 3" in words(view)
