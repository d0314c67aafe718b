"""`briefbot ingest`: bring documents into the archive."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from briefbot.archive.analysis import Failure, analysed
from briefbot.archive.files import Renamed
from briefbot.archive.intake import items
from briefbot.cli.days import Day
from briefbot.cli.main import SOME_FAILED
from briefbot.cli.opening import opened, refreshed
from briefbot.cli.output import print_json, progress, say, warn
from briefbot.config import Settings
from briefbot.reading.addresses import is_web_address
from briefbot.reading.formats.fields import FIELDS
from briefbot.reading.formats.format import ParsedDocument, Refusal
from briefbot.rendering import moving_phrases, phrases, records, understanding
from briefbot.sandbox.parser import SandboxedParser

if TYPE_CHECKING:
    from briefbot.fetching import Fetcher

# Records of an export that are named which were left as they are here.
_LEFT = 20
_LINE = re.compile(r", line \d+$")
_MAP = "What records call the fields of a document (title, text, source, published, url, author, language, id): text=story."


class Renaming(click.ParamType[Renamed]):
    """Pairs of a document's field and the name that records have for it, between commas."""

    name = "fields"

    def convert(self, value: str | Renamed, param: click.Parameter | None, ctx: click.Context | None) -> Renamed:
        """The pairs; wrong usage where one is none, or is of no field."""
        if isinstance(value, tuple):
            return value
        pairs = tuple((field.strip(), name.strip()) for field, _, name in (pair.partition("=") for pair in value.split(",")))
        for field, name in pairs:
            if field not in FIELDS or not name:
                self.fail(f"write FIELD=NAME; the fields are {', '.join(FIELDS)}.", param, ctx)
        return pairs


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|ADDRESS...")
@click.option("--map", "renamed", type=Renaming(), default=(), metavar="FIELD=NAME,...", help=_MAP)
@click.option("--date", "day", type=Day(), help="The day that these documents were published, where you know it better.")
@click.option("--documents-only", is_flag=True, help="Of an export: leave out what it tells of people and chats.")
@click.option("--dry-run", is_flag=True, help="Store nothing; tell what is understood of each document.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON; with --dry-run, a document a line.")
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    *,
    renamed: Renamed,
    day: date | None,
    documents_only: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring documents into the archive.

    A PATH is a file, a folder of files, or - for JSON Lines on standard input. Files are pages (HTML, MHTML), texts (plain,
    Markdown, DOCX, PDF), mails and mailboxes, feeds, records (JSON Lines, JSON, CSV), or a ZIP of any of these; what is at an
    ADDRESS of the web (https://…) is one of them. What is there already and did not change is left alone. Files of a folder
    that are in no known format are passed over, and named at the end. What `briefbot export` wrote is brought back as it was,
    beside what is there.
    """
    if dry_run:
        context.exit(0 if _looked_at(paths, renamed, day, as_json=as_json) else SOME_FAILED)
    with progress() as shown, opened(shown) as briefbot:
        report = briefbot.ingest(paths, sys.stdin.buffer, shown, renamed, _fetcher(paths), day, documents_only=documents_only)
        for one in (*report.failed, *report.degraded):
            warn(f"{one.document}: {one.error}")
        report.degraded += refreshed(briefbot, shown)
    for renaming in report.renamed:
        warn(f"{renaming.wanted}: another document from elsewhere has this id; this one is called {renaming.given}.")
    if as_json:
        told = (report.failed, report.degraded, report.skipped, report.left)
        failed, degraded, skipped, left = ([(one.document, one.error) for one in some] for some in told)
        counts = report.added, report.updated, report.unchanged
        moved = records.moved(report.moved, left) if report.moved or left else {}
        print_json(records.report(counts, failed, degraded, skipped) | moved)
    else:
        if report.skipped:
            warn(_passed_over(report.skipped))
        _tell_left(report.left)
        say(phrases.report(report.added, report.updated, report.unchanged, len(report.failed), len(report.degraded)))
        if report.moved:
            say(moving_phrases.moved(report.moved))
    if not report.complete:
        context.exit(SOME_FAILED)


def _fetcher(paths: Iterable[str]) -> "Fetcher | None":
    """What fetches the web addresses among these, None where there are none."""
    if not any(map(is_web_address, paths)):
        return None
    from briefbot.fetching import Fetcher  # noqa: PLC0415 (it takes long to load)

    return Fetcher(Settings.read().private_hosts)


def _tell_left(left: Sequence[Failure]) -> None:
    """Tell what of an export was left as it is here, and why: the first of many."""
    for one in left[:_LEFT]:
        warn(f"{one.document}: {one.error}.")
    if len(left) > _LEFT:
        warn(f"… and {len(left) - _LEFT} more; --json lists them all.")


def _passed_over(skipped: Iterable[Failure]) -> str:
    """What a folder holds that cannot be read, by ending and reason, the most first."""
    names = ((_LINE.sub("", one.document), one.error) for one in skipped)
    counts = Counter((PurePath(name).suffix.lower() or "without an ending", error) for name, error in names)
    files = ", ".join(f"{number} {ending} ({reason})" for (ending, reason), number in counts.most_common())
    return f"Not read: {files}."


def _looked_at(paths: Iterable[str], renamed: Renamed, day: date | None, *, as_json: bool) -> bool:
    """Tell what is understood of the documents that are named; whether all could be read."""
    complete = True
    passed_over: list[Failure] = []
    fetcher = _fetcher(paths)
    with SandboxedParser(Settings.read().read_within.total_seconds()) as parser:
        for item in (item for path in paths for item in items(path, sys.stdin.buffer, parser.parse, renamed, fetcher, day)):
            if item.skipped:
                passed_over.append(Failure(item.name, item.error or ""))
            elif isinstance(item.outcome, Refusal):
                warn(f"{item.name}: {item.outcome.reason}")
                complete = False
            else:
                complete &= _understood(item.name, item.outcome, as_json=as_json)
    if passed_over:
        warn(_passed_over(passed_over))
    return complete


def _understood(name: str, parsed: ParsedDocument, *, as_json: bool) -> bool:
    """Tell what is understood of a document; whether its quotations could be found."""
    made = analysed(parsed.document, parsed.page)
    if made.error:
        warn(f"{name}: {made.error}")
    if as_json:
        print_json(understanding.record(parsed.document, made.passages))
    else:
        say(understanding.understood(parsed.document, made.passages))
    return made.error is None
