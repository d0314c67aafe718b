"""Chats and people: who may ask, which chats are lost, what moves with a chat, and what is erased."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from briefbot.store import digests, follows, links, preferences, statistics
from briefbot.store.outbox import ZONE
from briefbot.store.tables import AccessRow, AnswerRow, ChatRow, ConversationRow, MessageRow, ReportRow, UpdateRow

# How long what buttons and follow-ups lean on is kept, and how long it is known that an update was handled. Telegram
# keeps updates for a day.
KEPT = timedelta(days=30)
# How long a chat that nothing can be sent to keeps what it follows, its digests and preferences.
LOST_FOR = timedelta(days=90)
_KNOWN = timedelta(days=2)


def conversation_name(chat_id: int, topic: int | None, person_id: int) -> str:
    """What tells one person's conversation in a chat and topic from others."""
    return f"telegram:{chat_id}:{topic or 0}:{person_id}"


# Who may ask


def access(connection: Connection, *subjects: int) -> dict[int, bool]:
    """What admins decided on these people and chats."""
    query = select(AccessRow.subject_id, AccessRow.allowed).where(AccessRow.subject_id.in_(subjects))
    return {row.subject_id: row.allowed for row in connection.execute(query)}


def decide_access(connection: Connection, subject: int, now: datetime, *, allowed: bool) -> None:
    """Let a person or group in, or keep them out."""
    connection.execute(delete(AccessRow).where(AccessRow.subject_id == subject))
    connection.execute(insert(AccessRow).values(subject_id=subject, allowed=allowed, decided_at=now))


# Chats that come and go


def lose(connection: Connection, chat_id: int, reason: str, now: datetime) -> None:
    """Note that nothing can be sent into a chat, and give up what was to be."""
    connection.execute(delete(ChatRow).where(ChatRow.chat_id == chat_id))
    connection.execute(insert(ChatRow).values(chat_id=chat_id, reason=reason, since=now))
    connection.execute(delete(MessageRow).where(MessageRow.chat_id == chat_id, MessageRow.message_id.is_(None)))
    connection.execute(update(MessageRow).where(MessageRow.chat_id == chat_id).values(letter=None))
    digests.give_up_chat(connection, chat_id, now)


def find_again(connection: Connection, chat_id: int) -> bool:
    """Note that somebody writes in a chat; whether it was lost."""
    return connection.execute(delete(ChatRow).where(ChatRow.chat_id == chat_id)).rowcount > 0


def lost(connection: Connection, chat_id: int) -> str | None:
    """Why nothing can be sent into a chat, None where it can."""
    return connection.scalar(select(ChatRow.reason).where(ChatRow.chat_id == chat_id))


def move(connection: Connection, old: int, new: int) -> None:
    """Give everything of a chat that became a supergroup its new number; a second time does nothing."""
    if old == new:
        return
    for table in (UpdateRow, AnswerRow, MessageRow):
        connection.execute(update(table).where(table.chat_id == old).values(chat_id=new))
    prefix, moved = f"telegram:{old}:", f"telegram:{new}:"
    for name in connection.scalars(select(ConversationRow.name).where(ConversationRow.name.startswith(prefix))).all():
        target = moved + name.removeprefix(prefix)
        taken = connection.scalar(select(func.count()).select_from(ConversationRow).where(ConversationRow.name == target))
        mine = ConversationRow.name == name
        connection.execute(
            delete(ConversationRow).where(mine) if taken else update(ConversationRow).where(mine).values(name=target)
        )
    follows.move(connection, old, new)
    preferences.move(connection, old, new)
    digests.move(connection, old, new)
    decided = access(connection, old, new)
    if old in decided and new not in decided:
        connection.execute(update(AccessRow).where(AccessRow.subject_id == old).values(subject_id=new))
    connection.execute(delete(ChatRow).where(ChatRow.chat_id == old))


# What is erased


def forget(connection: Connection, person_id: int) -> None:
    """Keep nothing of what a person asked, wherever it was."""
    connection.execute(delete(AnswerRow).where(AnswerRow.person_id == person_id))
    connection.execute(delete(ConversationRow).where(ConversationRow.name.like(f"telegram:%:{person_id}")))
    connection.execute(update(ReportRow).where(ReportRow.person_id == person_id).values(person_id=None))
    follows.forget(connection, person_id)
    digests.forget(connection, person_id)
    preferences.forget(connection, person_id)
    links.forget(connection, person_id)
    mine = UpdateRow.person_id == person_id
    connection.execute(update(UpdateRow).where(mine).values(person_id=None, chat_id=None, payload=None))


def expire(connection: Connection, now: datetime) -> None:
    """Keep nothing longer than it is of use."""
    connection.execute(delete(AnswerRow).where(AnswerRow.made_at < now - KEPT))
    connection.execute(delete(MessageRow).where(MessageRow.role == ZONE, MessageRow.made_at < now - KEPT))
    connection.execute(
        delete(ConversationRow).where(ConversationRow.name.startswith("telegram:"), ConversationRow.updated_at < now - KEPT)
    )
    connection.execute(delete(UpdateRow).where(UpdateRow.asked_at < now - _KNOWN, UpdateRow.payload.is_(None)))
    digests.erase_old(connection, now)
    statistics.expire(connection, now)
    links.erase_old(connection, now)
    for chat_id in connection.scalars(select(ChatRow.chat_id).where(ChatRow.since < now - LOST_FOR)).all():
        follows.forget(connection, chat_id)
        digests.forget(connection, chat_id)
        preferences.forget(connection, chat_id)
