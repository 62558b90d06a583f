"""Sealing and drawing a plan: against the bare libraries, large against small, and beside clicks."""

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import Any

import jinja2
import pytest
import rfc8785
import typst
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from docxtpl import DocxTemplate

from bot.documents.docx_file import _paper, plan_docx
from bot.documents.fonts import families, fonts
from bot.documents.page import page
from bot.documents.pdf_file import plan_pdf
from bot.documents.seal import plan_json
from bot.documents.typesetter import FOLDER, WORD
from bot.documents.words import words
from bot.practice.player.hands import Hands
from tests.bench.figures import Figures, median, percentile
from tests.bench.sides import ROOT, Side, bot_world
from tests.documents.plans import Plan, TestKey, worked_example
from tests.scenarios.test_held import paper
from tests.scenarios.two_families import planned, sealed, team_of_two_families
from tests.scenarios.world import World

pytestmark = [pytest.mark.bench, pytest.mark.timeout(280)]

WORDS = words("en", "en-US")
KEY, BARE_KEY = TestKey(), Ed25519PrivateKey.generate()
ROUNDS, TARGET = 15, 1.5
SMALL, LARGE, LINEAR, MEGABYTES = 1, 10, 15.0, 300.0
ASKS, DOCUMENTS = 60, 20


def test_a_sample_against_the_bare_libraries(figures: Figures) -> None:
    """The same content, another word in it each time; the two take turns."""
    times: dict[str, list[tuple[float, float]]] = {kind: [] for kind in (*KINDS, "all three")}
    for nth in range(ROUNDS + 1):
        plan = _another(nth)
        pairs = [(_seconds(deed, plan), _seconds(_bare(kind, plan))) for kind, deed in KINDS.items()]
        for kind, pair in zip(KINDS, pairs, strict=True):
            times[kind].append(pair)
        times["all three"].append((sum(a for a, _ in pairs), sum(b for _, b in pairs)))
    for kind, found in times.items():
        warm = found[1:]
        ms = [median([pair[side] for pair in warm]) * 1000 for side in (0, 1)]
        target = TARGET if kind == "all three" else None
        ratio = median([ours / bare for ours, bare in warm])
        how = f"{ms[0]:.1f} ms against {ms[1]:.1f} ms"
        figures.add(f"papers of the sample: {kind}", ratio, "x", target, how)


def test_a_plan_with_ten_times_as_much(figures: Figures) -> None:
    """Each in a process of its own, whose memory is all its own."""
    small, large = _many(SMALL), _many(LARGE)
    ratio = median(large["seconds"]) / median(small["seconds"])
    how = f"{median(large['seconds']):.2f} s with {large['entries']} entries, "
    how += f"{median(small['seconds']):.2f} s with {small['entries']}"
    figures.add("papers of a plan with ten times as much", ratio, "x", LINEAR, how)
    held = [kilobytes / 1024 for kilobytes in large["kilobytes"]]
    how = f"its process {held[0]:.0f} MB, the typesetter {held[1]:.0f} MB"
    figures.add("memory while it is made, both processes", sum(held), "MB", MEGABYTES, how)


def test_acks_while_documents_are_made(tmp_path: Path, figures: Figures) -> None:
    """A team's sealed plan, asked for again and again in both forms, while others type commands."""
    with bot_world(tmp_path) as (made, workspace):
        team = team_of_two_families(made)
        planned(team)
        made.send_agenda(team.omar)
        sealed(team)
        side = Side(workspace, (team.priya.user, team.marcus.user), made.channel)
        side.settle()
        alone = [side.ask("", nth).seconds for nth in range(ASKS)]
        busy, count = _while_papers_come(side, made, team.omar)
    assert count >= DOCUMENTS
    ratio = percentile(busy, 0.95) / percentile(alone, 0.95)
    how = f"{percentile(busy, 0.95) * 1000:.0f} ms against {percentile(alone, 0.95) * 1000:.0f} ms"
    how += f"; medians {median(busy) * 1000:.0f} and {median(alone) * 1000:.0f} ms; {len(busy)} commands"
    figures.add(f"ack p95 while {count} documents are made", ratio, "x", TARGET, how)


def _while_papers_come(side: Side, made: World, omar: Hands) -> tuple[list[float], int]:
    """How long each ack took from the first document to the last, and how many documents came."""
    done, came = Event(), [0]
    omar = replace(omar, patience_ms=0)  # It is never quiet here: others type all the time.

    def ask_for_papers() -> None:
        try:
            for nth in range(DOCUMENTS):
                paper(made, omar, ("plan.pdf", "plan.docx")[nth % 2])
                came[0] += 1
        finally:
            done.set()

    asker = Thread(target=ask_for_papers)
    asker.start()
    seconds: list[float] = []
    while not done.is_set():
        seconds.append(side.ask("", len(seconds)).seconds)
    asker.join()
    return seconds, came[0]


def _many(times: int) -> Any:
    command = [sys.executable, "-m", "tests.bench.many_entries", str(times)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=240)
    return json.loads(ended.stdout)


def _another(nth: int) -> Plan:
    said, told = worked_example()
    return {**said, "case": {**said["case"], "ref": f"TEST-{nth:04}"}}, told


def _seconds(deed: Callable[..., object], *arguments: object) -> float:
    began = perf_counter()
    deed(*arguments)
    return perf_counter() - began


def _sealed(plan: Plan) -> object:
    return plan_json(*plan, KEY, KEY.public)


def _word(plan: Plan) -> object:
    return plan_docx(*plan, WORDS)


def _pdf(plan: Plan) -> object:
    return plan_pdf(*plan, WORDS)


KINDS: dict[str, Callable[[Plan], object]] = {"seal and sign": _sealed, "Word": _word, "PDF": _pdf}


def _bare(kind: str, plan: Plan) -> Callable[[], object]:
    """The libraries alone, with everything that we make of the plan for them made beforehand."""
    sections = page(*plan, WORDS, practice=False) | {"paper": "us-letter", "signs": ""}
    if kind == "PDF":
        typed = json.dumps({**sections, "fonts": list(families("en"))})
        return lambda: _set(typed)
    if kind == "Word":
        fields = _paper(sections, WORDS)["fields"]
        return lambda: _filled(fields)
    return lambda: _hashed_and_signed(plan)


def _hashed_and_signed(plan: Plan) -> str:
    said, told = plan
    found = sha256(rfc8785.dumps(said)).hexdigest()
    signed = {"content": said, "content_sha256": found, "about": told}
    signature = base64.b64encode(BARE_KEY.sign(rfc8785.dumps(signed))).decode()
    return json.dumps({**signed, "signature": signature}, ensure_ascii=False, indent=2)


def _filled(fields: Any) -> bytes:
    document, file = DocxTemplate(WORD), BytesIO()
    document.render(fields, jinja_env=jinja2.Environment(autoescape=True))
    document.save(file)
    return file.getvalue()


def _set(typed: str) -> object:
    template = FOLDER / "plan.typ"
    compiler = typst.Compiler(template, root=FOLDER, font_paths=fonts(), sys_inputs={"page": typed})
    return compiler.compile(format="pdf", pdf_standards=["ua-1"])
