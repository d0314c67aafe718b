"""How a database is opened, read and written: what SQLite and PostgreSQL each need to be told, so that both keep the same."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect

from briefbot.store import schema
from briefbot.store.addresses import BUSY_SECONDS, SQLITE, parsed
from briefbot.store.failures import failures_told

# How whoever writes to a database of PostgreSQL's waits for their turn; the number is any that nothing else uses there. Who
# says nothing for five minutes then gives it up, and a client that is gone is noticed within eleven seconds: others go on.
_WRITER_TURN = "SELECT set_config('idle_in_transaction_session_timeout', '5min', true), pg_advisory_xact_lock(1651664229)"
# Where the server waits for a client to confirm what it was sent, keepalives say nothing: that has a limit of its own.
_SESSION = (
    "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; SET tcp_user_timeout = '11s'"
)
_WRITES = "briefbot_writes"
_READING: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def open_engine(url: str) -> Engine:
    """An engine for this database, migrated to the present tables; DatabaseError when it cannot be used."""
    engine = connected_engine(url)
    with failures_told(url):
        try:
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


def connected_engine(url: str) -> Engine:
    """An engine for this database, whatever tables it has; DatabaseError where the address is none."""
    with failures_told(url):
        # An error may be logged, and its parameters are what people wrote. A connection that broke is found out and replaced.
        address = parsed(url)
        engine = create_engine(address, hide_parameters=True, pool_pre_ping=address.get_backend_name() != SQLITE)
    pool = type(engine.pool)
    logging.getLogger(f"{pool.__module__}.{pool.__name__}").addFilter(_is_fault)
    if engine.dialect.name == SQLITE:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_postgresql)
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the tables to those of this version."""
    with reading(engine) as connection:
        is_current = schema.is_current(connection)
    if not is_current:
        with writing(engine) as connection:  # another process may have been here meanwhile: both look again
            if inspect(connection).get_table_names():
                schema.upgrade(connection)
            else:
                schema.create(connection)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads, and what was there when it began to: it waits for no writer, and sees nothing of one."""
    with engine.connect() as connection:
        yield connection if engine.dialect.name == SQLITE else connection.execution_options(**_READING)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: it takes the lock at its start, so that what it reads stays true until it commits."""
    with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        yield connection


def scrub(engine: Engine) -> None:
    """Leave nothing of what was erased in SQLite's write-ahead log; where somebody reads, a later call does it."""
    if engine.dialect.name == SQLITE:
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


def _is_fault(record: logging.LogRecord) -> bool:
    """Whether the pool of connections tells of a fault; Ctrl-C while it takes one back is none, and ends what it ends."""
    kind = record.exc_info[0] if record.exc_info else None
    return kind is None or issubclass(kind, Exception)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says, not where the driver guesses
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten: people may ask to be forgotten
    cursor.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a crash loses no commit that a reader could have seen damaged
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.autocommit = True
    connection.execute(f"{_SESSION}; SET lock_timeout = '{BUSY_SECONDS}s'")
    connection.autocommit = False


def _begin_postgresql(connection: Connection) -> None:
    """One process writes at a time, as with SQLite: what is read within a transaction that writes stays true until its end."""
    if connection.get_execution_options().get(_WRITES, False):
        connection.exec_driver_sql(_WRITER_TURN)
