"""Scores of documents that a search brought back, computed as the built-in engine computes them (`retrieval/scoring.py`)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.bm25 import K1, B, Floats
from briefbot.retrieval.model import PassageHit
from briefbot.retrieval.opensearch.packed import Forward, Hashes, hashes
from briefbot.retrieval.rows import REACH
from briefbot.retrieval.scoring import ARTICLE, SURROUNDINGS, TRANSLATED

Matrix = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a question with what it weighs in passages and in articles."""

    text: str
    own: float
    article: float


@dataclass(frozen=True, slots=True)
class TermGroup:
    """A word of a question: the terms that stand for it, and what it weighs when coverage is told."""

    terms: tuple[Term, ...]
    weight: float
    translated: tuple[Term, ...] = ()

    @property
    def shares(self) -> list[tuple[Term, float]]:
        """Each term with the share of its score that counts."""
        return [(term, 1.0) for term in self.terms] + [(term, TRANSLATED) for term in self.translated]


@dataclass(frozen=True, slots=True)
class Brought:
    """A document that a search brought back: its date is a day's number, 0 for none."""

    key: int
    date: int
    names: tuple[str, ...]
    forward: Forward


@dataclass(frozen=True, slots=True)
class Means:
    """The mean lengths by which scores are computed."""

    own: float
    around: float
    article: float


class Counts:
    """How often terms occur in passages, heads and articles of some documents: a row an item, a column a term."""

    def __init__(self, documents: Sequence[Brought], terms: Sequence[str]) -> None:
        self._wanted = hashes(terms)
        self.sizes = np.array([len(one.forward.checksums) for one in documents], np.int64)
        self.document_of = np.repeat(np.arange(len(documents)), self.sizes)
        width = len(terms)
        parts = [_counted(one.forward, self._wanted) for one in documents]
        self.passages: Matrix = _stacked([one for one, _, _ in parts], width)
        self.heads: Matrix = _stacked([one for _, one, _ in parts], width)
        self.articles: Matrix = _stacked([one for _, _, one in parts], width)
        self.around = self._neighbourhoods(self.passages)
        self.own_lengths = _joined([one.forward.passage_lengths for one in documents])
        head_lengths = np.array([len(one.forward.head) for one in documents], np.int64)
        self.around_lengths = self._neighbourhoods(self.own_lengths) + head_lengths[self.document_of]
        self.lengths = np.array([one.forward.length for one in documents], np.int64)

    def _neighbourhoods(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each passage the sum of those within REACH of it in its document."""
        result = values.copy()
        for shift in range(1, REACH + 1):
            same = self.document_of[shift:] == self.document_of[:-shift]
            result[shift:][same] += values[:-shift][same]
            result[:-shift][same] += values[shift:][same]
        return result


def scored(documents: Sequence[Brought], groups: Sequence[TermGroup], means: Means) -> list[PassageHit]:
    """All passages of these documents with their levels and coverage, in their order."""
    if not documents:
        return []
    texts = list(dict.fromkeys(term.text for group in groups for term, _ in group.shares))
    columns = {text: number for number, text in enumerate(texts)}
    counts = Counts(documents, texts)
    of, size = counts.document_of, len(counts.document_of)
    norms = K1 * (1 - B + B * counts.around_lengths / means.around)
    own, around, article = np.zeros(size), np.zeros(size), np.zeros(len(documents))
    coverage, near_coverage, article_coverage = np.zeros(size), np.zeros(size), np.zeros(len(documents))
    whole = sum(group.weight for group in groups)
    for group in groups:
        present, near, there = np.zeros(size, np.bool_), np.zeros(size, np.bool_), np.zeros(len(documents), np.bool_)
        for term, share in group.shares:
            column = columns[term.text]
            own += share * (term.own * saturated(counts.passages[:, column], counts.own_lengths, means.own))
            article += share * (term.article * saturated(counts.articles[:, column], counts.lengths, means.article))
            there |= counts.articles[:, column] > 0
            near |= counts.around[:, column] > 0
            frequency = counts.around[:, column] + counts.heads[:, column][of]
            around += share * term.own * (frequency * (K1 + 1) / (frequency + norms))
            present |= frequency > 0
        coverage += present * (group.weight / whole)
        near_coverage += near * (group.weight / whole)
        article_coverage += there * (group.weight / whole)
    around *= SURROUNDINGS
    article *= ARTICLE
    levels = own + around + article[of], own, around, article[of], coverage, article_coverage[of], near_coverage
    return _hits(documents, counts, levels)


def unscored(documents: Sequence[Brought]) -> list[PassageHit]:
    """All passages of these documents, with nothing to tell them apart."""
    return [
        PassageHit(one.key, ordinal, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, found)
        for one in documents
        for ordinal, found in enumerate(one.forward.checksums.tolist())
    ]


def spoken(hits: Sequence[PassageHit], documents: Sequence[Brought], speakers: Collection[str] | None) -> list[PassageHit]:
    """Those of the hits that are words of one of the speakers; all where None are asked for."""
    if speakers is None:
        return list(hits)
    by_key = {one.key: one for one in documents}
    kept = []
    for hit in hits:
        one = by_key[hit.document]
        number = int(one.forward.speakers[hit.ordinal])
        if number >= 0 and one.names[number] in speakers:
            kept.append(hit)
    return kept


def best(hits: Sequence[PassageHit], documents: Sequence[Brought], k: int) -> list[PassageHit]:
    """The k best: of one score the newer first, then the smaller key, then the smaller ordinal."""
    dates = {one.key: one.date for one in documents}
    return sorted(hits, key=lambda hit: (-hit.score, -dates[hit.document], hit.document, hit.ordinal))[:k]


def saturated(frequency: NDArray[np.int64], length: NDArray[np.int64], average: float) -> Floats:
    """How much terms count by their frequency and their item's length: rank_bm25's expression, in its order."""
    with np.errstate(all="ignore"):
        value = frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * length / np.float64(average)))
    return np.nan_to_num(value, nan=0.0, posinf=0.0, neginf=0.0)


def _counted(forward: Forward, wanted: Hashes) -> tuple[Matrix, Matrix, Matrix]:
    """How often the wanted terms are in the passages (a row each), the head and the article (one row) of a document."""
    width, passages = len(wanted), len(forward.checksums)
    places = forward.places(wanted)
    found = np.flatnonzero(places >= 0)
    columns = np.full(len(forward.terms) + 1, -1, np.int64)
    columns[places[found]] = found
    rows = np.repeat(np.arange(passages), forward.passage_lengths.astype(np.int64))
    article = np.zeros((1, width), np.int64)
    article[0, found] = forward.article[places[found]]
    zeros = np.zeros(len(forward.head), np.int64)
    return (
        _tallied(rows, columns[forward.passage_terms], passages, width),
        _tallied(zeros, columns[forward.head], 1, width),
        article,
    )


def _tallied(rows: NDArray[np.int64], columns: NDArray[np.int64], height: int, width: int) -> Matrix:
    there = columns >= 0
    return np.bincount(rows[there] * width + columns[there], minlength=height * width).reshape(height, width)


def _stacked(parts: list[Matrix], width: int) -> Matrix:
    return np.concatenate(parts) if parts else np.zeros((0, width), np.int64)


def _joined(parts: Sequence[NDArray[np.uint32]]) -> NDArray[np.int64]:
    return np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, np.int64)


def _hits(documents: Sequence[Brought], counts: Counts, levels: tuple[Floats, ...]) -> list[PassageHit]:
    keys = np.array([one.key for one in documents], np.int64)[counts.document_of]
    firsts = np.cumsum(counts.sizes) - counts.sizes
    ordinals = np.arange(len(keys)) - firsts[counts.document_of]
    columns = (keys, ordinals, *levels, _joined([one.forward.checksums for one in documents]))
    return [PassageHit(*values) for values in zip(*(column.tolist() for column in columns), strict=True)]


def own_scores(documents: Sequence[Brought], terms: Sequence[Term], average: float) -> list[tuple[int, int, int, float]]:
    """Key, ordinal, checksum and score of those passages that have some of the terms, best first, by their own words alone."""
    counts = Counts(documents, [term.text for term in terms])
    score = np.zeros(len(counts.document_of))
    for column, term in enumerate(terms):
        score += term.own * saturated(counts.passages[:, column], counts.own_lengths, average)
    hits = _hits(documents, counts, (score, *(score,) * 6))
    found = [(hit.document, hit.ordinal, hit.checksum, hit.score) for hit in hits if hit.score > 0]
    return sorted(found, key=lambda one: (-one[3], one[0], one[1]))


def article_scores(documents: Sequence[Brought], terms: Sequence[Term], average: float) -> Floats:
    """By document its score for these terms, those that come twice counted twice."""
    texts = list(dict.fromkeys(term.text for term in terms))
    counts, score = Counts(documents, texts), np.zeros(len(documents))
    for term in terms:
        score += term.article * saturated(counts.articles[:, texts.index(term.text)], counts.lengths, average)
    return score


def pair_scores(
    documents: Sequence[Brought],
    sequences: Sequence[NDArray[np.uint32]],
    pairs: Sequence[tuple[str, str, float]],
    average: float,
) -> Floats:
    """By document its score for these pairs of neighbours, each with its weight; those that come twice counted twice."""
    firsts, seconds = hashes([one for one, _, _ in pairs]), hashes([other for _, other, _ in pairs])
    frequencies = np.zeros((len(documents), len(pairs)), np.int64)
    for row, (one, sequence) in enumerate(zip(documents, sequences, strict=True)):
        places = one.forward.places(firsts), one.forward.places(seconds)
        for column in np.flatnonzero((places[0] >= 0) & (places[1] >= 0)).tolist():
            frequencies[row, column] = np.count_nonzero(
                (sequence[:-1] == places[0][column]) & (sequence[1:] == places[1][column])
            )
    lengths = np.array([one.forward.pair_length for one in documents], np.int64)
    score = np.zeros(len(documents))
    for column, (_, _, weight) in enumerate(pairs):
        score += weight * saturated(frequencies[:, column], lengths, average)
    return score
