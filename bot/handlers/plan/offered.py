"""Buttons about a plan version: none is offered that where the version is now would refuse."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.domain.plan_states import Move, Standing
from bot.render import Press

# What each button does to a version; buttons that are not here look at it and nothing more.
MOVES: Mapping[str, Move] = MappingProxyType(
    {
        "open:new_version": Move.SEAL,
        "open:reopen_plan": Move.REOPEN,
        "do:leave_version": Move.LEAVE,
        "open:withdraw_plan": Move.WITHDRAW,
        "do:restore_version": Move.RESTORE,
        "do:acknowledge": Move.ANSWER,
        "open:own_view": Move.ANSWER,
        "open:acknowledgement": Move.ENTER,
        "open:view": Move.ENTER,
        "open:copy": Move.ENTER,
        "do:ask_again": Move.ASK,
        "open:ask_endorsement": Move.ENDORSE,
        "open:endorse": Move.ENDORSE,
        "open:give_copy": Move.GIVE,
        "do:see_copy": Move.GIVE,
        "do:show_copy": Move.GIVE,
    }
)


def offered(presses: Iterable[Press], standing: Standing) -> list[Press]:
    """Those of them that will do what they say."""
    return [one for one in presses if _may(one, standing)]


def _may(press: Press, standing: Standing) -> bool:
    move = MOVES.get(press.action)
    return move is None or standing.refuses(move) is None
