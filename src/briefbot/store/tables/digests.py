"""What somebody follows, and digests. A chat of number 0 is the console's. `topic` is 0 where there is none."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from briefbot.store.tables.base import Base


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
    """One local date of a digest, and what became of it (`digests.planning.SlotState`)."""

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


class DeliveredRow(Base):
    """A quotation that a digest has shown, by the fingerprint of its words; not `sure` where nobody can tell if it arrived."""

    __tablename__ = "delivered"

    digest_id: Mapped[int] = mapped_column(
        ForeignKey("digests.id", name="fk_delivered_digest", ondelete="CASCADE"), primary_key=True
    )
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    delivered_at: Mapped[datetime]
    sure: Mapped[bool]
