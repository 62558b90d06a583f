"""The words of documents are plain, name everything that profiles know, and fall back to English."""

import copy
import importlib
import re
import tomllib
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.documents.actions_csv import actions_csv
from bot.documents.docx_apart import Unusable
from bot.documents.docx_file import plan_docx
from bot.documents.narrative import narrative_md
from bot.documents.page import page
from bot.documents.page_agenda import agenda_page
from bot.documents.page_blank import blank_page
from bot.documents.page_copy import copy_page
from bot.documents.page_snapshot import snapshot_page
from bot.documents.seal import Problem
from bot.documents.words import MESSAGES, Words, words
from bot.domain.closing import ANSWERS, HOW_COPIES_GO, MANNERS, VIEWS
from bot.domain.conference import HOW_TOOK_PART, WHY_SET_ASIDE
from bot.domain.how_we_talk import ACCEPTANCES, HOW_ACCEPTED
from bot.domain.ideas import KINDS_OF_IDEA
from bot.domain.plan import HOW_VOICE_WAS_HEARD
from bot.flows.snapshot import PROMPTS
from bot.profiles import load_profiles
from tests.builders import bare_record
from tests.documents.agendas import agenda
from tests.documents.plans import Plan, plan_of, with_all_sections, worked_example
from tests.documents.test_blank import blank
from tests.documents.test_copy import every_shape

PROFILES = load_profiles().values()
KNOWN = {
    "answers": {*ANSWERS, "endorsed", "returned"},
    "manners": set(MANNERS),
    "views": set(VIEWS),
    "copy_ways": set(HOW_COPIES_GO),
    "took_part": set(HOW_TOOK_PART),
    "acceptances": set(ACCEPTANCES),
    "how_accepted": set(HOW_ACCEPTED),
    "set_aside_reasons": set(WHY_SET_ASIDE),
    "voice_ways": set(HOW_VOICE_WAS_HEARD),
    "need_domains": {domain.id for profile in PROFILES for domain in profile.needs_domains},
    "help_kinds": set(KINDS_OF_IDEA),
    "roles": {role.id for profile in PROFILES for role in profile.roles},
    "clocks": {clock.id for profile in PROFILES for clock in profile.clocks},
    "events": {event.id for profile in PROFILES for event in profile.trigger_events},
    "plan_kinds": {kind.id for profile in PROFILES for kind in profile.plan_kinds},
    "meeting_kinds": {kind.id for profile in PROFILES for kind in profile.meeting_kinds},
    "permanency_goals": {goal.id for profile in PROFILES for goal in profile.permanency_goals},
    "challenge": {profile.challenge.text for profile in PROFILES},
    "narrative_categories": {profile.narrative.category for profile in PROFILES},
}


@pytest.mark.parametrize("group", KNOWN)
def test_everything_with_an_id_has_a_name(group: str) -> None:
    assert not KNOWN[group] - set(words().names[group])


def test_every_problem_of_a_plan_file_has_words() -> None:
    assert set(words().phrases["verify"]) == {str(problem) for problem in Problem}


class Spoken(Words):
    """Words that remember which of them were said."""

    def __call__(self, key: str, **facts: object) -> str:
        SAID.add(key)
        return super().__call__(key, **facts)


SAID: set[str] = set()


def other_family() -> Plan:
    """A family of another shape than the worked example's: whatever is there is missing here, and more."""
    said, told = copy.deepcopy(worked_example())
    [child] = said["children"]
    [first, *_] = said["tasks"]
    said["goals"] = said["goals"][:1]
    mark = {"plan_of": "2026-03-18", "by": "p1", "on": "2026-08-20"}
    unknown: list[dict[str, Any]] = [{}, {"on": None}, {"plan_of": None}, {"plan_of": None, "by": None}]
    said["needs"] = [said["needs"][0] | {"carried": mark | one} for one in unknown] + said["needs"][1:]
    tags = ["safety", "well_being"]
    said["objectives"] = [row | {"carried": mark, "tags": tags} for row in said["objectives"]]
    said["tasks"] = [
        first | {"carried": mark} | {"objective": None, "barrier": "No car.", "court_ordered": True}
    ]
    said["case"]["empty_places"] = [{"role": "father", "reason": "Not known."}]
    answers = {"good": ["My dog."], "worries": ["Nights."], "wish": ["A door that locks."], "asked_by": "p5"}
    answers |= {"beside": [{"text": "She sleeps badly.", "by": "p1"}], "asked_on": None}
    said["children"] = [
        child | {"voice": child["voice"] | {"said": [], "reason": "Too young."}},
        child | {"id": "a", "voice": child["voice"] | answers},
        child | {"id": "d", "voice": child["voice"] | answers | {"asked_on": "2026-03-10"}},
        child | {"id": "b", "voice": None, "permanency": None},
        child | {"id": "c", "voice": child["voice"] | {"said": [], "reason": None}},
    ]
    tie = {"id": "i", "child": "a", "kind": "faith", "with": None, "name": "The choir", "safe": "safe"}
    tie |= {"wish": "To sing.", "keeps": "A ride.", "how_often": "Sundays", "by": "p1"}
    said["ties"] = [tie, tie | {"kind": "relative", "with": "p1", "name": None, "safe": "being_checked"}]
    beside = {"text": "They talk each evening.", "by": "p1"}
    said["strengths"] = [said["strengths"][0] | {"told_by": "p5", "beside": beside}]
    bare = {"id": "w", "text": "Nights.", "by": None, "child": "a", "action": None, "tasks": []}
    said["concerns"] = [bare | {"no_action": None}]
    chosen = {"chosen_on": "2026-03-18", "chosen_by": [], "chosen_why": "It is near."}
    need = said["needs"][0]["id"]
    said["ideas"] = [{"id": "j", "need": need, "text": "Rosa.", "kind": None, "by": None} | chosen]
    told["goal_history"] = [told["goal_history"][0] | {"days": None}]
    child["permanency"]["reasons"] = "Safe now."
    told["acknowledgements"][0]["words"] = "Thank you."
    dissent = [one for one in told["views"] if one["view"] == "disagrees"]
    told |= {"version": 2, "replaces": 1, "why": "A visit moved.", "views": []}
    told["conference"]["held"] = {"date": "2026-03-18", "start": "15:30", "end": None, "by": "x1"}
    told["others"][0]["took_part"] = "in_person"
    unasked = {"person": "p6", "answer": "not_asked", "manner": None}
    told["acknowledgements"].append(told["acknowledgements"][0] | unasked)
    first_due = told["due_dates"][0]
    for clock, amount, unit in (("a", 1, "days"), ("b", -21, "days"), ("c", 1, "months")):
        told["due_dates"].append(first_due | {"clock": clock, "amount": amount, "unit": unit, "done_by": []})
    told["due_dates"].append(first_due | {"clock": "d", "stood_still": 12, "at_most": 90, "done_by": []})
    told["tasks_status"] = [{"task": first["id"], "state": "done", "on": "2026-03-20"}]
    told["answers_stay"] = [{"person": "p9", "said_of": 1}]
    told["views_before"] = [told_before | {"said_of": 1} for told_before in dissent]
    no = told["acknowledgements"][0] | {"person": "p9", "answer": "no", "said_of": 1}
    told["acknowledgements_before"] = [no]
    told["acknowledgements"] = [one for one in told["acknowledgements"] if one["person"] != "p9"]
    told["set_aside"] = [
        {"gap": "visits", "about": about, "why": "later", "words": None} for about in ("b", "nobody")
    ]
    told["set_aside"].append({"gap": "section", "about": "visits", "why": "not_relevant", "words": None})
    told["agenda"][0]["parked"] = True
    tapped = {"answer": "with_words", "how": "phone", "on": "2026-03-18", "words": "For June."}
    told["team"][0] |= {"keeps_private": tapped}
    told["team"][1] |= {"keeps_private": tapped | {"how": None, "words": None}}
    told["outcomes"] = [
        {"question": "legal_parent", "by": by, "text": "Her aunt.", "child": None} for by in ("p1", None)
    ]
    told["opening"] = {
        "rules_said_on": "2026-03-18",
        "rules": [{"by": by, "text": "Nobody shouts."} for by in ("p1", None)],
    }
    ruth = next(member for member in told["team"] if member["person"] == "p6")
    told["team"].append(ruth | {"absence": ruth["absence"] | {"follow_up_owner": None}})
    told["team"].append(ruth | {"took_part": None, "absence": None})
    told["copies"] = [
        dict.fromkeys(("how", "due", "sent_on", "got_on")) | {"person": "p1"} | dates
        for dates in ({"due": "2026-04-01"}, {"got_on": "2026-04-01"})
    ]
    told["endorsement"] |= {"asked_of": "U_other", "words": "Well done."}
    said["visits"][-1]["who"] = None
    told["people"]["x2"]["name"] = " "
    visit = {"date": "2026-03-04", "start": "16:00", "end": "17:00", "kind": "home_visit"}
    came = [{"person": "p1", "how": "in_person"}]
    told |= {"talks": [visit | {"people": people} for people in (came, [])]}
    return said, told


def met_by_the_word_of(told: dict[str, Any], user: str) -> dict[str, Any]:
    """The meeting with times that somebody said who is not of the case."""
    meeting: dict[str, Any] = told["conference"]
    return meeting | {"held": meeting["held"] | {"by": user}}


def _no_template() -> bytes:
    raise Unusable("It is gone.")


def test_each_phrase_is_printed_for_some_family_and_each_printed_one_is_there() -> None:
    plain = words("so")
    spoken = Spoken(plain.language, plain.locale, plain.phrases, plain.names, asked=plain.asked)
    said, told = other_family()
    asked = told | {"endorsement": told["endorsement"] | {"answer": None}}
    done = [{"task": said["tasks"][0]["id"], "state": "done", "on": None}]
    one_child = {"children": said["children"][1:2]}
    plans: list[Plan] = [
        worked_example(),
        plan_of(with_all_sections()),
        plan_of(bare_record()),
        (said, told),
        (said, asked | {"tasks_status": done, "conference": met_by_the_word_of(told, "U_staff")}),
        (said, {}),
        (said | {"objectives": [], "visits": []} | one_child, told | {"team": [], "due_dates": []}),
    ]
    view = worked_example()[1]["views"][0] | {"items": [said["strengths"][0]["id"], "nothing"]}
    due = {"due": "2026-04-01", "by": None, "on": None, "words": None}
    for reply in (due, *(due | {"by": by, "on": "2026-03-30", "words": "We heard."} for by in ("p1", "U_s"))):
        plans.append((said, told | {"views": [view | {"reply": reply}]}))
    for content, about in plans:
        page(content, about, spoken, practice=True)
    part = told | {
        "is_part": True,
        "answers_of": "p1",
        "acknowledgements": [],
        "views": [],
        "views_before": [],
        "acknowledgements_before": [],
    }
    page(said, part, spoken, practice=False)
    page(said, part | {"views": worked_example()[1]["views"]}, spoken, practice=False)
    untimed = [topic | {"minutes": minutes} for topic in agenda()["topics"][:1] for minutes in (None, 1)]
    unplaced = [untimed[0] | {"hard": True, "if_time": True}]
    for topics in (agenda()["topics"], untimed, untimed[:1], unplaced):
        agenda_page(agenda(topics=topics), spoken, practice=False)
    for whose in ({"of": "p1"}, {"of_who_leads": True}):
        agenda_page(agenda(**whose), spoken, practice=False)
    for profile in load_profiles():
        blank_page(blank(profile), spoken, practice=False)
    snapshot_page({"prompts": list(PROMPTS)}, spoken, practice=False)
    for told_to in every_shape():
        copy_page(*told_to, spoken, practice=False)
    page(*worked_example(), replace(spoken, language="es", asked=""), practice=False)
    narrative_md(*worked_example(), spoken)
    narrative_md(said, told, spoken)
    narrative_md(*plan_of(bare_record()), spoken)
    narrative_md(said, told | {"narrative_entered": {"on": "2026-03-20", "by": "p1"}}, spoken)
    to_enter = told["due_dates"][0] | {"done_by": ["narrative_entered"]}
    narrative_md(said, told | {"due_dates": [to_enter]}, spoken)
    actions_csv(said, told, spoken)
    plan_docx(said, told, spoken, own=_no_template)
    there = {f"{section}.{name}" for section, lines in plain.phrases.items() for name in lines}
    unsaid = there - SAID - {f"verify.{problem}" for problem in Problem}
    assert sorted(unsaid) == []


@pytest.mark.requirement("K-24")
def test_the_words_are_about_grade_6() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        textstat = importlib.import_module("textstat")

    # Labels are no sentences: the sentences are read as one text, as a parent reads them.
    sentences = [
        re.sub(r"\{[a-z_]+\}", "Dana", phrase)
        for section, lines in words().phrases.items()
        for phrase in lines.values()
        if phrase.rstrip("”").endswith(".") and section != "verify"
    ]
    assert len(sentences) > 30
    assert textstat.flesch_kincaid_grade(" ".join(sentences)) <= 6


@pytest.mark.requirement("C-02")
@pytest.mark.parametrize("word", ["client", "non-compliant", "failed to", "noncustodial", "perpetrator"])
def test_no_disrespectful_word_is_among_them(word: str) -> None:
    for path in MESSAGES.glob("*/documents/*.toml"):
        assert word not in path.read_text("utf-8").lower()


def translated(folder: Path) -> Words:
    for language, text in {
        "en": '[why]\nheading = "Why we are here"\nnone = "Nobody has written down why yet."',
        "es": '[why]\nheading = "Por qué estamos aquí"',
    }.items():
        (folder / language / "documents").mkdir(parents=True)
        (folder / language / "documents" / "plan.toml").write_text(text, "utf-8")
    return words("es", "en-US", folder=folder)


def test_what_is_not_translated_yet_is_english(tmp_path: Path) -> None:
    spanish = translated(tmp_path)
    assert spanish("why.heading") == "Por qué estamos aquí"
    assert "18 de marzo de 2026" in spanish.long_date("2026-03-18")
    assert spanish("why.none") == "Nobody has written down why yet."


def test_a_paper_is_in_one_language(tmp_path: Path) -> None:
    translated(tmp_path)
    assert words("fr", "en-US", folder=tmp_path).language == "en"
    assert words("fr", "en-US", folder=tmp_path).locale.language == "en"


def test_a_day_is_written_as_people_there_write_it() -> None:
    assert words("en", "en-US").long_date("2026-03-18") == "Wednesday, March 18, 2026"
    assert words("en", "en-AU").short_date("2026-03-18").startswith("Wed")
    assert "18 Mar" in words("en", "en-AU").short_date("2026-03-18")
    assert words("xx", "yy").short_date("2026-03-18") == "Wed, Mar 18, 2026"


def test_an_id_without_a_name_is_shown_as_it_is_and_an_agencys_own_name_wins() -> None:
    assert words().term("placements", "kinship_home") == "Kinship home"
    assert words(terms={"roles.casa": "advocate"}).term("roles", "casa") == "advocate"


def test_typed_text_is_never_read_as_a_phrase() -> None:
    assert "{reason}" in words()("people.empty", role="{reason}", reason="x")


def test_spanish_papers_say_all_that_english_ones_do_with_the_same_facts_filled_in() -> None:
    """A paper in Spanish has no English sentence among them, and loses no name or date."""
    spanish, english = MESSAGES / "es" / "documents", MESSAGES / "en" / "documents"
    for file in sorted(one.name for one in english.glob("*.toml")):
        theirs, ours = (_flat(folder / file) for folder in (spanish, english))
        assert set(theirs) == set(ours), file
        for key, phrase in ours.items():
            assert _filled(theirs[key]) == _filled(phrase), (file, key)


def _flat(path: Path) -> dict[str, str]:
    sections = tomllib.loads(path.read_text("utf-8")).items()
    return {f"{section}.{name}": phrase for section, lines in sections for name, phrase in lines.items()}


def _filled(phrase: str) -> set[str]:
    return set(re.findall(r"\{([a-z_]+)\}", phrase)) - {"language"}
