"""How odd feeds and pages are borne: `python benchmarks/odd_files.py [--feeds 2000] [--pages 1000]`.

Each of `tests/support/odd_files.py` is read and analysed as `briefbot ingest` does it. Named are those that end the process
that reads them, that raise, or that take over five seconds; exit status 1 where there is one. Printed are how many documents
they gave, and the slowest ones.
"""

import sys
import time
from pathlib import Path, PurePath

import click

sys.path.pop(0)  # this folder, in which a file has the name of a library
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from briefbot.archive.analysis import analysed
from briefbot.reading.formats import plain_text
from briefbot.reading.formats.format import HEAD_BYTES, MAX_DOCUMENT_BYTES, ParsedDocument, Source
from briefbot.reading.formats.table import recognise
from briefbot.sandbox.parser import SandboxedParser
from support.odd_files import odd_feed, odd_page

_LONGEST = 5.0  # seconds for a file
_FAULTS = ("could not be read", "ended the process", "takes longer", "takes more")


def _tried(parser: SandboxedParser, name: str, content: bytes) -> tuple[int, list[str]]:
    """How many documents a file gave, and what went wrong with it that is no fault of the file's."""
    its = recognise(content[:HEAD_BYTES], PurePath(name).suffix) or plain_text.FORMAT
    parts = parser.parse(its, content, Source(name))
    made = [part.outcome for part in parts if isinstance(part.outcome, ParsedDocument)]
    reasons = [part.outcome.reason for part in parts if not isinstance(part.outcome, ParsedDocument)]
    wrong = [reason for reason in reasons if any(fault in reason for fault in _FAULTS)]
    errors = [error for one in made if (error := analysed(one.document, one.page).error)]
    return len(made), [*wrong, *(error for error in errors if "it would take too long" not in error)]


@click.command()
@click.option("--feeds", default=2_000)
@click.option("--pages", default=1_000)
@click.option("--first", default=0, help="The number of the first one.")
def main(feeds: int, pages: int, first: int) -> None:
    """Try them, and print."""
    kinds = (("feeds", odd_feed, feeds), ("pages", odd_page, pages))
    failed = False
    with SandboxedParser(60) as parser:
        for what, odd, count in kinds:
            took: list[tuple[float, str]] = []
            documents = 0
            for number in range(first, first + count):
                name, content = odd(number)
                if len(content) > MAX_DOCUMENT_BYTES:  # refused unread
                    continue
                started = time.perf_counter()
                found, wrong = _tried(parser, name, content)
                took.append((time.perf_counter() - started, name))
                documents += found
                for reason in [*wrong, *(["it takes over five seconds"] if took[-1][0] > _LONGEST else [])]:
                    failed = True
                    print(f"{what} {name}, {len(content):,} bytes: {reason} ({took[-1][0]:.1f} s)")
            slowest = ", ".join(f"{name} {seconds:.1f} s" for seconds, name in sorted(took, reverse=True)[:5])
            print(f"{count:,} odd {what}: {documents:,} documents in {sum(one for one, _ in took):.0f} s; slowest: {slowest}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
