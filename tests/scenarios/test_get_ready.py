"""Getting ready by oneself: a question at a time, in one's language, through a restart; and free words."""

from bot.practice.player.hands import Hands, Json
from tests.scenarios.test_what_is_open import row
from tests.scenarios.world import MEETING, World, with_case, words_of


def invited(made: World) -> tuple[World, Hands, Hands]:
    """A mother with Slack is invited."""
    made, priya, omar = with_case(made)
    dana = made.person("Dana Roe")
    made.desk.post(f"/channels/{made.channel}/invite", by=priya.user, user=dana.user)
    made.form(priya, made.hub(priya), "open:person", role="mother", name="Dana Roe", slack_user=dana.user)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    return made, omar, dana


def answer(made: World, who: Hands, words: str, **values: object) -> None:
    """The question with these words, answered in its form, which is then closed."""
    who.open(made.direct(who, words), "open:get_ready", channel=made.dm(who))
    who.fill(values)
    who.submit()
    who.close()


def test_one_question_at_a_time_in_ones_language_through_a_restart(made: World) -> None:
    made, omar, dana = invited(made)
    dana.press(made.direct(dana, "You are invited"), "do:get_ready", channel=made.dm(dana))
    first = made.direct(dana, "What language is best for you?")
    answer(made, dana, "What language is best for you?", language="es")
    asked = made.direct(dana, "¿Quiere un intérprete en la reunión?")
    assert asked["ts"] == first["ts"]
    assert "Su página" in words_of(dana.home()), "also where Slack itself is set to English"
    made.kill_bot()
    dana.press(asked, "do:answer", channel=made.dm(dana))
    made.direct(dana, "¿Qué le ayudaría a participar?")
    answer(made, dana, "¿Qué le ayudaría a participar?", needs=["ride", "child_care"])
    now = made.direct(dana, "¿Qué debemos saber?")
    dana.press(now, "do:skip", channel=made.dm(dana))
    times = made.direct(dana, "¿Qué días y horas")
    dana.press(times, "do:later", channel=made.dm(dana))
    later = made.direct(dana, "Siga cuando le convenga")
    dana.press(later, "do:get_ready_go", channel=made.dm(dana))
    answer(made, dana, "¿Qué días y horas", times="Por la tarde")
    thanks = made.direct(dana, "Ahora lo saben quienes guían la reunión")
    mine = dana.open(thanks, "do:get_ready_mine", channel=made.dm(dana))
    assert "Transporte, Cuidado de los niños" in words_of(mine)
    dana.open(mine, "open:get_ready", row(mine, "¿Qué le ayudaría", "open:get_ready"))
    dana.fill({"needs": ["phone"]})
    dana.submit()
    dana.close()
    made.direct(omar, "said what they need to take part")
    needs = omar.open(made.direct(omar, "said what they need"), "do:needs", channel=made.dm(omar))
    assert "Dana Roe:* To join by phone" in words_of(needs)
    assert "Por la tarde" in words_of(needs)
    assert "A ride" not in words_of(needs)


def test_a_question_that_is_asked_no_more_says_so_and_changes_nothing(made: World) -> None:
    made, _, dana = invited(made)
    for _ in range(2):
        dana.answered(made.channel, "/conference mine")
    made.until(lambda: len(questions(dana, "What language")) == 2)
    older, newer = questions(dana, "What language")
    dana.open(newer, "open:get_ready", channel=made.dm(dana))
    dana.fill({"language": "so"})
    dana.submit()
    dana.close()
    # Skipping it in the older message changes nothing: it was answered since, and the next one is asked.
    dana.press(older, "do:skip", channel=made.dm(dana))
    made.until(lambda: len(questions(dana, "Would you like an interpreter")) == 2)
    mine = dana.open(newer, "do:get_ready_mine", channel=made.dm(dana))
    assert "Somali" in words_of(mine)
    dana.open(mine, "open:get_ready", row(mine, "What language", "open:get_ready"))
    dana.fill({"language": "en"})
    dana.submit()
    dana.close()
    made.direct(dana, "What would help you to take part?")
    # Only one of the two was drawn anew; the other still asks.
    (left,) = questions(dana, "Would you like an interpreter")
    dana.press(left, "do:answer", channel=made.dm(dana))
    made.until(lambda: any("not asked any more" in one["text"] for one in dana.direct()))


def questions(who: Hands, words: str) -> list[Json]:
    """The messages that ask this, oldest first."""
    return [one for one in who.direct() if words in one["text"]]


def test_a_free_message_is_offered_back_and_becomes_a_topic_only_on_a_yes(made: World) -> None:
    made, omar, dana = invited(made)
    made.direct(dana, "You are invited")
    dana.say(made.dm(dana), "More time with <Grandma> & June")
    offered = made.direct(dana, "use it as a topic")
    view = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    assert "Grandma" not in words_of(view)
    omar.close()
    dana.open(offered, "do:use", channel=made.dm(dana))
    dana.submit()
    assert "More time with <Grandma> & June" in words_of(dana.modal())
    dana.close()
    view = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    assert "More time with <Grandma> & June" in words_of(view)
