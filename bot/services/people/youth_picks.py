"""A young person chooses people of the team; what they chose is kept, and what is still to be asked found."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.case import Child
from bot.domain.errors import AnswersNotUnderstood
from bot.domain.youth import YouthPicks, is_asked, may_be_picked, said_last
from bot.services.acting import Acting, OnCase


def record_picks(acting: Acting, case_id: str, values: Mapping[str, Any]) -> str:
    """Whom they chose, or that they want nobody more; returns its id.

    Raises AnswersNotUnderstood where the rule does not allow it, with the rule in words.
    """
    with acting.on_case("team.change", case_id) as on:
        child = on.child(values["child_id"])
        picked = tuple(dict.fromkeys(values.get("picked") or ()))
        no_more = bool(values.get("no_more"))
        if values["on"] > on.today:
            raise AnswersNotUnderstood({"on": "date_in_future"})
        if not is_asked(on.profile, child, values["on"]):
            raise AnswersNotUnderstood({"child_id": "too_young_to_pick"})
        _by_the_rule(on, picked, no_more)
        facts = {"picked": picked, "no_more": no_more, "on": values["on"]}
        return on.keep(YouthPicks, child_id=child.id, entered_by=acting.user, **facts).id


def still_to_pick(on: OnCase, children: tuple[Child, ...]) -> Iterator[Child]:
    """Those who may still choose: not asked yet, or whom they chose is gone or may not be chosen now."""
    rule, picks = on.profile.youth, on.work.find(YouthPicks, case_id=on.case.id)
    for child in children:
        if rule is None or not is_asked(on.profile, child, on.today):
            continue
        said = said_last(picks, child.id)
        good = [one for one in said.picked if _may_be(on, one)] if said else []
        if said is None or (not said.no_more and len(good) < rule.picks) or len(good) < len(said.picked):
            yield child


def chosen_by(on: OnCase) -> Mapping[str, tuple[str, ...]]:
    """For each person who was chosen the names of the young people who chose them."""
    picks = on.work.find(YouthPicks, case_id=on.case.id)
    last = [(child, said_last(picks, child.id)) for child in on.work.find(Child, case_id=on.case.id)]
    people = {person for _, said in last if said for person in said.picked}
    return {
        person: tuple(child.name for child, said in last if said and person in said.picked)
        for person in people
    }


def _by_the_rule(on: OnCase, picked: tuple[str, ...], no_more: bool) -> None:
    most = on.profile.youth.picks if on.profile.youth else 0
    if not picked and not no_more:
        raise AnswersNotUnderstood({"picked": "pick_or_no_more"})
    if len(picked) > most:
        raise AnswersNotUnderstood({"picked": "too_many_picks"}, picked={"most": most})
    if not all(_may_be(on, one) for one in picked):
        raise AnswersNotUnderstood({"picked": "may_not_be_picked"})


def _may_be(on: OnCase, person_id: str) -> bool:
    person = on.people.get(person_id)
    return person is not None and may_be_picked(on.profile, person)
