"""The archive in the database: the only place where rows are read and written."""

import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, case, delete, func, insert, select, tuple_, update

from briefbot.answering.questions.offices import REACH, Sighting, offices
from briefbot.model import Catalogue, Document, Kind, Office, Passage, Person, Publisher, Span, SpeakerSource
from briefbot.reading.corrections import Correction, corrected
from briefbot.store.corrections import CorrectionsRepository
from briefbot.store.engine import failures_told, open_engine, reading, writing
from briefbot.store.lock import owned
from briefbot.store.tables import (
    Base,
    ConversationRow,
    DocumentRow,
    FileRow,
    GenerationRow,
    NameRow,
    OfficeRow,
    PassageRow,
    StateRow,
)
from briefbot.store.upserts import insert_into
from briefbot.store.work import UnitOfWork

# Rows read at a time where a whole archive is walked through: enough to be quick, little enough to be held.
_CHUNK = 500


class Change(StrEnum):
    """What bringing in a document did."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document as it was read at a place; its id is the one that it asks for."""

    place: str
    document: Document

    @property
    def asked(self) -> tuple[str, str]:
        """What tells it from other documents: its place, and the name that it asks for."""
        return self.place, self.document.id

    @property
    def digest(self) -> str:
        """The same for two readings exactly when nothing of the document changed."""
        return _digest(self.document)


@dataclass(frozen=True, slots=True)
class Analysed:
    """What analysis made of a document: its passages, and why they hold no quotations where it failed (None elsewhere)."""

    passages: tuple[Passage, ...]
    error: str | None = None


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
class Added:
    """A current version that came in at an instant (UTC), and those it took the place of: instant and text, newest first."""

    key: int
    added_at: datetime
    earlier: tuple[tuple[datetime, str], ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Counts of the archive's changes: `generation` now, `names` when its people were last told apart.

    `analysis` is the version of the analysis that all documents are known to have been cut by. `token` tells this content
    from any other: it is random, made with the generation, and no other database has it, but for copies of this one.
    """

    generation: int
    names: int
    analysis: int
    token: str


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells without reading that a file is the one that was read: bytes, and nanoseconds since 1970."""

    size: int
    modified: int


class Store:
    """An opened archive. Every method is one transaction; all raise DatabaseError when the database does not work."""

    def __init__(self, url: str) -> None:
        """Open the database at this SQLAlchemy URL, making or migrating it first."""
        self._url = url
        self._engine = open_engine(url)

    def close(self) -> None:
        """Give the database's connections back."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A unit of work that only reads."""
        with self._reading() as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """A unit of work that writes: all of it is kept or, on an error, nothing."""
        with self._writing() as connection:
            yield UnitOfWork(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with failures_told(self._url), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with failures_told(self._url), writing(self._engine) as connection:
            yield connection

    @contextmanager
    def owning_the_schedule(self) -> Iterator[bool]:
        """Be the one process that sends digests while the block lasts; False where another one is."""
        with owned(self._engine) as owner:
            yield owner

    # Documents

    def unchanged(self, incoming: Sequence[Incoming]) -> dict[tuple[str, str], Outcome]:
        """Those of these documents that are there already as they are, by what they asked for: they need no analysis."""
        with self._reading() as connection:
            known = _known(connection, incoming)
        return {item.asked: outcome for item in incoming if (outcome := _unchanged(known.get(item.asked), item))}

    def put(self, incoming: Sequence[tuple[Incoming, Analysed]], analysis: int, now: datetime) -> list[Outcome]:
        """Bring documents in: new ones are added, changed ones get a new version, unchanged ones stay as they are.

        `analysis` is the version of the analysis that cut them. All are brought in or, on an error, none.
        """
        cut = {item.asked: made for item, made in incoming}
        items = [item for item, _ in incoming]
        with self._writing() as connection:
            outcomes = _put(connection, items, cut, analysis, now)
            if any(outcome.change is not Change.UNCHANGED for outcome in outcomes.values()):
                _begin_generation(connection)
        return list(_in_order(items, outcomes))

    def reanalyse(self, analyse: Callable[[Document], Analysed], analysis: int) -> Iterator[tuple[int, dict[str, str]]]:
        """Cut those documents again that an older analysis cut, some at a time.

        Yields how many are still to do, and which of those that were done lost their quotations (by id), and why.
        """
        while todo := self._outdated(analysis):
            stored = list(self.documents(todo[:_CHUNK]))
            cut = {item.key: analyse(item.document) for item in stored}
            with self._writing() as connection:
                connection.execute(delete(PassageRow).where(PassageRow.document_key.in_(cut)))
                decided = CorrectionsRepository(connection).corrections_of([item.document.id for item in stored])
                _insert_passages(
                    connection,
                    {i.key: corrected(i.document, cut[i.key].passages, decided[i.document.id]) for i in stored},
                )
                for key, made in cut.items():
                    values = {"analysis": analysis, "degraded": made.error}
                    connection.execute(update(DocumentRow).where(DocumentRow.key == key).values(values))
                _begin_generation(connection)
            degraded = {item.document.id: why for item in stored if (why := cut[item.key].error)}
            yield len(todo) - len(cut), degraded
        with self._writing() as connection:
            _set_state(connection, "analysis", analysis)

    def correct(self, correction: Correction, made: Analysed, now: datetime) -> None:
        """Keep a person's word on whose words these are; `made` is what analysis makes of the document."""
        with self._writing() as connection:
            CorrectionsRepository(connection).write_correction(correction, now)
            _recut(connection, correction.document_id, made)

    def undo_correction(self, document_id: str, span: Span, made: Analysed | None) -> bool:
        """Take a correction back; whether there was one. `made` is None where the document is gone."""
        with self._writing() as connection:
            found = CorrectionsRepository(connection).erase_correction(document_id, span)
            if found and made is not None:
                _recut(connection, document_id, made)
        return found

    def corrections(self) -> list[Correction]:
        """Every correction, in the order in which they were decided."""
        with self._reading() as connection:
            return CorrectionsRepository(connection).all_corrections()

    def recut_since(self, generation: int) -> set[int]:
        """The current versions whose passages were written anew after this generation, by key."""
        with self._reading() as connection:
            return set(connection.scalars(select(DocumentRow.key).where(DocumentRow.current, DocumentRow.recut > generation)))

    def keys(self) -> list[int]:
        """The numbers of all current versions, ascending."""
        with self._reading() as connection:
            return list(connection.scalars(select(DocumentRow.key).where(DocumentRow.current).order_by(DocumentRow.key)))

    def documents(self, keys: Iterable[int]) -> Iterator[Stored]:
        """These versions with their passages, ascending by key; a chunk is held at a time."""
        wanted = sorted(set(keys))
        for at in range(0, len(wanted), _CHUNK):
            yield from self._chunk(wanted[at : at + _CHUNK])

    def document(self, id: str) -> Stored | None:  # noqa: A002 (the field's name)
        """The current version of the document that people know by this id."""
        with self._reading() as connection:
            key = connection.scalar(select(DocumentRow.key).where(DocumentRow.id == id, DocumentRow.current))
        return next(self.documents([key]), None) if key is not None else None

    def latest(self, count: int) -> list[Document]:
        """The newest documents by their dates, newest first; of one date, the one that came in last."""
        newest = select(DocumentRow.__table__).where(DocumentRow.current, DocumentRow.published.is_not(None))
        with self._reading() as connection:
            rows = connection.execute(newest.order_by(DocumentRow.published.desc(), DocumentRow.key.desc()).limit(count)).all()
        return [_document(row) for row in rows]

    def added_since(self, instant: datetime) -> list[Added]:
        """The current versions that came in from this instant on (aware), ascending by key."""
        columns = select(DocumentRow.key, DocumentRow.place, DocumentRow.name, DocumentRow.version, DocumentRow.added_at)
        with self._reading() as connection:
            rows = connection.execute(columns.where(DocumentRow.current, DocumentRow.added_at >= instant)).all()
            earlier = _earlier(connection, [(row.place, row.name) for row in rows if row.version > 1])
        return [
            Added(row.key, row.added_at, tuple(earlier.get((row.place, row.name), ())))
            for row in sorted(rows, key=lambda row: row.key)
        ]

    def state(self) -> State:
        """What tells whether something derived from the archive is stale."""
        with self._reading() as connection:
            values = dict(connection.execute(select(StateRow.name, StateRow.value)).all())
            token = _token(connection, values.get("generation", 0))
        return State(values.get("generation", 0), values.get("names", 0), values.get("analysis", 0), token or "")

    def had(self, generation: int, token: str) -> bool:
        """Whether this archive is what it was then, and what was added since: not so where another database was."""
        with self._reading() as connection:
            return _token(connection, generation) == token

    def passages(self, pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], tuple[Document, Passage]]:
        """These passages, by key of the document and ordinal, each with its document; one that is gone is left out."""
        keys = sorted({key for key, _ in pairs})
        with self._reading() as connection:
            documents = connection.execute(_documents_by_key(keys)).all()
            rows = connection.execute(
                select(PassageRow.__table__).where(
                    PassageRow.document_key.in_(keys), tuple_(PassageRow.document_key, PassageRow.ordinal).in_(list(pairs))
                )
            ).all()
        by_key = {row.key: _document(row) for row in documents}
        return {(r.document_key, r.ordinal): (by_key[r.document_key], _passage(r)) for r in rows if r.document_key in by_key}

    def ids(self, keys: Collection[int]) -> dict[int, str]:
        """What people know these documents by."""
        with self._reading() as connection:
            return dict(connection.execute(select(DocumentRow.key, DocumentRow.id).where(DocumentRow.key.in_(keys))).all())

    # Names

    def catalogue(self) -> Catalogue:
        """Who speaks in the archive, which publishers and dates it has."""
        with self._reading() as connection:
            people: dict[str, list[Row[Any]]] = {}
            for row in connection.execute(select(NameRow.__table__)):
                people.setdefault(row.person, []).append(row)
            sources = connection.execute(
                select(DocumentRow.source, func.count(), func.min(DocumentRow.published), func.max(DocumentRow.published))
                .where(DocumentRow.current)
                .group_by(DocumentRow.source)
            ).all()
            held = connection.execute(select(OfficeRow.__table__)).all()
            passages = connection.scalar(
                select(func.count()).select_from(PassageRow).join(DocumentRow).where(DocumentRow.current)
            )
        return Catalogue(
            people=tuple(
                Person(name, frozenset(r.name for r in rows), sum(r.documents for r in rows), sum(r.passages for r in rows))
                for name, rows in sorted(people.items())
            ),
            publishers=tuple(Publisher(*row) for row in sorted(sources, key=lambda row: (-row[1], row[0] or ""))),
            passages=passages or 0,
            offices=tuple(Office(*row) for row in held),
        )

    def tell_people_apart(self, canonical: Callable[[Mapping[str, int]], Mapping[str, str]]) -> None:
        """Write anew who is who; `canonical` maps names with the number of documents that give them to fullest names."""
        with self._writing() as connection:
            sightings = connection.execute(
                select(PassageRow.speaker, func.count(PassageRow.document_key.distinct()), func.count())
                .join(DocumentRow)
                .where(DocumentRow.current, PassageRow.speaker.is_not(None))
                .group_by(PassageRow.speaker)
            ).all()
            person = canonical({name: documents for name, documents, _ in sightings if name is not None})
            rows = [
                {"name": n, "person": person.get(n, n), "documents": d, "passages": p} for n, d, p in sightings if n is not None
            ]
            _replace(connection, NameRow, rows)
            _replace(connection, OfficeRow, [asdict(office) for office in offices(_introductions(connection))])
            _set_state(connection, "names", _state(connection, "generation"))

    # Files

    def files(self) -> dict[str, FileStamp]:
        """The files that were brought in whole, by place."""
        with self._reading() as connection:
            return {row.place: FileStamp(row.size, row.modified) for row in connection.execute(select(FileRow.__table__))}

    def remember_files(self, files: Mapping[str, FileStamp]) -> None:
        """Note that these files need not be read again while they stay as they are."""
        if files:
            with self._writing() as connection:
                for place, stamp in files.items():
                    _upsert(connection, FileRow, {"place": place}, {"size": stamp.size, "modified": stamp.modified})

    # Conversations

    def conversation(self, name: str) -> tuple[dict[str, Any], datetime] | None:
        """What was kept of this conversation, and when (UTC)."""
        with self._reading() as connection:
            row = connection.execute(select(ConversationRow.state, ConversationRow.updated_at).filter_by(name=name)).first()
        return (row.state, row.updated_at) if row else None

    def keep_conversation(self, name: str, state: Mapping[str, Any], now: datetime) -> None:
        """Keep this in place of what was kept of the conversation before."""
        with self._writing() as connection:
            _upsert(connection, ConversationRow, {"name": name}, {"state": dict(state), "updated_at": now})

    def forget_conversation(self, name: str) -> None:
        """Keep nothing of this conversation."""
        with self._writing() as connection:
            connection.execute(delete(ConversationRow).filter_by(name=name))

    def _outdated(self, analysis: int) -> list[int]:
        with self._reading() as connection:
            query = select(DocumentRow.key).where(DocumentRow.current, DocumentRow.analysis != analysis)
            return list(connection.scalars(query.order_by(DocumentRow.key)))

    def _chunk(self, keys: Sequence[int]) -> list[Stored]:
        with self._reading() as connection:
            documents = connection.execute(_documents_by_key(keys)).all()
            rows = connection.execute(
                select(PassageRow.__table__)
                .where(PassageRow.document_key.in_(keys))
                .order_by(PassageRow.document_key, PassageRow.ordinal)
            ).all()
        passages: dict[int, list[Passage]] = {key: [] for key in keys}
        for row in rows:
            passages[row.document_key].append(_passage(row))
        stored = (Stored(row.key, _document(row), tuple(passages[row.key])) for row in documents)
        return sorted(stored, key=lambda item: item.key)


def _earlier(connection: Connection, asked: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[tuple[datetime, str]]]:
    """Instants and texts of the versions that others took the place of, newest first, by place and name."""
    found: dict[tuple[str, str], list[tuple[datetime, str]]] = {}
    for at in range(0, len(asked), _CHUNK):
        query = select(DocumentRow.place, DocumentRow.name, DocumentRow.added_at, DocumentRow.text).where(
            ~DocumentRow.current, tuple_(DocumentRow.place, DocumentRow.name).in_(asked[at : at + _CHUNK])
        )
        for row in connection.execute(query.order_by(DocumentRow.version.desc())):
            found.setdefault((row.place, row.name), []).append((row.added_at, row.text))
    return found


def _documents_by_key(keys: Collection[int]) -> Select[Any]:
    return select(DocumentRow.__table__).where(DocumentRow.key.in_(keys))


def _digest(document: Document) -> str:
    fields = (
        document.text,
        document.title,
        document.source,
        document.published and document.published.isoformat(),
        document.published_at and document.published_at.isoformat(),
        document.url,
        document.author,
        document.language,
    )
    return hashlib.sha256(json.dumps(fields).encode()).hexdigest()


def _known(connection: Connection, incoming: Sequence[Incoming]) -> dict[tuple[str, str], Row[Any]]:
    """The newest versions of these documents that are stored already, by place and the name asked for."""
    query = select(
        DocumentRow.key, DocumentRow.place, DocumentRow.name, DocumentRow.id, DocumentRow.version, DocumentRow.digest
    )
    found: dict[tuple[str, str], Row[Any]] = {}
    for at in range(0, len(incoming), _CHUNK):
        chunk = incoming[at : at + _CHUNK]
        places, names = {item.place for item in chunk}, {item.document.id for item in chunk}
        current = query.where(DocumentRow.current, DocumentRow.place.in_(places), DocumentRow.name.in_(names))
        found.update({(row.place, row.name): row for row in connection.execute(current)})
    return found


def _unchanged(known: Row[Any] | None, item: Incoming) -> Outcome | None:
    return Outcome(Change.UNCHANGED, known.id) if known is not None and known.digest == item.digest else None


def _put(
    connection: Connection,
    incoming: Sequence[Incoming],
    cut: Mapping[tuple[str, str], Analysed],
    analysis: int,
    now: datetime,
) -> dict[tuple[str, str], Outcome]:
    """Write new versions of documents with their passages; what became of each."""
    # Looked up again inside the transaction: another process may have brought the same documents in meanwhile.
    known = _known(connection, incoming)
    outcomes: dict[tuple[str, str], Outcome] = {}
    written: dict[int, Incoming] = {}
    for item in incoming:
        before = known.get(item.asked)
        if item.asked in outcomes:  # named twice with the same content
            continue
        if unchanged := _unchanged(before, item):
            outcomes[item.asked] = unchanged
            continue
        key, id_ = _put_version(connection, item, before, {"analysis": analysis, "degraded": cut[item.asked].error}, now)
        written[key] = item
        outcomes[item.asked] = Outcome(Change.UPDATED if before is not None else Change.ADDED, id_)
    decided = CorrectionsRepository(connection).corrections_of([outcome.id for outcome in outcomes.values()])
    _insert_passages(
        connection,
        {key: corrected(i.document, cut[i.asked].passages, decided[outcomes[i.asked].id]) for key, i in written.items()},
    )
    return outcomes


def _in_order(incoming: Sequence[Incoming], outcomes: Mapping[tuple[str, str], Outcome]) -> Iterator[Outcome]:
    """What became of each; a document that came twice was there already the second time."""
    seen: set[tuple[str, str]] = set()
    for item in incoming:
        outcome = outcomes[item.asked]
        yield replace(outcome, change=Change.UNCHANGED) if item.asked in seen else outcome
        seen.add(item.asked)


def _put_version(
    connection: Connection, item: Incoming, before: Row[Any] | None, analysed: Mapping[str, Any], now: datetime
) -> tuple[int, str]:
    """Write a version of a document in place of the one before, if there was one: its key and id."""
    if before is not None:
        connection.execute(update(DocumentRow).where(DocumentRow.key == before.key).values(current=False))
    id_ = before.id if before is not None else _free_id(connection, item.document.id)
    values = {
        "place": item.place,
        "name": item.document.id,
        "version": before.version + 1 if before is not None else 1,
        "current": True,
        "digest": item.digest,
        "added_at": now,
        **analysed,
        **_columns(replace(item.document, id=id_)),
    }
    return connection.scalars(insert(DocumentRow).values(**values).returning(DocumentRow.key)).one(), id_


def _introductions(connection: Connection) -> Iterator[Sighting]:
    """How articles introduce their speakers: each mention with the text before it."""
    start = PassageRow.mention_start
    before = func.substr(
        DocumentRow.text, case((start > REACH, start - REACH + 1), else_=1), case((start > REACH, REACH), else_=start)
    )
    mention = func.substr(DocumentRow.text, start + 1, PassageRow.mention_end - start)
    query = select(PassageRow.speaker, before, mention, DocumentRow.published).join(DocumentRow)
    named = query.where(DocumentRow.current, PassageRow.speaker.is_not(None), start.is_not(None))
    for name, text, words, published in connection.execute(named):
        yield Sighting(name, text, words, published)


def _replace(connection: Connection, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Put these rows in place of all that a table of derived facts holds."""
    connection.execute(delete(table))
    if rows:
        connection.execute(insert(table), rows)


def _free_id(connection: Connection, wanted: str) -> str:
    """The id itself or, where another document has it, the id with the first free number behind it."""

    def taken(candidate: str) -> bool:
        query = select(DocumentRow.key).where(DocumentRow.id == candidate, DocumentRow.current)
        return connection.execute(query).first() is not None

    candidate, number = wanted, 1
    while taken(candidate):
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _recut(connection: Connection, document_id: str, made: Analysed) -> None:
    """Write the passages of a document's current version anew, as analysis finds them and people corrected them."""
    row = connection.execute(select(DocumentRow.__table__).where(DocumentRow.id == document_id, DocumentRow.current)).first()
    if row is None:
        return
    generation = _begin_generation(connection)
    connection.execute(delete(PassageRow).where(PassageRow.document_key == row.key))
    decided = CorrectionsRepository(connection).corrections_of([document_id])[document_id]
    _insert_passages(connection, {row.key: corrected(_document(row), made.passages, decided)})
    values = {"recut": generation, "degraded": made.error}
    connection.execute(update(DocumentRow).where(DocumentRow.key == row.key).values(values))


def _insert_passages(connection: Connection, passages: Mapping[int, Sequence[Passage]]) -> None:
    rows = [
        {"document_key": key, "ordinal": ordinal, **_passage_columns(passage)}
        for key, cut in passages.items()
        for ordinal, passage in enumerate(cut)
    ]
    if rows:
        connection.execute(insert(PassageRow), rows)


_DOCUMENT_FIELDS = ("id", "text", "title", "source", "published", "published_at", "url", "author", "language")


def _columns(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in _DOCUMENT_FIELDS}


def _document(row: Row[Any]) -> Document:
    return Document(**{name: getattr(row, name) for name in _DOCUMENT_FIELDS})


def _passage_columns(passage: Passage) -> dict[str, Any]:
    mention, cue = passage.source.mention, passage.source.cue
    return {
        "start": passage.span.start,
        "end": passage.span.end,
        "kind": passage.kind,
        "headline": passage.headline,
        "group": passage.group,
        "attribution": passage.source.attribution,
        "speaker": passage.source.speaker,
        "mention_start": None if mention is None else mention.start,
        "mention_end": None if mention is None else mention.end,
        "cue_start": None if cue is None else cue.start,
        "cue_end": None if cue is None else cue.end,
        "confidence": passage.source.confidence,
    }


def _passage(row: Row[Any]) -> Passage:
    source = SpeakerSource(
        row.attribution,
        row.speaker,
        _span(row.mention_start, row.mention_end),
        _span(row.cue_start, row.cue_end),
        row.confidence,
    )
    return Passage(Span(row.start, row.end), Kind(row.kind), source, headline=row.headline, group=row.group)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _state(connection: Connection, name: str) -> int:
    return connection.scalar(select(StateRow.value).where(StateRow.name == name)) or 0


def _set_state(connection: Connection, name: str, value: int) -> None:
    _upsert(connection, StateRow, {"name": name}, {"value": value})


def _begin_generation(connection: Connection) -> int:
    """Note that the archive changes: its number from now on."""
    number = _state(connection, "generation") + 1
    _set_state(connection, "generation", number)
    _upsert(connection, GenerationRow, {"number": number}, {"token": secrets.token_hex(16)})
    return number


def _token(connection: Connection, generation: int) -> str | None:
    return connection.scalar(select(GenerationRow.token).where(GenerationRow.number == generation))


def _upsert(connection: Connection, table: Any, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Insert a row, or write over the one that has this key."""
    row = insert_into(connection, table).values(**key, **values)
    connection.execute(row.on_conflict_do_update(index_elements=list(key), set_=dict(values)))
