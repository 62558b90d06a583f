"""Before the agenda goes out, the child and the parents look at its draft: by a tap, or as staff show it."""

from __future__ import annotations

from functools import partial

from bot.domain.access import Standing, of_role
from bot.domain.agenda import HOW_SHOWN
from bot.domain.conference import ABSENT
from bot.practice.player.hands import Hands, Json
from bot.practice.player.scene import Scene, Sheet
from bot.practice.player.script import Talk, how_took_part

FAMILY = (Standing.CHILD, Standing.PARENT)
*WAYS, NOT_SHOWN = HOW_SHOWN
IN_PERSON = "in_person"
NOT_SAID = "The conference file does not say that they were shown it."


def show_draft(scene: Scene, talk: Talk) -> None:
    """Those with Slack get it and tap; of the others it is noted how they saw it, or that they did not."""
    people = [who for who in scene.added if _looks_first(scene, talk, who)]
    if not people:
        return
    leader = scene.leader
    tapping = [who for who in people if who in scene.hands]
    if tapping:
        leader.open(scene.hub(leader), "do:show_draft", channel=scene.channel)
        leader.close()
    for who in tapping:
        scene.try_to(scene.script.people[who].part, partial(_look, scene, scene.hands[who]))
    sheets = [
        Sheet(scene.script.people[who].part, {"person_id": scene.person(who), **_shown(scene, talk, who)})
        for who in people
        if who not in tapping
    ]
    scene.fill_in(leader, "first_look", partial(_from_agenda, scene), sheets)


def _looks_first(scene: Scene, talk: Talk, who: str) -> bool:
    someone = scene.script.people[who]
    of_family = of_role(scene.script.profile.role(someone.role)) in FAMILY
    return someone.on_team and of_family and scene.script.is_asked(talk, who)


def _look(scene: Scene, who: Hands) -> None:
    message, button = scene.direct(who, "do:draft_seen")
    who.open(message, "do:draft_seen", button["value"], str(who.state()["dms"][0]["id"]))
    who.close()


def _shown(scene: Scene, talk: Talk, who: str) -> dict[str, object]:
    """The way in which they saw the agenda itself, else in person; whoever did not come was not shown it."""
    script, part = scene.script, scene.script.people[who].part
    seen = next((one.get("how") for one in talk.part.each("agenda_seen") if one.get("who") == who), None)
    if seen in WAYS:
        return {"how": seen}
    came = script.took_part(talk, who)
    if came is None or how_took_part(came.value) in ABSENT:
        return {"how": NOT_SHOWN, "why": NOT_SAID}
    script.suppose(f"{part.path}.first_look", "shown the draft in person: the family sees it first")
    return {"how": IN_PERSON}


def _from_agenda(scene: Scene) -> Json:
    leader = scene.leader
    shown = leader.open(scene.hub(leader), "do:open_agenda", channel=scene.channel)
    return leader.open(shown, "open:first_look")
