"""The command `roundtable`: run it, practise with it, look after it."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

# Each command imports what it needs: `roundtable run` must be connected within three seconds.

cli = typer.Typer(
    name="roundtable",
    help="A Slack assistant that helps a facilitator hold a case planning conference in child welfare.",
    no_args_is_help=True,
    add_completion=False,
    # Rich stack traces show local variables, and those may hold a family's words.
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="Look at the database or bring it up to date.", no_args_is_help=True)
keys = typer.Typer(help="Show the key with which others check a plan's signature.", no_args_is_help=True)
profiles = typer.Typer(help="Check practice profiles.", no_args_is_help=True)
cli.add_typer(database, name="db")
cli.add_typer(keys, name="keys")
template = typer.Typer(help="Use a Word template of your own for the plan.", no_args_is_help=True)
cli.add_typer(profiles, name="profiles")
cli.add_typer(template, name="template")


def main() -> None:
    """The entry point."""
    cli()


@contextmanager
def _one_line() -> Iterator[None]:
    """What an operator can put right ends the command with one line and no stack trace."""
    from bot.logs import configure
    from bot.starting import PROBLEMS, tell

    # Standard output is for what the command was asked for; `run` sends its log there instead.
    configure(out=sys.stderr)
    try:
        yield
    except PROBLEMS as problem:
        raise typer.Exit(tell(problem)) from None


@cli.command()
def run() -> None:
    """Connect to Slack and work until stopped."""
    from bot.clock import clock_for
    from bot.logs import configure
    from bot.run import run as work
    from bot.settings import Settings, load

    with _one_line():
        settings = load(Settings)
        configure(settings.log_level)
        from bot.app import build

        raise typer.Exit(work(settings, clock_for(settings.clock_file), build))


@cli.command()
def practice(
    port: Annotated[int, typer.Option(help="Where the page is served, on this machine alone.")] = 8765,
    play: Annotated[Path | None, typer.Option(help="Play this conference file instead.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write what a played conference left.")] = None,
    kills: Annotated[
        int, typer.Option(min=0, help="Kill the bot so many times in the play; nothing may be lost.")
    ] = 0,
    seed: Annotated[int, typer.Option(help="Which moments the kills fall on.")] = 0,
    fresh: Annotated[bool, typer.Option(help="Forget what was practised before.")] = False,
) -> None:
    """Open a local Slack in which you play every person, or play a conference file."""
    if (play is None) != (out is None):
        raise typer.BadParameter("--play FILE and --out DIR belong together.")
    if kills and play is None:
        raise typer.BadParameter("--kills is for a play: give --play FILE as well.")
    if play is not None and out is not None:
        from bot.practice.player.kills import Killer
        from bot.practice.player.play import play as play_file

        raise typer.Exit(play_file(play, out, Killer(kills, seed) if kills else None))
    from bot.practice.start import practice as open_workspace

    raise typer.Exit(open_workspace(port, fresh) or 0)


@cli.command()
def manifest(
    http: Annotated[
        str | None, typer.Option(metavar="URL", help="Where Slack reaches the bot, when not by Socket Mode.")
    ] = None,
) -> None:
    """Print the Slack app manifest, to paste at api.slack.com/apps."""
    from bot.settings import ThreadSettings, load
    from bot.slack.manifest import manifest as described

    if http is not None and not http.startswith("https://"):
        raise typer.BadParameter("Slack calls only addresses that begin with https://.")
    with _one_line():
        read_threads = load(ThreadSettings).read_threads
    print(json.dumps(described(http, read_threads), indent=2, ensure_ascii=False))


@cli.command()
def verify(
    file: Annotated[
        Path | None,
        typer.Argument(help="A plan.json, or a PDF or Word file that Roundtable made; none: the record."),
    ] = None,
    key: Annotated[
        Path | None, typer.Option(help="A file with the public key that the plan must be signed with.")
    ] = None,
    case: Annotated[str | None, typer.Option(help="Only this case of the record: its number or id.")] = None,
    anchors: Annotated[
        Path | None, typer.Option(help="A file of anchors to hold the record against, if not the usual one.")
    ] = None,
    fingerprint: Annotated[
        str | None, typer.Option(help="What stands at the foot of a paper: which plan is it?")
    ] = None,
) -> None:
    """Check a plan.json, a paper, the fingerprint on a paper, or the record by its audit chains."""
    from bot import verify as checks

    if (key and not file) or (file and (case or anchors)) or (fingerprint and (case or anchors)):
        raise typer.BadParameter(
            "--key and --fingerprint go with a plan.json; --case and --anchors with the record."
        )
    with _one_line():
        if file:
            public_key = _read(key).decode("utf-8", "replace").strip() if key else None
            verdict = checks.verify_file(_read(file), file.suffix.lower(), public_key, fingerprint)
        elif fingerprint:
            verdict = checks.verify_fingerprint(fingerprint)
        else:
            verdict = checks.verify_record(case, _read(anchors) if anchors else None)
    print(verdict.line, file=sys.stdout if verdict.good else sys.stderr)
    raise typer.Exit(0 if verdict.good else 1)


@cli.command()
def doctor() -> None:
    """Check everything that the bot needs, and say what to do about what is not right."""
    from bot.doctor import examine, show

    findings = examine()
    show(findings)
    raise typer.Exit(0 if all(finding.well for finding in findings) else 1)


@database.command("upgrade")
def db_upgrade() -> None:
    """Bring the database to the tables that this version needs."""
    from bot.database import revisions, upgrade

    with _one_line():
        upgrade()
        print(f"The database is at revision {revisions().found}.")


@database.command("status")
def db_status() -> None:
    """Show which revision the database is at, and which one this version needs."""
    from bot.database import revisions

    with _one_line():
        state = revisions()
    print(f"The database is at revision {state.found or 'none'}; this version needs {state.needed}.")
    if not state.current:
        print("Run `roundtable db upgrade`.")
        raise typer.Exit(1)


@database.command("anchor")
def db_anchor(
    file: Annotated[Path | None, typer.Argument(help="Another file than the usual one.")] = None,
) -> None:
    """Write down where the audit chains end now, so that a cut end is found later."""
    from bot.verify import anchor

    with _one_line():
        print(anchor(file))


@keys.command("public")
def keys_public() -> None:
    """Print the public key. Whoever has it can check that a plan.json comes from here."""
    from bot.master_key import master_key
    from bot.settings import StorageSettings, load
    from bot.storage.keys import ContentSigner, LocalMasterKey

    with _one_line():
        print(ContentSigner(LocalMasterKey(master_key(load(StorageSettings)))).public_key())


@profiles.command("check")
def profiles_check(
    file: Annotated[
        Path | None, typer.Argument(help="A profile of your own, or a folder; without one, those in use.")
    ] = None,
) -> None:
    """Check the practice profiles that the bot would use, or one of your own."""
    from bot.profile_check import check
    from bot.settings import ProfileSettings, load

    with _one_line():
        own = load(ProfileSettings).profiles
    problems = check(file or own)
    for line in problems:
        print(line, file=sys.stderr)
    if not problems:
        print("No problem found.")
    raise typer.Exit(1 if problems else 0)


@template.command("check")
def template_check(
    file: Annotated[Path, typer.Argument(help="A Word document with names in double braces.")],
) -> None:
    """Say whether a Word template can be used, and all that is wrong with it."""
    from bot.documents.docx_apart import check

    problems = check(_read(file))
    for line in problems:
        print(line, file=sys.stderr)
    if not problems:
        print("No problem found.")
    raise typer.Exit(1 if problems else 0)


@template.command("write")
def template_write(file: Annotated[Path, typer.Argument(help="Where to; it must not be there yet.")]) -> None:
    """Write our own Word template, to change it in Word."""
    from bot.documents.docx_apart import OURS

    try:
        with file.open("xb") as written:
            written.write(OURS.read_bytes())
    except OSError as problem:
        raise typer.BadParameter(f"{file} cannot be written ({problem.strerror}).") from None
    print(f"Our template is in {file}.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise typer.BadParameter(f"{path} cannot be read ({problem.strerror}).") from None
