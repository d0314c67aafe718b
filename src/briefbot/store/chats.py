"""Chats and people: who may ask, which chats are lost, what moves with a chat, and what is erased."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, or_, select, update

from briefbot.store.acts import ActsRepository
from briefbot.store.digest_ledger import DigestLedgerRepository
from briefbot.store.digest_queue import DigestQueueRepository
from briefbot.store.follows import FollowsRepository
from briefbot.store.links import LinksRepository
from briefbot.store.outbox import ZONE
from briefbot.store.preferences import PreferencesRepository
from briefbot.store.repository import Repository, begins
from briefbot.store.statistics import StatisticsRepository
from briefbot.store.submissions import SubmissionsRepository
from briefbot.store.subscriptions import SubscriptionsRepository
from briefbot.store.tables import AccessRow, AnswerRow, ChatRow, ConversationRow, MessageRow, ReportRow, UpdateRow

# How long what buttons and follow-ups lean on is kept, and how long it is known that an update was handled. Telegram
# keeps updates for a day.
KEPT = timedelta(days=30)
# How long a chat that nothing can be sent to keeps what it follows, its digests and preferences.
LOST_FOR = timedelta(days=90)
_KNOWN = timedelta(days=2)


class ChatsRepository(Repository):
    """Chats and people: who may ask, which chats are lost, what moves, and what is erased."""

    # Who may ask

    def access(self, *subjects: int) -> dict[int, bool]:
        """What admins decided on these people and chats."""
        query = select(AccessRow.subject_id, AccessRow.allowed).where(AccessRow.subject_id.in_(subjects))
        return {row.subject_id: row.allowed for row in self._execute(query)}

    def decide_access(self, subject: int, now: datetime, *, allowed: bool) -> None:
        """Let a person or group in, or keep them out: then what waits to be sent to them is given up."""
        self._execute(delete(AccessRow).where(AccessRow.subject_id == subject))
        self._execute(insert(AccessRow).values(subject_id=subject, allowed=allowed, decided_at=now))
        if not allowed:
            self._give_up(subject, now)

    def keep_nobody_out(self, subjects: Collection[int]) -> None:
        """Take back that these are kept out: those who run the bot cannot be."""
        self._execute(delete(AccessRow).where(AccessRow.subject_id.in_(subjects), AccessRow.allowed.is_(False)))

    # Chats that come and go

    def lose(self, chat_id: int, reason: str, now: datetime) -> None:
        """Note that nothing can be sent into a chat, and give up what was to be."""
        self._execute(delete(ChatRow).where(ChatRow.chat_id == chat_id))
        self._execute(insert(ChatRow).values(chat_id=chat_id, reason=reason, since=now))
        self._give_up(chat_id, now)

    def _give_up(self, chat_id: int, now: datetime) -> None:
        DigestQueueRepository(self._connection).give_up(MessageRow.chat_id == chat_id, now)
        others = MessageRow.chat_id == chat_id, MessageRow.slot_id.is_(None)
        self._execute(delete(MessageRow).where(*others, MessageRow.message_id.is_(None)))
        self._execute(update(MessageRow).where(*others).values(letter=None))

    def find_again(self, chat_id: int) -> bool:
        """Note that somebody writes in a chat; whether it was lost."""
        return self._execute(delete(ChatRow).where(ChatRow.chat_id == chat_id)).rowcount > 0

    def lost(self, chat_id: int) -> str | None:
        """Why nothing can be sent into a chat, None where it can."""
        return self._scalar(select(ChatRow.reason).where(ChatRow.chat_id == chat_id))

    def move(self, old: int, new: int) -> None:
        """Give everything of a chat that became a supergroup its new number; a second time does nothing."""
        if old == new:
            return
        for table in (UpdateRow, AnswerRow, MessageRow):
            self._execute(update(table).where(table.chat_id == old).values(chat_id=new))
        prefix, moved = f"telegram:{old}:", f"telegram:{new}:"
        for name in self._scalars(select(ConversationRow.name).where(begins(ConversationRow.name, prefix))).all():
            target = moved + name.removeprefix(prefix)
            taken = self._scalar(select(func.count()).select_from(ConversationRow).where(ConversationRow.name == target))
            mine = ConversationRow.name == name
            self._execute(
                delete(ConversationRow).where(mine) if taken else update(ConversationRow).where(mine).values(name=target)
            )
        FollowsRepository(self._connection).move(old, new)
        PreferencesRepository(self._connection).move(old, new)
        SubscriptionsRepository(self._connection).move(old, new)
        SubmissionsRepository(self._connection).move(old, new)
        decided = self.access(old, new)
        if old in decided and new not in decided:
            self._execute(update(AccessRow).where(AccessRow.subject_id == old).values(subject_id=new))
        self._execute(delete(ChatRow).where(ChatRow.chat_id == old))

    # What is erased

    def forget(self, person_id: int) -> None:
        """Keep nothing of what a person asked, wherever it was."""
        self._execute(delete(AnswerRow).where(AnswerRow.person_id == person_id))
        self._execute(delete(ConversationRow).where(ConversationRow.name.like(f"telegram:%:{person_id}")))
        self._execute(update(ReportRow).where(ReportRow.person_id == person_id).values(person_id=None))
        FollowsRepository(self._connection).forget(person_id)
        SubscriptionsRepository(self._connection).forget(person_id)
        PreferencesRepository(self._connection).forget(person_id)
        LinksRepository(self._connection).forget(person_id)
        SubmissionsRepository(self._connection).forget(person_id)
        ActsRepository(self._connection).forget(person_id)
        # In a private chat, the chat's number is the person's: no message there is known any more, sent or not.
        self._execute(delete(MessageRow).where(MessageRow.chat_id == person_id))
        self._execute(delete(ChatRow).where(ChatRow.chat_id == person_id))
        mine = or_(UpdateRow.person_id == person_id, UpdateRow.chat_id == person_id)
        self._execute(update(UpdateRow).where(mine).values(person_id=None, chat_id=None, payload=None))

    def expire(self, now: datetime) -> None:
        """Keep nothing longer than it is of use."""
        self._execute(delete(AnswerRow).where(AnswerRow.made_at < now - KEPT))
        self._execute(delete(MessageRow).where(MessageRow.role == ZONE, MessageRow.made_at < now - KEPT))
        self._execute(
            delete(ConversationRow).where(begins(ConversationRow.name, "telegram:"), ConversationRow.updated_at < now - KEPT)
        )
        self._execute(delete(UpdateRow).where(UpdateRow.asked_at < now - _KNOWN, UpdateRow.payload.is_(None)))
        DigestLedgerRepository(self._connection).erase_old(now)
        StatisticsRepository(self._connection).expire(now)
        LinksRepository(self._connection).erase_old(now)
        SubmissionsRepository(self._connection).expire(now - KEPT)
        for chat_id in self._scalars(select(ChatRow.chat_id).where(ChatRow.since < now - LOST_FOR)).all():
            FollowsRepository(self._connection).forget(chat_id)
            SubscriptionsRepository(self._connection).forget(chat_id)
            PreferencesRepository(self._connection).forget(chat_id)


def conversation_name(chat_id: int, topic: int | None, person_id: int) -> str:
    """What tells one person's conversation in a chat and topic from others."""
    return f"telegram:{chat_id}:{topic or 0}:{person_id}"
