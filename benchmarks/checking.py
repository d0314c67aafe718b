"""How long checking a quotation takes, beside what else could be done: `python benchmarks/checking.py [--quotations N …]`.

An archive of so many whole quotations (8 to 30 words each, as frequent as in a language; 40 a document) is made in a temporary
folder, with its database and its index. Checked are quotations as they stand, with another word, two sewn together, and ones
that nobody said. The peers look for the first two kinds among the texts alone: SQLite's LIKE, and rapidfuzz over all of them.
Milliseconds are those of the processor; ratios say more. Exit status 1 where half of the checks take more than 20 ms.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from briefbot.archive import Archive
from briefbot.model import Attribution, Document, Kind, Passage, Span, SpeakerSource, Verdict
from briefbot.reading.analysis import ANALYSIS_VERSION, Analysed
from briefbot.store.documents import Incoming
from support.made_texts import made_texts

MOST = 20.0  # milliseconds, of half of the checks
A_DOCUMENT, AT_ONCE = 40, 250
CHECKS = 100  # of each kind
FEW = 5  # the peers read everything for each check
NAMES = [
    f"{given} {family}" for given in ("Ada", "Bo", "Cleo", "Dan") for family in ("Holm", "Lind", "Stone", "Quill", "Weiss")
]


def documents(texts: Sequence[str]) -> Iterator[tuple[Incoming, Analysed]]:
    """Articles of forty quotations each, analysed as they are made."""
    for number, first in enumerate(range(0, len(texts), A_DOCUMENT)):
        text, passages = "", []
        for at, words in enumerate(texts[first : first + A_DOCUMENT]):
            start, who = len(text) + 1, NAMES[(number + at) % len(NAMES)]
            passages.append(
                Passage(Span(start, start + len(words)), Kind.DIRECT, SpeakerSource(Attribution.NAMED, who), group=at)
            )
            text += f"“{words},” {who} said.\n\n"
        day = date(2010, 1, 1) + timedelta(days=number % 5_000)
        document = Document(f"d{number}", text, f"Story {number}", f"Paper {number % 50}", day, language="en")
        yield Incoming(f"made/{number}", document), Analysed(tuple(passages))


def fill(archive: Archive, texts: Sequence[str]) -> None:
    """Bring the articles in, and make the index."""
    now, some = datetime.now(UTC), []
    for one in documents(texts):
        some.append(one)
        if len(some) == AT_ONCE:
            archive.store.put(some, ANALYSIS_VERSION, now)
            some = []
    archive.store.put(some, ANALYSIS_VERSION, now)
    with archive.store.write() as work:
        work.state.set("analysis", ANALYSIS_VERSION)
    archive.refresh()


def checks(texts: Sequence[str]) -> dict[Verdict, list[str]]:
    """What is checked, by the verdict that it is to have."""
    draw = random.Random(2)  # noqa: S311 (nothing secret)

    def altered() -> str:
        words = draw.choice(texts).split()
        words[draw.randrange(1, len(words) - 1)] = "perhaps"
        return " ".join(words)

    def made_up() -> str:
        words = [word for text in draw.choices(texts, k=20) for word in draw.sample(text.split(), 1)]
        return " ".join(words)

    kinds: dict[Verdict, Callable[[], str]] = {
        Verdict.EXACT: lambda: draw.choice(texts),
        Verdict.ALTERED: altered,
        Verdict.STITCHED: lambda: f"{draw.choice(texts)}. {draw.choice(texts)}",
        Verdict.ABSENT: made_up,
    }
    return {verdict: [make() for _ in range(CHECKS)] for verdict, make in kinds.items()}


def milliseconds(run: Callable[[str], object], words: Sequence[str]) -> list[float]:
    """How long each takes."""
    taken = []
    for one in words:
        started = time.process_time()
        run(one)
        taken.append(1000 * (time.process_time() - started))
    return taken


def measure(count: int) -> float:
    """Measure on so many quotations and print a table; the time of half of the checks."""
    texts = made_texts(count, 8, 31)
    with tempfile.TemporaryDirectory() as folder:
        with Archive.open(f"sqlite:///{folder}/briefbot.db", Path(folder)) as archive:
            started = time.perf_counter()
            fill(archive, texts)
            print(f"\n{count:,} quotations, made and indexed in {time.perf_counter() - started:.0f} s\n")
            asked = checks(texts)
            milliseconds(archive.check, [one for some in asked.values() for one in some[:3]])
            print("| checked | right | p50, ms | p95, ms |\n|---|--:|--:|--:|")
            every: list[float] = []
            for verdict, words in asked.items():
                taken = milliseconds(archive.check, words)
                right = sum(archive.check(one).verdict is verdict for one in words)
                every += taken
                half, most = np.percentile(taken, (50, 95))
                print(f"| {verdict} | {right / len(words):.0%} | {half:.1f} | {most:.1f} |")
        half = float(np.percentile(every, 50))
        print(f"| all | | {half:.1f} | {np.percentile(every, 95):.1f} |\n")
        print("| peer | p50, ms | × of a check |\n|---|--:|--:|")
        for name, peer in peers(folder, texts).items():
            slow = float(np.percentile(milliseconds(peer, [*asked[Verdict.EXACT][:FEW], *asked[Verdict.ALTERED][:FEW]]), 50))
            print(f"| {name} | {slow:.0f} | {slow / half:.0f} |")
    return half


def peers(folder: str, texts: Sequence[str]) -> dict[str, Callable[[str], object]]:
    """What finds a quotation by reading all of them."""
    database = Path(folder) / "texts.db"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE texts (words TEXT)")
        connection.executemany("INSERT INTO texts VALUES (?)", ((text,) for text in texts))

    def like(words: str) -> object:
        with closing(sqlite3.connect(database)) as connection:
            return connection.execute("SELECT words FROM texts WHERE words LIKE ?", (f"%{words}%",)).fetchall()

    return {
        "SQLite LIKE (as they stand alone)": like,
        "rapidfuzz over all": lambda words: process.extract(words, texts, scorer=fuzz.ratio, limit=5, score_cutoff=60),
    }


def main() -> int:
    """Measure on archives of these sizes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quotations", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    slow = [count for count in parser.parse_args().quotations if measure(count) > MOST]
    return bool(slow)


if __name__ == "__main__":
    sys.exit(main())
