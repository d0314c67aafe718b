"""What tells one database's generations from another's: a random token for each."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, with a token for the generation that the archive has now."""
    generations = op.create_table(
        "generations",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("token", sa.String, nullable=False),
    )
    now = op.get_bind().execute(sa.text("SELECT value FROM state WHERE name = 'generation'")).scalar()
    op.bulk_insert(generations, [{"number": now or 0, "token": secrets.token_hex(16)}])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("generations")
