"""How a database is opened: SQLite's habits, migrations, and its failures as sentences for a person."""

import logging
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, create_engine, event, exc, insert, inspect, text
from sqlalchemy.engine import URL, make_url

from briefbot.errors import DatabaseError
from briefbot.store.repository import table_of
from briefbot.store.tables import REVISION, Base, GenerationRow

# How long a write waits for another process's before it gives up. Measured against the longest single write here, a batch
# of documents with their passages, which takes some tenths of a second. A `timeout` in SQLite's address says otherwise.
BUSY_SECONDS = 10
DAMAGED = "is damaged; restore it from a copy, or move it away and ingest the documents again."


def open_engine(url: str) -> Engine:
    """An engine for this database, migrated to the present tables; DatabaseError when it cannot be used."""
    with failures_told(url):
        engine = create_engine(_parsed(url), hide_parameters=True)  # an error may be logged, and they are what people wrote
        pool = type(engine.pool)
        logging.getLogger(f"{pool.__module__}.{pool.__name__}").addFilter(_is_fault)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        try:
            _migrate(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _is_fault(record: logging.LogRecord) -> bool:
    """Whether the pool of connections tells of a fault; Ctrl-C while it takes one back is none, and ends what it ends."""
    kind = record.exc_info[0] if record.exc_info else None
    return kind is None or issubclass(kind, Exception)


@contextmanager
def failures_told(url: str | URL) -> Iterator[None]:
    """Turn the database's failures into a DatabaseError that says what to do; no secret of the URL is in it."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        reason = str(getattr(error, "orig", None) or error)
        raise DatabaseError(f"The database {_shown(url)} {_advice(reason)}") from error
    except OSError as error:
        raise DatabaseError(f"The folder of the database {_shown(url)} cannot be made: {error.strerror}.") from error
    except (exc.NoSuchModuleError, exc.ArgumentError, ModuleNotFoundError) as error:
        raise DatabaseError(
            f"BRIEFBOT_DATABASE_URL is not a database address that can be used here ({_shown(url)}); "
            "write one like sqlite:///briefbot.db."
        ) from error


def scrub(engine: Engine) -> None:
    """Leave nothing of what was erased in SQLite's write-ahead log; where somebody reads, a later call does it."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()


def damage(url: str | URL) -> DatabaseError:
    """What is told of a database whose rows are not what was written."""
    return DatabaseError(f"The database {_shown(url)} {DAMAGED}")


def reading(engine: Engine) -> Connection:
    """A connection that only reads: it waits for no writer."""
    return engine.connect()


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that reads what was there when it began to: SQLite's always do, PostgreSQL's where they are told to."""
    told = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with reading(engine) as connection:
        yield connection.execution_options(**told)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: it takes the lock at its start, so that what it reads stays true until it commits."""
    with engine.connect().execution_options(briefbot_writes=True) as connection, connection.begin():
        yield connection


def _parsed(url: str) -> URL:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return parsed
    if parsed.database and not parsed.database.startswith((":", "file:")):
        file = Path(parsed.database).expanduser()
        parsed = _readable(parsed, file) if _is_kept_from_writing(file) else parsed.set(database=str(_present(file)))
    return parsed if "timeout" in parsed.query else parsed.update_query_dict({"timeout": str(BUSY_SECONDS)})


def _present(file: Path) -> Path:
    """The database's file, made where it is missing: for its owner's eyes alone, since it holds what people asked."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    return file


def _is_kept_from_writing(file: Path) -> bool:
    """Whether a database lies where nothing can be written, on a disk that is read-only, say."""
    return file.exists() and not os.access(file.parent, os.W_OK)


def _readable(url: URL, file: Path) -> URL:
    """The address under which SQLite reads a database beside which it can put no files: as one that nobody changes.

    What a writer left beside it that is not in it yet would be passed over so; with such a file it is opened as it is.
    """
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        return url.set(database=str(file))
    address = f"file:{quote(str(file.resolve()))}"
    return url.set(database=address).update_query_dict({"mode": "ro", "immutable": "1", "uri": "true"})


def _shown(url: str | URL) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except exc.ArgumentError:
        return "it is no URL"


def _advice(reason: str) -> str:
    """What a failure means for the person; the driver's own words at the end where nothing better is known."""
    told = {
        "locked": "is locked by another process that is writing; wait until it is done, and try again.",
        "readonly": "is read-only; give this user the right to write to the file and its folder.",
        "unable to open": "cannot be opened; check that its folder exists and that this user may write there.",
        "not a database": "is not a database; move that file away, or name another one in BRIEFBOT_DATABASE_URL.",
        "decode to UTF-8": DAMAGED,
        "malformed": DAMAGED,
        "full": "has no room left: the disk is full. Nothing of what was being written is kept; free some space and try again.",
        "disk I/O": "cannot be read or written: the disk reports an error or is full.",
    }
    return next((advice for sign, advice in told.items() if sign in reason), f"does not work: {reason}")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says, not where the driver guesses
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten: people may ask to be forgotten
    cursor.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a crash loses no commit that a reader could have seen damaged
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("briefbot_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine) -> None:
    with reading(engine) as connection:
        revision = _revision(connection)
    if revision != REVISION:
        with writing(engine) as connection:  # another process may have been here meanwhile: both look again
            if inspect(connection).get_table_names():
                _upgrade(connection)
            else:
                _create(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _create(connection: Connection) -> None:
    """Make the present tables in an empty database, as the migrations would, without what takes long to load and to run."""
    Base.metadata.create_all(connection)
    connection.execute(insert(table_of(GenerationRow)), [{"number": 0, "token": secrets.token_hex(16)}])
    version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
    version.create(connection)
    connection.execute(insert(version), [{"version_num": REVISION}])


def _upgrade(connection: Connection) -> None:
    # Imported here: it takes as long as all the rest of a start, and is needed once after an update.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        shown = _shown(connection.engine.url)
        raise DatabaseError(
            f"The database {shown} was written by a newer Briefbot; update this one, or name another database."
        ) from error
