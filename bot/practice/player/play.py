"""Plays a conference file in a practice workspace, and tells whether every fact came out where it belongs."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from bot.practice.player.hands import CannotDo
from bot.practice.player.house import DidNotHappen, House
from bot.practice.player.kill_book import book
from bot.practice.player.kills import Killer
from bot.practice.player.papers import Asked, ask_for, copies, download, every_paper
from bot.practice.player.privacy import leaks, private_parts
from bot.practice.player.progress import Bar
from bot.practice.player.reading import NotPlayable, read_file
from bot.practice.player.reminders import collect
from bot.practice.player.report import Outcome, check, lines, nothing_sealed, report
from bot.practice.player.running import run
from bot.practice.player.scene import Scene, Trouble
from bot.practice.player.script import Script, day
from bot.practice.player.sight import Glimpse, all_seen, latest
from bot.practice.player.timing import Stopwatch, forced, phases
from bot.practice.player.transcript import transcript

GOOD, NOT_GOOD, BAD_FILE = 0, 1, 2


def play(file: Path, out: Path, killer: Killer | None = None) -> int:
    """0: every fact is where it belongs and no rule was broken; 1: not so; 2: the file cannot be played.

    With a `killer` the bot dies again and again meanwhile, and all of that must hold as well.
    """
    try:
        script = read_file(file)
        out.mkdir(parents=True, exist_ok=True)
    except NotPlayable as bad:
        for problem in bad.problems:
            print(problem, file=sys.stderr)
        return BAD_FILE
    except OSError as problem:
        print(f"{out} cannot be written to ({problem.strerror}).", file=sys.stderr)
        return BAD_FILE
    try:
        with _stopped_by_signals():
            return _played(script, out, killer)
    except KeyboardInterrupt:
        print("Stopped; everything that was started has ended.", file=sys.stderr)
        return NOT_GOOD
    except DidNotHappen as problem:
        print(problem, file=sys.stderr)
        return NOT_GOOD


def _played(script: Script, out: Path, killer: Killer | None) -> int:
    watch, bar = Stopwatch(), Bar()
    begins = day(script.root.at("case", "trigger").get("date"))
    with bar, House(script.zone, begins, killer) as house:
        scene = Scene(script, house)
        asked = None
        try:
            asked = run(scene, watch, bar.tell, killer)
        except (CannotDo, DidNotHappen) as refused:
            scene.troubles.append(Trouble("$", f"the play had to stop: {refused}"))
        papers, outcome, seen = _looked_at(scene, watch, asked)
        if killer:
            outcome.kills = book(scene, killer, outcome.missing, outcome.breaches, papers)
        elif scene.sealed and papers:
            papers |= _copies(scene)
        outcome.seconds = watch.stop()
        outcome.phases, outcome.forced = phases(watch), forced(watch, seen)
    written = {
        **papers,
        "transcript.md": transcript(seen, script.zone, scene.channel, _private(script)).encode(),
    }
    outcome.leaks = leaks(script, written, seen) if papers else ()
    written["report.json"] = (
        json.dumps(report(scene, outcome), indent=1, ensure_ascii=False) + "\n"
    ).encode()
    out.mkdir(parents=True, exist_ok=True)
    for name, body in written.items():
        (out / name).write_bytes(body)
    print("\n".join(lines(scene, outcome, written)), flush=True)
    return GOOD if outcome.good(scene) else NOT_GOOD


def _private(script: Script) -> list[str]:
    """What nobody but those who lead may read."""
    return [str(part.value) for part in private_parts(script) if part]


def _looked_at(
    scene: Scene, watch: Stopwatch, asked: Asked | None
) -> tuple[dict[str, bytes], Outcome, dict[int, Glimpse]]:
    """The papers, what they say about each fact, and what everybody saw."""
    house, script = scene.house, scene.script
    watch.enter("papers", latest(house.desk, house.administrator.user))
    papers: dict[str, bytes] = {}
    try:
        papers = download(scene, asked or ask_for(scene, every_paper(scene)))
    except (CannotDo, DidNotHappen, KeyError) as refused:
        scene.troubles.append(Trouble("$", f"the papers did not come: {refused}"))
    users = {
        script.people[who].name: hands.user for who, hands in scene.hands.items() if who in script.people
    }
    others = {who: hands.user for who, hands in scene.hands.items() if who not in script.people}
    seen = all_seen(house.desk, {**users, **others, "The administrator": house.administrator.user})
    if scene.sealed and papers:
        outcome = check(
            scene, json.loads(papers["plan.json"]), json.loads(papers["record.json"]), collect(scene)
        )
    else:
        outcome = nothing_sealed(scene)
    outcome.breaches = house.desk.get("/breaches")["breaches"]
    return papers, outcome, seen


def _copies(scene: Scene) -> dict[str, bytes]:
    """Each person's own copy; where they do not come, that is a trouble of the play."""
    try:
        return copies(scene)
    except (CannotDo, DidNotHappen) as refused:
        scene.troubles.append(Trouble("$", f"the copies did not come: {refused}"))
        return {}


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """SIGTERM ends a play as Ctrl-C does: the bot and the workspace go with it."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
