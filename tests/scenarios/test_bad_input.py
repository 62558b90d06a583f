"""Hostile words, wrong places and wrong people: each gets a clear answer, and nothing typed is lost."""

from collections.abc import Iterator

import pytest

from bot.practice.player.hands import elements
from tests.scenarios.attacks import CANARY, HEBREW, LIMIT, MARKUP, Busy, busy, refused, typed, words
from tests.scenarios.world import MEETING, CannotDo


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Busy]:
    """One conference for all of these: they do not disturb each other."""
    with busy(tmp_path_factory.mktemp("bad")) as found:
        yield found


@pytest.fixture(autouse=True)
def nothing_open(there: Busy) -> Iterator[None]:
    """Each test begins before an empty screen."""
    yield
    for who in (there.omar, there.priya, there.dana):
        who.close()


def kept(there: Busy, kind: str = "strength") -> str:
    """All that stands in the list of one kind, page after page."""
    view = there.made.entries(there.omar, kind)
    pages = [words(view)]
    while following := [one for _, one in elements(view) if one["action_id"].endswith("next_page")]:
        there.omar.press(view, following[0]["action_id"], following[0]["value"])
        view = there.omar.modal()
        pages.append(words(view))
    there.omar.close()
    return "\n".join(pages)


@pytest.mark.parametrize("text", [MARKUP, HEBREW, f"{CANARY} " + "&<" * 1400, f"{CANARY} " + "🙂" * 1400])
def test_words_stay_as_they_were_typed_by_command_and_by_form(there: Busy, text: str) -> None:
    said = there.omar.command(there.made.channel, f"/conference need {text}")
    there.made.add(there.omar, "strength", text=text)
    assert text[:100] in words(said)
    assert text[:100] in kept(there, "need")
    assert text[:100] in kept(there)
    assert CANARY not in words(there.bots_own(there.watcher)), "never into the channel"


def test_what_nobody_can_see_is_taken_out_and_nothing_else_is_turned_around(there: Busy) -> None:
    there.answer(there.omar, f"/conference strength {CANARY} one\x00\x07 two \u202eeerht\u202c \u2067four")
    assert f"{CANARY} one two eerht \u2067four\u2069" in kept(there)


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u2060 \u00ad", "\x00"])
def test_a_command_without_words_opens_the_form(there: Busy, text: str) -> None:
    view = there.omar.shown(lambda: there.omar.command(there.made.channel, f"/conference  STRENGTH  {text}"))
    asked = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    assert asked == ["text", "said_by", "told_by", "beside", "keep_private"]


@pytest.mark.parametrize("text", ["   \n ", "\u200b\u200b"])
def test_a_form_without_words_says_so_under_the_field(there: Busy, text: str) -> None:
    there.made.blank(there.omar, "strength")
    there.omar.fill({"text": text})
    assert set(refused(there.omar)) == {"text"}


def test_as_much_as_slack_takes_is_kept_whole_and_one_more_is_not_lost(there: Busy) -> None:
    longest = (f"{CANARY} whole " + "a" * LIMIT)[:LIMIT]
    assert "Recorded" in there.answer(there.omar, f"/conference strength {longest}")
    assert longest[:2000] in kept(there)
    said = there.omar.command(there.made.channel, f"/conference need {longest}b")
    assert "3001" in said["text"]
    assert longest[-500:] + "b" in words(said).replace("\n", "")
    there.omar.open(there.own(there.omar), "open:need", channel=there.made.channel)
    assert typed(there.omar, "text")["value"] == longest
    there.omar.fill({"text": f"{CANARY} shorter"})
    there.omar.submit()
    assert f"{CANARY} shorter" in kept(there, "need")


def test_a_long_message_is_added_to_the_plan_as_far_as_it_fits(there: Busy) -> None:
    ts = there.omar.say(there.made.channel, f"{CANARY} message " + "m" * 3500)
    there.omar.shown(lambda: there.omar.shortcut("add_to_plan", there.made.channel, ts))
    there.omar.open(there.omar.modal(), "do:add_as")
    assert "longer than fits" in words(there.omar.modal())
    there.omar.fill({"text": f"{CANARY} message, shortened"})
    there.omar.submit()
    assert f"{CANARY} message, shortened" in kept(there)


def test_names_and_short_fields_have_their_own_limit(there: Busy) -> None:
    there.omar.open(there.made.hub(there.omar), "open:person", channel=there.made.channel)
    unfinished(there, "slack_user")
    there.omar.fill({"role": "casa", "name": "N" * 120, "relation": "r" * 300})
    for step, text in (("name", "N" * 121), ("relation", "r" * 301)):
        there.omar.fill({step: text})
        with pytest.raises(CannotDo):
            there.omar.submit()
    there.omar.fill({"name": "<!here> *Ruth* &amp; Co", "relation": "\u202eaunt\x00"})
    there.omar.submit()
    there.omar.close()
    view = there.omar.open(there.made.hub(there.omar), "do:people", channel=there.made.channel)
    assert "<!here> \u2217Ruth\u2217 &amp; Co" in words(view), "a name is drawn and cannot format"


def unfinished(there: Busy, step: str) -> None:
    """Empty what another test's refused form left in this one: drafts are offered again, as they should."""
    view, user = there.omar.modal(), there.omar.user
    values = {step: {"answer": None}}
    there.omar.desk.post(f"/{user}/fill", view_id=view["id"], values=values)


def test_dates_say_under_their_field_what_is_wrong_and_all_that_was_typed_stays(there: Busy) -> None:
    there.made.blank(there.omar, "task")
    there.omar.fill({"text": f"{CANARY} call", "owner_id": there_is(there), "done_when": "Called"})
    for day, problem in (("2026-03-17", "This day is over"), ("1026-03-20", "year"), ("2199-01-01", "year")):
        there.omar.fill({"due": day})
        assert problem in refused(there.omar)["due"]
        assert typed(there.omar, "text")["value"] == f"{CANARY} call"
    there.omar.close()
    form = there.made.blank(there.omar, "task")
    assert "what you had typed before" in words(form)
    assert typed(there.omar, "text")["value"] == f"{CANARY} call"
    there.omar.fill({"due": "2026-03-18"})
    there.omar.submit()
    assert kept(there, "task").count(f"{CANARY} call") == 1


def there_is(there: Busy) -> str:
    """Somebody who can own a task; asked for without leaving the form."""
    block = next(one for one in there.omar.modal()["blocks"] if one.get("block_id") == "owner_id")
    return str(block["element"]["options"][0]["value"])


def test_a_form_on_the_third_floor_says_it_under_its_field_and_can_add_another(there: Busy) -> None:
    there.made.blank(there.omar, "strength")
    there.omar.fill({"text": f"{CANARY} first of two"})
    there.omar.submit()
    # The form stays open, empty, for the next one.
    there.omar.fill({"text": f"{CANARY} second of two"})
    there.omar.submit()
    for words_of_it in ("first of two", "second of two"):
        assert f"{CANARY} {words_of_it}" in kept(there)


def test_apps_people_who_left_and_strangers_are_no_people_of_a_case(there: Busy) -> None:
    gone, far = there.made.person("Gone Gwen"), there.made.person("Far Fred", stranger=True)
    there.made.desk.post(f"/users/{gone.user}", deleted=True)
    bot = there.made.desk.get("/workspace")["app"]["bot_user_id"]
    there.omar.open(there.made.hub(there.omar), "open:person", channel=there.made.channel)
    there.omar.fill({"role": "casa", "name": "Ruth Bell"})
    for user, words_of_it in (
        (bot, "an app"),
        ("USLACKBOT", "an app"),
        (gone.user, "does not use this Slack"),
        (far.user, "another organization"),
        (there.dana.user, "in this case already"),
        (there.omar.user, "in this case already"),
    ):
        try:
            there.omar.fill({"slack_user": user})
        except CannotDo:
            continue  # Slack's own picker does not offer them
        assert words_of_it in refused(there.omar)["slack_user"], user
    assert typed(there.omar, "name")["value"] == "Ruth Bell"


def test_a_conference_cannot_be_over_before_it_begins(there: Busy) -> None:
    for changes, step in (({"date": "2026-03-17"}, "date"), ({"date": "2026-04-20", "end": "15:30"}, "end")):
        there.omar.shown(lambda: there.omar.command(there.made.channel, "/conference schedule"))
        there.omar.fill({**MEETING, **changes})
        assert set(refused(there.omar)) == {step}
        there.omar.close()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("nonsense", "There is no command “nonsense”"),
        ("stregnth it works", "`/conference strength`"),
        ("&lt;xyz&gt;\u202e", "There is no command “&amp;lt;xyz&amp;gt;”"),
        ("\u202e", "Where this team stands"),
    ],
)
def test_a_command_that_is_none_is_told_so(there: Busy, text: str, answer: str) -> None:
    assert answer in there.answer(there.omar, f"/conference {text}")


def test_commands_know_who_may_and_help_lists_no_others(there: Busy) -> None:
    stranger = there.made.person("Sid Stranger")
    there.made.desk.post(f"/channels/{there.made.channel}/invite", by=there.priya.user, user=stranger.user)
    for who in (stranger, there.watcher):
        for text in ("", " plan", " strength it works", " task", " close", " agenda", " person"):
            said = there.answer(who, f"/conference{text}")
            assert "Recorded" not in said
            assert CANARY not in said
        assert not who.state()["modals"]
        assert "open only to its team" in there.last_said(who) or "Only" in there.last_said(who)
        told = there.answer(who, "/conference help")
        assert "strength" not in told
        assert "person" not in told.split("Commands")[0].replace("case manager", "")
    assert "/conference goal" not in there.answer(there.dana, "/conference help")
    assert "/conference goal" in there.answer(there.omar, "/conference help")
    assert "/conference open" in there.answer(there.priya, "/conference help")


def test_a_parent_may_add_their_own_words_and_open_no_form_for_others(there: Busy) -> None:
    assert "Recorded" in there.answer(there.dana, f"/conference strength {CANARY} I call her each night")
    assert "Dana Slack" in kept(there)
    there.answer(there.dana, "/conference task call the clinic")
    assert "call the clinic" in there.last_said(there.dana), "what was typed comes back, to copy"
    for text in ("goal x", "voice", "person", "close"):
        there.answer(there.dana, f"/conference {text}")
        assert not there.dana.state()["modals"]
        assert there.last_said(there.dana), text


def test_a_place_without_a_case_is_told_where_to_go(there: Busy) -> None:
    other = there.made.make_channel("no-case", there.priya)
    for text in ("", " strength it works", " plan", " task"):
        said = there.priya.command(other, f"/conference{text}")
        assert "no case in this channel" in said["text"]
        assert text != " strength it works" or "it works" in words(said), "what was typed comes back, to copy"
    there.made.desk.post(f"/{there.dana.user}/message", channel="bot", text="hello")
    there.made.until(lambda: any("free messages" in one["text"] for one in there.dana.direct()))
    said = there.dana.command(there.made.dm(there.dana), "/conference need sleep")
    assert "no case in this channel" in said["text"]
    assert "sleep" in words(said)
    assert CANARY not in words(there.dana.direct())


def test_a_command_in_a_thread_is_refused_by_slack_and_the_menu_is_the_way(there: Busy) -> None:
    ts = there.omar.say(there.made.channel, "About the nights")
    with pytest.raises(CannotDo) as refusal:
        there.made.desk.post(
            f"/{there.omar.user}/command",
            channel=there.made.channel,
            text="/conference need sleep",
            thread_ts=ts,
        )
    assert refusal.value.answer["message"] == "/conference is not supported in threads. Sorry!"
    reply = there.omar.say(there.made.channel, f"{CANARY} a thread is fine, too &amp; all", ts)
    there.omar.shown(lambda: there.omar.shortcut("add_to_plan", there.made.channel, reply))
    there.omar.open(there.omar.modal(), "do:add_as")
    assert typed(there.omar, "text")["value"] == f"{CANARY} a thread is fine, too &amp; all"
    there.omar.submit()
    assert f"{CANARY} a thread is fine" in kept(there)
    for told in (there.answer(there.omar, "/conference help"), words(there.bots_own(there.watcher))):
        assert "Add to the plan" in told


def test_undo_works_from_the_receipt_of_a_command_and_back(there: Busy) -> None:
    there.answer(there.omar, f"/conference strength {CANARY} a slip")
    receipt = there.own(there.omar)
    there.omar.press(receipt, "do:undo", channel=there.made.channel)
    assert f"{CANARY} a slip" not in kept(there)
    there.omar.press(receipt, "do:bring_back", channel=there.made.channel)
    assert f"{CANARY} a slip" in kept(there)


def test_a_day_that_was_recorded_wrongly_is_corrected_and_the_due_dates_follow(there: Busy) -> None:
    due = there.omar.open(there.made.hub(there.omar), "do:due", channel=there.made.channel)
    assert "March 22, 2026" in words(due)
    there.omar.open(due, "open:event")
    there.omar.fill({"on": "2026-03-19"})
    assert set(refused(there.omar)) == {"on"}, "tomorrow has not happened"
    there.omar.fill({"on": "2026-03-01"})
    there.omar.submit()
    there.omar.close()
    due = there.omar.open(there.made.hub(there.omar), "do:due", channel=there.made.channel)
    assert "March 21, 2026" in words(due)
    assert "March 22, 2026" not in words(due)
    own = there.dana.open(there.made.hub(there.dana), "do:due", channel=there.made.channel)
    assert not list(elements(own)), "a parent reads the dates and changes none"
