"""What a passage is shown in where the narrator interrupts the speaker, and with where it is not understood alone."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; analysing the documents anew fills them."""
    op.add_column("passages", sa.Column("utterance", sa.JSON))
    op.add_column("passages", sa.Column("context_start", sa.Integer))
    op.add_column("passages", sa.Column("context_end", sa.Integer))


def downgrade() -> None:
    """Drop the columns."""
    for column in ("context_end", "context_start", "utterance"):
        op.drop_column("passages", column)
