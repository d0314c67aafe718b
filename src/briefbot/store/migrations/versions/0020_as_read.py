"""What was read of a document whose title or date a person corrected, so that the correction can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Have room for it; of what was corrected before, nobody noted it."""
    op.add_column("amendments", sa.Column("as_read", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("amendments", "as_read")
