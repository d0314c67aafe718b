"""Personal data: all that is kept about one person, as /export hands it out. What /forget erases, and no less."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from briefbot.store.repository import Repository
from briefbot.store.tables import (
    AccessRow,
    ActsRow,
    AnswerRow,
    Base,
    ChatRow,
    ClaimRow,
    ConversationRow,
    DeliveredRow,
    DigestRow,
    FollowRow,
    MessageRow,
    PreferencesRow,
    QuestionRow,
    ReportRow,
    SlotRow,
    SubmissionRow,
    UpdateRow,
)

Records = Mapping[str, list[dict[str, Any]]]


class PersonalRepository(Repository):
    """What is kept about people, by table."""

    def of(self, person_id: int) -> Records:
        """The rows that are about a person or of their private chat, by table, those without any left out."""
        found = ((table, self._execute(select(table.__table__).where(mine)).mappings()) for table, mine in _about(person_id))
        return {table.__tablename__: rows for table, result in found if (rows := [_record(dict(row)) for row in result])}


def _about(person: int) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Each table that can hold something of a person, and which rows of it do. In a private chat its number is theirs."""
    digests = select(DigestRow.id).where(or_(DigestRow.person_id == person, DigestRow.chat_id == person))
    return [
        (PreferencesRow, PreferencesRow.chat_id == person),
        (FollowRow, or_(FollowRow.person_id == person, FollowRow.chat_id == person)),
        (DigestRow, DigestRow.id.in_(digests)),
        (SlotRow, SlotRow.digest_id.in_(digests)),
        (DeliveredRow, DeliveredRow.digest_id.in_(digests)),
        (AnswerRow, AnswerRow.person_id == person),
        (ConversationRow, ConversationRow.name.like(f"telegram:%:{person}")),
        (QuestionRow, QuestionRow.person_id == person),
        (ReportRow, ReportRow.person_id == person),
        (SubmissionRow, SubmissionRow.person_id == person),
        (MessageRow, MessageRow.chat_id == person),
        (UpdateRow, or_(UpdateRow.person_id == person, UpdateRow.chat_id == person)),
        (ChatRow, ChatRow.chat_id == person),
        (AccessRow, AccessRow.subject_id == person),
        (ActsRow, ActsRow.person_id == person),
        (ClaimRow, ClaimRow.chat_id == person),
    ]


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON can hold it, without what is empty."""
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row.items()
        if value is not None
    }
