"""Links to quotations, how often they were passed on, and questions on their way into the private chat."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_LINK = sa.ForeignKey("links.id", name="fk_shares_link", ondelete="CASCADE")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "links",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("speaker", sa.String),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.UniqueConstraint("document_id", "start", "end", "digest", name="uq_links_words"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "shares",
        sa.Column("link_id", sa.Integer, _LINK, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "questions",
        sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("token", sa.String, nullable=False, unique=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("asked_at", _INSTANT, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("questions", "shares", "links"):
        op.drop_table(table)
