"""A database as those see it who look after it: how far it is, and a copy of it while others write."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.engine import make_url

from briefbot.store.addresses import POSTGRESQL, SQLITE, file_of, parsed, shown
from briefbot.store.engine import connected_engine, migrate, reading
from briefbot.store.failures import failures_told
from briefbot.store.lock import Duty
from briefbot.store.schema import revision_of
from briefbot.store.tables import REVISION, DocumentRow

# What the files are called that belong to one of SQLite's, behind its name: its own, and those of duties (lock.py).
_BESIDE = {"", "-wal", "-shm", "-journal", *(f".{duty.name.lower()}" for duty in Duty)}


@dataclass(frozen=True, slots=True)
class Condition:
    """How far a database is.

    `kind` is "sqlite" or "postgresql", `address` without its password, `server` the version of what keeps it, `revision` the
    last migration (None: there are no tables yet), `wanted` that of this Briefbot, `size` in bytes. `documents` are the current
    ones, None where the tables are others than this Briefbot's.
    """

    kind: str
    address: str
    server: str
    revision: str | None
    wanted: str
    size: int
    documents: int | None

    @property
    def is_current(self) -> bool:
        """Whether the tables are those of this Briefbot."""
        return self.revision == self.wanted


def condition_of(url: str) -> Condition:
    """How far a database is. Nothing is made or changed; DatabaseError where it cannot be used."""
    if not is_there(url):
        return Condition(SQLITE, shown(url), sqlite3.sqlite_version, None, REVISION, 0, None)
    engine = connected_engine(url)
    try:
        with failures_told(url), reading(engine) as connection:
            revision = revision_of(connection)
            documents = _documents(connection) if revision == REVISION else None
            kind = connection.dialect.name
            return Condition(kind, shown(url), _version(connection), revision, REVISION, _size(connection), documents)
    finally:
        engine.dispose()


def upgrade(url: str) -> None:
    """Bring the tables to those of this Briefbot; DatabaseError where that cannot be, and all stays as it was."""
    engine = connected_engine(url)
    try:
        with failures_told(url):
            migrate(engine)
    finally:
        engine.dispose()


def is_there(url: str) -> bool:
    """Whether a database may be there: where it is a file's, whether there is that file."""
    with failures_told(url):
        address = make_url(url)
        file = file_of(address)
        return file is None or file.exists()


def is_yet_to_be_made(url: str) -> bool:
    """Whether a database is a file that is not there, below a folder that is: whoever opens it would make it."""
    with failures_told(url):
        file = file_of(make_url(url))
        return file is not None and not file.exists() and next(one for one in file.absolute().parents if one.exists()).is_dir()


def discard(url: str) -> bool:
    """Remove a database that is a file, with what lies beside it, unless somebody else has it open; whether it was removed."""
    file = file_of(make_url(url))
    if file is None or not file.exists():
        return False
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as own:
        try:
            if own.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):  # which takes the file for oneself
                return False
            own.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:  # another process has it
            return False
        for one in file.parent.glob(f"{file.name}*"):
            if one.name.removeprefix(file.name) in _BESIDE:
                one.unlink(missing_ok=True)
        return True


def copy_sqlite(url: str, path: Path) -> None:
    """Copy a database of SQLite's into a file, as it is at one moment, while others write; the copy is looked through."""
    engine = connected_engine(url)
    try:
        with failures_told(url), closing(engine.raw_connection()) as source, closing(sqlite3.connect(path)) as target:
            source.driver_connection.backup(target)  # type: ignore[union-attr]  # SQLite's
            target.execute("PRAGMA journal_mode = DELETE")
            if target.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("the copy is malformed")
    finally:
        engine.dispose()


def for_pg_dump(url: str) -> tuple[list[str], dict[str, str]]:
    """What tells PostgreSQL's own programs where a database is: their arguments and, since others can read those, variables."""
    address = parsed(url)
    query = {name: str(value) for name, value in address.query.items()}
    password = query.pop("password", None) or address.password
    told = address.set(drivername=POSTGRESQL, password=None, query=query)
    secret = {"PGPASSWORD": str(password)} if password else {}
    return ["--no-password", f"--dbname={told.render_as_string(hide_password=False)}"], secret


def is_sqlite(url: str) -> bool:
    """Whether this is the address of a database of SQLite's; DatabaseError where it is none that can be used."""
    with failures_told(url):
        return make_url(url).get_backend_name() == SQLITE


def _documents(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(DocumentRow).where(DocumentRow.current)) or 0


def _version(connection: Connection) -> str:
    if connection.dialect.name == POSTGRESQL:
        return str(connection.scalar(text("SHOW server_version")))
    return sqlite3.sqlite_version


def _size(connection: Connection) -> int:
    if connection.dialect.name == POSTGRESQL:
        return connection.scalar(text("SELECT pg_database_size(current_database())")) or 0
    return connection.scalar(text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")) or 0
