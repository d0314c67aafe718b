"""An opened archive: each method is one transaction, and `read` and `write` are units of work for more than one step."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefbot.store.addresses import POSTGRESQL
from briefbot.store.engine import open_engine, reading, scrub, writing
from briefbot.store.failures import damage, failures_told
from briefbot.store.work import UnitOfWork

# What a start does not need is loaded when it is asked for, here and within the methods.
if TYPE_CHECKING:
    from briefbot.holdings import Holding, Selection
    from briefbot.model import Catalogue, Document, Passage, Span
    from briefbot.reading.analysis import Analysed
    from briefbot.reading.copies import Copy
    from briefbot.reading.corrections import Correction
    from briefbot.store.documents import Added, History, Incoming, Outcome, Stored
    from briefbot.store.files import FileStamp
    from briefbot.store.identity import HeldDocument, Move
    from briefbot.store.lock import Ownership
    from briefbot.store.people import Canonical
    from briefbot.store.state import State

# Documents read at a time where a whole archive is walked through: enough to be quick, little enough to be held.
_CHUNK = 500
# Seconds after somebody was forgotten in which each write leaves nothing in the write-ahead log: the last word to them too.
_SCRUBBED = 60.0


class Store:
    """An opened archive. Every method is one transaction; all raise DatabaseError when the database does not work."""

    def __init__(self, url: str) -> None:
        """Open the database at this SQLAlchemy URL, making or migrating it first."""
        self._url = url
        self._engine = open_engine(url)
        self._scrub_until = 0.0

    def close(self) -> None:
        """Give the database's connections back."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A unit of work that only reads: the archive as it is now, however long it takes and whoever writes meanwhile."""
        with failures_told(self._url), self._damage_told(), reading(self._engine) as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work that writes: all of it is kept or, on an error, nothing."""
        with failures_told(self._url), self._damage_told():
            with writing(self._engine) as connection:
                work = UnitOfWork(connection)
                yield work
            if work.erased:
                self._scrub_until = monotonic() + _SCRUBBED
            if monotonic() < self._scrub_until:
                scrub(self._engine)

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Tell rows that cannot be read as what they are, where going through all of them shows that the fault is theirs."""
        try:
            yield
        except (ValueError, LookupError, TypeError, OverflowError) as error:
            from briefbot.store.soundness import is_sound  # noqa: PLC0415

            with reading(self._engine) as connection:
                if not is_sound(connection):
                    raise damage(self._url) from error
            raise

    @contextmanager
    def owning_the_schedule(self) -> "Iterator[Ownership]":
        """Be the one process that sends digests while the block lasts; false where another one is."""
        from briefbot.store.lock import Duty, owned  # noqa: PLC0415

        with owned(self._engine, self._url, Duty.SCHEDULE) as ownership:
            yield ownership

    @contextmanager
    def owning_the_feeds(self) -> "Iterator[Ownership]":
        """Be the one process that looks at feeds while the block lasts; false where another one is."""
        from briefbot.store.lock import Duty, owned  # noqa: PLC0415

        with owned(self._engine, self._url, Duty.FEEDS) as ownership:
            yield ownership

    @contextmanager
    def owning_the_updates(self) -> "Iterator[Ownership]":
        """Be the one process that fetches updates while the block lasts; false where another one is."""
        from briefbot.store.lock import Duty, owned  # noqa: PLC0415

        with owned(self._engine, self._url, Duty.UPDATES) as ownership:
            yield ownership

    @property
    def serves_several(self) -> bool:
        """Whether several processes can serve a bot from this database: it is a server's."""
        return self._engine.dialect.name == POSTGRESQL

    @contextmanager
    def present(self, number: int) -> "Iterator[Ownership]":
        """Be known by this number to the others that serve a bot from this database, while the block lasts."""
        from briefbot.store.lock import present  # noqa: PLC0415

        with present(self._engine, self._url, number) as ownership:
            yield ownership

    # Documents

    def unchanged(self, incoming: "Sequence[Incoming]") -> "dict[tuple[str, str], Outcome]":
        """Those of these documents that are there already as they are, by what they asked for: they need no analysis."""
        with self.read() as work:
            return work.documents.unchanged(incoming)

    def strangers(self, incoming: "Sequence[Incoming]") -> "list[Incoming]":
        """Those of these documents of which no version is there."""
        with self.read() as work:
            return work.documents.strangers(incoming) if incoming else []

    def kept(self, ids: Collection[str], digests: Collection[str]) -> "list[HeldDocument]":
        """The documents without an address that have one of these ids, or just this content."""
        with self.read() as work:
            return list(work.identity.kept(ids, digests))

    def kept_at(self, places: Collection[str]) -> "list[HeldDocument]":
        """The documents without an address that were read at these places."""
        with self.read() as work:
            return list(work.identity.kept_at(places))

    def places(self, begins: str) -> list[str]:
        """The places of documents that begin so."""
        with self.read() as work:
            return work.identity.places(begins)

    def move(self, moves: "Sequence[Move]") -> None:
        """Let documents be in other files, with all their versions."""
        with self.write() as work:
            work.identity.move(moves)

    def history(self, key: int) -> "History":
        """What a version took the place of, and why it is one of its document."""
        from briefbot.store.documents import History  # noqa: PLC0415

        with self.read() as work:
            return History(work.documents.because(key), work.documents.earlier(key))

    def put(self, incoming: "Sequence[tuple[Incoming, Analysed]]", analysis: int, now: datetime) -> "list[Outcome]":
        """Bring documents in: new ones are added, changed ones get a new version, unchanged ones stay as they are.

        `analysis` is the version of the analysis that cut them. All are brought in or, on an error, none.
        """
        with self.write() as work:
            return work.documents.put(incoming, analysis, now)

    def reanalyse(self, analyse: "Callable[[Document], Analysed]", analysis: int) -> Iterator[tuple[int, dict[str, str]]]:
        """Cut those documents again that an older analysis cut, some at a time.

        Yields how many are still to do, and which of those that were done lost their quotations (by id), and why.
        """
        while todo := self.outdated(analysis):
            made = {item.key: analyse(item.document) for item in self.documents(todo[:_CHUNK])}
            with self.write() as work:
                degraded = work.documents.recut(made, analysis)
            yield len(todo) - len(made), degraded
        with self.write() as work:
            work.state.set("analysis", analysis)

    def outdated(self, analysis: int) -> list[int]:
        """The current versions that another analysis cut, by key, ascending."""
        with self.read() as work:
            return work.documents.outdated(analysis)

    def correct(self, correction: "Correction", made: "Analysed", now: datetime) -> None:
        """Keep a person's word on whose words these are; `made` is what analysis makes of the document."""
        with self.write() as work:
            work.documents.correct(correction, made, now)

    def undo_correction(self, document_id: str, span: "Span", made: "Analysed | None") -> bool:
        """Take a correction back; whether there was one. `made` is None where the document is gone."""
        with self.write() as work:
            return work.documents.undo_correction(document_id, span, made)

    def corrections(self) -> "list[Correction]":
        """Every correction, in the order in which they were decided."""
        with self.read() as work:
            return work.corrections.all_corrections()

    def recut_since(self, generation: int) -> set[int]:
        """The current versions whose passages were written anew after this generation, by key."""
        with self.read() as work:
            return work.documents.recut_since(generation)

    def keys(self) -> list[int]:
        """The numbers of all current versions, ascending."""
        with self.read() as work:
            return work.documents.keys()

    def passage_count(self) -> int:
        """How many passages the current versions have."""
        with self.read() as work:
            return work.measures.passages()

    def documents(self, keys: Iterable[int]) -> "Iterator[Stored]":
        """These versions with their passages, ascending by key; a chunk is held at a time."""
        wanted = sorted(set(keys))
        for at in range(0, len(wanted), _CHUNK):
            with self.read() as work:
                chunk = work.documents.with_keys(wanted[at : at + _CHUNK])
            yield from chunk

    def document(self, id: str) -> "Stored | None":  # noqa: A002 (the field's name)
        """The current version of the document that people know by this id."""
        with self.read() as work:
            key = work.documents.key_of(id)
            return next(iter(work.documents.with_keys([key])), None) if key is not None else None

    def latest(self, count: int) -> "list[Document]":
        """The newest documents by their dates, newest first; of one date, the one that came in last."""
        with self.read() as work:
            return work.documents.latest(count)

    def added_since(self, instant: datetime) -> "list[Added]":
        """The current versions that came in from this instant on (aware), ascending by key."""
        with self.read() as work:
            return work.documents.added_since(instant)

    def holdings(self, selection: "Selection") -> "list[Holding]":
        """The documents that are meant, newest first."""
        with self.read() as work:
            return work.holdings.listed(selection)

    def remove(self, ids: Sequence[str]) -> int:
        """Take these documents out, and leave no trace of their texts in any file; how many there were."""
        with self.write() as work:
            work.erased = True
            return work.holdings.remove(ids)

    def remove_gone_seeds(self, files: Collection[str], seen: Collection[tuple[str, str]] | None) -> int:
        """Take the seeds out whose place is none of `files`, or that were not `seen` there (`holdings`); how many."""
        with self.write() as work:
            return work.holdings.remove(work.holdings.gone_seeds(files, seen))

    def state(self) -> "State":
        """What tells whether something derived from the archive is stale."""
        with self.read() as work:
            return work.state.now()

    def had(self, generation: int, token: str) -> bool:
        """Whether this archive is what it was then, and what was added since: not so where another database was."""
        with self.read() as work:
            return work.state.had(generation, token)

    def passages(
        self, pairs: Collection[tuple[int, int]], known: "Mapping[int, Document]" = MappingProxyType({})
    ) -> "dict[tuple[int, int], tuple[Document, Passage]]":
        """These passages, by key of the document and ordinal, each with its document; one that is gone is left out.

        Documents that are `known`, by key, are not read again.
        """
        with self.read() as work:
            return work.passages.at(pairs, known)

    def passages_around(
        self, pairs: Collection[tuple[int, int]], reach: int
    ) -> "dict[int, tuple[Document, dict[int, Passage]]]":
        """The documents of these passages, by key, each with them and as many on either side as `reach` says, by ordinal."""
        with self.read() as work:
            return work.passages.around(pairs, reach)

    def ids(self, keys: Collection[int]) -> dict[int, str]:
        """What people know these documents by."""
        with self.read() as work:
            return work.documents.ids(keys)

    # Names

    def catalogue(self) -> "Catalogue":
        """Who speaks in the archive, which publishers and dates it has."""
        with self.read() as work:
            return work.people.catalogue()

    def tell_people_apart(self, canonical: "Canonical") -> None:
        """Write anew who is who; `canonical` maps names with the number of documents that give them to fullest names."""
        with self.write() as work:
            work.people.tell_people_apart(canonical)

    # Stories

    def find_copies(self) -> None:
        """Find which documents are copies of one article, some at a time: those that came in since the last time."""
        with self.write() as work:
            work.stories.forget_replaced()
        after = 0
        while True:
            with self.write() as work:
                if waiting := work.stories.waiting(after, _CHUNK):
                    work.stories.compare(waiting)
                elif not after:
                    work.stories.told()
                    return
            after = waiting[-1] if waiting else 0  # from the start once more: others may have come in meanwhile

    def stories(self) -> dict[int, int]:
        """The number of the story of each document that has copies, by key."""
        with self.read() as work:
            return work.stories.of_documents()

    def copies_of(self, key: int) -> "list[Copy]":
        """The documents that are copies of the same article as this version."""
        with self.read() as work:
            return work.stories.copies_of(key)

    # Files

    def files(self) -> "dict[str, FileStamp]":
        """The files that were brought in whole, by place."""
        with self.read() as work:
            return work.files.all()

    def remember_files(self, files: "Mapping[str, FileStamp]") -> None:
        """Note that these files, and no others, need not be read again while they stay as they are."""
        with self.write() as work:
            work.files.remember(files)

    # Conversations

    def conversation(self, name: str) -> tuple[dict[str, Any], datetime] | None:
        """What was kept of this conversation, and when (UTC)."""
        with self.read() as work:
            return work.conversations.of(name)

    def keep_conversation(self, name: str, state: Mapping[str, Any], now: datetime) -> None:
        """Keep this in place of what was kept of the conversation before."""
        with self.write() as work:
            work.conversations.keep(name, state, now)

    def forget_conversation(self, name: str) -> None:
        """Keep nothing of this conversation."""
        with self.write() as work:
            work.conversations.forget(name)
