"""The verbs of the command line, as click has them."""

from collections.abc import Iterator

import click

from briefbot.cli.main import main


def verbs() -> Iterator[tuple[str, click.Command]]:
    """All verbs by name."""
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield name, command


def all_verbs() -> Iterator[tuple[str, click.Command]]:
    """These, and the verbs below them."""
    for name, command in verbs():
        yield name, command
        for below in command.commands.values() if isinstance(command, click.Group) else ():
            yield f"{name} {below.name}", below
