"""The door to a words file's named blocks, for layouts that know their names only when they draw."""

from collections.abc import Mapping

from jinja2 import Environment, TemplateRuntimeError
from jinja2.runtime import Context
from markupsafe import Markup

FALLBACK = "en"


class Sentences:
    """The named blocks of one words file, with the values it was rendered with."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def has(self, name: str) -> bool:
        """Whether the file has that block."""
        return name in self._context.blocks

    def get(self, name: str, **values: object) -> Markup:
        """The words of a block; an error naming file and block when it is not there or empty."""
        if not self.has(name):
            raise TemplateRuntimeError(f"{self._context.name} has no block {name!r}")
        # Copying what the file was rendered with is most of the work; a label needs no copy.
        context = self._context.derived(values) if values else self._context
        words = Markup("").join(map(Markup, context.blocks[name][0](context)))
        if not words.strip():
            raise TemplateRuntimeError(f"block {name!r} of {self._context.name} is empty")
        return words

    def find(self, name: str, **values: object) -> Markup | str:
        """The words of a block, or nothing when the file does not have it."""
        return self.get(name, **values) if self.has(name) else ""

    def label(self, name: str) -> Markup:
        """The words of a block of this file, else of the words that all files share."""
        return self.get(name) if self.has(name) else self.common(name)

    def confirmation(self, name: str) -> Markup | str:
        """What Slack asks before a button of this name: in words of this file, common ones, or nothing."""
        block = f"confirm_{name}"
        common = self._context.environment.get_template(f"{FALLBACK}/common.j2").blocks
        return self.get(block) if self.has(block) else self.common(block) if block in common else ""

    def common(self, name: str, **values: object) -> Markup:
        """Words that all files share, from `<language>/common.j2`."""
        return shared(self._context.environment, "common.j2", name, values).get(name)


def shared(env: Environment, file: str, block: str, values: Mapping[str, object]) -> Sentences:
    """A file of words that many share; a block that a translation lacks is read in English."""
    own = sentences_of(env, file, values)
    return own if own.has(block) else sentences_of(env, f"{FALLBACK}/{file}", values)


def sentences_of(env: Environment, file: str, values: Mapping[str, object]) -> Sentences:
    """The blocks of one words file, outside of any layout (for a single label)."""
    return Sentences(env.get_template(file).new_context({**values}))
