"""Before anybody meets: what is known of the case, and what is said in private."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import partial

from bot.domain.preparing import EXPLAIN, SAFETY
from bot.practice.player.hands import Json
from bot.practice.player.network import network_deeds
from bot.practice.player.part import Part
from bot.practice.player.scene import Deed, Scene, Sheet, yes_no
from bot.practice.player.script import Someone, day
from bot.practice.player.talk_alone import Told, hold_talk, is_talked_with

MIDDAY = time(12)


def background_deeds(scene: Scene) -> Iterator[Deed]:
    """Each on its day; what the file gives no day for comes as soon as whoever it names is there."""
    script = scene.script
    case, family = script.root.at("case"), script.root.at("family")
    first = day(case.at("trigger").get("date"))
    if case.get("why_we_are_here") or family.get("household"):
        yield Deed(first, MIDDAY, "background", "Why we are here", partial(_background, scene))
    for event in _events(scene):
        yield Deed(max(first, day(event[1])), MIDDAY, "background", event[0], partial(_event, scene, *event))
    inquiry = case.at("tribe_inquiry") or case.at("court", "tribe_inquiry")
    if inquiry:
        on = max(first, day(inquiry.get("asked_on")))
        yield Deed(on, MIDDAY, "background", "Tribe inquiry", partial(_inquiry, scene, inquiry))
    for part in (*case.each("facts"), *family.each("not_known")):
        yield Deed(first, MIDDAY, "background", "A fact of the case", partial(_fact, scene, part))
    for child, placement in script.placements():
        carer = placement.get("with")
        invited = script.people[carer].part.get("invited") if carer else None
        on = max(first, day(invited)) if invited else first
        yield Deed(on, MIDDAY, "background", "Placement", partial(_placement, scene, child, placement))
    yield from _private_deeds(scene, first)


def _background(scene: Scene) -> None:
    case, family = scene.script.root.at("case"), scene.script.root.at("family")
    values = {"why_we_are_here": case.get("why_we_are_here"), "household": family.get("household")}
    way = scene.from_hub(scene.opener, "open:background")
    scene.fill_in(scene.opener, "background", way, [Sheet(case.at("why_we_are_here"), values)])


def _events(scene: Scene) -> list[tuple[str, str, Part]]:
    case = scene.script.root.at("case")
    found = [(part.text("event"), part.text("date"), part) for part in case.each("events")]
    order = case.at("court", "first_order_date")
    return found + ([("first_court_order", order.value, order)] if order else [])


def _event(scene: Scene, name: str, on: str, part: Part) -> None:
    way = scene.from_hub(scene.opener, "open:event")
    scene.fill_in(scene.opener, "event", way, [Sheet(part, {"name": name, "on": on})])


def _inquiry(scene: Scene, part: Part) -> None:
    asked = ", ".join(one.replace("_", " ") for one in part.get("asked_of"))
    values = {"asked_on": part.get("asked_on"), "asked_of": asked, "result": part.get("result")}
    way = scene.from_hub(scene.opener, "open:tribe_inquiry")
    scene.fill_in(scene.opener, "tribe_inquiry", way, [Sheet(part, values)])


def _fact(scene: Scene, part: Part) -> None:
    """A yes-or-no fact, or why a parent's place stays empty."""
    values = {
        "name": part.get("name") or part.get("role"),
        "answer": yes_no(part.get("answer")),
        "reason": part.get("reason"),
    }
    scene.fill_in(
        scene.opener, "case_fact", scene.from_hub(scene.opener, "open:case_fact"), [Sheet(part, values)]
    )


def _placement(scene: Scene, child: Part, part: Part) -> None:
    values = {
        "child_id": scene.child(child.text("id")),
        "kind": part.get("type"),
        "with_person": scene.person(part.get("with")),
        "same_school": yes_no(part.get("same_school")),
        "miles_from_parent": _number(part.get("miles_from_parent")),
        "least_restrictive": yes_no(part.get("least_restrictive")),
        "safe_and_fit": part.get("safe_and_fit"),
    }
    scene.fill_in(
        scene.opener, "placement", scene.from_hub(scene.opener, "open:placement"), [Sheet(part, values)]
    )


def _number(said: int | None) -> str | None:
    return None if said is None else str(said)


def _private_deeds(scene: Scene, first: date) -> Iterator[Deed]:
    """Talks alone, safety screens, hidden addresses, the search for family: by whoever leads, in private."""
    root, last = scene.script.root, scene.script.talks[-1].on
    for someone in scene.script.people.values():
        if any(someone.part.get(name) for name in ("prep_done", "prep_by", "prep_notes")):
            on = _day_of_talk(scene, someone.part, _before(last, first))
            yield Deed(on, MIDDAY, "private", "A talk alone", partial(_preparation, scene, someone, on))
        hidden = someone.part.at("hidden_address")
        if hidden:
            scene.script.suppose(hidden.path, "noted on the day before the conference: the file gives no day")
            note = partial(_hidden_address, scene, hidden, someone.id, _before(last, first))
            yield Deed(_before(last, first), MIDDAY, "private", "A hidden address", note)
    for screen in root.each("safety_screen"):
        on = day(screen.get("on")) if screen.get("on") else _screen_day(scene, screen, first)
        yield Deed(on, MIDDAY, "private", "Safety screens", partial(_screens, scene, screen))
    for rule in root.each("no_contact"):
        on = _when_both_are_there(scene, rule, first)
        yield Deed(on, MIDDAY, "private", "Two are kept apart", partial(_keep_apart, scene, rule, on))
    yield from network_deeds(scene, _before(last, first))


def _before(last: date, first: date) -> date:
    return max(first, date.fromordinal(last.toordinal() - 1))


def _screen_day(scene: Scene, screen: Part, first: date) -> date:
    """On the day of the last talk alone with those who were asked; the record keeps no day for it."""
    talks = [scene.script.people[who].part.get("prep_done") for who in screen.get("asked_separately")]
    known = [day(one) for one in talks if one]
    return max(known) if known else _before(scene.script.talks[-1].on, first)


def _day_of_talk(scene: Scene, part: Part, before: date) -> date:
    if part.get("prep_done"):
        return day(part.get("prep_done"))
    scene.script.suppose(f"{part.path}.prep_done", f"{before}: the day before the conference")
    return before


def _preparation(scene: Scene, someone: Someone, on: date) -> None:
    """Held part by part with whoever has such a talk; of the others it is noted that somebody talked."""
    part = someone.part
    values = {
        "person_id": scene.person(someone.id),
        "done_on": on.isoformat(),
        "by_person": scene.person(part.get("prep_by")),
        "notes": part.get("prep_notes"),
    }
    sheet = Sheet(part.at("prep_done"), values)
    if is_talked_with(scene, someone):
        told = {EXPLAIN: ("preparation", sheet), **_asked_about_safety(scene, someone.id, on)}
        scene.try_to(sheet.part, partial(hold_talk, scene, someone, told))
        return
    scene.fill_in(scene.leader, "preparation", scene.from_hub(scene.leader, "open:preparation"), [sheet])


def _asked_about_safety(scene: Scene, who: str, on: date) -> Told:
    """What was asked in this talk: whoever an address is hidden from must be there to be named."""
    for screen in scene.script.root.each("safety_screen"):
        hidden = screen.get("address_hidden_from") or ()
        if (
            who in screen.get("asked_separately")
            and screen.get("on") in (None, on.isoformat())
            and {*hidden} <= {*scene.added}
        ):
            return {SAFETY: ("safety_screen", _screen(scene, screen, who))}
    return {}


def _screens(scene: Scene, screen: Part) -> None:
    """Of everyone who was not asked in a talk."""
    sheets = [_screen(scene, screen, who) for who in screen.get("asked_separately")]
    left = [sheet for sheet in sheets if ("safety_screen", sheet) not in scene.told]
    scene.fill_in(scene.leader, "safety_screen", scene.from_hub(scene.leader, "open:safety_screen"), left)


def _screen(scene: Scene, screen: Part, who: str) -> Sheet:
    asked = ("no_contact_order", "fear_in_meeting", "joint_meeting_ok")
    hidden = [scene.person(one) for one in screen.get("address_hidden_from") or ()]
    values = {
        "person_id": scene.person(who),
        **{name: yes_no(screen.get(name)) for name in asked},
        "address_hidden_from": hidden or None,
        "words": screen.get("words"),
    }
    return Sheet(screen, values)


def _when_both_are_there(scene: Scene, rule: Part, first: date) -> date:
    """On its own day, never before the two have joined: on the day of their invitation, if they have one."""
    invited = [scene.script.people[who].part.get("invited") for who in rule.get("between")]
    own = [rule.get("from")] if rule.get("from") else []
    return max([first, *(day(one) for one in (*invited, *own) if one)])


def _keep_apart(scene: Scene, rule: Part, on: date) -> None:
    leader = scene.leader
    one, other = (scene.person(who) for who in rule.get("between"))
    since = rule.get("from") or on.isoformat()
    values = {"person_id": one, "other": other, "kind": rule.get("kind"), "since": since}

    def way() -> Json:
        listed = leader.open(scene.hub(leader), "do:kept_apart", channel=scene.channel)
        return leader.open(listed, "open:no_contact")

    scene.fill_in(leader, "no_contact", way, [Sheet(rule, values)])


def _hidden_address(scene: Scene, part: Part, about: str, on: date) -> None:
    values = {"person_id": scene.person(about), "on": on.isoformat(), "words": part.value}
    scene.fill_in(
        scene.leader, "private_note", scene.from_hub(scene.leader, "open:private_note"), [Sheet(part, values)]
    )
