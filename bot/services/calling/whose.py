"""Whose a conference is: everyone's but those left out; a talk or a visit only of those who are asked."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import AnswersNotUnderstood
from bot.services.acting import OnCase


def whose(on: OnCase, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a conference of this kind says of it: formal or not is the profile's (V-02). Raises
    AnswersNotUnderstood.
    """
    if on.profile.meeting_kind(values["kind"]).formal:
        return {"formal": True, "asked": (), **_left_out(on, values)}
    people = tuple(on.person(one).id for one in values.get("people") or ())
    if not people:
        raise AnswersNotUnderstood({"people": "missing"})
    return {"formal": False, "asked": people, "left_out": (), "why_left_out": None}


def _left_out(on: OnCase, values: Mapping[str, Any]) -> dict[str, Any]:
    """Who is asked to a separate meeting instead, and why, for those who lead. Not those who lead."""
    people = [on.person(one) for one in values.get("left_out") or ()]
    if any(on.would_lead(one) for one in people):
        raise AnswersNotUnderstood({"left_out": "leads_it"})
    return {"left_out": tuple(one.id for one in people), "why_left_out": values.get("why_left_out")}
