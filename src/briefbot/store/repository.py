"""What the repositories share: each reads and writes one entity, within a transaction that somebody else began."""

from typing import cast

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.orm import InstrumentedAttribute

from briefbot.store.tables import Base


class Repository:
    """One entity of the database, for as long as a transaction lasts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._execute, self._scalar, self._scalars = connection.execute, connection.scalar, connection.scalars


def table_of(row: type[Base]) -> Table:
    """The table of a typed row: what is written there by the thousand is spared the work that SQLAlchemy does for objects."""
    return cast("Table", row.__table__)


def begins(column: InstrumentedAttribute[str], prefix: str) -> ColumnElement[bool]:
    """Whether a text begins so, to the letter, in a way that an index answers: LIKE would fold letters in SQLite alone."""
    return (column >= prefix) & (column < prefix[:-1] + chr(ord(prefix[-1]) + 1))
