"""The tables, as SQLAlchemy types; `migrations/` brings an older database to this shape."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, ForeignKey, Index, Text, TypeDecorator, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from briefbot.model import Attribution, Kind

# The migration that makes exactly these tables; a test holds it to the newest one.
REVISION = "0008"


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
    degraded: Mapped[str | None]  # why that found no quotations, where it failed: a sentence
    title: Mapped[str | None]
    source: Mapped[str | None]
    published: Mapped[date | None]  # as printed, never shifted
    published_at: Mapped[datetime | None]
    url: Mapped[str | None]
    author: Mapped[str | None]
    language: Mapped[str | None]
    added_at: Mapped[datetime]
    recut: Mapped[int] = mapped_column(default=0, server_default="0")  # the generation in which its passages were cut again
    text: Mapped[str] = mapped_column(Text)  # the last column, so that looking at the others reads none of it

    __table_args__ = (
        UniqueConstraint("place", "name", "version", name="uq_documents_place"),
        Index("ix_documents_id", "id", unique=True, sqlite_where=sql("current"), postgresql_where=sql("current")),
        Index("ix_documents_added", "added_at"),
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


class OfficeRow(Base):
    """An office that articles give a speaker, as `core.questions.offices` finds them; made anew with the names."""

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


# What the Telegram bot keeps. Numbers of chats, people and messages are Telegram's; a person's name is never kept.


class UpdateRow(Base):
    """An update of Telegram's, written down before it is confirmed there; handled once its `payload` is gone."""

    __tablename__ = "updates"

    bot: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)  # each bot counts its own updates
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    asked_at: Mapped[datetime]
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    __table_args__ = (
        Index("ix_updates_person", "person_id", "asked_at"),
        Index(
            "ix_updates_waiting",
            "bot",
            "update_id",
            sqlite_where=sql("payload IS NOT NULL"),
            postgresql_where=sql("payload IS NOT NULL"),
        ),
    )


class AnswerRow(Base):
    """What the buttons under an answer, an edit of its question and a reply to it lean on."""

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    topic: Mapped[int | None] = mapped_column(BigInteger)  # of a forum
    person_id: Mapped[int] = mapped_column(BigInteger)
    question_id: Mapped[int | None] = mapped_column(BigInteger)  # the message that asked; None for a further page
    page_of: Mapped[int | None] = mapped_column(
        ForeignKey("answers.id", name="fk_answers_page", ondelete="CASCADE"), unique=True
    )
    asked: Mapped[str] = mapped_column(Text)  # the question as it was typed
    first_number: Mapped[int]  # of its citations
    more: Mapped[bool]  # whether there are further ones
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # the thread that the question came into
    thread: Mapped[dict[str, Any]] = mapped_column(JSON)  # the thread that it left
    places: Mapped[list[list[int]]] = mapped_column(JSON)  # of each citation: key and ordinal, start and end
    made_at: Mapped[datetime]

    __table_args__ = (Index("ix_answers_question", "chat_id", "question_id"), {"sqlite_autoincrement": True})


class MessageRow(Base):
    """A message that is to be sent (its `letter` is there) or, where it belongs to an answer or a report, was."""

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    letter: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id", name="fk_messages_answer", ondelete="CASCADE"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id", name="fk_messages_report", ondelete="CASCADE"))
    role: Mapped[str]  # what it is to its answer: "part", or the button that asked for it
    made_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_messages_place", "chat_id", "message_id"),
        Index("ix_messages_answer", "answer_id"),
        Index("ix_messages_report", "report_id"),
        {"sqlite_autoincrement": True},
    )


class ChatRow(Base):
    """A chat that nothing can be sent to, and why; it is no longer lost once somebody writes there."""

    __tablename__ = "lost_chats"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    reason: Mapped[str]
    since: Mapped[datetime]


class AccessRow(Base):
    """An admin's decision to let a person or a group use the bot, or to keep them from it."""

    __tablename__ = "access"

    subject_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    allowed: Mapped[bool]
    decided_at: Mapped[datetime]


class CorrectionRow(Base):
    """Whose words some words are, as a person decided; `speaker` is None where nobody is to be named."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(index=True)
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    speaker: Mapped[str | None]
    decided_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("document_id", "start", "end", name="uq_corrections_place"),
        {"sqlite_autoincrement": True},
    )


class ReportRow(Base):
    """Words under which a reader saw a wrong name; settled once somebody decided."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    speaker: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_reports_place", "document_id", "start", "end"), {"sqlite_autoincrement": True})


class PreferencesRow(Base):
    """What a chat has chosen for itself (`core.preferences`)."""

    __tablename__ = "preferences"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    zone: Mapped[str | None]  # an IANA name
    language: Mapped[str | None]
    quotations: Mapped[int]
    previews: Mapped[bool]
    latin: Mapped[bool]


# What somebody follows, and digests. A chat of number 0 is the console's. `topic` is 0 where there is none.


class FollowRow(Base):
    """Somebody or something that a chat follows, as it was typed; it is read anew for each digest."""

    __tablename__ = "follows"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    topic: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(BigInteger)  # who set it
    made_at: Mapped[datetime]

    __table_args__ = (Index("ix_follows_chat", "chat_id", "topic"), {"sqlite_autoincrement": True})


class DigestRow(Base):
    """A chat's digest: when it is wanted, and from when on there is news for it."""

    __tablename__ = "digests"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    topic: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)  # who set it
    language: Mapped[str | None]  # of whoever set it, where the chat chose none
    switched_on: Mapped[bool]
    minute: Mapped[int | None]  # of the local day, from 0; None where no time was chosen yet
    weekdays: Mapped[str]  # of Monday = 0, in order: "0123456"
    first_day: Mapped[date | None]  # the local date from which on there are slots
    handled: Mapped[date | None]  # the last local date that has a slot
    next_due: Mapped[datetime | None]  # derived from the above; None where none is to come
    since: Mapped[datetime]  # what came in from here on is news for the next digest
    tells_when_empty: Mapped[bool]
    silent: Mapped[bool]  # without a sound

    __table_args__ = (
        UniqueConstraint("chat_id", "topic", name="uq_digests_chat"),
        Index("ix_digests_due", "next_due"),
        {"sqlite_autoincrement": True},
    )


class SlotRow(Base):
    """One local date of a digest, and what became of it (`core.digest.planning.SlotState`)."""

    __tablename__ = "digest_slots"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest_id: Mapped[int] = mapped_column(ForeignKey("digests.id", name="fk_slots_digest", ondelete="CASCADE"))
    day: Mapped[date]
    due_at: Mapped[datetime]
    state: Mapped[str]
    since: Mapped[datetime | None]  # the window, where it was looked for news
    next_since: Mapped[datetime | None]  # where the next one begins once this one is sent
    shown: Mapped[int]
    of: Mapped[int]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("digest_id", "day", name="uq_slots_day"),
        Index("ix_slots_claimed", "id", sqlite_where=sql("state = 'claimed'"), postgresql_where=sql("state = 'claimed'")),
        {"sqlite_autoincrement": True},
    )


class PartRow(Base):
    """One message of a digest with its frozen text, and what became of it (`core.digest.planning.PartState`)."""

    __tablename__ = "digest_parts"

    slot_id: Mapped[int] = mapped_column(
        ForeignKey("digest_slots.id", name="fk_parts_slot", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    letter: Mapped[dict[str, Any]] = mapped_column(JSON)
    quotations: Mapped[list[str]] = mapped_column(JSON)  # fingerprints of what it shows
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id", name="fk_parts_answer", ondelete="SET NULL"))
    state: Mapped[str]
    tries: Mapped[int]
    not_before: Mapped[datetime]

    __table_args__ = (
        Index(
            "ix_parts_waiting",
            "not_before",
            sqlite_where=sql("state = 'waiting'"),
            postgresql_where=sql("state = 'waiting'"),
        ),
    )


class DeliveredRow(Base):
    """A quotation that a digest has shown, by the fingerprint of its words; not `sure` where nobody can tell if it arrived."""

    __tablename__ = "delivered"

    digest_id: Mapped[int] = mapped_column(
        ForeignKey("digests.id", name="fk_delivered_digest", ondelete="CASCADE"), primary_key=True
    )
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    delivered_at: Mapped[datetime]
    sure: Mapped[bool]


# Quotations passed on.


class LinkRow(Base):
    """A quotation that can be linked to: its words, where they stood and under whose name when the link was made."""

    __tablename__ = "links"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    digest: Mapped[str]  # of the words: an index cannot hold long ones
    text: Mapped[str] = mapped_column(Text)
    speaker: Mapped[str | None]
    made_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("document_id", "start", "end", "digest", name="uq_links_words"),
        {"sqlite_autoincrement": True},
    )


class ShareRow(Base):
    """How often a quotation was chosen in inline mode on a day (UTC); by whom is not kept."""

    __tablename__ = "shares"

    link_id: Mapped[int] = mapped_column(ForeignKey("links.id", name="fk_shares_link", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]


class QuestionRow(Base):
    """A question on its way from inline mode into the private chat: the last one of a person that found nothing."""

    __tablename__ = "questions"

    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(unique=True)  # what the link to the private chat carries
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]


# What goes on, in numbers.


class CountRow(Base):
    """How often something happened on a day (UTC), see `core.statistics.Count`; nobody's number is in it."""

    __tablename__ = "counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
