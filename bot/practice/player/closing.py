"""After the conference: what is open is set aside, the plan is sealed, asked about and endorsed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import partial

from bot.practice.player.answers import answer_deeds, day_or_none, from_answers, moment_of
from bot.practice.player.from_earlier import carry_the_rest
from bot.practice.player.hands import CannotDo, Json, elements
from bot.practice.player.part import Part
from bot.practice.player.scene import ENDORSER, Deed, Scene, Sheet, Trouble, offers, values_of
from bot.practice.player.script import Talk

NOT_NEEDED, NEW_VERSION = "do:not_needed", "open:new_version"
MET_AGAIN = "The team met again."
LOOK, LEFT_OUT = "do:look_once_more", "do:left_out"
NOT_SEALED = "the plan could not be sealed: something is open that cannot be left open"


def closing_deeds(scene: Scene, talk: Talk) -> Iterator[Deed]:
    """The seal at the end of the last conference, then everything on its day."""
    over = talk.over()
    root, last = scene.script.root, (over.date(), over.time())
    yield Deed(*last, "closing", "The plan is read back and sealed", partial(seal, scene, root))
    yield from answer_deeds(scene, root, *last)
    yield from endorsement_deeds(scene, root.at("endorsement"), *last)


def early_seal(scene: Scene, talk: Talk) -> Deed:
    """The seal of a conference after which another one begins a new plan; nobody is asked about it here."""
    over, part = talk.over(), talk.part.at("sealed")
    title = "The plan is read back and sealed"
    return Deed(over.date(), over.time(), "closing", title, partial(seal, scene, part))


def endorsement_deeds(scene: Scene, part: Part, on: date, at: time) -> Iterator[Deed]:
    """Asked for on one day, answered on another."""
    if not part:
        return
    asked = day_or_none(part.get("asked"))
    if asked is None:
        asked = on
        scene.script.suppose(f"{part.path}.asked", f"{on}: an endorsement is asked for before it is given")
    yield Deed(
        asked, moment_of(asked, on, at), "closing", "Endorsement is asked for", partial(_ask, scene, part)
    )
    if part.get("done") or part.get("answer"):
        done = day_or_none(part.get("done")) or asked
        yield Deed(done, moment_of(done, on, at), "closing", "Endorsement", partial(_endorse, scene, part))


def gaps(scene: Scene) -> Json:
    """What is still open, and the seal."""
    return scene.by_command(scene.leader, "close")()


def seal(scene: Scene, part: Part) -> None:
    """Whatever the file leaves out is left open on purpose; goals and steps cannot be."""
    shown = leave_open(scene, gaps(scene))
    if offers(shown, NEW_VERSION):
        scene.leader.open(shown, NEW_VERSION)
        scene.leader.fill({"why": MET_AGAIN})
        scene.leader.submit()
        scene.leader.close()
        scene.sealed = scene.plan_is_new = True
        return
    if not offers(shown, "do:seal"):
        scene.leader.close()
        scene.troubles.append(Trouble(part.path, f"{NOT_SEALED} ({', '.join(_asked_for(shown))})"))
        return
    before = shown["hash"]
    scene.house.bring_about(
        "the answers are shown",
        lambda: scene.leader.press(shown, "do:seal"),
        lambda: scene.leader.modal()["hash"] != before,
    )
    scene.leader.close()
    scene.sealed = scene.plan_is_new = True


def _asked_for(shown: Json) -> list[str]:
    """The forms that would close what is open."""
    actions = {str(element.get("action_id", "")).split(":")[1] for _, element in elements(shown)}
    return sorted(actions - {"set_aside"})


def leave_open(scene: Scene, shown: Json) -> Json:
    """Set each gap aside that may be; what is shown when none is left."""
    leader = scene.leader
    if offers(shown, LOOK):
        shown = _look_once_more(scene, shown)
    shown = carry_the_rest(scene, _not_needed(scene, shown))
    tried: set[str] = set()
    while not offers(shown, "do:seal") and not offers(shown, NEW_VERSION):
        items = {value.split(":", 1)[1]: value for value in values_of(shown, "open:set_aside")}
        item = next((item for item in items if item not in tried), None)
        if item is None:
            break
        leader.open(shown, "open:set_aside", items[item])
        leader.fill({"why": "not_discussed"})
        leader.submit()
        tried.add(item)
        scene.left_open.append(item)
        leader.close()
        shown = gaps(scene)
    return shown


def _not_needed(scene: Scene, shown: Json) -> Json:
    """Sections of which the file says nothing: each was looked at, and is not needed this time."""
    while waiting := values_of(shown, NOT_NEEDED):
        shown = scene.turned(scene.leader, shown, NOT_NEEDED, waiting[0])
        scene.left_open.append(f"section:{waiting[0].split(':')[1]}")
    return shown


def _look_once_more(scene: Scene, shown: Json) -> Json:
    """Read the plan to its end beside what children keep private; the plan of a file leaves it out."""
    _read_to_its_end(scene, _turned_to(scene, shown, LOOK))
    return gaps(scene)


def look_again(scene: Scene) -> None:
    """What people answered since the seal is printed with it: it is read as well, where the hub asks so."""
    hub = scene.hub(scene.leader)
    if offers(hub, LOOK):
        _read_to_its_end(scene, scene.leader.open(hub, LOOK, channel=scene.channel))


def _read_to_its_end(scene: Scene, shown: Json) -> None:
    while not offers(shown, LEFT_OUT):
        shown = _turned_to(scene, shown, LOOK)
    _turned_to(scene, shown, LEFT_OUT)
    scene.leader.close()


def _turned_to(scene: Scene, shown: Json, action: str) -> Json:
    return scene.turned(scene.leader, shown, action, values_of(shown, action)[-1])


def _ask(scene: Scene, part: Part) -> None:
    if scene.sealed:
        way = partial(from_answers, scene, "ask_endorsement")
        sheet = Sheet(part.at("asked"), {"asked_of": scene.hands[ENDORSER].user})
        scene.fill_in(scene.leader, "ask_endorsement", way, [sheet])


def _endorse(scene: Scene, part: Part) -> None:
    if not scene.sealed:
        return
    who = scene.hands[ENDORSER]

    def endorse() -> None:
        message, button = scene.direct(who, "open:endorse")
        who.open(message, "open:endorse", button["value"], who.state()["dms"][0]["id"])
        answer = part.get("answer") or "endorsed"
        who.fill({"answer": answer, "words": part.get("words")})
        who.submit()
        who.close()
        look_again(scene)
        if answer == "endorsed":
            scene.direct(scene.leader, "do:got_it")

    try:
        endorse()
    except CannotDo as refused:
        scene.troubles.append(Trouble(part.path, str(refused)))
