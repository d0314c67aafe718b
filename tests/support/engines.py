"""Both engines on the same documents, and what tests hold them to."""

from collections.abc import Iterable, Sequence
from datetime import date

from briefbot.archive.opensearch.address import SearchAddress
from briefbot.archive.opensearch.engine import OpenSearchEngine
from briefbot.model import Filters
from briefbot.retrieval import ArchiveIndex, IndexedDocument
from briefbot.retrieval.opensearch.retriever import OpenSearchRetriever

FILTERS = (
    Filters(),
    Filters(speakers=frozenset({"Ada Holm"})),
    Filters(sources=frozenset({"The Post"})),
    Filters(since=date(2015, 6, 1)),
    Filters(until=date(2015, 6, 30)),
    Filters(languages=frozenset({"en"})),
    Filters(documents=frozenset({1, 3})),
    Filters(speakers=frozenset({"Ada Holm", "Ben Stone"}), sources=frozenset({"The Wire"}), since=date(2015, 1, 1)),
)


def engine_at(url: str, deadline: float = 10.0) -> OpenSearchEngine:
    """The engine of an index at this address."""
    return OpenSearchEngine(SearchAddress.of(url), deadline)


def kept(engine: OpenSearchEngine, documents: Iterable[IndexedDocument], stamp: str = "1.1.a") -> OpenSearchRetriever:
    """An index of these documents alone, which is asked from now on."""
    with engine.turn(10.0) as is_ours:
        assert is_ours
        engine.keep(engine.updated(None, documents, ()), stamp)
    found = engine.load().retriever
    assert found is not None
    return found


def hold_to_the_same(
    built_in: ArchiveIndex,
    elsewhere: OpenSearchRetriever,
    questions: Sequence[str],
    filters: Sequence[Filters] = FILTERS,
    k: int = 5,
) -> None:
    """Hold both engines to the same passages, documents, words, weights and wordings, to the last bit of each score."""
    assert elsewhere.size() == built_in.size()
    assert set(elsewhere.keys) == built_in.keys
    for question in questions:
        assert elsewhere.words(question) == built_in.words(question)
        assert elsewhere.weight(question) == built_in.weight(question)
        searches = [(question, one) for one in filters]
        assert [list(one) for one in elsewhere.searched(searches, k)] == [list(one) for one in built_in.searched(searches, k)]
        for one in filters:
            assert list(elsewhere.passages(question, one, k)) == list(built_in.passages(question, one, k))
            assert elsewhere.documents(question, k, one) == built_in.documents(question, k, one)
