"""What is in messages/, read from Jinja's syntax trees, and what bot/ asks of it, read from Python's."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, meta, nodes

from bot.render.environment import FILTERS

ROOT = Path(__file__).parent.parent
MESSAGES = ROOT / "messages"
RENDERING = {"message", "view", "home", "text"}
# What layouts and the renderer give by themselves.
GIVEN = {
    "sentences",
    "row",
    "nth",
    "language",
    "locale",
    "as_message",
    "presses",
    "parts",
    "said",
    "notice",
    "problem",
}


@dataclass(frozen=True)
class WordsFile:
    """One words file: the layout it extends, its blocks, the values it needs."""

    name: str
    layout: str
    blocks: frozenset[str]
    needs: frozenset[str]


def languages(folder: Path = MESSAGES) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != "layouts")


@cache
def words_files(language: str, folder: Path = MESSAGES) -> dict[str, WordsFile]:
    """All words files of one language, by name."""
    files = sorted((folder / language).rglob("*.j2"))
    return {file.name: file for file in (_parsed(path, folder / language) for path in files)}


@cache
def layout_blocks(layout: str, folder: Path = MESSAGES) -> frozenset[str]:
    tree = Environment().parse((folder / "layouts" / f"{layout}.j2").read_text(encoding="utf-8"))
    return frozenset(block.name for block in tree.find_all(nodes.Block))


def _parsed(path: Path, folder: Path) -> WordsFile:
    env = Environment()
    for known in (*(one.__name__ for one in FILTERS), "named"):
        env.filters[known] = str
    tree = env.parse(path.read_text(encoding="utf-8"))
    extends = tree.find(nodes.Extends)
    assert extends is not None, f"{path} extends no layout"
    assert isinstance(extends.template, nodes.Const)
    return WordsFile(
        name=path.relative_to(folder).with_suffix("").as_posix(),
        layout=str(extends.template.value).removeprefix("layouts/").removesuffix(".j2"),
        blocks=frozenset(block.name for block in tree.find_all(nodes.Block)),
        needs=frozenset(meta.find_undeclared_variables(tree) - GIVEN),
    )


@dataclass(frozen=True)
class Asked:
    """A words file that code asks for: its name, or a pattern where the name is put together."""

    pattern: str
    literal: bool
    where: str

    def fits(self, name: str) -> bool:
        return self.pattern == name if self.literal else re.fullmatch(self.pattern, name) is not None


class AnyOf:
    """Very many names and patterns at once."""

    def __init__(self, asked: Iterable[Asked]) -> None:
        many = tuple(asked)
        self._literals = {one.pattern for one in many if one.literal}
        self._pattern = re.compile("|".join(sorted({one.pattern for one in many if not one.literal})))

    def fits(self, name: str) -> bool:
        """Whether one of them is this name."""
        return name in self._literals or self._pattern.fullmatch(name) is not None


@cache
def asked_by_code(folder: Path = ROOT / "bot") -> tuple[Asked, ...]:
    """Every name given to message(), view(), home() or text(), or to an Outgoing as its message."""
    return tuple(asked for path in _sources(folder) for asked in _asked_in(path, folder))


@cache
def mentioned_in_code(folder: Path = ROOT / "bot") -> AnyOf:
    """Every string in bot/ that could name a words file."""
    return AnyOf(
        asked
        for path in _sources(folder)
        for tree in (ast.parse(path.read_text(encoding="utf-8")),)
        for asked in _names_in(tree, f"{path.relative_to(folder)}")
    )


@cache
def error_problems(folder: Path = ROOT / "bot") -> AnyOf:
    """Every string or put-together string in bot/ that could be the `problem` of an error."""
    found = []
    for path in _sources(folder):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                found.append(Asked(_pattern(node), literal=False, where=path.name))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(Asked(node.value, literal=True, where=path.name))
    problem = re.compile(r"[a-z_]{4,}(\.\+)?")
    return AnyOf(asked for asked in found if problem.fullmatch(asked.pattern))


@cache
def problems_raised(folder: Path = ROOT / "bot") -> dict[str, str]:
    """The problems that services and handlers name, and where.

    They are the values of dicts in functions that raise AnswersNotUnderstood or that give such a dict,
    and what is put into a dict called `problems` or `wrong`.
    """
    found = {}
    for path in _sources(folder):
        text = path.read_text(encoding="utf-8")
        if "AnswersNotUnderstood(" in text:
            for function in ast.walk(ast.parse(text)):
                if isinstance(function, ast.FunctionDef):
                    for problem in _problems_in(function):
                        found[problem] = f"{path.relative_to(folder)}:{function.lineno}"
    return found


def _problems_in(function: ast.FunctionDef) -> Iterator[str]:
    gives = function.returns is not None and ast.unparse(function.returns) == "dict[str, str]"
    for node in ast.walk(function):
        values: list[ast.expr] = []
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "AnswersNotUnderstood" and node.args:
            values = _dict_values(node.args[0])
        elif isinstance(node, ast.Assign) and _is_problems(node.targets[0]):
            values = [node.value] if isinstance(node.targets[0], ast.Subscript) else _dict_values(node.value)
        elif gives and isinstance(node, ast.Return) and node.value is not None:
            values = _dict_values(node.value)
        yield from (str(value.value) for value in values if isinstance(value, ast.Constant))


def _is_problems(target: ast.expr) -> bool:
    inner = target.value if isinstance(target, ast.Subscript) else target
    return isinstance(inner, ast.Name) and inner.id in ("problems", "wrong")


def _dict_values(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.Dict):
        return node.values
    return [node.value] if isinstance(node, ast.DictComp) else []


def _pattern(text: ast.JoinedStr) -> str:
    parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in text.values]
    return "".join(parts)


def _sources(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if "practice" not in path.parts]


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def _asked_in(path: Path, folder: Path) -> Iterator[Asked]:
    for call in _calls(path):
        where = f"{path.relative_to(folder)}:{call.lineno}"
        if isinstance(call.func, ast.Attribute) and call.func.attr in RENDERING and call.args:
            yield from _names_in(call.args[0], where)
        for keyword in call.keywords:
            if keyword.arg == "message":
                yield from _names_in(keyword.value, where)


def _names_in(tree: ast.AST, where: str) -> Iterator[Asked]:
    if isinstance(tree, ast.JoinedStr):
        pattern = _pattern(tree)
        if "/" in pattern and re.fullmatch(r"[a-z_./+\\]+", pattern):
            yield Asked(pattern, literal=False, where=where)
        return
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        if re.fullmatch(r"[a-z_]+/[a-z_0-9/]+", tree.value):
            yield Asked(tree.value, literal=True, where=where)
        return
    for child in ast.iter_child_nodes(tree):
        yield from _names_in(child, where)
