"""How a form is filled in: question by question, as each one shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.practice.player.again import Patience, waited
from bot.practice.player.calls import CannotDo, Desk, Json
from bot.practice.player.picking import IfAsked, Pick
from bot.practice.player.surfaces import asks, input_of


@dataclass(frozen=True)
class Filling:
    """One person at the modal that lies on top."""

    desk: Desk
    user: str
    again: Patience
    modal: Callable[[], Json]

    def fill(self, values: Mapping[str, Any]) -> None:
        """As `Hands.fill` says."""
        view, typed = self._form(), dict[str, Any]()
        for step, value in values.items():
            if isinstance(value, IfAsked):
                value = value.answer if asks(view, step) else None
            if value is None:
                continue
            block = input_of(view, step)
            chosen = self._chosen(view, block, value)
            if block.get("dispatch_action"):
                self._type(view, typed)
                view, typed = self._redrawn(view, block, chosen), {}
            else:
                typed[step] = {block["element"]["action_id"]: chosen}
        self._type(view, typed)

    def _form(self) -> Json:
        """The modal on top, once it asks something: the bot may first say that it is looking."""

        def look() -> Json | None:
            view = self.modal()
            return view if any(block["type"] == "input" for block in view["blocks"]) else None

        return waited(look, self.again.in_vain, CannotDo("wait for a form", {"error": "no_form"}))

    def _type(self, view: Json, typed: Json) -> None:
        """Several inputs at once: none of them tells the bot."""
        if typed:
            self.desk.post(f"/{self.user}/fill", view_id=view["id"], values=typed)

    def _redrawn(self, view: Json, block: Json, value: Any) -> Json:
        """Answer a question on which others hang; the view that then asks them."""
        where = {"view_id": view["id"]}

        def look() -> Json | None:
            now = self.modal()
            return now if now["hash"] != view["hash"] else None

        def answer() -> Json:
            asked = {"block_id": block["block_id"], "action_id": block["element"]["action_id"]}
            self.desk.post(f"/{self.user}/act", where=where, value=value, **asked)
            in_vain = CannotDo(f"fill {block['block_id']}", {"error": "not_redrawn"})
            return waited(look, self.again.in_vain, in_vain)

        return self.again.do("answer", answer)

    def _chosen(self, view: Json, block: Json, value: Any) -> Any:
        """The value as the input takes it; a long list knows only what its person searched for."""
        several = isinstance(value, list)
        picks = value if several else [value]
        if "external" in block["element"]["type"]:
            found = [self._searched(view, block, one) for one in picks]
        else:
            offered = block["element"].get("options", [])
            found = [one.among(offered) if isinstance(one, Pick) else one for one in picks]
        return found if several else found[0]

    def _searched(self, view: Json, block: Json, value: Any) -> Any:
        search = partial(
            self.desk.post,
            f"/{self.user}/options",
            where={"view_id": view["id"]},
            block_id=block["block_id"],
            action_id=block["element"]["action_id"],
            query=value.words if isinstance(value, Pick) else value,
        )
        answer = self.again.do("search", search)
        return value.among(answer["options"]) if isinstance(value, Pick) else value
