"""What stands on a view or a message: its buttons, controls and inputs."""

from collections.abc import Iterator

from bot.practice.player.calls import CannotDo, Json


def does(element: Json, action: str) -> bool:
    """Whether a button is for this action; a block that repeats one numbers them."""
    return str(element.get("action_id", "")).split(":")[:2] == action.split(":")[:2]


def asks(view: Json, step: str) -> bool:
    """Whether a view has this question."""
    return any(one.get("block_id") == step for one in view["blocks"])


def input_of(view: Json, step: str) -> Json:
    """The block that asks this question. Raises CannotDo."""
    found = next((one for one in view["blocks"] if one.get("block_id") == step), None)
    if found is None or "element" not in found:
        raise CannotDo(f"fill {step}", {"error": "no_such_input"})
    return dict(found)


def elements(surface: Json) -> Iterator[tuple[Json, Json]]:
    """Every button and control of a view or message, with its block."""
    for block in surface.get("blocks") or ():
        accessory = [block["accessory"]] if "accessory" in block else []
        for element in [*block.get("elements", ()), *accessory]:
            if "action_id" in element:
                yield block, element
