"""Passages of some documents in one row of slots, with empty ones between documents, so that neighbours stand together."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.postings import Ints, places_of, sums
from briefbot.retrieval.tables import Tables

REACH = 1  # passages on each side that belong to a passage's surroundings
_SHIFTS = np.arange(-REACH, REACH + 1)
_NONE = np.zeros(0, np.int64)

_Number = TypeVar("_Number", np.float64, np.int64)


_Slots = NDArray[np.int64] | slice

# Where a term is in more than one of so many slots, all of them are computed: that takes less than picking some out.
_SPARSE = 20


@dataclass(frozen=True, slots=True)
class Reached:
    """Slots in whose surroundings a term may be, some of them twice, and how often it is there; `near` without heads."""

    slots: _Slots
    counts: NDArray[np.float64]
    near_slots: _Slots
    near: NDArray[np.float64]


class Dense:
    """Slots for the passages of documents, without any between, for what needs no neighbours."""

    def __init__(self, tables: Tables, documents: Ints) -> None:
        """Of documents of one segment, ascending."""
        self._tables = tables
        firsts, ends = tables.passage_starts[documents], tables.passage_starts[documents + 1]
        self._slots = sums(ends - firsts)
        self.width = int(self._slots[-1])
        self._shifts: NDArray[np.int64] = self._slots[:-1] - firsts
        self._documents, self._firsts, self._ends = (some.astype(np.int32) for some in (documents, firsts, ends))

    def in_articles(self, place: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The documents, by their places in the row, that have the term of a row of the tables, and the postings that tell."""
        articles = self._tables.articles
        items = articles.row(place)[0]
        places = items.searchsorted(self._documents)
        there = (items.take(places, mode="clip") == self._documents).nonzero()[0]
        return there, places[there] + articles.starts[place]

    def in_passages(self, place: int, there: NDArray[np.int64]) -> tuple[NDArray[np.int64], Ints]:
        """The slots that have the term, of documents that do, and with which codes."""
        items, codes = self._tables.passages.row(place)
        starts = items.searchsorted(self._firsts[there])
        sizes = items.searchsorted(self._ends[there]) - starts
        postings = places_of(starts, sizes)
        slots: NDArray[np.int64] = np.add(items[postings], np.repeat(self._shifts[there], sizes), dtype=np.int64)
        return slots, codes[postings]

    def most(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """By document, the highest of its slots; 0 where it has none."""
        result, filled = np.zeros(len(self._documents)), np.flatnonzero(np.diff(self._slots))
        if len(filled):
            result[filled] = np.maximum.reduceat(values, self._slots[filled])
        return result


class Row:
    """Slots for the passages of documents: passage p of document d, between firsts[d] and ends[d], is at p + shifts[d]."""

    def __init__(self, tables: Tables, documents: Ints) -> None:
        """Of documents of one segment, ascending."""
        self._tables = tables
        firsts, ends = tables.passage_starts[documents], tables.passage_starts[documents + 1]
        self._sizes = ends - firsts
        self.of = np.repeat(np.arange(len(documents)), self._sizes)  # by passage, which of the documents it is in
        self.passages = places_of(firsts, self._sizes)
        self._shifts = REACH + np.cumsum(self._sizes + REACH) - self._sizes - REACH - firsts
        self.places = self.passages + self._shifts[self.of]
        self.width = len(self.of) + REACH * (len(documents) + 1)
        self.lengths, self.head_lengths = np.zeros((2, self.width), np.int64)  # by slot
        self.lengths[self.places] = tables.term_starts[self.passages + 1] - tables.term_starts[self.passages]
        self.head_lengths[self.places] = tables.head_lengths[documents][self.of]
        # Numbers of the postings' own type, or the postings would be copied to be searched.
        self._documents, self._firsts, self._ends = (some.astype(np.int32) for some in (documents, firsts, ends))
        self._starts = firsts
        self._counts, self._in_heads = np.zeros(self.width), np.zeros(self.width)  # all zero between two terms

    def in_articles(self, place: int) -> tuple[NDArray[np.int64], Ints]:
        """The documents, by their places in the row, that have the term of a row of the tables, and with which codes."""
        items, codes = self._tables.articles.row(place)
        places = items.searchsorted(self._documents)
        there = (items.take(places, mode="clip") == self._documents).nonzero()[0]
        return there, codes[places[there]]

    def in_passages(self, place: int) -> tuple[NDArray[np.int64], Ints]:
        """The slots that have the term, and with which codes."""
        items, codes = self._tables.passages.row(place)
        starts = items.searchsorted(self._firsts)
        sizes = items.searchsorted(self._ends) - starts
        postings = places_of(starts, sizes)
        return items[postings] + np.repeat(self._shifts, sizes), codes[postings]

    def reached(self, slots: NDArray[np.int64], counts: Ints, documents: NDArray[np.int64], in_heads: Ints) -> Reached:
        """The slots in whose surroundings a term is that is in some slots, and in heads of documents, so often each."""
        heads = self._heads(documents, in_heads)
        if _SPARSE * (len(slots) + len(heads)) > self.width:
            self._counts[slots] = counts
            near = shifted_sum(self._counts)
            self._counts[slots] = 0.0
            whole = near + self._in_heads if len(heads) else near
            self._in_heads[heads] = 0.0
            return Reached(slice(None), whole, slice(None), near)
        for shift in range(-REACH, REACH + 1):
            self._counts[slots + shift] += counts
        around = (slots[:, None] + _SHIFTS).ravel()
        both = np.concatenate((around, heads)) if len(heads) else around
        reached = Reached(both, self._counts[both] + self._in_heads[both], around, self._counts[around])
        self._in_heads[heads] = self._counts[around] = 0.0
        return reached

    def _heads(self, documents: NDArray[np.int64], in_heads: Ints) -> NDArray[np.int64]:
        """The slots of those documents whose head has a term; how often is set in `_in_heads`."""
        headed = in_heads.nonzero()[0]
        if not len(headed):
            return _NONE
        documents = documents[headed]
        sizes = self._sizes[documents]
        slots = places_of(self._starts[documents] + self._shifts[documents], sizes)
        self._in_heads[slots] = np.repeat(in_heads[headed], sizes)
        return slots


def shifted_sum(values: NDArray[_Number]) -> NDArray[_Number]:
    """For each slot the sum of those within REACH of it."""
    result = values.copy()
    for shift in range(1, REACH + 1):
        result[shift:] += values[:-shift]
        result[:-shift] += values[shift:]
    return result
