"""`briefbot quotes`: what was said in files, without an archive."""

import sys
from pathlib import PurePath

import click

from briefbot.archive.files import read
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.output import print_json, say, warn
from briefbot.config import Settings
from briefbot.language.facts import closed, fact
from briefbot.model import Attribution, Document, Quote
from briefbot.reading.quotes import TooMuchWorkError, find_quotes
from briefbot.reading.sureness import sure_enough
from briefbot.rendering import records


@click.command("quotes")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print each quotation as JSON.")
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], *, as_json: bool) -> None:
    """Show the quotations of files, folders or - (JSON Lines on standard input); nothing is stored."""
    failed = False
    sure = Settings.read().sure
    for path in paths:
        for item in read(path, sys.stdin.buffer):
            if item.skipped:
                continue
            if item.document is None:
                failed = True
                warn(f"{item.name}: {item.error}")
                continue
            try:
                quotes = sure_enough(find_quotes(item.document), sure).quotes
            except TooMuchWorkError as error:
                failed = True
                warn(f"{item.name}: its quotations could not be found ({error}).")
                continue
            except Exception as error:  # noqa: BLE001 (a fault of ours in one document costs the others nothing)
                failed = True
                warn(f"{item.name}: its quotations could not be found ({type(error).__name__}: {error}).")
                continue
            for found in quotes:
                if as_json:
                    print_json(records.quote(item.document, PurePath(item.name).name, found))
                else:
                    say(_shown(item.document, found))
    if failed:
        context.exit(SOME_FAILED)


def _shown(document: Document, quote: Quote) -> str:
    who = quote.source.speaker
    if who is None:
        who = {
            Attribution.UNNAMED: f"not named ({quote.source.mention.of(document.text)})"
            if quote.source.mention
            else "not named",
            Attribution.NOBODY: "nobody's words",
        }.get(quote.source.attribution, "not known whose")
    words = closed(quote.span.of(document.text))
    return f"“{words}”\n    {fact(who)} · {fact(document.id)} {quote.span.start}–{quote.span.end}"
