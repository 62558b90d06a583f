"""Words files become messages, views and home pages that Slack takes and a screen reader can read."""

from datetime import date

import pytest
from jinja2 import TemplateNotFound, TemplateRuntimeError, UndefinedError

from bot.domain.errors import AnswersNotUnderstood, NotNow, PlanningError
from bot.render import Part, Press
from tests.slack_rules import faults_of_message, faults_of_view, texts_in

HOSTILE = "<!channel> *b* _i_ `c` \"q\" 's' \\ \u202eאבג 🙂 <@U1> &amp; :tada:\nnext"


def shown(blocks):
    return "\n".join(text["text"] for text in texts_in(blocks))


def test_a_notice_says_its_words_and_what_can_be_pressed(write, words):
    write("x/told", "notice", title="Kept", words="It is kept, {{ name }}.", button_undo="Take it back")
    message = words().message("x/told", name="Dana", presses=[Press("undo", "do:undo", "id1")])
    assert message.text == "Kept\nIt is kept, Dana.\n[Take it back]"
    assert [block["type"] for block in message.blocks] == ["header", "section", "actions"]
    assert faults_of_message(message.text, message.blocks) == []


def test_typed_words_are_shown_as_they_are_and_ping_nobody(write, words):
    write("x/told", "receipt", words="{{ name }} said:", small="Only you see this.")
    message = words().message("x/told", name=HOSTILE, said=HOSTILE)
    assert HOSTILE in shown(message.blocks)
    assert "<!" not in message.text
    assert "<@" not in message.text
    assert faults_of_message(message.text, message.blocks) == []


@pytest.mark.parametrize("layout", ["notice", "receipt", "reminder", "card", "list", "hub"])
def test_words_of_any_length_fit(write, words, layout):
    write("x/long", layout, title="{{ w }}", words="{{ w }}", button_go="{{ w }}", confirm_go="{{ w }}")
    message = words().message(
        "x/long", w="word & <b> " * 900, said="🙂 said " * 1000, presses=[Press("go", "do:go")]
    )
    assert faults_of_message(message.text, message.blocks) == []


def test_long_typed_words_are_shown_whole(write, words):
    write("x/told", "receipt", words="You said:")
    said = " ".join(str(number) for number in range(3000))
    blocks = words().message("x/told", said=said).blocks
    assert "".join(text["text"] for text in texts_in(blocks[1:])) == said


def test_a_reminder_offers_its_answers_and_says_why_it_came(write, words):
    write(
        "x/due",
        "reminder",
        words="Due {{ due | day }}.",
        why="You asked for it.",
        button_done="Done",
        button_stuck="Stuck",
    )
    presses = [Press("done", "do:task_done", "t1", "primary"), Press("stuck", "open:task_stuck", "t1")]
    message = words().message("x/due", "en-AU", due=date(2026, 3, 18), presses=presses)
    assert message.text == "Due 18 March 2026.\n[Done] [Stuck]\nYou asked for it."
    assert [e["style"] for e in message.blocks[1]["elements"] if "style" in e] == ["primary"]


def test_action_ids_that_a_block_would_repeat_get_a_number(write, words):
    write("x/card", "card", title="Stage 5", button_a="A", button_b="B")
    message = words().message("x/card", presses=[Press("a", "open:need", "1"), Press("b", "open:need", "2")])
    assert [e["action_id"] for e in message.blocks[-1]["elements"]] == ["open:need", "open:need:2"]


def test_a_button_can_ask_first(write, words):
    write(
        "x/card",
        "card",
        title="Stage 5",
        button_end="End it",
        confirm_end="This ends the meeting for {{ n }} people.",
    )
    button = words().message("x/card", n=3, presses=[Press("end", "do:end")]).blocks[-1]["elements"][0]
    assert button["confirm"]["text"]["text"] == "This ends the meeting for 3 people."
    assert button["confirm"]["confirm"]["text"] == "End it"
    assert button["confirm"]["deny"]["text"] == "Go back"


@pytest.fixture
def task_list(write, words):
    write(
        "x/list",
        "list",
        title="All tasks",
        tasks="Open",
        tasks_row="{{ row.nth }}. {{ row.text }}",
        tasks_none="None left.",
        button_done="Done",
        button_stuck="Stuck",
    )
    return words


def rows(count, presses=("done",)):
    return [
        {"nth": nth, "text": "Call", "presses": [Press(name, "do:x", str(nth)) for name in presses]}
        for nth in range(1, count + 1)
    ]


def test_an_empty_list_says_so(task_list):
    assert task_list().message("x/list", parts=[Part("tasks")]).text == "All tasks\nOpen\nNone left."


def test_one_button_stands_beside_its_row_and_several_below_it(task_list):
    beside = task_list().message("x/list", parts=[Part("tasks", rows(1))]).blocks
    assert beside[-1]["accessory"]["value"] == "1"
    below = task_list().message("x/list", parts=[Part("tasks", rows(1, ("done", "stuck")))]).blocks
    assert [element["text"]["text"] for element in below[-1]["elements"]] == ["Done", "Stuck"]


def test_a_screen_reader_hears_to_which_row_a_button_belongs(task_list):
    block = task_list().message("x/list", parts=[Part("tasks", rows(1))]).blocks[-1]
    assert block["accessory"]["accessibility_label"] == "Done: 1. Call"


def test_a_row_shows_typed_words_below_it(task_list):
    part = Part("tasks", [{"nth": 1, "text": "Call", "said": HOSTILE}])
    assert HOSTILE in shown(task_list().message("x/list", parts=[part]).blocks)


def test_a_row_may_name_its_values_as_it_likes(write, words):
    write("x/rows", "list", title="Copies", copies_row="{{ row.copy }} {{ row.items }} {{ row.values }}")
    part = Part("copies", [{"copy": "by mail", "items": 3, "values": "v"}])
    assert words().text("x/rows", parts=[part]) == "Copies\nby mail 3 v"


def test_a_long_list_turns_pages(task_list):
    def page(number):
        part = Part("tasks", rows(25), page=number, size=10, turn="do:page_tasks", turn_value="c1")
        return task_list().message("x/list", parts=[part])

    first, last, past = page(1), page(3), page(9)
    assert "10. Call" in first.text
    assert "11. Call" not in first.text
    assert "Page 1 of 3\n[Next page]" in first.text
    assert first.blocks[-1]["elements"][0]["value"] == "c1:2"
    assert "[Page before]" in last.text
    assert "[Next page]" not in last.text
    assert past == last
    assert [e["action_id"] for e in page(2).blocks[-1]["elements"]] == [
        "do:page_tasks:previous_page",
        "do:page_tasks:next_page",
    ]


def test_a_list_without_pages_ends_where_slack_ends_and_says_so(task_list):
    message = task_list().message("x/list", parts=[Part("tasks", rows(80))])
    assert len(message.blocks) == 50
    assert message.text.endswith("There is more than fits here.")
    assert faults_of_message(message.text, message.blocks) == []


def test_a_view_that_only_shows(write, words):
    write("x/mine", "modal", title="What was said", words="For {{ name }}.", notes_row="{{ row.on | day }}")
    part = Part("notes", [{"on": date(2026, 3, 1), "said": HOSTILE}] * 60)
    view = words().view("x/mine", name="Dana", metadata="id1", parts=[part], said=HOSTILE)
    assert (view["callback_id"], view["private_metadata"]) == ("view:x/mine", "id1")
    assert view["close"]["text"] == "Close"
    assert len(view["blocks"]) == 100
    assert faults_of_view(view) == []


def test_a_home_page(write, words):
    write(
        "x/home",
        "home",
        title="Your page",
        waits="Waits for you",
        waits_row="{{ row.text }}",
        waits_none="Nothing.",
    )
    home = words().home("x/home", parts=[Part("waits", [{"text": HOSTILE}]), Part("waits")])
    assert home["type"] == "home"
    assert "Nothing." in shown(home["blocks"])
    assert faults_of_view(home) == []


def test_a_view_keeps_under_slacks_size_whatever_people_wrote(write, words):
    write("x/mine", "modal", title="All of it", notes_row="{{ row.nth }}")
    part = Part("notes", [{"nth": nth, "said": "ж" * 2900} for nth in range(40)])
    assert faults_of_view(words().view("x/mine", parts=[part])) == []


def test_another_language_is_used_where_it_has_words_and_english_where_not(write, words):
    write("x/a", "notice", words="Good day")
    write("x/b", "notice", words="Thank you")
    write("x/a", "notice", language="es", words="Buenos días")
    both = words()
    assert both.text("x/a", "es-MX") == "Buenos días"
    assert both.text("x/b", "es-MX") == "Thank you"
    assert both.text("x/a", "fr") == "Good day"
    assert set(both.languages()) >= {"en", "es"}


def test_a_value_may_have_any_name_that_is_not_the_layouts(write, words):
    write("x/a", "notice", words="{{ title }} {{ b }} {{ words }} {{ name }} {{ why }}")
    told = words().text("x/a", title="1", b="2", words="3", name="4", why="5")
    assert told == "1 2 3 4 5"


def test_a_shared_word_that_a_translation_lacks_is_read_in_english(write, words):
    write("common", "shared", language="es", cancel="Cancelar")
    write("x/a", "notice", words="Hello")
    message = words().message("x/a", "es", presses=[Press("undo", "do:undo")])
    assert message.text == "Hello\n[Undo]"


def test_plain_text_is_not_escaped(write, words):
    write("x/a", "notice", words="Tom & {{ name }} *now*")
    assert words().text("x/a", name="<Ann>") == "Tom & <Ann> *now*"


def test_plain_words_are_never_shortened(write, words):
    write("x/a", "words", words="{{ owner }}: {{ text }}")
    assert words().text("x/a", owner="Dana", text="x" * 5000) == f"Dana: {'x' * 5000}"


def test_a_missing_value_block_or_file_is_named(write, words):
    write("x/value", "notice", words="{{ nobody_gave_this }}")
    write("x/block", "notice", title="Only a title")
    write("x/empty", "notice", words="{% if false %}x{% endif %}")
    write("x/label", "notice", words="Hello")
    with pytest.raises(UndefinedError, match="nobody_gave_this"):
        words().message("x/value")
    with pytest.raises(TemplateRuntimeError, match="words"):
        words().message("x/block")
    with pytest.raises(TemplateRuntimeError, match="button_go"):
        words().message("x/label", presses=[Press("go", "do:go")])
    with pytest.raises(TemplateNotFound, match="x/nowhere"):
        words().message("x/nowhere")


def test_a_message_without_words_is_never_sent(write, words):
    write("x/blank", "notice", words="{{ gap }}")
    with pytest.raises(TemplateRuntimeError, match=r"empty|without words"):
        words().message("x/blank", presses=[], gap=" ", title="")


def test_an_error_has_the_words_of_its_problem_or_else_of_its_class(write, words):
    write("errors/not_now_closed", "notice", words="The case {{ reference }} is closed.")
    both = words()
    assert both.error(NotNow("closed", reference="*A1")).text == "The case \u2217A1 is closed."
    assert both.error(NotNow("some_other_reason")).text == both.error(NotNow()).text
    assert both.error(PlanningError()).text


def test_a_wrong_field_may_have_any_name(words):
    assert words().error(AnswersNotUnderstood({"language": "missing"}, language={}, said={})).text


def test_things_with_an_id_have_names(write, words):
    write("names/facts", "shared", in_school="The child goes to school")
    write("names/roles", "shared", mother="Mother", father="Father")
    write("names/roles", "shared", language="es", mother="Madre")
    write("names/languages", "shared", en="English")
    named = words()
    assert named.name("facts", "in_school") == "The child goes to school"
    assert named.name("roles", "mother") == "Mother"
    assert named.name("roles", "mother", "es-MX") == "Madre"
    assert named.name("roles", "father", "es") == "Father"
    assert named.name("facts", "in_school", "es") == "The child goes to school"
    assert named.name("facts", "not_named_yet") == "not named yet"
    assert named.name("languages", "es") == "Spanish"
    assert named.name("languages", "es", "es") == "español"


def test_a_sentence_can_name_things_too(write, words):
    write("names/roles", "shared", mother="mother")
    write("names/languages", "shared", es="Spanish")
    write(
        "x/role", "notice", words='The {{ role | named("roles") }} speaks {{ tongue | named("languages") }}.'
    )
    assert words().text("x/role", role="mother", tongue="es") == "The mother speaks Spanish."


def test_problems_are_told_under_their_fields(words):
    error = AnswersNotUnderstood(
        {"text": "too_long", "due": "not_a_date"}, text={"limit": 300, "length": 412}
    )
    told = words().problems(error)
    assert set(told) == {"text", "due"}
    assert "412" in told["text"]
    assert "300" in told["text"]
