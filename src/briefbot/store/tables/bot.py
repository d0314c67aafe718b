"""What the Telegram bot keeps. Numbers of chats, people and messages are Telegram's; a person's name is never kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from briefbot.store.tables.base import Base


class UpdateRow(Base):
    """An update of Telegram's, written down before it is confirmed there; handled once its `payload` is gone."""

    __tablename__ = "updates"

    bot: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)  # each bot counts its own updates
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    asked_at: Mapped[datetime]
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    tries: Mapped[int] = mapped_column(server_default="0")  # how often a process took it up from one that had ended

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
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # the state before its question
    thread: Mapped[dict[str, Any]] = mapped_column(JSON)  # the state behind it
    places: Mapped[list[list[int]]] = mapped_column(JSON)  # of each citation: key and ordinal, start and end
    made_at: Mapped[datetime]

    __table_args__ = (Index("ix_answers_question", "chat_id", "question_id"), {"sqlite_autoincrement": True})


class MessageRow(Base):
    """The outbox: a message that is to be sent (its `letter` is there) or, where it belongs to an answer or a report, was.

    One with a slot is a digest, message by message (`digests.queued.QueuedDigest`): each is noted as on its way (its `state`,
    a `digests.planning.PartState`) before it is sent, so that it is sent once at most. All others are sent once at least.
    """

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    letter: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id", name="fk_messages_answer", ondelete="CASCADE"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id", name="fk_messages_report", ondelete="CASCADE"))
    slot_id: Mapped[int | None] = mapped_column(ForeignKey("digest_slots.id", name="fk_messages_slot", ondelete="CASCADE"))
    state: Mapped[str | None]
    role: Mapped[str]  # what it is to its answer: "part", or the button that asked for it
    made_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_messages_place", "chat_id", "message_id"),
        Index("ix_messages_answer", "answer_id"),
        Index("ix_messages_report", "report_id"),
        Index("ix_messages_slot", "slot_id"),
        Index(
            "ix_messages_unsent",
            "chat_id",
            sqlite_where=sql("letter IS NOT NULL AND slot_id IS NULL"),
            postgresql_where=sql("letter IS NOT NULL AND slot_id IS NULL"),
        ),
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
    """What a chat has chosen for itself (`dialogue.preferences`)."""

    __tablename__ = "preferences"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    zone: Mapped[str | None]  # an IANA name
    language: Mapped[str | None]
    quotations: Mapped[int]
    previews: Mapped[bool]
    latin: Mapped[bool]
