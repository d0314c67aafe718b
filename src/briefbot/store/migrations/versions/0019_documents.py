"""Indexes on the current documents as queries ask for them: by id, in SQLite's words for it, and by the day of printing."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_CURRENT: dict[str, Any] = {"sqlite_where": sa.text("current = 1"), "postgresql_where": sa.text("current")}


def upgrade() -> None:
    """Make them."""
    op.drop_index("ix_documents_id", "documents")
    op.create_index("ix_documents_id", "documents", ["id"], unique=True, **_CURRENT)
    op.create_index("ix_documents_published", "documents", ["published", "key"], **_CURRENT)


def downgrade() -> None:
    """Make the one as it was, and drop the other."""
    op.drop_index("ix_documents_published", "documents")
    op.drop_index("ix_documents_id", "documents")
    before = sa.text("current")
    op.create_index("ix_documents_id", "documents", ["id"], unique=True, sqlite_where=before, postgresql_where=before)
