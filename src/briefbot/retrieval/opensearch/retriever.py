"""The archive as something to ask of OpenSearch: a `Retriever`, which goes on with the index that took an older one's place."""

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from briefbot.errors import IndexGoneError
from briefbot.model import Filters
from briefbot.retrieval.filters import NO_FILTERS
from briefbot.retrieval.model import DocumentHit, Hits, IndexSize, Word, WordingHit
from briefbot.retrieval.opensearch.one_index import Held, OneIndex
from briefbot.retrieval.opensearch.statistics import Statistics

_Found = TypeVar("_Found")


class Kept(Held, Protocol):
    """An index elsewhere, as a retriever needs it."""

    name: str

    def keys(self) -> Collection[int]:
        """The keys of all documents."""
        ...

    def size(self) -> IndexSize:
        """How much it holds now."""
        ...


class OpenSearchRetriever:
    """Documents and passages by their words; safe to query from several threads."""

    def __init__(
        self, held: Kept, statistics: Statistics, successor: Callable[[], tuple[Kept, Statistics] | None] = lambda: None
    ) -> None:
        """Ask this index, of which these are the statistics; once it is gone, the one that took its place."""
        self.held = held
        self._index = OneIndex(held, statistics)
        self._successor = successor

    @property
    def statistics(self) -> Statistics:
        """What is known of the index as a whole."""
        return self._index.statistics

    @cached_property
    def keys(self) -> Collection[int]:
        """The keys of the documents that can be found."""
        return self.held.keys()

    def size(self) -> IndexSize:
        """How much can be found."""
        return self.held.size()

    def words(self, question: str) -> tuple[Word, ...]:
        """The words of a question that ranking goes by, and which of them the archive has."""
        return self._asked(lambda index: index.words(question))

    def weight(self, words: str) -> float:
        """How much words tell: `ArchiveIndex.weight`."""
        return self._asked(lambda index: index.weight(words))

    def passages(self, question: str, filters: Filters, k: int) -> Hits:
        """The k best passages among those that the filters let through, best first, in the built-in engine's order."""
        return self._asked(lambda index: index.searched([(question, filters)], k)[0])

    def searched(self, searches: Sequence[tuple[str, Filters]], k: int) -> list[Hits]:
        """The k best passages of each of several questions with their filters, in one round trip or, seldom, two."""
        return self._asked(lambda index: index.searched(searches, k))

    def documents(self, question: str, k: int, filters: Filters = NO_FILTERS) -> list[DocumentHit]:
        """The k best documents, best first; with a filter of speakers, those in which one of them speaks."""
        return self._asked(lambda index: index.documents(question, k, filters))

    def wording(self, text: str, k: int) -> list[WordingHit]:
        """The passages most like the wording of a text, or of a part of it, up to 2 k for each part; most like it first."""
        return self._asked(lambda index: index.wording(text, k))

    def _asked(self, ask: Callable[[OneIndex], _Found]) -> _Found:
        try:
            return ask(self._index)
        except IndexGoneError:
            found = self._successor()
            if found is None:
                raise
            self.held, statistics = found
            self._index = OneIndex(self.held, statistics)
            return ask(self._index)
