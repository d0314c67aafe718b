"""What was read of a document whose title or date a person corrected, so that the correction can be taken back."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


_COLUMNS: dict[str, sa.types.TypeEngine[Any] | type[sa.types.TypeEngine[Any]]] = {
    "is_noted": sa.Boolean,
    "read_title": sa.String,
    "read_published": sa.Date,
    "read_published_at": sa.DateTime(timezone=True),
    "read_evidence": sa.String(8),
}


def upgrade() -> None:
    """Have room for it; of what was corrected before, nobody noted it."""
    for name, its in _COLUMNS.items():
        op.add_column("amendments", sa.Column(name, its))


def downgrade() -> None:
    """Forget it."""
    for name in _COLUMNS:
        op.drop_column("amendments", name)
