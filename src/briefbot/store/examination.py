"""Examination of a database as it lies there: nothing is made, migrated or written."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, func, select, text
from sqlalchemy.engine import URL, make_url

from briefbot.feeds.model import Feed
from briefbot.store.addresses import SQLITE, file_of, parsed
from briefbot.store.failures import failures_told
from briefbot.store.feeds import FeedsRepository
from briefbot.store.schema import revision_of
from briefbot.store.state import State, StateRepository
from briefbot.store.tables import REVISION, DocumentRow

# Seconds for which somebody may be writing before the database counts as locked.
_PATIENCE = 3.0


@dataclass(frozen=True, slots=True)
class Held:
    """What a database of the present tables holds.

    So many `documents`, of which some are `degraded`: they came in without their quotations; the `latest` at an instant (UTC).
    """

    documents: int
    degraded: int
    latest: datetime | None
    state: State
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found of a database.

    `revision` is that of its tables, None where it has none yet; `fault` what its own check says of it; `locked` that somebody
    keeps it from being written, `read_only` that this user may not write it. `held` is None where its tables are others.
    """

    revision: str | None
    fault: str | None = None
    locked: bool = False
    read_only: bool = False
    held: Held | None = None

    @property
    def is_newer(self) -> bool:
        """Whether a newer Briefbot made its tables."""
        return self.revision is not None and self.revision > REVISION

    @property
    def is_older(self) -> bool:
        """Whether its tables are brought up to date at the next start."""
        return self.revision is not None and self.revision < REVISION


def examine(url: str) -> Examined | None:
    """What is there at an SQLAlchemy URL; None where there is no database yet. DatabaseError where it cannot be read at all."""
    with failures_told(url):
        address = make_url(url)
        file = file_of(address)
        if file is None:
            address = parsed(url)
        elif not file.exists() or not file.stat().st_size:
            return None
        with _opened(address, file) as connection:
            fault = _fault(connection)
            if fault:
                return Examined(None, fault)
            revision = revision_of(connection)
            held = _held(connection) if revision == REVISION else None
        return Examined(revision, None, held=held, **_rights(address, file))


@contextmanager
def _opened(url: URL, file: Path | None) -> Iterator[Connection]:
    if file is not None:  # as one that is only read, so that nothing is written beside it
        url = url.set(database=f"file:{quote(str(file.resolve()))}").update_query_dict({"mode": "ro", "uri": "true"})
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _fault(connection: Connection) -> str | None:
    if connection.dialect.name != SQLITE:
        return None
    told = connection.scalar(text("PRAGMA quick_check(1)"))
    return None if told == "ok" else str(told)


def _held(connection: Connection) -> Held:
    current = select(func.count(), func.count(DocumentRow.degraded)).where(DocumentRow.current)
    documents, degraded = connection.execute(current).one()
    latest = connection.scalar(select(func.max(DocumentRow.added_at)))
    return Held(documents, degraded, latest, StateRepository(connection).now(), tuple(FeedsRepository(connection).all()))


def _rights(url: URL, file: Path | None) -> dict[str, bool]:
    """Whether another process keeps it from being written, or this user may not write it."""
    if file is None:
        return {}
    if not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        return {"read_only": True}
    with closing(
        sqlite3.connect(f"file:{quote(str(file.resolve()))}?mode=rw", _patience(url), uri=True, isolation_level=None)
    ) as one:
        try:
            one.execute("BEGIN IMMEDIATE")
            one.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            return {"locked": "locked" in str(error), "read_only": "readonly" in str(error)}
    return {}


def _patience(url: URL) -> float:
    """The seconds that the address gives a write to wait, if it says so."""
    try:
        return float(str(url.query.get("timeout", _PATIENCE)))
    except ValueError:
        return _PATIENCE
