"""A mother with Slack sees the draft first and asks for a change; a relative hears of it when it is out."""

from bot.practice.player.hands import Hands, Json, elements
from tests.scenarios.test_topics import on_the_team
from tests.scenarios.world import MEETING, World, with_case, words_of


def drafted(made: World) -> tuple[World, Hands, Hands, Hands]:
    """A planned conference with a hard topic; Ada is the child's second mother and has Slack, as Gail has."""
    made, _, omar = with_case(made)
    gail, ada = on_the_team(made, omar), made.person("Ada Reyes")
    made.desk.post(f"/channels/{made.channel}/invite", by=omar.user, user=ada.user)
    facts = {"role": "mother", "name": "Ada Reyes", "slack_user": ada.user}
    made.form(omar, made.hub(omar), "open:person", **facts)
    made.form(omar, made.hub(omar), "open:schedule", **MEETING)
    made.form(omar, made.hub(omar), "open:topic", words="What the judge said", minutes="20", hard="yes")
    return made, omar, gail, ada


def value_of(surface: Json, action: str) -> str:
    return next(str(one["value"]) for _, one in elements(surface) if str(one["action_id"]).startswith(action))


def test_the_family_looks_first_asks_and_is_answered_before_it_goes_to_everyone(made: World) -> None:
    made, omar, gail, ada = drafted(made)
    early = gail.shown(lambda: gail.command(made.channel, "/conference agenda"))
    assert "The agenda is not ready yet" in words_of(early)
    assert "judge" not in words_of(early)
    gail.close()
    receipt = omar.open(made.hub(omar), "do:show_draft", channel=made.channel)
    assert "In a direct message: Ada Reyes" in words_of(receipt)
    assert "Dana Reyes" in words_of(receipt)
    omar.close()
    draft = made.direct(ada, "You see it before the others do")
    assert "judge" not in draft["text"]
    assert "You see the agenda" in words_of(ada.home())
    view = ada.open(draft, "do:open_agenda", channel=made.dm(ada))
    assert "This may be hard to talk about" in words_of(view)
    ada.open(view, "open:own_request")
    ada.fill({"kind": "differently", "words": "Please not while June is there."})
    ada.submit()
    assert "You will hear what comes of it" in words_of(ada.modal())
    ada.close()
    asked = made.direct(omar, "asks for a change to the agenda")
    assert "June" not in asked["text"]
    view = omar.open(asked, "do:open_agenda", channel=made.dm(omar))
    assert "Please not while June is there." in words_of(view)
    omar.open(view, "open:answer_request")
    omar.fill({"done": "yes", "answer": "We do it after June has left."})
    omar.submit()
    omar.close()
    told = made.direct(ada, "There is an answer")
    view = ada.open(told, "do:open_agenda", channel=made.dm(ada))
    assert "We do it after June has left." in words_of(view)
    ada.close()
    shown = omar.open(made.hub(omar), "do:send_agenda", channel=made.channel)
    assert "Not yet: Dana Reyes and June Reyes" in words_of(shown), "Ada has seen it"
    omar.fill({"why": "Dana is away; June hears it from Omar."})
    omar.submit()
    omar.close()
    view = gail.open(made.direct(gail, "The agenda is ready"), "do:open_agenda", channel=made.dm(gail))
    assert "What the judge said" in words_of(view)
    assert "Please not while June is there." not in words_of(view)
    assert not made.breaches()


def test_a_late_change_is_told_once_to_whoever_saw_it_and_shown_where_it_is(made: World) -> None:
    made, omar, gail, ada = drafted(made)
    made.send_agenda(omar)
    ready = made.direct(gail, "The agenda is ready")
    gail.press(ready, "do:seen_agenda", channel=made.dm(gail))
    for words in ("Summer camp", "The new school"):
        made.form(omar, made.hub(omar), "open:topic", words=words)
    made.at("2026-03-02T17:00:00+00:00")
    changed = made.direct(gail, "has changed since you saw it")
    view = gail.open(changed, "do:open_agenda", channel=made.dm(gail))
    assert words_of(view).count("new or changed since you saw it") == 2
    assert words_of(view).count("if there is time") == 2
    gail.close()
    assert len([one for one in gail.direct() if "has changed since" in one["text"]]) == 1
    assert not any("has changed since" in one["text"] for one in ada.direct()), "she has not seen it yet"
    view = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    view = omar.open(view, "do:who_has_agenda")
    assert "Gail Okafor saw it in Slack on March 2, 2026. *It changed since then*" in words_of(view)
    omar.open(view, "open:agenda_told", value_of(view, "open:agenda_told"))
    omar.fill({"how": "without"})
    omar.fill({"why": "She was not reached."})
    omar.submit()
    omar.close()
    view = omar.open(made.hub(omar), "do:open_agenda", channel=made.channel)
    assert "goes without it: She was not reached." in words_of(omar.open(view, "do:who_has_agenda"))
