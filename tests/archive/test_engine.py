"""The engine that an archive is handed: any that keeps the protocol will do, and the built-in one grows in steps."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest

from briefbot.archive import Archive, analysts, bm25_engine, derived, index_merging, intake
from briefbot.archive.bm25_engine import BM25Engine
from briefbot.model import Filters
from briefbot.retrieval import ArchiveIndex, DocumentHit, IndexedDocument, PassageHit, Word, WordingHit, checksum, merging
from briefbot.retrieval.merging import InMemory, merge
from briefbot.retrieval.model import Hits, IndexSize, LoadedIndex, key_check
from briefbot.store.store import Store
from support.articles import article, token


class Plain:
    """Finds what holds a word of the question, in the order of keys."""

    def __init__(self, documents: dict[int, IndexedDocument]) -> None:
        self.held = documents

    @property
    def keys(self) -> Collection[int]:
        """The documents that can be found."""
        return self.held.keys()

    def words(self, question: str) -> tuple[Word, ...]:
        """Every word, known."""
        return tuple(Word(word, known=True) for word in question.split())

    def weight(self, word: str) -> float:
        """Every word says as much."""
        return float(bool(word))

    def size(self) -> IndexSize:
        """How much is held."""
        return IndexSize(len(self.held), sum(len(one.passages) for one in self.held.values()), sum(map(key_check, self.held)))

    def searched(self, searches: Sequence[tuple[str, Filters]], k: int) -> list[Hits]:
        """Each question by itself."""
        return [Hits(self.passages(question, filters, k)) for question, filters in searches]

    def passages(self, question: str, filters: Filters, k: int) -> list[PassageHit]:
        """Passages that hold one of the words."""
        assert filters == Filters()
        found = [
            PassageHit(key, ordinal, 9.0, 9.0, 0.0, 0.0, 1.0, 1.0, 1.0, checksum(words))
            for key, one in self.held.items()
            for ordinal, passage in enumerate(one.passages)
            if any(word in (words := passage.span.of(one.document.text)) for word in question.split())
        ]
        return found[:k]

    def documents(self, question: str, k: int, filters: Filters | None = None) -> list[DocumentHit]:
        """Documents that hold one of the words."""
        assert filters is None
        held = [key for key, one in self.held.items() if any(word in one.document.text for word in question.split())]
        return [DocumentHit(key, 1.0) for key in held[:k]]

    def wording(self, text: str, k: int) -> list[WordingHit]:  # noqa: ARG002 (the protocol's)
        """Nothing is known of wordings."""
        return []


class PlainEngine:
    """Keeps nothing."""

    place = "nowhere"

    def settle(self) -> None:
        """Nothing is done meanwhile."""

    def condition(self, patience: float) -> None:
        """It is a part of this process."""

    def fault(self) -> None:
        """It has no files."""

    def turn(self, patience: float, *, beside: bool = False) -> AbstractContextManager[bool]:  # noqa: ARG002 (the protocol's)
        """Always one's turn."""
        return nullcontext(enter_result=True)

    def stamp(self) -> str | None:
        """Nothing was kept."""
        return None

    def load(self) -> LoadedIndex[Plain]:
        """Nothing was kept."""
        return LoadedIndex(None, reason="nothing is kept")

    def updated(self, before: Plain | None, added: Iterable[IndexedDocument], removed: Collection[int]) -> Plain:
        """All that is held, with what came in."""
        held = {key: one for key, one in (before.held if before else {}).items() if key not in removed}
        return Plain(held | {one.key: one for one in added})

    def keep(self, retriever: Plain, stamp: str) -> None:
        """Keep nothing."""


def test_another_engine_stands_in_for_the_built_in_one(database: str, tmp_path: Path) -> None:
    """An archive that is handed another engine answers by it, and no index is written."""
    store = Store(database)
    briefbot = Archive(store, PlainEngine())
    briefbot.ingest(["-"], BytesIO("\n".join(json.dumps(article(n)) for n in range(3)).encode()))
    assert briefbot.search(token(1), 3) == ["a0001"]
    assert {path.name.split("-")[0] for path in tmp_path.iterdir()} <= {"briefbot.db"}
    store.close()


def tables_of(index: ArchiveIndex) -> dict[str, object]:
    """All arrays of an index, its segments merged into one."""
    sink = InMemory()
    merge(index.segments, sink)
    return {name: array.tolist() for name, array in sink.tables().arrays().items()}


def test_an_index_that_is_made_in_steps_is_the_same(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few texts are taken at a time, for memory has a limit, the tables are those of all at once."""
    with Archive.open(database, tmp_path) as briefbot:
        briefbot.ingest(["-"], BytesIO("\n".join(json.dumps(article(n)) for n in range(12)).encode()))
        stored = list(briefbot.store.documents(briefbot.store.keys()))
    documents = [IndexedDocument(one.key, one.document, one.passages) for one in stored]
    engine = BM25Engine(tmp_path / "index")
    whole = tables_of(engine.updated(None, documents, ()))
    monkeypatch.setattr(bm25_engine, "_AT_ONCE", 1)
    assert tables_of(engine.updated(None, documents, ())) == whole
    monkeypatch.setattr(index_merging, "_LARGE", 20)
    on_disk = engine.updated(None, documents, ())
    assert [one.name.endswith(".part") for one in on_disk.segments] == [True]
    assert tables_of(on_disk) == whole
    assert len(list((tmp_path / "index").iterdir())) == 1


def test_what_is_indexed_while_an_input_comes_in_is_found_as_if_at_the_end(
    new_archive: Callable[[], Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where other processes analyse, the index grows meanwhile: tables and stories are those of one made last."""
    lines = [json.dumps(article(n)) for n in range(25)]
    lines += [json.dumps(article(n) | {"id": f"copy{n}", "source": "Evening Post"}) for n in range(0, 25, 9)]
    given = "\n".join(lines).encode()
    last = new_archive()
    last.ingest(["-"], BytesIO(given))
    monkeypatch.setattr(analysts, "_cores", lambda: 2)
    for module, name, few in ((analysts, "MUCH", 0), (intake, "_BATCH", 3), (intake, "_AHEAD", 1), (derived, "_MUCH", 5)):
        monkeypatch.setattr(module, name, few)
    grown: list[int] = []
    engine = BM25Engine.updated

    def updated(*given: Any) -> ArchiveIndex:
        grown.append(len((index := engine(*given)).keys))
        return index

    monkeypatch.setattr(BM25Engine, "updated", updated)
    along = new_archive()
    along.ingest(["-"], BytesIO(given))
    assert grown[:2] == [6, 12]
    assert len(grown) == 4
    monkeypatch.undo()
    assert tables_of(cast("ArchiveIndex", last.index())) == tables_of(cast("ArchiveIndex", along.index()))
    for one in (last, along):
        one.view()
    stories = [one.store.stories() for one in (last, along)]
    assert stories[0] == stories[1]
    assert stories[0]


def test_segments_of_a_large_input_are_merged_before_it_is_done(
    new_archive: Callable[[], Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into one, of which questions are answered soonest; what comes in piece by piece is left to a thread."""
    monkeypatch.setattr(analysts, "_cores", lambda: 2)
    large = [(analysts, "MUCH", 0), (intake, "_BATCH", 3), (intake, "_AHEAD", 1), (derived, "_MUCH", 5)]
    at_once = [(merging, "SMALL", 1), (index_merging, "SMALL", 1), (index_merging, "_PAID", 0)]
    for module, name, few in large + at_once:
        monkeypatch.setattr(module, name, few)
    monkeypatch.setattr(index_merging.Merger, "start", lambda *_: None)  # whose thread may be anywhere
    settled: list[bool] = []
    settle = BM25Engine.settle

    def settling(engine: BM25Engine) -> None:
        settle(engine)
        settled.append(True)

    monkeypatch.setattr(BM25Engine, "settle", settling)
    archive = new_archive()
    archive.ingest(["-"], BytesIO("\n".join(json.dumps(article(n)) for n in range(25)).encode()))
    archive.refresh()
    segments = cast("ArchiveIndex", archive.index()).segments
    assert settled == [True]
    assert [len(one.tables.keys) for one in segments] == [25]
    archive.ingest(["-"], BytesIO(json.dumps(article(25)).encode()))
    archive.refresh()
    assert settled == [True]
