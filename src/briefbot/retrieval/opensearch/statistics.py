"""Statistics of an archive by which its terms are weighed: the same weights as the built-in engine's."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from briefbot.retrieval.bm25 import EPSILON
from briefbot.retrieval.opensearch.mapping import Averages

# In so many passages, how many terms are.
Histogram = tuple[tuple[int, int], ...]
_SUMMED_ONE_BY_ONE = 2_000_000


@dataclass(frozen=True)
class Level:
    """Items of one kind (articles, passages, articles as pairs): how many, how long together, how frequent their terms are."""

    size: int
    total_length: int
    histogram: Histogram = ()

    @property
    def average(self) -> float:
        """The mean length of an item, in terms."""
        return self.total_length / self.size if self.size else 0.0

    def weight(self, frequency: int) -> float:
        """The idf of a term that so many items have; `Okapi.weight` says why it is never zero or negative."""
        if self._is_tiny:
            return math.log1p((self.size - frequency + 0.5) / (frequency + 0.5))
        idf = self._idf(frequency)
        return idf if idf > 0 else self._floor

    def _idf(self, frequency: int) -> float:
        return math.log(max(self.size - frequency, 0) + 0.5) - math.log(frequency + 0.5)

    @cached_property
    def _floor(self) -> float:
        return EPSILON * self._average_idf

    @cached_property
    def _average_idf(self) -> float:
        """The mean of all terms' idf, rare terms last: summed one by one, as the built-in engine does, where that is quick."""
        counts = np.array([count for _, count in self.histogram], np.int64)
        if not counts.sum():
            return 0.0
        idf = np.array([self._idf(frequency) for frequency, _ in self.histogram])
        if counts.sum() <= _SUMMED_ONE_BY_ONE:
            return float(np.cumsum(np.repeat(idf, counts))[-1] / counts.sum())
        return float((idf * counts).sum() / counts.sum())

    @cached_property
    def _is_tiny(self) -> bool:
        """Whether some term would weigh nothing or less."""
        return bool(self.histogram) and 2 * self.histogram[-1][0] >= self.size and not self._floor > 0


@dataclass(frozen=True)
class Statistics:
    """All that ranking needs to know of an archive as a whole; `baked` are the averages that the index scores by."""

    articles: Level
    own: Level
    pairs: Level
    around_length: int
    languages: tuple[str, ...] = ()
    baked: Averages = field(default_factory=Averages)

    @property
    def around_average(self) -> float:
        """The mean length of a passage's surroundings."""
        return max(self.around_length / self.own.size, 1e-9) if self.own.size else 1.0

    @property
    def slack(self) -> float:
        """By how much an exact score may be above the bound that OpenSearch gives, since averages have grown."""
        baked = self.baked
        pairs = (
            (self.own.average, baked.own),
            (self.around_average, baked.around),
            (self.articles.average, baked.article),
            (self.pairs.average, baked.pairs),
        )
        return max(1.0, *(now / then for now, then in pairs if then > 0)) * _FLOATS

    def record(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            **{
                name: {"size": level.size, "total": level.total_length, "histogram": level.histogram}
                for name, level in (("articles", self.articles), ("own", self.own), ("pairs", self.pairs))
            },
            "around": self.around_length,
            "languages": self.languages,
            "baked": {name: getattr(self.baked, name) for name in Averages.__slots__},
        }

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> "Statistics":
        """What `record` gave."""
        articles, own, pairs = (
            Level(one["size"], one["total"], tuple((n, count) for n, count in one["histogram"]))
            for one in (record["articles"], record["own"], record["pairs"])
        )
        return cls(articles, own, pairs, record["around"], tuple(record["languages"]), Averages(**record["baked"]))


# Scores come as floats of 32 bits.
_FLOATS = 1 + 1e-5
