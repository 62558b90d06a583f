"""Agendas to put on paper: the worked example's, and others of another shape."""

from typing import Any

from bot.services.plan.plan_content import people_named
from tests.builders import sample, sample_record

Agenda = dict[str, Any]


def agenda(**changes: Any) -> Agenda:
    """The worked example's agenda, as whoever leads the case may see it."""
    facts = sample()["conference"]
    topics = [
        {
            "topic": each["topic"],
            "minutes": each["min"],
            "from": None if each["from"] == "facilitator" else each["from"],
            "lead": each["lead"],
        }
        for each in facts["agenda"]
    ]
    told = {
        "meeting": {
            "kind": "case_planning_conference",
            "date": facts["date"],
            "start": facts["start"],
            "end": facts["end"],
            "zone": "America/Chicago",
            "place": facts["place"],
            "ways": ["in_person", "phone"],
        },
        "topics": topics,
        "leads": ["x1"],
        **{"of": None, "of_who_leads": False},
    } | changes
    told["topics"] = [
        {"author_shown": True, "hard": False, "if_time": False} | each for each in told["topics"]
    ]
    named = {"person": told["leads"], "topics": told["topics"]}
    return told | {"people": people_named(sample_record(), named)}
