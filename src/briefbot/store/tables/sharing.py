"""Quotations passed on, and what goes on in numbers."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from briefbot.store.tables.base import Base


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
    """How often something happened on a day (UTC), see `dialogue.statistics.Count`; nobody's number is in it."""

    __tablename__ = "counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
