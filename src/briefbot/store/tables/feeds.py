"""The feeds that the archive is kept current from."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from briefbot.store.tables.base import Base


class FeedRow(Base):
    """A feed, and what is known of it from the last time it was looked at (`feeds.model.FeedState`)."""

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str | None]
    paused: Mapped[bool]
    next_at: Mapped[datetime]
    interval: Mapped[int]  # seconds
    etag: Mapped[str | None]
    modified: Mapped[str | None]
    checked_at: Mapped[datetime | None]
    failures: Mapped[int]
    error: Mapped[str | None]
    added_at: Mapped[datetime]
    digest: Mapped[str | None]  # of the bytes that were read whole

    __table_args__ = (Index("ix_feeds_due", "next_at"), {"sqlite_autoincrement": True})


class FeedEntryRow(Base):
    """An item of a feed that was seen, by the feed's own key; `document_id` is None where no document could be made of it."""

    __tablename__ = "feed_entries"

    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id", name="fk_entries_feed", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]  # of its wording: another one means that it changed
    document_id: Mapped[str | None]
    tries: Mapped[int]  # how often no document could be made of this wording
    seen_at: Mapped[datetime]  # when the feed had it last
