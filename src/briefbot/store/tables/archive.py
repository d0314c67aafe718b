"""What the archive keeps: documents, passages, names, and how far all that is derived is."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from briefbot.model import Attribution, Evidence, Kind
from briefbot.store.tables.base import Base


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
    degraded: Mapped[str | None]  # why that found no quotations, where it failed: a sentence
    title: Mapped[str | None]
    source: Mapped[str | None]
    published: Mapped[date | None]  # as printed, never shifted
    published_at: Mapped[datetime | None]
    evidence: Mapped[Evidence | None]  # of the date; None also for what came in before it was noted
    url: Mapped[str | None]
    address: Mapped[str | None]  # what tells that from others, however it is written; None for seeds
    author: Mapped[str | None]
    language: Mapped[str | None]
    added_at: Mapped[datetime]
    recut: Mapped[int] = mapped_column(default=0, server_default="0")  # the generation in which its passages were cut again
    because: Mapped[str | None]  # why it is a version of a document that had another place: a sentence
    text: Mapped[str] = mapped_column(Text)  # the last column, so that looking at the others reads none of it

    __table_args__ = (
        UniqueConstraint("place", "name", "version", name="uq_documents_place"),
        # What each is limited to is written as queries have it: SQLite would know neither again in other words.
        Index("ix_documents_id", "id", unique=True, sqlite_where=sql("current = 1"), postgresql_where=sql("current")),
        Index("ix_documents_published", "published", "key", sqlite_where=sql("current = 1"), postgresql_where=sql("current")),
        Index("ix_documents_added", "added_at"),
        Index("ix_documents_address", "address"),
        Index("ix_documents_digest", "digest"),
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
    utterance: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # what it is shown in
    context_start: Mapped[int | None]  # the sentence before, where it is not understood alone
    context_end: Mapped[int | None]
    attribution: Mapped[Attribution]
    speaker: Mapped[str | None]  # as the article names them
    mention_start: Mapped[int | None]
    mention_end: Mapped[int | None]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    confidence: Mapped[float]

    __table_args__ = (Index("ix_passages_speaker", "speaker"),)


class NameRow(Base):
    """A speaker's name as articles give it, and the person's fullest name in the archive."""

    __tablename__ = "names"

    name: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    documents: Mapped[int]
    passages: Mapped[int]


class OfficeRow(Base):
    """An office that articles give a speaker, as `answering.questions.offices` finds them; made anew with the names."""

    __tablename__ = "offices"

    title: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[date | None]
    last: Mapped[date | None]
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


class GenerationRow(Base):
    """A generation of this archive, by a random token: a copy of the database that went another way has another one."""

    __tablename__ = "generations"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    token: Mapped[str]


class ConversationRow(Base):
    """What a follow-up question leans on, for one person in one chat."""

    __tablename__ = "conversations"

    name: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime]
