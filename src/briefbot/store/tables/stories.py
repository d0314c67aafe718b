"""Which documents are copies of one article."""

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from briefbot.store.tables.base import Base


class StoryRow(Base):
    """A current version that was compared with the others; copies of one article share the number `story`."""

    __tablename__ = "stories"

    document_key: Mapped[int] = mapped_column(
        ForeignKey("documents.key", name="fk_stories_document", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    story: Mapped[int]  # the key of the first of them that was looked at, which may be gone
    like: Mapped[int | None]  # the key of the one that it was found to be a copy of, None for the first
    share: Mapped[float | None]  # how much of the shorter one's shingles they share

    __table_args__ = (Index("ix_stories_story", "story"),)


class SketchRow(Base):
    """One of the hashes by which copies of a current version are found; none of them has many documents."""

    __tablename__ = "sketches"

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    document_key: Mapped[int] = mapped_column(
        ForeignKey("documents.key", name="fk_sketches_document", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )

    __table_args__ = (Index("ix_sketches_document", "document_key"), {"sqlite_with_rowid": False})
