"""What leaves a database arrives in another one as it was: any rows, and twice the same bytes."""

import json
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Boolean, Column, Date, Enum, Integer, UniqueConstraint, insert, select

from briefbot.archive.arriving import Arriving
from briefbot.archive.exporting import export
from briefbot.archive.intake import Report
from briefbot.digests.planning import PartState, SlotState
from briefbot.digests.queued import QueuedDigest, Step
from briefbot.model import Document
from briefbot.reading.addresses import address_of
from briefbot.reading.analysis import Analysed
from briefbot.store.documents import Incoming
from briefbot.store.moving.kinds import DOCUMENT, KINDS, LEFT_OUT, Rows
from briefbot.store.repository import table_of
from briefbot.store.store import Store
from briefbot.store.tables import (
    Base,
    DeliveredRow,
    DigestRow,
    DocumentRow,
    FollowRow,
    LinkRow,
    MessageRow,
    SlotRow,
    UTCDateTime,
)
from support.databases import POSTGRESQL, SQLITE, Databases, needs_postgresql

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
LINES = st.text(LETTERS, min_size=1, max_size=12).filter(str.strip)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001 (made aware)
# Of columns that can have less than their types: what stands there.
SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "preferences.quotations": st.sampled_from([3, 5, 10]),
    "digests.minute": st.none() | st.integers(0, 1439),
    "digests.weekdays": st.sampled_from(["0123456", "01234", ""]),
    "digest_slots.state": st.sampled_from([state.value for state in SlotState if state is not SlotState.CLAIMED]),
    "counts.what": st.sampled_from(["asked", "cited"]),
    "documents.id": LINES,
    "documents.name": LINES,
    "documents.text": TEXTS,
    "documents.url": st.none() | LINES.map(lambda path: f"https://example.org/{path}"),
    **{f"{table}.start": st.integers(0, 9) for table in ("links", "corrections", "reports")},
    **{f"{table}.end": st.integers(9, 99) for table in ("links", "corrections", "reports")},
}


@contextmanager
def opened(databases: Databases, kind: str) -> Iterator[Store]:
    """An empty archive."""
    with TemporaryDirectory() as folder:
        url = databases.empty(kind, Path(folder))
        store = Store(url)
        try:
            yield store
        finally:
            store.close()
            databases.drop(url)


def exported(store: Store, *, documents_only: bool = False) -> bytes:
    """The export of an archive."""
    stream = BytesIO()
    export(store, stream, documents_only=documents_only)
    return stream.getvalue()


def arrived(store: Store, content: bytes, *, documents_only: bool = False) -> Report:
    """What bringing an export in did."""
    report = Report()
    Arriving(store, documents_only=documents_only).bring_in(BytesIO(content), "moved", report)
    return report


def value(column: Column[Any]) -> st.SearchStrategy[Any]:
    """Any value that a column can have."""
    if (special := SPECIAL.get(f"{column.table.name}.{column.name}")) is not None:
        return special
    its = column.type
    if isinstance(its, Boolean):
        some: st.SearchStrategy[Any] = st.booleans()
    elif isinstance(its, Integer):
        some = st.integers(1, 2**40 if isinstance(its, BigInteger) else 2**31 - 9)
    elif isinstance(its, UTCDateTime):
        some = INSTANTS
    elif isinstance(its, Date):
        some = st.dates(date(2000, 1, 1), date(2030, 1, 1))
    elif isinstance(its, Enum):
        some = st.sampled_from(list(its.enum_class or ()))
    else:
        some = st.text(LETTERS, max_size=8)
    return st.none() | some if column.nullable else some


def rows(draw: st.DrawFn, its: Rows, **given: Any) -> list[dict[str, Any]]:
    """Some rows of a table, of different keys."""
    columns = [table_of(its.table).columns[name] for name in its.columns]
    rows_of = st.fixed_dictionaries({column.name: value(column) for column in columns})
    table = table_of(its.table)
    keys = [its.key, ("id",), *(tuple(one.columns.keys()) for one in table.constraints if isinstance(one, UniqueConstraint))]
    unique = tuple(itemgetter(*names) for names in keys if set(names) <= set(its.columns))
    found = draw(st.lists(rows_of, max_size=3, unique_by=unique))
    return [{**row, **given} for row in found]


@st.composite
def archives(draw: st.DrawFn) -> list[tuple[type[Base], list[dict[str, Any]]]]:
    """The rows of an archive: all that is exported."""
    found: list[tuple[type[Base], list[dict[str, Any]]]] = [(DocumentRow, draw(documents()))]
    for kind in KINDS:
        if kind is DOCUMENT:
            continue
        written = rows(draw, kind.rows)
        found.append((kind.rows.table, written))
        for its, parent in kind.parts.values():
            for number, row in enumerate(written, start=1):
                row.setdefault("id", number)
                found.append((its.table, rows(draw, its, **{parent: row["id"]})))
    return found


@st.composite
def documents(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Documents in versions, as they are stored."""
    found = []
    ids = draw(st.lists(LINES, max_size=4, unique=True))
    for number, id_ in enumerate(ids):
        versions = draw(st.lists(draw(st.just(version())), min_size=1, max_size=3, unique_by=lambda one: one["digest"]))
        instants = sorted(draw(st.lists(INSTANTS, min_size=len(versions), max_size=len(versions))))
        for count, (one, added) in enumerate(zip(versions, instants, strict=True), start=1):
            url = f"https://example.org/{number}" if one.pop("has_url") else None
            found.append(
                {
                    **one, "url": url, "address": address_of(url) if url else None, "id": id_, "place": "/news", "name": id_,
                    "version": count, "current": count == len(versions), "added_at": added, "analysis": 1, "degraded": None,
                }
            )  # fmt: skip
    return found


def version() -> st.SearchStrategy[dict[str, Any]]:
    """What one version of a document has by itself."""
    names = ("digest", "title", "source", "author", "language", "text")
    columns = {name: value(table_of(DocumentRow).columns[name]) for name in names}
    dated = st.one_of(
        st.just({"published": None, "published_at": None, "evidence": None}),
        st.fixed_dictionaries(
            {name: value(table_of(DocumentRow).columns[name]) for name in ("published_at", "evidence")}
            | {"published": st.dates(date(2000, 1, 1), date(2030, 1, 1))}
        ),
    )
    return st.builds(lambda one, two: {**one, **two}, st.fixed_dictionaries({**columns, "has_url": st.booleans()}), dated)


def written(store: Store, archive: Sequence[tuple[type[Base], list[dict[str, Any]]]]) -> None:
    """Write these rows."""
    with store.write() as work:
        for table, some in archive:
            columns = set(table_of(table).columns.keys())
            for row in some:
                work._connection.execute(insert(table).values(**{name: row[name] for name in row if name in columns}))
        work.numbers.go_on_from({})


Archived = list[tuple[type[Base], list[dict[str, Any]]]]


@settings(max_examples=30)
@given(archive=archives())
def test_an_archive_arrives_as_it_left(databases: Databases, archive: Archived) -> None:
    """Whatever is in it: exported, brought into an empty database and exported again, it is the same bytes."""
    with opened(databases, SQLITE) as before, opened(databases, SQLITE) as after:
        written(before, archive)
        left = exported(before)
        report = arrived(after, left)
        assert (report.failed, report.left) == ([], [])
        assert exported(after) == left
        again = arrived(after, left)
        assert (again.added, again.updated, again.moved, again.failed, again.left) == (0, 0, {}, [], [])
        assert exported(after) == left


@pytest.mark.parametrize("between", [pytest.param(POSTGRESQL, marks=needs_postgresql())])
@settings(max_examples=6)
@given(archive=archives())
def test_an_archive_comes_back_from_another_kind_of_database_as_it_left(
    databases: Databases, between: str, archive: Archived
) -> None:
    """From SQLite to PostgreSQL and back: the same bytes at each step, and a second time nothing is new."""
    with opened(databases, SQLITE) as here, opened(databases, between) as there, opened(databases, SQLITE) as back:
        written(here, archive)
        left = exported(here)
        for after in (there, there, back):
            report = arrived(after, left)
            assert (report.failed, report.left) == ([], [])
            assert exported(after) == left


def test_every_table_is_exported_or_left_out_for_a_reason() -> None:
    """A table that somebody adds belongs to one of the two lists: nothing is lost because nobody thought of it."""
    moved = {rows.table for kind in KINDS for rows in (kind.rows, *(part for part, _ in kind.parts.values()))}
    tables = {mapper.class_ for mapper in Base.registry.mappers}
    assert moved | set(LEFT_OUT) == tables
    assert not moved & set(LEFT_OUT)


@pytest.fixture
def store(databases: Databases, kind_of_database: str) -> Iterator[Store]:
    """An empty archive."""
    with opened(databases, kind_of_database) as found:
        yield found


@pytest.fixture
def other(databases: Databases, kind_of_database: str) -> Iterator[Store]:
    """Another empty archive."""
    with opened(databases, kind_of_database) as found:
        yield found


def put(store: Store, id_: str, text: str, added: datetime = NOW, place: str = "/news", **fields: Any) -> None:
    """Bring a document in at an instant."""
    store.put([(Incoming(place, Document(id_, text, **fields)), Analysed(()))], 1, added)


def texts(store: Store) -> list[tuple[object, ...]]:
    """All versions: id, number, whether it is the current one, text."""
    query = select(DocumentRow.id, DocumentRow.version, DocumentRow.current, DocumentRow.text).order_by(
        DocumentRow.id, DocumentRow.version
    )
    with store.read() as work:
        return [tuple(row) for row in work._connection.execute(query)]


def test_two_histories_of_a_document_become_one(store: Store, other: Store) -> None:
    """In the order in which the versions came in; what both have is there once, and came in when it came first."""
    day = timedelta(days=1)
    put(store, "a", "one")
    put(store, "a", "two", NOW + day)
    put(other, "a", "two", NOW + 2 * day)
    put(other, "a", "three", NOW + 3 * day)
    report = arrived(other, exported(store))
    assert report.unchanged == 1
    assert texts(other) == [("a", 1, False, "one"), ("a", 2, False, "two"), ("a", 3, True, "three")]
    assert json.loads(exported(other).splitlines()[1])["earlier"][1]["added_at"] == (NOW + day).isoformat()
    assert arrived(store, exported(other)).updated == 1
    assert texts(store) == texts(other)


def test_a_document_of_the_same_id_from_elsewhere_gets_another_one(store: Store, other: Store) -> None:
    """And what names it names it by that: corrections and links."""
    put(store, "a", "Here, “one”.", place="/here")
    put(other, "a", "There, “two”.", place="/there")
    written(other, [(LinkRow, [link(5, document_id="a")])])
    report = arrived(store, exported(other))
    assert [(one.wanted, one.given) for one in report.renamed] == [("a", "a-2")]
    with store.read() as work:
        kept = work.links.link(5)
    assert kept is not None
    assert kept.document_id == "a-2"


def link(number: int, **values: Any) -> dict[str, Any]:
    """The row of a link."""
    given = {"document_id": "a", "start": 0, "end": 3, "digest": "d", "text": "one", "speaker": None, "made_at": NOW}
    return {"id": number, **given, **values}


def test_a_link_whose_number_is_anothers_is_left_and_named(store: Store, other: Store) -> None:
    """A link opens what it was made for, or nothing: never another quotation."""
    written(store, [(LinkRow, [link(1, text="one")])])
    written(other, [(LinkRow, [link(1, text="two", digest="e"), link(2, text="one")])])
    left = [one.error for one in arrived(store, exported(other)).left]
    assert left == ["another one has its number here", "the same is here under another number"]
    with store.read() as work:
        assert [getattr(work.links.link(number), "text", None) for number in (1, 2)] == ["one", None]


def test_numbers_are_given_on(store: Store, other: Store) -> None:
    """A button that names a follow which is gone does not end another one in the new database."""
    values = {"topic": 0, "text": "Holm", "person_id": 7, "made_at": NOW}
    written(store, [(FollowRow, [{"id": number, "chat_id": number, **values} for number in (1, 2, 3)])])
    with store.write() as work:
        work.follows.forget(3)
    arrived(other, exported(store))
    written(other, [(FollowRow, [{"chat_id": 9, **values}])])
    with other.read() as work:
        assert list(work._connection.scalars(select(FollowRow.id).order_by(FollowRow.id))) == [1, 2, 4]


@pytest.mark.parametrize(
    ("parts", "state", "shown", "goes_on"),
    [
        ((PartState.WAITING,), SlotState.SKIPPED, [], False),
        ((PartState.SENDING,), SlotState.UNKNOWN, ["f1"], True),
        ((PartState.SENT, PartState.WAITING), SlotState.PARTLY, ["f1"], False),
        ((PartState.SENT, PartState.SENDING), SlotState.UNKNOWN, ["f1", "f2"], True),
    ],
)
def test_a_digest_on_its_way_is_not_sent_twice(
    store: Store, other: Store, parts: tuple[PartState, ...], state: SlotState, shown: list[str], *, goes_on: bool
) -> None:
    """What may have arrived counts as shown; what has certainly not been sent is news for the next digest."""
    later = NOW + timedelta(days=1)
    digest = {
        "id": 4, "chat_id": 7, "topic": 0, "person_id": 7, "language": None, "switched_on": False, "minute": 480,
        "weekdays": "0123456", "first_day": NOW.date(), "handled": NOW.date(), "next_due": None, "since": NOW,
        "tells_when_empty": False, "silent": False,
    }  # fmt: skip
    slot = {"id": 8, "digest_id": 4, "day": NOW.date(), "due_at": NOW, "state": "claimed", "since": NOW, "next_since": later,
            "shown": 2, "of": 2, "ended_at": None}  # fmt: skip
    *before, last = parts
    step = Step((f"f{len(parts)}",), None) if last is PartState.SENDING else None
    waiting = replace(QueuedDigest((), 2, NOW, NOW), became=tuple(before), step=step)
    message = {"chat_id": 7, "slot_id": 8, "letter": waiting.record(), "state": last, "role": "digest", "made_at": NOW}
    sent = [
        {"digest_id": 4, "fingerprint": f"f{number}", "delivered_at": NOW, "sure": True}
        for number, part in enumerate(before, start=1)
        if part is PartState.SENT
    ]
    written(store, [(DigestRow, [digest]), (SlotRow, [slot]), (MessageRow, [message]), (DeliveredRow, sent)])
    left = exported(store)
    assert arrived(other, left).failed == []
    assert exported(other) == left
    (moved,) = (record for record in map(json.loads, left.splitlines()) if record["briefbot"] == "digest")
    assert moved["dates"][0]["state"] == state
    assert [one["fingerprint"] for one in moved["shown"]] == shown
    assert moved["since"] == (later if goes_on else NOW).isoformat()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"briefbot": "theme"}, 'it is a "theme", which only a newer Briefbot knows; update this one'),
        ({"briefbot": "lost", "chat_id": 1, "reason": "x", "since": NOW.isoformat(), "mood": 1},
         'it has "mood", which only a newer Briefbot knows'),
        ({"briefbot": "lost", "chat_id": 1, "since": NOW.isoformat()}, 'it has no "reason"'),
        ({"briefbot": "lost", "chat_id": "1", "reason": "x", "since": NOW.isoformat()},
         'its "chat_id" is nothing that can stand there'),
        ({"briefbot": "lost", "chat_id": 1, "reason": "x", "since": "2026-11-23T08:00:00"},
         'its "since" is nothing that can stand there'),
        ({"briefbot": "access", "subject_id": 2**70, "allowed": True, "decided_at": NOW.isoformat()},
         'its "subject_id" is nothing that can stand there'),
        ({"briefbot": "chat", "chat_id": 1, "quotations": 99, "previews": False, "latin": False},
         "it makes no sense (99 quotations)"),
        ({"briefbot": "document", "id": "a", "name": "a", "place": "", "digest": "", "added_at": NOW.isoformat(), "text": " "},
         "there is no text in it"),
        ({"briefbot": "document", "id": "a", "earlier": 1}, 'its "earlier" is no list of versions'),
        ({"briefbot": "feed", "address": "x", "items": 3}, 'it has no "id"'),
        ({"briefbot": ["document"]}, 'it is a ["document"], which only a newer Briefbot knows; update this one'),
        ({"briefbot": "numbers", "links": -1}, "its numbers are none"),
        ({"id": "a", "text": "b"}, "it is no record of an export"),
    ],
)  # fmt: skip
def test_what_cannot_come_in_is_named_and_the_rest_comes_in(store: Store, line: dict[str, Any], reason: str) -> None:
    """A kind or a field of a newer version is refused by its name, and so is what makes no sense; never dropped in silence."""
    good = {"briefbot": "lost", "chat_id": 5, "reason": "gone", "since": NOW.isoformat()}
    records = [{"briefbot": "export", "format": 1}, line, good, {"briefbot": "end", "records": 2}]
    report = arrived(store, b"".join(json.dumps(record).encode() + b"\n" for record in records))
    assert [(one.document, one.error) for one in report.failed] == [("moved, line 2", reason)]
    with store.read() as work:
        assert work.chats.lost(5) == "gone"


def test_an_export_that_was_cut_short_says_so(store: Store, other: Store) -> None:
    """What is there comes in, and nobody takes it for all."""
    for number in range(3):
        put(store, f"a{number}", f"text {number}")
    whole = exported(store).splitlines(keepends=True)
    report = arrived(other, b"".join(whole[:3]))
    assert report.added == 2
    assert [one.error for one in report.failed] == ["it was cut short: its end is missing, and what stood before it"]
    assert arrived(other, b"".join([*whole[:2], *whole[3:]])).failed
    newer = whole[0].replace(b"1}", b"2}")
    assert [one.error for one in arrived(other, newer).failed] == [
        "it was written by another version of Briefbot; update this one"
    ]


def test_documents_alone_tell_nothing_of_people(store: Store, other: Store) -> None:
    """Neither an export of documents only nor the documents of a whole one bring anything of chats."""
    put(store, "a", "text")
    follow = {"id": 1, "chat_id": 77001, "topic": 0, "text": "Holm", "person_id": 77001, "made_at": NOW}
    written(store, [(FollowRow, [follow])])
    assert b"77001" not in exported(store, documents_only=True)
    report = arrived(other, exported(store), documents_only=True)
    assert (report.added, report.moved) == (1, {})
    assert exported(other) == exported(other, documents_only=True).replace(
        b'{"briefbot": "end", "records": 1}\n', exported(other).split(b"\n", 2)[2]
    )


def test_an_export_is_of_one_moment(store: Store) -> None:
    """What comes in while it is written is not in it, and has not to wait."""
    put(store, "a", "text")
    with store.read() as work:
        records = work.departures.records(documents_only=True)
        first = next(records)
        put(store, "b", "text of another one")
        assert [first["id"], *(record["id"] for record in records)] == ["a"]
    assert len(texts(store)) == 2


@pytest.mark.slow
def test_memory_does_not_grow_with_the_archive(store: Store, other: Store, tmp_path: Path) -> None:
    """Neither writing nor reading holds more than some documents at a time: here of eight megabytes."""
    size, count, file = 50_000, 160, tmp_path / "moved.jsonl"
    for number in range(count):
        put(store, f"a{number}", f"{number} " + "x " * (size // 2))
    report = Report()
    tracemalloc.start()
    try:
        with file.open("wb") as written_to:
            export(store, written_to)
        with file.open("rb") as read_from:
            Arriving(other).bring_in(read_from, "moved", report)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.added == count
    assert peak < size * count / 2
