"""`briefbot export`: the whole archive as JSON Lines, to be read back by `briefbot ingest`."""

import sys
from pathlib import Path

import click

from briefbot.cli.opening import opened
from briefbot.cli.output import progress, say
from briefbot.rendering import moving_phrases


@click.command("export")
@click.argument("file", default="-", type=click.Path(dir_okay=False, path_type=Path), metavar="[PATH]")
@click.option("--documents-only", is_flag=True, help="Only documents and corrections: nothing that tells of people.")
def command(file: Path, *, documents_only: bool) -> None:
    """Write the archive as JSON Lines, to PATH or to standard output: `briefbot ingest` reads it back.

    It holds documents with their versions, corrections, feeds, links to quotations, and what chats follow, have chosen and
    were sent: a move to another machine or database loses nothing. The file is for your eyes alone. A bot may run meanwhile;
    stop it before you move it.
    """
    # Imported here: it takes long to load, and wrong usage needs none of it.
    from briefbot.archive.exporting import export, written_aside  # noqa: PLC0415

    with progress() as shown, opened(shown, seeds=False, reads=True) as archive:
        if str(file) == "-":
            export(archive.store, sys.stdout.buffer, shown, documents_only=documents_only)
            return
        with written_aside(file) as stream:
            written = export(archive.store, stream, shown, documents_only=documents_only)
    say(moving_phrases.exported(written))
