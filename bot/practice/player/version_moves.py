"""What is done with the version before a later one: withdrawn, opened to correct, and each taken back."""

from __future__ import annotations

from functools import partial

from bot.domain.plan_states import Move
from bot.practice.player.findings import RECORD, Findings
from bot.practice.player.hands import Json
from bot.practice.player.part import Part
from bot.practice.player.problem import Problem
from bot.practice.player.scene import Scene, values_of

FORMS = {Move.REOPEN: "open:reopen_plan", Move.WITHDRAW: "open:withdraw_plan"}
# Each undo, and what it takes back.
UNDOES = {Move.LEAVE: Move.REOPEN, Move.RESTORE: Move.WITHDRAW}


def move_problems(root: Part) -> list[Problem]:
    """What is taken back before it was done, or done twice."""
    return [problem for version in root.each("versions") for problem in _of_version(version)]


def make_moves(scene: Scene, version: Part) -> None:
    """Each of them in the list of versions, by its form or by a tap."""
    for part in version.each("moves"):
        scene.try_to(part, partial(_make, scene, part))


def move_facts(found: Findings, version: Part, number: int) -> None:
    """What became of the version before, with its reason; and whose answer stayed with it."""
    kept = found.kept_versions
    before, this = (kept[at]["id"] if at < len(kept) else None for at in (number - 1, number))
    rows = [one for one in found.record["version_moves"] if one["version_id"] == before]
    undone = [UNDOES[Move(part.text("move"))] for part in version.each("moves") if _is_undo(part)]
    for part in version.each("moves"):
        move = UNDOES.get(Move(part.text("move"))) or part.text("move")
        row = next((one for one in rows if one["move"] == move), None)
        back = row is not None and row["taken_back_at"] is not None
        found.holds(part.at("move"), row is not None and back == (move in undone), RECORD)
        if part.get("why"):
            found.same(part.at("why"), row and row["why"], RECORD)
    stays = {one["person_id"] for one in found.record["answers_stay"] if one["version_id"] == this}
    for who in version.each("stays"):
        found.holds(who, found.who(str(who.value)) in stays, RECORD)


def _of_version(version: Part) -> list[Problem]:
    holds: set[str] = set()
    problems = []
    for part in version.each("moves"):
        move = Move(part.text("move"))
        if move in UNDOES and part.get("why"):
            problems.append(Problem(part.at("why").path, "what is taken back needs no reason"))
        if move in UNDOES and UNDOES[move] not in holds:
            problems.append(Problem(part.at("move").path, f"there is no {UNDOES[move]} to take back"))
        if move in holds:
            problems.append(Problem(part.at("move").path, f"a second {move} of one version"))
        holds = holds - {UNDOES[move]} if move in UNDOES else holds | {move}
    return problems


def _is_undo(part: Part) -> bool:
    return Move(part.text("move")) in UNDOES


def _make(scene: Scene, part: Part) -> None:
    leader, move = scene.leader, Move(part.text("move"))
    shown = leader.open(scene.hub(leader), "do:changes", channel=scene.channel)
    if move in FORMS:
        leader.open(shown, FORMS[move])
        leader.fill({"why": part.get("why")})
        leader.submit()
    else:
        _tap(scene, shown, f"do:{move}_version")
    leader.close()


def _tap(scene: Scene, shown: Json, action: str) -> None:
    scene.turned(scene.leader, shown, action, values_of(shown, action)[0])
