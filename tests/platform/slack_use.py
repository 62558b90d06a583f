"""Reads from the source what the bot really uses of Slack: methods, events, commands, shortcuts, options."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from slack_sdk import WebClient

CLIENT = {name for name in dir(WebClient) if "_" in name.strip("_") and not name.startswith("_")} - {
    "api_call"
}
_Constants = Callable[[str], ast.expr | None]

UPLOAD = {"files.getUploadURLExternal", "files.completeUploadExternal"}
APPS = {"app", "bolt"}
ON_SHORTCUT = {"shortcut", "global_shortcut", "message_shortcut"}
INTERACTIVE = {"action", "block_action", "view", "view_submission", "view_closed", "options", *ON_SHORTCUT}
LISTENERS = {"event", "message", "command", *INTERACTIVE}


@dataclass
class Use:
    """What was found; `unclear` names places that this reading cannot understand and must not pass over."""

    methods: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)
    shortcuts: set[str] = field(default_factory=set)
    interactive: bool = False
    options: bool = False
    unclear: list[str] = field(default_factory=list)


def used_in(folder: Path, leave_out: frozenset[str] = frozenset()) -> Use:
    """What all modules under a folder use, without the packages left out."""
    use = Use()
    for path in sorted(folder.rglob("*.py")):
        if not leave_out & set(path.relative_to(folder).parts):
            _Reader(use, path, folder.parent).visit(ast.parse(path.read_text("utf-8")))
    return use


class _Reader(ast.NodeVisitor):
    def __init__(self, use: Use, path: Path, root: Path) -> None:
        self._use, self._path, self._root = use, path, root

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._method(node.attr, node)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func
        if isinstance(called, ast.Name) and called.id == "say":
            self._use.methods.add("chat.postMessage")
        elif isinstance(called, ast.Name) and called.id == "getattr" and len(node.args) > 1:
            self._method(_text(node.args[1]) or "", node)
        elif isinstance(called, ast.Attribute) and called.attr == "api_call":
            self._plainly(node, self._use.methods)
        elif isinstance(called, ast.Attribute) and called.attr in LISTENERS and _is_app(called.value):
            self._listener(called.attr, node)
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """`event["type"] == "x"`: events that a middleware keeps are told apart where they are worked."""
        if _is_event_type(node.left) and isinstance(node.ops[0], ast.Eq | ast.In):
            found = set(_names(node.comparators[0], self._constants))
            self._use.events |= found
            if not found:
                self._use.unclear.append(f"{self._path.name}:{node.lineno}: {ast.unparse(node)}")
        self.generic_visit(node)

    def _method(self, name: str, node: ast.AST) -> None:
        if name == "files_upload_v2":
            self._use.methods |= UPLOAD
        elif name in CLIENT:
            self._use.methods.add(name.replace("_", "."))

    def _listener(self, kind: str, node: ast.Call) -> None:
        self._use.interactive |= kind in INTERACTIVE
        self._use.options |= kind == "options"
        if kind == "message":
            self._use.events.add("message")
        elif kind == "event":
            self._plainly(node, self._use.events)
        elif kind == "command":
            self._plainly(node, self._use.commands)
        elif kind in ON_SHORTCUT:
            self._plainly(node, self._use.shortcuts)

    def _plainly(self, node: ast.Call, found: set[str]) -> None:
        first = node.args[0] if node.args else node.keywords[0].value if node.keywords else None
        names = list(_names(first, self._constants)) if first is not None else []
        found |= set(names)
        if not names:
            self._use.unclear.append(f"{self._path.name}:{node.lineno}: {ast.unparse(node)}")

    def _constants(self, name: str) -> ast.expr | None:
        """A constant of this module, or of the module of ours that it is imported from."""
        return _constant(ast.parse(self._path.read_text("utf-8")), name, self._root)


def _is_event_type(value: ast.expr) -> bool:
    """`event["type"]` or `event.get("type")`."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "get":
        place, key = value.func.value, value.args[0]
    elif isinstance(value, ast.Subscript):
        place, key = value.value, value.slice
    else:
        return False
    return isinstance(place, ast.Name) and place.id == "event" and _text(key) == "type"


def _is_app(value: ast.expr) -> bool:
    name = value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""
    return name.lstrip("_") in APPS


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _names(node: ast.expr, constants: _Constants) -> Iterator[str]:
    """`"x"`, `{"type": "x"}`, `{"callback_id": "x"}`, several of them, or a constant that is one."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        for one in node.elts:
            yield from _names(one, constants)
        return
    if isinstance(node, ast.Name) and (value := constants(node.id)) is not None:
        yield from _names(value, constants)
    elif isinstance(node, ast.Dict):
        keyed = {_text(key): value for key, value in zip(node.keys, node.values, strict=True) if key}
        inner = keyed.get("callback_id") or keyed.get("type")
        if inner is not None:
            yield from _names(inner, constants)
    elif (text := _text(node)) is not None:
        yield text


def _constant(module: ast.Module, name: str, root: Path) -> ast.expr | None:
    for one in module.body:
        if isinstance(one, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in one.targets):
            return one.value
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and one.target.id == name:
            return one.value
        if isinstance(one, ast.ImportFrom) and one.module and one.level == 0:
            source = root / Path(*one.module.split(".")).with_suffix(".py")
            for alias in one.names:
                if (alias.asname or alias.name) == name and source.exists():
                    return _constant(ast.parse(source.read_text("utf-8")), alias.name, root)
    return None
