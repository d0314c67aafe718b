"""`briefbot console`: the conversation in a terminal."""

import sys
from datetime import UTC, datetime

import click

from briefbot.cli.output import waiting, warn

_OPENING = "Opening the archive…"


@click.command("console")
@click.option("--plain", is_flag=True, help="Draw nothing and colour nothing: line after line, for a screen reader, say.")
def command(*, plain: bool) -> None:
    """Talk with the archive. Without a terminal: one question a line on standard input, plain text out."""
    drawn = sys.stdin.isatty() and sys.stdout.isatty() and not plain
    # Imported here: it takes a second on a slow machine, in which something is to be seen.
    opening = "" if plain else _OPENING
    with waiting(opening):
        from briefbot.chat.digests.clock import set_right_in  # noqa: PLC0415
        from briefbot.cli.opening import has_archive, ready, tell_first_steps  # noqa: PLC0415
        from briefbot.config import Settings  # noqa: PLC0415

        if drawn:  # what draws on a terminal takes long to load, and a pipe needs none of it
            from briefbot.console.terminal import converse  # noqa: PLC0415
        else:
            from briefbot.console.pipe import converse as answer_lines  # noqa: PLC0415
    if not has_archive(Settings.read()):
        tell_first_steps()
    with ready(opening) as briefbot:
        if said := set_right_in(briefbot.store, datetime.now(UTC)):
            warn(said)
        if drawn:
            converse(briefbot)
        else:
            answer_lines(briefbot, sys.stdin.buffer, sys.stdout, asks=sys.stdin.isatty())
