"""The processes that serve one database together, and which chats each of them has: a chat has one at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, insert, select, text, update

from briefbot.store.lock import PRESENCE
from briefbot.store.outbox import OWED
from briefbot.store.repository import Repository
from briefbot.store.tables import ClaimRow, MessageRow, ProcessRow, UpdateRow
from briefbot.store.upserts import insert_into

_LOCKED = text(
    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = :presence AND objsubid = 1 "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class Mode(StrEnum):
    """How updates come to a process; the values are what the database holds."""

    POLLING = "polling"
    WEBHOOK = "webhook"
    NONE = "none"  # they do not: it sends digests, say


@dataclass(frozen=True, slots=True)
class Process:
    """A process of a bot's, by its number; `beat` is higher each time that it is looked at while the process works."""

    id: int
    bot: int
    mode: Mode
    beat: int


class ProcessesRepository(Repository):
    """Processes and their chats. What only PostgreSQL can tell is asked there alone: a file of SQLite's has one process."""

    def all_processes(self) -> list[Process]:
        """Those that joined and did not leave, by number; some may have been killed."""
        query = select(ProcessRow.id, ProcessRow.bot, ProcessRow.mode, ProcessRow.beat).order_by(ProcessRow.id)
        return [Process(row.id, row.bot, Mode(row.mode), row.beat) for row in self._execute(query)]

    def connected(self) -> set[int]:
        """The numbers of those whose session with the server lasts."""
        return set(self._scalars(_LOCKED, {"presence": PRESENCE}))

    def join(self, number: int, bot: int, mode: Mode) -> None:
        """Note that a process serves this database from now on."""
        self._execute(insert(ProcessRow).values(id=number, bot=bot, mode=mode, beat=0))

    def leave(self, numbers: Collection[int]) -> None:
        """Note that processes serve it no more: their chats are anybody's."""
        self._execute(delete(ProcessRow).where(ProcessRow.id.in_(numbers)))

    def beat(self, number: int) -> bool:
        """Note that a process works; whether the others count on it still."""
        mine = ProcessRow.id == number
        return self._execute(update(ProcessRow).where(mine).values(beat=ProcessRow.beat + 1)).rowcount > 0

    # Chats

    def claim(self, number: int, chats: Collection[int]) -> set[int]:
        """Give a process these chats where no other one has them; those of them that it has."""
        if not chats or self._scalar(select(ProcessRow.id).where(ProcessRow.id == number)) is None:
            return set()
        rows = [{"chat_id": chat, "process_id": number} for chat in sorted(chats)]
        self._execute(insert_into(self._connection, ClaimRow).on_conflict_do_nothing(), rows)
        return self.held(number, chats)

    def held(self, number: int, chats: Collection[int]) -> set[int]:
        """Those of these chats that a process has."""
        return set(self._scalars(_claimed(number).where(ClaimRow.chat_id.in_(chats))))

    def has(self, number: int, chat_id: int) -> bool:
        """Whether a process has a chat still."""
        return self._scalar(_claimed(number).where(ClaimRow.chat_id == chat_id)) is not None

    def release(self, number: int, chat_id: int) -> None:
        """Leave a chat to whoever has something to do there next."""
        self._execute(delete(ClaimRow).where(ClaimRow.process_id == number, ClaimRow.chat_id == chat_id))

    def waiting(self, number: int, bot: int) -> list[tuple[int, int]]:
        """Updates that wait in chats that nobody has, or this process: number and chat, in the order in which they came."""
        waits = UpdateRow.bot == bot, UpdateRow.payload.is_not(None), UpdateRow.chat_id.is_not(None)
        query = select(UpdateRow.update_id, UpdateRow.chat_id).outerjoin(ClaimRow, ClaimRow.chat_id == UpdateRow.chat_id)
        return [
            (row.update_id, row.chat_id)
            for row in self._execute(query.where(*waits, _free_for(number)).order_by(UpdateRow.update_id))
        ]

    def unsent(self, number: int = 0) -> set[int]:
        """Chats that nobody has, or this process where one is named, into which something is to be sent."""
        waits = MessageRow.letter.is_not(None), MessageRow.slot_id.is_(None), MessageRow.role != OWED
        query = select(MessageRow.chat_id).outerjoin(ClaimRow, ClaimRow.chat_id == MessageRow.chat_id)
        return set(self._scalars(query.where(*waits, _free_for(number)).distinct()))


def _claimed(number: int) -> Select[Any]:
    return select(ClaimRow.chat_id).where(ClaimRow.process_id == number)


def _free_for(number: int) -> ColumnElement[bool]:
    return ClaimRow.process_id.is_(None) | (ClaimRow.process_id == number)
