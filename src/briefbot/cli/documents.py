"""`briefbot documents`: what the archive holds."""

from datetime import timedelta

import click

from briefbot.cli.days import day_of, today
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import opened, refreshed
from briefbot.cli.output import print_json, progress, say
from briefbot.console.characters import Words
from briefbot.holdings import Selection
from briefbot.language.facts import fact
from briefbot.rendering import phrases, records


@click.command("documents")
@click.argument("words", nargs=-1, type=Words())
@click.option("--source", type=Words(), metavar="PUBLISHER", help="Only this publisher's.")
@click.option("--since", metavar="DATE", help="Only those dated on this day or later.")
@click.option("--until", metavar="DATE", help="Only those dated on this day or earlier.")
@click.option("-n", "count", type=click.IntRange(1), metavar="N", help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="Print a document a line as JSON.")
@click.pass_context
def command(
    context: click.Context,
    *,
    words: tuple[str, ...],
    source: str | None,
    since: str | None,
    until: str | None,
    count: int | None,
    as_json: bool,
) -> None:
    """List the documents, newest first; with WORDS those that hold some of them, best first."""
    last = day_of("--until", until, today(), end=True)
    selection = Selection(
        source=source, since=day_of("--since", since, today()), before=last + timedelta(days=1) if last else None
    )
    with progress() as shown, opened(shown, reads=True) as archive:
        if words:
            refreshed(archive, shown)
        held = archive.holdings(selection, " ".join(words))
    for one in held[:count]:
        if as_json:
            print_json(records.holding(one))
        else:
            say(f"{fact(one.id)}\n    {phrases.holding(one)}")
    limited = bool(words or source or since or until)
    if not held and not as_json:
        say("No such document is in the archive." if limited else "The archive is empty.")
    context.exit(SOME_FAILED if limited and not held else 0)
