"""Wordings: the passages most like the wording of a text, by its rarest words and pairs (`ArchiveIndex.wording`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefbot.retrieval.index import LIKE, MOST_PARTS, parts, rarest_of
from briefbot.retrieval.model import WordingHit
from briefbot.retrieval.opensearch import queries
from briefbot.retrieval.opensearch.asked import pairs_there
from briefbot.retrieval.opensearch.frequencies import Counting
from briefbot.retrieval.opensearch.packed import unpacked_sequence
from briefbot.retrieval.opensearch.records import pair_token, token_of
from briefbot.retrieval.opensearch.rescoring import Brought, Term, own_scores, pair_scores
from briefbot.retrieval.opensearch.statistics import Statistics

_SPARE = 20
_Found = list[tuple[int, int, int, float]]  # key, ordinal, checksum, score


@dataclass
class _ByWords:
    """The passages that have the rarest words."""

    terms: list[Term]
    k: int
    average: float
    is_by_score: bool = True
    found: _Found = field(default_factory=list)
    body: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """Put the search together."""
        self.body = queries.own({token_of(one.text): one.own for one in self.terms}, self.k + _SPARE)

    def take(self, documents: list[Brought], sources: Sequence[Mapping[str, Any]]) -> None:  # noqa: ARG002 (the protocol's)
        """Score what a search brought back."""
        self.found += own_scores(documents, self.terms, self.average)
        self.found.sort(key=lambda one: (-one[3], one[0], one[1]))

    def least(self) -> float:
        """The k-th best score."""
        return self.found[self.k - 1][3] if len(self.found) >= self.k else 0.0

    def result(self) -> _Found:
        """The best."""
        return self.found[: self.k]


@dataclass
class _ByPairs:
    """The passages that have the rarest words, of those documents that have the rarest pairs."""

    terms: list[Term]
    pairs: list[tuple[str, str, float]]
    k: int
    averages: tuple[float, float]  # of passages, and of articles in pairs
    is_by_score: bool = True
    found: list[tuple[float, int, Brought]] = field(default_factory=list)
    body: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """Put the search together."""
        boosts = {pair_token(one, other): weight for one, other, weight in self.pairs}
        self.body = queries.documents({}, boosts, queries.NO_LIMITS, self.k + _SPARE)

    def take(self, documents: list[Brought], sources: Sequence[Mapping[str, Any]]) -> None:
        """Score what a search brought back."""
        sequences = [unpacked_sequence(source["sequence"]) for source in sources]
        scores = pair_scores(documents, sequences, self.pairs, self.averages[1]).tolist()
        self.found += [(-score, one.key, one) for score, one in zip(scores, documents, strict=True) if score > 0]
        self.found.sort(key=lambda one: one[:2])

    def least(self) -> float:
        """The k-th best score of a document."""
        return -self.found[self.k - 1][0] if len(self.found) >= self.k else 0.0

    def result(self) -> _Found:
        """The best passages of the best documents."""
        return own_scores([one for _, _, one in self.found[: self.k]], self.terms, self.averages[0])[: self.k]


class Part:
    """A part of a text: its rarest terms, and its rarest pairs with their weights."""

    def __init__(self, terms: list[Term], pairs: list[tuple[str, str, float]], averages: tuple[float, float]) -> None:
        self._terms, self._pairs, self._averages = terms, pairs, averages
        self._asked: list[_ByWords | _ByPairs] = []

    def asked(self, k: int) -> Iterator["_ByWords | _ByPairs"]:
        """The searches for it."""
        if not self._terms:
            return
        self._asked = [_ByWords(self._terms, k, self._averages[0])]
        if self._pairs:
            self._asked.append(_ByPairs(self._terms, self._pairs, k, self._averages))
        yield from self._asked

    def best(self) -> Iterator[tuple[int, int, int, float]]:
        """The passages that were found, without those that are much less like it than the best."""
        found = [one.result() for one in self._asked]
        least = LIKE * max((some[0][3] for some in found if some), default=0.0)
        yield from (one for some in found for one in some if one[3] >= least)


def parts_of(sequence: Sequence[str], counting: Counting, statistics: Statistics) -> list[Part]:
    """The parts of a text whose words are these."""
    averages = statistics.own.average, statistics.pairs.average
    found = []
    for places in parts(range(len(sequence))):
        terms = [sequence[place] for place in places]
        rarest = rarest_of(terms, lambda term: counting.of(term).passages)
        pairs = rarest_of(pairs_there(terms, counting), lambda pair: counting.of_pair(*pair))
        weighed = [Term(term, statistics.own.weight(counting.of(term).passages), 0.0) for term in rarest]
        weighed_pairs = [(*pair, statistics.pairs.weight(counting.of_pair(*pair))) for pair in pairs]
        found.append(Part(weighed, weighed_pairs, averages))
    return found


def together(found: Sequence[Part], k: int) -> list[WordingHit]:
    """The passages of all parts, most like their part first."""
    scores: dict[tuple[int, int, int], float] = {}
    for key, ordinal, checksum, score in (one for part in found for one in part.best()):
        place = key, ordinal, checksum
        scores[place] = max(score, scores.get(place, 0.0))
    best = sorted(scores, key=lambda place: (-scores[place], place))[: MOST_PARTS * k]
    return [WordingHit(*place) for place in best]
