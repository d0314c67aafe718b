"""The Telegram bot: updates, answers, messages, chats, access; corrections of speakers and reports of wrong ones."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.add_column("documents", sa.Column("recut", sa.Integer, nullable=False, server_default="0"))
    _updates()
    _answers()
    _reports()
    _messages()
    op.create_table(
        "lost_chats",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
    )
    op.create_table(
        "access",
        sa.Column("subject_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.Column("decided_at", _INSTANT, nullable=False),
    )


def _updates() -> None:
    op.create_table(
        "updates",
        sa.Column("bot", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("person_id", sa.BigInteger),
        sa.Column("asked_at", _INSTANT, nullable=False),
        sa.Column("payload", sa.JSON),
    )
    op.create_index("ix_updates_person", "updates", ["person_id", "asked_at"])
    waiting = sa.text("payload IS NOT NULL")
    op.create_index("ix_updates_waiting", "updates", ["bot", "update_id"], sqlite_where=waiting, postgresql_where=waiting)


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("topic", sa.BigInteger),
        sa.Column("person_id", sa.BigInteger, nullable=False),
        sa.Column("question_id", sa.BigInteger),
        sa.Column("page_of", sa.Integer, sa.ForeignKey("answers.id", name="fk_answers_page", ondelete="CASCADE"), unique=True),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("first_number", sa.Integer, nullable=False),
        sa.Column("more", sa.Boolean, nullable=False),
        sa.Column("before", sa.JSON),
        sa.Column("thread", sa.JSON, nullable=False),
        sa.Column("places", sa.JSON, nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answers_question", "answers", ["chat_id", "question_id"])


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("letter", sa.JSON),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("answer_id", sa.Integer, sa.ForeignKey("answers.id", name="fk_messages_answer", ondelete="CASCADE")),
        sa.Column("report_id", sa.Integer, sa.ForeignKey("reports.id", name="fk_messages_report", ondelete="CASCADE")),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_messages_place", "messages", ["chat_id", "message_id"])
    op.create_index("ix_messages_answer", "messages", ["answer_id"])
    op.create_index("ix_messages_report", "messages", ["report_id"])


def _place() -> list[sa.Column[Any]]:
    return [
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    ]


def _reports() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        *_place(),
        sa.Column("speaker", sa.String),
        sa.Column("decided_at", _INSTANT, nullable=False),
        sa.UniqueConstraint("document_id", "start", "end", name="uq_corrections_place"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_corrections_document_id", "corrections", ["document_id"])
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer, primary_key=True),
        *_place(),
        sa.Column("speaker", sa.String, nullable=False),
        sa.Column("person_id", sa.BigInteger),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("settled_at", _INSTANT),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reports_place", "reports", ["document_id", "start", "end"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("messages", "reports", "answers", "corrections", "updates", "access", "lost_chats"):
        op.drop_table(table)
    op.drop_column("documents", "recut")  # never in a batch: making the table anew would empty those that refer to it
