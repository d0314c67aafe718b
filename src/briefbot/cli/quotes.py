"""`briefbot quotes`: what was said in files, without an archive."""

import sys
from pathlib import PurePath

import click

from briefbot.archive.files import read
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.output import print_json, say, warn
from briefbot.config import Settings
from briefbot.language.facts import closed, fact
from briefbot.model import Attribution, Document, Quote, Sure
from briefbot.reading.quotes import TooMuchWorkError, find_quotes
from briefbot.reading.sureness import sure_enough
from briefbot.rendering import quotations
from briefbot.sandbox.parser import SandboxedParser


@click.command("quotes")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print each quotation as JSON.")
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], *, as_json: bool) -> None:
    """Show the quotations of files, folders or - (JSON Lines on standard input); nothing is stored."""
    complete = True
    settings = Settings.read()
    with SandboxedParser(settings.read_within.total_seconds()) as parser:
        for item in (item for path in paths for item in read(path, sys.stdin.buffer, parser.parse)):
            if item.document is not None:
                complete &= _told(item.document, item.name, settings.sure, as_json=as_json)
            elif not item.skipped:
                complete = False
                warn(f"{item.name}: {item.error}")
    if not complete:
        context.exit(SOME_FAILED)


def _told(document: Document, name: str, sure: Sure, *, as_json: bool) -> bool:
    """Tell the quotations of a document; whether they could be found."""
    try:
        quotes = sure_enough(find_quotes(document), sure).quotes
    except TooMuchWorkError as error:
        warn(f"{name}: its quotations could not be found ({error}).")
        return False
    except Exception as error:  # noqa: BLE001 (a fault of ours in one document costs the others nothing)
        warn(f"{name}: its quotations could not be found ({type(error).__name__}: {error}).")
        return False
    for found in quotes:
        if as_json:
            print_json(quotations.quote(document, PurePath(name).name, found))
        else:
            say(_shown(document, found))
    return True


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
