"""Copies of one article, and the sketches that find them; why a document has another place; what was read of a feed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the documents that are there are looked at when the archive is next brought up to date."""
    op.add_column("documents", sa.Column("because", sa.String))
    op.add_column("feeds", sa.Column("digest", sa.String))
    op.create_index("ix_documents_digest", "documents", ["digest"])
    op.create_table(
        "stories",
        sa.Column("document_key", sa.Integer, sa.ForeignKey("documents.key", name="fk_stories_document", ondelete="CASCADE")),
        sa.Column("story", sa.Integer, nullable=False),
        sa.Column("like", sa.Integer),
        sa.Column("share", sa.Double),
        sa.PrimaryKeyConstraint("document_key", name="pk_stories"),
    )
    op.create_index("ix_stories_story", "stories", ["story"])
    op.create_table(
        "sketches",
        sa.Column("hash", sa.BigInteger, nullable=False),
        sa.Column("document_key", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["document_key"], ["documents.key"], name="fk_sketches_document", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", "document_key", name="pk_sketches"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sketches_document", "sketches", ["document_key"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("sketches")
    op.drop_table("stories")
    op.drop_index("ix_documents_digest", "documents")
    op.drop_column("documents", "because")
    op.drop_column("feeds", "digest")
