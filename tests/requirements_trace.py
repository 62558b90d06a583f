"""Prints each requirement of docs/requirements.md with the tests that prove it; an unknown ID is an error."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# The repository's own options would leave out benches and shuffle; tracing wants every test, in order.
OPTIONS = ["--collect-only", "-q", "-o", "addopts="]
OPTIONS += [f"-pno:{plugin}" for plugin in ("cacheprovider", "randomly", "xdist")]


class Trace:
    """A pytest plugin that notes which test carries which requirement, and which files did not load."""

    def __init__(self) -> None:
        self.tests: defaultdict[str, list[str]] = defaultdict(list)
        self.unreadable: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            reasons = re.findall(r"^E +(.+)", report.longreprtext, re.MULTILINE) or [report.longreprtext]
            self.unreadable.append(f"{report.nodeid}: {reasons[-1]}")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            test = item.nodeid.split("[")[0].replace(" ", "")
            for marker in item.iter_markers("requirement"):
                for requirement in marker.args or ("(none named)",):
                    if test not in self.tests[requirement]:
                        self.tests[requirement].append(test)


def known_requirements() -> list[str]:
    """The IDs of docs/requirements.md, in order."""
    page = (ROOT / "docs" / "requirements.md").read_text("utf-8")
    return re.findall(r"^\| ([A-Z]-\d{2}) \|", page, re.MULTILINE)


def collect(paths: Iterable[str]) -> Trace:
    """Collect all tests under the paths, without running one."""
    trace = Trace()
    with redirect_stdout(StringIO()) as printed:
        code = pytest.main([*OPTIONS, *paths], plugins=[trace])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED) and not trace.unreadable:
        trace.unreadable.append(f"pytest ended with {code}: {printed.getvalue().strip()[-500:]}")
    return trace


def main(paths: Sequence[str]) -> int:
    """Print the trace; 1 when a marker names no requirement or a test file does not load."""
    known = known_requirements()
    trace = collect(paths or [str(ROOT / "tests")])
    for requirement in known:
        print(requirement, *(trace.tests.get(requirement) or ["-"]))
    unknown = [name for name in trace.tests if name not in known]
    wrong = [f"no requirement {name}: {' '.join(trace.tests[name])}" for name in unknown]
    for line in wrong + [f"not collected: {line}" for line in trace.unreadable]:
        print(line, file=sys.stderr)
    return 1 if unknown or trace.unreadable else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
