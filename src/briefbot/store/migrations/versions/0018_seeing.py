"""How often an update was taken up again, and what goes wrong again and again."""

import sqlalchemy as sa
from alembic import op

from briefbot.store.tables import UTCDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column and the table."""
    op.add_column("updates", sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "troubles",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("last_at", UTCDateTime(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("troubles")
    op.drop_column("updates", "tries")
