"""What chats prefer and follow, and their digests."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "preferences",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("zone", sa.String),
        sa.Column("language", sa.String),
        sa.Column("quotations", sa.Integer, nullable=False),
        sa.Column("previews", sa.Boolean, nullable=False),
        sa.Column("latin", sa.Boolean, nullable=False),
    )
    op.create_table(
        "follows",
        *_whose(),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_follows_chat", "follows", ["chat_id", "topic"])
    _digests()
    _slots()
    op.create_table(
        "delivered",
        sa.Column("digest_id", sa.Integer, _of("digests", "fk_delivered_digest"), primary_key=True),
        sa.Column("fingerprint", sa.String, primary_key=True),
        sa.Column("delivered_at", _INSTANT, nullable=False),
        sa.Column("sure", sa.Boolean, nullable=False),
    )
    op.create_index("ix_documents_added", "documents", ["added_at"])


def _whose() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("topic", sa.BigInteger, nullable=False),
        sa.Column("person_id", sa.BigInteger),
    ]


def _of(table: str, name: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{table}.id", name=name, ondelete="CASCADE")


def _digests() -> None:
    op.create_table(
        "digests",
        *_whose(),
        sa.Column("language", sa.String),
        sa.Column("switched_on", sa.Boolean, nullable=False),
        sa.Column("minute", sa.Integer),
        sa.Column("weekdays", sa.String, nullable=False),
        sa.Column("first_day", sa.Date),
        sa.Column("handled", sa.Date),
        sa.Column("next_due", _INSTANT),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("tells_when_empty", sa.Boolean, nullable=False),
        sa.Column("silent", sa.Boolean, nullable=False),
        sa.UniqueConstraint("chat_id", "topic", name="uq_digests_chat"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_digests_due", "digests", ["next_due"])


def _slots() -> None:
    op.create_table(
        "digest_slots",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest_id", sa.Integer, _of("digests", "fk_slots_digest"), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("since", _INSTANT),
        sa.Column("next_since", _INSTANT),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("of", sa.Integer, nullable=False),
        sa.Column("ended_at", _INSTANT),
        sa.UniqueConstraint("digest_id", "day", name="uq_slots_day"),
        sqlite_autoincrement=True,
    )
    claimed = sa.text("state = 'claimed'")
    op.create_index("ix_slots_claimed", "digest_slots", ["id"], sqlite_where=claimed, postgresql_where=claimed)
    op.create_table(
        "digest_parts",
        sa.Column("slot_id", sa.Integer, _of("digest_slots", "fk_parts_slot"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("letter", sa.JSON, nullable=False),
        sa.Column("quotations", sa.JSON, nullable=False),
        sa.Column("answer_id", sa.Integer, sa.ForeignKey("answers.id", name="fk_parts_answer", ondelete="SET NULL")),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("not_before", _INSTANT, nullable=False),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_parts_waiting", "digest_parts", ["not_before"], sqlite_where=waiting, postgresql_where=waiting)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index("ix_documents_added", "documents")
    for table in ("delivered", "digest_parts", "digest_slots", "digests", "follows", "preferences"):
        op.drop_table(table)
