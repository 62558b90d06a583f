"""Which names a Word template asks for, and where: read from its Jinja, without running any of it.

A name is a path into the page of bot/documents/page.py, with [] for each of a list:
`goals.items_said[].objectives[].heading`. What a template makes up itself is nobody's name.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jinja2 import nodes

# A path, or None for what the template made up itself.
Bound = Mapping[str, str | None]
EACH = "[]"


class Asked(NamedTuple):
    """A name that is asked for, and the line on which it stands."""

    path: str
    line: int


def asked(node: nodes.Node, bound: Bound | None = None) -> Iterator[Asked]:
    """Every name that this part of a template asks for; `bound` are its loops' own names."""
    yield from _asked(node, {"loop": None, **(bound or {})})


def _asked(node: nodes.Node, bound: Bound) -> Iterator[Asked]:
    if isinstance(node, nodes.For):
        yield from _asked(node.iter, bound)
        inner = {**bound, **_made(node.target, _each_of(node.iter, bound))}
        for part in (*node.body, *([node.test] if node.test else [])):
            yield from _asked(part, inner)
        for part in node.else_:
            yield from _asked(part, bound)
        return
    path = _path(node, bound)
    if path:
        yield Asked(path, node.lineno)
        return
    for listed in _lists(node):
        path = _path(listed, bound)
        if path:
            yield Asked(path + EACH, node.lineno)
    here = dict(bound)
    for child in node.iter_child_nodes():
        yield from _asked(child, here)
        if isinstance(child, nodes.Assign | nodes.AssignBlock):
            here |= _made(child.target, None)


def _lists(node: nodes.Node) -> Iterator[nodes.Node]:
    """What is taken for a list here: joined to one text, or put behind another list."""
    if isinstance(node, nodes.Filter) and node.name == "join" and node.node is not None:
        yield node.node
    if isinstance(node, nodes.Add) and isinstance(node.left, nodes.List):
        yield node.right


def _each_of(node: nodes.Node, bound: Bound) -> str | None:
    path = _path(node, bound)
    return path + EACH if path else None


def _made(target: nodes.Node, path: str | None) -> dict[str, str | None]:
    """The names that a loop or an assignment makes; several at once are of no path."""
    if isinstance(target, nodes.Name):
        return {target.name: path}
    return {name.name: None for name in target.find_all(nodes.Name)}


def _path(node: nodes.Node, bound: Bound) -> str | None:
    """The path that a name stands for; None for anything that is no name of the page's."""
    if isinstance(node, nodes.Name):
        return bound.get(node.name, node.name) if node.ctx == "load" else None
    if isinstance(node, nodes.Getattr):
        outer = _path(node.node, bound)
        return outer and f"{outer}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        outer = _path(node.node, bound)
        key = node.arg.value
        return outer and (outer + EACH if isinstance(key, int) else f"{outer}.{key}")
    return None
