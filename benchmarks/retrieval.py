"""Measure ranking beside its peers: speed on passages, quality on collections; print the tables of docs/know/benchmarks.md.

    python benchmarks/retrieval.py [--passages 10000 100000 1000000] [--texts FILE] [--collections FOLDER] [--rounds N]

Every engine ranks the same passages for the same questions, from the question's string to ten numbers, one thread each. They
take turns within one run, twenty questions at a time, so that what slows the machine slows all. Passages are made of
words that are as frequent as in a language; or, with `--texts`, of the sentences of a JSON Lines file with a "text" a line.
A question is five to nine words of some passage.

FOLDER holds collections, each a folder with corpus.jsonl (id, title, text), queries.jsonl (id, text) and qrels.tsv (query,
document, grade); figures are nDCG@10.

Peers: pip install briefbot[bench].
"""

import argparse
import json
import math
import os
import platform
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from briefbot.archive.array_files import read_arrays, write_arrays
from briefbot.language.terms import terms
from briefbot.language.text import paragraphs, sentences
from briefbot.model import Attribution, Document, Kind, Passage, SpeakerSource
from briefbot.retrieval import ArchiveIndex, IndexedDocument
from briefbot.retrieval.bm25 import Okapi
from briefbot.retrieval.postings import Postings
from briefbot.retrieval.strings import Strings
from support.made_texts import made_texts
from support.okapi import TextOkapi

K = 10
TURN = 20  # questions that an engine answers before the next one's turn
SLOW = {"rank_bm25": 20, "SQLite FTS5": 60}  # how many of the questions these get, on a large collection

Ranker = Callable[[str], Any]


class Engine:
    """An engine under test: makes an index of texts in a folder, and opens it to rank."""

    name = ""
    packages: tuple[str, ...] = ()

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """Index the texts and keep the index in the folder."""
        raise NotImplementedError

    def open(self, folder: Path) -> Ranker:
        """What ranks for a question, from the index in the folder."""
        raise NotImplementedError


class Archive(Engine):
    """This project's engine, mapped from a file."""

    name = "briefbot"
    packages = ("numpy",)

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """Postings and vocabulary in the format of the archive's index."""
        engine = TextOkapi([terms(text, "en") for text in texts])
        postings, vocabulary = engine.postings, Strings.of([str(term) for term in engine.idf])
        arrays = {f"postings.{name}": getattr(postings, name) for name in Postings.__slots__}
        arrays |= {f"vocabulary.{name}": getattr(vocabulary, name) for name in Strings.__slots__}
        write_arrays(arrays, folder / "engine", json.dumps([engine.corpus_size, sum(engine.doc_len)]))

    def open(self, folder: Path) -> Ranker:
        """The engine on the mapped arrays."""
        stamp, arrays = read_arrays(folder / "engine")
        parts: dict[str, Any] = dict(arrays)
        postings = Postings(*(parts[f"postings.{name}"] for name in Postings.__slots__))
        vocabulary = Strings(*(parts[f"vocabulary.{name}"] for name in Strings.__slots__))
        size, total_length = json.loads(stamp)
        engine = Okapi.on(postings, size, total_length, vocabulary)
        return lambda question: engine.best(terms(question, "en"), K)


class RankBm25(Engine):
    """rank_bm25, the model; it has no index on disk, so that opening is building."""

    name = "rank_bm25"
    packages = ("rank-bm25",)

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """Keep the terms."""
        (folder / "terms.json").write_text(json.dumps([terms(text, "en") for text in texts]))

    def open(self, folder: Path) -> Ranker:
        """The engine on the terms."""
        from rank_bm25 import BM25Okapi  # noqa: PLC0415  # a peer is loaded only where it is measured

        corpus = json.loads((folder / "terms.json").read_text())
        engine, numbers = BM25Okapi(corpus), list(range(len(corpus)))
        return lambda question: engine.get_top_n(terms(question, "en"), numbers, K)


class Bm25s(Engine):
    """bm25s in numpy."""

    name = "bm25s (numpy)"
    packages: tuple[str, ...] = ("bm25s",)
    backend = "numpy"

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """Its index of our terms."""
        import bm25s  # noqa: PLC0415

        engine = bm25s.BM25(method="atire", idf_method="atire", k1=1.5, b=0.75, backend=self.backend)
        engine.index([terms(text, "en") for text in texts], show_progress=False)
        engine.save(folder / "bm25s")

    def open(self, folder: Path) -> Ranker:
        """Its index, mapped."""
        import bm25s  # noqa: PLC0415

        engine = bm25s.BM25.load(folder / "bm25s", mmap=True)
        engine.backend = self.backend
        if self.backend == "numba":
            engine.activate_numba_scorer()
        return lambda question: engine.retrieve([terms(question, "en")], k=K, show_progress=False)


class Bm25sNumba(Bm25s):
    """bm25s compiled by numba."""

    name = "bm25s (numba)"
    packages = ("bm25s", "numba")
    backend = "numba"


class Tantivy(Engine):
    """tantivy with its English stemmer."""

    name = "tantivy"
    packages = ("tantivy",)

    def _index(self, folder: Path) -> Any:
        import tantivy  # noqa: PLC0415

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("text", stored=False, tokenizer_name="en_stem")
        schema.add_integer_field("number", stored=True, fast=True)
        place = folder / "tantivy"
        place.mkdir(exist_ok=True)
        return tantivy.Index(schema.build(), path=str(place))

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """One segment of all texts."""
        import tantivy  # noqa: PLC0415

        writer = self._index(folder).writer(500_000_000, 1)
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(text=[text], number=number))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> Ranker:
        """A searcher."""
        index = self._index(folder)
        searcher = index.searcher()

        def rank(question: str) -> list[int]:
            query = index.parse_query(re.sub(r"[^\w\s]", " ", question).lower(), ["text"])
            return [searcher.doc(address)["number"][0] for _, address in searcher.search(query, K).hits]

        return rank


class Fts5(Engine):
    """SQLite's full-text search with its Porter stemmer."""

    name = "SQLite FTS5"

    def build(self, texts: Sequence[str], folder: Path) -> None:
        """A table of the texts."""
        with sqlite3.connect(folder / "fts.db") as database:
            database.execute("CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='porter')")
            database.executemany("INSERT INTO passages(rowid, text) VALUES (?, ?)", enumerate(texts))
        database.close()

    def open(self, folder: Path) -> Ranker:
        """A connection."""
        database = sqlite3.connect(folder / "fts.db")
        ranking = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"

        def rank(question: str) -> list[int]:
            words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
            return [number for (number,) in database.execute(ranking, (words, K))]

        return rank


ENGINES: tuple[Engine, ...] = (Archive(), RankBm25(), Bm25s(), Bm25sNumba(), Tantivy(), Fts5())


def texts_of(path: Path, count: int) -> list[str]:
    """Passages of two sentences each, drawn from the texts of a file."""
    found = []
    for line in path.read_text("utf-8").split("\n"):
        text = json.loads(line)["text"] if line.strip() else ""
        found += [span.of(text) for paragraph in paragraphs(text) for span in sentences(text, paragraph)]
    draw = random.Random(1)  # noqa: S311  # the same passages in every run
    return [f"{draw.choice(found)} {draw.choice(found)}" for _ in range(count)]


def questions_about(texts: Sequence[str], count: int = 200) -> list[str]:
    """Five to nine words of some passages, stop words left out."""
    draw = random.Random(2)  # noqa: S311
    questions: list[str] = []
    while len(questions) < count:
        words = [word for word in draw.choice(texts).split() if terms(word, "en")]
        if len(words) >= 9:
            questions.append(" ".join(draw.sample(words, draw.randint(5, 9))))
    return questions


@dataclass(frozen=True, slots=True)
class Speed:
    """What an engine needs: seconds, megabytes, and milliseconds a question."""

    engine: str
    build: float
    load: float
    memory: float
    p50: float
    p95: float


def measure_speed(texts: Sequence[str]) -> list[Speed]:
    """All engines on the same texts."""
    questions = questions_about(texts)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "questions.json").write_text(json.dumps(questions))
        built = {}
        for engine in ENGINES:
            started = time.perf_counter()
            engine.build(texts, folder)
            built[engine.name] = time.perf_counter() - started
        alone = {engine.name: run_alone(engine, folder) for engine in ENGINES}
        times = take_turns({engine.name: engine.open(folder) for engine in ENGINES}, questions, len(texts))
    return [
        Speed(
            engine.name,
            built[engine.name],
            *alone[engine.name],
            *(float(np.percentile(times[engine.name], part)) * 1000 for part in (50, 95)),
        )
        for engine in ENGINES
    ]


def run_alone(engine: Engine, folder: Path) -> tuple[float, float]:
    """Seconds from opening to the first answer, and the most memory in MB, of a process that opens the index and ranks."""
    command = [sys.executable, __file__, "--alone", engine.name, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  # this very program
    load, memory = json.loads(done.stdout)
    return load, memory


def alone(name: str, folder: Path) -> None:
    """Print what `run_alone` reads."""
    engine = next(engine for engine in ENGINES if engine.name == name)
    questions = json.loads((folder / "questions.json").read_text())[: SLOW.get(name, 200)]
    started = time.perf_counter()
    rank = engine.open(folder)
    load = time.perf_counter() - started
    for question in questions:
        rank(question)
    print(json.dumps([load, most_memory()]))


def most_memory() -> float:
    """The most memory that this process had resident, in MB; `getrusage` would tell the parent's where that is more."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s*(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def take_turns(rankers: dict[str, Ranker], questions: Sequence[str], size: int, rounds: int = 3) -> dict[str, list[float]]:
    """Seconds for each question and engine, after a first round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in rankers}
    for turn in range(rounds + 1):
        for first in range(0, len(questions), TURN):
            for name, rank in rankers.items():
                if first + TURN > SLOW.get(name, len(questions)) and size > 10_000:
                    continue
                for question in questions[first : first + TURN]:
                    started = time.perf_counter()
                    rank(question)
                    if turn:
                        times[name].append(time.perf_counter() - started)
    return times


def measure_quality(folder: Path) -> Iterator[tuple[str, dict[str, float]]]:
    """nDCG@10 of each collection: this project's documents, then each engine's."""
    for place in sorted(path for path in folder.iterdir() if (path / "qrels.tsv").exists()):
        corpus, queries = read_lines(place / "corpus.jsonl"), read_lines(place / "queries.jsonl")
        corpus = [record for record in corpus if record["text"].strip()]
        relevant = read_judgements(place / "qrels.tsv")
        ids = [record["id"] for record in corpus]
        index = ArchiveIndex.build(as_documents(corpus))
        figures = {
            "briefbot search": mean_ndcg(
                relevant, {q["id"]: [ids[hit.document] for hit in index.documents(q["text"], K)] for q in queries}
            )
        }
        texts = [f"{record.get('title') or ''}\n{record['text']}" for record in corpus]
        for engine in ENGINES:
            with tempfile.TemporaryDirectory() as name:
                engine.build(texts, Path(name))
                rank = engine.open(Path(name))
                found = {q["id"]: [ids[int(number)] for number in numbers_of(rank(q["text"]))] for q in queries}
                figures[engine.name] = mean_ndcg(relevant, found)
        yield place.name, figures


def numbers_of(ranking: Any) -> Iterable[int]:
    """The numbers in an engine's ranking: a list of them, or a pair with the scores (bm25s: of one row each)."""
    if isinstance(ranking, list):
        return ranking
    numbers: list[int] = np.ravel(ranking[0]).tolist()
    return numbers


def as_documents(corpus: Iterable[dict[str, Any]]) -> Iterator[IndexedDocument]:
    """Records as documents whose passages are their sentences."""
    nobody = SpeakerSource(Attribution.NOBODY)
    for number, record in enumerate(corpus):
        document = Document(record["id"], record["text"], record.get("title") or None, language="en")
        spans = (span for part in paragraphs(document.text) for span in sentences(document.text, part, "en"))
        yield IndexedDocument(number, document, tuple(Passage(span, Kind.REPORTED, nobody) for span in spans))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def read_judgements(path: Path) -> dict[str, dict[str, int]]:
    """Grades above 0 by query and document."""
    judged: dict[str, dict[str, int]] = {}
    for line in path.read_text().splitlines():
        query, *_, document, grade = line.split()
        if int(grade) > 0:
            judged.setdefault(query, {})[document] = int(grade)
    return judged


def mean_ndcg(relevant: dict[str, dict[str, int]], rankings: dict[str, list[str]]) -> float:
    """nDCG@10 with the grade as gain, as trec_eval has it, over the queries with a relevant document."""

    def dcg(grades: Iterable[int]) -> float:
        return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))

    values = []
    for query, grades in relevant.items():
        ranking = rankings.get(query, [])[:10]
        ideal = sorted(grades.values(), reverse=True)[:10]
        values.append(dcg(grades.get(document, 0) for document in ranking) / dcg(ideal))
    return sum(values) / len(values)


def print_speed(size: int, speeds: Sequence[Speed]) -> None:
    """A table of one size."""
    print(f"\n## {size:,} passages\n")
    print("| engine | build, s | load, s | memory, MB | p50, ms | p95, ms | × the p50 of briefbot |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    own = speeds[0].p50
    for speed in speeds:
        row = f"{speed.build:.1f} | {speed.load:.3f} | {speed.memory:.0f} | {speed.p50:.3f} | {speed.p95:.3f}"
        print(f"| {speed.engine} | {row} | {speed.p50 / own:.1f} |", flush=True)


def print_quality(figures: Sequence[tuple[str, dict[str, float]]]) -> None:
    """A table of all collections."""
    print("\n## nDCG@10\n")
    print("| engine | " + " | ".join(name for name, _ in figures) + " |")
    print("|---|" + "--:|" * len(figures))
    for engine in figures[0][1]:
        print(f"| {engine} | " + " | ".join(f"{values[engine]:.3f}" for _, values in figures) + " |")


def print_machine() -> None:
    """Date, machine and versions."""
    packages = sorted({package for engine in ENGINES for package in engine.packages})
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    print(f"{datetime.now(UTC):%Y-%m-%d}, {processor()}, {os.cpu_count()} cores, Python {platform.python_version()},")
    print(f"{versions}, SQLite {sqlite3.sqlite_version}.")


def processor() -> str:
    """The processor's name, as far as the system tells it."""
    path = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", path.read_text()) if path.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--collections", type=Path)
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        alone(options.alone[0], Path(options.alone[1]))
        return
    print_machine()
    for size in options.passages:
        print_speed(size, measure_speed(texts_of(options.texts, size) if options.texts else made_texts(size, 15, 60)))
    if options.collections and (figures := list(measure_quality(options.collections))):
        print_quality(figures)


if __name__ == "__main__":
    main()
