"""`briefbot console`: the conversation in a terminal."""

import sys
from datetime import UTC, datetime

import click

from briefbot.chat.digests.clock import set_right_in
from briefbot.cli.opening import FIRST_STEPS, has_archive, opened, refreshed
from briefbot.cli.output import progress, warn
from briefbot.config import Settings


@click.command("console")
def command() -> None:
    """Talk with the archive. Without a terminal: one question a line on standard input, plain text out."""
    if not has_archive(Settings.read()):
        warn(FIRST_STEPS)
    with progress() as shown, opened(shown) as briefbot:
        refreshed(briefbot, shown)
        if said := set_right_in(briefbot.store, datetime.now(UTC)):
            warn(said)
        if sys.stdin.isatty() and sys.stdout.isatty():
            # Imported here: what draws on a terminal takes long to load, and a pipe needs none of it.
            from briefbot.console.terminal import converse  # noqa: PLC0415

            converse(briefbot)
        else:
            from briefbot.console.pipe import converse as answer_lines  # noqa: PLC0415

            answer_lines(briefbot, sys.stdin.buffer, sys.stdout)
