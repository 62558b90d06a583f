"""The conference is held: stage after stage by its card, with what is said at each, until it ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.practice.player.choosing import choose
from bot.practice.player.entries import AFTER_TASKS, LISTS, sheets_of
from bot.practice.player.family_time import mind_the_time
from bot.practice.player.from_earlier import take_over
from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.scene import Deed, Scene, Sheet, new_one, offers, values_of
from bot.practice.player.script import Talk, how_took_part

# While the family is alone there is but one way on, and nothing is recorded.
BACK = "do:back_together"
ONWARD = ("do:next_stage", BACK)
ABSENCE = {
    "reason": "reason",
    "input": "input",
    "input_received": "input_on",
    "follow_up_by": "follow_up_by",
}


def meeting_deeds(scene: Scene, talk: Talk) -> Iterator[Deed]:
    """From its start to its end, at the times of the file."""
    forms = sum(len(scene.script.said_in(talk, place)) for place in LISTS.values()) + len(scene.script.people)
    hold = partial(_hold, scene, talk)
    yield Deed(talk.on, talk.starts(), "meeting", "The conference begins", hold, forms)
    yield Deed(talk.on, talk.ends(), "meeting", "The conference ends", partial(_end, scene, talk))
    yield from private_deeds(scene, talk)


def private_deeds(scene: Scene, talk: Talk) -> Iterator[Deed]:
    """What a child keeps private is written down when the talk is over."""
    voices, over = scene.script.said_in(talk, "child_voice"), talk.over()
    if any(voice.each("asked_to_keep_private") for voice in voices):
        keep = partial(_keep_private, scene, talk)
        yield Deed(over.date(), over.time(), "private", "What a child keeps private", keep)


def _hold(scene: Scene, talk: Talk) -> None:
    leader = scene.leader
    card = scene.house.bring_about(
        "the card appears",
        lambda: leader.press(scene.hub(leader), "do:start", channel=scene.channel),
        lambda: _running(scene.card()),
    )
    take_over(scene, talk)
    record(scene, talk, "attendance", None)
    todo = [*LISTS]
    while True:
        for kind in [kind for kind in todo if kind not in AFTER_TASKS and offers(card, f"open:{kind}")]:
            record(scene, talk, kind, card)
            todo.remove(kind)
        way = next((one for one in ONWARD if offers(card, one)), None)
        if way is None:
            break
        mind_the_time(scene, talk, values_of(card, way)[0])
        card = _next_stage(scene, card, way)
    for kind in todo:
        record(scene, talk, kind, None)


def _running(card: Json | None) -> Json | None:
    return card if card and (offers(card, "do:end") or offers(card, BACK)) else None


def _next_stage(scene: Scene, card: Json, way: str) -> Json:
    """Go on, and wait until the card says so: a tap on an old card leads nowhere."""
    value = values_of(card, way)

    def look() -> Json | None:
        now = _running(scene.card())
        return now if now and values_of(now, way) != value else None

    def press() -> None:
        scene.leader.press(card, way, value[0], scene.card_place)

    return scene.house.bring_about("the next stage", press, look)


def record(scene: Scene, talk: Talk, kind: str, card: Json | None) -> None:
    """Everything of one kind, and of ideas which was chosen."""
    _fill_in(scene, talk, kind, card)
    if kind == "idea":
        choose(scene, scene.script.said_in(talk, "ideas"), talk)


def _fill_in(scene: Scene, talk: Talk, kind: str, card: Json | None) -> None:
    """From the card where it offers that, else by typing or through the lists."""
    sheets = list(attendance(scene, talk) if kind == "attendance" else sheets_of(scene, talk, kind))
    if not sheets:
        return
    leader = scene.leader
    if card is not None:
        scene.fill_in(
            leader, kind, partial(leader.open, card, f"open:{kind}", channel=scene.card_place), sheets
        )
    elif kind == "attendance":
        scene.fill_in(leader, kind, scene.from_hub(leader, "open:attendance"), sheets)
    elif kind == "goal_view":
        scene.fill_in(leader, kind, partial(by_list, scene, kind), sheets)
    else:
        scene.fill_in(leader, kind, scene.by_command(leader, kind), sheets)


def entries_shown(scene: Scene, kind: str) -> Json:
    """The list of one kind of entry."""
    leader = scene.leader
    record = scene.by_command(leader, "record")()
    value = next(value for value in values_of(record, "do:entries") if value.split(":")[1] == kind)
    return leader.open(record, "do:entries", value)


def by_list(scene: Scene, kind: str) -> Json:
    """The way to a form through the list of its entries."""
    shown = entries_shown(scene, kind)
    return scene.leader.open(shown, f"open:{kind}", new_one(shown, kind))


def attendance(scene: Scene, talk: Talk) -> Iterator[Sheet]:
    """How each person took part; of whom the file says nothing, nothing is recorded."""
    for who in scene.added:
        how = scene.script.took_part(talk, who)
        if how is None:
            continue
        absence = _absence(scene, talk, who)
        facts = {name: absence.get(key) for key, name in ABSENCE.items()}
        owner = scene.person(absence.get("follow_up_owner"))
        values = {
            "person_id": scene.person(who),
            "how": how_took_part(how.value),
            **facts,
            "follow_up_owner": owner,
        }
        yield Sheet(how, values)


def _absence(scene: Scene, talk: Talk, who: str) -> Part:
    own = next((one for one in talk.part.each("attendance") if one.get("who") == who), None)
    return own.at("absence") if own else scene.script.people[who].part.at("absence")


def _keep_private(scene: Scene, talk: Talk) -> None:
    """What a child asks to keep private goes where only those who lead can read it."""
    leader, day = scene.leader, talk.on.isoformat()
    sheets = [
        Sheet(words, {"child_id": scene.child(child), "words": words.value, "told_on": day})
        for voice in scene.script.said_in(talk, "child_voice")
        for child in [voice.get("child") or scene.script.only_child()]
        for words in voice.each("asked_to_keep_private")
    ]

    def way() -> Json:
        shown = leader.open(scene.hub(leader), "do:kept_private", channel=scene.channel)
        return leader.open(shown, "open:keep_private")

    scene.fill_in(leader, "keep_private", way, sheets)


def _end(scene: Scene, talk: Talk) -> None:
    leader = scene.leader
    scene.house.bring_about(
        "the conference ends",
        lambda: leader.press(scene.hub(leader), "do:end", channel=scene.channel),
        lambda: offers(scene.card() or {}, "do:gaps"),
    )
