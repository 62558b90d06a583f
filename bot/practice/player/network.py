"""Who belongs: what each person answered, how they are reached, the search, and providers' words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time
from functools import partial

from bot.practice.player.hands import Hands, Json
from bot.practice.player.part import Part
from bot.practice.player.scene import Deed, Scene, Sheet, yes_no
from bot.practice.player.script import Someone, day

MIDDAY = time(12)
# Three separate questions, of which each may be left out.
ANSWERS = ("interest", "willing", "able")


def told_of_a_person(scene: Scene, someone: Someone) -> None:
    """How somebody may be reached, and what they answered to the three questions, on the day they joined."""
    part, who = someone.part, scene.opener
    if part.get("contact"):
        safe = {"safe": yes_no(part.get("contact_safe"))}
        way = {"person_id": scene.person(someone.id), "kind": "other", "value": part.get("contact"), **safe}
        _fill(scene, who, "contact_way", part.at("contact"), way)
    said = {name: part.get(name) for name in ANSWERS}
    if any(said.values()):
        on = scene.house.now().date().isoformat()
        sheet = Sheet(part, {"person_id": scene.person(someone.id), **said, "on": on})
        scene.fill_in(who, "person_facts", _from_people(scene, "open:person_facts"), [sheet])


def network_deeds(scene: Scene, before_last: date) -> Iterator[Deed]:
    """Who was asked who belongs, the search, and what providers wrote; what has no day of its own, then.

    Of treatment without a signed consent nobody notes anything.
    """
    root = scene.script.root

    def on(part: Part) -> date:
        return day(part.get("on")) if part.get("on") else before_last

    for said in root.each("who_belongs"):
        yield Deed(on(said), MIDDAY, "private", "Who belongs", partial(_mention, scene, said, on(said)))
    for line in root.each("search_log"):
        yield Deed(on(line), MIDDAY, "private", "Search log", partial(_try, scene, line, on(line)))
    for written in root.each("provider_input"):
        if written.get("treatment_consent") is False:
            continue
        do = partial(_provider_input, scene, written, on(written))
        yield Deed(on(written), MIDDAY, "private", "A provider's input", do)
    for offer in root.each("offers"):
        yield Deed(on(offer), MIDDAY, "private", "A way to meet is offered", partial(_offer, scene, offer))


def _mention(scene: Scene, said: Part, on: date) -> None:
    values = {
        "asked_of": scene.person(said.get("by")),
        "belongs": said.get("says"),
        "person_id": scene.person(said.get("about")),
        "name": said.get("name"),
        "relation": said.get("relation"),
        "words": said.get("words"),
        "on": on.isoformat(),
    }
    _fill(scene, scene.leader, "mention", said, values)


def _try(scene: Scene, line: Part, on: date) -> None:
    for key in ("channel", "result"):
        if not line.get(key):
            scene.script.suppose(line.path, f"{key}: other, as the file gives none")
    values = {
        "person_id": scene.person(line.get("about")),
        "on": on.isoformat(),
        "channel": line.get("channel") or "other",
        "result": line.get("result") or "other",
        "words": line.get("words"),
    }
    _fill(scene, scene.leader, "contact_try", line, values)


def _provider_input(scene: Scene, written: Part, on: date) -> None:
    """Written down by whoever leads."""
    consent = written.get("treatment_consent")
    values = {
        "said_by": scene.person(written.get("by")),
        "text": written.get("text"),
        "given_on": on.isoformat(),
        "about_treatment": "yes" if consent else "no",
        "treatment_consent": "yes" if consent else None,
    }
    _fill(scene, scene.leader, "provider_input", written, values)


def _offer(scene: Scene, offer: Part) -> None:
    """From the page with the ways to meet, by whoever leads."""
    values = {
        "kind": offer.get("kind"),
        "said_by": scene.person(offer.get("to")),
        "offered_on": offer.get("on"),
        "offered_by": scene.person(offer.get("by")),
        "answer": offer.get("answer"),
        "words": offer.get("words"),
    }
    leader = scene.leader

    def way() -> Json:
        return leader.open(leader.open(scene.hub(leader), "do:ways", channel=scene.channel), "open:offer")

    scene.fill_in(leader, "offer", way, [Sheet(offer, values)])


def _fill(scene: Scene, who: Hands, kind: str, part: Part, values: dict[str, object]) -> None:
    scene.fill_in(who, kind, scene.from_hub(who, f"open:{kind}"), [Sheet(part, values)])


def _from_people(scene: Scene, action: str) -> Callable[[], Json]:
    """The way to a form by the list of people."""
    who = scene.opener
    return lambda: who.open(who.open(scene.hub(who), "do:people", channel=scene.channel), action)
