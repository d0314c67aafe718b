"""`briefbot db`: the database, for whoever looks after it."""

from dataclasses import asdict
from pathlib import Path

import click

from briefbot.cli.main import SOME_FAILED
from briefbot.cli.output import print_json, progress, say
from briefbot.config import Settings
from briefbot.rendering import database_phrases


@click.group("db")
def command() -> None:
    """The database: how far it is, its migrations, and backups.

    Every other verb makes or migrates the database by itself; these are for whoever wants to do that, or know, beforehand.
    """


@command.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def status(context: click.Context, *, as_json: bool) -> None:
    """Tell where the database is, and whether its tables are those of this version (exit status 1: they are not).

    Nothing is made or changed by it.
    """
    from briefbot.store.maintenance import condition_of  # noqa: PLC0415 (it takes long to load)

    found = condition_of(Settings.read().database_url)
    if as_json:
        print_json({**asdict(found), "current": found.is_current})
    else:
        say(database_phrases.condition(found.address, found.kind, found.server, found.size, found.documents))
        say(database_phrases.migrations(found.revision, found.wanted))
    context.exit(0 if found.is_current else SOME_FAILED)


@command.command("upgrade")
def upgrade() -> None:
    """Make the database's tables, or bring them to those of this version: whole, or not at all."""
    from briefbot.store.maintenance import condition_of  # noqa: PLC0415 (as above)
    from briefbot.store.maintenance import upgrade as upgrade_database  # noqa: PLC0415

    url = Settings.read().database_url
    before = condition_of(url)
    upgrade_database(url)
    say(database_phrases.upgraded(before.revision, before.wanted))


@command.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="PATH")
@click.option(
    "--export", "as_export", is_flag=True, help="Write an export, which `briefbot ingest` reads, whatever the database is."
)
def backup(file: Path, *, as_export: bool) -> None:
    """Write a backup of the database to PATH while all goes on: a copy of SQLite's file, of PostgreSQL a dump by pg_dump.

    Where there is no pg_dump, an export is written, which lacks what is on its way. What was written is told, with how to
    bring it back. The file is for your eyes alone.
    """
    from briefbot.archive.backing_up import back_up  # noqa: PLC0415 (as above)

    with progress() as shown:
        made = back_up(Settings.read().database_url, file, shown, as_export=as_export)
    say(database_phrases.backed_up(made.value, str(file)))
