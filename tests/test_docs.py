"""What the documents say is so: commands, settings, targets, profiles, rights, links and pictures."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from bot.cli import cli
from bot.domain import access
from bot.domain.access import Standing
from bot.handlers.command import KNOWN
from bot.profiles import load_profiles
from bot.services.plan.papers import PAPERS
from bot.settings import Settings, StorageSettings
from tests.readability import banned_words, textstat

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *DOCS.rglob("*.md"),
        *(ROOT / "messages").rglob("*.md"),
        *(ROOT / "tests").rglob("*.md"),
    ]
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"```.*?```", re.DOTALL)

# The handbook's words for what somebody is, and for the parts of the record.
WHO = {
    "Facilitator": Standing.FACILITATOR,
    "Case manager": Standing.CASE_MANAGER,
    "Supervisor of this case manager": Standing.SUPERVISOR,
    "Endorser, once asked": Standing.ENDORSER,
    "Parent": Standing.PARENT,
    "Child": Standing.CHILD,
    "Relative or friend of the family": Standing.KIN,
    "Resource parent": Standing.RESOURCE_PARENT,
    "Professional (guardian ad litem, CASA, lawyer, school)": Standing.PROFESSIONAL,
    "Other agency people on the team": Standing.AGENCY,
    "Interpreter or observer": Standing.OBSERVER,
    "Staff without a part in the case": Standing.STAFF,
    "Administrator": Standing.ADMIN,
}
PARTS = {
    "the plan": "plan",
    "words of the family": "words",
    "answers to offers": "offers",
    "everyone's answers": "participation",
    "what providers wrote": "provider_input",
    "how to reach people": "contact",
    "private notes": "private",
    "what a child keeps private": "kept_private",
}
SHORT = {
    "facilitator": Standing.FACILITATOR,
    "case manager": Standing.CASE_MANAGER,
    "supervisor": Standing.SUPERVISOR,
    "endorser": Standing.ENDORSER,
    "parent": Standing.PARENT,
    "child": Standing.CHILD,
    "relative or friend": Standing.KIN,
    "resource parent": Standing.RESOURCE_PARENT,
    "professional": Standing.PROFESSIONAL,
    "other agency people": Standing.AGENCY,
}
# What a handbook reader needs to be told, each in words that must stand there.
PROMISES = (
    "uses no language model",
    "never proposes a goal",
    "It never judges",
    "Commands do not work in threads.",
    "If you close a form with X,",
    "An invitation is not legal notice.",
    "Every date rule must be confirmed by your agency.",
    "## People without Slack",
)
MACHINE_PATHS = re.compile(r"(?<![\w./])/(work|tmp|farm|home|root|Users)/")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows(text: str, head: str) -> list[list[str]]:
    """The cells of the table that begins with this head, its head first."""
    lines = text[text.index(f"| {head}") :].splitlines()
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return [row for row in found if not set("".join(row)) <= {"-"}]


def of_file(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def anchors(document: Path) -> set[str]:
    """The places in a document that a link can name, as forges make them from headings."""
    heads = re.findall(r"^#+ (.+)$", FENCED.sub("", read(document)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", DOCUMENTS, ids=of_file)
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    for link in LINK.findall(FENCED.sub("", read(document))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, place = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), f"{link} leads nowhere"
        assert not place or place in anchors(target), f"{link}: there is no such heading"


@pytest.mark.parametrize("document", DOCUMENTS, ids=of_file)
def test_no_document_names_a_machine(document: Path) -> None:
    assert not MACHINE_PATHS.search(read(document))


def test_the_readme_begins_with_the_two_commands_and_a_picture() -> None:
    first_screen = "\n".join(read(ROOT / "README.md").splitlines()[:24])
    assert "make practice" in first_screen
    assert "make test" in first_screen
    assert "](docs/pictures/conference.png)" in first_screen


def test_every_document_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        reached.add(document)
        for link in LINK.findall(read(document)):
            target = (document.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target not in reached and target.is_file():
                waiting.append(target)
    assert set(DOCUMENTS) - reached == set()


def test_every_picture_is_shown_and_described() -> None:
    shown = {
        (document.parent / path).resolve(): words
        for document in DOCUMENTS
        for words, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", read(document))
    }
    assert {path.resolve() for path in (DOCS / "pictures").iterdir()} == set(shown)
    assert all(len(words) > 15 for words in shown.values())


def test_the_handbook_lists_each_subcommand_and_no_other() -> None:
    listed = re.findall(r"^\| `/conference ?(\w*)", read(DOCS / "handbook.md"), re.MULTILINE)
    assert sorted(listed) == sorted(["", *KNOWN])


def test_the_handbook_says_what_its_reader_has_to_know() -> None:
    told = read(DOCS / "handbook.md")
    assert [words for words in PROMISES if words not in told] == []


def test_the_handbook_is_easy_to_read_and_blames_nobody() -> None:
    told = re.sub(r"!\[[^\]]*\]\([^)]*\)|^\|.*$|^#.*$", "", read(DOCS / "handbook.md"), flags=re.MULTILINE)
    plain = re.sub(r"[*_`]|\]\([^)]*\)", "", told)
    assert banned_words(plain) == []
    assert textstat.flesch_kincaid_grade(plain) <= 8


def test_the_table_of_who_sees_what_is_the_table_in_the_code() -> None:
    head, *lines = rows(read(DOCS / "handbook.md"), "who | the plan")
    assert {PARTS[name] for name in head[1:]} == set(access.PARTS)
    assert {WHO[line[0]] for line in lines} == set(Standing)
    for who, *cells in lines:
        for name, cell in zip(head[1:], cells, strict=True):
            sees = access.sees([WHO[who]], PARTS[name])
            assert (cell == "yes") == sees, f"{who}: {name}"


def test_ones_own_answers_are_promised_to_everyone_on_the_team_and_nobody_else() -> None:
    head, *lines = rows(read(DOCS / "handbook.md"), "who | the plan")
    place = head.index("everyone's answers")
    own = {WHO[line[0]] for line in lines if line[place] == "own"}
    assert own == access.TEAM - access.PARTS["participation"]


def test_the_table_of_papers_is_the_table_in_the_code() -> None:
    _, *lines = rows(read(DOCS / "handbook.md"), "paper | who can")
    listed = {paper: whom for papers, whom in lines for paper in re.findall(r"`([^`]+)`", papers)}
    assert set(listed) == set(PAPERS)
    for paper, whom in listed.items():
        assert {SHORT[name] for name in whom.split(", ")} == access.RULES[PAPERS[paper]], paper


def variables() -> set[str]:
    """The environment variables that the settings read."""
    fields = {**StorageSettings.model_fields, **Settings.model_fields}
    return {str(field.validation_alias or name).upper() for name, field in fields.items()}


def test_each_variable_is_explained_to_operators_and_in_the_example() -> None:
    explained = set(re.findall(r"`([A-Z][A-Z_]+)`", read(DOCS / "operators.md")))
    in_example = re.findall(r"^#? ?([A-Z][A-Z_]+)=", read(ROOT / ".env.example"), re.MULTILINE)
    assert variables() - explained == set()
    assert sorted(in_example) == sorted(variables())


def test_each_variable_of_the_example_has_a_line_that_says_what_it_is() -> None:
    lines = read(ROOT / ".env.example").splitlines()
    settings = [place for place, line in enumerate(lines) if re.match(r"#? ?[A-Z][A-Z_]+=", line)]
    assert all(re.match(r"# \w.{15,}", lines[place - 1]) for place in settings)


def commands() -> Iterator[str]:
    """Every command of `roundtable`, groups with theirs."""
    for name, command in typer.main.get_command(cli).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        yield from (f"{name} {one}" for one in inner) if inner else (name,)


@pytest.mark.parametrize("command", sorted(commands()))
def test_each_command_is_named_where_people_look_for_it(command: str) -> None:
    told = "".join(read(path) for path in (DOCS / "operators.md", DOCS / "profiles.md", ROOT / "README.md"))
    assert f"roundtable {command}" in told or f"make {command}" in told


def test_each_make_target_is_explained_to_contributors() -> None:
    targets = re.findall(r"^([a-z]+):.*##", read(ROOT / "Makefile"), re.MULTILINE)
    explained = re.findall(r"^\| `make ([a-z]+)", read(ROOT / "CONTRIBUTING.md"), re.MULTILINE)
    assert sorted(explained) == sorted(targets)


def test_each_profile_is_listed() -> None:
    listed = re.findall(r"^\| `([a-z]+-[a-z-]+)`", read(DOCS / "profiles.md"), re.MULTILINE)
    assert sorted(listed) == sorted(load_profiles())


def test_each_decision_is_listed_and_has_its_three_parts() -> None:
    listed = set(LINK.findall(read(DOCS / "decisions" / "README.md")))
    records = {path.name: read(path) for path in (DOCS / "decisions").glob("0*.md")}
    assert set(records) == listed
    for name, text in records.items():
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], name
        assert len(text) < 4200, f"{name} is longer than a page"


def test_the_map_names_every_part_of_the_bot() -> None:
    there = {
        path.stem
        for path in (ROOT / "bot").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    parts = there - {"__init__", "__main__"}
    on_map = set(re.findall(r"^    (\w+) ", read(ROOT / "bot" / "__init__.py"), re.MULTILINE))
    assert on_map == parts
    architecture = read(DOCS / "architecture.md")
    assert [part for part in sorted(parts) if not re.search(rf"\b{part}\b", architecture)] == []
