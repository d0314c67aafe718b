"""What the tables share: instants that are UTC, and words of enumerations."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from briefbot.model import Attribution, Evidence, Kind


class UTCDateTime(TypeDecorator[datetime]):
    """An instant, aware and UTC on both sides: SQLite would drop a zone without converting."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's)
        """Refuse a naive instant; bring others to UTC."""
        if value is not None and value.utcoffset() is None:
            raise ValueError("an instant needs its zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy's)
        """What comes back naive was written as UTC."""
        if value is None:
            return None
        aware: datetime = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware


def _words(values: type[StrEnum]) -> Enum:
    """A column of these values, stored as the words that scripts see too."""
    return Enum(
        values, native_enum=False, values_callable=lambda kinds: [kind.value for kind in kinds], name=values.__name__.lower()
    )


class Base(DeclarativeBase):
    """What the tables share."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's way)
        datetime: UTCDateTime,
        Kind: _words(Kind),
        Attribution: _words(Attribution),
        Evidence: _words(Evidence),
    }
