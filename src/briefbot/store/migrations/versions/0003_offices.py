"""Who holds which office, for questions that ask for "the president"."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the state is reset so that it is filled at the next start."""
    op.create_table(
        "offices",
        sa.Column("title", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("passages", sa.Integer, nullable=False),
    )
    op.execute("DELETE FROM state WHERE name = 'names'")


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("offices")
