"""What a passage is shown in, where the narrator interrupts the speaker."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; analysing the documents anew fills it."""
    op.add_column("passages", sa.Column("utterance", sa.JSON))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("passages", "utterance")
