"""rank_bm25's Okapi model on postings: the same scores to the last bit, and the best of a million passages in under 1 ms.

What differs from `rank_bm25.BM25Okapi`, each for a reason:

- A match is a shared term: `best` never pads its list with items that share none, and ties come in the order of the items.
- No weight is zero or negative on an archive so small that rank_bm25's would be (`Okapi.weight` says how).
- An empty collection, unknown words and odd parameters raise nothing and give no NaN; a string is its words, not its letters.
"""

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from briefbot.retrieval.postings import Ints, Lists, Part, Postings

Floats = NDArray[np.float64]

K1, B, EPSILON = 1.5, 0.75, 0.25  # rank_bm25's; others gained nothing on seven collections


@dataclass(frozen=True, slots=True)
class Parameters:
    """BM25's: k1 says how soon more of a term adds no more, b how far length counts, epsilon what very common terms weigh."""

    k1: float = K1
    b: float = B
    epsilon: float = EPSILON


# `best` looks at the postings alone where they are fewer than one in so many items, else at maxima of so many columns.
_SPARSE = 16
_COLUMNS = 2048
# From so many postings on it pays not to read them all.
_MANY = 20_000
_REMEMBERED = 2_000_000  # postings of terms that were asked for, kept as gains of 8 bytes; at most half of all, if that is more
_WEIGHED = 100_000  # terms whose weight is remembered
# The first step takes the heaviest terms, up to this share of all weight; a second one is rare.
_FIRST_STEP = 0.9
_weight = attrgetter("weight")
_ROUNDING = 1 - 1e-9  # sums in another order differ by less


class Vocabulary(Protocol):
    """The rows of terms: a dict, or `Strings`."""

    def get(self, term: Any, /) -> int | None:
        """The row of a term, None for one that is not there."""
        ...

    def items(self) -> Iterable[tuple[Any, int]]:
        """All terms with their rows, in the order of the rows."""
        ...


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of a query: the items that have it, what it adds to the score of each, and the most that it adds to one."""

    items: NDArray[np.int32]
    gains: Floats
    weight: float
    most: float


class Okapi(BM25Okapi):  # type: ignore[misc]  # rank_bm25 has no types
    """`BM25Okapi` on postings, terms as any hashable values; safe to query from threads."""

    @classmethod
    def on(
        cls,
        postings: Postings | Lists,
        size: int,
        total_length: int,
        vocabulary: "Vocabulary | None" = None,
        parameters: Parameters = Parameters(),
    ) -> Self:
        """On postings that are there: of `size` items, together `total_length` terms.

        Of several segments (`Lists`) `size` are the items that count, without those that are gone. Without a vocabulary,
        which gives terms their rows, terms are the numbers of rows.
        """
        self = cls.__new__(cls)
        self._set_up(postings, (size, total_length), vocabulary, parameters)
        return self

    def _set_up(
        self, postings: Postings | Lists, size: tuple[int, int], vocabulary: "Vocabulary | None", parameters: Parameters
    ) -> None:
        self.corpus_size, total_length = size
        self.avgdl = total_length / self.corpus_size if self.corpus_size else 0.0
        self.k1, self.b, self.epsilon = parameters.k1, parameters.b, parameters.epsilon
        self._postings = Lists([Part(postings)]) if isinstance(postings, Postings) else postings
        self._slots = max(self._postings.slots, self.corpus_size)
        self._vocabulary = vocabulary
        self.gains = saturation(self._postings.facts, self.avgdl, parameters)
        self._weights: dict[int, float] = {}
        self._all_positive = bool((self.gains > 0).all()) and parameters.epsilon >= 0
        self._met: dict[Hashable, _Term] = {}
        self._met_postings = 0
        self._idle: list[Floats] = []  # accumulators, all zero, that no thread is using

    def get_scores(self, query: Sequence[Hashable]) -> Floats:
        """The score of each item, 0 for one that shares no term."""
        scores = np.zeros(self._slots)
        for term in self._terms_of(query):
            scores[term.items] += term.gains
        return scores

    def best(self, query: Sequence[Hashable], k: int, allowed: NDArray[np.bool_] | None = None) -> tuple[Ints, Floats]:
        """The numbers and scores of the k best matches among the `allowed` items, ties in the order of the items."""
        terms = self._terms_of(query)
        if k < 1 or not terms:
            return np.zeros(0, np.int64), np.zeros(0)
        if not self._all_positive or sum([len(term.items) for term in terms]) < _MANY:
            found, scores = self._best_of_all(terms, k, allowed)
        else:
            found = self._candidates(terms, k, allowed)
            scores = _scores_of(found, terms)
        order = np.lexsort((found, -scores))[:k]
        return found[order], scores[order]

    def frequency(self, row: int) -> int:
        """How many items have a term."""
        return self._postings.frequency(row)

    def weight(self, row: int) -> float:
        """The idf of a term, rank_bm25's wherever that ranks at all, and never zero or negative.

        rank_bm25 gives a term of more than half of the items `epsilon` × the mean idf, and exactly 0 to one of just half.
        On an archive of a few documents that mean is not positive either, so that matches rank below misses. So
        a term of just half gets what one of more than half does; and where that is not positive, all terms are weighed by
        log(1 + (N - n + ½) / (n + ½)), which always is (Lucene's form of the same idf).
        """
        if row not in self._weights:
            if len(self._weights) >= _WEIGHED:
                self._weights.clear()
            self._weights[row] = self._weigh(self.frequency(row))
        return self._weights[row]

    def _weigh(self, frequency: int) -> float:
        size = self.corpus_size
        if self._is_tiny:
            return math.log1p((size - frequency + 0.5) / (frequency + 0.5))
        idf = math.log(size - frequency + 0.5) - math.log(frequency + 0.5)
        return idf if idf > 0 else self._floor

    @cached_property
    def average_idf(self) -> float:
        """The mean of the terms' idf before any is raised, summed in the order of the terms as rank_bm25 does.

        Rows without a vocabulary are in no order that matters, and are summed by frequency: the same in whatever order
        documents came in.
        """
        frequencies = self._postings.frequencies()
        frequencies = frequencies[frequencies > 0]
        if self._vocabulary is None:
            frequencies = np.sort(frequencies)
        if not len(frequencies):
            return 0.0
        different, places = np.unique(frequencies, return_inverse=True)
        idf = np.array([math.log(self.corpus_size - n + 0.5) - math.log(n + 0.5) for n in different.tolist()])
        return float(np.cumsum(idf[places])[-1] / len(frequencies))

    @cached_property
    def _floor(self) -> float:
        return self.epsilon * self.average_idf

    @cached_property
    def _is_tiny(self) -> bool:
        """Whether some term would weigh nothing or less."""
        if 2 * self._postings.at_most < self.corpus_size:
            return False
        frequencies = self._postings.frequencies()
        return bool(len(frequencies)) and 2 * int(frequencies.max()) >= self.corpus_size and not self._floor > 0

    def contribution(self, row: int) -> tuple[NDArray[np.int32], Floats]:
        """The items that have a term, and what it adds to the score of each."""
        items, gains = self._postings.row(row, self.gains)
        return items, self.weight(row) * gains

    def _terms_of(self, query: Sequence[Hashable]) -> list["_Term"]:
        """The terms of a query that are there, in its order."""
        found = []
        for term in _words(query):
            known = self._met.get(term)
            if known is None and (known := self._look_up(term)):
                self._remember(term, known)
            if known:
                found.append(known)
        return found

    def _look_up(self, term: Hashable) -> "_Term | None":
        row: Any = term if self._vocabulary is None else self._vocabulary.get(term)
        if row is None or not self.frequency(row):
            return None
        items, gains = self.contribution(row)
        return _Term(items, gains, self.weight(row), float(gains.max()))

    def _remember(self, term: Hashable, known: "_Term") -> None:
        """Keep a term's gains for the next query that has it, within a bound of memory."""
        self._met_postings += len(known.items)
        if self._met_postings > max(_REMEMBERED, self._postings.size // 2):
            self._met.clear()
            self._met_postings = len(known.items)
        self._met[term] = known

    def _best_of_all(self, terms: list["_Term"], k: int, allowed: NDArray[np.bool_] | None) -> tuple[Ints, Floats]:
        """Items with their scores, all postings read: those of the k best and their equals, perhaps with more."""
        scores = self._accumulator()
        items = _add(terms, scores, allowed)
        if not self._all_positive:
            found = _distinct(items)
        elif len(items) * _SPARSE < self._slots:
            found = _among(items, scores, k * len(terms))
        else:
            found = above_columns(scores, k)
        found_scores = scores[found]
        self._release(scores, items)
        return found, found_scores

    def _candidates(self, terms: list["_Term"], k: int, allowed: NDArray[np.bool_] | None) -> Ints:
        """The items of the k best scores and their equals, perhaps with more, ascending.

        Rare terms weigh most and have few postings; often they settle which items can be among the best, and the long lists
        of common terms need not be read (Turtle and Flood's MaxScore, in two steps).
        """
        ranked = sorted(terms, key=_weight, reverse=True)
        first = _first_step(ranked)
        rest = ranked[first:]
        scores = self._accumulator()
        items = _add(ranked[:first], scores, allowed)
        values = scores.take(items)
        least, missing = _largest(values, k * first), sum([term.most for term in rest])
        if missing < least * _ROUNDING:
            found = _distinct(items[values >= (least - missing) * _ROUNDING])
            found = _narrowed(found, scores[found], rest, k)
        else:
            if rest:
                items = np.concatenate((items, _add(rest, scores, allowed)))
            found = above_columns(scores, k)
        self._release(scores, items)
        return found

    def _accumulator(self) -> Floats:
        try:
            return self._idle.pop()
        except IndexError:
            return np.zeros(self._slots)

    def _release(self, scores: Floats, items: Ints) -> None:
        """Give an accumulator back, cleared: all of it at once, unless few items were reached."""
        if len(items) * _SPARSE < self._slots:
            scores[items] = 0.0
        else:
            scores.fill(0.0)
        self._idle.append(scores)


def saturation(facts: Ints, average: float, parameters: Parameters) -> Floats:
    """How much a term counts by its frequency and its item's length (the first columns of facts).

    It is rank_bm25's expression, in its order. Parameters for which it is undefined give 0.
    """
    k1, b = parameters.k1, parameters.b
    frequency, length = facts[:, 0], facts[:, 1]
    with np.errstate(all="ignore"):
        value = frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length / np.float64(average)))
    return np.nan_to_num(value, nan=0.0, posinf=0.0, neginf=0.0)


def _add(terms: list[_Term], scores: Floats, allowed: NDArray[np.bool_] | None) -> Ints:
    """Add what terms give to the scores; the items that have one, as often as they have."""
    items = np.concatenate([term.items for term in terms], dtype=np.intp)  # what numpy would convert to at every use
    gains = np.concatenate([term.gains for term in terms])
    if allowed is not None:
        keep = allowed[items]
        items, gains = items[keep], gains[keep]
    np.add.at(scores, items, gains)
    return items


def _narrowed(items: Ints, scores: Floats, rest: list[_Term], k: int) -> Ints:
    """Of items whose scores lack the rest of the terms, those that may be among the k best with them."""
    items = items.astype(np.int32)  # of another type than the lists, these would be copied to be searched
    missing = sum([term.most for term in rest])
    for term in rest:
        keep = scores >= (_largest(scores, k) - missing) * _ROUNDING
        items, scores = items[keep], scores[keep]
        scores += _gains_of(items, term)
        missing -= term.most
    return items[scores >= _largest(scores, k) * _ROUNDING]


def _scores_of(items: Ints, terms: list[_Term]) -> Floats:
    """The scores of a few items (ascending), summed in the order of the terms as `get_scores` does."""
    items = items.astype(np.int32)
    scores = np.zeros(len(items))
    for term in terms:
        scores += _gains_of(items, term)
    return scores


def _gains_of(items: Ints, term: _Term) -> Floats:
    """What a term adds to the scores of items (ascending)."""
    places = term.items.searchsorted(items)
    gains = term.gains.take(places, mode="clip")
    gains *= term.items.take(places, mode="clip") == items
    return gains


def _first_step(ranked: list[_Term]) -> int:
    """How many of the terms, heaviest first, make up most of the weight."""
    left = (1 - _FIRST_STEP) * sum([term.weight for term in ranked])
    count = len(ranked)
    while count > 1 and (left := left - ranked[count - 1].weight) >= 0:
        count -= 1
    return count


def _largest(values: Floats | NDArray[np.float32], rank: int) -> float:
    """The value of a rank (1 is the largest), 0 where there are fewer."""
    return float(np.partition(values, -rank)[-rank]) if rank <= len(values) else 0.0


def _distinct(items: Ints) -> Ints:
    """Ascending, without doubles."""
    items = np.sort(items)
    is_first = np.ones(len(items), np.bool_)
    np.not_equal(items[1:], items[:-1], out=is_first[1:])
    return items[is_first]


def _words(text: Sequence[Hashable]) -> Sequence[Hashable]:
    return text.split() if isinstance(text, str) else text


def above_columns(scores: Floats | NDArray[np.float32], k: int) -> Ints:
    """The items whose (positive) score is among the k best, perhaps a few more.

    The k-th largest of the maxima of disjoint columns is a score that at least k items reach.
    """
    width = min(_COLUMNS, len(scores))
    whole = len(scores) // width * width
    maxima = scores[:whole].reshape(-1, width).max(axis=0)
    threshold = _largest(maxima, k)
    if threshold <= 0.0:
        return np.flatnonzero(scores)
    columns = np.flatnonzero(maxima >= threshold)
    candidates = (columns + np.arange(0, whole, width)[:, None]).ravel()
    candidates = np.concatenate((candidates, np.arange(whole, len(scores))))
    best: Ints = candidates[scores[candidates] >= threshold]
    return best


def _among(items: Ints, scores: Floats, at_most: int) -> Ints:
    """Of the items, with doubles, at least those that have the best scores: the `at_most` first of them, and their equals."""
    if len(items) > at_most:
        values = scores[items]
        items = items[values >= _largest(values, at_most)]
    return _distinct(items)
