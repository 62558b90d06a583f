"""The rules of docs/architecture.md that a machine can hold: who imports whom, sizes, docstrings, clocks."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"

# What each package of bot/ may import, besides the standard library and itself.
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "flows": {"domain"},
    "profiles": {"domain", "jsonschema"},
    "services": {"domain", "flows", "profiles"},
    "storage": {"domain", "sqlalchemy", "alembic", "cryptography", "uuid_utils", "rfc8785"},
    "render": {"domain", "flows", "jinja2", "markupsafe", "babel"},
    "documents": {
        *(
            "domain",
            "docx",
            "docxtpl",
            "typst",
            "icalendar",
            "rfc8785",
            "cryptography",
            "fontTools",
            "jinja2",
            "babel",
        )
    },
    "slack": {"domain", "slack_sdk"},
    "mail": {"domain"},
    "handlers": {"services", "notices", "flows", "domain", "render", "slack_bolt", "slack_sdk"},
    "notices": {"services", "flows", "domain", "render"},
    "scheduler": {"services", "domain", "apscheduler"},
    "web": {
        *("services", "domain", "render", "flask", "werkzeug", "gunicorn", "prometheus_client"),
        *("markupsafe", "segno", "slack_sdk"),
    },
    "practice": {"domain", "profiles", "flask", "werkzeug", "simple_websocket", "rich", "jsonschema"},
    "clock": {"structlog"},
    "logs": {"structlog"},
    "setting_rules": {"storage", "pydantic", "pydantic_core", "sqlalchemy"},
    "setting_names": set(),
    "settings": {
        "setting_names",
        "setting_rules",
        "pydantic",
        "pydantic_core",
        "pydantic_settings",
        "sqlalchemy",
    },
}
# The outermost modules put the parts together; nothing inside may import them.
OUTERMOST = {
    *(
        "app",
        "cli",
        "__main__",
        "run",
        "starting",
        "socket_mode",
        "socket_answers",
        "database",
        "doctor",
        "verify",
    ),
    *("profile_check", "master_key", "paper_room", "mail_room", "trouble", "pulse", "running_bot", "finding"),
}
# Longer than the rest on purpose; each with its reason.
LONG_FILES = {
    "storage/migrations/versions": "a migration spells out every table as it was on its day",
}
LONG_FUNCTIONS = {
    "storage/migrations/versions": "the same",
    "slack/manifest.py": "one literal: the manifest as Slack reads it",
}
MOST_LINES, MOST_FUNCTION_LINES, LONG = 300, 50, 250
# Who may look at the machine's own clock; everybody else asks the injected Clock.
TELLS_TIME = {
    "clock.py": "it is that clock",
    "practice": "Slack's own limits run in real time",
    "socket_mode.py": "the SDK stamps its pings with time.time()",
    "scheduler/ticks.py": "APScheduler's own dates are the machine's: how soon to look again",
}
CLOCKS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"),
    *("datetime.datetime.now", "datetime.date.today", "datetime.datetime.utcnow"),
}

FILES = sorted(BOT.rglob("*.py"))
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in FILES}


def where(file: Path) -> str:
    return file.relative_to(BOT).as_posix()


def part_of(file: Path) -> str:
    return file.relative_to(BOT).parts[0].removesuffix(".py")


PARTS = sorted({part_of(file) for file in FILES} - {"__init__"})


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """What a file imports: a package of ours by its own name, others by their top name."""
    for node in ast.walk(TREES[file]):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{where(file)}:{node.lineno} imports by dots"
            module = node.module or ""
            names = [f"bot.{alias.name}" for alias in node.names] if module == "bot" else [module]
        for name in names:
            first, *rest = name.split(".")
            yield (rest[0] if first == "bot" and rest else first), node.lineno


@pytest.mark.parametrize("part", PARTS)
def test_imports_point_one_way(part: str) -> None:
    if part in OUTERMOST:
        return
    assert part in MAY_IMPORT, f"say in MAY_IMPORT and in docs/architecture.md what bot/{part} may import"
    allowed = MAY_IMPORT[part] | {part} | set(sys.stdlib_module_names)
    wrong = [
        f"{where(file)}:{line} imports {name}"
        for file in FILES
        if part_of(file) == part
        for name, line in imports(file)
        if name not in allowed
    ]
    assert not wrong


def test_only_the_outermost_modules_see_the_outermost_modules() -> None:
    assert not OUTERMOST & {name for allowed in MAY_IMPORT.values() for name in allowed}


def test_each_package_of_the_table_is_there_or_named_nowhere() -> None:
    gone = sorted((MAY_IMPORT.keys() | OUTERMOST) - set(PARTS) - {"app"})
    assert not gone, f"the table speaks of parts that are gone: {gone}"


def test_the_document_says_the_same_as_the_table() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("|")
    ]
    told = {row[0]: set(row[2].split(", ")) for row in rows if len(row) == 3 and row[0] in MAY_IMPORT}
    assert told == {part: allowed or {"standard library"} for part, allowed in MAY_IMPORT.items()}


def test_the_database_is_touched_in_storage_alone() -> None:
    users = {
        part_of(file) for file in FILES for name, _ in imports(file) if name in ("sqlalchemy", "alembic")
    }
    assert users <= {"storage", "database", "settings", "setting_rules", "starting"}


def test_all_code_asks_the_injected_clock() -> None:
    wrong = []
    for file in FILES:
        if where(file) in TELLS_TIME or part_of(file) in TELLS_TIME:
            continue
        for node in ast.walk(TREES[file]):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS:
                wrong.append(f"{where(file)}:{node.lineno} asks {ast.unparse(node.func)}()")
    assert not wrong


def test_each_module_says_what_it_is_for() -> None:
    silent = [where(file) for file in FILES if TREES[file].body and not ast.get_docstring(TREES[file])]
    empty = [where(file) for file in FILES if not TREES[file].body and file.name != "__init__.py"]
    assert not silent + empty


def own_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """A function's lines without the functions inside it: a `register` is a table of contents."""
    inner = [
        node for node in ast.walk(function) if isinstance(node, ast.FunctionDef) and node is not function
    ]
    return _lines(function) - sum(_lines(node) + len(node.decorator_list) for node in inner)


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


def test_files_are_short() -> None:
    lengths = {where(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    long = {
        name: lines
        for name, lines in lengths.items()
        if lines > MOST_LINES and not _excused(name, LONG_FILES)
    }
    assert not long, f"files of more than {MOST_LINES} lines: {long}"
    rather_long = [name for name, lines in lengths.items() if lines > LONG and not _excused(name, LONG_FILES)]
    assert len(rather_long) <= len(FILES) // 50, f"too many files of more than {LONG} lines: {rather_long}"


def test_functions_are_short() -> None:
    long = [
        f"{where(file)}:{node.lineno} {node.name}"
        for file in FILES
        for node in ast.walk(TREES[file])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and own_lines(node) > MOST_FUNCTION_LINES
        and not _excused(where(file), LONG_FUNCTIONS)
    ]
    assert not long, f"functions of more than {MOST_FUNCTION_LINES} lines"


def test_nobody_catches_everything() -> None:
    wrong = [
        f"{where(file)}:{node.lineno}"
        for file in FILES
        for node in ast.walk(TREES[file])
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert not wrong, "a bare except hides what went wrong"


def test_the_map_names_each_package() -> None:
    words = ast.get_docstring(TREES[BOT / "__init__.py"]) or ""
    missing = [part for part in PARTS if f"{part} " not in words and part != "__main__"]
    assert not missing, f"bot/__init__.py is the map: add {missing}"


def _excused(name: str, reasons: dict[str, str]) -> bool:
    return any(name.startswith(folder) for folder in reasons)
