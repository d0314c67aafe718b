"""Rows that may be there already: what SQL's standard has no word for, and SQLite and PostgreSQL say in the same way."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table

from briefbot.store.addresses import POSTGRESQL

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite


def insert_into(connection: Connection, table: Any) -> "sqlite.Insert | postgresql.Insert":
    """An INSERT that can be told what to do on a conflict."""
    # Imported here: whoever only reads needs neither, and each takes long to load.
    if connection.dialect.name == POSTGRESQL:
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415

    return sqlite.insert(table)


def upsert(connection: Connection, table: Any, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Insert a row, or write over the one that has this key."""
    row = insert_into(connection, table).values(**key, **values)
    connection.execute(row.on_conflict_do_update(index_elements=list(key), set_=dict(values)))


def upsert_all(connection: Connection, table: Table, key: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns, or write over those that have their keys, by one statement."""
    if not rows:
        return
    into = insert_into(connection, table)
    values = {name: into.excluded[name] for name in rows[0] if name not in key}
    connection.execute(into.on_conflict_do_update(index_elements=list(key), set_=values), [dict(row) for row in rows])
