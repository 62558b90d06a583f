"""Plans to make documents of: the worked example, and small families of other shapes."""

import base64
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.domain.ideas import Idea, OtherView
from bot.domain.plan import Concern, Decision, Service
from bot.domain.record import CaseRecord
from bot.profiles import profile
from bot.services.plan.plan import about, content
from tests.builders import CHILD, SAID, sample_due_dates, sample_record, sealed

Plan = tuple[dict[str, Any], dict[str, Any]]


class TestKey:
    """A key of the same kind as the server's."""

    __test__ = False

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()

    def sign(self, content: bytes) -> str:
        return base64.b64encode(self._key.sign(content)).decode()

    @property
    def public(self) -> str:
        raw = self._key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return base64.b64encode(raw).decode()


def plan_of(record: CaseRecord, profile_id: str = "us-ks") -> Plan:
    """The content and what is recorded about it, sealed as version 1."""
    practice = profile(profile_id)
    said = content(record, practice)
    record, version = sealed(record, said)
    return said, about(record, practice, version, sample_due_dates(), {"U_supervisor": "Nell Brandt"})


@cache
def worked_example() -> Plan:
    return plan_of(sample_record())


def with_all_sections() -> CaseRecord:
    """The worked example with something in each section that its file leaves empty."""
    worry = Concern(**SAID, id="w1", text="Nights are not safe.", said_by="p4", action="A night plan.")
    seen_to = replace(worry, id="w2", action=None, task_ids=("t3",))
    why_not = replace(worry, id="w3", action=None, no_action="The court looks at it.", child_id=CHILD)
    day = date(2026, 3, 18)
    chosen: dict[str, Any] = {"chosen_on": day, "chosen_by": ("p1",), "chosen_why": "June asked for it."}
    drives = Service(**SAID, id="f8", what="Drives on Sundays", kind="informal", owner_id="p9", who="Her car")
    decided = Decision(**SAID, id="d1", text="June stays in her school.", decided_by=("p1", "p4"), on=day)
    tasks = (replace(sample_record().tasks[0], after_task="t2"), *sample_record().tasks[1:])
    return replace(
        sample_record(),
        tasks=tasks,
        ideas=(
            Idea(**SAID, id="i1", need_id="n1", text="A neighbour calls at nine."),
            Idea(
                **SAID,
                id="i2",
                need_id="n1",
                text="Rosa stays over.",
                kind="informal",
                said_by="p9",
                **chosen,
            ),
        ),
        other_views=(OtherView(**SAID, id="o9", idea_id="i2", text="I can do it.", said_by="p1"),),
        services=(
            *sample_record().services,
            drives,
            replace(drives, id="f9", kind="community", owner_id=None),
        ),
        concerns=(worry, seen_to, why_not),
        decisions=(decided, replace(decided, id="d2", text="We meet again in May.", decided_by=())),
    )


def with_words(words: str) -> Plan:
    """The worked example in which everybody says the same words everywhere."""
    record = sample_record()
    parts: dict[str, Any] = {
        "case": replace(record.case, why_we_are_here=words),
        "people": tuple(replace(person, name=words) for person in record.people),
        "children": tuple(replace(child, name=words) for child in record.children),
        "strengths": tuple(replace(each, text=words) for each in record.strengths),
        "needs": tuple(replace(each, text=words) for each in record.needs),
        "goals": tuple(replace(each, text=words) for each in record.goals),
        "objectives": tuple(replace(each, text=words, measure=words) for each in record.objectives),
        "tasks": tuple(
            replace(each, text=words, done_when=words, help=words, barrier=words) for each in record.tasks
        ),
        "visits": tuple(replace(each, how_often=words, where=words) for each in record.visits),
        "services": tuple(replace(each, what=words, who=words) for each in record.services),
        "voices": tuple(replace(each, said=words, how_words=words) for each in record.voices),
        "views": tuple(replace(each, words=words) for each in record.views),
        "acknowledgements": tuple(replace(each, words=words) for each in record.acknowledgements),
    }
    return plan_of(replace(record, **parts))
