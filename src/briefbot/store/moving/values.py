"""Values of columns as JSON has them, and back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Enum, Integer, Row, String

from briefbot.errors import DocumentError
from briefbot.reading.formats.encoding import require_characters
from briefbot.store.repository import table_of
from briefbot.store.tables import Base, UTCDateTime

# Beyond the largest numbers that columns hold, in every database.
_LARGE, _LARGER = 2**31, 2**63


def told(row: Row[Any], names: Iterable[str]) -> dict[str, Any]:
    """These columns of a row, as JSON can hold them: instants and days in ISO 8601."""
    return {name: _told(getattr(row, name)) for name in names}


def read(table: type[Base], names: Iterable[str], record: Mapping[str, Any]) -> dict[str, Any]:
    """The values of these columns that a record holds; what it leaves out is null.

    Raises:
        DocumentError: a value is none that its column can have.
    """
    return {name: _read(table_of(table).columns[name], record.get(name)) for name in names}


def _told(value: Any) -> Any:
    if isinstance(value, date):  # an instant too
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _read(column: Column[Any], value: Any) -> Any:
    its = column.type
    wrong = DocumentError(f'its "{column.name}" is nothing that can stand there')
    if value is None:
        if column.nullable:
            return None
        raise DocumentError(f'it has no "{column.name}"')
    if isinstance(its, Boolean | Integer):
        wanted = bool if isinstance(its, Boolean) else int
        beyond = _LARGER if isinstance(its, BigInteger) else _LARGE
        if type(value) is wanted and -beyond <= value < beyond:
            return value
        raise wrong
    if not isinstance(value, str):
        raise wrong
    try:
        return _of_text(its, value)
    except ValueError:
        raise wrong from None


def _of_text(its: Any, value: str) -> Any:
    """The value that a text stands for in a column of this type; ValueError where it stands for none."""
    if isinstance(its, UTCDateTime):
        instant = datetime.fromisoformat(value)
        if instant.utcoffset() is None:
            raise ValueError("an instant without its zone")
        return instant
    if isinstance(its, Date):
        return date.fromisoformat(value)
    if isinstance(its, Enum) and its.enum_class is not None:
        return its.enum_class(value)
    if not isinstance(its, String):
        raise TypeError(f"no text is exported of a column of {its!r}")
    require_characters(value, "a text in it")
    return value
