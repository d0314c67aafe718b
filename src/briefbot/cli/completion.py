"""`briefbot completion`: verbs and options completed by the shell."""

import click
from click.shell_completion import get_completion_class

from briefbot.cli.main import COMPLETION
from briefbot.cli.output import say


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print what lets a SHELL complete verbs and options: bash, zsh or fish.

    Put it where the shell looks as it starts.
    """
    completion = get_completion_class(shell)
    assert completion is not None  # noqa: S101 (the choice holds click's own)
    say(completion(context.find_root().command, {}, "briefbot", COMPLETION).source())
