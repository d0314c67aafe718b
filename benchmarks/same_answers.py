"""Same answers: whether the built-in engine and OpenSearch give the same five quotations to the same questions.

    python benchmarks/same_answers.py ARCHIVE.jsonl QUESTIONS.jsonl… [--url URL] [--differences FILE]

Questions are lines of JSON with `question` and perhaps `history`, `speaker`, `source`, `since`, `until`. Without `--url`, a
cluster of three nodes is started here (java and mvn). Told are how many questions have the same first five, ties aside, how far
scores are apart, how many requests a question took, and how far OpenSearch's own scores are from exact ones; each difference is
shown. The exit status is 1 where less than 98 % are the same.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from briefbot.answering.questions.model import Asked
from briefbot.archive import Archive
from briefbot.archive.opensearch import client
from briefbot.model import Answer
from tools.opensearch import cluster

BAR = 0.98
TODAY = date(2026, 1, 1)
# Scores that differ by less are the same, and may stand in any order.
ROUNDING = 1e-6
_Place = tuple[int, int, int]


class Requests:
    """Counts requests that go to the cluster, and the seconds of CPU that a question takes here."""

    def __init__(self) -> None:
        self.made = 0
        self._request = client.OpenSearchClient._request

    def __enter__(self) -> "Requests":
        """Count from now on."""

        def counted(*given: Any) -> Any:
            self.made += 1
            return self._request(*given)

        client.OpenSearchClient._request = counted  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        """Count no more."""
        client.OpenSearchClient._request = self._request  # type: ignore[method-assign]


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
    return max((abs(score - scores[place]) / max(abs(score), 1e-9) for place, score in places(one) if place in scores), default=0.0)


@contextmanager
def address(given: str | None) -> Iterator[str]:
    """Where to put the index: as is told, or a cluster of its own."""
    if given:
        yield given
        return
    if why := cluster.missing():
        sys.exit(f"No cluster can be started here: {why}.")
    with tempfile.TemporaryDirectory(prefix="briefbot-cluster-") as folder, cluster.Cluster(cluster.assembled(), Path(folder)) as made:
        yield made.setting("same-answers")


def compared(built_in: Archive, elsewhere: Archive, asked: list[dict[str, Any]]) -> tuple[int, list[dict[str, Any]], float, Counter[int]]:
    """How many questions have the same answer; the others; how far scores are apart; how many requests questions took."""
    same, different, furthest = 0, [], 0.0
    taken: Counter[int] = Counter()
    with Requests() as requests:
        for given in asked:
            expected, before = answer(built_in, given), requests.made
            found = answer(elsewhere, given)
            taken[requests.made - before] += 1
            furthest = max(furthest, apart(expected, found))
            if is_same(expected, found):
                same += 1
            else:
                different.append({**given, "built_in": places(expected), "opensearch": places(found)})
    return same, different, furthest, taken


def main() -> None:
    """Compare, and tell."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("archive", type=Path)
    options.add_argument("questions", type=Path, nargs="+")
    options.add_argument("--url", help="an index in a cluster that runs; it is made anew")
    options.add_argument("--differences", type=Path, help="a file for the questions that differ")
    given = options.parse_args()
    asked = list(questions_of(given.questions))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = f"sqlite:///{folder}/briefbot.db"
        url = stack.enter_context(address(given.url))
        built_in = stack.enter_context(Archive.open(database, folder))
        built_in.ingest([str(given.archive)], sys.stdin.buffer)
        built_in.refresh()
        elsewhere = stack.enter_context(Archive.open(database, folder, search_url=url))
        began = os.times()
        elsewhere.refresh()
        indexing = sum(os.times()[:2]) - sum(began[:2])
        same, different, furthest, taken = compared(built_in, elsewhere, asked)
    share = same / max(len(asked), 1)
    print(f"{same} of {len(asked)} questions have the same first five ({share:.1%}); scores differ by {furthest:.1e} at most.")
    print(f"Indexing took {indexing:.1f} s of CPU here. Requests a question: {dict(sorted(taken.items()))}.")
    for one in different:
        print(json.dumps(one, ensure_ascii=False))
    if given.differences:
        given.differences.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in different), encoding="utf-8")
    sys.exit(0 if share >= BAR else 1)


if __name__ == "__main__":
    main()
