"""An archive opened: bringing documents in, keeping what is derived from them fresh, and answering."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from io import BytesIO
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TypeVar

from briefbot.answering.composer import compose, gap_before_ranking, near_misses, on_a_stranger
from briefbot.answering.questions.dialogue import Earlier, earlier_of, read_in_dialogue
from briefbot.answering.questions.model import Asked, Query
from briefbot.answering.questions.reading import Reader
from briefbot.archive.bm25_engine import FOLDER, BM25Engine
from briefbot.archive.progress import Progress, unseen
from briefbot.archive.seeds import seed_stamps
from briefbot.archive.view import View
from briefbot.holdings import Holding, Selection
from briefbot.language.names import canonical_names
from briefbot.model import Answer, Catalogue, Citation, Document, Filters, Span, Sure
from briefbot.reading.analysis import ANALYSIS_VERSION, Analysed, version
from briefbot.reading.copies import Copy
from briefbot.reading.corrections import Correction
from briefbot.retrieval import IndexedDocument, Retriever
from briefbot.retrieval.model import Engine
from briefbot.store.state import State
from briefbot.store.store import Store

if TYPE_CHECKING:
    from briefbot.archive.analysis import Failure
    from briefbot.archive.feeds import FeedReader
    from briefbot.archive.files import Renamed
    from briefbot.archive.intake import Intake, Report
    from briefbot.fetching import Fetcher
    from briefbot.fetching.polite import PoliteFetcher
    from briefbot.sandbox.parser import SandboxedParser

_Item = TypeVar("_Item")

_log = logging.getLogger(__name__)

# How long a file may take to be read, where nobody says otherwise.
READ_WITHIN = timedelta(seconds=30)
_FIRST_INSTANT = datetime.min.replace(tzinfo=UTC)


class Archive:
    """An opened archive that answers. Several may be open on one database, in one process or many."""

    def __init__(
        self,
        store: Store,
        engine: Engine[Any],
        seeds: Path | None = None,
        keep: timedelta | None = None,
        sure: Sure = Sure.NORMAL,
        read_within: timedelta = READ_WITHIN,
    ) -> None:
        """Answer from this archive, found by this engine; documents below the folder `seeds` are seeds.

        Other documents leave the archive once they are older than `keep` (`expire`). Speakers are named where analysis is as
        `sure` of them as asked for. A file may take `read_within` to be read.
        """
        self.store = store
        self._engine = engine
        self._seeds = seeds
        self._keep = keep
        self._sure = sure
        self._read_within = read_within
        self._index: tuple[str, Retriever] | None = None
        self._reader: tuple[str, Reader] | None = None
        self._stories: tuple[str, Mapping[int, int]] | None = None
        # What other parts of the application hold on to for as long as this archive is open, by its type.
        self.held: dict[type[Any], Any] = {}
        self._deriving = RLock()  # several threads may ask: one of them makes what is stale, the others wait for it

    @classmethod
    @contextmanager
    def open(
        cls,
        database_url: str,
        data: Path,
        seeds: Path | None = None,
        keep: timedelta | None = None,
        sure: Sure = Sure.NORMAL,
        read_within: timedelta = READ_WITHIN,
    ) -> Iterator[Self]:
        """The archive of this database, its index below the folder `data`; DatabaseError when it cannot be used."""
        archive = cls(Store(database_url), BM25Engine(data / FOLDER), seeds, keep, sure, read_within)
        try:
            yield archive
        finally:
            archive.close()

    # Bringing documents in

    @cached_property
    def intake(self) -> "Intake":
        """What brings documents in."""
        # Imported here: reading and analysing documents takes as long to load as answering, which needs none of it.
        from briefbot.archive.intake import Intake  # noqa: PLC0415

        return Intake(self.store, self._seeds, self._sure, self.parser.parse)

    @cached_property
    def parser(self) -> "SandboxedParser":
        """What reads files and feeds, in processes of their own."""
        from briefbot.sandbox.parser import SandboxedParser  # noqa: PLC0415 (as above)

        return SandboxedParser(self._read_within.total_seconds())

    def close(self) -> None:
        """End the process that reads files, where there is one, and give the database's connections back."""
        if "parser" in vars(self):
            self.parser.close()
        self.store.close()

    def ingest(
        self,
        paths: Iterable[str],
        stdin: BinaryIO,
        progress: Progress = unseen,
        renamed: "Renamed" = (),
        fetcher: "Fetcher | None" = None,
        day: date | None = None,
        *,
        documents_only: bool = False,
    ) -> "Report":
        """Bring in what these paths name, web addresses too where there is a `fetcher`.

        What is broken is refused by name, and the rest gets in. `renamed` pairs fields of a document with the names that
        records of scrapers have for them; `day` is the date of all documents, where a person gives one. An
        export is brought back as it was; where `documents_only`, without what it tells of people who use the bot.
        """
        from briefbot.archive.arriving import Arriving, sorted_out  # noqa: PLC0415 (as with `intake`)

        others, exports, stdin = sorted_out(paths, stdin)
        report = self.intake.ingest(others, stdin, progress, renamed, fetcher, day)
        for one in exports:
            with one.opened() as stream:
                Arriving(self.store, documents_only=documents_only).bring_in(stream, one.shown, report, progress)
        return report

    def plant(self, progress: Progress = unseen) -> "Report | None":
        """Bring in the seeds, which are always part of the archive, and take out those that are gone from their folder.

        None where there was nothing to do. As long as their files are as before, they are looked at and not read.
        """
        if self._seeds is None:
            return None
        stamps = seed_stamps(self._seeds)
        if stamps is not None and stamps == self.store.files():
            return None
        report = self.intake.ingest([str(self._seeds)], BytesIO(), progress)
        if stamps is not None:
            self.store.remove_gone_seeds(stamps, None if report.failed else report.seen)
            if not report.failed:
                self.store.remember_files(stamps)
        return report

    def feed_reader(self, fetcher: "PoliteFetcher", clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> "FeedReader":
        """What looks at the archive's feeds, and brings in what is new there; `clock` gives aware instants in UTC."""
        from briefbot.archive.feeds import FeedReader  # noqa: PLC0415 (as with `intake`)

        return FeedReader(self.store, self.intake, fetcher, self.parser, clock)

    # Keeping the archive

    def holdings(self, selection: Selection, words: str = "") -> list[Holding]:
        """The documents that are meant: newest first or, where `words` are given, those that hold some of them, best first."""
        held = self.store.holdings(selection)
        if not words:
            return held
        by_id = {one.id: one for one in held}
        return [by_id[id_] for id_ in self.search(words, len(self.store.keys())) if id_ in by_id]

    def remove(self, ids: Sequence[str]) -> int:
        """Take these documents out, with all their versions; how many there were. A seed comes again with its file."""
        return self.store.remove(ids)

    def expire(self, now: datetime) -> int:
        """Take out what is older than it is kept at an instant (UTC), but for seeds; how many documents.

        A document's age is that of its date or, where it has none, the time since it came in.
        """
        if self._keep is None or self._keep > now - _FIRST_INSTANT:
            return 0
        oldest = now - self._keep
        old = self.store.holdings(Selection(before=oldest.date(), added_before=oldest, without_seeds=True))
        return self.remove([one.id for one in old]) if old else 0

    # Correcting speakers

    def correct(self, document_id: str, span: Span, speaker: str | None) -> bool:
        """Set whose words those at a place are, None for nobody to be named; whether the document has such a place."""
        stored = self.store.document(document_id)
        if stored is None or span.end > len(stored.document.text) or not span.of(stored.document.text).strip():
            return False
        correction = Correction(document_id, span, span.of(stored.document.text), speaker)
        self.store.correct(correction, self._analysed(stored.document), datetime.now(UTC))
        return True

    def undo_correction(self, document_id: str, span: Span) -> bool:
        """Let analysis say again whose words those at a place are; whether there was a correction of them."""
        stored = self.store.document(document_id)
        return self.store.undo_correction(document_id, span, self._analysed(stored.document) if stored else None)

    @property
    def _analysis(self) -> int:
        """The version of the analysis that this archive wants its documents cut by."""
        return version(ANALYSIS_VERSION, self._sure)

    def _analysed(self, document: Document) -> Analysed:
        from briefbot.archive.analysis import analysed  # noqa: PLC0415 (as with `intake`)

        return analysed(document, sure=self._sure)

    # What is derived from the archive

    def refresh(self, progress: Progress = unseen) -> "tuple[Failure, ...]":
        """Make anew what is stale of passages, index and who is who, so that answering only reads.

        The documents that lost their quotations on the way: a new version of the analysis failed in them.
        """
        with self._deriving:
            degraded = self._reanalysed(progress)
            self._fresh(progress)
        return degraded

    def index(self, progress: Progress = unseen) -> Retriever:
        """The index of the archive as it is now; what is missing or stale is made anew, and kept."""
        return self._fresh(progress).index

    def view(self) -> View:
        """Index and reader of the archive as it is now, which belong together."""
        return self._fresh()

    def reader(self) -> Reader:
        """What reads questions to the archive as it is now."""
        with self._deriving:
            return self._fresh_reader(self.store.state())

    def _fresh(self, progress: Progress = unseen) -> View:
        """Index and reader of the archive as it is now, by one look at the database where nothing changed."""
        with self._deriving:
            state = self.store.state()
            if state.analysis != self._analysis:
                for one in self._reanalysed(progress):
                    _log.warning("%s: %s", one.document, one.error)
                state = self.store.state()
            stamp = f"{self._analysis}.{state.generation}.{state.token}"
            if self._index is None or self._index[0] != stamp:
                self._index = (stamp, self._fresh_index(stamp, progress))
            return View(self.store, self._index[1], self._fresh_reader(state), self._fresh_stories(state))

    def _fresh_reader(self, state: State) -> Reader:
        if state.names != state.generation:
            self.store.tell_people_apart(canonical_names)
        if self._reader is None or self._reader[0] != state.token:
            self._reader = (state.token, Reader.of(self.store.catalogue()))
        return self._reader[1]

    def _fresh_stories(self, state: State) -> Mapping[int, int]:
        """Which documents are copies of one article: the number of the story of each, by key."""
        if state.stories != state.generation:
            self.store.find_copies()
        if self._stories is None or self._stories[0] != state.token:
            self._stories = (state.token, self.store.stories())
        return self._stories[1]

    def copies_of(self, key: int) -> list[Copy]:
        """The documents that are copies of the same article as this version."""
        with self._deriving:
            self._fresh_stories(self.store.state())
        return self.store.copies_of(key)

    @property
    def catalogue(self) -> Catalogue:
        """What the archive holds."""
        return self.reader().catalogue

    def _reanalysed(self, progress: Progress) -> "tuple[Failure, ...]":
        """Cut anew what an older analysis cut; the documents that lost their quotations by it."""
        if self.store.state().analysis == self._analysis:
            return ()
        from briefbot.archive.analysis import Failure  # noqa: PLC0415 (as with `intake`)

        found: list[Failure] = []
        total = 0
        for left, degraded in self.store.reanalyse(self._analysed, self._analysis):
            found += (Failure(document, error) for document, error in degraded.items())
            total = total or left
            progress("reading documents anew", total - left, total)
        return tuple(found)

    def _fresh_index(self, stamp: str, progress: Progress) -> Retriever:
        loaded = self._engine.load()
        kept: Retriever | None = loaded.retriever
        if kept is not None and loaded.stamp == stamp:
            return kept
        _log.info("The index is made anew: %s", loaded.reason or "documents came in")
        generation = self._generation_of(loaded.stamp)
        index = self._updated(kept if generation is not None else None, generation or 0, progress)
        self._engine.keep(index, stamp)
        return index

    def _generation_of(self, stamp: str) -> int | None:
        """The generation of this archive that an index was made of, None where it was of another database or analysis."""
        try:
            analysis, generation, token = stamp.split(".")
            number = int(generation)
        except ValueError:
            return None
        return number if analysis == str(self._analysis) and self.store.had(number, token) else None

    def _updated(self, index: Retriever | None, generation: int, progress: Progress) -> Retriever:
        """The index of a generation brought up to date; one of all documents where there is none."""
        keys = set(self.store.keys())
        old = set(index.keys) if index else set()
        new = keys - (old - self.store.recut_since(generation))
        added = _watched(self.store.documents(new), "indexing", len(new), progress)
        documents = (IndexedDocument(stored.key, stored.document, stored.passages) for stored in added)
        updated: Retriever = self._engine.updated(index, documents, old - keys)
        return updated

    # Answering

    def forget(self, conversation: str) -> None:
        """Forget what was asked and shown in a conversation."""
        self.store.forget_conversation(conversation)

    def ask(
        self, question: str, today: date, asked: Asked | None = None, k: int = 5, earlier: Earlier | None = None, skip: int = 0
    ) -> tuple[Query, Answer]:
        """How a question was read, and its answer: the best `k` citations after the first `skip`."""
        view = self._fresh()
        query = read_in_dialogue(view.reader, question, today, asked or Asked(), earlier)
        return query, self._answer(query, view, k, skip)

    def ask_after(self, history: Iterable[str], question: str, today: date, asked: Asked, k: int = 5) -> tuple[Query, Answer]:
        """The same for a question at the end of a dialogue."""
        earlier = None
        for before in history:
            query, answer = self.ask(before, today, asked, k, earlier)
            if not query.courtesy:
                earlier = earlier_of(query, answer)
        return self.ask(question, today, asked, k, earlier)

    def answer(self, query: Query, k: int = 5, skip: int = 0) -> Answer:
        """The answer to a question that was read."""
        return self._answer(query, self._fresh(), k, skip)

    def _answer(self, query: Query, view: View, k: int, skip: int) -> Answer:
        if gap := gap_before_ranking(query, view.reader.catalogue):
            return Answer(gap=gap, choices=query.choices)
        candidates = view.found(query)
        if query.called:
            if refused := on_a_stranger(query, candidates, view.listed(query.called, Filters())):
                return refused
            query = replace(query, choices=())
        answer = compose(query, candidates, view.index.words(query.topic), k, skip)
        if answer.gap and query.shown and query.people and query.topic:  # all that they say of it was shown: what else they say
            return self._answer(replace(query, topic="", own_topic="", inherited=False), view, k, skip)
        if answer.gap and query.people and not any(candidate.person in query.people for candidate in candidates):
            return replace(answer, near=self._said_otherwise(query, view) or answer.near)
        return answer

    def _said_otherwise(self, query: Query, view: View) -> tuple[Citation, ...]:
        """What somebody says of late who says nothing of what was asked."""
        return near_misses(query, view.listed("", replace(query.filters(), speakers=view.reader.names_of(query.people))))

    def search(self, words: str, k: int) -> list[str]:
        """The ids of the documents that plain words find, best first."""
        keys = [hit.document for hit in self.index().documents(words, k)]
        ids = self.store.ids(keys)
        return [ids[key] for key in keys if key in ids]

    def documents(self, ids: Iterable[str]) -> Iterator[Document]:
        """The documents that people know by these ids, in their order."""
        for id_ in ids:
            if stored := self.store.document(id_):
                yield stored.document

    def citation(self, place: tuple[int, int]) -> Citation | None:
        """The passage at a place that an answer showed (key and ordinal), None where it is gone."""
        stored = self.store.passages([place]).get(place)
        if stored is None:
            return None
        document, passage = stored
        return Citation.of(place, document, passage, self.reader().person(passage.source.speaker))


def _watched(items: Iterable[_Item], what: str, total: int, progress: Progress) -> Iterator[_Item]:
    for done, item in enumerate(items, start=1):
        yield item
        progress(what, done, total)
