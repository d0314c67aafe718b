"""Measure engines on archives of millions of passages: building, loading, asking, bringing up to date (docs/run/scaling.md).

    python benchmarks/scale.py [--passages 1000000 3000000 10000000] [--engines built-in] [--folder FOLDER] [--questions 200]

Documents are made up, with words as frequent as in news, and go straight into the engine: the analysis of quotations, which
takes longer than all of this, is left out. For the built-in engine more than a million passages are made as postings, from
those of a million with other words as frequent in their place (`--text` makes all of text, which takes the time that "build"
tells). Building, asking and updating each have a process of their own, whose memory is the most that it had resident, mapped
files included. Times of questions are the processor's, on one thread; each question is ranked as an answer ranks it (60
passages by all levels), by its words in passages alone (as in docs/benchmarks.md), and as a search for documents. What is asked
for the first time is told apart from what is asked again. With a FOLDER, an index that is there is asked as it is.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from briefbot.archive.bm25_engine import BM25Engine
from briefbot.archive.index_files import SegmentFiles, save
from briefbot.language.terms import terms
from briefbot.model import Filters
from briefbot.retrieval import ArchiveIndex
from briefbot.retrieval.bm25 import Okapi
from briefbot.retrieval.model import Engine, IndexedDocument, Retriever
from support.made_index import made_segments
from support.made_texts import made_documents

# An engine is a line here: what makes it, given a folder that it may keep things in.
ENGINES: dict[str, Callable[[Path], Engine[Any]]] = {"built-in": BM25Engine}

BUILT_IN = "built-in"
MADE = 1_000_000  # passages that are made of text at a time

DEPTH, DOCUMENTS = 60, 10
NEW, RECUT = 100, 10  # documents that come in at once, and new versions among them
SINGLE = 20  # updates of one document
ROUNDS = 3


def build_fast(passages: int, folder: Path) -> dict[str, float]:
    """A built-in index of so many passages in one segment, made of postings: as it is asked, not as it is built."""
    files = SegmentFiles(folder)
    copies = -(-passages // MADE)
    parts = [files.write([one]) for one in made_segments(passages // copies, copies)]
    whole = files.write(parts)
    files.remove_unfinished(parts)
    save(ArchiveIndex([whole]), folder, "made.1", files)
    return {"bytes a passage": bytes_in(folder) / passages}


def build(engine: Engine[Any], passages: int, folder: Path) -> dict[str, float]:
    """Index so many passages."""
    started, used = time.perf_counter(), time.process_time()
    engine.keep(engine.updated(None, made_documents(passages), ()), "made.1")
    return {
        "build s": time.perf_counter() - started,
        "build cpu s": time.process_time() - used,
        "build MB": most_memory(),
        "bytes a passage": bytes_in(folder) / passages,
    }


def bytes_in(folder: Path) -> int:
    """What the files of a folder take on the disk."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file())


def ask(engine: Engine[Any], questions: int) -> dict[str, float]:
    """Load the index and ask."""
    asked = list(questions_about(questions))
    before, started = most_memory(), time.perf_counter()
    retriever: Retriever | None = engine.load().retriever
    if retriever is None:
        raise SystemExit("there is no index to be measured")
    loaded = time.perf_counter() - started
    retriever.passages(asked[0], Filters(), DEPTH)
    first = time.perf_counter() - started
    found = {"load s": loaded, "first answer s": first, "memory before MB": before}
    kinds: dict[str, Callable[[str], Any]] = {
        "": lambda question: retriever.passages(question, Filters(), DEPTH),
        "speaker ": lambda question: retriever.passages(question, Filters(speakers=frozenset(["Speaker 7"])), DEPTH),
        "documents ": lambda question: retriever.documents(question, DOCUMENTS),
    }
    if isinstance(retriever, ArchiveIndex):
        kinds["words alone "] = words_alone(retriever)
    for kind, rank in kinds.items():
        for turn in range(ROUNDS):
            times = [timed(rank, question) for question in asked]
            if turn in (0, ROUNDS - 1):
                when = "new " if turn == 0 else ""
                found |= {f"{kind}{when}p{part} ms": float(np.percentile(times, part)) * 1000 for part in (50, 95)}
        if not kind:
            found["memory MB"] = most_memory()
    return found


def words_alone(index: ArchiveIndex) -> Callable[[str], Any]:
    """Ranks passages by BM25 of their own words, as docs/benchmarks.md measures engines."""
    whole = index.whole
    okapi = Okapi.on(whole.passages, whole.passage_count, whole.passage_length)

    def rank(question: str) -> object:
        rows = (whole.names.terms.find(term) for term in terms(question, "en"))
        return okapi.best([row for row in rows if row >= 0], DOCUMENTS)

    return rank


def update(engine: Engine[Any], questions: int) -> dict[str, float]:  # noqa: ARG001 (as the other steps)
    """Bring documents in, some of them new versions, many at once and one at a time."""
    retriever: Retriever | None = engine.load().retriever
    if retriever is None:
        raise SystemExit("there is no index to be measured")
    keys = sorted(islice(retriever.keys, 100_000))
    first = max(retriever.keys) + 1
    made = made_documents(60 * (NEW + SINGLE), first, seed=first)
    many, single = list(islice(made, NEW)), list(islice(made, SINGLE))
    seconds, used = brought_in(engine, many, keys[:RECUT], "made.2")
    found = {f"{NEW} in s": seconds, f"{NEW} in cpu s": used}
    times = [brought_in(engine, [one], [keys[RECUT + at]], f"made.{at + 3}") for at, one in enumerate(single)]
    found["updates a cpu second"] = len(times) / sum(used for _, used in times)
    found["slowest update s"] = max(seconds for seconds, _ in times)
    found["update MB"] = most_memory()
    return found


STEPS: dict[str, Callable[[Engine[Any], int], dict[str, float]]] = {"ask": ask, "update": update}


def brought_in(engine: Engine[Any], documents: list[IndexedDocument], removed: list[int], stamp: str) -> tuple[float, float]:
    """Seconds, and the processor's, for bringing an index on disk up to date."""
    started, used = time.perf_counter(), time.process_time()
    engine.keep(engine.updated(engine.load().retriever, documents, removed), stamp)
    return time.perf_counter() - started, time.process_time() - used


def questions_about(count: int) -> Iterator[str]:
    """Four to ten words of passages that are like those of the archive."""
    draw = np.random.default_rng(5)
    for one in islice(made_documents(100 * count, seed=1), count):
        words = [word.strip(".") for word in f"{one.document.title} {one.document.text}".split()[:30]]
        yield " ".join(draw.choice(words, min(int(draw.integers(4, 11)), len(words)), replace=False))


def timed(rank: Callable[[str], Any], question: str) -> float:
    """Seconds of the processor."""
    started = time.process_time()
    rank(question)
    return time.process_time() - started


def most_memory() -> float:
    """The most memory that this process had resident, in MB; `getrusage` would tell the parent's where that is more."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s*(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def step(name: str, engine: str, folder: Path, number: int) -> dict[str, float]:
    """One step of the measuring, in a process of its own."""
    command = [sys.executable, __file__, "--step", name, engine, str(folder), str(number)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  # this very program
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="*", default=[1_000_000, 3_000_000, 10_000_000])
    parser.add_argument("--engines", nargs="*", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--step", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        name, engine, folder, number = options.step
        made, place = ENGINES[engine](Path(folder)), Path(folder)
        if name == "build_fast":
            found = build_fast(int(number), place)
        else:
            found = build(made, int(number), place) if name == "build" else STEPS[name](made, int(number))
        print(json.dumps(found))
        return
    for size in options.passages:
        for engine in options.engines:
            with tempfile.TemporaryDirectory() as name:
                folder = (options.folder or Path(name)) / f"{engine}-{size}"
                is_there = folder.exists()
                way = "build_fast" if engine == BUILT_IN and size > MADE and not options.text else "build"
                found = {} if is_there else step(way, engine, folder, size)
                for one in STEPS:
                    found |= step(one, engine, folder, options.questions)
                print(f"\n{engine}, {size:,} passages")
                print("\n".join(f"  {what:24} {figure:12,.3f}" for what, figure in found.items()), flush=True)


if __name__ == "__main__":
    main()
