"""Where an archive is kept: the addresses of databases, and how they are told to people, without any secret."""

import os
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import exc
from sqlalchemy.engine import URL, make_url

from briefbot.errors import DatabaseError

# How long a write waits for another process's before it gives up. Measured against the longest single write here, a batch
# of documents with their passages, which takes some tenths of a second. A `timeout` in SQLite's address says otherwise.
BUSY_SECONDS = 10
SQLITE, POSTGRESQL = "sqlite", "postgresql"
# What an address of PostgreSQL says unless it says otherwise: a server that is gone is noticed within half a minute.
_PATIENCE = {
    "connect_timeout": "10",
    "tcp_user_timeout": "20000",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
}
# What is told of an address beyond its path: nothing else there can be known to be no secret.
_TOLD = frozenset({"host", "port", "mode", "timeout"})


def parsed(url: str) -> URL:
    """The address as SQLAlchemy is to have it, with what is not said there; a file of SQLite's is made where it is missing.

    Raises:
        ArgumentError: it is no address, or one of a database in which no archive can be kept.
    """
    address = _read(url)
    match address.drivername.partition("+")[0]:
        case "sqlite":
            return _of_sqlite(address)
        case "postgresql" | "postgres" if not _is_torn(url):
            patience = {name: value for name, value in _PATIENCE.items() if name not in address.query}
            return address.set(drivername="postgresql+psycopg").update_query_dict(patience)
    raise exc.ArgumentError("no address of SQLite or PostgreSQL")


def shown(url: str | URL) -> str:
    """An address as people may see it: where the database is, without a password wherever it stands."""
    try:
        address = _read(url)
    except exc.ArgumentError:
        return "it is no URL"
    backend = address.drivername.partition("+")[0]
    if backend != SQLITE and _is_torn(url):
        return f"{backend}://***"
    told = {name: value for name, value in address.query.items() if name in _TOLD}
    return address.set(query=told, drivername=backend).render_as_string(hide_password=True)


def secrets_of(url: str | URL) -> list[str]:
    """What nobody may see of an address that can be read."""
    address = _read(url)
    kept = (value for name, value in address.query.items() if name not in _TOLD and name not in _PATIENCE)
    values = (address.password, *(one for value in kept for one in ([value] if isinstance(value, str) else value)))
    return [str(one) for one in values if one]


def _read(url: str | URL) -> URL:
    """An address in its parts; ArgumentError, without a word of it, where it has none."""
    try:
        return make_url(url)
    except (exc.ArgumentError, ValueError):
        raise exc.ArgumentError("no URL") from None


def _is_torn(url: str | URL) -> bool:
    """Whether a sign in the password that should have been written %40 has put some of it where it does not belong."""
    written = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    return written.count("@") > 1


def file_of(url: URL) -> Path | None:
    """The file of a SQLite database; None for one in memory, and where another kind of address names it."""
    name = url.database
    is_file = url.get_backend_name() == SQLITE and name and not name.startswith((":", "file:"))
    return Path(name).expanduser() if is_file and name else None


def _of_sqlite(address: URL) -> URL:
    if file := file_of(address):
        try:
            address = _readable(address, file) if _is_kept_from_writing(file) else address.set(database=str(_present(file)))
        except OSError as error:
            raise DatabaseError(
                f"The folder of the database {shown(address)} cannot be made: {error.strerror}. Name another one in"
                " BRIEFBOT_DATABASE_URL."
            ) from error
    return address if "timeout" in address.query else address.update_query_dict({"timeout": str(BUSY_SECONDS)})


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
