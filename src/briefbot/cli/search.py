"""`briefbot search`: whole documents for plain words."""

from typing import IO

import click

from briefbot.cli import batch
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import ready
from briefbot.cli.output import print_json, say
from briefbot.console.characters import Words
from briefbot.language.facts import fact
from briefbot.rendering import phrases, records


@click.command("search")
@click.argument("words", nargs=-1, type=Words())
@click.option("-k", "count", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many documents at most.")
@click.option(
    "--batch", "questions", type=click.File("rb"), metavar="FILE", help='A file of searches, {"id", "question"} a line.'
)
@click.option("--json", "as_json", is_flag=True, help="Print the ids as JSON.")
@click.pass_context
def command(context: click.Context, words: tuple[str, ...], count: int, questions: IO[bytes] | None, *, as_json: bool) -> None:
    """Find documents, best first. Words are taken as they stand: no name or date in them limits the search."""
    if bool(words) == bool(questions):
        raise click.UsageError("Give some words, or a file of searches with --batch.")
    if questions and not as_json:
        raise click.UsageError("--batch answers in JSON: add --json.")
    with ready(reads=True) as briefbot:
        if questions:
            items = list(batch.read(questions))
            for item in filter(None, items):
                print_json(records.ranking(item.id, briefbot.search(item.question, count)))
            context.exit(SOME_FAILED if None in items else 0)
        found = briefbot.search(" ".join(words), count)
        if as_json:
            print_json(records.ranking(None, found))
        else:
            for document in briefbot.documents(found):
                say(f"{fact(document.id)}\n    {phrases.provenance(document)}")
            if not found:
                say("No document holds any of these words.")
