"""How fast documents come in: `python benchmarks/ingest.py ARCHIVE.jsonl [--documents 1000 --documents 10000]`.

Articles of the archive are varied until there are as many: half of their longer words are drawn anew from the archive's own, so
that no two are one story. Printed are articles a second until all are searchable, start of the program included.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

sys.path.pop(0)  # this folder, in which a file has the name of a library
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.program import Program

_LONG = 5  # letters of a word that may be drawn anew


def _varied(records: Sequence[dict[str, str]], count: int) -> Iterator[str]:
    """So many articles as JSON Lines: those that there are, then variations."""
    chance = random.Random(5)  # noqa: S311 (words, no secrets)
    words = [word for record in records for word in record["text"].split() if _may_vary(word)]
    for number in range(count):
        record = records[number % len(records)]
        if number >= len(records):
            drawn = (
                chance.choice(words) if _may_vary(word) and chance.random() < 1 / 2 else word
                for word in record["text"].split(" ")
            )
            record = record | {"id": f"{record.get('id', 'a')}-{number}", "text": " ".join(drawn)}
        yield json.dumps(record) + "\n"


def _may_vary(word: str) -> bool:
    return len(word) >= _LONG and word.isalpha() and word.islower()


@click.command()
@click.argument("archive", type=click.Path(exists=True, path_type=Path))
@click.option("--documents", "counts", multiple=True, type=int, default=(1_000, 10_000))
def main(archive: Path, counts: tuple[int, ...]) -> None:
    """Measure, and print."""
    records = [json.loads(line) for line in archive.read_text(encoding="utf-8").splitlines()]
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            program = Program(Path(folder), {})
            program.write("articles.jsonl", "".join(_varied(records, count)))
            started = time.perf_counter()
            out, _ = program.start("ingest", "articles.jsonl", "--json").communicate()
            seconds = time.perf_counter() - started
        added = json.loads(out)["added"]
        print(f"{added:,} articles in {seconds:.1f} s: {added / seconds:.0f} a second")


if __name__ == "__main__":
    main()
