"""Frequencies of terms in an archive that is elsewhere: asked for once, for all terms of a question together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from briefbot.errors import SearchError
from briefbot.retrieval.opensearch import queries
from briefbot.retrieval.opensearch.records import pair_token, token_of

_Found = TypeVar("_Found")
_KEPT = 200_000  # terms whose frequencies are remembered
_AT_ONCE = 1000  # terms that one search counts
Pair = tuple[str, str]
# Where what is asked cannot be told from a part of the index.
PARTIAL = "A part of the search engine's index does not answer in time; try again."


class Searching(Protocol):
    """What carries searches to an index and brings their answers back."""

    def search(self, bodies: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
        """The answers to searches, in one round trip; and whether some of the index is missing from them."""
        ...


@dataclass(frozen=True, slots=True)
class Frequency:
    """In how many articles and passages a term is."""

    articles: int
    passages: int


_NONE = Frequency(0, 0)


class Frequencies:
    """Remembers what was counted; safe to use from several threads."""

    def __init__(self, searching: Searching) -> None:
        self._searching = searching
        self.terms: dict[str, Frequency] = {}
        self.pairs: dict[Pair, int] = {}

    def resolved(self, work: Callable[["Counting"], _Found]) -> _Found:
        """What some work comes to that asks for frequencies: done again once those are known that were not."""
        while True:
            counting = Counting(self)
            found = work(counting)
            if counting.is_complete:
                return found
            self._count(list(counting.terms), list(counting.pairs))

    def _count(self, terms: list[str], pairs: list[Pair]) -> None:
        if len(self.terms) + len(self.pairs) > _KEPT:
            self.terms, self.pairs = {}, {}
        bodies = []
        steps = range(0, max(len(terms), len(pairs)), _AT_ONCE)
        for at in steps:
            tokens = [token_of(term) for term in terms[at : at + _AT_ONCE]]
            bodies.append(queries.frequencies(tokens, tokens, [pair_token(*one) for one in pairs[at : at + _AT_ONCE]]))
        answers, is_partial = self._searching.search(bodies)
        if is_partial:
            raise SearchError(PARTIAL, is_passing=True)
        for at, answer in zip(steps, answers, strict=True):
            articles, passages, of_pairs = queries.frequencies_in(answer)
            counted = map(Frequency, articles, passages)
            self.terms |= dict(zip(terms[at : at + _AT_ONCE], counted, strict=True))
            self.pairs |= dict(zip(pairs[at : at + _AT_ONCE], of_pairs, strict=True))


class Counting:
    """Frequencies as one piece of work asks for them: what is not known counts as nothing, and is noted."""

    def __init__(self, known: Frequencies) -> None:
        self._known_terms, self._known_pairs = known.terms, known.pairs
        self.terms: dict[str, None] = {}
        self.pairs: dict[Pair, None] = {}
        self.misses = 0  # how often what is not known was asked for

    @property
    def is_complete(self) -> bool:
        """Whether all that was asked for was known."""
        return not self.terms and not self.pairs

    def of(self, term: str) -> Frequency:
        """In how many articles and passages a term is."""
        found = self._known_terms.get(term)
        if found is None:
            self.terms[term] = None
            self.misses += 1
            return _NONE
        return found

    def of_pair(self, one: str, other: str) -> int:
        """In how many articles two terms stand side by side."""
        found = self._known_pairs.get((one, other))
        if found is None:
            self.pairs[one, other] = None
            self.misses += 1
            return 0
        return found
