"""How conferences can be held: private family time, talks that are noted, ideas that are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.domain.course import FAMILY_ALONE
from bot.domain.profile import PracticeProfile
from bot.practice.player.noted import THERE
from bot.practice.player.part import Part
from bot.practice.player.problem import Problem

# A talk that nobody planned has none of these.
OF_PLANNED = (
    *("planned", "invitations", "agenda", "agenda_sent", "agenda_seen", "left_out", "why_left_out"),
    *("family_time", "ways"),
)


def talk_problems(root: Part, profile: PracticeProfile) -> list[Problem]:
    """Everything about the course of a conference that cannot be played."""
    talks = root.each("conference") or root.each("conferences")
    found = [problem for talk in talks for problem in _family_time(talk, profile)]
    for talk in talks:
        if talk.get("noted"):
            found += _noted(talk, profile)
    return [*found, *_in_order(talks), *_chosen(root), *_offers(root, profile), *_ready(root)]


def _kind(talk: Part, profile: PracticeProfile) -> str:
    return str(talk.get("kind") or profile.meeting_kinds[0].id)


def _known(talk: Part, profile: PracticeProfile) -> bool:
    return _kind(talk, profile) in {one.id for one in profile.meeting_kinds}


def _family_time(talk: Part, profile: PracticeProfile) -> Iterator[Problem]:
    told = talk.at("family_time")
    if not told or not _known(talk, profile):
        return
    stages = {one.id for one in profile.stages_of(_kind(talk, profile))}
    if FAMILY_ALONE not in stages:
        yield Problem(told.path, "this kind of meeting has no private family time")
    if told.text("end") <= told.text("start"):
        yield Problem(told.at("end").path, "the end lies before the start")
    if not talk.get("start") or not talk.get("end"):
        yield Problem(told.path, "needs the start and the end of the conference")
    elif told.text("start") < talk.text("start") or told.text("end") > talk.text("end"):
        yield Problem(told.path, "lies outside the conference")


def _noted(talk: Part, profile: PracticeProfile) -> Iterator[Problem]:
    if talk.text("noted") < talk.text("date"):
        yield Problem(talk.at("noted").path, "a talk cannot be noted before it is held")
    if _known(talk, profile) and profile.meeting_kind(_kind(talk, profile)).formal:
        yield Problem(talk.at("noted").path, "only a talk or a visit is noted; a conference is held")
    for key in OF_PLANNED:
        if talk.get(key) is not None:
            yield Problem(talk.at(key).path, "a talk that is noted was not planned")
    ways = {one.get("how") for one in talk.each("attendance")}
    if len(ways & set(THERE)) != 1:
        yield Problem(
            talk.at("attendance").path, "names who was there, all in one way: that is what is noted"
        )


def _in_order(talks: list[Part]) -> Iterator[Problem]:
    """What is said in a talk goes into the record before the next conference is held, or noted."""
    for talk, following in pairwise(talks):
        next_day = following.get("noted") or following.get("date")
        late = talk.get("noted") and str(talk.get("noted")) > str(next_day)
        same = talk.get("noted") and talk.get("noted") == next_day and not following.get("noted")
        if late or same:
            yield Problem(talk.at("noted").path, "a talk is noted before the next conference")


def _chosen(root: Part) -> Iterator[Problem]:
    """A step comes from an idea that was chosen."""
    versions = root.each("versions")
    ideas = [*root.each("ideas"), *(one for version in versions for one in version.each("added", "ideas"))]
    known = {one.get("id"): one for one in ideas}
    for name in ("tasks", "services"):
        for step in (*root.each(name), *(one for version in versions for one in version.each("added", name))):
            idea = known.get(step.get("idea"))
            if step.get("idea") and idea is not None and not idea.get("chosen"):
                yield Problem(step.at("idea").path, f"the idea {step.get('idea')} was not chosen")


def _offers(root: Part, profile: PracticeProfile) -> Iterator[Problem]:
    """Only what the profile knows as family-led is offered."""
    known = [rule.id for rule in profile.offers]
    for offer in root.each("offers"):
        if offer.get("kind") not in known:
            words = f"must be one of: {', '.join(known)}" if known else f"{profile.id} knows no offers"
            yield Problem(offer.at("kind").path, words)


def _ready(root: Part) -> Iterator[Problem]:
    """Only who has Slack gets ready by themselves."""
    slack = {one.get("id") for one in root.each("team") + root.each("not_team") if one.get("slack")}
    for talk in root.each("conference") + root.each("conferences"):
        for ready in talk.each("get_ready"):
            if ready.get("who") not in slack:
                yield Problem(ready.at("who").path, "only somebody with Slack can get ready by themselves")
