"""The command line as an operator meets it: real processes, plain words, honest exit codes."""

import base64
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from bot.documents.seal import plan_json, seal
from bot.domain.closing import MadePaper, PlanVersion
from bot.domain.fingerprint import printed
from bot.setting_names import VARIABLES
from bot.slack.manifest import manifest
from bot.storage import open_storage
from bot.storage.engine import ProcessLock
from bot.storage.keys import ContentSigner, LocalMasterKey, read_master_key
from tests.builders import bare_record, sample_record
from tests.platform.bot_process import ROOT
from tests.platform.conftest import Room

KEY = b"k" * 32
SIGNER = ContentSigner(LocalMasterKey(KEY))


def roundtable(
    folder: Path, *arguments: str, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run it in that folder with these variables and no others of ours."""
    clean = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **(variables or {})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def plan_file(folder: Path) -> Path:
    content = {"goals": [{"text": "Rosa sleeps at home again"}]}
    about = {"version": 2, "sealed": {"sha256": seal(content).sha256}}
    file = folder / "plan.json"
    file.write_bytes(plan_json(content, about, SIGNER, SIGNER.public_key()).body)
    return file


class _March:
    def now(self) -> datetime:
        return datetime(2026, 3, 18, 15, 30, tzinfo=UTC)


def note_paper(folder: Path, digest: str) -> None:
    """The record of one paper, kept as the bot keeps it."""
    key = read_master_key((folder / "roundtable.db.key").read_text())
    storage = open_storage(f"sqlite:///{folder}/roundtable.db", key, _March())
    with storage.units("T1", "U1") as work:
        case = replace(bare_record().case, id=work.new_id(), workspace_id="T1")
        work.add(case)
        paper = MadePaper(
            workspace_id="T1",
            id=work.new_id(),
            case_id=case.id,
            paper="plan",
            sha256=digest,
            made_at=work.now,
            made_for="U1",
        )
        work.add(paper)
        work.commit()
    storage.close()


def test_alone_it_shows_what_it_can_do(tmp_path: Path) -> None:
    shown = roundtable(tmp_path)
    for command in ("run", "practice", "manifest", "verify", "doctor", "db", "keys", "profiles"):
        assert command in shown.stdout


def test_run_without_a_token_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    ended = roundtable(tmp_path, "run")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith("SLACK_BOT_TOKEN is missing: ")
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_is_printed_for_either_way(tmp_path: Path) -> None:
    assert json.loads(roundtable(tmp_path, "manifest").stdout) == manifest()
    over_http = roundtable(tmp_path, "manifest", "--http", "https://bot.example.org")
    assert json.loads(over_http.stdout) == manifest("https://bot.example.org")
    (tmp_path / ".env").write_text("ROUNDTABLE_READ_THREADS=yes\n")
    assert json.loads(roundtable(tmp_path, "manifest").stdout) == manifest(read_threads=True)
    assert roundtable(tmp_path, "manifest", "--http", "http://bot.example.org").returncode == 2


class TestDatabase:
    def test_upgrade_makes_the_tables_and_the_key_and_status_agrees(self, tmp_path: Path) -> None:
        before = roundtable(tmp_path, "db", "status")
        assert before.returncode == 1
        assert "at revision none" in before.stdout
        assert list(tmp_path.iterdir()) == [], "looking makes nothing"
        assert roundtable(tmp_path, "db", "upgrade").returncode == 0
        assert (tmp_path / "roundtable.db.key").exists()
        assert roundtable(tmp_path, "db", "status").returncode == 0

    def test_upgrade_waits_for_no_bot_but_says_that_one_is_running(self, tmp_path: Path) -> None:
        roundtable(tmp_path, "db", "upgrade")
        bot = ProcessLock(tmp_path / "roundtable.db")
        ended = roundtable(tmp_path, "db", "upgrade")
        bot.release()
        assert ended.returncode == 1
        assert ended.stderr.startswith("Another Roundtable process already uses")

    def test_what_is_no_database_is_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "roundtable.db").write_text("shopping list\n" * 100)
        ended = roundtable(tmp_path, "db", "status")
        assert ended.returncode == 2
        assert ended.stderr.startswith("DATABASE_URL cannot be used as it is (DatabaseError): ")
        assert len(ended.stderr.splitlines()) == 1

    def test_a_postgresql_that_is_not_there_is_one_line_without_its_password(self, tmp_path: Path) -> None:
        variables = {
            "DATABASE_URL": "postgresql://nobody:hush-hush@127.0.0.1:1/none",
            "ROUNDTABLE_MASTER_KEY": base64.b64encode(KEY).decode(),
        }
        ended = roundtable(tmp_path, "db", "status", variables=variables)
        assert ended.returncode == 2
        assert ended.stderr.startswith("DATABASE_URL leads to a database that does not answer")
        assert "start PostgreSQL" in ended.stderr, "what to do"
        assert len(ended.stderr.splitlines()) == 1
        assert "hush" not in ended.stderr


def note_plan(folder: Path, digest: str) -> None:
    """A sealed version, by its hash."""
    key = read_master_key((folder / "roundtable.db.key").read_text())
    storage = open_storage(f"sqlite:///{folder}/roundtable.db", key, _March())
    with storage.units("T1", "U1") as work:
        case = replace(bare_record().case, id=work.new_id(), workspace_id="T1")
        meeting = replace(
            sample_record().conferences[0], id=work.new_id(), workspace_id="T1", case_id=case.id
        )
        work.add(case)
        work.add(meeting)
        work.add(
            PlanVersion(
                workspace_id="T1",
                id=work.new_id(),
                case_id=case.id,
                number=1,
                conference_id=meeting.id,
                content="{}",
                content_sha256=digest,
                signature="",
                sealed_at=work.now,
                sealed_by="U1",
            )
        )
        work.commit()
    storage.close()


def cut_the_end_off(database: Path) -> None:
    """The last line of the case's chain, with what it tells of: what is left fits together."""
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("DROP TRIGGER audit_entries_no_delete")
        opened.execute("DELETE FROM made_papers")
        opened.execute("DELETE FROM audit_entries WHERE chain != 'workspace' AND seq = 2")
        opened.execute(
            "UPDATE audit_heads SET seq = 1, hash = (SELECT hash FROM audit_entries AS e"
            " WHERE e.chain = audit_heads.chain AND e.seq = 1) WHERE chain != 'workspace'"
        )
        opened.commit()


class TestVerify:
    def test_a_plan_as_it_was_sealed_is_good(self, tmp_path: Path) -> None:
        ended = roundtable(tmp_path, "verify", str(plan_file(tmp_path)))
        assert (ended.returncode, ended.stderr) == (0, "")
        assert "Version 2 of the plan" in ended.stdout
        assert SIGNER.public_key() in ended.stdout

    def test_a_plan_with_one_changed_word_is_not(self, tmp_path: Path) -> None:
        file = plan_file(tmp_path)
        file.write_text(file.read_text().replace("at home", "at work"))
        ended = roundtable(tmp_path, "verify", str(file))
        assert (ended.returncode, ended.stdout) == (1, "")
        assert "changed" in ended.stderr

    def test_the_key_that_the_server_prints_is_the_one_that_fits(self, tmp_path: Path) -> None:
        variables = {"ROUNDTABLE_MASTER_KEY": base64.b64encode(KEY).decode()}
        key = tmp_path / "agency.pub"
        key.write_text(roundtable(tmp_path, "keys", "public", variables=variables).stdout)
        file = str(plan_file(tmp_path))
        assert roundtable(tmp_path, "verify", file, "--key", str(key)).returncode == 0
        key.write_text(ContentSigner(LocalMasterKey(b"j" * 32)).public_key())
        ended = roundtable(tmp_path, "verify", file, "--key", str(key))
        assert ended.returncode == 1
        assert "another key" in ended.stderr.lower()

    def test_a_pdf_is_known_by_its_hash_until_one_byte_changes(self, tmp_path: Path) -> None:
        roundtable(tmp_path, "db", "upgrade")
        file = tmp_path / "plan.pdf"
        file.write_bytes(b"%PDF-1.7 the plan")
        note_paper(tmp_path, sha256(file.read_bytes()).hexdigest())
        ended = roundtable(tmp_path, "verify", str(file))
        assert (ended.returncode, ended.stderr) == (0, "")
        assert "Made here on 2026-03-18 as 'plan'" in ended.stdout
        file.write_bytes(b"%PDF-1.7 the plan.")
        ended = roundtable(tmp_path, "verify", str(file))
        assert (ended.returncode, ended.stdout) == (1, "")

    def test_a_pdf_without_a_database_is_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "plan.pdf").write_bytes(b"%PDF")
        ended = roundtable(tmp_path, "verify", "plan.pdf")
        assert ended.returncode == 2
        assert ended.stderr.startswith("DATABASE_URL names roundtable.db, which is not there")

    def test_the_record_is_held_against_its_audit_chains(self, tmp_path: Path) -> None:
        roundtable(tmp_path, "db", "upgrade")
        note_paper(tmp_path, "ab" * 32)
        roundtable(tmp_path, "db", "anchor")
        ended = roundtable(tmp_path, "verify")
        assert (ended.returncode, ended.stderr) == (0, "")
        assert "2 things in the record: all as they were written" in ended.stdout
        with closing(sqlite3.connect(tmp_path / "roundtable.db")) as database:
            database.execute("UPDATE made_papers SET sha256 = ?", ("cd" * 32,))
            database.commit()
        ended = roundtable(tmp_path, "verify")
        assert (ended.returncode, ended.stdout) == (1, "")
        assert "made_papers" in ended.stderr
        assert "(sha256) is not what its audit chain says" in ended.stderr

    def test_a_chain_whose_end_was_cut_off_is_found_by_its_anchor(self, tmp_path: Path) -> None:
        """A case by its number; the cut leaves a chain that looks whole, and its anchor file is signed."""
        roundtable(tmp_path, "db", "upgrade")
        note_paper(tmp_path, "ab" * 32)
        case = ("verify", "--case", bare_record().case.reference.lower())
        assert "db anchor" in roundtable(tmp_path, *case).stderr
        assert "grew: 1." in roundtable(tmp_path, "db", "anchor").stdout
        ended = roundtable(tmp_path, *case)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert ended.stdout.startswith("1 audit chain with ")
        cut_the_end_off(tmp_path / "roundtable.db")
        ended = roundtable(tmp_path, *case)
        assert (ended.returncode, ended.stdout) == (1, "")
        assert "is not the one that was anchored: line 2" in ended.stderr
        copy = tmp_path / "kept-elsewhere"
        (tmp_path / "roundtable.db.anchors").rename(copy)
        assert "took them away" in roundtable(tmp_path, *case).stderr
        assert "line 2, which" in roundtable(tmp_path, *case, "--anchors", str(copy)).stderr
        copy.write_bytes(copy.read_bytes().replace(b'"prev"', b'"prec"'))
        assert (
            "line 1 of the file of anchors" in roundtable(tmp_path, "verify", "--anchors", str(copy)).stderr
        )
        assert "no such case" in roundtable(tmp_path, "verify", "--case", "9", "--anchors", str(copy)).stderr

    def test_the_fingerprint_of_a_paper_is_typed_in(self, tmp_path: Path) -> None:
        file = plan_file(tmp_path)
        shown = printed(json.loads(file.read_text())["content_sha256"])
        same = roundtable(tmp_path, "verify", str(file), "--fingerprint", shown.lower().replace("-", " "))
        assert (same.returncode, same.stderr) == (0, "")
        other = roundtable(tmp_path, "verify", str(file), "--fingerprint", printed("ab" * 32))
        assert (other.returncode, "another fingerprint" in other.stderr) == (1, True)
        assert "look once more" in roundtable(tmp_path, "verify", "--fingerprint", shown[:-1]).stderr
        roundtable(tmp_path, "db", "upgrade")
        assert "no plan" in roundtable(tmp_path, "verify", "--fingerprint", shown).stderr
        note_plan(tmp_path, json.loads(file.read_text())["content_sha256"])
        known = roundtable(tmp_path, "verify", "--fingerprint", shown)
        assert (known.returncode, known.stderr) == (0, "")
        assert known.stdout.strip() == "Version 1 of a plan that was sealed here on 2026-03-18."

    def test_there_is_no_record_to_verify(self, tmp_path: Path) -> None:
        ended = roundtable(tmp_path, "verify")
        assert ended.returncode == 2
        assert ended.stderr.startswith("DATABASE_URL names roundtable.db, which is not there")

    def test_a_file_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        ended = roundtable(tmp_path, "verify", "nothing.json")
        assert ended.returncode == 2
        assert "nothing.json cannot be read" in ended.stderr


class TestProfiles:
    def test_ours_have_no_problem(self, tmp_path: Path) -> None:
        assert roundtable(tmp_path, "profiles", "check").returncode == 0

    def test_one_s_own_is_checked_beside_ours(self, tmp_path: Path) -> None:
        ours = (ROOT / "bot" / "profiles" / "us-ks.toml").read_text("utf-8")
        own = tmp_path / "us-zz.toml"
        own.write_text(ours.replace('id = "us-ks"', 'id = "us-zz"', 1), "utf-8")
        assert roundtable(tmp_path, "profiles", "check", str(own)).returncode == 0
        own.write_text(own.read_text("utf-8") + "\n[surprise]\nx = 1\n", "utf-8")
        ended = roundtable(tmp_path, "profiles", "check", str(own))
        assert ended.returncode == 1
        assert "surprise" in ended.stderr

    def test_a_file_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        assert roundtable(tmp_path, "profiles", "check", "none.toml").returncode == 1


class TestDoctor:
    def test_all_well_is_exit_code_0(self, tmp_path: Path, room: Room) -> None:
        variables = {**room.running.environment(), "ROUNDTABLE_ADMINS": room.person}
        assert roundtable(tmp_path, "db", "upgrade").returncode == 0
        ended = roundtable(tmp_path, "doctor", variables=variables)
        assert "to do" not in ended.stdout
        assert ended.returncode == 0, ended.stdout
        for what in ("Slack token", "Socket Mode", "clock", "key", "SQLite lock", "time zones", "fonts"):
            assert what in ended.stdout

    def test_each_problem_has_its_advice(self, tmp_path: Path, room: Room) -> None:
        roundtable(tmp_path, "db", "upgrade")
        (tmp_path / "roundtable.db.key").chmod(0o644)
        variables = {**room.running.environment(), "SLACK_APP_TOKEN": "xapp-nobody"}
        ended = roundtable(tmp_path, "doctor", variables=variables)
        assert ended.returncode == 1
        assert "chmod 600" in ended.stdout
        assert "SLACK_APP_TOKEN is not accepted by Slack" in ended.stdout
        assert "Set ROUNDTABLE_ADMINS" in ended.stdout

    def test_a_running_bot_is_no_problem(self, tmp_path: Path, room: Room) -> None:
        roundtable(tmp_path, "db", "upgrade")
        bot = ProcessLock(tmp_path / "roundtable.db")
        variables = {**room.running.environment(), "ROUNDTABLE_ADMINS": room.person}
        ended = roundtable(tmp_path, "doctor", variables=variables)
        bot.release()
        assert ended.returncode == 0, ended.stdout
        assert "a bot is running" in ended.stdout


@pytest.mark.parametrize("arguments", [("practice", "--play", "x.json"), ("practice", "--out", "x")])
def test_playing_needs_a_file_and_a_place(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = roundtable(tmp_path, *arguments)
    assert ended.returncode == 2
    assert "belong together" in ended.stderr
