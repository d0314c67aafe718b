"""Why a document's quotations could not be found, where its analysis failed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("documents", sa.Column("degraded", sa.String))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("documents", "degraded")  # never in a batch: making the table anew would empty those that refer to it
