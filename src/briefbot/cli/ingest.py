"""`briefbot ingest`: bring documents into the archive."""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

import click

from briefbot.archive.analysis import Failure
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
    not change is left alone. Files of a folder that are in no known format are passed over, and named at the end.
    """
    with progress() as shown, opened(shown) as briefbot:
        report = briefbot.ingest(paths, sys.stdin.buffer, shown)
        for one in (*report.failed, *report.degraded):
            warn(f"{one.document}: {one.error}")
        report.degraded += refreshed(briefbot, shown)
    for renaming in report.renamed:
        warn(f"{renaming.wanted}: another document from elsewhere has this id; this one is called {renaming.given}.")
    if as_json:
        told = (report.failed, report.degraded, report.skipped)
        failed, degraded, skipped = ([(one.document, one.error) for one in some] for some in told)
        print_json(records.report((report.added, report.updated, report.unchanged), failed, degraded, skipped))
    else:
        if report.skipped:
            warn(_passed_over(report.skipped))
        say(phrases.report(report.added, report.updated, report.unchanged, len(report.failed), len(report.degraded)))
    if not report.complete:
        context.exit(SOME_FAILED)


def _passed_over(skipped: Iterable[Failure]) -> str:
    """What a folder holds that cannot be read, by ending and reason, the most first."""
    counts = Counter((PurePath(one.document).suffix.lower() or "without an ending", one.error) for one in skipped)
    files = ", ".join(f"{number} {ending} ({reason})" for (ending, reason), number in counts.most_common())
    return f"Not read: {files}."
