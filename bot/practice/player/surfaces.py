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


def files_of(message: Json) -> list[Json]:
    """The files that can still be opened there: of one that was taken out, Slack keeps its place alone."""
    return [file for file in message.get("files") or () if file.get("mode") != "tombstone"]


def button_beside(shown: Json, words: str, action: str) -> str:
    """What the button of this action carries in the row with these words: each row has its words and its
    button. Raises CannotDo."""
    buttons = {
        id(block): str(element["value"]) for block, element in elements(shown) if does(element, action)
    }
    found = False
    for block in shown["blocks"]:
        found = found or words in _all_text(block)
        if found and id(block) in buttons:
            return buttons[id(block)]
    raise CannotDo(f"find a row with {action}", {"error": "not_shown"})


def _all_text(thing: object) -> str:
    if isinstance(thing, dict):
        return " ".join(_all_text(inner) for inner in thing.values())
    if isinstance(thing, list):
        return " ".join(map(_all_text, thing))
    return thing if isinstance(thing, str) else ""
