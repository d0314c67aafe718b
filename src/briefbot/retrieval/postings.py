"""Postings in numpy: for each row (a term), the items (documents or passages) that hold it, and how.

What a posting says beside its item is the same few facts again and again (a term once in a passage of twenty terms), so it
is a small code into a table of facts. What a fact is worth under changing statistics is then computed once a table row, not
once a posting, and a new document changes no posting that is there.
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.signedinteger[Any] | np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Postings:
    """Row r is items[starts[r]:starts[r + 1]], ascending, without doubles; codes stand beside items.

    `facts[code]` are the numbers of a posting; the first two columns are the term's frequency in the item and the item's
    length in terms, further ones are the caller's.
    """

    starts: NDArray[np.int64]
    items: NDArray[np.int32]
    codes: Ints
    facts: NDArray[np.int32]

    @classmethod
    def of(cls, rows: Ints, items: Ints, facts: NDArray[np.int32], row_count: int) -> Self:
        """From postings sorted by row, then item, with their facts (postings × columns)."""
        table, codes = _distinct(facts)
        starts = np.zeros(row_count + 1, np.int64)
        np.cumsum(np.bincount(rows, minlength=row_count), out=starts[1:])
        return cls(starts, items.astype(np.int32), codes, table)

    def row(self, number: int) -> tuple[NDArray[np.int32], Ints]:
        """The items and codes of one row."""
        place = slice(self.starts[number], self.starts[number + 1])
        return self.items[place], self.codes[place]

    def frequencies(self) -> NDArray[np.int64]:
        """In how many items each row is."""
        return np.diff(self.starts)

    def kept(self, keep: NDArray[np.bool_]) -> Self:
        """Without the items where `keep` is false; those that stay are numbered anew, in their order."""
        stays = keep[self.items]
        numbers = np.cumsum(keep, dtype=np.int32) - 1
        ends = np.concatenate(([0], np.cumsum(stays, dtype=np.int64)))
        return type(self)(ends[self.starts], numbers[self.items[stays]], self.codes[stays], self.facts)

    def with_rows(self, numbers: Ints, row_count: int) -> Self:
        """The same with row r at numbers[r] (ascending), empty rows between."""
        sizes = np.zeros(row_count, np.int64)
        sizes[numbers] = self.frequencies()
        return type(self)(np.concatenate(([0], np.cumsum(sizes))), self.items, self.codes, self.facts)

    def extended(self, later: Self, first: int) -> Self:
        """With the postings of `later` (as many rows), whose items are numbered from `first`, after all that are here."""
        places = np.repeat(self.starts[1:], later.frequencies())
        facts, renumbered = _distinct(np.concatenate((self.facts, later.facts)))
        here, there = renumbered[: len(self.facts)], renumbered[len(self.facts) :]
        items = np.insert(self.items, places, later.items + np.int32(first))
        codes = np.insert(here[self.codes], places, there[later.codes])
        return type(self)(self.starts + later.starts, items, codes, facts)


def counted(rows: Ints, items: Ints, item_count: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Occurrences (one row and item each, in any order) → rows, items and counts, sorted by row, then item."""
    width = max(item_count, 1)
    keys = np.sort(rows.astype(np.int64) * width + items)
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(first, append=len(keys))
    return keys[first] // width, keys[first] % width, counts


def _distinct(facts: NDArray[np.int32]) -> tuple[NDArray[np.int32], Ints]:
    """The different rows of a table, and for each row which of them it is, in the smallest type that holds it."""
    if not len(facts):
        return facts.reshape(0, facts.shape[1]), np.zeros(0, np.uint8)
    key = np.zeros(len(facts), np.int64)
    for column in facts.T.astype(np.int64):
        key = key * (int(column.max()) + 1) + column
    _, first, codes = np.unique(key, return_index=True, return_inverse=True)
    return facts[first], codes.astype(np.min_scalar_type(len(first)))
