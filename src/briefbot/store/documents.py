"""Documents in versions, under ids that are one document's alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, tuple_, update

from briefbot.model import SEEDS, Document, Passage, Span
from briefbot.reading.addresses import address_of
from briefbot.reading.analysis import Analysed
from briefbot.reading.corrections import Amendment, Correction, corrected
from briefbot.store.amendments import AmendmentsRepository
from briefbot.store.corrections import CorrectionsRepository
from briefbot.store.naming import Names
from briefbot.store.passages import PassagesRepository, columns_of, digest_of, document_of, held_to
from briefbot.store.repository import Repository, table_of
from briefbot.store.state import StateRepository
from briefbot.store.tables import DocumentRow, PassageRow

# Where what is told by its address is from.
_WEB = "web"
# Rows read at a time where a whole archive is walked through: enough to be quick, little enough to be held.
_CHUNK = 500
_KEY_OF = select(DocumentRow.key).where(DocumentRow.id == bindparam("document_id"), DocumentRow.current)


class Change(StrEnum):
    """What bringing in a document did."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document as it was read at a place; its id is the one that it asks for.

    An address of the web tells it wherever it lies; a seed, which comes and goes with its file, is told by that alone.
    """

    place: str
    document: Document

    @property
    def address(self) -> str | None:
        """What tells its address from others; None where it has none."""
        return address_of(self.document.url) if self.document.url and not self.place.startswith(SEEDS) else None

    @property
    def asked(self) -> tuple[str, str]:
        """What tells it from other documents: its address, else its place and the name that it asks for."""
        return (_WEB, self.address) if self.address else self.named

    @property
    def named(self) -> tuple[str, str]:
        """Its place, and the name that it asks for."""
        return self.place, self.document.id

    @property
    def digest(self) -> str:
        """The same for two readings exactly when nothing of the document changed."""
        return digest_of(self.document)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an incoming document; `id` differs from the one asked for where that was taken."""

    change: Change
    id: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A version of a document in the archive, by the store's number for it, with its passages."""

    key: int
    document: Document
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The versions that another one took the place of, newest first, each with the instant until which it stood (UTC).

    `because` says why it is one of a document that had another place: a sentence, None where it had not.
    """

    because: str | None
    earlier: Sequence[tuple[Stored, datetime]]


@dataclass(frozen=True, slots=True)
class Added:
    """A current version that came in at an instant (UTC), and those it took the place of: instant and text, newest first."""

    key: int
    added_at: datetime
    earlier: tuple[tuple[datetime, str], ...] = ()


class DocumentsRepository(Repository):
    """Versions of documents, with their passages."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._state, self._passages = StateRepository(connection), PassagesRepository(connection)
        self._corrections, self._amendments = CorrectionsRepository(connection), AmendmentsRepository(connection)

    def unchanged(self, incoming: Sequence[Incoming]) -> dict[tuple[str, str], Outcome]:
        """Those of these documents that are there already as they are, by what they asked for: they need no analysis."""
        known = self._known(incoming)
        return {item.asked: outcome for item in incoming if (outcome := _unchanged(known.get(item.asked), item))}

    def strangers(self, incoming: Sequence[Incoming]) -> list[Incoming]:
        """Those of these documents of which no version is there."""
        known = self._known(incoming)
        return [item for item in incoming if item.asked not in known]

    def earlier(self, key: int) -> list[tuple[Stored, datetime]]:
        """The versions that this one took the place of, newest first, each with the instant until which it stood (UTC)."""
        own = self._execute(select(DocumentRow.place, DocumentRow.name).where(DocumentRow.key == key)).first()
        if own is None:
            return []
        query = select(DocumentRow.key, DocumentRow.added_at).where(
            DocumentRow.place == own.place, DocumentRow.name == own.name
        )
        rows = self._execute(query.order_by(DocumentRow.version.desc())).all()
        stored = {one.key: one for one in self.with_keys([row.key for row in rows])}
        return [(stored[row.key], later.added_at) for later, row in pairwise(rows)]

    def because(self, key: int) -> str | None:
        """Why a version is one of a document that had another place: a sentence; None where it had not."""
        return self._scalar(select(DocumentRow.because).where(DocumentRow.key == key))

    def put(self, incoming: Sequence[tuple[Incoming, Analysed]], analysis: int, now: datetime) -> list[Outcome]:
        """Bring documents in: new ones are added, changed ones get a new version, unchanged ones stay as they are.

        `analysis` is the version of the analysis that cut them. All are brought in or, on an error, none.
        """
        cut = {item.asked: made for item, made in incoming}
        items = [item for item, _ in incoming]
        outcomes = self._put(items, cut, analysis, now)
        if any(outcome.change is not Change.UNCHANGED for outcome in outcomes.values()):
            self._state.begin_generation()
        return list(_in_order(items, outcomes))

    def correct(self, correction: Correction, made: Analysed, now: datetime) -> None:
        """Keep a person's word on whose words these are; `made` is what analysis makes of the document."""
        self._corrections.write_correction(correction, now)
        self._recut(correction.document_id, made)

    def undo_correction(self, document_id: str, span: Span, made: Analysed | None) -> bool:
        """Take a correction back; whether there was one. `made` is None where the document is gone."""
        found = self._corrections.erase_correction(document_id, span)
        if found and made is not None:
            self._recut(document_id, made)
        return found

    def amend(self, document_id: str, amendment: Amendment, made: Analysed, now: datetime) -> Document | None:
        """Keep a person's word on a document, in all its versions to come; `made` is what analysis makes of it then.

        The document as it is now, None where it is gone.
        """
        here = DocumentRow.id == document_id, DocumentRow.current
        row = self._execute(select(DocumentRow.__table__).where(*here)).first()
        if row is None:
            return None
        self._amendments.add(row.place, row.name, amendment, document_of(row), now)
        amended = amendment.of(document_of(row))
        self._execute(update(DocumentRow).where(DocumentRow.key == row.key).values(**columns_of(amended)))
        self._recut(document_id, made)
        return amended

    def as_read(self, document_id: str) -> Document | None:
        """A document as it was read, whatever people say of it; None where there is none, or nobody amended it."""
        here = DocumentRow.id == document_id, DocumentRow.current
        row = self._execute(select(DocumentRow.__table__).where(*here)).first()
        return self._amendments.of(row.place, row.name, document_of(row)) if row else None

    def undo_amendment(self, document_id: str, made: Analysed) -> Document | None:
        """Take back what people said of a document's title and date; `made` is what analysis makes of it as it was read.

        The document as it is now, None where there is none, or nobody amended it.
        """
        read = self.as_read(document_id)
        row = self._execute(select(DocumentRow.__table__).where(DocumentRow.id == document_id, DocumentRow.current)).first()
        if read is None or row is None:
            return None
        self._amendments.erase(row.place, row.name)
        self._execute(update(DocumentRow).where(DocumentRow.key == row.key).values(**columns_of(read)))
        self._recut(document_id, made)
        return read

    def recut_since(self, generation: int) -> set[int]:
        """The current versions whose passages were written anew after this generation, by key."""
        return set(self._scalars(select(DocumentRow.key).where(DocumentRow.current, DocumentRow.recut > generation)))

    def keys(self) -> list[int]:
        """The numbers of all current versions, ascending."""
        return list(self._scalars(select(DocumentRow.key).where(DocumentRow.current).order_by(DocumentRow.key)))

    def latest(self, count: int) -> list[Document]:
        """The newest documents by their dates, newest first; of one date, the one that came in last."""
        newest = select(DocumentRow.__table__).where(DocumentRow.current, DocumentRow.published.is_not(None))
        rows = self._execute(newest.order_by(DocumentRow.published.desc(), DocumentRow.key.desc()).limit(count)).all()
        return [document_of(row) for row in rows]

    def added_since(self, instant: datetime) -> list[Added]:
        """The current versions that came in from this instant on (aware), ascending by key."""
        columns = select(DocumentRow.key, DocumentRow.place, DocumentRow.name, DocumentRow.version, DocumentRow.added_at)
        rows = self._execute(columns.where(DocumentRow.current, DocumentRow.added_at >= instant)).all()
        earlier = self._earlier([(row.place, row.name) for row in rows if row.version > 1])
        return [
            Added(row.key, row.added_at, tuple(earlier.get((row.place, row.name), ())))
            for row in sorted(rows, key=lambda row: row.key)
        ]

    def ids(self, keys: Collection[int]) -> dict[int, str]:
        """What people know these documents by."""
        return dict(self._execute(select(DocumentRow.key, DocumentRow.id).where(DocumentRow.key.in_(keys))).all())

    def recut(self, made: Mapping[int, Analysed], analysis: int) -> dict[str, str]:
        """Write the passages of these versions anew; which lost their quotations by it (by id), and why."""
        stored = self.with_keys(list(made))
        decided = self._corrections.corrections_of([item.document.id for item in stored])
        self._passages.replace(
            {one.key: corrected(one.document, made[one.key].passages, decided[one.document.id]) for one in stored}
        )
        for key, each in made.items():
            self._execute(update(DocumentRow).where(DocumentRow.key == key).values(analysis=analysis, degraded=each.error))
        self._state.begin_generation()
        return {item.document.id: why for item in stored if (why := made[item.key].error)}

    def with_keys(self, keys: Sequence[int]) -> list[Stored]:
        """These versions with their passages, ascending by key."""
        documents, passages = self._passages.documents(keys), self._passages.of_documents(keys)
        stored = [Stored(key, document, tuple(passages[key])) for key, document in sorted(documents.items())]
        for item in stored:
            held_to(item.document, item.passages)
        return stored

    def key_of(self, document_id: str) -> int | None:
        """The current version of the document that people know by this id."""
        return self._scalar(_KEY_OF, {"document_id": document_id})

    def outdated(self, analysis: int) -> list[int]:
        """The current versions that another analysis cut, by key, ascending."""
        query = select(DocumentRow.key).where(DocumentRow.current, DocumentRow.analysis != analysis)
        return list(self._scalars(query.order_by(DocumentRow.key)))

    def _known(self, incoming: Sequence[Incoming]) -> dict[tuple[str, str], Row[Any]]:
        """The newest versions of these documents that are stored already, by what tells them; each is one document's alone."""
        columns = ("key", "place", "name", "id", "version", "digest", "address", "because")
        query = select(*(getattr(DocumentRow, name) for name in columns)).where(DocumentRow.current)
        found: dict[tuple[str, str], Row[Any]] = {}
        for at in range(0, len(incoming), _CHUNK):
            chunk = incoming[at : at + _CHUNK]
            addresses = {item.address for item in chunk if item.address}
            by_address = {row.address: row for row in self._execute(query.where(DocumentRow.address.in_(addresses)))}
            found.update({item.asked: by_address[item.address] for item in chunk if item.address in by_address})
            places, names = {item.place for item in chunk}, {item.document.id for item in chunk}
            named = self._execute(query.where(DocumentRow.place.in_(places), DocumentRow.name.in_(names)))
            by_name = {(row.place, row.name): row for row in named}
            claimed = {row.key for row in found.values()}
            for item in chunk:
                row = by_name.get(item.named)
                if item.asked not in found and row is not None and row.key not in claimed:
                    found[item.asked] = row
                    claimed.add(row.key)
        return found

    def _put(
        self,
        incoming: Sequence[Incoming],
        cut: Mapping[tuple[str, str], Analysed],
        analysis: int,
        now: datetime,
    ) -> dict[tuple[str, str], Outcome]:
        """Write new versions of documents with their passages; what became of each."""
        # Looked up again inside the transaction: another process may have brought the same documents in meanwhile.
        known, amended = self._known(incoming), self._amendments.all()
        names = self._names(incoming)
        outcomes: dict[tuple[str, str], Outcome] = {}
        rows: list[dict[str, Any]] = []
        written: list[Incoming] = []
        for item in incoming:
            before = known.get(item.asked)
            if item.asked in outcomes:  # named twice with the same content
                continue
            if unchanged := _unchanged(before, item):
                outcomes[item.asked] = unchanged
                continue
            analysed = {"analysis": analysis, "degraded": cut[item.asked].error}
            row = _version_after(before, item, names, amended) | analysed | {"added_at": now}
            rows.append(row)
            written.append(item)
            if (row["place"], row["name"]) in amended:
                self._amendments.note(row["place"], row["name"], item.document)
            outcomes[item.asked] = Outcome(Change.UPDATED if before is not None else Change.ADDED, row["id"])
        replaced = [known[item.asked].key for item in written if item.asked in known]
        self._execute(update(DocumentRow).where(DocumentRow.key.in_(replaced)).values(current=False))
        decided = self._corrections.corrections_of([outcome.id for outcome in outcomes.values()])
        self._passages.insert(
            {
                key: corrected(item.document, cut[item.asked].passages, decided[outcomes[item.asked].id])
                for key, item in zip(self._insert(rows), written, strict=True)
            }
        )
        return outcomes

    def _names(self, incoming: Sequence[Incoming]) -> Names:
        """What of what these documents ask to be called is taken."""
        ids: set[str] = set()
        places: set[tuple[str, str]] = set()
        for at in range(0, len(incoming), _CHUNK):
            wanted = {item.document.id for item in incoming[at : at + _CHUNK]}
            ids |= set(self._scalars(select(DocumentRow.id).where(DocumentRow.current, DocumentRow.id.in_(wanted))))
            here = DocumentRow.place.in_({item.place for item in incoming[at : at + _CHUNK]})
            query = select(DocumentRow.place, DocumentRow.name).where(here, DocumentRow.name.in_(wanted))
            places |= {(row.place, row.name) for row in self._execute(query)}
        return Names(ids, places, self._is_taken)

    def _free_id(self, wanted: str) -> str:
        """The id itself or, where another document has it, the id with the first free number behind it."""
        return Names({wanted} if self._is_taken(wanted) else set(), set(), self._is_taken).free_id(wanted)

    def _is_taken(self, id_: str) -> bool:
        query = select(DocumentRow.key).where(DocumentRow.id == id_, DocumentRow.current)
        return self._execute(query).first() is not None

    def _insert(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        """Write versions; their keys, which no version had before that was taken out."""
        if not rows:
            return ()
        highest: int = self._scalar(select(func.max(DocumentRow.key))) or 0
        first = max(highest, self._state.value("highest_key")) + 1
        keys = range(first, first + len(rows))
        self._execute(insert(table_of(DocumentRow)), [{"key": key, **row} for key, row in zip(keys, rows, strict=True)])
        return keys

    def _recut(self, document_id: str, made: Analysed) -> None:
        """Write the passages of a document's current version anew, as analysis finds them and people corrected them."""
        row = self._execute(select(DocumentRow.__table__).where(DocumentRow.id == document_id, DocumentRow.current)).first()
        if row is None:
            return
        generation = self._state.begin_generation()
        self._execute(delete(PassageRow).where(PassageRow.document_key == row.key))
        decided = self._corrections.corrections_of([document_id])[document_id]
        self._passages.insert({row.key: corrected(document_of(row), made.passages, decided)})
        values = {"recut": generation, "degraded": made.error}
        self._execute(update(DocumentRow).where(DocumentRow.key == row.key).values(values))

    def _earlier(self, asked: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[tuple[datetime, str]]]:
        """Instants and texts of the versions that others took the place of, newest first, by place and name."""
        found: dict[tuple[str, str], list[tuple[datetime, str]]] = {}
        for at in range(0, len(asked), _CHUNK):
            query = select(DocumentRow.place, DocumentRow.name, DocumentRow.added_at, DocumentRow.text).where(
                ~DocumentRow.current, tuple_(DocumentRow.place, DocumentRow.name).in_(asked[at : at + _CHUNK])
            )
            for row in self._execute(query.order_by(DocumentRow.version.desc())):
                found.setdefault((row.place, row.name), []).append((row.added_at, row.text))
        return found


def _version_after(
    before: Row[Any] | None, item: Incoming, names: Names, amended: Mapping[tuple[str, str], Amendment]
) -> dict[str, Any]:
    """The columns of a version of a document, as people `amended` it, in the place of the one before, if there was one."""
    if before is None:
        place, name = names.free_name(item.named, item.asked)
        own = {"place": place, "name": name, "version": 1, "because": None}
        id_ = names.free_id(item.document.id)
    else:
        place, name = before.place, before.name
        elsewhere = item.address and before.place != item.place
        because = f"it has the same address, in {item.place}" if elsewhere else before.because
        own = {"place": place, "name": name, "version": before.version + 1, "because": because}
        id_ = before.id
    said = amended.get((place, name), Amendment())
    document = said.of(replace(item.document, id=id_))
    return {**own, "address": item.address, "current": True, "digest": item.digest, "recut": 0, **columns_of(document)}


def _unchanged(known: Row[Any] | None, item: Incoming) -> Outcome | None:
    return Outcome(Change.UNCHANGED, known.id) if known is not None and known.digest == item.digest else None


def _in_order(incoming: Sequence[Incoming], outcomes: Mapping[tuple[str, str], Outcome]) -> Iterator[Outcome]:
    """What became of each; a document that came twice was there already the second time."""
    seen: set[tuple[str, str]] = set()
    for item in incoming:
        outcome = outcomes[item.asked]
        yield replace(outcome, change=Change.UNCHANGED) if item.asked in seen else outcome
        seen.add(item.asked)
