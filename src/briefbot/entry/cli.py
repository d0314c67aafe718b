"""The command line: `briefbot VERB`. Each verb has a module of its own in `commands`, imported when it is called."""

from importlib import import_module
from typing import Any

import click

from briefbot.errors import BriefbotError

# Exit statuses: 0 done, 1 some inputs failed and the rest was done, 2 wrong usage or configuration.
SOME_FAILED = 1
WRONG = 2

_VERBS = ("ask", "console", "ingest", "quotes", "search")


class Verbs(click.Group):
    """The verbs, loaded one at a time: a start pays only for what it uses. A failure is one sentence, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's)
        """All verbs, in alphabetical order."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's)
        """The verb of this name, None where there is none."""
        if cmd_name not in _VERBS:
            return None
        command: click.Command = import_module(f"briefbot.entry.commands.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; what it cannot do is said in one sentence, with where it comes from under `--debug`."""
        try:
            return super().invoke(ctx)
        except BriefbotError as error:
            if ctx.params["debug"]:
                raise
            click.echo(str(error), err=True)
            ctx.exit(WRONG)


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show where an error comes from.")
@click.version_option(package_name="briefbot", message="%(prog)s %(version)s")
def main(*, debug: bool) -> None:
    """Who said what, and when: verbatim quotations from an archive of news, with speaker, source and date."""
