"""The score of a passage: its own words, its surroundings, its article.

    score = BM25(passage) + SURROUNDINGS × BM25(surroundings) + ARTICLE × BM25(article)

The surroundings are the passage with its neighbours in the article, its title and its publisher: they hold the names and
the subject that a quotation itself leaves to its context. They are not indexed; the passages of a document say what they
hold.

Only documents that can hold one of the k best passages are looked into. The first and the last level are known for all; the
surroundings add for each term at most what its frequency in the whole article would. So each document has a bound, and what
lies below the k-th best score found so far cannot matter. The result is that of looking into all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.bm25 import K1, B, Floats, Okapi, Parameters, saturation
from briefbot.retrieval.postings import Ints
from briefbot.retrieval.tables import Tables

# Measured on questions about an archive of news, docs/know/retrieval.md; the figures hardly move around these values.
SURROUNDINGS = 0.5
ARTICLE = 0.8
# A word of the question counts more than its translation: who asks in a language is answered in it where both can answer.
TRANSLATED = 0.5
REACH = 1  # passages on each side that belong to a passage's surroundings

_ROUNDING = 1 - 1e-9  # sums in another order differ by less
_KNOWN = 2  # questions whose levels of articles are held, each in eight bytes a passage
_FIRST_DOCUMENTS = 128  # looked into before there is a k-th best score to compare with


@dataclass(frozen=True, slots=True)
class Group:
    """A word of the question: the rows of terms that stand for it, and what it weighs when coverage is told.

    `translated` are rows of words in another language, which count for less.
    """

    rows: tuple[int, ...]
    weight: float
    translated: tuple[int, ...] = ()

    @property
    def shares(self) -> Iterator[tuple[int, float]]:
        """Each row with the share of its score that counts."""
        yield from ((row, 1.0) for row in self.rows)
        yield from ((row, TRANSLATED) for row in self.translated)


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
    near_coverage: Floats
    score: Floats

    def least(self, k: int) -> float:
        """The k-th best score, 0 where there are fewer."""
        return float(np.partition(self.score, -k)[-k]) if len(self.score) >= k else 0.0

    def chosen(self, which: NDArray[np.bool_] | Ints) -> "Scored":
        """Some of them."""
        return Scored(*(getattr(self, name)[which] for name in Scored.__slots__))


class Levels:
    """Ranks the passages of some tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        count = len(tables.speaker_of)
        self.articles = Okapi.on(tables.articles, len(tables.keys), int(tables.lengths.sum()))
        self.own = Okapi.on(tables.passages, count, int(tables.term_starts[-1]))
        self._counts = tables.passages.facts[:, 0].astype(np.float64)
        self._passage_document = np.repeat(np.arange(len(tables.keys), dtype=np.int32), np.diff(tables.passage_starts))
        self._norms = self._norms_of_surroundings()
        # The surroundings are longer than nothing and hold a term at most as often as the article does.
        at_most = tables.articles.facts[:, [0, 0]] * np.array([1, 0], np.int32)
        self._most = SURROUNDINGS * saturation(at_most, 1.0, Parameters())
        self._known: dict[tuple[Group, ...], tuple[Floats, _Articles]] = {}

    def best(
        self, groups: list[Group], k: int, documents: NDArray[np.bool_] | None, speakers: NDArray[np.bool_] | None
    ) -> Scored:
        """The k best passages that share a term with the question through their article, and all equals of the last.

        `documents` and `speakers` say by number which may be used; with speakers, only their passages.
        """
        own, articles = self._known_articles(tuple(groups))
        usable = articles.coverage > 0
        if documents is not None:
            usable &= documents
        if speakers is not None:
            usable &= self.spoken_in(speakers)
        candidates = np.flatnonzero(usable)
        first, rest = _split(candidates, articles.bound, _FIRST_DOCUMENTS)
        question = _Question(groups, own, articles, speakers)
        scored = self._look_into(first, question)
        least = scored.least(k)
        rest = rest[articles.bound[rest] >= least * _ROUNDING]
        if len(rest):
            others = self._look_into(rest, question)
            scored = _together(scored.chosen(scored.score >= least), others.chosen(others.score >= least))
        return scored.chosen(scored.score >= scored.least(k))

    def spoken_in(self, speakers: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """By document, whether one of the speakers has a passage in it."""
        mask = np.zeros(len(self._tables.keys), np.bool_)
        starts, documents = self._heard_in
        for speaker in np.flatnonzero(speakers[: len(starts) - 1]).tolist():
            mask[documents[starts[speaker] : starts[speaker + 1]]] = True
        return mask

    @cached_property
    def _heard_in(self) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """By speaker, from where up to where the documents stand in which they speak, each as often as they do there."""
        speaker_of = self._tables.speaker_of
        order = np.argsort(speaker_of, kind="stable")
        starts = np.searchsorted(speaker_of[order], np.arange(len(self._tables.speakers) + 1))
        return starts, self._passage_document[order]

    def _known_articles(self, groups: tuple[Group, ...]) -> tuple[Floats, "_Articles"]:
        """The levels of articles; those of the last questions are held, which are ranked several times in a row."""
        found = self._known.get(groups)
        if found is None:
            found = self._of_articles(groups)
            self._known = dict([*self._known.items(), (groups, found)][-_KNOWN:])
        return found

    def _of_articles(self, groups: tuple[Group, ...]) -> tuple[Floats, "_Articles"]:
        """The passages' own level, the articles', and what a passage in each of these can reach."""
        own, size = np.zeros(len(self._tables.speaker_of)), len(self._tables.keys)
        score, bound, coverage = np.zeros(size), np.zeros(size), np.zeros(size)
        whole = sum(group.weight for group in groups)
        for group in groups:
            present = np.zeros(size, np.bool_)
            for row, share in group.shares:
                items, gains = self.own.contribution(row)
                own[items] += share * gains
                items, codes = self._tables.articles.row(row)
                score[items] += share * self.articles.contribution(row)[1]
                bound[items] += share * self.own.weight(row) * self._most[codes]
                present[items] = True
            coverage += present * (group.weight / whole)
        score *= ARTICLE
        return own, _Articles(score, bound + score + self._most_of_each(own), coverage)

    def _most_of_each(self, own: Floats) -> Floats:
        """The highest value among each document's passages."""
        starts = self._tables.passage_starts
        filled = np.flatnonzero(np.diff(starts))
        most = np.zeros(len(starts) - 1)
        if len(filled):
            most[filled] = np.maximum.reduceat(own, starts[filled])
        return most

    def _look_into(self, documents: NDArray[np.int64], question: "_Question") -> Scored:
        """All levels of the documents' passages.

        The passages stand in one row of slots, with REACH empty ones between documents, so that neighbours can be
        summed by shifting the row.
        """
        tables = self._tables
        firsts, sizes = tables.passage_starts[documents], np.diff(tables.passage_starts)[documents]
        slots = REACH + np.cumsum(sizes + REACH) - sizes - REACH
        where = np.repeat(np.arange(len(documents)), sizes)
        numbers = np.arange(len(where)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        places, passages, of = slots[where] + numbers, firsts[where] + numbers, documents[where]
        row = _Row(documents, firsts, firsts + sizes, slots - firsts, len(where) + REACH * (len(documents) + 1))

        norms = self._norms[passages]
        surroundings, coverage = np.zeros(len(where)), np.zeros(len(where))
        near_coverage, whole = np.zeros(len(where)), sum(group.weight for group in question.groups)
        for group in question.groups:
            present = np.zeros(len(where), np.bool_)
            near = np.zeros(len(where), np.bool_)
            for term, share in group.shares:
                sums = _shifted_sum(self._counts_in(row, term))[places]
                near |= sums > 0
                around = sums + self._counts_in_heads(documents, term)[where]
                surroundings += share * self.own.weight(term) * (around * (K1 + 1) / (around + norms))
                present |= around > 0
            coverage += present * (group.weight / whole)
            near_coverage += near * (group.weight / whole)
        surroundings *= SURROUNDINGS

        own, articles = question.own[passages], question.articles
        score = own + surroundings + articles.score[of]
        shares = coverage, articles.coverage[of], near_coverage
        scored = Scored(passages, of, own, surroundings, articles.score[of], *shares, score)
        return scored if question.speakers is None else scored.chosen(question.speakers[tables.speaker_of[passages]])

    def _counts_in(self, row: "_Row", term: int) -> Floats:
        """How often a term is in each passage of a row."""
        items, codes = self._tables.passages.row(term)
        starts, ends = items.searchsorted(row.firsts), items.searchsorted(row.ends)
        sizes = ends - starts
        postings = np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)
        counts = np.zeros(row.width)
        counts[items[postings] + np.repeat(row.shifts, sizes)] = self._counts[codes[postings]]
        return counts

    def _counts_in_heads(self, documents: NDArray[np.int64], term: int) -> Ints:
        """How often a term is in the head of each document."""
        items, codes = self._tables.articles.row(term)
        wanted = documents.astype(np.int32)
        places = items.searchsorted(wanted)
        found = items.take(places, mode="clip") == wanted
        counts: Ints = self._tables.articles.facts[codes.take(places, mode="clip"), 2] * found
        return counts

    def document_of(self, passages: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the documents that passages are in."""
        return self._passage_document[passages].astype(np.int64)

    def _norms_of_surroundings(self) -> Floats:
        """By passage the part of BM25's denominator that the length of its surroundings makes."""
        starts, sums = self._tables.passage_starts, self._tables.term_starts
        documents, passages = self._passage_document, np.arange(len(self._passage_document))
        first = np.maximum(passages - REACH, starts[documents])
        last = np.minimum(passages + REACH + 1, starts[documents + 1])
        lengths = sums[last] - sums[first] + self._tables.head_lengths[documents]
        average = max(float(lengths.mean()), 1e-9) if len(lengths) else 1.0
        return np.asarray(K1 * (1 - B + B * lengths / average), np.float64)


@dataclass(frozen=True, slots=True)
class _Articles:
    """By document: its level (weighted), the most that a passage of it can score, and its coverage."""

    score: Floats
    bound: Floats
    coverage: Floats


@dataclass(frozen=True, slots=True)
class _Question:
    """What documents are looked into for, and what is known of it before: the own level by passage."""

    groups: list[Group]
    own: Floats
    articles: _Articles
    speakers: NDArray[np.bool_] | None


class _Row:
    """Slots for the passages of documents: passage p of document d, between firsts[d] and ends[d], is at p + shifts[d]."""

    def __init__(self, documents: Ints, firsts: Ints, ends: Ints, shifts: Ints, width: int) -> None:
        self.documents, self.shifts, self.width = documents, shifts, width
        # Numbers of the postings' own type, or the postings would be copied to be searched.
        self.firsts, self.ends = firsts.astype(np.int32), ends.astype(np.int32)


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
