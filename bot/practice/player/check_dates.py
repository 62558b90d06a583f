"""The dates of a conference file: real ones, in an order in which they can have happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import pairwise
from typing import NamedTuple

from bot.domain.dates import UnknownZone, is_shown, is_shown_twice, zone_named
from bot.practice.player.part import Part
from bot.practice.player.problem import Problem
from bot.practice.player.script import ZONES

DATE_KEYS = frozenset(
    {"date", "dob", "invited", "prep_done", "input_received", "follow_up_by", "on", "sent", "got", "asked"}
    | {"done", "due", "by_date", "target_date", "starts", "review_on", "start_by", "planned", "agenda_sent"}
    | {"first_order_date", "asked_on", "view_on", "noted", "consent_until"}
)


class Order(NamedTuple):
    """Two dates, the earlier first, and the words for when they are the other way round."""

    earlier: Part
    later: Part
    words: str


def date_problems(root: Part) -> list[Problem]:
    """Every date that is none, and every pair that cannot be."""
    unreal = list(_unreal(root))
    wrong = {problem.path for problem in unreal}
    late = [
        Problem(order.later.path, order.words)
        for order in _orders(root)
        if not {order.earlier.path, order.later.path} & wrong
        and order.earlier
        and order.later
        and order.later.value < order.earlier.value
    ]
    return unreal + late + list(_talks(root)) + ([] if unreal else list(_clocks_change(root)))


def _unreal(root: Part) -> Iterator[Problem]:
    for leaf in root.leaves():
        key = leaf.path.rsplit(".", 1)[-1]
        is_date = key in DATE_KEYS or leaf.path.startswith("$.expected.reminders[")
        if is_date and isinstance(leaf.value, str) and not _is_real(leaf.value):
            yield Problem(leaf.path, "there is no such day")


def _is_real(text: str) -> bool:
    try:
        return 1900 <= date.fromisoformat(text).year <= 2100
    except ValueError:
        return False


def _orders(root: Part) -> Iterator[Order]:
    trigger = root.at("case", "trigger", "date")
    talks = root.each("conference") or root.each("conferences")
    last = talks[-1].at("date") if talks else Part("$", None)
    family = root.at("family")
    for child in family.each("child") or family.each("children"):
        yield Order(child.at("dob"), trigger, "lies before a child of the family was born")
    for talk in talks:
        yield Order(trigger, talk.at("date"), "a conference cannot be held before the case begins")
        yield Order(talk.at("planned"), talk.at("date"), "a conference cannot be held before it is planned")
        yield Order(talk.at("agenda_sent"), talk.at("date"), "the agenda was sent after the conference")
    for one in root.each("team") + root.each("not_team"):
        for name in ("invited", "prep_done"):
            yield Order(one.at(name), last, f"the conference lies before {one.path}.{name}")
        yield Order(last, one.at("absence", "follow_up_by"), "the follow-up lies before the conference")
    for name, key in (("tasks", "due"), ("acknowledgements", "on")):
        for one in root.each(name):
            yield Order(last, one.at(key), "lies before the conference")
    for answer in root.each("acknowledgements"):
        yield Order(last, answer.at("copy", "sent"), "a copy was sent before the conference")
        yield Order(answer.at("copy", "sent"), answer.at("copy", "got"), "the copy came before it was sent")
    endorsement = root.at("endorsement")
    yield Order(last, endorsement.at("asked"), "endorsement was asked for before the conference")
    yield Order(endorsement.at("asked"), endorsement.at("done"), "was answered before it was asked for")
    before = last
    for version in root.each("versions"):
        yield Order(before, version.at("on"), "lies before the version before it")
        before = version.at("on")


def _clocks_change(root: Part) -> Iterator[Problem]:
    """A conference begins and ends at times that its clocks show, and show once."""
    zone = root.at("case", "zone")
    name = zone.value or ZONES.get(root.at("case").text("profile"), "UTC")
    try:
        zone_named(name)
    except UnknownZone:
        yield Problem(zone.path, f"there is no time zone {name!r}")
        return
    for talk in root.each("conference") or root.each("conferences"):
        for at in filter(None, (talk.at("start"), talk.at("end"))):
            wall = datetime.combine(date.fromisoformat(talk.text("date")), time.fromisoformat(at.value))
            if not is_shown(wall, name):
                yield Problem(at.path, f"clocks go forward that night in {name}: this time never comes")
            elif is_shown_twice(wall, name):
                yield Problem(at.path, f"clocks go back that night in {name}: this time comes twice")


def _talks(root: Part) -> Iterator[Problem]:
    talks = root.each("conference") or root.each("conferences")
    for before, after in pairwise(talks):
        if after.text("date") <= before.text("date"):
            yield Problem(
                after.at("date").path, "conferences stand in the order in which they are held, a day apart"
            )
    for talk in talks:
        if talk.get("start") and talk.get("end") and talk.text("end") <= talk.text("start"):
            yield Problem(
                talk.at("end").path,
                "lies before the start; a conference ends on its day, by 23:59 at the latest",
            )
        if talk.get("end") and not talk.get("start"):
            yield Problem(talk.at("end").path, "an end needs a start")
