"""How a talk opened, as plan and narrative tell it: rules, who keeps what is said private, answers."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema

from bot.documents.narrative import narrative_md
from bot.documents.page import page
from bot.documents.words import words
from bot.domain.how_we_talk import Acceptance, GroundRule, RulesSaid
from bot.domain.looking_back import Outcome
from tests.builders import CONFERENCE, OF_CASE, sample_record
from tests.documents.plans import Plan, plan_of

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "plan.schema.json").read_text("utf-8"))
AT = datetime(2026, 3, 18, 20, 40, tzinfo=UTC)
WORDS = words("en", "en-US")


def opened() -> Plan:
    """The worked example: Dana said yes in her own words, Marcus was not asked; Marcus added a rule."""
    about = {**OF_CASE, "conference_id": CONFERENCE, "entered_by": "U_x1"}
    yes = Acceptance(
        **about, id="v1", person_id="p1", answer="with_words", at=AT, how="said", words="For June."
    )
    open_still = Acceptance(**about, id="v2", person_id="p2", answer="not_asked", at=AT)
    rule = GroundRule(**about, id="v4", entered_at=AT, text="Nobody shouts.", said_by="p2")
    answer = Outcome(**about, id="v5", entered_at=AT, question="natural_network", text="Rosa.", said_by="p1")
    return plan_of(
        replace(
            sample_record(),
            acceptances=(yes, open_still),
            rules_said=(RulesSaid(**about, id="v3", at=AT, language="en", text="We listen."),),
            ground_rules=(rule,),
            outcomes=(answer,),
        )
    )


def test_the_list_of_who_took_part_says_what_each_answered_and_of_others_nothing() -> None:
    content, about = opened()
    dana, marcus = page(content, about, WORDS, practice=False)["people"]["rows"][:2]
    assert "Will keep it private, in their own words (said). In their words: “For June.”" in dana["took_part"]
    assert "private" not in marcus["took_part"]
    of_version = SCHEMA["properties"]["about"]
    jsonschema.validate(about, {**of_version, "$defs": SCHEMA["$defs"]})


def test_the_narrative_tells_the_rules_and_the_lasting_questions() -> None:
    told = narrative_md(*opened(), WORDS).body.decode()
    assert "The ground rules were said to everyone on" in told
    assert "asked for this rule: “Nobody shouts.”" in told
    assert "Who can stay close to the child for life?" in told
