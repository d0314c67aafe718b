"""OpenSearch as the engine: what it finds, on a server that answers as it does; `tests/scale` asks a real cluster the same."""

import uuid
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from small_archives import archives, document, questions

from briefbot.errors import SearchError
from briefbot.model import Document, Filters
from briefbot.retrieval import ArchiveIndex, IndexedDocument
from briefbot.retrieval.opensearch import asked, frequencies, one_index, statistics, wordings
from briefbot.retrieval.opensearch.packed import Forward, hashes
from briefbot.retrieval.opensearch.records import record_of, token_of
from support.engines import engine_at, hold_to_the_same, kept
from support.search_server import SearchServer, search_server


@pytest.fixture(scope="module")
def server() -> Iterator[SearchServer]:
    """A server that answers as OpenSearch does."""
    with search_server() as found:
        yield found


@settings(max_examples=3)
@given(archives(), questions)
def test_both_engines_find_the_same(server: SearchServer, documents: list[IndexedDocument], question: str) -> None:
    """Of any archive and question both give the same passages with the same scores, whatever the question is limited to."""
    elsewhere = kept(engine_at(f"{server.url}/{uuid.uuid4().hex}"), documents)
    hold_to_the_same(ArchiveIndex.build(documents), elsewhere, [question, "Brigde of Haris"])


@settings(max_examples=3)
@given(archives(), archives(first_key=4), questions)
def test_both_engines_find_the_same_after_changes(
    server: SearchServer, before: list[IndexedDocument], added: list[IndexedDocument], question: str
) -> None:
    """What is taken out is not found, what is replaced is found as it is now, and weights are those of what is there."""
    engine = engine_at(f"{server.url}/{uuid.uuid4().hex}")
    kept(engine, before)
    gone = {one.key for one in before if one.key % 2}
    changed = engine.load().retriever
    assert changed is not None
    engine.keep(engine.updated(changed, added, gone), "1.2.b")
    found = engine.load()
    assert found.retriever is not None
    assert found.stamp == "1.2.b"
    now = {one.key: one for one in (*(one for one in before if one.key not in gone), *added)}
    hold_to_the_same(ArchiveIndex.build(now[key] for key in sorted(now)), found.retriever, [question])


def test_words_of_another_language_are_found_by_both(server: SearchServer) -> None:
    """A question in Russian finds English articles, a name by its sound, and a slip of the keys is mended, alike."""
    documents = [
        document(1, "The president of Syria spoke about chemical weapons. Lavrov answered.", "Syria", speakers=("Ada Holm",)),
        document(2, "Сергей Лавров сказал о химическом оружии в Сирии. Мост закрыт.", language="ru"),
        document(3, "A quiet harbour waits for a government decision.", source="The Post"),
    ]
    elsewhere = kept(engine_at(f"{server.url}/languages"), documents)
    sought = ["химическое оружие", "Лавров о Сирии", "Lavrov and Syria", "goverment decission", "Лавроф", "мост", "нечто"]
    hold_to_the_same(ArchiveIndex.build(documents), elsewhere, sought)


def test_further_documents_are_brought_where_the_first_do_not_settle_the_best(
    server: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a search brings too few documents back to be sure, another one brings the rest: the best are the best of all."""
    monkeypatch.setattr(one_index, "_SPARE", 0)
    monkeypatch.setattr(one_index, "_FURTHER", 7)
    texts = [f"The bridge is {'very ' * (n % 9)}old. {'Nothing. ' * (n % 5)}" for n in range(40)]
    documents = [document(n, text, source="The Post", speakers=("Ada Holm",)) for n, text in enumerate(texts, 1)]
    elsewhere = kept(engine_at(f"{server.url}/further"), documents)
    built_in = ArchiveIndex.build(documents)
    hold_to_the_same(built_in, elsewhere, ["bridge", "old bridge", "very very"], [Filters()], 3)
    limits = Filters(speakers=frozenset({"Ada Holm"}))
    assert list(elsewhere.passages("", limits, 60)) == list(built_in.passages("", limits, 60))
    assert elsewhere.documents("bridge", 40) == built_in.documents("bridge", 40)


def test_documents_without_passages_are_no_passages(server: SearchServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what came back has too few passages, more is brought until there are enough, or nothing is left."""
    monkeypatch.setattr(one_index, "_SPARE", 0)
    monkeypatch.setattr(one_index, "_FURTHER", 2)
    bare = [IndexedDocument(n, Document(str(n), "Bridge."), ()) for n in range(1, 6)]
    documents = [*bare, *(document(n, f"The bridge of {'long ' * n}words.") for n in range(6, 10))]
    hold_to_the_same(ArchiveIndex.build(documents), kept(engine_at(f"{server.url}/bare"), documents), ["bridge"], k=6)


def test_what_is_remembered_of_questions_is_bounded(server: SearchServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more words were asked for than are remembered, they are asked for again, and answers stay the same."""
    monkeypatch.setattr(asked, "_KEPT", 2)
    monkeypatch.setattr(frequencies, "_KEPT", 2)
    documents = [document(1, "The bridge over the river is open."), document(2, "Lavrov met the mayor of a town.")]
    elsewhere = kept(engine_at(f"{server.url}/bounded"), documents)
    questions_of_many = ["bridge and river", "mayor of a town", "Лавров", "мэр города", "bridge and river"]
    hold_to_the_same(ArchiveIndex.build(documents), elsewhere, questions_of_many)


def test_weights_are_those_of_large_archives_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mean idf of very many terms is summed by frequency; where none were counted, a common term weighs nothing."""
    counted = statistics.Level(100, 1000, ((1, 50), (2, 20), (90, 1))).weight(90)
    monkeypatch.setattr(statistics, "_SUMMED_ONE_BY_ONE", 0)
    assert statistics.Level(100, 1000, ((1, 50), (2, 20), (90, 1))).weight(90) == pytest.approx(counted)
    assert statistics.Level(100, 1000).weight(90) == 0


def test_a_long_text_is_looked_for_in_parts_by_both(server: SearchServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of hundreds of words is looked for part by part, and as many passages are handed over as of some of them."""
    documents = [document(n, f"Word{n} and thing{n} met at noon{n}. The mayor of place{n} left.") for n in range(90)]
    monkeypatch.setattr(wordings, "_SPARE", 0)
    elsewhere = kept(engine_at(f"{server.url}/long"), documents)
    text = " ".join(f"word{n} and thing{n} met at noon{n}, the mayor of place{n} left" for n in range(90))
    built_in = ArchiveIndex.build(documents)
    assert len(elsewhere.wording(text, 3)) == len(built_in.wording(text, 3)) == 24
    assert list(elsewhere.passages(text, Filters(), 3)) == list(built_in.passages(text, Filters(), 3))


def test_nothing_is_asked_for_what_nobody_wants(server: SearchServer) -> None:
    """No search is made for no results, nor for words that the archive lacks."""
    elsewhere = kept(engine_at(f"{server.url}/nothing"), [document(1, "The bridge is open.")])
    assert list(elsewhere.passages("bridge", Filters(), 0)) == []
    assert elsewhere.documents("bridge", 0) == []
    assert elsewhere.documents("unheard", 3) == []
    assert elsewhere.wording("", 3) == []
    assert list(elsewhere.passages("unheard", Filters(), 3)) == []


def test_a_part_that_does_not_answer_is_told_and_never_an_empty_answer(server: SearchServer) -> None:
    """Passages of the rest are handed over as a part; documents, words and wordings, which a part cannot tell, are refused."""
    elsewhere = kept(engine_at(f"{server.url}/partial", 0.6), [document(1, "The bridge is open."), document(2, "A river.")])
    assert not elsewhere.passages("bridge", Filters(), 3).is_partial
    server.partial = True
    try:
        found = elsewhere.passages("bridge", Filters(), 3)
        assert found.is_partial
        assert [hit.document for hit in found] == [1]
        for ask in (elsewhere.documents, elsewhere.wording):
            with pytest.raises(SearchError, match="A part of the search engine's index"):
                ask("bridge", 3)
        with pytest.raises(SearchError, match="A part of the search engine's index"):
            elsewhere.words("river")
    finally:
        server.partial = False


def test_an_index_that_another_took_the_place_of_is_asked_no_more(server: SearchServer) -> None:
    """A process that asks an index that was made anew meanwhile goes on with the new one, and is told where there is none."""
    engine = engine_at(f"{server.url}/moved")
    before = kept(engine, [document(1, "The bridge is open.")])
    kept(engine, [document(1, "The bridge is open."), document(2, "A bridge is closed.")])
    assert [hit.document for hit in before.documents("bridge", 3)] == [1, 2]
    server.indexes.clear()
    server.aliases.clear()
    with pytest.raises(SearchError):
        before.documents("river", 3)


def test_a_term_that_is_too_long_is_sent_as_its_hash() -> None:
    """OpenSearch takes no token of any length, and cuts at spaces: such a term is another token, always the same."""
    assert token_of("bridge") == "bridge"
    assert token_of("a" * 500) == token_of("a" * 500) != token_of("a" * 501)
    assert len(token_of("a" * 500)) < 20
    assert " " not in token_of("a b")


def test_terms_that_are_packed_come_back() -> None:
    """A document of many terms, or with one that is there very often, comes back as it was."""
    nothing = Forward.unpacked(record_of(document(1, "The.")).body["packed"])
    assert nothing.places(hashes(["bridge"])).tolist() == [-1]
    one, nobody = np.ones(1, np.uint32), np.full(1, -1, np.int32)
    for terms, often in ((3, 1), (70_000, 1), (3, 70_000)):
        counts = np.full(terms, often, np.int64)
        numbers = np.arange(terms)
        forward = Forward(9, 8, numbers.astype(np.uint64), counts, one * np.uint32(terms), one, nobody, numbers, numbers[-1:])
        packed = forward.packed()
        found = Forward.unpacked(packed)
        assert found.packed() == packed
        assert (found.article == counts).all()
        assert (found.passage_terms == numbers).all()
