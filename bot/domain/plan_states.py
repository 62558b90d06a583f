"""The life of a sealed plan version as one table: what can be done in which state, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from bot.domain.closing import Acknowledgement, Copy, PlanVersion, View
from bot.domain.dates import add_days, to_wall
from bot.domain.profile import PracticeProfile
from bot.domain.record import CaseRecord
from bot.domain.version_moves import VersionMove


class State(StrEnum):
    """Where a version is. It is never stored: it follows from what was sealed, said and given."""

    DRAFT = "draft"  # Read back, and not sealed.
    ASKING = "asking"  # Sealed: people are asked, nobody has answered, no copy went out.
    CORRECTION = "correction"  # Somebody answered or has a copy; the days for corrections are not over.
    STANDING = "standing"  # These days are over.
    REOPENED = "reopened"  # It is being corrected; until the new version is sealed it is the one there is.
    SUPERSEDED = "superseded"  # A newer version took its place.
    WITHDRAWN = "withdrawn"  # It counts no more, and nothing took its place by itself.


class Move(StrEnum):
    """What somebody can do with a version."""

    SEAL = "seal"  # The next version, or of a draft the first.
    REOPEN = "reopen"
    LEAVE = "leave"  # Undo of `reopen`: it is left as it was.
    WITHDRAW = "withdraw"
    RESTORE = "restore"  # Undo of `withdraw`.
    ANSWER = "answer"  # What somebody says of it by themselves.
    ENTER = "enter"  # What staff key in for somebody, maybe from paper.
    ASK = "ask"  # To ask somebody about it once more.
    ENDORSE = "endorse"  # To ask for it, and to give it or send it back.
    GIVE = "give"  # A copy.


# Which right of access.RULES each needs. A copy that somebody takes themself has a right of its own.
RIGHTS: Mapping[Move, str] = MappingProxyType(
    {
        Move.SEAL: "plan.seal",
        Move.REOPEN: "plan.seal",
        Move.LEAVE: "plan.seal",
        Move.WITHDRAW: "plan.withdraw",
        Move.RESTORE: "plan.withdraw",
        Move.ANSWER: "closing.own",
        Move.ENTER: "closing.enter",
        Move.ASK: "closing.enter",
        Move.ENDORSE: "endorsement.ask",
        Move.GIVE: "copy.give",
    }
)


@dataclass(frozen=True)
class Refused:
    """That it cannot be done; the words are those of `errors/not_now_<problem>`."""

    problem: str


# Where an undo leads back to: which of them it is follows from what was said and given meanwhile.
WHERE_IT_WAS = frozenset({State.ASKING, State.CORRECTION, State.STANDING})
BEFORE_IT_WENT = WHERE_IT_WAS | {State.REOPENED}
Outcome = frozenset[State] | Refused


def _to(*states: State) -> frozenset[State]:
    return frozenset(states)


def _while_asked(state: State, reopen: Outcome) -> dict[Move, Outcome]:
    """What a version allows that people are asked about, or that stands."""
    return {
        Move.SEAL: _to(State.SUPERSEDED),
        Move.REOPEN: reopen,
        Move.LEAVE: Refused("not_reopened"),
        Move.WITHDRAW: _to(State.WITHDRAWN),
        Move.RESTORE: Refused("not_withdrawn"),
        # With the first answer and the first copy it is no longer only asked about.
        Move.ANSWER: _to(*({State.CORRECTION, State.STANDING} if state is State.ASKING else {state})),
        Move.ENTER: _to(*({State.CORRECTION, State.STANDING} if state is State.ASKING else {state})),
        Move.ASK: _to(state),
        Move.ENDORSE: _to(state),
        Move.GIVE: _to(*({State.CORRECTION, State.STANDING} if state is State.ASKING else {state})),
    }


_NOTHING_YET, _CORRECTED = Refused("not_sealed_yet"), Refused("being_corrected")
_WITHDRAWN, _NEWER = Refused("version_withdrawn"), Refused("newer_version")
TABLE: Mapping[State, Mapping[Move, Outcome]] = MappingProxyType(
    {
        State.DRAFT: dict.fromkeys(Move, _NOTHING_YET) | {Move.SEAL: _to(State.ASKING)},
        State.ASKING: _while_asked(State.ASKING, _to(State.REOPENED)),
        State.CORRECTION: _while_asked(State.CORRECTION, _to(State.REOPENED)),
        State.STANDING: _while_asked(State.STANDING, Refused("correction_days_over")),
        State.REOPENED: {
            Move.SEAL: _to(State.SUPERSEDED),
            Move.REOPEN: Refused("reopened_already"),
            Move.LEAVE: WHERE_IT_WAS,
            Move.WITHDRAW: _to(State.WITHDRAWN),
            Move.RESTORE: Refused("not_withdrawn"),
            # What somebody has to say of what they read is kept with it.
            Move.ANSWER: _to(State.REOPENED),
            Move.ENTER: _to(State.REOPENED),
            Move.ASK: _CORRECTED,
            Move.ENDORSE: _CORRECTED,
            Move.GIVE: _CORRECTED,
        },
        State.SUPERSEDED: dict.fromkeys(Move, _NEWER) | {Move.ENTER: _to(State.SUPERSEDED)},
        State.WITHDRAWN: dict.fromkeys(Move, _WITHDRAWN)
        | {
            # The next version comes beside it; this one stays withdrawn.
            Move.SEAL: _to(State.WITHDRAWN),
            Move.WITHDRAW: Refused("withdrawn_already"),
            Move.RESTORE: BEFORE_IT_WENT,
            Move.LEAVE: Refused("not_reopened"),
            # Somebody's answer came too late: it is kept with what it is about, and they are told.
            Move.ANSWER: _to(State.WITHDRAWN),
            Move.ENTER: _to(State.WITHDRAWN),
        },
    }
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a version is now: what its state follows from, beside the state."""

    state: State
    move: VersionMove | None = None
    correct_until: date | None = None

    def refuses(self, move: Move) -> Refused | None:
        """Why this cannot be done now; None where it can."""
        outcome = TABLE[self.state][move]
        return outcome if isinstance(outcome, Refused) else None

    @property
    def counts(self) -> bool:
        """Whether it is the plan that there is: no newer version, and nobody withdrew it."""
        return self.state not in (State.DRAFT, State.SUPERSEDED, State.WITHDRAWN)


def standing_of(
    record: CaseRecord, version: PlanVersion | None, profile: PracticeProfile, today: date
) -> Standing:
    """Where a version of this record is; None is what is not sealed yet."""
    if version is None:
        return Standing(state=State.DRAFT)
    until = correct_until(version, profile, record.case.zone)
    move = move_that_holds(record.version_moves, version.id)
    return Standing(state=_state(record, version, move, until, today), move=move, correct_until=until)


def _state(
    record: CaseRecord, version: PlanVersion, move: VersionMove | None, until: date | None, today: date
) -> State:
    if move and move.move == Move.WITHDRAW:
        return State.WITHDRAWN
    if any(one.number > version.number for one in record.versions):
        return State.SUPERSEDED
    if move:
        return State.REOPENED
    if not _is_touched((*record.acknowledgements, *record.views), record.copies, version):
        return State.ASKING
    return State.CORRECTION if until and today <= until else State.STANDING


def _is_touched(
    answers: tuple[Acknowledgement | View, ...], copies: tuple[Copy, ...], version: PlanVersion
) -> bool:
    """Whether somebody said something of it, or was given a copy."""
    said = any(one.version_id == version.id for one in answers)
    return said or any(one.version_id == version.id and (one.sent_on or one.got_on) for one in copies)


def correct_until(version: PlanVersion, profile: PracticeProfile, zone: str) -> date | None:
    """The last day for corrections; None where the practice has no such days."""
    rule = profile.correction
    return add_days(to_wall(version.sealed_at, zone).date(), rule.within_days) if rule else None


def move_that_holds(moves: tuple[VersionMove, ...], version_id: str) -> VersionMove | None:
    """The move of a version that holds: a withdrawal before a re-opening; none that was taken back."""
    mine = [one for one in moves if one.version_id == version_id and one.holds]
    return max(mine, key=lambda one: (one.move == Move.WITHDRAW, one.moved_at), default=None)


def that_count(versions: tuple[PlanVersion, ...], moves: tuple[VersionMove, ...]) -> tuple[PlanVersion, ...]:
    """The versions by which a plan was made: not those withdrawn, nor what came of their meeting before.

    A corrected plan that was withdrawn leaves none of its meeting: nothing comes back by itself.
    """
    gone = {one.version_id for one in moves if one.holds and one.move == Move.WITHDRAW}
    last = {one.conference_id: one.number for one in sorted(versions, key=_number) if one.id in gone}
    return tuple(one for one in versions if one.number > last.get(one.conference_id, 0))


def plan_or_withdrawal(
    versions: tuple[PlanVersion, ...], moves: tuple[VersionMove, ...]
) -> PlanVersion | VersionMove | None:
    """The plan that there is, or the withdrawal after which there is none; None before the first seal."""
    newest = max(versions, key=_number, default=None)
    move = move_that_holds(moves, newest.id) if newest else None
    return move if move and move.move == Move.WITHDRAW else newest


def plans_at_rest(versions: tuple[PlanVersion, ...], moves: tuple[VersionMove, ...]) -> frozenset[str]:
    """The ids of versions for which nobody is asked or reminded: older, withdrawn, or being corrected."""
    newest = max(versions, key=_number, default=None)
    return frozenset(one.id for one in versions if one != newest or move_that_holds(moves, one.id))


def _number(version: PlanVersion) -> int:
    return version.number
