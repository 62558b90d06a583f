"""Papers on request: each comes as a file to its asker alone, holds what is theirs, and can be verified."""

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest

from bot.practice.player.hands import Json, elements
from tests.platform.test_cli import roundtable
from tests.scenarios.two_families import (
    CONTACT,
    IVO,
    PRIVATE,
    Team,
    offered,
    paper,
    planned,
    sealed,
    team_of_two_families,
    words_in,
)
from tests.scenarios.world import World, words_of

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "plan.schema.json").read_text("utf-8"))
OF_PLAN = ["plan.pdf", "plan.docx"]
OF_LEADERS = [*OF_PLAN, "blank.pdf", "narrative.md", "actions.csv", "plan.json", "audit.jsonl", "record.json"]


@pytest.fixture
def team(made: World) -> Team:
    return team_of_two_families(made)


def test_the_list_offers_only_what_can_be_had_now(team: Team) -> None:
    assert offered(team, team.omar) == ["blank.pdf", "audit.jsonl", "record.json"]
    assert offered(team, team.marcus) == []
    planned(team)
    assert offered(team, team.omar) == ["agenda.pdf", "blank.pdf", "audit.jsonl", "record.json"]
    assert offered(team, team.marcus) == ["agenda.pdf"], "a parent sees the draft"
    assert offered(team, team.gail) == []
    team.made.send_agenda(team.omar)
    assert offered(team, team.gail) == ["agenda.pdf"]
    sealed(team)
    assert offered(team, team.omar) == OF_LEADERS
    assert offered(team, team.marcus) == OF_PLAN
    assert offered(team, team.gail) == []
    view = team.gail.open(team.made.hub(team.gail), "do:papers", channel=team.made.channel)
    assert "There is no paper for you yet." in words_of(view)


def test_a_paper_from_an_old_list_is_refused_in_words_and_nothing_is_half_done(team: Team) -> None:
    """The agenda's list stays open while the conference is called off: its button is pressed too late."""
    planned(team)
    made, omar = team.made, team.omar
    view = omar.open(made.hub(omar), "do:papers", channel=made.channel)
    made.form(team.priya, made.hub(team.priya), "open:cancel", why="The judge moved the date")
    before = len(omar.direct())
    omar.press(view, "do:get_paper", next(value for value in _values(view) if "agenda" in value))
    made.until(lambda: "No conference is planned yet" in words_of(omar.modal()))
    assert not any(one.get("files") for one in omar.direct()[before:])


def test_the_agenda_holds_what_its_reader_may_see_and_comes_from_its_view_too(team: Team) -> None:
    planned(team)
    whole = words_in("agenda.pdf", paper(team, team.omar, "agenda.pdf"))
    assert IVO["topic"] in whole
    assert "30 minutes in all." in whole
    assert "PRACTICE" in whole
    for_marcus = words_in("agenda.pdf", paper(team, team.marcus, "agenda.pdf"))
    assert "Time with Leo" in for_marcus
    assert "10 minutes in all." in for_marcus
    for private in ("Ivo", "TEST-0001", CONTACT):
        assert private not in for_marcus

    view = team.marcus.shown(lambda: team.marcus.command(team.made.channel, "/conference agenda"))
    assert IVO["topic"] not in words_of(view)
    team.marcus.press(view, "do:get_paper")
    team.made.until(lambda: "direct message" in words_of(team.marcus.modal()))
    team.made.until(lambda: sum(len(one.get("files", ())) for one in team.marcus.direct()) == 2, 30)


def test_each_paper_is_delivered_and_can_be_verified(team: Team, tmp_path: Path) -> None:
    planned(team)
    sealed(team)
    papers = {name: paper(team, team.omar, name) for name in OF_LEADERS}
    texts = {name: words_in(name, body) for name, body in papers.items()}

    jsonschema.validate(json.loads(papers["plan.json"]), SCHEMA)
    for name in ("plan.pdf", "plan.docx", "narrative.md"):
        assert "PRACTICE" in texts[name]
        assert IVO["task"] in texts[name]
    for canary in (*PRIVATE.values(), CONTACT):
        assert {name for name in texts if canary in texts[name]} == {"record.json"}
    assert _chained(texts["audit.jsonl"]) > 50

    here = {"DATABASE_URL": f"sqlite:///{tmp_path}/record.db"}
    for name, body in papers.items():
        file = tmp_path / f"delivered-{name}"
        file.write_bytes(body)
        assert _verdict(tmp_path, file, here) == (0, "unchanged since")
        file.write_bytes(body.replace(b"1", b"2", 1))
        assert _verdict(tmp_path, file, here)[0] == 1

    (tmp_path / "delivered-plan.json").write_bytes(papers["plan.json"])
    key = tmp_path / "agency.pub"
    key.write_text(roundtable(tmp_path, "keys", "public", variables=here).stdout)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    offline = roundtable(elsewhere, "verify", "../delivered-plan.json", "--key", "../agency.pub")
    assert (offline.returncode, offline.stderr) == (0, "")
    assert "the key you gave" in offline.stdout


@pytest.mark.requirement("K-24")
def test_a_parents_plan_holds_nothing_of_another_childs_other_parent(team: Team) -> None:
    planned(team)
    sealed(team)
    made, marcus = team.made, team.marcus
    made.add(team.omar, "strength", text="Said after the seal", said_by=made.id_of(team.omar, "Marcus"))
    for name in OF_PLAN:
        said = words_in(name, paper(team, marcus, name))
        for theirs in (*IVO.values(), *PRIVATE.values(), CONTACT, "June", "Ivo"):
            assert theirs not in said, (name, theirs)
        for shared in ("Leo likes trains", "Write a night plan", "Dana reads to both each night"):
            assert shared in said
        assert "Said after the seal" not in said, "it was never read back"
        # Dana answered; that is hers to tell, and the copy does not say that nobody asked her.
        assert "Yes. Signed by hand" not in said
        assert "Nobody has been asked" not in said
        assert "Not on this copy" in said
        assert "the parts of the plan that are yours to see" in said

    assert offered(team, marcus) == OF_PLAN, "no narrative, no record"


def _values(view: Json) -> list[str]:
    return [str(element["value"]) for _, element in elements(view) if "value" in element]


def _verdict(folder: Path, file: Path, variables: dict[str, str]) -> tuple[int, str]:
    """The exit code, and the word that says it was made here."""
    ended = roundtable(folder, "verify", str(file), variables=variables)
    assert len((ended.stdout + ended.stderr).splitlines()) == 1
    return ended.returncode, "unchanged since" if "unchanged since" in ended.stdout else ended.stderr


def _chained(lines: str) -> int:
    """How many lines hold: each the hash of its own text, which names the hash before it."""
    before = "0" * 64
    for number, line in enumerate(map(json.loads, lines.splitlines()), 1):
        text = json.dumps(line["entry"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(text.encode()).hexdigest() == line["hash"]
        assert (line["entry"]["seq"], line["entry"]["prev"]) == (number, before)
        before = line["hash"]
    return len(lines.splitlines())
