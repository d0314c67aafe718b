"""What the date of a document is from; not known for those that are there."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("documents", sa.Column("evidence", sa.String(8)))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("documents", "evidence")
