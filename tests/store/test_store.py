"""The archive in the database: what is stored comes back the same, in versions, under ids that are one document's alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from briefbot.errors import DatabaseError
from briefbot.model import Attribution, Document, Kind, Passage, Span, SpeakerSource
from briefbot.reading.analysis import Analysed
from briefbot.store.documents import Change, Incoming, Outcome
from briefbot.store.files import FileStamp
from briefbot.store.store import Store
from briefbot.store.tables import UTCDateTime
from support.databases import rows
from support.documents import DOCUMENTS, INSTANTS, cuts

NOW = datetime(2016, 9, 8, 12, tzinfo=UTC)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty archive."""
    opened = Store(database)
    yield opened
    opened.close()


def whole(document: Document) -> Analysed:
    """One passage: all of the text, said by its author."""
    source = SpeakerSource(Attribution.NAMED, document.author or "Nobody Special", None, None, 1.0)
    return Analysed((Passage(Span(0, len(document.text)), Kind.REPORTED, source),))


def put(store: Store, *incoming: Incoming) -> list[Outcome]:
    """Bring these in."""
    return store.put([(one, whole(one.document)) for one in incoming], 1, NOW)


@given(data=st.data(), document=DOCUMENTS)
def test_what_is_stored_comes_back_the_same(store: Store, data: st.DataObject, document: Document) -> None:
    """Every field and passage of any document that can be made, character by character."""
    passages = data.draw(cuts(document.text))
    place = str(store.state().generation)  # its own, and its own address, so that each example is another document
    document = replace(document, url=document.url and f"https://example.org/{place}")
    (outcome,) = store.put([(Incoming(place, document), Analysed(tuple(passages)))], 1, NOW)
    stored = store.document(outcome.id)
    assert stored is not None
    assert stored.document == replace(document, id=outcome.id)
    assert stored.passages == passages
    by_place = store.passages([(stored.key, ordinal) for ordinal in range(len(passages))])
    assert by_place == {(stored.key, n): (stored.document, passage) for n, passage in enumerate(passages)}
    assert put(store, Incoming(place, document)) == [Outcome(Change.UNCHANGED, outcome.id)]


@given(instant=INSTANTS)
def test_an_instant_comes_back_as_the_same_instant_in_utc(instant: datetime) -> None:
    """Whatever its zone, it is written as UTC and read as aware UTC, whether the database keeps zones or not."""
    kind, dialect = UTCDateTime(), sqlite.dialect()
    bound = kind.process_bind_param(instant, dialect)
    assert bound is not None
    for returned in (bound, bound.replace(tzinfo=None), bound.astimezone(timezone(timedelta(hours=-5)))):
        back = kind.process_result_value(returned, dialect)
        assert back == instant
        assert back.utcoffset() == timedelta(0)


def test_a_naive_instant_is_refused() -> None:
    """Nobody can tell which instant it is."""
    with pytest.raises(ValueError, match="zone"):
        UTCDateTime().process_bind_param(datetime(2016, 9, 8), sqlite.dialect())  # noqa: DTZ001 (this is what is refused)


def test_changed_content_is_a_new_version(store: Store, database: str) -> None:
    """An update replaces the old version in what is current, and the old row stays as it was."""
    first = Document("a", "Before.", title="T", published=date(2016, 1, 2))
    for document in (first, replace(first, text="After."), replace(first, text="After.", title="U"), first):
        put(store, Incoming("here", document))
    current = store.document("a")
    assert current is not None
    assert current.document == first
    assert store.keys() == [current.key]
    found = rows(database, "SELECT version, current, title, text FROM documents ORDER BY key")
    assert found == [(1, 0, "T", "Before."), (2, 0, "T", "After."), (3, 0, "U", "After."), (4, 1, "T", "Before.")]


def test_unchanged_documents_leave_no_trace(store: Store) -> None:
    """Bringing in the same again changes neither rows nor the count of changes."""
    incoming = [Incoming("here", Document(name, "Words.")) for name in "abc"]
    put(store, *incoming)
    before = store.state()
    assert [outcome.change for outcome in put(store, *incoming)] == [Change.UNCHANGED] * 3
    assert store.state() == before


def test_a_document_that_comes_twice_is_added_once(store: Store) -> None:
    """In one batch as in two: the second time it is there already."""
    one, other = Incoming("here", Document("a", "Words.")), Incoming("here", Document("b", "Others."))
    assert [outcome.change for outcome in put(store, one, other, one)] == [Change.ADDED, Change.ADDED, Change.UNCHANGED]
    assert len(store.keys()) == 2


def test_one_id_from_two_places_is_two_documents(store: Store) -> None:
    """The second gets a suffix, keeps it when it is updated, and a third gets the next number."""
    document = Document("a", "Words.")
    outcomes = [put(store, Incoming(place, document))[0] for place in ("here", "there", "elsewhere")]
    assert [outcome.id for outcome in outcomes] == ["a", "a-2", "a-3"]
    assert put(store, Incoming("there", replace(document, text="Others."))) == [Outcome(Change.UPDATED, "a-2")]
    assert put(store, Incoming("here", document)) == [Outcome(Change.UNCHANGED, "a")]
    second = store.document("a-2")
    assert second is not None
    assert second.document.text == "Others."


def test_a_suffix_avoids_ids_that_are_taken(store: Store) -> None:
    """Who asked for "a-2" by name has it; the second "a" gets the next one."""
    put(store, Incoming("here", Document("a-2", "One.")), Incoming("here", Document("a", "Two.")))
    assert put(store, Incoming("there", Document("a", "Three.")))[0].id == "a-3"


def test_a_batch_is_stored_whole_or_not_at_all(store: Store) -> None:
    """When one document of a batch fails, nothing of the batch is there."""
    overlong = Passage(Span(0, 5), Kind.REPORTED, SpeakerSource(Attribution.NOBODY), group=2**70)  # no integer of a database's

    def cut(name: str) -> tuple[Incoming, Analysed]:
        document = Document(name, "Words.")
        return Incoming("here", document), Analysed((overlong,)) if name == "c" else whole(document)

    with pytest.raises((OverflowError, DatabaseError)):
        store.put([cut(name) for name in "abcd"], 1, NOW)
    assert store.keys() == []
    assert store.state().generation == 0
    assert len(put(store, *(Incoming("here", Document(name, "Words.")) for name in "abcd"))) == 4


@pytest.mark.sqlite
def test_sqlite_is_told_what_it_would_not_do_by_itself(store: Store) -> None:
    """Foreign keys hold, and writers do not block readers (WAL)."""
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 1


def test_the_database_keeps_its_rules(store: Store) -> None:
    """Foreign keys hold, and no two current documents share an id."""
    put(store, Incoming("here", Document("a", "Words.")))
    with pytest.raises(DatabaseError, match=r"(?i)foreign key"), store.write() as work:
        work._connection.exec_driver_sql(
            'INSERT INTO passages (document_key, ordinal, start, "end", kind, headline, attribution, confidence) '
            "VALUES (99, 0, 0, 1, 'direct', false, 'nobody', 0)"
        )
    with pytest.raises(DatabaseError, match=r"(?i)unique"), store.write() as work:
        work._connection.exec_driver_sql(
            "INSERT INTO documents (key, place, name, id, version, current, digest, analysis, added_at, text) "
            "VALUES (99, 'there', 'a', 'a', 1, true, '', 1, '2016-09-08', 'x')"
        )


def test_documents_that_an_older_analysis_cut_are_cut_again(store: Store) -> None:
    """All of them, once; what was cut by the present analysis is left alone."""
    put(store, *(Incoming("here", Document(f"a{number}", f"Words {number}.")) for number in range(7)))
    generation = store.state().generation
    assert store.state().analysis == 0

    def halves(document: Document) -> Analysed:
        return Analysed((Passage(Span(0, 3), Kind.REPORTED, SpeakerSource(Attribution.NOBODY)),))

    assert list(store.reanalyse(halves, 2)) == [(0, {})]
    assert {stored.passages[0].span for stored in store.documents(store.keys())} == {Span(0, 3)}
    assert store.state().analysis == 2
    assert store.state().generation > generation
    assert list(store.reanalyse(whole, 2)) == []


def test_names_with_a_generation_come_with_those_beside_them(store: Store) -> None:
    """Who speaks in a document in which somebody's son or father does is somebody else."""
    put(store, Incoming("here", Document("a", "Words.", author="Bo Lund Jr.")))
    put(store, Incoming("here", Document("b", "Words.", author="Bo Lund")))
    told: list[object] = []

    def canonical(_: object, apart: object) -> dict[str, str]:
        told.append(apart)
        return {}

    store.tell_people_apart(canonical)
    assert told == [set()]


def test_people_are_told_apart_by_all_their_names(store: Store) -> None:
    """The catalogue has one person for several names, with their sightings together, and only current versions count."""
    put(
        store,
        *(Incoming("here", Document(f"a{n}", "Words.", author=name)) for n, name in enumerate(["A. Holm", "Agnes Holm", "Bo"])),
    )
    put(store, Incoming("here", Document("a2", "Words.", author="Cy")))
    seen: dict[str, int] = {}

    def canonical(names: object, apart: object) -> dict[str, str]:
        assert isinstance(names, dict)
        assert not apart
        seen.update(names)
        return {"A. Holm": "Agnes Holm", "Agnes Holm": "Agnes Holm"}

    store.tell_people_apart(canonical)
    assert seen == {"A. Holm": 1, "Agnes Holm": 1, "Cy": 1}
    people = {person.name: person for person in store.catalogue().people}
    assert set(people) == {"Agnes Holm", "Cy"}
    assert people["Agnes Holm"].names == {"A. Holm", "Agnes Holm"}
    assert (people["Agnes Holm"].documents, people["Agnes Holm"].passages) == (2, 2)
    assert store.state().names == store.state().generation


def test_the_catalogue_counts_publishers(store: Store) -> None:
    """Largest first, with their first and last dates; documents without a publisher are one of their own."""
    days = [date(2016, 1, 1), date(2015, 1, 1), None, None]
    for number, (source, day) in enumerate(zip(["P", "P", "P", None], days, strict=True)):
        put(store, Incoming("here", Document(f"a{number}", "Words.", source=source, published=day)))
    first, second = store.catalogue().publishers
    assert (first.name, first.documents, first.first, first.last) == ("P", 3, date(2015, 1, 1), date(2016, 1, 1))
    assert (second.name, second.documents, second.first, second.last) == (None, 1, None, None)


@given(
    state=st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])), st.integers() | st.none() | st.booleans(), max_size=4
    ),
    now=INSTANTS,
)
def test_conversations_come_back_the_same(store: Store, state: dict[str, object], now: datetime) -> None:
    """What was kept last is what comes back, with its instant; forgetting leaves nothing."""
    store.keep_conversation("one", {"other": 1}, NOW)
    store.keep_conversation("one", state, now)
    assert store.conversation("one") == (state, now.astimezone(UTC))
    store.forget_conversation("one")
    assert store.conversation("one") is None


def test_files_are_remembered_by_place(store: Store) -> None:
    """A later look replaces the earlier one, to the nanosecond."""
    store.remember_files({"a": FileStamp(1, 2), "b": FileStamp(2**40, 2**62)})
    assert store.files() == {"a": FileStamp(1, 2), "b": FileStamp(2**40, 2**62)}
    store.remember_files({"a": FileStamp(3, 4)})
    assert store.files() == {"a": FileStamp(3, 4)}
