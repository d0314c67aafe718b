"""What PostgreSQL does otherwise than SQLite: one writer at a time, faults and outages, and how text is compared."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from briefbot.errors import DatabaseError
from briefbot.model import Document
from briefbot.reading.analysis import Analysed
from briefbot.store import engine as engines
from briefbot.store.documents import Incoming
from briefbot.store.engine import connected_engine
from briefbot.store.schema import compare_by_code_points
from briefbot.store.store import Store
from briefbot.store.work import UnitOfWork
from support.databases import POSTGRESQL, Databases, needs_postgresql, rows
from support.postgres import PostgresServer

pytestmark = needs_postgresql()
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
WORDS = "correct horse @ battery/staple"
QUOTED = "correct%20horse%20%40%20battery%2Fstaple"


@pytest.fixture
def url(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an archive without documents."""
    url = databases.empty(POSTGRESQL, tmp_path_factory.getbasetemp())
    yield url
    databases.drop(url)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An archive without documents."""
    opened = Store(url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def locked() -> Iterator[PostgresServer]:
    """A server that lets nobody in without a password."""
    server = PostgresServer(password=WORDS)
    yield server
    server.remove()


def put(store: Store, name: str) -> None:
    """Bring a document in."""
    store.put([(Incoming("here", Document(name, f"Words of {name}.")), Analysed(()))], 1, NOW)


def names(store: Store) -> list[str]:
    """The documents that are there."""
    return [one.document.id for one in store.documents(store.keys())]


def test_one_writes_at_a_time_and_nobody_waits_to_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second writer waits for the first one's end, a reader sees what was there before; who waits too long is told."""
    other = Store(store._url)
    waiting = threading.Thread(target=put, args=(other, "b"))
    with store.write() as work:
        work.documents.put([(Incoming("here", Document("a", "Words.")), Analysed(()))], 1, NOW)
        waiting.start()
        assert names(other) == []
        with monkeypatch.context() as patched:
            patched.setattr(engines, "BUSY_SECONDS", 0.1)
            impatient = Store(store._url)
            with pytest.raises(DatabaseError, match="is locked by another process that is writing"):
                put(impatient, "c")
            impatient.close()
        assert waiting.is_alive()
    waiting.join(20)
    assert names(store) == ["a", "b"]
    other.close()


def test_a_reader_sees_one_moment(store: Store) -> None:
    """What others commit meanwhile is not in it, in none of its queries."""
    put(store, "a")
    with store.read() as work:
        assert work.departures.number_of_documents() == 1
        put(store, "b")
        assert work.departures.number_of_documents() == 1
    assert names(store) == ["a", "b"]


def test_a_connection_that_is_killed_in_a_transaction_keeps_nothing_of_it(store: Store, url: str) -> None:
    """It is told, and the next transaction has a new connection."""
    put(store, "a")

    def killed(work: UnitOfWork) -> None:
        work.documents.put([(Incoming("here", Document("b", "Words.")), Analysed(()))], 1, NOW)
        (number,) = work._connection.execute(text("SELECT pg_backend_pid()")).one()
        rows(url, "SELECT pg_terminate_backend(:number)", {"number": number})
        work.state.set("names", 1)

    with pytest.raises(DatabaseError, match="broke the connection off; nothing of what was being"), store.write() as work:
        killed(work)
    assert names(store) == ["a"]
    put(store, "c")
    assert names(store) == ["a", "c"]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("53100", "has no room left: the disk is full. Nothing of what was being written is kept"),
        ("40P01", "took back what was being written, since others wrote at the same time; try again"),
        ("40001", "took back what was being written"),
        ("42501", "does not give this user the right to do that"),
        ("53300", "has all the connections that its server allows"),
        ("25006", "is read-only"),
        ("XX001", "is damaged"),
        ("P0001", "does not work: what people wrote (P0001)"),
    ],
)
def test_failures_of_the_server_are_told_by_what_they_are(store: Store, state: str, sentence: str) -> None:
    """By their number, for their words are in the server's language; of the rest, no detail that may hold a person's words."""
    put(store, "a")
    raising = f"RAISE EXCEPTION 'what people wrote' USING ERRCODE = '{state}', DETAIL = 'A question.'"

    def failing(work: UnitOfWork) -> None:
        work.documents.put([(Incoming("here", Document("b", "Words.")), Analysed(()))], 1, NOW)
        work._connection.exec_driver_sql(f"DO $$ BEGIN {raising}; END $$")

    with pytest.raises(DatabaseError) as told, store.write() as work:
        failing(work)
    assert sentence in str(told.value)
    assert "A question" not in str(told.value)
    assert names(store) == ["a"]


def test_who_is_not_let_in_is_told_without_the_secret(locked: PostgresServer) -> None:
    """A wrong password, a database and a host that are not there."""
    wrong = "wrong%20horse"
    for address, sentence in (
        (locked.url("postgres", wrong), "does not let this user in; check the name and the password"),
        (locked.url("nowhere", QUOTED), "is not there; make it (createdb)"),
        (f"postgresql://user:{wrong}@127.0.0.1:1/x", "cannot be reached; check that the server runs, and the host and port"),
        (f"postgresql://user:{wrong}@nowhere.invalid/x", "cannot be reached"),
    ):
        with pytest.raises(DatabaseError) as told:
            Store(address)
        assert sentence in str(told.value)
        assert "horse" not in f"{told.value} {told.value.__cause__}"
    Store(locked.url("postgres", QUOTED)).close()


def test_a_server_that_is_gone_for_a_while_is_found_again(locked: PostgresServer) -> None:
    """Meanwhile each call says so; once it is back, the same archive goes on."""
    store = Store(locked.url("postgres", QUOTED))
    put(store, "a")
    with store.owning_the_schedule() as ownership:
        assert ownership.holds()
        with locked.gone():
            for failing in (store.keys, ownership.holds):
                with pytest.raises(DatabaseError, match=r"cannot be reached|broke the connection off|being started"):
                    failing()
        assert names(store) == ["a"]
        assert ownership.holds()
    store.close()


def test_a_duty_that_was_lost_and_taken_by_another_is_lost(store: Store, url: str) -> None:
    """Where the session ends that held it, whoever comes first has it."""
    other = Store(url)
    with store.owning_the_schedule() as mine:
        (number,) = mine._connection.execute(text("SELECT pg_backend_pid()")).one()  # type: ignore[attr-defined]  # PostgreSQL's
        rows(url, "SELECT pg_terminate_backend(:number, 5000)", {"number": number})
        with other.owning_the_schedule() as theirs:
            assert theirs
            assert not mine.holds()
            assert not mine
    with store.owning_the_schedule() as again:
        assert again
    other.close()


def test_text_is_compared_by_code_points_in_every_column(url: str) -> None:
    """Whatever the server's language is: a table that a language's rules had been given to is brought to them."""
    query = "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND data_type IN ('text', "
    query += "'character varying') AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'alembic_version'"
    assert rows(url, query) == [(0,)]
    engine = connected_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql('ALTER TABLE documents ALTER COLUMN place TYPE varchar COLLATE "pg_c_utf8"')
        compare_by_code_points(connection)
    engine.dispose()
    assert rows(url, query) == [(0,)]
