"""The command line: `briefbot VERB`. Each verb has a module of its own in `commands`, imported when it is called."""

import gc
import os
import signal
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from briefbot.cli import streams
from briefbot.cli.examples import with_examples
from briefbot.cli.output import warn
from briefbot.errors import BriefbotError

# Exit statuses: 0 done, 1 some inputs failed and the rest was done, 2 wrong usage or configuration.
SOME_FAILED = 1
WRONG = 2
INTERRUPTED = 130  # what shells give a program that Ctrl-C ended
UNREAD = 141  # and one whose reader went away
TERMINATED = 143  # and one that SIGTERM ended

# Objects made before Python looks for cycles. Analysing and a start make many that live on and hardly a cycle: at Python's own
# 700, a fourteenth of the time (on 840 articles; an eighth of that of a start) goes into looking; memory stays the same.
_COLLECT_AFTER = 50_000

_VERBS = (
    *("ask", "bot", "check", "completion", "console", "correct", "db", "digest", "doctor", "documents"),
    *("export", "feeds", "health", "ingest", "quotes", "remove", "search", "show", "web"),
)
# Set by a shell that asks how a line goes on, whatever the program is called there.
COMPLETION = "_BRIEFBOT_COMPLETE"
_DEBUG = "Show where an error comes from."


class Verbs(click.Group):
    """The verbs, loaded one at a time: a start pays only for what it uses. A failure is one sentence, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's)
        """All verbs, in alphabetical order."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's)
        """The verb of this name, None where there is none."""
        return _verb(cmd_name) if cmd_name in _VERBS else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb and what stands behind it; of one that there is not, those are told that it may be a slip of."""
        if args[0] not in _VERBS:
            from difflib import get_close_matches  # noqa: PLC0415 (hardly ever needed)

            if near := get_close_matches(args[0], _VERBS, n=2, cutoff=0.7):
                ctx.fail(f"No such command '{args[0]}'. Did you mean {' or '.join(near)}?")
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the line apart; one without a verb shows the help and, where there is no archive yet, what to do first."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            _tell_first_steps()
            ctx.exit(WRONG)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; what it cannot do is said in one sentence, with where it comes from under `--debug`."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # here, where a full disk can still be told
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except KeyboardInterrupt:
            _end(ctx, "Interrupted. What was done before is kept.", INTERRUPTED)
        except Exception as error:
            if isinstance(error, BrokenPipeError):
                streams.give_up_output()
                ctx.exit(UNREAD)
            if ctx.params["debug"]:
                raise
            _end(ctx, _told(error), SOME_FAILED if streams.is_unread(error) else WRONG)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Be the program."""
        gc.set_threshold(_COLLECT_AFTER, 20, 20)
        streams.prepare()
        if os.getpid() == 1:  # a container's first process, to which the system does nothing that it has not asked for
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
        try:
            return super().__call__(*arguments, complete_var=COMPLETION, **options)
        except OSError as error:  # of what click itself prints: help, and what is wrong with a line
            if not streams.is_unread(error):
                raise
            warn(_told(error))
            streams.give_up_output()
            sys.exit(SOME_FAILED)


def _told(error: Exception) -> str:
    if isinstance(error, BriefbotError):
        return str(error)
    if streams.is_unread(error):
        return "What was to be shown cannot be: standard output is closed."
    if isinstance(error, OSError):
        about = f"{error.filename}: " if error.filename else ""
        return f"Briefbot cannot go on: {about}{error.strerror or error}."
    return f"Briefbot failed ({type(error).__name__}: {error}). This is a fault of its own; --debug shows where."


def _tell_first_steps() -> None:
    from briefbot.cli.opening import has_archive, tell_first_steps  # noqa: PLC0415 (it takes long to load)
    from briefbot.config import Settings  # noqa: PLC0415 (as above)

    with suppress(BriefbotError):  # of settings that cannot be read: whoever uses them is told
        if not has_archive(Settings.read()):
            click.echo(err=True)
            tell_first_steps()


def _end(ctx: click.Context, sentence: str, status: int) -> None:
    if status == INTERRUPTED and streams.is_prepared():
        streams.interrupt_no_more()
    warn(sentence)
    streams.give_up_output()
    ctx.exit(status)


@cache
def _verb(name: str) -> click.Command:
    command: click.Command = import_module(f"briefbot.cli.{name}").command
    # People type --debug behind the verb, where they see that something failed.
    for one in (command, *(command.commands.values() if isinstance(command, click.Group) else ())):
        one.params.append(click.Option(["--debug"], is_flag=True, expose_value=False, callback=_debug, help=_DEBUG))
    with_examples(name, command)
    return command


def _debug(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
    if value:
        ctx.find_root().params["debug"] = True


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help=_DEBUG)
@click.version_option(package_name="briefbot", message="%(prog)s %(version)s")
def main(*, debug: bool) -> None:  # noqa: ARG001 (read where errors are told)
    """Who said what, and when: verbatim quotations from an archive of news, with speaker, source and date."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a sign beats a failure where the terminal's encoding lacks a message
            stream.reconfigure(errors="replace")
