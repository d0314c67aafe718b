"""`briefbot show`: a document of the archive as it was understood."""

import click

from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import opened
from briefbot.cli.output import print_json, progress, say, warn
from briefbot.console.characters import Words
from briefbot.reading.copies import Copy
from briefbot.rendering import understanding


@click.command("show")
@click.argument("document", type=Words(), metavar="ID")
@click.option("--text", "with_text", is_flag=True, help="Show its whole text too.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, with its text.")
@click.pass_context
def command(context: click.Context, document: str, *, with_text: bool, as_json: bool) -> None:
    """Show what was understood of a document: title, date, publisher, author, address, language and quotations."""
    with progress() as shown, opened(shown) as archive:
        stored = archive.store.document(document)
        copies = archive.copies_of(stored.key) if stored else []
    if stored is None:
        warn(f"No document is called {document}; briefbot documents lists them.")
        context.exit(SOME_FAILED)
    if as_json:
        print_json({**understanding.record(stored.document, stored.passages, copies), "text": stored.document.text})
        return
    say(understanding.understood(stored.document, stored.passages))
    for copy in copies:
        say(f"    same story:  {copy.document_id}{f' ({copy.source})' if copy.source else ''}, because {_evidence(copy)}")
    if words := understanding.spoken(stored.document, stored.passages):
        say(f"\n{words}")
    if with_text:
        say(f"\n{stored.document.text}")


def _evidence(copy: Copy) -> str:
    """By what a document is known to be a copy of the same article."""
    if copy.share is None:
        return "both are like another copy of it"
    return f"{copy.share:.0%} of the runs of five words in the shorter one are in the other too"
