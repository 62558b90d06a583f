"""A conference is planned: invitations, notices, replies, topics, and the agenda that goes to everyone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import NamedTuple

from bot.practice.player.get_ready import get_ready
from bot.practice.player.going_ahead import going_ahead_deeds
from bot.practice.player.part import Part
from bot.practice.player.picking import IfAsked
from bot.practice.player.reminders import conference_deeds
from bot.practice.player.scene import Deed, Scene, Sheet
from bot.practice.player.script import Talk, day
from bot.practice.player.topics import agenda_deeds

FORENOON, AFTERNOON = time(10), time(14)


class Invited(NamedTuple):
    """That somebody was asked to come: on which day, told how, with what reply."""

    who: str
    part: Part
    on: date | None
    how: str | None
    reply: Part


def planning_deeds(scene: Scene, talk: Talk, begins: datetime) -> Iterator[Deed]:
    """From the day on which it is planned to the conference itself; never before `begins`."""
    for deed in _as_they_come(scene, talk, begins.date()):
        on_time = max(deed.at, begins.time()) if deed.day == begins.date() else deed.at
        yield deed._replace(at=min(on_time, talk.starts()) if deed.day == talk.on else on_time)


def _as_they_come(scene: Scene, talk: Talk, begins: date) -> Iterator[Deed]:
    asked = invitations(scene, talk)
    planned = max(begins, _planned_on(scene, talk, asked, begins))
    asked = [one if one.on else _asked_when_planned(scene, one, planned) for one in asked]
    yield Deed(planned, FORENOON, "planning", "The conference is planned", partial(_schedule, scene, talk))
    days = sorted({max(planned, one.on) for one in asked if one.on})
    for on in days:
        told = [one for one in asked if one.on and max(planned, one.on) == on]
        yield Deed(on, time(11), "planning", f"{len(told)} are told", partial(_notices, scene, talk, told))
    if talk.part.each("get_ready"):
        last = days[-1] if days else planned
        ready = partial(get_ready, scene, talk)
        yield Deed(last, time(13), "planning", "People get ready by themselves", ready)
    replies = [one for one in asked if one.reply]
    if replies:
        last = days[-1] if days else planned
        yield Deed(last, AFTERNOON, "planning", "Replies", partial(_replies, scene, replies))
    yield from agenda_deeds(scene, talk, max([planned, *days]))
    yield from conference_deeds(scene, talk, planned)
    yield from going_ahead_deeds(scene, talk)


def invitations(scene: Scene, talk: Talk) -> list[Invited]:
    """Who was asked to this conference: its own list, and for the last one what stands with the people."""
    found = [
        Invited(one.text("who"), one, _day(one.get("on")), one.get("how"), one.at("reply"))
        for one in talk.part.each("invitations")
    ]
    if talk.last:
        known = {one.who for one in found}
        found += [
            Invited(
                who, some.part, _day(some.part.get("invited")), some.part.get("notice"), some.part.at("reply")
            )
            for who, some in scene.script.people.items()
            if who not in known and any(some.part.get(key) for key in ("invited", "notice", "reply"))
        ]
    return found


def _asked_when_planned(scene: Scene, one: Invited, planned: date) -> Invited:
    """Somebody who was told, or answered, was asked: at the latest when the conference was planned."""
    if one.how or not scene.script.has_slack(one.who):
        scene.script.suppose(f"{one.part.path}.invited", f"{planned}: on the day on which it was planned")
    return one._replace(on=planned)


def _day(text: str | None) -> date | None:
    return day(text) if text else None


def _planned_on(scene: Scene, talk: Talk, asked: list[Invited], begins: date) -> date:
    if talk.part.get("planned"):
        return day(talk.part.get("planned"))
    days = [one.on for one in asked if one.on]
    if days:
        return min(days)
    scene.script.suppose(f"{talk.part.path}.planned", "planned as soon as it could be: the file gives no day")
    return begins


def _schedule(scene: Scene, talk: Talk) -> None:
    part, script = talk.part, scene.script
    kind = script.kind_of(talk)
    if not part.get("kind"):
        script.suppose(f"{part.path}.kind", f"{kind}: the first kind of meeting of the profile")
    if not part.get("start"):
        script.suppose(f"{part.path}.start", f"{talk.starts():%H:%M}: a conference must start at some time")
    if not part.get("end"):
        script.suppose(f"{part.path}.end", f"{talk.ends():%H:%M}: a conference must end at some time")
    asked = [scene.person(who) for who in scene.added if script.is_asked(talk, who)]
    values = {
        "kind": kind,
        "date": part.get("date"),
        "after_due": IfAsked("yes"),
        "start": f"{talk.starts():%H:%M}",
        "end": f"{talk.ends():%H:%M}",
        "zone": script.zone,
        "place": part.get("place"),
        "ways": part.get("ways"),
        "people": asked if kind in script.profile.talk_kinds else None,
        "left_out": [scene.person(who) for who in part.get("left_out") or ()] or None,
        "why_left_out": part.get("why_left_out"),
    }
    scene.fill_in(scene.leader, "schedule", scene.by_command(scene.leader, "schedule"), [Sheet(part, values)])
    leading = script.leader.id
    for who in scene.added:
        if who in scene.hands and who != leading and script.is_asked(talk, who):
            scene.try_to(part, partial(_sees_invitation, scene, who))


def _sees_invitation(scene: Scene, who: str) -> None:
    scene.direct(scene.hands[who], "do:reply")


def _notices(scene: Scene, talk: Talk, told: list[Invited]) -> None:
    """Staff note whom they told; whom the bot itself invited needs no note, unless it was otherwise."""
    sheets = []
    for one in told:
        if one.who in scene.hands and not one.how:
            continue
        if not one.how:
            scene.script.suppose(f"{one.part.path}.notice", "phone: a notice must have a way")
        values = {
            "person_id": scene.person(one.who),
            "invited_on": one.on.isoformat() if one.on else None,
            "how": one.how or "phone",
            "reply": None if one.who in scene.hands else one.reply.value,
        }
        sheets.append(Sheet(one.part.at("invited") or one.part, values))
    scene.fill_in(scene.leader, "notice", scene.from_hub(scene.leader, "open:notice"), sheets)


def _replies(scene: Scene, replies: list[Invited]) -> None:
    """Those with Slack answer their invitation."""
    for one in replies:
        if one.who in scene.hands and one.who != scene.script.leader.id:
            scene.try_to(one.reply, partial(_reply, scene, one))


def _reply(scene: Scene, one: Invited) -> None:
    who = scene.hands[one.who]
    message, button = scene.direct(who, "do:reply", str(one.reply.value))
    who.press(message, "do:reply", button["value"], who.state()["dms"][0]["id"])
