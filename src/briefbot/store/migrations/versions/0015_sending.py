"""What people send to be brought in, channels whose posts are taken, and what people say of documents."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "submissions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("topic", sa.BigInteger),
        sa.Column("person_id", sa.BigInteger),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("language", sa.String),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("highest_key", sa.Integer),
        sa.Column("done_at", instant),
        sa.Column("keys", sa.JSON, nullable=False),
        sa.Column("documents", sa.JSON, nullable=False),
        sa.Column("feed", sa.JSON),
        sa.Column("asks", sa.String),
        sa.Column("asked_at", instant),
        sa.Column("shown_by", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    waiting = sa.text("done_at IS NULL")
    op.create_index("ix_submissions_waiting", "submissions", ["id"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_table(
        "channels",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("username", sa.String),
        sa.Column("member", sa.Boolean, nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("changed_at", instant, nullable=False),
    )
    op.create_table(
        "amendments",
        sa.Column("place", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("title", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("undated", sa.Boolean, nullable=False),
        sa.Column("decided_at", instant, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("amendments", "channels", "submissions"):
        op.drop_table(table)
