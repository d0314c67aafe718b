"""What a term can be worth to a passage at most, told by document: it saves looking into most documents of an archive.

    score ≤ sum over terms of  own weight × (best own gain + SURROUNDINGS × best gain around) + ARTICLE × article's gain

The best own gain of a term in a document goes by the most that any of its passages has the term, and the shortest of them; a
byte a posting tells these (`best_codes`), rounded so that the bound holds. Another one tells the same of surroundings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefbot.retrieval.bm25 import K1, Floats, Parameters, saturation
from briefbot.retrieval.postings import Ints, Lists
from briefbot.retrieval.rows import REACH

Bounds = NDArray[np.float32]

# Lengths of passages, in terms, that a code tells apart; each stands for those up to the next.
_LENGTHS = np.array([*range(17), 18, 20, 22, 24, 27, 30, 34, 38, 43, 50, 60, 75, 100, 150, 300], np.int64)
_OFTEN = 7  # a term that is so often in one passage, or oftener
ROUNDING = 1 - 1e-5  # sums of single precision, in another order than those that they bound
# Terms that can add so much of all together are looked up for the few documents that are left, where they settle nothing.
_REST = 0.4
_REMEMBERED = 2_000_000  # postings of terms that were asked for, kept in 4 bytes; at most half of all, if that is more


def best_codes(
    of_articles: tuple[Ints, Ints, Ints], of_passages: tuple[Ints, Ints, Ints], starts: Ints, lengths: Ints, around: Ints
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """For each posting of articles what tells how much the term is worth to the article's passages at most, and around them.

    `of_articles` are rows, items and how often the term is in the head, `of_passages` rows, items and counts, both sorted;
    `starts` tells where documents' passages begin, `lengths` how long passages and `around` how long their surroundings are.
    0 is for a term that no passage has.
    """
    rows, items, in_heads = of_articles
    size = len(starts) - 1
    documents = np.repeat(np.arange(size), np.diff(starts))
    keys = rows * size + items

    def most(rows: Ints, passages: Ints, counts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
        """By posting of articles, how often the term is in one of the passages at most, and how short one of these is."""
        often, shortest = np.zeros(len(keys), np.int64), np.full(len(keys), _LENGTHS[-1])
        if len(rows):
            in_order = rows * size + documents[passages]
            first = np.flatnonzero(np.diff(in_order, prepend=-1))
            places = np.searchsorted(keys, in_order[first])
            often[places] = np.maximum.reduceat(counts, first)
            shortest[places] = np.minimum.reduceat(lengths[passages], first)
        return often, shortest

    often, shortest = most(*_spread(*of_passages, documents), around)
    headed = np.flatnonzero(in_heads)
    headed = headed[starts[items[headed]] < starts[items[headed] + 1]]
    filled = np.flatnonzero(np.diff(starts))
    least = np.zeros(size, np.int64)
    least[filled] = np.minimum.reduceat(around, starts[filled]) if len(filled) else 0
    often[headed] += in_heads[headed]
    shortest[headed] = least[items[headed]]
    return _codes(*most(*of_passages, lengths)), _codes(often, shortest)


def _spread(rows: Ints, passages: Ints, counts: Ints, documents: Ints) -> tuple[Ints, Ints, Ints]:
    """How often terms are in the passages and beside them, sorted by row, then passage."""
    shifts = range(-REACH, REACH + 1)
    reached = np.concatenate([passages + shift for shift in shifts])
    inside = (reached >= 0) & (reached < len(documents))
    reached = np.where(inside, reached, 0)
    inside &= documents[reached] == np.tile(documents[passages], len(shifts)) if len(documents) else False
    keys = (np.tile(rows, len(shifts)) * max(len(documents), 1) + reached)[inside]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    sums = np.add.reduceat(np.tile(counts, len(shifts))[inside][order], first) if len(first) else first
    return keys[first] // max(len(documents), 1), keys[first] % max(len(documents), 1), sums


def _codes(often: Ints, shortest: Ints) -> NDArray[np.uint8]:
    levels = np.searchsorted(_LENGTHS, shortest, side="right") - 1
    return np.where(often > 0, 1 + (np.clip(often, 1, _OFTEN) - 1) * len(_LENGTHS) + levels, 0).astype(np.uint8)


def best_gains(average: float) -> Floats:
    """By code, how much the term counts at most, where passages (or surroundings) are of this average length."""
    often, lengths = np.repeat(np.arange(1, _OFTEN + 1), len(_LENGTHS)), np.tile(_LENGTHS, _OFTEN)
    gains = saturation(np.column_stack((often, lengths)), average, Parameters())
    gains[often == _OFTEN] = K1 + 1
    return np.concatenate((np.zeros(1), gains))


@dataclass(frozen=True, slots=True)
class Reach:
    """A term: the documents that have it, what it can be worth to a passage of each at most, and the most of that."""

    items: NDArray[np.int32]
    worth: Bounds
    most: float

    def at(self, documents: NDArray[np.int32]) -> Bounds:
        """What it can be worth in some documents (ascending)."""
        places = self.items.searchsorted(documents)
        worth: Bounds = self.worth.take(places, mode="clip") * (self.items.take(places, mode="clip") == documents)
        return worth


@dataclass(frozen=True, slots=True)
class Reaches:
    """The terms of a question, each with the share of it that counts: those that settle most, summed by document; the rest."""

    summed: Bounds
    rest: tuple[tuple[Reach, float], ...]

    @classmethod
    def of(cls, terms: Sequence[tuple[Reach, float]], size: int) -> "Reaches":
        """Of an archive of so many documents."""
        ranked = sorted(terms, key=lambda term: term[0].most * term[1], reverse=True)
        left = _REST * sum(reach.most * share for reach, share in ranked)
        count = len(ranked)
        while count > 1 and (left := left - ranked[count - 1][0].most * ranked[count - 1][1]) >= 0:
            count -= 1
        summed = np.zeros(size, np.float32)
        _add(ranked[:count], summed)
        return cls(summed, tuple(ranked[count:]))

    @property
    def missing(self) -> float:
        """What the rest can add at most."""
        return sum(reach.most * share for reach, share in self.rest)

    def all(self) -> Bounds:
        """All terms summed, by document."""
        summed = self.summed.copy()
        _add(self.rest, summed)
        return summed

    def narrowed(self, documents: NDArray[np.int32], least: float) -> tuple[NDArray[np.int32], Bounds]:
        """Of some documents (ascending), those whose bound is not below the least, and their bounds."""
        bounds, missing = self.summed[documents], self.missing
        for reach, share in self.rest:
            keep = bounds + np.float32(missing) >= least * ROUNDING
            documents, bounds = documents[keep], bounds[keep]
            bounds = bounds + np.float32(share) * reach.at(documents)
            missing -= reach.most * share
        keep = bounds >= least * ROUNDING
        return documents[keep], bounds[keep]


def _add(terms: Sequence[tuple[Reach, float]], summed: Bounds) -> None:
    for reach, share in terms:
        worth = reach.worth if share == 1.0 else np.float32(share) * reach.worth
        np.add.at(summed, reach.items, worth)


class ReachFinder:
    """What terms can be worth, remembered within a bound of memory."""

    def __init__(
        self, articles: Lists, codes: Sequence[tuple[NDArray[np.uint8], ...]], own: Floats, around: Floats, article: Floats
    ) -> None:
        """`codes` are those of passages and surroundings beside the articles' postings, by segment.

        `own` and `around` are gains by code, `article` is an article's by fact.
        """
        self._articles = articles
        self._codes = codes
        self._own, self._article, self._around = own, article, around
        self._met: dict[int, Reach] = {}
        self._met_postings = 0

    def reach(self, row: int, own_weight: float, article_weight: float) -> Reach:
        """A term, whose gains count for so much."""
        known = self._met.get(row)
        if known is None:
            known = self._met[row] = self._found(row, own_weight, article_weight)
            self._met_postings += len(known.items)
            if self._met_postings > max(_REMEMBERED, self._articles.size // 2):
                self._met = {row: known}
                self._met_postings = len(known.items)
        return known

    def _found(self, row: int, own_weight: float, article_weight: float) -> Reach:
        own = (own_weight * self._own).astype(np.float32)
        around = (own_weight * self._around).astype(np.float32)
        facts = (article_weight * self._article).astype(np.float32)
        items, worths = [], []
        for part, place, codes in zip(self._articles.parts, self._articles.slices, self._codes, strict=True):
            if (at := part.at(row)) >= 0:
                where = slice(part.postings.starts[at], part.postings.starts[at + 1])
                found = part.postings.items[where]
                items.append(found + np.int32(part.first) if part.first else found)
                worth = facts[place].take(part.postings.codes[where])
                worth += own.take(codes[0][where])
                worth += around.take(codes[1][where])
                worths.append(worth)
        if not items:
            return Reach(np.zeros(0, np.int32), np.zeros(0, np.float32), 0.0)
        worth = worths[0] if len(worths) == 1 else np.concatenate(worths)
        return Reach(items[0] if len(items) == 1 else np.concatenate(items), worth, float(worth.max()))
