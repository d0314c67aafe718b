"""`briefbot index`: the index that questions are answered from, for whoever looks after it."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import opened
from briefbot.cli.output import print_json, progress, say
from briefbot.rendering import index_phrases

if TYPE_CHECKING:  # the archive takes long to load
    from briefbot.archive.index_state import IndexState


@click.group("index")
def command() -> None:
    """The index that questions are answered from: how far it is, whether it is whole, and how it is made anew.

    Every question brings it up to date by itself; these are for whoever wants to know, or doubts it. It is a file below
    BRIEFBOT_DATA or, where BRIEFBOT_SEARCH_URL is set, in OpenSearch.
    """


@command.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def status(context: click.Context, *, as_json: bool) -> None:
    """Tell where the index is, how much it holds, and whether it is of the archive as it is now (exit status 1: it is not).

    Nothing is made or changed by it.
    """
    with progress() as shown, opened(shown, reads=True) as briefbot:
        found = briefbot.index_state()
    if as_json:
        _print(found)
    else:
        say(index_phrases.place(found.place, found.index and found.index[:2]))
        say(index_phrases.currency(found.generation, found.archive_generation, is_current=found.is_current))
    context.exit(0 if found.is_current else SOME_FAILED)


@command.command("rebuild")
@click.option("--json", "as_json", is_flag=True, help="Print how it is then, as JSON.")
@click.pass_context
def rebuild(context: click.Context, *, as_json: bool) -> None:
    """Make the index anew of all documents, beside the old one, which answers until the new one is whole.

    One that was broken off in OpenSearch is gone on with.
    """
    with progress() as shown, opened(shown) as briefbot:
        found = briefbot.rebuild_index(shown)
    _tell(context, found, as_json=as_json)


@command.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_context
def verify(context: click.Context, *, as_json: bool) -> None:
    """Tell whether the index holds each document once, with all its passages, and nothing else (exit status 1: it does not).

    Both are counted as they are, and their numbers summed; nothing is made or changed by it. Of an index that is behind the
    archive, which the next question brings up to date, that is told.
    """
    with progress() as shown, opened(shown, reads=True) as briefbot:
        found = briefbot.index_state()
    _tell(context, found, as_json=as_json)


def _tell(context: click.Context, found: "IndexState", *, as_json: bool) -> None:
    if as_json:
        _print(found)
    else:
        say(index_phrases.place(found.place, found.index and found.index[:2]))
        if found.index and not found.is_current:
            say(index_phrases.currency(found.generation, found.archive_generation, is_current=False))
        elif found.index:
            say(index_phrases.wholeness(found.archive[:2], is_whole=found.is_whole))
    context.exit(0 if found.is_whole else SOME_FAILED)


def _print(found: "IndexState") -> None:
    print_json({**asdict(found), "whole": found.is_whole})
