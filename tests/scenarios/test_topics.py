"""Topics for the agenda: named one by one, kept where one was, put in order, set aside with a reason."""

from bot.practice.player.hands import Hands, Json, Pick, elements
from tests.scenarios.two_families import words_in
from tests.scenarios.world import MEETING, World, with_case, words_of

WHY = "We need more time for this than we have."


def asked(made: World) -> tuple[World, Hands, Hands]:
    """A planned conference; Priya has begun to say what to talk about."""
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    omar.press(made.hub(omar), "do:ask_topics", channel=made.channel)
    priya.press(made.direct(priya, "What should we talk about?"), "do:begin", channel=made.dm(priya))
    return made, priya, omar


def answer(made: World, who: Hands, topic: str) -> None:
    """The first question, answered in its form, which is then closed."""
    who.open(made.direct(who, "one thing"), "open:agenda_topics", channel=made.dm(who))
    who.fill({"topic": topic})
    who.submit()
    who.close()


def labels(surface: Json) -> list[str]:
    return [one["text"]["text"] for _, one in elements(surface) if "text" in one]


def test_closing_at_a_question_keeps_what_was_said_and_goes_on_from_there(made: World) -> None:
    made, priya, omar = asked(made)
    question = made.direct(priya, "one thing")
    answer(made, priya, "Night care")
    now = made.direct(priya, "How many minutes")
    assert now["ts"] == question["ts"]
    assert "You have named" in now["text"]
    assert "Night care" in now["text"]
    assert {"Change", "Remove"} <= set(labels(now))
    # An older picture of the message leads to what is kept, never over it.
    priya.press(now, "do:later", channel=made.dm(priya))
    later = made.direct(priya, "when it suits you")
    assert "Night care" in later["text"]
    priya.press(later, "do:begin", channel=made.dm(priya))
    now = made.direct(priya, "How many minutes")
    priya.open(now, "open:agenda_topics", channel=made.dm(priya))
    priya.fill({"minutes": "12"})
    priya.submit()
    priya.close()
    agenda = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    assert words_of(agenda).count("Night care") == 1
    assert "12 of 90 minutes are set" in words_of(agenda)


def test_a_topic_is_changed_removed_put_back_and_joined_by_another(made: World) -> None:
    made, priya, _ = asked(made)
    answer(made, priya, "Night care")
    now = made.direct(priya, "How many minutes")
    priya.open(now, "open:own_topic", channel=made.dm(priya))
    priya.fill({"words": "Who is there at night", "minutes": "10"})
    priya.submit()
    shown = priya.modal()
    assert "Who is there at night" in words_of(shown)
    priya.press(shown, "do:take_back")
    made.until(lambda: "You took this back" in words_of(priya.modal()))
    priya.press(priya.modal(), "do:name_again")
    made.until(lambda: "On the list, 10 minutes" in words_of(priya.modal()))
    priya.open(priya.modal(), "open:own_topic", labelled(priya.modal(), "Add another"))
    priya.fill({"words": "The asthma clinic"})
    priya.submit()
    said = words_of(priya.modal())
    assert "Who is there at night" in said
    assert "The asthma clinic" in said
    assert "Night care" not in said


def labelled(surface: Json, label: str) -> str:
    return next(str(one["value"]) for _, one in elements(surface) if one["text"]["text"] == label)


def test_the_leader_orders_times_and_sets_aside_and_the_author_hears_why(made: World) -> None:
    made, priya, omar = asked(made)
    answer(made, priya, "Night care")
    hub = made.hub(omar)
    made.form(omar, hub, "open:topic", words="School and bus", minutes="50")
    made.form(omar, hub, "open:topic", words="Summer", minutes="60")
    view = omar.open(hub, "do:open_agenda", channel=made.channel)
    said = words_of(view)
    assert said.index("Night care") < said.index("asked for by Priya Nandan") < said.index("School and bus")
    assert "110 of 90 minutes are set" in said
    assert "20 more than the meeting has" in said
    omar.press(view, "do:topic_down")
    made.until(lambda: in_order(omar.modal(), "School and bus", "Night care", "Summer"))
    topics = [str(one["value"]) for _, one in elements(omar.modal()) if does_aside(one)]
    omar.open(omar.modal(), "open:topic_aside", topics[1])
    omar.fill({"how": "parked", "why": WHY})
    omar.submit()
    assert "direct message" in words_of(omar.modal())
    omar.close()
    told = made.direct(priya, "There is a change to one of them")
    assert WHY not in told["text"]
    mine = priya.open(told, "do:my_topics", channel=made.dm(priya))
    assert "Kept for another meeting" in words_of(mine)
    assert WHY in words_of(mine)
    view = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    assert "Not this time" in words_of(view)
    omar.press(view, "do:topic_back")
    made.until(lambda: "Not this time" not in words_of(omar.modal()))


def does_aside(element: Json) -> bool:
    return str(element["action_id"]).startswith("open:topic_aside")


def in_order(surface: Json, *words: str) -> bool:
    said = words_of(surface)
    return [said.index(one) for one in words] == sorted(said.index(one) for one in words)


def test_two_topics_become_one_that_names_both_who_asked(made: World) -> None:
    made, priya, omar = asked(made)
    answer(made, priya, "Night care")
    made.form(
        omar, made.hub(omar), "open:topic", words="Nights at Grandma's", from_person=dana_of(made, omar)
    )
    view = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    first, second = [str(one["value"]) for _, one in elements(view) if does_aside(one)]
    omar.open(view, "open:topic_aside", first)
    omar.fill({"how": "merged"})
    omar.fill({"into": second.partition(":")[0], "why": "Both are about nights."})
    omar.submit()
    omar.close()
    view = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    assert "asked for by Dana Reyes and Priya Nandan" in words_of(view)


def dana_of(made: World, who: Hands) -> str:
    return made.id_of(who, "Dana")


def on_the_team(made: World, omar: Hands) -> Hands:
    """Gail cares for June and has Slack."""
    gail = made.person("Gail Okafor")
    made.desk.post(f"/channels/{made.channel}/invite", by=omar.user, user=gail.user)
    facts = {"role": "resource_parent", "name": "Gail Okafor", "slack_user": gail.user}
    made.form(omar, made.hub(omar), "open:person", **facts)
    return gail


def test_nobody_but_who_leads_reads_whose_topic_it_is_where_its_author_does_not_want_it(made: World) -> None:
    made, _, omar = with_case(made)
    gail = on_the_team(made, omar)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    omar.press(made.hub(omar), "do:ask_topics", channel=made.channel)
    gail.press(made.direct(gail, "What should we talk about?"), "do:begin", channel=made.dm(gail))
    answer(made, gail, "Bed time")
    gail.press(made.direct(gail, "How many minutes"), "do:skip", channel=made.dm(gail))
    asked_of_gail = made.direct(gail, "comes from you")
    no = next(value for _, one in elements(asked_of_gail) if (value := str(one["value"])).endswith(":no"))
    gail.press(asked_of_gail, "do:answer", no, made.dm(gail))
    assert "do not read that it comes from you" in made.direct(gail, "a second thing")["text"]
    view = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    assert "asked for by Gail Okafor (the others do not read who)" in words_of(view)
    omar.close()
    made.send_agenda(omar)
    made.direct(gail, "The agenda is ready")
    view = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    omar.open(view, "open:agenda_for")
    omar.fill({"person_id": Pick("June Reyes")})
    omar.submit()
    omar.close()
    made.until(lambda: any(one.get("files") for one in omar.direct()), 30)
    [paper] = [file for one in omar.direct() for file in one.get("files", ())]
    words = words_in("agenda.pdf", made.desk.file(omar.user, paper["id"]))
    assert "Bed time" in words
    assert "Gail" not in words
    assert "June Reyes" in words, "whose copy it is"


def test_who_leads_times_at_a_tap_marks_what_is_hard_and_notes_what_is_settled(made: World) -> None:
    made, priya, omar = asked(made)
    answer(made, priya, "Night care")
    hub = made.hub(omar)
    shown = made.form(omar, hub, "open:topic", words="What the judge said", minutes="95", hard="yes")
    assert "The topics take 95 minutes and the meeting has 90" in words_of(shown)
    assert "plan a longer meeting" in words_of(shown)
    view = omar.open(hub, "do:open_agenda", channel=made.channel)
    assert "Before this one" in words_of(view)
    less = [
        str(one["value"]) for _, one in elements(view) if str(one["action_id"]).startswith("do:topic_less")
    ]
    omar.press(view, "do:topic_less", less[1])
    made.until(lambda: "90 of 90 minutes are set" in words_of(omar.modal()))
    omar.open(omar.modal(), "open:topic_aside")
    omar.fill({"how": "settled"})
    omar.fill({"what_was_settled": "Gail stays over.", "settled_by": Pick("Priya Nandan")})
    omar.submit()
    omar.close()
    told = made.direct(priya, "There is a change to one of them")
    assert "Settled before the meeting: Gail stays over." in words_of(
        priya.open(told, "do:my_topics", channel=made.dm(priya))
    )
    priya.close()
    view = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    assert "Settled by Priya Nandan" in words_of(view)


def test_whoever_has_no_topics_says_so_at_once_and_is_asked_nothing(made: World) -> None:
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    omar.press(made.hub(omar), "do:ask_topics", channel=made.channel)
    priya.press(made.direct(priya, "What should we talk about?"), "do:stop", channel=made.dm(priya))
    made.direct(priya, "Nobody will ask again")
    assert "What should we talk about" not in words_of(priya.home())


def test_the_bot_asks_at_the_first_call_again_where_somebody_said_later_and_who_leads_sees_it(
    made: World,
) -> None:
    made, priya, omar = with_case(made)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    made.at("2026-03-08T14:01:00+00:00")
    call = made.direct(priya, "It is best if we know by Monday, March 16")
    made.direct(priya, "not asked in Slack what to talk about")
    priya.press(call, "do:later", channel=made.dm(priya))
    made.direct(priya, "we ask you once more tomorrow")
    made.at("2026-03-09T14:01:00+00:00")
    made.until(lambda: sum("It is best if we know by" in one["text"] for one in priya.direct()) == 1)
    priya.press(made.direct(priya, "It is best if we know by"), "do:begin", channel=made.dm(priya))
    answer(made, priya, "Night care")
    made.direct(priya, "How many minutes")
    agenda = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    asked_so_far = words_of(omar.open(agenda, "do:who_was_asked"))
    assert "the last call on Monday, March 16, 2026" in asked_so_far
    assert "Priya Nandan has answered" in asked_so_far
    assert "Dana Reyes is not asked in Slack: please call or see them" in asked_so_far
    omar.press(omar.modal(), "do:no_topics_from", labelled_value(omar.modal(), "Dana Reyes"))
    made.until(lambda: "Dana Reyes has answered" in words_of(omar.modal()))
    assert not made.breaches()


def test_a_topic_stands_every_time_and_its_history_is_one_view(made: World) -> None:
    made, _, omar = asked(made)
    made.form(omar, made.hub(omar), "open:topic", words="School", minutes="100")
    omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    omar.open(omar.modal(), "do:topic_history")
    omar.press(omar.modal(), "do:topic_every_time")
    made.until(lambda: "stands every time since March 2, 2026" in words_of(omar.modal()))
    omar.close()
    too_long = omar.open(made.hub(omar), "do:send_agenda", channel=made.channel)
    assert "The topics take 10 minutes more than the meeting has" in words_of(too_long)
    omar.fill({"why": "They hear it by phone."})
    omar.submit()
    omar.close()
    hub = made.hub(omar)
    plans = (one for _, one in elements(hub) if one["action_id"].startswith("open:schedule"))
    another = next(one["value"] for one in plans if ":" not in one["value"])
    made.form(omar, hub, "open:schedule", another, **{**MEETING, "date": "2026-03-25", "after_due": "yes"})
    omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    history = words_of(omar.open(omar.modal(), "do:topic_history"))
    assert "Meeting 2, Wednesday, March 25, 2026" in history
    assert "Meeting 1, Wednesday, March 18, 2026" in history
    omar.open(omar.modal(), "open:standing_end")
    omar.fill({"why": "School is out."})
    omar.submit()
    assert not made.breaches()


def labelled_value(surface: Json, name: str) -> str:
    """The value of the button that notes that this person has no topics."""
    rows = iter(surface["blocks"])
    for block in rows:
        if name in str(block.get("text", "")):
            return next(
                str(one["value"]) for one in next(rows)["elements"] if "no_topics_from" in one["action_id"]
            )
    raise AssertionError(f"no row of {name}")
