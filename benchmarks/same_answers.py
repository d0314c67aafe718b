"""Same answers: whether the built-in engine and OpenSearch give the same five quotations to the same questions.

    python benchmarks/same_answers.py [--archive FILE|FOLDER QUESTIONS.jsonl…] [--url URL]

Without an archive, the articles and questions of tests/eval are taken; else questions are lines of JSON with `question` and
perhaps `history`, or `turns` of a dialogue. Without `--url`, a cluster of three nodes is started here (java and mvn). Told are
how many questions have the same first five, ties aside, how far scores are apart, how many requests a question took, and each
difference. The exit status is 1 where less than 98 % are the same.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from briefbot.answering.questions.model import Asked
from briefbot.archive import Archive
from briefbot.archive.opensearch.address import SearchAddress
from briefbot.archive.opensearch.engine import OpenSearchEngine
from briefbot.model import Answer
from briefbot.store.store import Store

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tests")]

from tools.opensearch import cluster

from eval import corpus

BAR = 0.98
TODAY = date(2026, 1, 1)
# Scores that differ by less are the same, and may stand in any order.
ROUNDING = 1e-6
# Seconds that a question may take: what is measured is not how fast it is.
PATIENCE = 30.0
_Place = tuple[int, int, int]


def questions_of(files: list[Path]) -> Iterator[dict[str, Any]]:
    """The questions of some files; each of a dialogue (`turns`) with those before it."""
    for file in files:
        for line in file.read_text(encoding="utf-8").split("\n"):
            given = json.loads(line) if line.strip() else {"turns": ()}
            turns = given.get("turns", [given])
            for at, turn in enumerate(turns):
                yield {"history": [before["question"] for before in turns[:at]], **turn}


def answer(archive: Archive, given: dict[str, Any]) -> Answer:
    """The answer to a question, after those before it."""
    return archive.ask_after(given.get("history", ()), given["question"], TODAY, Asked())[1]


def places(found: Answer) -> list[tuple[_Place, float]]:
    """Where its quotations stand, with their scores, best first."""
    return [((one.key, one.span.start, one.span.end), one.score or 0.0) for one in found.citations]


def is_same(one: Answer, other: Answer) -> bool:
    """Whether two answers show the same in the same order, ties aside, or lack the same."""
    first, second = places(one), places(other)
    if [place for place, _ in first] == [place for place, _ in second]:
        return one.gap == other.gap
    if len(first) != len(second) or one.gap != other.gap:
        return False
    tied = all(abs(a - b) <= ROUNDING * max(1.0, abs(a)) for (_, a), (_, b) in zip(first, second, strict=True))
    return tied and Counter(round(score, 5) for _, score in first) == Counter(round(score, 5) for _, score in second)


def apart(one: Answer, other: Answer) -> float:
    """The largest difference of two scores of one quotation, as a share of it."""
    scores = dict(places(other))
    return max(
        (abs(score - scores[place]) / max(abs(score), 1e-9) for place, score in places(one) if place in scores), default=0.0
    )


@contextmanager
def address(given: str | None) -> Iterator[str]:
    """Where to put the index: as is told, or a cluster of its own."""
    if given:
        yield given
        return
    if why := cluster.missing():
        sys.exit(f"No cluster can be started here: {why}.")
    with (
        tempfile.TemporaryDirectory(prefix="briefbot-cluster-") as folder,
        cluster.Cluster(cluster.assembled(), Path(folder)) as made,
    ):
        yield made.setting("same-answers")


@dataclass
class Comparison:
    """What became of the questions: how many were the same, those that were not, how far scores are apart, requests taken."""

    same: int = 0
    different: list[dict[str, Any]] = field(default_factory=list)
    furthest: float = 0.0
    taken: Counter[int] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """The share of the questions with the same answer."""
        return self.same / max(self.same + len(self.different), 1)

    def add(self, given: dict[str, Any], expected: Answer, found: Answer) -> None:
        """Take in one question."""
        self.furthest = max(self.furthest, apart(expected, found))
        if is_same(expected, found):
            self.same += 1
        else:
            self.different.append({**given, "built_in": places(expected), "opensearch": places(found)})

    def show(self) -> None:
        """Tell."""
        asked = self.same + len(self.different)
        print(f"{self.same} of {asked} questions have the same first five ({self.share:.1%}).")
        print(f"Scores differ by {self.furthest:.1e} at most. Requests a question: {dict(sorted(self.taken.items()))}.")
        for one in self.different:
            print(json.dumps(one, ensure_ascii=False))


def compared(database: str, folder: Path, engine: OpenSearchEngine, asked: list[dict[str, Any]]) -> Comparison:
    """How a database answers questions by its own index, below `folder`, and by this engine."""
    found = Comparison()
    with Archive.open(database, folder) as built_in, closing(Archive(Store(database), engine)) as elsewhere:
        built_in.refresh()
        began = time.process_time()
        elsewhere.refresh()
        print(f"Indexing took {time.process_time() - began:.1f} s of CPU here.")
        for given in asked:
            before = engine.client.requests
            answered = answer(elsewhere, given)
            found.taken[engine.client.requests - before] += 1
            found.add(given, answer(built_in, given), answered)
    return found


def own_archive(folder: Path) -> tuple[Path, list[dict[str, Any]]]:
    """The articles and questions of tests/eval, as files."""
    every = corpus.articles, corpus.briefs, corpus.further, corpus.press, corpus.unseen, corpus.fresh, corpus.world
    records = [
        {"id": one.id, "title": one.title, "source": one.source, "language": one.language, "text": one.text}
        | ({"published": one.published.isoformat()} if one.published else {})
        for one in (article.document for articles in every for article in articles())
    ]
    file = folder / "articles.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    turns = (turn for language in ("en", "ru") for turn in corpus.turns(language))
    return file, [{"history": turn.history, "question": turn.question} for turn in turns]


def main() -> None:
    """Compare, and tell."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("questions", type=Path, nargs="*")
    options.add_argument("--archive", type=Path)
    options.add_argument("--url", help="an index in a cluster that runs; it is brought up to date")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as made, address(given.url) as url:
        folder = Path(made)
        asked = list(questions_of(given.questions))
        archive = given.archive
        if archive is None:
            archive, asked = own_archive(folder)
        database = f"sqlite:///{folder}/briefbot.db"
        with Archive.open(database, folder) as briefbot:
            briefbot.ingest([str(archive)], BytesIO())
        found = compared(database, folder, OpenSearchEngine(SearchAddress.of(url), PATIENCE), asked)
    found.show()
    sys.exit(0 if found.share >= BAR else 1)


if __name__ == "__main__":
    main()
