"""`--play`: whole conferences by themselves, and what they left held against their files."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fasteners import InterProcessLock
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from bot.practice.player.kills import Killer
from bot.practice.player.play import play
from bot.practice.player.reading import read_file
from bot.practice.player.scene import Reminder
from tests.practice.player.files import (
    ALL,
    FAMILY_MEETING,
    KEPT_APART,
    ROOT,
    SAMPLE,
    THREE_VISITS,
    TWO_CHILDREN,
    steps_of,
)
from tests.practice.player.likeness import deeds, rows
from tests.practice.player.replay import looked_at_again, paper

Json = dict[str, Any]
pytestmark = pytest.mark.timeout(400)
KILLS, SEED = 20, 7
PAPERS = {
    *("plan.json", "plan.docx", "plan.pdf", "narrative.md", "actions.csv", "record.json", "audit.jsonl"),
    *("transcript.md", "report.json"),
}


@pytest.fixture(scope="session")
def plays(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, int], Path]:
    """Plays a file with so many kills, once for all workers; the folder with what it left.

    A play takes a minute. A fixture with parameters would be made anew each time that tests in random
    order come back to one, and each worker would play for itself.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    @cache
    def play_once(file: Path, kills: int) -> Path:
        out, played = (shared / f"play-{file.stem}-{kills}{end}" for end in ("", ".done"))
        with InterProcessLock(f"{out}.lock"):
            if not played.exists():
                assert play(file, out, Killer(kills, SEED) if kills else None) == 0, paper(out, "report.json")
                played.touch()
        return out

    return play_once


@pytest.fixture(params=ALL, ids=lambda file: file.stem)
def played(request: pytest.FixtureRequest, plays: Callable[[Path, int], Path]) -> tuple[Path, Path]:
    """A file and the folder with what its play left."""
    return request.param, plays(request.param, 0)


class TestWhatAPlayLeaves:
    """One play for each file, looked at from several sides."""

    def test_every_paper_is_there_and_the_report_is_good(self, played: tuple[Path, Path]) -> None:
        _file, out = played
        written = {path.name for path in out.iterdir()}
        assert {name for name in written if not name.startswith("copy-")} == PAPERS
        report = paper(out, "report.json")
        assert report["good"]
        assert (report["missing"], report["refused"], report["reminders_missing"]) == ([], [], [])
        assert report["slack"]["serious"] == 0
        assert report["seconds"]["whole"] > 0

    def test_the_family_looked_first_and_whoever_leads_decided_to_go_ahead(
        self, played: tuple[Path, Path]
    ) -> None:
        """Before each agenda went out, and before each conference began."""
        _file, out = played
        record = paper(out, "record.json")
        sent = [one for one in record["conferences"] if one["agenda_sent_at"]]
        family = {"mother", "father", "child", "youth"}
        for conference in sent:
            looked = {one["person_id"] for one in record["first_looks"]}
            expected = {one["id"] for one in record["people"] if one["on_team"] and one["role"] in family}
            assert looked == expected - set(conference["left_out"])
        assert [(one["not_first"], one["why"]) for one in record["publishings"]] == [([], None)] * len(sent)
        decided = [one for one in record["goes"] if one["decided"]]
        planned = [one for one in record["conferences"] if one["started_at"]]
        assert len(decided) == len(record["goes"]) == len(planned)
        assert all(one["words"] for one in decided if one["open_items"])

    @pytest.mark.parametrize("played", [SAMPLE], indirect=True)
    def test_each_talk_alone_was_held_part_by_part(self, played: tuple[Path, Path]) -> None:
        """What the file does not tell was put off till later, once; nothing that it tells was."""
        _file, out = played
        record = paper(out, "record.json")
        aside = [(one["person_id"], one["part"]) for one in record["parts_aside"]]
        talked = {one["person_id"] for one in record["preparations"]}
        assert {who for who, _ in aside} == talked
        assert len(aside) == len(set(aside))
        assert {one["state"] for one in record["parts_aside"]} == {"later"}
        assert not {"explain", "safety"} & {part for _, part in aside}

    def test_every_value_of_the_file_was_looked_for(self, played: tuple[Path, Path]) -> None:
        file, out = played
        found = paper(out, "report.json")["found"]
        for leaf in read_file(file).root.leaves():
            above = leaf.path.rpartition("[")[0]
            own = leaf.path.endswith((".id", ".note"))
            assert own or leaf.path in found or above in found, leaf.path

    def test_the_plan_fits_its_schema(self, played: tuple[Path, Path]) -> None:
        _file, out = played
        schema = json.loads((ROOT / "docs" / "plan.schema.json").read_text("utf-8"))
        assert [
            error.json_path for error in Draft202012Validator(schema).iter_errors(paper(out, "plan.json"))
        ] == []

    def test_the_words_that_were_said_stand_in_the_plan_as_they_were_said(
        self, played: tuple[Path, Path]
    ) -> None:
        """An independent look: every sentence of the file's entries is a text of plan.json, once."""
        file, out = played
        content, root = paper(out, "plan.json")["content"], read_file(file).root
        gone = {one.get("id") for version in root.each("versions") for one in version.each("withdrawn")}
        for name in ("strengths", "needs", "ideas", "goals", "objectives", "tasks", "concerns", "decisions"):
            added = [one for version in root.each("versions") for one in version.each("added", name)]
            said = [
                one for one in (*root.each(name), *added) if not one.get("id") or one.get("id") not in gone
            ]
            assert Counter(one["text"] for one in content[name]) == Counter(one.get("text") for one in said)

    @pytest.mark.parametrize("played", [KEPT_APART], indirect=True)
    def test_two_who_are_kept_apart_met_apart_and_share_one_plan(self, played: tuple[Path, Path]) -> None:
        _file, out = played
        record = paper(out, "record.json")
        (rule,), both = record["no_contacts"], record["conferences"]
        assert [one["state"] for one in both] == ["ended", "ended"]
        assert {*both[0]["left_out"], *both[1]["left_out"]} == set(rule["between"])
        asked = {one["id"]: set[str]() for one in both}
        for one in record["invitations"]:
            asked[one["conference_id"]].add(one["person_id"])
        assert not any(set(rule["between"]) <= people for people in asked.values())
        assert len(record["versions"]) == 1
        owners = {task["owner"] for task in paper(out, "plan.json")["content"]["tasks"]}
        assert set(rule["between"]) <= owners

    @pytest.mark.parametrize("played", [THREE_VISITS], indirect=True)
    def test_a_corrected_plan_asked_only_those_whose_part_it_changed(self, played: tuple[Path, Path]) -> None:
        """Withdrawn and taken back, opened to correct, sealed anew: Mika's part is as it was."""
        _file, out = played
        record = paper(out, "record.json")
        first, second = sorted(record["versions"], key=lambda one: one["number"])
        moves = [(one["move"], one["taken_back_at"] is None) for one in record["version_moves"]]
        assert moves == [("withdraw", False), ("reopen", True)]
        assert {one["version_id"] for one in record["version_moves"]} == {first["id"]}
        names = {one["id"]: one["name"] for one in record["people"]}
        (stays,) = record["answers_stay"]
        assert (names[stays["person_id"]], stays["said_of"]) == ("Mika Brandt", first["id"])
        asked = [one for one in record["acknowledgements"] if one["version_id"] == second["id"]]
        assert [names[one["person_id"]] for one in asked] == ["Aldo Brandt"]

    @pytest.mark.parametrize("played", [FAMILY_MEETING], indirect=True)
    @pytest.mark.requirement("K-29")
    def test_of_private_family_time_nothing_is_kept_but_when_it_was(self, played: tuple[Path, Path]) -> None:
        """Staff and the bot leave: from 16:40 to 17:15 in Kansas nobody enters or sees anything."""
        _file, out = played
        record = paper(out, "record.json")
        steps = [one for one in record["moments"] if one["what"] == "stage"]
        alone = [one["thing"] for one in steps].index("private_family_time")
        went, back = (datetime.fromisoformat(one["at"]) for one in steps[alone : alone + 2])
        assert [f"{one:%H:%M}" for one in (went, back)] == ["21:40", "22:15"]
        rows = [row for found in record.values() if isinstance(found, list) for row in found]
        entered = [datetime.fromisoformat(row["entered_at"]) for row in rows if row.get("entered_at")]
        assert any(at < went for at in entered)
        assert any(at >= back for at in entered)
        assert not [at for at in entered if went < at < back]
        assert not [row for row in rows if row.get("stage") == "private_family_time"]
        seen = re.findall(r"^\*\*(\d\d:\d\d):", (out / "transcript.md").read_text("utf-8"), re.MULTILINE)
        assert {"16:40", "17:15"} <= set(seen)
        assert not [at for at in seen if "16:40" < at < "17:15"]

    @pytest.mark.parametrize("played", [FAMILY_MEETING], indirect=True)
    def test_who_has_slack_gets_ready_by_themselves_in_their_language(
        self, played: tuple[Path, Path]
    ) -> None:
        _file, out = played
        record, told = paper(out, "record.json"), (out / "transcript.md").read_text("utf-8")
        [pia] = [one["id"] for one in record["people"] if one["language"] == "es"]
        mine = {one["what"] for one in record["access_needs"] if one["person_id"] == pia}
        assert mine == {"ride", "child_care", "time"}
        assert "¿Qué le ayudaría a participar?" in told
        assert "After three." not in json.dumps(paper(out, "plan.json"))

    @pytest.mark.parametrize("played", [FAMILY_MEETING], indirect=True)
    def test_a_child_speaks_and_no_adults_wording_stands_in_its_place(
        self, played: tuple[Path, Path]
    ) -> None:
        _file, out = played
        content = paper(out, "plan.json")["content"]
        ids = {one["name"]: person for person, one in content["people"].items()}
        voice, wim = content["children"][0]["voice"], ids["Wim Abara"]
        assert (voice["how"], voice["by"]) == ("in_person", wim)
        assert voice["said"] == ["I can cook rice by myself now."]
        own = (voice["good"], voice["worries"], voice["wish"])
        assert own == (
            ["Pia lets me feed the hens."],
            ["Mom cries when the phone rings."],
            ["One whole weekend at home."],
        )
        beside = {"text": "Wim would like weekend visits to start.", "by": ids["Hal Moreno"]}
        assert voice["beside"] == [beside]
        assert [one["by"] for one in content["needs"]] == [wim]

    @pytest.mark.parametrize("played", [FAMILY_MEETING], indirect=True)
    def test_the_familys_idea_is_chosen_with_its_reason_and_becomes_a_support(
        self, played: tuple[Path, Path]
    ) -> None:
        _file, out = played
        content = paper(out, "plan.json")["content"]
        ids = {one["name"]: person for person, one in content["people"].items()}
        [chosen] = [one for one in content["ideas"] if one["chosen_on"]]
        assert len(content["ideas"]) == 3
        assert set(chosen["chosen_by"]) == {ids["Sade Abara"], ids["Wim Abara"], ids["Pia Lonn"]}
        assert (chosen["chosen_on"], chosen["kind"]) == ("2026-04-16", "informal")
        assert chosen["chosen_why"] == "It is what all three of us can keep up."
        [support] = content["services"]
        assert (support["idea"], support["owner"]) == (chosen["id"], ids["Pia Lonn"])
        [other] = content["other_views"]
        assert (other["by"], other["text"]) == (ids["Wim Abara"], "Not a stranger, please.")

    @pytest.mark.parametrize("played", [THREE_VISITS], indirect=True)
    @pytest.mark.requirement("V-02")
    def test_three_home_visits_make_one_plan_each_with_its_true_day(self, played: tuple[Path, Path]) -> None:
        """Also where a visit was noted on a later day, what was said there has the day of the visit."""
        _file, out = played
        plan, record = paper(out, "plan.json"), paper(out, "record.json")
        assert [(one["kind"], one["date"], one["start"]) for one in plan["about"]["talks"]] == [
            ("home_visit", "2026-06-04", "16:00"),
            ("home_visit", "2026-06-09", "15:30"),
            ("home_visit", "2026-06-16", "16:00"),
        ]
        second = next(one for one in record["conferences"] if one["number"] == 2)
        assert second["ended_at"].startswith("2026-06-10"), "noted on the day after"
        said = {
            one["text"]: one["talked_on"]
            for name in ("strengths", "needs", "goals", "concerns")
            for one in record[name]
            if one["conference_id"] == second["id"]
        }
        assert set(said.values()) == {"2026-06-09"}
        assert {"Mika cooks for them on Sundays.", "Kit has someone to turn to."} <= set(said)
        assert plan["content"]["children"][0]["voice"]["asked_on"] == "2026-06-09"

    def test_private_words_are_in_the_whole_record_alone(self, played: tuple[Path, Path]) -> None:
        file, out = played
        canaries = [
            leaf.value for leaf in read_file(file).root.leaves() if str(leaf.value).startswith("Canary")
        ]
        drawn = " ".join(page.extract_text() for page in PdfReader(out / "plan.pdf").pages)
        whole = (out / "record.json").read_text("utf-8")
        readable = PAPERS - {"plan.docx", "plan.pdf", "record.json"}
        others = "".join((out / name).read_text("utf-8") for name in sorted(readable))
        for canary in canaries:
            # Of treatment without a signed consent nothing is noted at all (42 CFR Part 2).
            assert (canary in whole) is not canary.startswith("Canary-treatment")
            assert canary not in drawn + others
        assert bool(canaries) == (file in (TWO_CHILDREN, FAMILY_MEETING))
        assert "Canary" not in drawn


class TestWhatIsMissed:
    """What is spoiled afterwards is missed: the check can fail, fact by fact."""

    SPOILED = (
        ("plan", "$.content.tasks[0].due", "$.tasks[0].due"),
        ("plan", "$.content.strengths[1].text", "$.strengths[1].text"),
        ("plan", "$.content.case.ref", "$.case.ref"),
        ("plan", "$.content.children[0].birth_date", "$.family.child.dob"),
        ("plan", "$.content.children[0].permanency.goal", None),
        ("plan", "$.content.visits[0].where", "$.visit_plan[0].where"),
        ("plan", "$.content.services[0].treatment_consent", "$.services[0].sud_record_consent"),
        ("plan", "$.about.endorsement.done_on", "$.endorsement.done"),
        ("plan", "$.about.narrative_category", "$.expected.narrative_category"),
        ("record", "$.permanencies[0].goal", "$.permanency.goal"),
        ("record", "$.safety_screens[0].joint_meeting_ok", "$.safety_screen.joint_meeting_ok"),
        ("record", "$.preparations[0].done_on", "$.team[0].prep_done"),
        ("record", "$.people[0].role", None),
    )

    @pytest.mark.parametrize("played", [SAMPLE], indirect=True)
    def test_each_spoiled_value_is_missed_where_the_file_says_it(self, played: tuple[Path, Path]) -> None:
        file, out = played
        plan, record = paper(out, "plan.json"), paper(out, "record.json")
        whole = _missing(file, plan, record)
        for which, place, path in self.SPOILED:
            spoiled_plan, spoiled_record = json.loads(json.dumps([plan, record]))
            _spoil(spoiled_plan if which == "plan" else spoiled_record, place)
            # The versions in the record hold the plan's content again; spoil both.
            content = json.dumps(spoiled_plan["content"])
            spoiled_record["versions"][-1]["content"] = content
            if path is not None:
                assert path in _missing(file, spoiled_plan, spoiled_record) - whole, path

    @pytest.mark.parametrize("played", [SAMPLE], indirect=True)
    def test_a_reminder_that_did_not_come_is_missed(self, played: tuple[Path, Path]) -> None:
        file, out = played
        outcome = looked_at_again(file, paper(out, "plan.json"), paper(out, "record.json"), _reminders()[1:])
        assert [fact.path for fact in outcome.missing] == ["$.expected.reminders[0]"]


def _reminders() -> list[Reminder]:
    """Those that the sample's `expected` speaks of."""
    clocks = [Reminder("p4", day, "clock") for day in (date(2026, 8, 5), date(2026, 8, 21), date(2026, 9, 1))]
    return [*clocks, Reminder("p4", date(2026, 3, 24), "follow_up")]


def _missing(file: Path, plan: Json, record: Json) -> set[str]:
    return {fact.path for fact in looked_at_again(file, plan, record, _reminders()).missing}


def _spoil(thing: Any, place: str) -> None:
    *above, last = steps_of(place)
    for step in above:
        thing = thing[step]
    value = thing[last]
    thing[last] = (
        not value if isinstance(value, bool) else f"not {value}" if _is_text(value) else _later(value)
    )


def _is_text(value: str) -> bool:
    return not (len(value) == 10 and value[4] == "-")


def _later(value: str) -> str:
    return (date.fromisoformat(value) + timedelta(days=1)).isoformat()


class TestKills:
    """The bot dies twenty times in the sample, from its first day to its last reminder."""

    @pytest.fixture
    def killed(self, plays: Callable[[Path, int], Path]) -> Path:
        """What such a play left."""
        return plays(SAMPLE, KILLS)

    def test_it_died_in_every_phase_and_nothing_was_doubled_or_lost(self, killed: Path) -> None:
        report = paper(killed, "report.json")
        kills = report["kills"]
        assert (report["good"], report["missing"], report["slack"]["serious"]) == (True, [], 0)
        assert (kills["happened"], kills["doubled"], kills["lost"]) == (KILLS, [], [])
        phases = set(report["seconds"]["phases"]) - {"papers"}
        assert (
            set(kills["phases"])
            == phases
            >= {"people", "planning", "agenda", "meeting", "closing", "reminders"}
        )
        assert any(one["held"] for one in kills["each"]), "it died between the deed and its answer, too"
        assert sum(kills["repeated"].values()) >= KILLS / 2, "people noticed"

    @pytest.mark.parametrize("played", [SAMPLE], indirect=True)
    def test_it_leaves_what_a_play_without_kills_leaves(
        self, killed: Path, played: tuple[Path, Path]
    ) -> None:
        """Row by row of the whole record, and deed by deed of the audit trail."""
        _file, whole = played
        assert rows(killed) == rows(whole)
        assert deeds(killed) == deeds(whole)


def test_a_stopped_play_takes_everything_with_it(tmp_path: Path) -> None:
    """SIGTERM in the middle: the bot under practice and the folder of the play are gone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    environment = {**os.environ, "TMPDIR": str(folder), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", "practice", "--play", str(SAMPLE), "--out", str(tmp_path / "out")]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    for line in process.stderr:
        if "join" in line:
            break
    [mine] = folder.glob("roundtable-play-*")
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert "Stopped" in said
    assert list(folder.iterdir()) == []
    assert not _runs_in(mine)


def _runs_in(folder: Path) -> list[str]:
    """Processes whose working folder it is."""
    time.sleep(0.2)
    return [
        process.name
        for process in Path("/proc").glob("[0-9]*")
        if os.access(process / "cwd", os.R_OK) and str(os.readlink(process / "cwd")).startswith(str(folder))
    ]
