"""The tables, as SQLAlchemy types; `migrations/` brings an older database to this shape."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, ForeignKey, Index, Text, TypeDecorator, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from briefbot.core.model import Attribution, Kind

# The migration that makes exactly these tables; a test holds it to the newest one.
REVISION = "0001"


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

    type_annotation_map = {datetime: UTCDateTime, Kind: _words(Kind), Attribution: _words(Attribution)}  # noqa: RUF012 (SQLAlchemy's way)


class DocumentRow(Base):
    """One version of a document. A version is never rewritten; one that replaces it makes it no longer `current`."""

    __tablename__ = "documents"

    key: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str]  # where it was read: a file's path, "-" for standard input
    name: Mapped[str]  # the id that it asked for; the same one from another place gets another `id`
    id: Mapped[str]
    version: Mapped[int]  # 1, 2, … within (place, name)
    current: Mapped[bool]
    digest: Mapped[str]  # of everything that was read; equal means unchanged
    analysis: Mapped[int]  # the version of the analysis that made its passages
    title: Mapped[str | None]
    source: Mapped[str | None]
    published: Mapped[date | None]  # as printed, never shifted
    published_at: Mapped[datetime | None]
    url: Mapped[str | None]
    author: Mapped[str | None]
    language: Mapped[str | None]
    added_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)  # the last column, so that looking at the others reads none of it

    __table_args__ = (
        UniqueConstraint("place", "name", "version", name="uq_documents_place"),
        Index("ix_documents_id", "id", unique=True, sqlite_where=sql("current"), postgresql_where=sql("current")),
    )


class PassageRow(Base):
    """What an answer can show of a document: places in its text (code points) and whose words they are."""

    __tablename__ = "passages"

    document_key: Mapped[int] = mapped_column(
        ForeignKey("documents.key", name="fk_passages_document", ondelete="CASCADE"), primary_key=True
    )
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[Kind]
    headline: Mapped[bool]
    group: Mapped[int | None]  # the same for the paragraphs of one quotation
    attribution: Mapped[Attribution]
    speaker: Mapped[str | None]  # as the article names them
    mention_start: Mapped[int | None]
    mention_end: Mapped[int | None]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    confidence: Mapped[float]


class NameRow(Base):
    """A speaker's name as articles give it, and the person's fullest name in the archive."""

    __tablename__ = "names"

    name: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    documents: Mapped[int]
    passages: Mapped[int]


class FileRow(Base):
    """A file that was brought in whole: as long as size and time are the same, it need not be read again."""

    __tablename__ = "files"

    place: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)  # bytes
    modified: Mapped[int] = mapped_column(BigInteger)  # nanoseconds since 1970


class StateRow(Base):
    """Small facts of the archive; `generation` counts its changes, `names` is the generation that `names` was made of."""

    __tablename__ = "state"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class ConversationRow(Base):
    """What a follow-up question leans on, for one person in one chat."""

    __tablename__ = "conversations"

    name: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime]
