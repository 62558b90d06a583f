"""After the seal each person is asked three things, one apart from the other: chance, view, copy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import partial

from bot.practice.player.hands import Hands, Json
from bot.practice.player.part import Part
from bot.practice.player.scene import Deed, Scene, Sheet, yes_no
from bot.practice.player.script import day

MORNING = time(9, 30)


def answer_deeds(scene: Scene, within: Part, on: date, at: time) -> Iterator[Deed]:
    """Acknowledgements, views and copies of one version."""
    answers = within.each("acknowledgements")
    for answer in answers:
        if not answer.get("on") and answer.get("answer") != "not_asked":
            scene.script.suppose(f"{answer.path}.on", f"{on}: on the day of the seal, as no day is given")
    days: dict[date, list[Part]] = {}
    for answer in answers:
        days.setdefault(max(on, day_or_none(answer.get("on")) or on), []).append(answer)
    for when, some in sorted(days.items()):
        ask = partial(_answers, scene, some, when)
        yield Deed(when, moment_of(when, on, at), "closing", "Each is asked", ask, len(some))
    copies: dict[date, list[Part]] = {}
    for answer in answers:
        copy = answer.at("copy")
        moments = [
            max(on, moment)
            for moment in (day_or_none(copy.get("sent")), day_or_none(copy.get("got")))
            if moment
        ]
        for moment in sorted(set(moments)) or ([on] if copy else []):
            copies.setdefault(moment, []).append(answer)
    for when, some in sorted(copies.items()):
        yield Deed(when, moment_of(when, on, at), "closing", "Copies", partial(_copies, scene, some, when))


def day_or_none(text: str | None) -> date | None:
    return day(text) if text else None


def moment_of(when: date, on: date, at: time) -> time:
    return at if when == on else MORNING


def answers_shown(scene: Scene) -> Json:
    """Who was asked what, with the forms for those without Slack."""
    return scene.leader.open(scene.hub(scene.leader), "do:answers", channel=scene.channel)


def from_answers(scene: Scene, form: str, way: str = "open") -> Json:
    return scene.leader.open(answers_shown(scene), f"{way}:{form}")


def _answers(scene: Scene, answers: list[Part], when: date) -> None:
    """Three separate questions; those who tap do it themselves, in their own messages."""
    if not scene.sealed:
        return
    taps = [one for one in answers if one.get("manner") == "tap" and one.get("who") in scene.hands]
    for one in taps:
        scene.try_to(one, partial(_tap, scene, scene.hands[one.get("who")], one))
    others = [one for one in answers if one not in taps]
    entered = [Sheet(one, _acknowledgement(scene, one, when)) for one in others if _is_told(one)]
    scene.fill_in(scene.leader, "acknowledgement", partial(from_answers, scene, "acknowledgement"), entered)
    views = [Sheet(one.at("view"), _view(scene, one, when)) for one in others if _has_view(one)]
    scene.fill_in(scene.leader, "view", partial(from_answers, scene, "view"), views)


def _is_told(answer: Part) -> bool:
    """Whoever was not asked has no answer; why not is worth keeping."""
    return bool(answer.get("answer") != "not_asked" or answer.get("reason"))


def _has_view(answer: Part) -> bool:
    return answer.get("view") not in (None, "not_asked")


def _acknowledgement(scene: Scene, one: Part, when: date) -> dict[str, object]:
    asked = one.get("answer") != "not_asked"
    return {
        "person_id": scene.person(one.get("who")),
        "answer": one.get("answer"),
        "manner": one.get("manner"),
        "on": (one.get("on") or when.isoformat()) if asked else None,
        "witness": scene.person(one.get("witness")),
        "with_person": scene.person(one.get("with")),
        "interpreter": scene.person(one.get("via_interpreter")),
        "words": one.get("words") or one.get("reason"),
    }


def _view(scene: Scene, one: Part, when: date) -> dict[str, object]:
    return {
        "person_id": scene.person(one.get("who")),
        "view": one.get("view"),
        "words": one.get("view_words"),
        "on": one.get("view_on") or one.get("on") or when.isoformat(),
        "told_how_to_challenge": yes_no(one.get("told_how_to_challenge")),
    }


def _tap(scene: Scene, who: Hands, one: Part) -> None:
    """A person's own tap, and then apart from it their own view."""
    message, button = scene.direct(who, "do:acknowledge", one.text("answer"))
    place = who.state()["dms"][0]["id"]
    if one.get("answer") == "no":
        who.open(message, "do:acknowledge", button["value"], place)
        who.fill({"words": one.get("words")})
        who.submit()
        who.close()
    else:
        who.press(message, "do:acknowledge", button["value"], place)
    if _has_view(one):
        version = button["value"].split(":")[0]
        asked, view = scene.direct(who, "open:own_view", version)
        who.open(asked, "open:own_view", view["value"], place)
        who.fill({"view": one.get("view"), "words": one.get("view_words")})
        who.submit()
        who.close()


def _copies(scene: Scene, answers: list[Part], when: date) -> None:
    """How each copy goes, when it went and came; never before it did."""
    if not scene.sealed:
        return
    today = when.isoformat()
    sheets = [
        Sheet(
            one.at("copy"),
            {
                "person_id": scene.person(one.get("who")),
                "how": one.at("copy").get("how"),
                "sent_on": _until(one.at("copy").get("sent"), today),
                "got_on": _until(one.at("copy").get("got"), today),
            },
        )
        for one in answers
    ]
    scene.fill_in(scene.leader, "copy", partial(from_answers, scene, "copy"), sheets)


def _until(said: str | None, today: str) -> str | None:
    return said if said and said <= today else None
