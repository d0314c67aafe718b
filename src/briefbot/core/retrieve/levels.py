"""The score of a passage: its own words, its surroundings, its article.

    score = BM25(passage) + SURROUNDINGS × BM25(surroundings) + ARTICLE × BM25(article)

The surroundings are the passage with its neighbours in the article, its title and its publisher: they hold the names and
the subject that a quotation itself leaves to its context. They are not indexed; the passages of a document say what they
hold.

Only documents that can hold one of the k best passages are looked into. A term adds to the passages of a document that has
it at most a known amount, and nothing to others, so that each document has a bound; what lies below the k-th best score
found so far cannot matter. The result is that of looking into all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefbot.core.retrieve.okapi import K1, B, Floats, Okapi, Parameters, saturation
from briefbot.core.retrieve.postings import Ints
from briefbot.core.retrieve.tables import Tables

# Measured on questions about an archive of news, docs/retrieval.md; the figures hardly move around these values.
SURROUNDINGS = 0.5
ARTICLE = 0.8
REACH = 1  # passages on each side that belong to a passage's surroundings

_FIRST_DOCUMENTS = 128  # looked into before there is a k-th best score to compare with


@dataclass(frozen=True, slots=True)
class Group:
    """A word of the question: the rows of terms that stand for it, and what it weighs when coverage is told."""

    rows: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Passages that were looked into, their levels (weighted) and coverage, in parallel arrays."""

    passages: NDArray[np.int64]
    documents: NDArray[np.int64]
    own: Floats
    surroundings: Floats
    article: Floats
    coverage: Floats
    article_coverage: Floats
    score: Floats

    def chosen(self, which: NDArray[np.bool_] | Ints) -> "Scored":
        """Some of them."""
        return Scored(*(getattr(self, name)[which] for name in Scored.__slots__))


class Levels:
    """Ranks the passages of some tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        passages, facts = tables.passages, tables.passages.facts
        count = len(tables.speaker_of)
        self.articles = Okapi.on(tables.articles, len(tables.keys), int(tables.lengths.sum()))
        self.own = Okapi.on(passages, count, int(tables.term_starts[-1]))
        self._own_gains = saturation(facts, self.own.avgdl, Parameters())
        self._counts = facts[:, 0].astype(np.float64)
        self._most = float(self._own_gains.max(initial=0.0)) + SURROUNDINGS * (K1 + 1)
        self._passage_document = np.repeat(np.arange(len(tables.keys), dtype=np.int32), np.diff(tables.passage_starts))
        starts, ends = self._surroundings(np.arange(count))
        total = float((ends - starts).sum() + tables.head_lengths[self._passage_document].sum())
        self._average = total / count if count else 0.0

    def best(
        self, groups: list[Group], k: int, documents: NDArray[np.bool_] | None, speakers: NDArray[np.bool_] | None
    ) -> Scored:
        """At least the k best passages that share a term with the question through their article, and all their equals.

        `documents` and `speakers` say by number which may be used; with speakers, only their passages.
        """
        articles = self._of_articles(groups)
        candidates = np.flatnonzero(articles.score > 0 if documents is None else (articles.score > 0) & documents)
        first, rest = _split(candidates, articles.bound, _FIRST_DOCUMENTS)
        scored = self._look_into(first, groups, articles, speakers)
        least = np.partition(scored.score, -k)[-k] if len(scored.score) >= k else 0.0
        rest = rest[articles.bound[rest] >= least]
        if len(rest):
            scored = _together(scored, self._look_into(rest, groups, articles, speakers))
        return scored

    def _of_articles(self, groups: list[Group]) -> "_Articles":
        """The articles' own level, and what a passage in each can reach."""
        size = len(self._tables.keys)
        score, bound, coverage = np.zeros(size), np.zeros(size), np.zeros(size)
        whole = sum(group.weight for group in groups)
        for group in groups:
            present = np.zeros(size, np.bool_)
            for row in group.rows:
                items, gains = self.articles.contribution(row)
                score[items] += gains
                bound[items] += self._most * self.own.weight(row)
                present[items] = True
            coverage += present * (group.weight / whole)
        return _Articles(ARTICLE * score, bound + ARTICLE * score, coverage)

    def _look_into(
        self, documents: NDArray[np.int64], groups: list[Group], articles: "_Articles", speakers: NDArray[np.bool_] | None
    ) -> Scored:
        """All levels of the documents' passages.

        The passages stand in one row of slots, with REACH empty ones between documents, so that neighbours can be
        summed by shifting the row.
        """
        tables = self._tables
        firsts, sizes = tables.passage_starts[documents], np.diff(tables.passage_starts)[documents]
        slots = REACH + np.cumsum(sizes + REACH) - sizes - REACH
        width = int(slots[-1] + sizes[-1] + REACH) if len(slots) else REACH
        local = np.full(len(tables.keys), -1, np.int64)
        local[documents] = np.arange(len(documents))
        where = np.repeat(np.arange(len(documents)), sizes)
        numbers = np.arange(len(where)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        places, passages = slots[where] + numbers, firsts[where] + numbers
        norms = np.ones(width)
        norms[places] = self._norms(passages)

        own, surroundings, coverage = np.zeros(width), np.zeros(width), np.zeros(width)
        whole = sum(group.weight for group in groups)
        for group in groups:
            present = np.zeros(width, np.bool_)
            for row in group.rows:
                weight = self.own.weight(row)
                counts = np.zeros(width)
                items, codes = tables.passages.row(row)
                found = local[self._passage_document[items]]
                here = found >= 0
                found, items, codes = found[here], items[here], codes[here]
                at = slots[found] + items - firsts[found]
                own[at] += weight * self._own_gains[codes]
                counts[at] = self._counts[codes]
                around = _shifted_sum(counts)
                in_head = np.zeros(len(documents))
                items, codes = tables.articles.row(row)
                here = local[items] >= 0
                in_head[local[items[here]]] = tables.articles.facts[codes[here], 2]
                around[places] += in_head[where]
                surroundings += weight * (around * (K1 + 1) / (around + norms))
                present |= around > 0
            coverage += present * (group.weight / whole)

        of = documents[where]
        scored = Scored(
            passages, of, own[places], SURROUNDINGS * surroundings[places], articles.score[of],
            coverage[places], articles.coverage[of],
            own[places] + SURROUNDINGS * surroundings[places] + articles.score[of],
        )  # fmt: skip
        return scored if speakers is None else scored.chosen(speakers[tables.speaker_of[passages]])

    def document_of(self, passages: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the documents that passages are in."""
        return self._passage_document[passages].astype(np.int64)

    def _norms(self, passages: NDArray[np.int64]) -> Floats:
        """The part of BM25's denominator that the length of the surroundings makes."""
        starts, ends = self._surroundings(passages)
        lengths = ends - starts + self._tables.head_lengths[self._passage_document[passages]]
        return np.asarray(K1 * (1 - B + B * lengths / max(self._average, 1e-9)), np.float64)

    def _surroundings(self, passages: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the surroundings of passages begin and end, counted in terms of passages."""
        starts, sums = self._tables.passage_starts, self._tables.term_starts
        documents = self._passage_document[passages]
        first = np.maximum(passages - REACH, starts[documents])
        last = np.minimum(passages + REACH + 1, starts[documents + 1])
        return sums[first], sums[last]


@dataclass(frozen=True, slots=True)
class _Articles:
    """By document: its level (weighted), the most that a passage of it can score, and its coverage."""

    score: Floats
    bound: Floats
    coverage: Floats


def _split(candidates: NDArray[np.int64], bound: Floats, size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The candidates with the highest bounds, and the others."""
    if len(candidates) <= size:
        return candidates, candidates[:0]
    order = np.argpartition(-bound[candidates], size)
    return candidates[order[:size]], candidates[order[size:]]


def _shifted_sum(values: Floats) -> Floats:
    """For each slot the sum of those within REACH of it."""
    result: Floats = values.copy()
    for shift in range(1, REACH + 1):
        result[shift:] += values[:-shift]
        result[:-shift] += values[shift:]
    return result


def _together(one: Scored, other: Scored) -> Scored:
    return Scored(*(np.concatenate((getattr(one, name), getattr(other, name))) for name in Scored.__slots__))
