"""What people send to be brought in, the channels whose posts are taken, and what people say of documents."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from briefbot.model import Evidence
from briefbot.store.tables.base import Base


class SubmissionRow(Base):
    """Something that is to be brought in (`store.submissions.Submission`) and, once that is `done_at`, what came of it."""

    __tablename__ = "submissions"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    chat_id: Mapped[int | None] = mapped_column(BigInteger)  # where it is answered; None where nobody waits
    topic: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # by which it was sent
    language: Mapped[str | None]  # of whoever sent it
    made_at: Mapped[datetime]
    tries: Mapped[int]  # how often it was begun
    highest_key: Mapped[int | None]  # of all documents, before it was begun: what it brings has higher ones
    done_at: Mapped[datetime | None]
    keys: Mapped[list[int]] = mapped_column(JSON)  # of the versions that it brought
    documents: Mapped[list[str]] = mapped_column(JSON)  # the ids of its documents, whether they were there before or not
    feed: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))  # that was found there: address and title
    asks: Mapped[str | None]  # what its person is asked for
    asked_at: Mapped[datetime | None]
    shown_by: Mapped[int | None] = mapped_column(BigInteger)  # the message under whose button that was

    __table_args__ = (
        Index("ix_submissions_waiting", "id", sqlite_where=sql("done_at IS NULL"), postgresql_where=sql("done_at IS NULL")),
        {"sqlite_autoincrement": True},
    )


class ChannelRow(Base):
    """A channel that the bot is in (`member`) or whose posts were forwarded to it; its posts are taken where `accepted`."""

    __tablename__ = "channels"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    title: Mapped[str]
    username: Mapped[str | None]
    member: Mapped[bool]
    accepted: Mapped[bool]
    changed_at: Mapped[datetime]


class AmendmentRow(Base):
    """What a person says of a document, in all its versions (`reading.corrections.Amendment`)."""

    __tablename__ = "amendments"

    place: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str | None]
    published: Mapped[date | None]
    undated: Mapped[bool]
    # What was read of the present version; `is_noted` is None where nobody noted it, as in exports of older versions.
    is_noted: Mapped[bool | None]
    read_title: Mapped[str | None]
    read_published: Mapped[date | None]
    read_published_at: Mapped[datetime | None]
    read_evidence: Mapped[Evidence | None]
    decided_at: Mapped[datetime]
