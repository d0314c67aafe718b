"""An archive opened: bringing documents in, keeping them, and answering; what is derived from them is in `derived`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from briefbot.archive.derived import Derived
from briefbot.archive.engines import Search, engine_of
from briefbot.archive.index_state import IndexState
from briefbot.archive.progress import Progress, unseen
from briefbot.archive.seeds import seed_stamps
from briefbot.model import Citation, Sure
from briefbot.reading.analysis import ANALYSIS_VERSION, version
from briefbot.store.store import Store

if TYPE_CHECKING:
    from briefbot.answering.questions.dialogue import Earlier
    from briefbot.answering.questions.model import Asked, Query
    from briefbot.answering.questions.reading import Reader
    from briefbot.archive.analysis import Failure
    from briefbot.archive.feeds import FeedReader
    from briefbot.archive.files import Renamed
    from briefbot.archive.intake import Intake, Report
    from briefbot.archive.view import View
    from briefbot.fetching import Fetcher
    from briefbot.fetching.polite import PoliteFetcher
    from briefbot.holdings import Holding, Selection
    from briefbot.model import Answer, Catalogue, Document, Span, Verification
    from briefbot.reading.analysis import Analysed
    from briefbot.reading.copies import Copy
    from briefbot.retrieval import Retriever
    from briefbot.retrieval.model import Condition, Engine
    from briefbot.sandbox.parser import SandboxedParser

# How long a file may take to be read, where nobody says otherwise.
READ_WITHIN = timedelta(seconds=30)
_FIRST_INSTANT = datetime.min.replace(tzinfo=UTC)


class Archive:
    """An opened archive that answers. Several may be open on one database, in one process or many."""

    def __init__(
        self,
        store: Store,
        engine: "Engine[Any]",
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
        self._derived = Derived(store, engine, version(ANALYSIS_VERSION, sure), self._analysed)
        self._seeds = seeds
        self._keep = keep
        self._sure = sure
        self._read_within = read_within
        # What other parts of the application hold on to for as long as this archive is open, by its type.
        self.held: dict[type[Any], Any] = {}

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
        search: Search | None = None,
    ) -> Iterator[Self]:
        """The archive of this database, its index below the folder `data`, or where `search` says.

        DatabaseError when it cannot be used.
        """
        archive = cls(Store(database_url), engine_of(data, search), seeds, keep, sure, read_within)
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
        report = self.intake.ingest(others, stdin, progress, renamed, fetcher, day, self._derived.keep_up)
        for one in exports:
            with one.opened() as stream:
                Arriving(self.store, documents_only=documents_only).bring_in(stream, one.shown, report, progress)
        return report

    def ingest_seeds(self, progress: Progress = unseen) -> "Report | None":
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

    def holdings(self, selection: "Selection", words: str = "") -> "list[Holding]":
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
        from briefbot.holdings import Selection  # noqa: PLC0415 (few archives expire)

        oldest = now - self._keep
        old = self.store.holdings(Selection(before=oldest.date(), added_before=oldest, without_seeds=True))
        return self.remove([one.id for one in old]) if old else 0

    # Correcting speakers

    def correct(self, document_id: str, span: "Span", speaker: str | None) -> bool:
        """Set whose words those at a place are, None for nobody to be named; whether the document has such a place."""
        stored = self.store.document(document_id)
        if stored is None or span.end > len(stored.document.text) or not span.of(stored.document.text).strip():
            return False
        from briefbot.reading.corrections import Correction  # noqa: PLC0415 (few who come correct)

        correction = Correction(document_id, span, span.of(stored.document.text), speaker)
        self.store.correct(correction, self._analysed(stored.document), datetime.now(UTC))
        return True

    def undo_correction(self, document_id: str, span: "Span") -> bool:
        """Let analysis say again whose words those at a place are; whether there was a correction of them."""
        stored = self.store.document(document_id)
        return self.store.undo_correction(document_id, span, self._analysed(stored.document) if stored else None)

    def _analysed(self, document: "Document") -> "Analysed":
        from briefbot.archive.analysis import analysed  # noqa: PLC0415 (as with `intake`)

        return analysed(document, sure=self._sure)

    # What is derived from the archive

    def refresh(self, progress: Progress = unseen) -> "tuple[Failure, ...]":
        """Make anew what is stale of passages, index and who is who, so that answering only reads.

        The documents that lost their quotations on the way: a new version of the analysis failed in them.
        """
        return self._derived.refresh(progress)

    def index(self, progress: Progress = unseen) -> "Retriever":
        """The index of the archive as it is now; what is missing or stale is made anew, and kept."""
        return self._derived.view(progress).index

    def engine_condition(self, patience: float) -> "Condition | None":
        """How the engine is, by asking it for so many seconds at most; None where it is a part of this process."""
        return self._derived.engine_condition(patience)

    def rebuild_index(self, progress: Progress = unseen) -> IndexState:
        """Make another index of all documents, which takes the place of the one that is asked once it is whole."""
        return self._derived.rebuild(progress)

    def index_state(self) -> IndexState:
        """How the index is, beside the archive."""
        return self._derived.index_state()

    @property
    def indexed(self) -> int | None:
        """The generation of the archive that its index in this process was made of; None where there is none yet."""
        return self._derived.generation

    def view(self) -> "View":
        """Index and reader of the archive as it is now, which belong together."""
        return self._derived.view()

    def reader(self) -> "Reader":
        """What reads questions to the archive as it is now."""
        return self._derived.reader()

    def copies_of(self, key: int) -> "list[Copy]":
        """The documents that are copies of the same article as this version."""
        return self._derived.copies_of(key)

    @property
    def catalogue(self) -> "Catalogue":
        """What the archive holds."""
        return self._derived.catalogue()

    # Answering

    def forget(self, conversation: str) -> None:
        """Forget what was asked and shown in a conversation."""
        self.store.forget_conversation(conversation)

    def ask(
        self,
        question: str,
        today: date,
        asked: "Asked | None" = None,
        k: int = 5,
        earlier: "Earlier | None" = None,
        skip: int = 0,
    ) -> "tuple[Query, Answer]":
        """How a question was read, and its answer: the best `k` citations after the first `skip`."""
        from briefbot.archive.asking import ask  # noqa: PLC0415 (as with `intake`: what answers takes long to load, too)

        return ask(self.view(), question, today, asked, k, earlier, skip)

    def ask_after(
        self, history: Iterable[str], question: str, today: date, asked: "Asked", k: int = 5
    ) -> "tuple[Query, Answer]":
        """The same for a question at the end of a dialogue."""
        from briefbot.answering.questions.dialogue import earlier_of  # noqa: PLC0415 (as above)

        earlier = None
        for before in history:
            query, answer = self.ask(before, today, asked, k, earlier)
            if not query.courtesy:
                earlier = earlier_of(query, answer)
        return self.ask(question, today, asked, k, earlier)

    def answer(self, query: "Query", k: int = 5, skip: int = 0) -> "Answer":
        """The answer to a question that was read."""
        from briefbot.archive.asking import answer  # noqa: PLC0415 (as above)

        return answer(self.view(), query, k, skip)

    def check(self, words: str, by: str | None = None) -> "Verification":
        """Whether anybody said these words, or the one who goes `by` that name: a verdict with its evidence."""
        from briefbot.archive.verifying import verified  # noqa: PLC0415 (most who ask check nothing)
        from briefbot.checking.claims import Claim  # noqa: PLC0415 (as above)

        return verified(self.view(), Claim(words, by))

    def search(self, words: str, k: int) -> list[str]:
        """The ids of the documents that plain words find, best first."""
        keys = [hit.document for hit in self.index().documents(words, k)]
        ids = self.store.ids(keys)
        return [ids[key] for key in keys if key in ids]

    def documents(self, ids: Iterable[str]) -> "Iterator[Document]":
        """The documents that people know by these ids, in their order."""
        for id_ in ids:
            if stored := self.store.document(id_):
                yield stored.document

    def citation(self, place: tuple[int, int]) -> Citation | None:
        """The passage at a place that an answer showed (key and ordinal), None where it is gone."""
        return next(iter(self.citations([place])), None)

    def citations(self, places: "Sequence[tuple[int, int]]") -> list[Citation]:
        """The passages at places that an answer showed, in their order, without those that are gone."""
        names, stored = self._derived.fullest_names(), self.store.passages(places)
        found = ((place, *stored[place]) for place in places if place in stored)
        return [
            Citation.of(place, text, one, names.get(one.source.speaker or "", one.source.speaker)) for place, text, one in found
        ]
