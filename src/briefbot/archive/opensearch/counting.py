"""Counting how frequent the terms of an index are: what the weights of its very common terms go by."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefbot.archive.opensearch.held import HeldIndex, Totals
from briefbot.retrieval.opensearch.mapping import Averages
from briefbot.retrieval.opensearch.packed import Forward, unpacked_sequence
from briefbot.retrieval.opensearch.statistics import Histogram, Level, Statistics

# Of pairs there are some fifty times as many as of terms, and none is common in a large archive.
_PAIRS_COUNTED = 50_000
_TOGETHER = 4_000_000  # hashes that are held before they are counted
_MIX = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio, which spreads bits (Knuth)


def counted(index: HeldIndex, totals: Totals, baked: Averages) -> Statistics:
    """The statistics of an index, by all of its documents."""
    with_pairs = totals.documents <= _PAIRS_COUNTED
    articles, own, pairs = _Tally(), _Tally(), _Tally()
    for source in index.sources(("key", "packed", "sequence") if with_pairs else ("key", "packed")):
        forward = Forward.unpacked(source["packed"])
        articles.add(forward.terms)
        own.add(_of_passages(forward))
        if with_pairs:
            pairs.add(_of_pairs(forward, source))
    return statistics_of(totals, baked, (articles.histogram(), own.histogram(), pairs.histogram()))


def statistics_of(totals: Totals, baked: Averages, histograms: tuple[Histogram, Histogram, Histogram]) -> Statistics:
    """Statistics by sums over all documents; the frequencies of terms may have been counted before."""
    articles, own, pairs = histograms
    return Statistics(
        Level(totals.documents, totals.length, articles),
        Level(totals.passages, totals.own_length, own),
        Level(totals.documents, totals.pair_length, pairs),
        totals.around_length,
        totals.languages,
        baked,
    )


def averages_of(bodies: Iterable[dict[str, Any]]) -> Averages:
    """The mean lengths of some documents that are to be indexed."""
    some = list(bodies)
    passages = max(sum(one["passage_count"] for one in some), 1)
    documents = max(len(some), 1)
    return Averages(
        max(sum(one["own_length"] for one in some) / passages, 1.0),
        max(sum(one["around_length"] for one in some) / passages, 1.0),
        max(sum(one["length"] for one in some) / documents, 1.0),
        max(sum(one["pair_length"] for one in some) / documents, 1.0),
    )


class _Tally:
    """Counts hashes, a bounded number of them at a time."""

    def __init__(self) -> None:
        self._waiting: list[NDArray[np.uint64]] = []
        self._held = 0
        self._hashes, self._counts = np.zeros(0, np.uint64), np.zeros(0, np.int64)

    def add(self, hashes: NDArray[np.uint64]) -> None:
        """Count each of these once more."""
        self._waiting.append(hashes)
        self._held += len(hashes)
        if self._held > _TOGETHER:
            self._settle()

    def histogram(self) -> Histogram:
        """In so many items, how many terms are."""
        self._settle()
        frequencies, counts = np.unique(self._counts, return_counts=True)
        return tuple(zip(frequencies.tolist(), counts.tolist(), strict=True))

    def _settle(self) -> None:
        if not self._waiting:
            return
        found, counts = np.unique(np.concatenate(self._waiting), return_counts=True)
        self._waiting, self._held = [], 0
        both = np.concatenate((self._hashes, found))
        self._hashes, places = np.unique(both, return_inverse=True)
        total = np.zeros(len(self._hashes), np.int64)
        np.add.at(total, places, np.concatenate((self._counts, counts)))
        self._counts = total


def _of_passages(forward: Forward) -> NDArray[np.uint64]:
    """Each term once for each passage that has it."""
    rows = np.repeat(np.arange(len(forward.checksums)), forward.passage_lengths.astype(np.int64))
    distinct = np.unique(rows * (len(forward.terms) + 1) + forward.passage_terms.astype(np.int64))
    return forward.terms[distinct % (len(forward.terms) + 1)]


def _of_pairs(forward: Forward, source: dict[str, Any]) -> NDArray[np.uint64]:
    """A hash for each pair of neighbours."""
    sequence = unpacked_sequence(source["sequence"])
    with np.errstate(over="ignore"):
        mixed = forward.terms[sequence[:-1]] * _MIX ^ (forward.terms[sequence[1:]] + _MIX)
    return np.unique(mixed)


def histograms_of(record: dict[str, Any]) -> Iterator[Histogram]:
    """The histograms of statistics that were kept."""
    for name in ("articles", "own", "pairs"):
        yield tuple((n, count) for n, count in record[name]["histogram"])
