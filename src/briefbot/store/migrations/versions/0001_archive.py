"""The archive: documents, passages, names, files, state, conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KINDS = sa.Enum("direct", "mixed", "reported", name="kind", native_enum=False)
_ATTRIBUTIONS = sa.Enum("named", "unnamed", "unresolved", "nobody", name="attribution", native_enum=False)
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "documents",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("analysis", sa.Integer, nullable=False),
        sa.Column("title", sa.String),
        sa.Column("source", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("published_at", _INSTANT),
        sa.Column("url", sa.String),
        sa.Column("author", sa.String),
        sa.Column("language", sa.String),
        sa.Column("added_at", _INSTANT, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.UniqueConstraint("place", "name", "version", name="uq_documents_place"),
    )
    current = sa.text("current")
    op.create_index("ix_documents_id", "documents", ["id"], unique=True, sqlite_where=current, postgresql_where=current)
    op.create_table(
        "passages",
        sa.Column(
            "document_key",
            sa.Integer,
            sa.ForeignKey("documents.key", name="fk_passages_document", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", _KINDS, nullable=False),
        sa.Column("headline", sa.Boolean, nullable=False),
        sa.Column("group", sa.Integer),
        sa.Column("attribution", _ATTRIBUTIONS, nullable=False),
        sa.Column("speaker", sa.String),
        sa.Column("mention_start", sa.Integer),
        sa.Column("mention_end", sa.Integer),
        sa.Column("cue_start", sa.Integer),
        sa.Column("cue_end", sa.Integer),
        sa.Column("confidence", sa.Double, nullable=False),
    )
    op.create_table(
        "names",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("passages", sa.Integer, nullable=False),
    )
    op.create_table(
        "files",
        sa.Column("place", sa.String, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("modified", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "state",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
    op.create_table(
        "conversations",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("state", sa.JSON, nullable=False),
        sa.Column("updated_at", _INSTANT, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("conversations", "state", "files", "names", "passages", "documents"):
        op.drop_table(table)
