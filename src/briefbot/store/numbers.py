"""Numbers that rows are given: counted on where rows come from another database, so that none is given a second time.

Buttons and links name answers, follows and quotations by number, also those that are no longer there.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import Table, func, select, text

from briefbot.store.addresses import POSTGRESQL
from briefbot.store.repository import Repository
from briefbot.store.tables import Base

_SEQUENCE = "CAST(pg_get_serial_sequence(:table, 'id') AS regclass)"


def numbered() -> Iterator[Table]:
    """The tables whose rows have numbers that are never given twice, by name."""
    tables = sorted(Base.metadata.tables.items())
    return (table for _, table in tables if table.dialect_options["sqlite"].get("autoincrement"))


class NumbersRepository(Repository):
    """The highest number that was given, of each table that has numbers."""

    def given(self) -> dict[str, int]:
        """The highest number that was ever given in each of the tables, 0 where none was."""
        return {table.name: self._given(table) for table in numbered()}

    def go_on_from(self, numbers: Mapping[str, int]) -> None:
        """Give only numbers beyond these from now on, and beyond those that rows have already."""
        for table in numbered():
            highest = max(numbers.get(table.name, 0), self._given(table), self._scalar(select(func.max(table.c.id))) or 0)
            if highest:
                self._set(table, highest)

    def note(self, table: Table, number: int) -> None:
        """Note that a row got this number from elsewhere, so that no other one gets it: SQLite does so by itself."""
        if self._connection.dialect.name == POSTGRESQL and number > self._given(table):
            self._set(table, number)

    def _given(self, table: Table) -> int:
        if self._connection.dialect.name == POSTGRESQL:
            return self._scalar(text(f"SELECT pg_sequence_last_value({_SEQUENCE})"), {"table": table.name}) or 0
        return self._scalar(text("SELECT seq FROM sqlite_sequence WHERE name = :table"), {"table": table.name}) or 0

    def _set(self, table: Table, number: int) -> None:
        values = {"table": table.name, "number": number}
        if self._connection.dialect.name == POSTGRESQL:
            self._execute(text(f"SELECT setval({_SEQUENCE}, :number)"), values)
            return
        if not self._execute(text("UPDATE sqlite_sequence SET seq = :number WHERE name = :table"), values).rowcount:
            self._execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :number)"), values)
