"""Postings in numpy: for each row (a term), the items (documents or passages) that hold it, and how.

What a posting says beside its item is the same few facts again and again (a term once in a passage of twenty terms), so it
is a small code into a table of facts. What a fact is worth under changing statistics is then computed once a table row, not
once a posting, and a new document changes no posting that is there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.signedinteger[Any] | np.unsignedinteger[Any]]
_Number = TypeVar("_Number", np.int32, np.int64)


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
        table, codes = distinct_facts(facts)
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


@dataclass(frozen=True, slots=True)
class Part:
    """Postings of one segment, whose items are numbered from `first` in the whole.

    `keys` (ascending) are the whole's rows that these have, None where both are the same; `gone` (ascending) are the items,
    by the segment's own numbers, that were taken out and are still in the lists.
    """

    postings: Postings
    keys: Ints | None = None
    first: int = 0
    gone: NDArray[np.int32] | None = None
    size: int = 0  # how many items the segment has, those that are gone as well
    most: int | None = None  # the most items that a row has, where that is known
    gone_keys: Callable[[], Ints] | None = None  # the keys of what is gone, each as often as items had it, where that is kept

    def at(self, key: int) -> int:
        """The row of a key, -1 where it has none."""
        if self.keys is None:
            return key
        place = int(self.keys.searchsorted(self.keys.dtype.type(key)))
        return place if place < len(self.keys) and self.keys[place] == key else -1

    def row(self, key: int) -> tuple[NDArray[np.int32], Ints]:
        """The items, by the segment's own numbers, and codes of a key, without what is gone."""
        at = self.at(key)
        if at < 0:
            return self.postings.items[:0], self.postings.codes[:0]
        items, codes = self.postings.row(at)
        if self.gone is None or not len(places := common(items, self.gone)):
            return items, codes
        return np.delete(items, places), np.delete(codes, places)

    def frequency(self, key: int) -> int:
        """How many items have a key."""
        at = self.at(key)
        if at < 0:
            return 0
        count = int(self.postings.starts[at + 1] - self.postings.starts[at])
        return count if self.gone is None else count - len(common(self.postings.row(at)[0], self.gone))

    def frequencies(self) -> NDArray[np.int64]:
        """By row, in how many items it is."""
        counts = self.postings.frequencies()
        if self.gone is None:
            return counts
        if self.gone_keys is not None and self.keys is not None:
            return counts - np.bincount(self.keys.searchsorted(self.gone_keys()), minlength=len(counts))
        is_gone = np.zeros(int(self.postings.items.max(initial=0)) + 1, np.bool_)
        is_gone[self.gone[self.gone < len(is_gone)]] = True
        rows = np.repeat(np.arange(len(counts)), counts)[is_gone[self.postings.items]]
        return counts - np.bincount(rows, minlength=len(counts))


class Lists:
    """The postings of several segments as one, their items numbered on."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)
        self.facts = np.concatenate([part.postings.facts for part in parts])
        ends = list(accumulate(len(part.postings.facts) for part in parts))
        self.slices = [slice(end - len(part.postings.facts), end) for part, end in zip(parts, ends, strict=True)]
        self.size = sum(len(part.postings.items) for part in parts)
        self.slots = max((part.first + part.size for part in parts), default=0)

    def row(self, key: int, worth: NDArray[Any]) -> tuple[NDArray[np.int32], NDArray[Any]]:
        """The items of a key, and of each what its fact is worth (`worth`, parallel to `facts`)."""
        found = [(part, place, *part.row(key)) for part, place in zip(self.parts, self.slices, strict=True)]
        found = [one for one in found if len(one[2])] or found[:1]
        items = [items + np.int32(part.first) if part.first else items for part, _, items, _ in found]
        values = [worth[place][codes] for _, place, _, codes in found]
        return (items[0], values[0]) if len(found) == 1 else (np.concatenate(items), np.concatenate(values))

    def frequency(self, key: int) -> int:
        """How many items have a key."""
        return sum(part.frequency(key) for part in self.parts)

    def known(self, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Of some keys, which are in an item."""
        found = np.zeros(len(keys), np.bool_)
        for part in self.parts:
            if part.keys is not None and len(part.keys):
                places = np.minimum(part.keys.searchsorted(keys), len(part.keys) - 1)
                found |= (part.keys[places] == keys) & (part.postings.starts[places + 1] > part.postings.starts[places])
        if any(part.gone is not None for part in self.parts):
            found[found] = [self.frequency(key) > 0 for key in keys[found].tolist()]
        return found

    @property
    def at_most(self) -> int:
        """A number of items that no key exceeds."""
        return sum(int(part.postings.frequencies().max(initial=0)) if part.most is None else part.most for part in self.parts)

    def frequencies(self) -> NDArray[np.int64]:
        """By key, ascending, in how many items each is; keys that are in none may be left out."""
        if len(self.parts) == 1:
            return self.parts[0].frequencies()
        rows = [np.arange(len(part.postings.starts) - 1) if part.keys is None else part.keys for part in self.parts]
        counts = np.concatenate([part.frequencies() for part in self.parts])
        _, places = np.unique(np.concatenate(rows), return_inverse=True)
        return np.bincount(places, counts).astype(np.int64)


def common(items: Ints, others: Ints) -> NDArray[np.int64]:
    """The places in `items` of those that are in `others`, both ascending and of one type."""
    if len(others) > len(items):
        places = others.searchsorted(items)
        return np.flatnonzero(others.take(places, mode="clip") == items) if len(others) else np.zeros(0, np.int64)
    places = items.searchsorted(others)
    return places[items.take(places, mode="clip") == others] if len(items) else np.zeros(0, np.int64)


def distinct(numbers: NDArray[_Number]) -> NDArray[_Number]:
    """Ascending, without doubles; of runs that ascend it takes little more than their length (numpy's own hashes all)."""
    ordered = np.sort(numbers, kind="stable")
    return ordered[np.flatnonzero(np.concatenate((np.ones(min(len(ordered), 1), np.bool_), ordered[1:] != ordered[:-1])))]


def counted(rows: Ints, items: Ints, item_count: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Occurrences (one row and item each, in any order) → rows, items and counts, sorted by row, then item."""
    width = max(item_count, 1)
    keys = np.sort(rows.astype(np.int64) * width + items)
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(first, append=len(keys))
    return keys[first] // width, keys[first] % width, counts


def distinct_facts(facts: NDArray[np.int32]) -> tuple[NDArray[np.int32], Ints]:
    """The different rows of a table, and for each row which of them it is, in the smallest type that holds it."""
    if not len(facts):
        return facts.reshape(0, facts.shape[1]), np.zeros(0, np.uint8)
    key = np.zeros(len(facts), np.int64)
    for column in facts.T.astype(np.int64):
        key = key * (int(column.max()) + 1) + column
    _, first, codes = np.unique(key, return_index=True, return_inverse=True)
    return facts[first], codes.astype(np.min_scalar_type(len(first)))


def places_of(starts: Ints, sizes: Ints) -> NDArray[np.int64]:
    """The numbers of runs that begin at `starts` and have these sizes, one run after the other."""
    ends = np.cumsum(sizes, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - ends + sizes, sizes)


def sums(sizes: Ints) -> NDArray[np.int64]:
    """Where runs of these sizes begin, and where the last ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))
