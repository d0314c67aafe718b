"""One outbox: digests that are to be sent stand among the other messages, as data that is drawn when it is sent.

The letters of before hold no places of quotations. So a digest that was not sent whole is taken back: what was on its way
counts as shown, as after a crash, and the date is planned anew, without what has arrived.
"""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_NUMBERED = {"sqlite_autoincrement": True}
_SLOTS = sa.table(
    "digest_slots", sa.column("id"), sa.column("digest_id"), sa.column("day", sa.Date), sa.column("due_at"), sa.column("state")
)
_PARTS = sa.table("digest_parts", sa.column("slot_id"), sa.column("quotations", sa.JSON), sa.column("state"))
_DELIVERED = sa.table(
    "delivered", sa.column("digest_id"), sa.column("fingerprint"), sa.column("delivered_at"), sa.column("sure", sa.Boolean)
)


def upgrade() -> None:
    """Take back what was not sent, and give messages a slot and a state."""
    _count_as_shown()
    _take_back()
    op.drop_table("digest_parts")
    with op.batch_alter_table("messages", table_kwargs=_NUMBERED) as messages:  # nothing refers to them
        messages.add_column(sa.Column("slot_id", sa.Integer))
        messages.add_column(sa.Column("state", sa.String))
        messages.create_foreign_key("fk_messages_slot", "digest_slots", ["slot_id"], ["id"], ondelete="CASCADE")
    op.create_index("ix_messages_slot", "messages", ["slot_id"])


def _count_as_shown() -> None:
    """Note what was on its way as shown, though not surely."""
    bind = op.get_bind()
    sending = sa.select(_SLOTS.c.digest_id, _PARTS.c.quotations).join(_SLOTS, _PARTS.c.slot_id == _SLOTS.c.id)
    known = {tuple(row) for row in bind.execute(sa.select(_DELIVERED.c.digest_id, _DELIVERED.c.fingerprint))}
    for digest_id, quotations in bind.execute(sending.where(_PARTS.c.state == "sending")).all():
        fresh = [one for one in quotations if (digest_id, one) not in known]
        known |= {(digest_id, one) for one in fresh}
        rows = [{"digest_id": digest_id, "fingerprint": one, "sure": False} for one in dict.fromkeys(fresh)]
        if rows:
            bind.execute(_DELIVERED.insert().values(delivered_at=sa.func.current_timestamp()), rows)


def _take_back() -> None:
    """Let the dates of which something is still to be sent be planned anew."""
    bind = op.get_bind()
    claimed = sa.select(_SLOTS).where(_SLOTS.c.state == "claimed")
    digests = sa.table("digests", sa.column("id"), sa.column("handled", sa.Date), sa.column("next_due"))
    for row in bind.execute(claimed).all():
        before: date = row.day - timedelta(days=1)
        bind.execute(digests.update().where(digests.c.id == row.digest_id).values(handled=before, next_due=row.due_at))
        bind.execute(_SLOTS.delete().where(_SLOTS.c.id == row.id))


def downgrade() -> None:
    """Take back what was not sent, and make the table of parts again."""
    op.execute("DELETE FROM messages WHERE slot_id IS NOT NULL")
    _take_back()
    op.drop_index("ix_messages_slot", "messages")
    with op.batch_alter_table("messages", table_kwargs=_NUMBERED) as messages:
        messages.drop_constraint("fk_messages_slot", type_="foreignkey")
        messages.drop_column("slot_id")
        messages.drop_column("state")
    op.create_table(
        "digest_parts",
        sa.Column(
            "slot_id", sa.Integer, sa.ForeignKey("digest_slots.id", name="fk_parts_slot", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("letter", sa.JSON, nullable=False),
        sa.Column("quotations", sa.JSON, nullable=False),
        sa.Column("answer_id", sa.Integer, sa.ForeignKey("answers.id", name="fk_parts_answer", ondelete="SET NULL")),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("not_before", _INSTANT, nullable=False),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_parts_waiting", "digest_parts", ["not_before"], sqlite_where=waiting, postgresql_where=waiting)
