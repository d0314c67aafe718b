"""What is derived from an archive: its passages, its index, who is who, which documents are copies; made anew where stale."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from briefbot.archive.index_state import IndexState
from briefbot.archive.progress import Progress, unseen
from briefbot.errors import SearchError
from briefbot.store.store import Store

# What ranks and reads questions is loaded when it is asked for: a start that finds all as it was needs none of it.
if TYPE_CHECKING:
    from briefbot.answering.questions.reading import Reader
    from briefbot.archive.analysis import Failure
    from briefbot.archive.held import HeldPassages
    from briefbot.archive.view import View
    from briefbot.model import Catalogue, Document
    from briefbot.reading.analysis import Analysed
    from briefbot.reading.copies import Copy
    from briefbot.retrieval import Retriever
    from briefbot.retrieval.model import Condition, Engine
    from briefbot.store.state import State

_Item = TypeVar("_Item")

_log = logging.getLogger(__name__)

# Documents of a large input that are indexed while the next ones are analysed: so many, or this part of those that are indexed
# already, since the keys of all documents are read for that.
_MUCH, _PART = 400, 4
# Seconds for which a question waits while another process brings the index up to date, before it is asked as it is.
_PATIENCE, _AS_LONG_AS_IT_TAKES = 2.0, 86_400.0


class Derived:
    """What answers read, as the documents are now; where several threads ask, one makes what is stale, and the others wait."""

    def __init__(self, store: Store, engine: "Engine[Any]", analysis: int, analysed: "Callable[[Document], Analysed]") -> None:
        """Derive from this database, with an index of this engine; documents are cut by `analysed`, the version `analysis`."""
        self._store = store
        self._engine = engine
        self._analysis = analysis
        self._analysed = analysed
        # Each with the state of the archive that it was made of.
        self._index: tuple[str, Retriever] | None = None
        self._catalogue: tuple[str, Catalogue, Mapping[str, str]] | None = None
        self._reader: tuple[str, Reader] | None = None
        self._stories: tuple[str, Mapping[int, int]] | None = None
        self._held: tuple[str, HeldPassages] | None = None
        # Documents of a large input: those that came in, that are stored and not indexed yet, and that are indexed.
        self._came_in = self._waiting = self._indexed = 0
        self._lock = RLock()

    def refresh(self, progress: Progress = unseen) -> "tuple[Failure, ...]":
        """Make anew what is stale; the documents that lost their quotations, because the analysis failed in them."""
        with self._lock:
            degraded: tuple[Failure, ...] = ()
            if not self._is_fresh(self._store.state()):
                degraded = self._reanalysed(progress)
                self.view(progress, _AS_LONG_AS_IT_TAKES)
            if self._index and self._came_in >= max(_MUCH, len(self._index[1].keys) // _PART):
                self._engine.settle()
                self._index = None  # that of before; what is kept now takes no time to load
            self._came_in = 0
        return degraded

    def _is_fresh(self, state: "State") -> bool:
        """Whether all is as the documents are now; what is kept is not loaded for that."""
        derived = state.analysis, state.names, state.stories
        return derived == (self._analysis, state.generation, state.generation) and self._engine.stamp() == self._stamp(state)

    def _stamp(self, state: "State") -> str:
        """What an index of this state is made of."""
        return f"{self._analysis}.{state.generation}.{state.token}"

    def keep_up(self, stored: int) -> None:
        """Index, and compare with each other, what was stored of a large input that still comes in, once it is much.

        So many documents were `stored` since the last time. What is left to do at the end is then little.
        """
        with self._lock:
            self._came_in += stored
            self._waiting += stored
            if self._waiting < max(_MUCH, self._indexed // _PART):
                return
            state = self._store.state()
            if state.analysis != self._analysis and self._store.outdated(self._analysis):
                return  # what is there is cut anew at the end, and indexed then
            stamp = self._stamp(state)
            self._index = self._fresh_index(stamp, unseen, _AS_LONG_AS_IT_TAKES)
            self._waiting, self._indexed = 0, len(self._index[1].keys)
            self._store.find_copies()

    def view(self, progress: Progress = unseen, patience: float = _PATIENCE) -> "View":
        """Index, reader and stories, which belong together, by one look at the database where nothing changed.

        Where another process brings the index up to date and is not done within `patience` seconds, it is as it was before.
        """
        from briefbot.archive.view import View  # noqa: PLC0415

        with self._lock:
            state = self._store.state()
            if state.analysis != self._analysis:
                for one in self._reanalysed(progress):
                    _log.warning("%s: %s", one.document, one.error)
                state = self._store.state()
            stamp = self._stamp(state)
            if self._index is None or self._index[0] != stamp:
                self._index = self._fresh_index(stamp, progress, patience)
            held = self._fresh_held(stamp)
            return View(self._store, self._index[1], self._fresh_reader(state), self._fresh_stories(state), held)

    def rebuild(self, progress: Progress = unseen) -> IndexState:
        """Make another index of all documents, beside the one that is asked until it is whole; how it is then."""
        with self._lock:
            if self._engine.stamp() is not None:
                self._reanalysed(progress)
                with self._engine.turn(_AS_LONG_AS_IT_TAKES, beside=True):
                    before = self._store.state()
                    index = self._updated(None, 0, progress)
                    with self._engine.turn(_AS_LONG_AS_IT_TAKES):
                        self._take_the_place(index, before.generation)
            self.view(progress, _AS_LONG_AS_IT_TAKES)
            return self.index_state()

    def _take_the_place(self, index: "Retriever", generation: int) -> None:
        """Have an index of a generation asked from now on, with what has changed since."""
        stamp = self._stamp(state := self._store.state())
        if state.generation != generation:
            index = self._updated(index, generation, unseen)
        self._engine.keep(index, stamp)
        self._index = stamp, index

    def engine_condition(self, patience: float) -> "Condition | None":
        """How the engine is, by asking it for so many seconds at most; None where it is a part of this process."""
        return self._engine.condition(patience)

    def index_state(self) -> IndexState:
        """How the index is that is asked, beside the archive; nothing is made anew for that."""
        from briefbot.retrieval.model import key_check  # noqa: PLC0415 (few ask)

        state, keys = self._store.state(), self._store.keys()
        loaded = self._engine.load()
        held = loaded.retriever.size() if loaded.retriever else None
        return IndexState(
            place=self._engine.place,
            is_current=held is not None and loaded.stamp == self._stamp(state),
            generation=self._generation_of(loaded.stamp),
            archive_generation=state.generation,
            archive=(len(keys), self._store.passage_count(), sum(map(key_check, keys))),
            index=(held.documents, held.passages, held.check) if held else None,
        )

    @property
    def generation(self) -> int | None:
        """The generation of the archive of which the present index was made; None where none was asked for yet."""
        return int(self._index[0].split(".")[1]) if self._index else None

    def reader(self) -> "Reader":
        """What reads questions to the archive."""
        with self._lock:
            return self._fresh_reader(self._store.state())

    def catalogue(self) -> "Catalogue":
        """What the archive holds."""
        with self._lock:
            return self._fresh_catalogue(self._store.state())[0]

    def fullest_names(self) -> "Mapping[str, str]":
        """The fullest name of each person, by every name that articles give them."""
        with self._lock:
            return self._fresh_catalogue(self._store.state())[1]

    def copies_of(self, key: int) -> "list[Copy]":
        """The documents that are copies of the same article as this version."""
        with self._lock:
            several = self._fresh_stories(self._store.state())
        return self._store.copies_of(key) if key in several else []

    def _fresh_catalogue(self, state: "State") -> "tuple[Catalogue, Mapping[str, str]]":
        if state.names != state.generation:
            from briefbot.language.names import canonical_names  # noqa: PLC0415

            self._store.tell_people_apart(canonical_names)
        if self._catalogue is None or self._catalogue[0] != state.token:
            found = self._store.catalogue()
            self._catalogue = (state.token, found, {name: one.name for one in found.people for name in one.names})
        return self._catalogue[1:]

    def _fresh_reader(self, state: "State") -> "Reader":
        from briefbot.answering.questions.reading import Reader  # noqa: PLC0415

        catalogue, _ = self._fresh_catalogue(state)
        if self._reader is None or self._reader[0] != state.token:
            self._reader = (state.token, Reader.of(catalogue))
        return self._reader[1]

    def _fresh_stories(self, state: "State") -> Mapping[int, int]:
        """Which documents are copies of one article: the number of the story of each, by key."""
        if state.stories != state.generation:
            self._store.find_copies()
        if self._stories is None or self._stories[0] != state.token:
            self._stories = (state.token, self._store.stories())
        return self._stories[1]

    def _fresh_held(self, stamp: str) -> "HeldPassages":
        from briefbot.archive.held import HeldPassages  # noqa: PLC0415

        if self._held is None or self._held[0] != stamp:
            self._held = (stamp, HeldPassages(self._store))
        return self._held[1]

    def _reanalysed(self, progress: Progress) -> "tuple[Failure, ...]":
        """Cut anew what an older analysis cut; the documents that lost their quotations by it."""
        if self._store.state().analysis == self._analysis:
            return ()
        # Imported here: analysing documents takes as long to load as answering, which needs none of it.
        from briefbot.archive.analysis import Failure  # noqa: PLC0415

        found: list[Failure] = []
        total = 0
        for left, degraded in self._store.reanalyse(self._analysed, self._analysis):
            found += (Failure(document, error) for document, error in degraded.items())
            total = total or left
            progress("Reading documents anew", total - left, total)
        return tuple(found)

    def _fresh_index(self, stamp: str, progress: Progress, patience: float) -> "tuple[str, Retriever]":
        """The index of a stamp; an older one, with its own, where another process makes this one."""
        if self._engine.stamp() == stamp and (found := self._engine.load()).retriever is not None and found.stamp == stamp:
            return stamp, found.retriever
        with self._engine.turn(patience) as is_ours:
            loaded = self._engine.load()
            kept: Retriever | None = loaded.retriever
            generation = self._generation_of(loaded.stamp)
            if kept is not None and (loaded.stamp == stamp or (not is_ours and generation is not None)):
                return loaded.stamp, kept
            if not is_ours:
                raise SearchError("Another process is making the index; ask again when it is done.", is_passing=True)
            _log.info("The index is made anew: %s", loaded.reason or "documents came in")
            index = self._updated(kept if generation is not None else None, generation or 0, progress)
            self._engine.keep(index, stamp)
            return stamp, index

    def _generation_of(self, stamp: str) -> int | None:
        """The generation of this archive that an index was made of, None where it was of another database or analysis."""
        try:
            analysis, generation, token = stamp.split(".")
            number = int(generation)
        except ValueError:
            return None
        return number if analysis == str(self._analysis) and self._store.had(number, token) else None

    def _updated(self, index: "Retriever | None", generation: int, progress: Progress) -> "Retriever":
        """The index of a generation brought up to date; one of all documents where there is none."""
        from briefbot.retrieval import IndexedDocument  # noqa: PLC0415

        keys = set(self._store.keys())
        old = set(index.keys) if index else set()
        new = keys - (old - self._store.recut_since(generation))
        added = _watched(self._store.documents(new), "Indexing", len(new), progress)
        documents = (IndexedDocument(stored.key, stored.document, stored.passages) for stored in added)
        updated: Retriever = self._engine.updated(index, documents, old - keys)
        return updated


def _watched(items: Iterable[_Item], what: str, total: int, progress: Progress) -> Iterator[_Item]:
    for done, item in enumerate(items, start=1):
        yield item
        progress(what, done, total)
