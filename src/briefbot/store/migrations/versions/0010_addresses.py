"""What tells a document's address from others, so that one article from two files is one document."""

import sqlalchemy as sa
from alembic import op

from briefbot.reading.addresses import address_of

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_SEEDS = "seeds/"
_CHUNK = 500


def upgrade() -> None:
    """Add the column, and fill it for the documents that are there."""
    op.add_column("documents", sa.Column("address", sa.String))
    op.create_index("ix_documents_address", "documents", ["address"])
    documents = sa.table("documents", sa.column("key"), sa.column("place"), sa.column("url"), sa.column("address"))
    bind = op.get_bind()
    with_url = sa.select(documents.c.key, documents.c.url).where(documents.c.url.is_not(None))
    rows = bind.execute(with_url.where(~documents.c.place.startswith(_SEEDS))).all()
    for at in range(0, len(rows), _CHUNK):
        told = [{"of": key, "to": address_of(url)} for key, url in rows[at : at + _CHUNK]]
        bind.execute(documents.update().where(documents.c.key == sa.bindparam("of")).values(address=sa.bindparam("to")), told)


def downgrade() -> None:
    """Drop the column."""
    op.drop_index("ix_documents_address", "documents")
    op.drop_column("documents", "address")
