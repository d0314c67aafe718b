"""Feeds, and which of their items were seen."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("address", sa.String, nullable=False, unique=True),
        sa.Column("title", sa.String),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("next_at", instant, nullable=False),
        sa.Column("interval", sa.Integer, nullable=False),
        sa.Column("etag", sa.String),
        sa.Column("modified", sa.String),
        sa.Column("checked_at", instant),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("error", sa.String),
        sa.Column("added_at", instant, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feeds_due", "feeds", ["next_at"])
    op.create_table(
        "feed_entries",
        sa.Column(
            "feed_id", sa.Integer, sa.ForeignKey("feeds.id", name="fk_entries_feed", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("document_id", sa.String),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("seen_at", instant, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("feed_entries")
    op.drop_table("feeds")
