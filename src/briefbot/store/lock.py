"""One owner of a duty: of several processes on one database, one alone sends digests, looks at feeds, fetches updates."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, exc, text

from briefbot.errors import DatabaseError
from briefbot.store.addresses import POSTGRESQL, file_of
from briefbot.store.failures import failures_told


class Duty(Enum):
    """What one process alone does; the number is that of PostgreSQL's lock, any will do that nothing else uses."""

    SCHEDULE = 0x62726966
    FEEDS = 0x62726967
    UPDATES = 0x62726968


# What the locks of processes that are present begin with; the process's own number stands behind it.
PRESENCE = 0x62726969


class Ownership:
    """Whether this process has a duty: true where it has."""

    def __init__(self, *, is_owner: bool) -> None:
        self._is_owner = is_owner

    def __bool__(self) -> bool:
        """Whether it was had when that was last looked at."""
        return self._is_owner

    def holds(self) -> bool:
        """Whether it is had still. It is taken up again where it was lost and nobody has taken it meanwhile.

        Raises:
            DatabaseError: that cannot be told just now.
        """
        return self._is_owner


@contextmanager
def owned(engine: Engine, url: str, duty: Duty) -> Iterator[Ownership]:
    """Have a duty while the block lasts, unless another process does.

    The lock is the system's, on a file beside SQLite's, or PostgreSQL's own: it goes with the process, however that ends.
    """
    if engine.dialect.name == POSTGRESQL:
        with failures_told(url):
            ownership = _Session(engine, url, duty.value)
        try:
            yield ownership
        finally:
            ownership.end()
        return
    file = file_of(engine.url)
    if file is None:  # in memory: nobody else has it
        yield Ownership(is_owner=True)
        return
    path = Path(f"{file}.{duty.name.lower()}")
    try:
        opened = path.open("a")
    except OSError as error:
        raise DatabaseError(f"The file {path} cannot be opened: {error.strerror}.") from error
    with opened:
        yield Ownership(is_owner=_locked(opened))


@contextmanager
def present(engine: Engine, url: str, number: int) -> Iterator[Ownership]:
    """Be known by this number (31 bits) as long as the block lasts, and this process with it; on PostgreSQL alone."""
    with failures_told(url):
        ownership = _Session(engine, url, PRESENCE << 32 | number)
    try:
        yield ownership
    finally:
        ownership.end()


class _Session(Ownership):
    """A duty by a lock of PostgreSQL's, which lasts as long as its session; no transaction is open meanwhile."""

    def __init__(self, engine: Engine, url: str, number: int) -> None:
        super().__init__(is_owner=False)
        self._engine, self._url, self._number = engine, url, number
        self._connection: Connection | None = None
        self._take()

    def holds(self) -> bool:
        with failures_told(self._url):
            if not self._is_connected():
                self._take()
        return self._is_owner

    def end(self) -> None:
        """Give the duty back, and the session to the pool; where that cannot be, the session ends, and the duty with it."""
        if self._connection is not None and self._is_connected():
            self._connection.scalar(text("SELECT pg_advisory_unlock_all()"))
            self._connection.close()

    def _is_connected(self) -> bool:
        """Whether the session lasts; what is left of one that does not is let go."""
        if self._connection is None:
            return False
        try:
            self._connection.scalar(text("SELECT 1"))
        except exc.DBAPIError:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
            return False
        return True

    def _take(self) -> None:
        self._is_owner = False
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._connection = connection
        taken = connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), {"number": self._number})
        self._is_owner = bool(taken)


def _locked(opened: IO[str]) -> bool:
    try:
        import fcntl  # noqa: PLC0415 (not on every system)
    except ImportError:  # there, one process is not kept from another
        return True
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
