"""The command line. Each command imports what it needs when it is called, so that ``wayside find`` starts quickly."""

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Annotated, NoReturn

import typer

from bot.failures import Exit, OperatorError
from bot.settings import Settings, read_settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Wayside: a quiet stop for coaches, as a Discord bot.",
)
knowledge_app = typer.Typer(no_args_is_help=True, help="What the bot knows: check, export, schemas for editors.")
commands_app = typer.Typer(no_args_is_help=True, help="The bot's commands at Discord.")
data_app = typer.Typer(no_args_is_help=True, help="What the bot keeps: backup, keys, erasing.")
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(commands_app, name="commands")
app.add_typer(data_app, name="data")


@app.command()
def run() -> None:
    """Run the bot. Needs DISCORD_TOKEN."""
    with _clear_errors():
        settings = read_settings()
        from bot.run import run_bot

        _configure_logs(settings)
        run_bot(settings)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The page's port on this machine.", min=1, max=65535)] = 8484,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in your browser.")] = True,
) -> None:
    """The real bot in a simulated Discord in your browser. Needs no token."""
    with _clear_errors():
        settings = read_settings()
        from bot.demo.run import run_demo

        _configure_logs(settings)
        run_demo(settings, port=port, open_browser=open_browser)


@app.command()
def find(
    text: Annotated[str | None, typer.Argument(help="What is on your mind, in your own words.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the finding as JSON.")] = False,
    language: Annotated[str | None, typer.Option(help="The language of titles, for example fr.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why.")] = False,
    batch: Annotated[Path | None, typer.Option(help='A file with one {"text": …, "lang": …} a line.')] = None,
) -> None:
    """Which situation do these words describe?"""
    with _clear_errors():
        if (text is None) == (batch is None):
            _fail(Exit.SETTINGS, "Give either TEXT or --batch FILE.")
        from bot import cli_find

        settings = read_settings()
        _configure_logs(settings, least="WARNING")
        ready = cli_find.ready(settings)
        if batch is not None:
            if not as_json:
                _fail(Exit.SETTINGS, "--batch answers in JSON: add --json.")
            if explain:
                _fail(Exit.SETTINGS, "--explain is for one TEXT, not for --batch.")
            cli_find.find_batch(ready, batch, sys.stdout)
        else:
            typer.echo(cli_find.find_one(ready, text or "", language, as_json=as_json, explain=explain))


@knowledge_app.command("check")
def knowledge_check(
    strict: Annotated[bool, typer.Option(help="Count advice as faults too.")] = False,
) -> None:
    """Editorial checks: one line a fault with file, line and key; silent and exit 0 when there is none."""
    with _clear_errors():
        from bot.app import create_desk
        from bot.finder.check import check_taught
        from bot.knowledge.check import check
        from bot.knowledge.load import default_folder
        from bot.knowledge.yaml_files import Fault, read
        from bot.surface.checks.misfits import misfits

        settings = read_settings()
        _configure_logs(settings, least="WARNING")  # silent when there is nothing to mend
        folder = settings.knowledge_dir or default_folder()
        desk = create_desk(settings)
        faults = [*check(folder, desk.knowledge), *check_taught(folder, desk.knowledge, strict=strict)]
        for file, loc, message in misfits(desk):
            if file.startswith("locales/"):
                faults.append(Fault(file, 1, str(loc[0]), message))
            else:
                faults.append(read(folder / file, file).fault(loc, message, "shorten it, or show less"))
        for fault in faults:
            typer.echo(str(fault), err=True)
        if faults:
            raise typer.Exit(Exit.FAULT)


@knowledge_app.command("export")
def knowledge_export(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (the only format for now).")] = False,
) -> None:
    """Everything the bot knows."""
    with _clear_errors():
        if not as_json:
            _fail(Exit.SETTINGS, "Say which format: --json.")
        from bot.knowledge.export import export
        from bot.knowledge.load import default_folder, load

        knowledge = load(read_settings().knowledge_dir or default_folder())
        sys.stdout.write(json.dumps(export(knowledge), ensure_ascii=False, indent=2) + "\n")


@knowledge_app.command("report")
def knowledge_report(
    scenario: Annotated[str | None, typer.Option(help="List weakest messages of this id only (or: none).")] = None,
    worst: Annotated[int, typer.Option(help="How many of the weakest messages to list.", min=0)] = 20,
) -> None:
    """How well the finder tells the situations apart, and which messages it would not find: where to teach more."""
    with _clear_errors():
        from bot.finder.report import report

        settings = read_settings()
        _configure_logs(settings)
        typer.echo(report(settings.knowledge_dir, settings.cache_dir, scenario, worst))


@knowledge_app.command("schema")
def knowledge_schema() -> None:
    """Write JSON schemas into the knowledge folder's .schema/, for completion in an editor."""
    with _clear_errors():
        from bot.knowledge.load import default_folder, load
        from bot.knowledge.schema import write_schemas

        folder = read_settings().knowledge_dir or default_folder()
        for path in write_schemas(folder / ".schema", load(folder).about.spoken):
            typer.echo(path)


@commands_app.command("sync")
def commands_sync() -> None:
    """Send the commands to Discord now, changed or not. Needs DISCORD_TOKEN."""
    with _clear_errors():
        settings = read_settings()
        from bot.run import sync_now

        _configure_logs(settings)
        typer.echo(f"{sync_now(settings)} commands synced.")


@data_app.command("backup")
def data_backup(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Copy the database to a new file; the bot may go on running. The key is not in the copy."""
    with _data() as (settings, cli_data):
        typer.echo(cli_data.backup_to(settings, file))


@data_app.command("restore")
def data_restore(file: Annotated[Path, typer.Argument(help="A file that `wayside data backup` made.")]) -> None:
    """Put a backup in the place of the database, which is kept aside. The bot has to be stopped."""
    with _data() as (settings, cli_data):
        typer.echo(cli_data.restore_from(settings, file))


@data_app.command("erase-member")
def data_erase_member(
    member: Annotated[int, typer.Argument(metavar="ID", help="The member's Discord id.", min=1, max=2**63 - 1)],
) -> None:
    """Delete everything that is kept of a member."""
    with _data() as (settings, cli_data):
        typer.echo(cli_data.erase_member(settings, member))


@data_app.command("purge")
def data_purge() -> None:
    """Delete the reflections that nobody has touched for WAYSIDE_RETENTION_DAYS."""
    with _data() as (settings, cli_data):
        typer.echo(cli_data.purge(settings))


@data_app.command("rotate-key")
def data_rotate_key() -> None:
    """Seal everything under a new key: one made now, or the first of WAYSIDE_KEYS. The bot has to be stopped."""
    with _data() as (settings, cli_data):
        typer.echo(cli_data.rotate_key(settings))


@app.command()
def invite() -> None:
    """The link that installs the bot, with the least permissions it needs. Needs DISCORD_TOKEN."""
    with _clear_errors():
        settings = read_settings()
        from bot.run import invite_link

        _configure_logs(settings)
        typer.echo(invite_link(settings))


@contextmanager
def _data() -> Generator[tuple[Settings, ModuleType]]:
    with _clear_errors():
        settings = read_settings()
        from bot import cli_data

        _configure_logs(settings, least="WARNING")
        yield settings, cli_data


def _configure_logs(settings: Settings, least: str | None = None) -> None:
    from bot.logs import configure

    configure(least or settings.log_level, settings.log_format)


@contextmanager
def _clear_errors() -> Generator[None]:
    """Every error an operator can mend ends in a sentence and its exit code."""
    try:
        yield
    except OperatorError as error:
        _fail(error.exit, str(error))


def _fail(code: Exit, sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
