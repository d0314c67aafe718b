"""One owner of a duty: of several processes on one database, one alone sends digests, and one alone looks at feeds."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import IO

from sqlalchemy import Engine, text

from briefbot.errors import DatabaseError


class Duty(Enum):
    """What one process alone does; the number is that of PostgreSQL's lock, any will do that nothing else uses."""

    SCHEDULE = 0x62726966
    FEEDS = 0x62726967


@contextmanager
def owned(engine: Engine, duty: Duty) -> Iterator[bool]:
    """Have a duty while the block lasts, unless another process does; whether it is owned.

    The lock is the system's, on a file beside SQLite's, or PostgreSQL's own: it goes with the process, however that ends.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            yield bool(connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": duty.value}).scalar())
        return
    file = engine.url.database
    if not file or file.startswith((":", "file:")):  # in memory: nobody else has it
        yield True
        return
    path = Path(f"{file}.{duty.name.lower()}")
    try:
        opened = path.open("a")
    except OSError as error:
        raise DatabaseError(f"The file {path} cannot be opened: {error.strerror}.") from error
    with opened:
        yield _locked(opened)


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
