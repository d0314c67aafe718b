"""`briefbot ingest`: bring documents into the archive."""

import sys

import click

from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import opened, refreshed
from briefbot.cli.output import print_json, progress, say, warn
from briefbot.rendering import phrases, records


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], *, as_json: bool) -> None:
    """Bring documents into the archive.

    A PATH is a .txt or .jsonl file, a folder of them, or - for JSON Lines on standard input. What is there already and did
    not change is left alone.
    """
    with progress() as shown, opened(shown) as briefbot:
        report = briefbot.ingest(paths, sys.stdin.buffer, shown)
        for one in (*report.failed, *report.degraded):
            warn(f"{one.document}: {one.error}")
        report.degraded += refreshed(briefbot, shown)
    for renaming in report.renamed:
        warn(f"{renaming.wanted}: another document from elsewhere has this id; this one is called {renaming.given}.")
    if as_json:
        failed, degraded = ([(one.document, one.error) for one in some] for some in (report.failed, report.degraded))
        print_json(records.report(report.added, report.updated, report.unchanged, failed, degraded))
    else:
        say(phrases.report(report.added, report.updated, report.unchanged, len(report.failed), len(report.degraded)))
    if not report.complete:
        context.exit(SOME_FAILED)
