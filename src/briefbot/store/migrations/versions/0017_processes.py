"""Several processes that serve one bot: who they are, which chats each has, what people asked for lately."""

import sqlalchemy as sa
from alembic import op

from briefbot.store.tables import UTCDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "processes",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "claims",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["process_id"], ["processes.id"], name="fk_claims_process", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id"),
    )
    op.create_index("ix_claims_process_id", "claims", ["process_id"])
    op.create_table(
        "acts",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "kind"),
    )
    op.create_index("ix_acts_until", "acts", ["until"])
    op.create_index(
        "ix_messages_unsent",
        "messages",
        ["chat_id"],
        sqlite_where=sa.text("letter IS NOT NULL AND slot_id IS NULL"),
        postgresql_where=sa.text("letter IS NOT NULL AND slot_id IS NULL"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_messages_unsent", "messages")
    op.drop_table("acts")
    op.drop_table("claims")
    op.drop_table("processes")
