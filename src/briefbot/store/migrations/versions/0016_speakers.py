"""An index on whose words passages hold, by which all that somebody said is found."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    op.create_index("ix_passages_speaker", "passages", ["speaker"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_passages_speaker", "passages")
