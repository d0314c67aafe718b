"""How often what happened, by day."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "counts",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("what", sa.String, primary_key=True),
        sa.Column("reason", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("counts")
