"""`briefbot show`: a document of the archive as it was understood."""

import click

from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import opened
from briefbot.cli.output import print_json, progress, say, warn
from briefbot.console.characters import Words
from briefbot.reading.copies import Copy
from briefbot.reading.withdrawn import withdrawn
from briefbot.rendering import understanding
from briefbot.wording.locale import ENGLISH


@click.command("show")
@click.argument("document", type=Words(), metavar="ID")
@click.option("--text", "with_text", is_flag=True, help="Show its whole text too.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON, with its text.")
@click.pass_context
def command(context: click.Context, document: str, *, with_text: bool, as_json: bool) -> None:
    """Show what was understood of a document: title, date, publisher, author, address, language and quotations.

    Also which documents tell the same story, and which quotations earlier versions had that were withdrawn.
    """
    with progress() as shown, opened(shown, reads=True) as archive:
        stored = archive.store.document(document)
        copies = archive.copies_of(stored.key) if stored else []
        history = archive.store.history(stored.key) if stored else None
    if stored is None or history is None:
        warn(f"No document is called {document}; briefbot documents lists them.")
        context.exit(SOME_FAILED)
    gone = withdrawn(stored.document, ((one.document, one.passages, until) for one, until in history.earlier))
    if as_json:
        told = understanding.history(copies, history.because, gone)
        print_json({**understanding.record(stored.document, stored.passages), **told, "text": stored.document.text})
        return
    say(understanding.understood(stored.document, stored.passages))
    if history.because:
        say(f"    known as:    {history.because}")
    for copy in copies:
        say(f"    same story:  {copy.document_id}{f' ({copy.source})' if copy.source else ''}, because {_evidence(copy)}")
    if words := understanding.spoken(stored.document, stored.passages):
        say(f"\n{words}")
    for one in gone:
        say(f"\nWithdrawn on {ENGLISH.day(one.until.date())}: “{one.text}” — {one.speaker or 'nobody named'}")
    if with_text:
        say(f"\n{stored.document.text}")


def _evidence(copy: Copy) -> str:
    """By what a document is known to be a copy of the same article."""
    if copy.share is None:
        return "both are like another copy of it"
    return f"{copy.share:.0%} of the runs of five words in the shorter one are in the other too"
